"""Contradictions: what keeps a strike mention and a group of mentions from being one strike."""

from collections.abc import Iterable

from spacy.tokens import Doc

from dossier.extraction.events.days import ArticleDays
from dossier.extraction.events.strike.coref.apart import is_another_event
from dossier.extraction.events.strike.coref.continuation import names_site
from dossier.extraction.events.strike.coref.series import is_numbered_attack
from dossier.extraction.events.strike.groups import StrikeGroup, StrikeMention, in_one_sentence, places_overlap
from dossier.extraction.lexicon.geography import state_named
from dossier.extraction.lexicon.lists import word_set
from dossier.places.containment import lie_apart

SUBJECTS = frozenset({"nsubj", "nsubjpass"})
STEPS = frozenset({"after", "as", "before", "while"})
"""Words that open a clause about what went before, after or with the main one."""
CARRIED = frozenset({"chemical"})
"""Families of weapons that others carry."""
FROM_THE_AIR = word_set("wordnet", "dropping") | word_set("strikes", "armed.aircraft")
"""Words of a sentence whose bombs come from an aircraft."""


def contradicts(mention: StrikeMention, group: StrikeGroup, days: ArticleDays) -> bool:
    """True for other weapons, another attacker, another place or another day."""
    own, families = _arms(mention), frozenset().union(*(_arms(m) for m in group.mentions))
    is_of_aircraft = (
        mention.definite and not mention.trigger.noun and own <= {"bomb"} and families <= {"air", "ground"}
    )  # "the bombs hit X"
    may_be_joined = is_of_aircraft or own | families <= {"air", "ground"} or own | families <= {"bomb", "gun"}
    if own and families and not own & families and not may_be_joined:
        return True
    if mention.sides and group.sides and not mention.sides & group.sides:
        return True
    if _is_one_of_many(mention, group):
        return True
    places = _most_specific(m for m in group.mentions if m.places)
    is_one_sentence = in_one_sentence(mention, group) and not _has_clause_of_its_own(mention, group) and not mention.set_off
    if mention.places and places and not any(_compatible(mention, m) for m in places) and not is_one_sentence:
        return True
    return days.contradict(mention.time_ids, group.time_ids)


def _has_clause_of_its_own(mention: StrikeMention, group: StrikeGroup) -> bool:
    """True for a verb with its own subject that is coordinated with one before it, or goes before, after or with it: "a bomb killed 12 in X and
    gunmen shot five in Y", "attacked X a day after they shelled Y", "the attack in X came as a helicopter was shot down in Y".
    """
    verb = mention.trigger.token
    if verb.pos_ != "VERB" or verb.head.pos_ != "VERB" or not any(c.dep_ in SUBJECTS for c in verb.children):
        return False
    is_step = verb.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ in STEPS for c in verb.children)
    is_beside = any(verb.head in {m.trigger.token, m.trigger.token.head} for m in group.mentions)
    return (verb.dep_ == "conj" or is_step) and is_beside


def _arms(mention: StrikeMention) -> frozenset[str]:
    """Families of a mention's weapons; "the bombing" or "bombing raids" alone leaves open whether a bomb was dropped or planted."""
    token = mention.trigger.token
    own = {token.i, *(t.i for t in token.lefts if t.lemma_.lower() == "bombing")}
    families = [w.family for w in mention.weapons if not (mention.trigger.noun and w.label == "bomb" and own & set(range(w.first, w.last)))]
    is_dropped = "bomb" in families and any(t.lemma_.lower() in FROM_THE_AIR for t in mention.trigger.token.sent)
    return frozenset("air" if family == "bomb" and is_dropped else family for family in families) - CARRIED


def _is_one_of_many(mention: StrikeMention, group: StrikeGroup) -> bool:
    """True for a strike on a site or town, and a sentence on "strikes across the region", which are several; either may come first."""
    many = _sentences_on_many(mention.trigger.token.doc)
    is_of_many = mention.sentence.start in many
    others = [m for m in group.mentions if (m.sentence.start in many) is not is_of_many]
    return any(_has_site(m) for m in others) if is_of_many else bool(others) and _has_site(mention)


def _has_site(mention: StrikeMention) -> bool:
    return not mention.plural and (mention.place_rank < 3 or names_site(mention))


def _sentences_on_many(doc: Doc) -> frozenset[int]:
    """Where sentences on attacks in many places begin ("strikes across the region", "killed in strikes throughout X"), kept with the
    document: every pair of mentions is asked for them.
    """
    if "sentences on many" not in doc.user_data:
        attacks = word_set("strikes", "nouns.sure") | word_set("strikes", "nouns.weak")
        plurals = (t for t in doc if t.tag_ == "NNS" and t.lemma_.lower() in attacks)
        doc.user_data["sentences on many"] = frozenset(
            t.sent.start_char for t in plurals if any(after.lower_ in {"across", "throughout"} for after in doc[t.i + 1 : t.i + 3])
        )
    starts: frozenset[int] = doc.user_data["sentences on many"]
    return starts


def _most_specific(mentions: Iterable[StrikeMention]) -> list[StrikeMention]:
    """The mentions, but for those whose place another one names in a narrower sense: "a rural area of X" and "X"."""
    given = list(mentions)
    finest: dict[str, int] = {}
    for m in given:
        finest[m.places[0]] = min(m.place_rank, finest.get(m.places[0], m.place_rank))
    return [m for m in given if m.place_rank == finest[m.places[0]]]


def _compatible(mention: StrikeMention, known: StrikeMention) -> bool:
    """True where two places can be one: a venue and a town can, two towns or places in two states cannot, nor what "the second attack" of a
    series lies apart from.
    """
    if places_overlap(mention.places, known.places) or _is_same_venue(mention.places[0], known.places[0]):
        return True
    if (is_numbered_attack(mention) or is_another_event(mention)) and lie_apart(mention.places, known.places):
        return False
    states = {state for m in (mention, known) if (state := state_named(m.places[-1]))}
    return mention.place_rank != known.place_rank and len(states) < 2


def _is_same_venue(left: str, right: str) -> bool:
    """True for a venue by its name and by what it is: "Roe Air Base" and "Air Force base"."""
    heads = [name.split()[-1] for name in (left, right)]
    return heads[0].lower() == heads[1].lower() and heads[0].islower() != heads[1].islower()
