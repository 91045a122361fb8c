"""Match probability of two event records of different articles: a logistic score over days, places, parties, figures and texts.

Strikes of different articles are joined by it, and meetings that `rules` leave apart. The weights (`match_weights`) are the same for every
dossier.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dossier.linking.events.corpus import CorpusEvidence
from dossier.linking.events.dating import EventDates, days_between, is_late_retelling, overlap
from dossier.linking.events.distance import kilometres_between
from dossier.linking.events.match_weights import probability_of, weights_of
from dossier.linking.events.records import EventRecord
from dossier.linking.events.rules import (
    PlaceMatch,
    compare_places,
    disjoint_parties,
    have_near_tolls,
    other_series,
    same_attacker,
    shared_bodies,
    target_words,
    weapon_words,
)
from dossier.model.event_kinds.declaration import Slot
from dossier.model.event_kinds.registry import find_kind
from dossier.places.containment import is_area_of_name, may_be_village_of, may_contain

NAME_COUNTS = (0.0, 1.0, 2.0, 2.4, 2.8)
"""What none, one, two, three and more full names count for that the two articles share and few others print."""
ENOUGH_LIKENESS = 0.5
"""Similarity of texts above which more does not count."""
NEAR_DAYS = 3
"""Days between two dates up to which one of them may be that of a report instead of the event."""
WEEK = 7
LONG_BEFORE = 60
"""Days between two dates from which one that is guessed, or only a month or year, does not make them the same."""
MOST_PEOPLE = 2
"""Shared people without an office that count."""
MOST_PARTIES = 2
"""Shared participants that count; more of them say nothing more."""
PERHAPS = 0.5
"""How much an overlap of places counts that no list can tell."""
OTHER_NEWS = ("near sure day", "other sure day", "other place", "distant place", "other attacker")
"""Features that make two events of what two articles open with."""
DISTANT_TOLL = 10
"""How many times one number of dead is another where two articles that open with an attack do not mean the same one."""
DISTANT = 60.0
"""Kilometres between two listed towns from which they are not the town and a place near it."""


@dataclass(frozen=True, slots=True)
class MatchFeature:
    """One feature of a pair with what it adds to the log-odds."""

    name: str
    weight: float


def match_features(a: EventRecord, b: EventRecord, corpus: CorpusEvidence) -> tuple[MatchFeature, ...]:
    """The features of a pair that count for or against one event."""
    return weigh_features(a.kind, feature_values(a, b, corpus))


def weigh_features(kind: str, values: Mapping[str, float]) -> tuple[MatchFeature, ...]:
    """The features of a pair of one kind from their values, by name; those that weigh nothing for the kind are left out."""
    weights = weights_of(kind).features
    return tuple(MatchFeature(name, weights[name] * value) for name, value in values.items() if weights.get(name))


def log_odds(kind: str, features: Iterable[MatchFeature]) -> float:
    """Log-odds that a pair of one kind with these features is of one event."""
    return weights_of(kind).intercept + sum(feature.weight for feature in features)


def match_probability(a: EventRecord, b: EventRecord, corpus: CorpusEvidence) -> float:
    """Probability that two records of one kind and different articles are of one event."""
    return probability_of(log_odds(a.kind, match_features(a, b, corpus)))


def feature_values(a: EventRecord, b: EventRecord, corpus: CorpusEvidence) -> dict[str, float]:
    """The values of a pair's features, by name; what neither or only one record says is left out."""
    values: dict[str, float] = {}
    _add_days(values, a, b)
    if a.published and b.published:
        gap = abs((a.published - b.published).days)
        # an attack is dated alike in whatever is published later; talks go on in rounds
        is_dated = values.get("same sure day") == 1.0 and not find_kind(a.kind).matching.recurs
        values["published together" if gap <= 1 else "published in one week" if gap <= WEEK or is_dated else "published apart"] = 1.0
    _add_places(values, a, b)
    if a.attacker and b.attacker:
        values["same attacker" if same_attacker(a, b) else "other attacker"] = 1.0
    if both := set(a.figures) & set(b.figures):
        share = sum(a.figures[name] == b.figures[name] for name in both) / len(both)
        near = sum(have_near_tolls(a.figures[name], b.figures[name]) for name in both if a.figures[name] != b.figures[name]) / len(both)
        values |= {"same figures": share, "other figures": 1 - share - near}
    if Slot.PARTICIPANTS in find_kind(a.kind).slots:
        _add_parties(values, a, b)
    else:
        _add_people(values, a, b, corpus)
    weapons = weapon_words(a), weapon_words(b)
    values["other weapon"] = float(all(weapons) and not weapons[0] & weapons[1] and not _drops_bombs(*weapons))
    values["same target"] = float(bool(target_words(a) & target_words(b)))
    likeness = min(corpus.similarity(a.article, b.article), ENOUGH_LIKENESS)
    values["alike texts"] = likeness * corpus.size_weight
    values["alike sentences"] = min(corpus.sentence_similarity(a, b), ENOUGH_LIKENESS)
    names = len(corpus.rare_names(a.article, b.article))
    values["rare names"] = NAME_COUNTS[min(names, len(NAME_COUNTS) - 1)] * corpus.size_weight
    if values.get("only the articles alike"):
        values["alike texts"] = values["rare names"] = 0.0
    if a.is_lead and b.is_lead and not _are_other_attacks(a, b, *weapons):
        _add_leads(values, likeness, 1 - corpus.size_weight)
    return {name: value for name, value in values.items() if value}


def _add_days(values: dict[str, float], a: EventRecord, b: EventRecord) -> None:
    """How the days of two records fit. A guessed day some days after that of a strike says nothing: it is that of a later
    report; talks go on in rounds.
    """
    left, right = a.dates, b.dates
    values["after publication"] = float(_reported_before(a, right) or _reported_before(b, left))
    if not (left.known and right.known):
        return
    sure = left.sure and right.sure and left.granularity == right.granularity == "day"
    if overlap(left, right):
        exact = (left.start, left.end) == (right.start, right.end)
        values["same sure day" if sure else "same day"] = 1.0 if exact else 0.7
    elif find_kind(a.kind).matching.recurs or not is_late_retelling(left, right):
        gap = days_between(left, right)
        near = "near" if gap <= NEAR_DAYS else "other"
        # talks recur: a guessed day is that of the report, which says little about last year's
        values[f"{near} sure day" if sure or (find_kind(a.kind).matching.recurs and gap > LONG_BEFORE) else f"{near} day"] = 1.0


def _add_parties(values: dict[str, float], a: EventRecord, b: EventRecord) -> None:
    """Who takes part in two meetings, and whether one is a call or another round of the same talks. Add places first."""
    persons, bodies = len(a.persons & b.persons), len(shared_bodies(a, b))
    values["shared persons"] = float(min(persons, MOST_PARTIES))
    values["shared parties"] = float(min(bodies, MOST_PARTIES))
    values["other parties"] = float(not persons and not bodies and disjoint_parties(a, b))
    values["only the articles alike"] = float(not persons and not bodies and not values.keys() & {"same place", "overlapping place"})
    values["other round"] = float(other_series(a, b))
    values["call and meeting"] = float(a.is_call != b.is_call)


def _add_people(values: dict[str, float], a: EventRecord, b: EventRecord, corpus: CorpusEvidence) -> None:
    """Whether the articles name the same people without an office, and whether the victims' ages are the same."""
    shared = len(corpus.shared_people(a.article, b.article))
    values["same people"] = float(min(shared, MOST_PEOPLE))
    values["other people"] = float(not shared and bool(corpus.people[a.article]) and bool(corpus.people[b.article]))
    left, right = corpus.ages(a), corpus.ages(b)
    if left and right:
        values["same age" if left & right else "other age"] = 1.0


def _add_leads(values: dict[str, float], likeness: float, share: float) -> None:
    """That both articles open with their record, and how alike the articles are then: their news is mostly one event, unless it is OTHER_NEWS. It
    counts with the share that similar texts and shared names do not have in a dossier of this size. Add days, places and attackers first.
    """
    if not any(values.get(name) for name in OTHER_NEWS):
        values["both lead"], values["alike leads"] = share, likeness * share


def _add_places(values: dict[str, float], a: EventRecord, b: EventRecord) -> None:
    """How the places of two records fit: by their names, and by the world list where both are towns of it."""
    if not (a.place and b.place):
        return
    match = compare_places(a, b)
    if match is not PlaceMatch.NONE:
        values["same place" if match is PlaceMatch.SAME else "overlapping place"] = 1.0
        values["recalled with its place"] = float(
            not find_kind(a.kind).matching.recurs and match is PlaceMatch.SAME and is_late_retelling(a.dates, b.dates)
        )
        return
    gap = kilometres_between(a.place, b.place)
    if gap is None and is_area_of_name(a.place, b.place):
        values["overlapping place"] = 1.0
    elif gap is None:
        is_village = may_be_village_of(a.place, b.place)
        values["overlapping place" if is_village else "other place"] = PERHAPS if is_village else float(not may_contain(a.place, b.place))
    elif gap > DISTANT:
        values["distant place"] = 1.0
    else:
        values["overlapping place"] = 1.0


def _drops_bombs(one: frozenset[str], other: frozenset[str]) -> bool:
    """True for an airstrike and a bomb, which may have been dropped."""
    return any(a == {"bomb"} and "airstrike" in b for a, b in ((one, other), (other, one)))


def _are_other_attacks(a: EventRecord, b: EventRecord, one: frozenset[str], other: frozenset[str]) -> bool:
    """True where both have weapons (`one` and `other`), none of them in common, and either one of them is a gun, or many times more people were
    killed or wounded in one than in the other.
    """
    return bool(one and other) and not one & other and ("gun" in one | other or _have_distant_tolls(a, b))


def _have_distant_tolls(a: EventRecord, b: EventRecord) -> bool:
    """True where both count the dead or the wounded, and one count is many times the other."""
    both = a.figures.keys() & b.figures.keys()
    return any(max(a.figures[name], b.figures[name]) >= DISTANT_TOLL * min(a.figures[name], b.figures[name]) > 0 for name in both)


def _reported_before(record: EventRecord, dates: EventDates) -> bool:
    """True where a sure day lies after the publication of a record's article."""
    return record.published is not None and dates.start is not None and dates.sure and dates.start > record.published
