"""Names that were joined across articles, with the strength of each, and actors that may be one and were not joined."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from dossier.linking.actors.name_rules import body_form
from dossier.linking.events.scoring import SILENT, score_features, select_for_review
from dossier.model.actor import Actor, ActorKind, ArticleRole
from dossier.model.findings import Findings
from dossier.model.merge_review import CandidateKind, ComparisonLevel, Evidence, FeatureScore, ScoredPair
from dossier.text.names import edit_distance, fold_name, name_parts, partial_name_kind, same_full_name, transliteration_key

WEIGHTS = {"name": 60, "side": 20, "role": 10, "articles": 10}
"""Of a hundred, what each point weighs for actors."""
APART = frozenset({"side", "articles"})
"""Points on which a difference tells two actors apart."""
ASK = 50
"""Strength from which two actors are worth a question."""
CROWD = 40
"""Actors that share a word of their names, above which it tells nothing."""
LONE = {"surname": 0.8, "first name": 0.4, "part": 0.4}
CALLED = {"surname": "is the surname of", "first name": "is the first name of", "part": "is one of the names of"}
"""What one name alone tells of a full one, and in words."""
LONG = 7
"""Letters from which two words that differ in two of them may be one; shorter ones may differ in one."""
Name = tuple[float, str]
"""How much a name speaks for one actor, 0 to 1, and what the two names have in common, as a clause."""


def actor_rule_merges(findings: Findings) -> tuple[ScoredPair, ...]:
    """The aliases under which articles name an actor that they never call by its name: joined by rule, each with its strength."""
    return tuple(found for actor in findings.actors if not actor.hidden for alias in actor.aliases if (found := score_alias(actor, alias)))


def alias_only_articles(actor: Actor, alias: str) -> frozenset[str]:
    """The articles that print an alias of an actor, and neither its name nor any form nearer to it."""
    nearer = {n.casefold() for n in (actor.name, *actor.aliases) if len(name_parts(n)) > len(name_parts(alias))} | {actor.name.casefold()}
    nearer.discard(alias.casefold())
    mine = {m.article for m in actor.mentions if m.text.casefold() == alias.casefold()}
    return frozenset(mine - {m.article for m in actor.mentions if m.text.casefold() in nearer})


def score_alias(actor: Actor, alias: str) -> ScoredPair | None:
    """What speaks for an alias being the actor's; None where no article rests on it alone, or it is one of a list of names of states."""
    homes = alias_only_articles(actor, alias)
    rest = frozenset(actor.articles) - homes
    like = name_similarity(alias, actor.name, actor.kind)
    if not homes or not rest or like is None or actor.kind is ActorKind.STATE:
        return None
    name = FeatureScore("name", ComparisonLevel.SAME if like[0] == 1 else ComparisonLevel.OVERLAP, WEIGHTS["name"], like[0])
    points = (
        name,
        _side(actor, actor, homes, rest),
        _role(actor, actor, homes, rest),
        FeatureScore("articles", ComparisonLevel.SAME, WEIGHTS["articles"], 1.0),
    )
    why = next((w for w in actor.explanation if f"“{alias}”" in w), "") or f"“{alias}” {like[1]} {actor.name}."
    return ScoredPair(CandidateKind.ACTOR, actor.id, "", alias, score_features(points, APART), why)


def find_actor_candidates(findings: Findings) -> tuple[ScoredPair, ...]:
    """Pairs of actors whose names are near each other and who were not joined, as far as they are worth a question."""
    actors = {a.id: a for a in findings.actors if not a.hidden and a.kind is not ActorKind.STATE}
    found = [pair for one, other in sorted(_pairs(list(actors.values()))) if (pair := score_actors(actors[one], actors[other]))]
    return select_for_review(found, ASK)


def score_actors(one: Actor, other: Actor) -> ScoredPair | None:
    """What speaks for two actors being one, the fuller name first; None where their names have too little in common."""
    a, b = _fuller_first(one, other)
    like = name_similarity(b.name, a.name, a.kind)
    if like is None:
        return None
    evidence = _evidence(a, b, like)
    return ScoredPair(CandidateKind.ACTOR, a.id, b.id, "", evidence, f"“{b.name}” {like[1]} {a.name}.{_doubts(a, b, evidence)}")


def _pairs(actors: Sequence[Actor]) -> set[tuple[str, str]]:
    """Pairs of ids that share a word of their names, its first letters, or initials."""
    shelves: dict[str, list[str]] = defaultdict(list)
    for actor in actors:
        for key in _keys(actor):
            shelves[key].append(actor.id)
    shared = (shelf for shelf in shelves.values() if 1 < len(shelf) <= CROWD)
    return {(min(a, b), max(a, b)) for shelf in shared for a, b in combinations(shelf, 2)}


def _keys(actor: Actor) -> Iterator[str]:
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


def name_similarity(short: str, full: str, kind: ActorKind) -> Name | None:
    """How much a name speaks for one actor with a fuller one; None where the two have too little in common."""
    if fold_name(short) == fold_name(full):
        return 1.0, "is the same name as"
    return _person(short, full) if kind is ActorKind.PERSON else _body(short, full)


def _person(short: str, full: str) -> Name | None:
    if len(name_parts(short)) > 1 and same_full_name(short, full):
        return (1.0, "is another spelling of") if transliteration_key(short) == transliteration_key(full) else (0.95, "is but for a letter")
    how = partial_name_kind(short, full)
    if how:
        several = len(name_parts(short)) > 1
        return (0.85, "leaves out names of") if several else (LONE[how], CALLED[how])
    one, other = transliteration_key(short).split(), transliteration_key(full).split()
    if len(one) > 1 and len(other) > 1 and one[-1] == other[-1] and len(one[-1]) > 2:
        return _first_names(one[0], other[0])
    if len(one) > 1 and len(one) == len(other) and one[:-1] == other[:-1]:
        return (0.7, "has nearly the surname of") if _nearly(one[-1], other[-1]) else None
    return None


def _nearly(one: str, other: str) -> bool:
    """True for two words that are a slip of the pen apart."""
    shorter = min(len(one), len(other))
    return shorter > LONG // 2 + 1 and edit_distance(one, other) <= (2 if shorter >= LONG else 1)


def _first_names(one: str, other: str) -> Name | None:
    """Two first names before one surname: an initial, a short form, or two letters off."""
    a, b = sorted((one.strip("."), other.strip(".")), key=len)
    if len(a) == 1 and b.startswith(a):
        return 0.8, "has the surname and the initial of"
    if len(a) > 2 and b.startswith(a):
        return 0.8, "has the surname and the short first name of"
    return (0.7, "has nearly the first name of") if _nearly(a, b) else None


def _body(short: str, full: str) -> Name | None:
    one, other = body_form(short), body_form(full)
    if one == other:
        return 1.0, "is another spelling of"
    if " " not in one and one == initials(full):
        return 0.8, "are the initials of"
    few, many = sorted((one, other), key=len)
    if " " in few and (many.endswith(f" {few}") or many.startswith(f"{few} ")):
        return 0.75, "is part of the name of"
    return None


def initials(name: str) -> str:
    """The first letters of a name's words that are printed with a capital, in small letters."""
    return "".join(w[0] for w in name.replace("-", " ").split() if w[0].isupper()).casefold()


def _evidence(a: Actor, b: Actor, like: Name) -> Evidence:
    name = FeatureScore("name", ComparisonLevel.SAME if like[0] == 1 else ComparisonLevel.OVERLAP, WEIGHTS["name"], like[0])
    both = bool(set(a.articles) & set(b.articles))
    together = FeatureScore("articles", ComparisonLevel.DIFFER if both else ComparisonLevel.SAME, WEIGHTS["articles"], 0.0 if both else 1.0)
    return score_features((name, _side(a, b), _role(a, b), together), APART)


def _said(rows: Sequence[ArticleRole], homes: frozenset[str] | None) -> set[str]:
    return {fold_name(r.text) for r in rows if homes is None or r.article in homes}


def _side(a: Actor, b: Actor, homes: frozenset[str] | None = None, rest: frozenset[str] | None = None) -> FeatureScore:
    mine, theirs = _said(a.affiliation_evidence, homes), _said(b.affiliation_evidence, rest)
    if not mine or not theirs:
        return FeatureScore("side", ComparisonLevel.SILENT, WEIGHTS["side"], SILENT)
    same = bool(mine & theirs)
    return FeatureScore("side", ComparisonLevel.SAME if same else ComparisonLevel.DIFFER, WEIGHTS["side"], float(same))


def _role(a: Actor, b: Actor, homes: frozenset[str] | None = None, rest: frozenset[str] | None = None) -> FeatureScore:
    mine, theirs = _said(a.roles, homes), _said(b.roles, rest)
    if not mine or not theirs:
        return FeatureScore("role", ComparisonLevel.SILENT, WEIGHTS["role"], SILENT)
    if mine & theirs:
        return FeatureScore("role", ComparisonLevel.SAME, WEIGHTS["role"], 1.0)
    words = {w for role in mine for w in role.split()} & {w for role in theirs for w in role.split()}
    return FeatureScore("role", ComparisonLevel.OVERLAP if words else ComparisonLevel.DIFFER, WEIGHTS["role"], 0.6 if words else 0.0)


def _doubts(a: Actor, b: Actor, evidence: Evidence) -> str:
    """What kept the rules from joining them."""
    told = {
        "side": f" They act for different sides: {a.side} and {b.side}.",
        "articles": " One article names both.",
    }
    return "".join(told[name] for name in evidence.contradictions)
