"""Merge candidates of actors: aliases merged by rule with their evidence, and pairs that may be one and were not merged."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from dossier.linking.actors.name_rules import body_form
from dossier.linking.review_scores import SILENT, score_features, select_for_review
from dossier.model.actor import Actor, ActorKind, ArticleRole
from dossier.model.findings import Findings
from dossier.model.merge_review import ACTOR, ComparisonLevel, Evidence, FeatureScore, ScoredPair
from dossier.text.names import (
    edit_distance,
    fold_name,
    name_parts,
    partial_name_kind,
    same_arabic_name,
    same_full_name,
    transliteration_key,
)

WEIGHTS = {"name": 60, "side": 20, "role": 10, "articles": 10}
"""Weight of each feature; they sum to 100."""
CONTRADICTING = frozenset({"side", "articles"})
"""Features whose difference contradicts a match of actors."""
REVIEW_SCORE = 50
"""Score from which a pair of actors is listed for review."""
MAX_BLOCK = 40
"""Number of actors that share a blocking key, above which the key is ignored."""
PARTIAL_NAME_SHARE = {"surname": 0.8, "first name": 0.4, "part": 0.4}
PARTIAL_NAME_CLAUSE = {"surname": "is the surname of", "first name": "is the first name of", "part": "is one of the names of"}
"""Share of the weight of "name" for a single name that is part of a full one, and the clause that says so."""
LONG_WORD = 7
"""Letters from which two words may differ in two of them and still be one; shorter ones may differ in one."""
NameMatch = tuple[float, str]
"""Similarity of two names, 0 to 1, and a clause on what they have in common ("is the surname of")."""


def actor_rule_merges(findings: Findings) -> tuple[ScoredPair, ...]:
    """The aliases that were merged by rule: those in articles that never use the actor's full name, each with its evidence."""
    return tuple(pair for actor in findings.actors if not actor.hidden for alias in actor.aliases if (pair := score_alias(actor, alias)))


def alias_only_articles(actor: Actor, alias: str) -> frozenset[str]:
    """Ids of the articles that use an alias of an actor, and neither its name nor any longer form."""
    longer = {n.casefold() for n in (actor.name, *actor.aliases) if len(name_parts(n)) > len(name_parts(alias))} | {actor.name.casefold()}
    longer.discard(alias.casefold())
    with_alias = {m.article for m in actor.mentions if m.text.casefold() == alias.casefold()}
    return frozenset(with_alias - {m.article for m in actor.mentions if m.text.casefold() in longer})


def score_alias(actor: Actor, alias: str) -> ScoredPair | None:
    """Evidence that an alias is the actor's; None for states, and where no article uses the alias alone or all do."""
    alias_articles = alias_only_articles(actor, alias)
    other_articles = frozenset(actor.articles) - alias_articles
    match = name_similarity(alias, actor.name, actor.kind)
    if not alias_articles or not other_articles or match is None or actor.kind is ActorKind.STATE:
        return None
    features = (
        _compare_names(match),
        _compare_sides(actor, actor, alias_articles, other_articles),
        _compare_roles(actor, actor, alias_articles, other_articles),
        FeatureScore("articles", ComparisonLevel.SAME, WEIGHTS["articles"], 1.0),
    )
    explanation = next((s for s in actor.explanation if f"“{alias}”" in s), "") or f"“{alias}” {match[1]} {actor.name}."
    return ScoredPair(ACTOR, actor.id, "", alias, score_features(features, CONTRADICTING), explanation)


def find_actor_candidates(findings: Findings) -> tuple[ScoredPair, ...]:
    """Pairs of actors with similar names who were not merged, limited to what is worth a review."""
    actors = {a.id: a for a in findings.actors if not a.hidden and a.kind is not ActorKind.STATE}
    pairs = [pair for a, b in sorted(_block_pairs(list(actors.values()))) if (pair := score_actors(actors[a], actors[b]))]
    return select_for_review(pairs, REVIEW_SCORE)


def score_actors(actor: Actor, other: Actor) -> ScoredPair | None:
    """Evidence that two actors are one, the fuller name first; None where their names have too little in common."""
    a, b = _fuller_first(actor, other)
    match = name_similarity(b.name, a.name, a.kind)
    if match is None:
        return None
    evidence = _compare_actors(a, b, match)
    explanation = f"“{b.name}” {match[1]} {a.name}.{_describe_contradictions(a, b, evidence)}"
    return ScoredPair(ACTOR, a.id, b.id, "", evidence, explanation)


def _block_pairs(actors: Sequence[Actor]) -> set[tuple[str, str]]:
    """Blocking: pairs of ids whose names share a word, its first letters, or initials."""
    blocks: dict[str, list[str]] = defaultdict(list)
    for actor in actors:
        for key in _blocking_keys(actor):
            blocks[key].append(actor.id)
    shared = (block for block in blocks.values() if 1 < len(block) <= MAX_BLOCK)
    return {(min(a, b), max(a, b)) for block in shared for a, b in combinations(block, 2)}


def _blocking_keys(actor: Actor) -> Iterator[str]:
    words = transliteration_key(actor.name).split()
    yield from {f"word {w}" for w in words if len(w) > 2}
    if actor.kind is ActorKind.PERSON and len(words) > 1:
        yield f"start {words[0][:2]} {words[-1][:2]}"
    if actor.kind is ActorKind.ORGANISATION:
        yield f"initials {initials(actor.name) if len(words) > 1 else fold_name(actor.name)}"


def _fuller_first(a: Actor, b: Actor) -> tuple[Actor, Actor]:
    """The actor with the fuller name first, of equals the one that more articles name."""
    first, second = sorted((a, b), key=lambda x: (-len(name_parts(x.name)), -len(x.articles), -len(x.mentions), x.id))
    return first, second


def name_similarity(short: str, full: str, kind: ActorKind) -> NameMatch | None:
    """Similarity of a name with a fuller one; None where they have too little in common."""
    if fold_name(short) == fold_name(full):
        return 1.0, "is the same name as"
    return _match_persons(short, full) if kind is ActorKind.PERSON else _match_organisations(short, full)


def _match_persons(short: str, full: str) -> NameMatch | None:
    if len(name_parts(short)) > 1 and same_full_name(short, full):
        return (
            (1.0, "is another spelling of")
            if transliteration_key(short) == transliteration_key(full) or same_arabic_name(short, full)
            else (0.95, "differs by one letter from")
        )
    part = partial_name_kind(short, full)
    if part:
        several = len(name_parts(short)) > 1
        return (0.85, "is a shorter form of") if several else (PARTIAL_NAME_SHARE[part], PARTIAL_NAME_CLAUSE[part])
    short_words, full_words = transliteration_key(short).split(), transliteration_key(full).split()
    if len(short_words) > 1 and len(full_words) > 1 and short_words[-1] == full_words[-1] and len(short_words[-1]) > 2:
        return _match_first_names(short_words[0], full_words[0])
    if len(short_words) > 1 and len(short_words) == len(full_words) and short_words[:-1] == full_words[:-1]:
        return (0.7, "has almost the same surname as") if _is_misspelling(short_words[-1], full_words[-1]) else None
    return None


def _is_misspelling(a: str, b: str) -> bool:
    """True for two words of which one may be a misspelling of the other."""
    shorter = min(len(a), len(b))
    return shorter > LONG_WORD // 2 + 1 and edit_distance(a, b) <= (2 if shorter >= LONG_WORD else 1)


def _match_first_names(short: str, full: str) -> NameMatch | None:
    """Two first names before one surname: an initial, a short form, or a misspelling."""
    a, b = sorted((short.strip("."), full.strip(".")), key=len)
    if len(a) == 1 and b.startswith(a):
        return 0.8, "has the surname and initial of"
    if len(a) > 2 and b.startswith(a):
        return 0.8, "has the surname and short first name of"
    return (0.7, "has almost the same first name as") if _is_misspelling(a, b) else None


def _match_organisations(short: str, full: str) -> NameMatch | None:
    short_form, full_form = body_form(short), body_form(full)
    if short_form == full_form:
        return 1.0, "is another spelling of"
    if " " not in short_form and short_form == initials(full):
        return 0.8, "is the acronym of"
    shorter, longer = sorted((short_form, full_form), key=len)
    if " " in shorter and (longer.endswith(f" {shorter}") or longer.startswith(f"{shorter} ")):
        return 0.75, "is part of the name of"
    return None


def initials(name: str) -> str:
    """The first letters of a name's capitalized words, in lower case."""
    return "".join(w[0] for w in name.replace("-", " ").split() if w[0].isupper()).casefold()


def _compare_actors(a: Actor, b: Actor, match: NameMatch) -> Evidence:
    both = bool(set(a.articles) & set(b.articles))
    level = ComparisonLevel.DIFFER if both else ComparisonLevel.SAME
    articles = FeatureScore("articles", level, WEIGHTS["articles"], 0.0 if both else 1.0)
    return score_features((_compare_names(match), _compare_sides(a, b), _compare_roles(a, b), articles), CONTRADICTING)


def _compare_names(match: NameMatch) -> FeatureScore:
    share, _ = match
    return FeatureScore("name", ComparisonLevel.SAME if share == 1 else ComparisonLevel.OVERLAP, WEIGHTS["name"], share)


def _folded_texts(roles: Sequence[ArticleRole], articles: frozenset[str] | None) -> set[str]:
    """The folded texts of the roles in `articles`, or of all for None."""
    return {fold_name(r.text) for r in roles if articles is None or r.article in articles}


def _compare_sides(a: Actor, b: Actor, articles_a: frozenset[str] | None = None, articles_b: frozenset[str] | None = None) -> FeatureScore:
    sides_a, sides_b = _folded_texts(a.affiliation_evidence, articles_a), _folded_texts(b.affiliation_evidence, articles_b)
    if not sides_a or not sides_b:
        return FeatureScore("side", ComparisonLevel.SILENT, WEIGHTS["side"], SILENT)
    same = bool(sides_a & sides_b)
    return FeatureScore("side", ComparisonLevel.SAME if same else ComparisonLevel.DIFFER, WEIGHTS["side"], float(same))


def _compare_roles(a: Actor, b: Actor, articles_a: frozenset[str] | None = None, articles_b: frozenset[str] | None = None) -> FeatureScore:
    roles_a, roles_b = _folded_texts(a.roles, articles_a), _folded_texts(b.roles, articles_b)
    if not roles_a or not roles_b:
        return FeatureScore("role", ComparisonLevel.SILENT, WEIGHTS["role"], SILENT)
    if roles_a & roles_b:
        return FeatureScore("role", ComparisonLevel.SAME, WEIGHTS["role"], 1.0)
    shared_words = {w for role in roles_a for w in role.split()} & {w for role in roles_b for w in role.split()}
    level = ComparisonLevel.OVERLAP if shared_words else ComparisonLevel.DIFFER
    return FeatureScore("role", level, WEIGHTS["role"], 0.6 if shared_words else 0.0)


def _describe_contradictions(a: Actor, b: Actor, evidence: Evidence) -> str:
    """A sentence, with a space before it, for each feature that contradicts the match."""
    sentences = {
        "side": f" They act for different sides: {a.side} and {b.side}.",
        "articles": " One article names both.",
    }
    return "".join(sentences[name] for name in evidence.contradictions)
