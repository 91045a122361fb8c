"""Evidence for the review of event matches, feature by feature. It ranks pairs and joins nothing: `matching` and `rules` do.

The weights are declared with each kind of event, and set out in docs/how-it-works.md.
"""

from dossier.linking.events.dating import days_between, is_late_retelling, overlap
from dossier.linking.events.records import EventRecord
from dossier.linking.events.rules import (
    PlaceMatch,
    compare_places,
    compatible_places,
    disjoint_parties,
    same_attacker,
    shared_bodies,
    weapon_words,
)
from dossier.linking.review_scores import SILENT, score_features
from dossier.model.event_kinds.registry import find_kind
from dossier.model.merge_review import ComparisonLevel, Evidence, FeatureScore

SEPARATE = "separate"
"""The feature of a pair that one article reports as two events."""
CONTRADICTING = frozenset({"day", "place", "people", "by", SEPARATE})
"""Features whose difference contradicts a match of events; sources of one event often differ on figures and weapons."""
LevelAndShare = tuple[ComparisonLevel, float]


def compare_events(a: EventRecord, b: EventRecord) -> Evidence:
    """Evidence that two records of one kind are one event."""
    compared = {
        "day": _compare_days(a, b),
        "place": _compare_places(a, b),
        "people": _compare_participants(a, b),
        "by": _compare_attackers(a, b),
        "weapon": _compare_weapons(a, b),
        "figures": _compare_figures(a, b),
    }
    given = [*_given_features(a), *_given_features(b)]
    features = [
        FeatureScore(name, compared[name][0], weight, compared[name][1], given.count(name))
        for name, weight in find_kind(a.kind).matching.weights.items()
    ]
    if a.article == b.article:
        features.append(FeatureScore(SEPARATE, ComparisonLevel.DIFFER, 0, 0.0))
    return score_features(features, CONTRADICTING)


def _given_features(record: EventRecord) -> list[str]:
    """The features of which a record has a value."""
    values = {
        "day": record.dates.known,
        "place": record.place,
        "people": record.persons | record.bodies,
        "by": record.attacker,
        "weapon": record.weapon,
        "figures": record.figures,
    }
    return [name for name, value in values.items() if value]


def _compare_days(a: EventRecord, b: EventRecord) -> LevelAndShare:
    if not (a.dates.known and b.dates.known):
        return ComparisonLevel.SILENT, SILENT
    if (a.dates.start, a.dates.end) == (b.dates.start, b.dates.end):
        return ComparisonLevel.SAME, 1.0 if a.dates.granularity == "day" else 0.6
    if overlap(a.dates, b.dates):
        return ComparisonLevel.OVERLAP, 0.7 if a.dates.granularity == b.dates.granularity == "day" else 0.5
    if is_late_retelling(a.dates, b.dates):
        return ComparisonLevel.OVERLAP, 0.3
    return ComparisonLevel.DIFFER, SILENT if days_between(a.dates, b.dates) == 1 else 0.0


def _compare_places(a: EventRecord, b: EventRecord) -> LevelAndShare:
    if not a.place or not b.place:
        return ComparisonLevel.SILENT, SILENT
    if not compatible_places(a.place, b.place):
        return ComparisonLevel.DIFFER, 0.0
    match = compare_places(a, b)
    if a.place == b.place or match is PlaceMatch.SAME:
        return ComparisonLevel.SAME, 1.0 if match is PlaceMatch.SAME else 0.6
    return ComparisonLevel.OVERLAP, 0.6


def _compare_participants(a: EventRecord, b: EventRecord) -> LevelAndShare:
    left, right = a.persons | a.bodies, b.persons | b.bodies
    if not left or not right:
        return ComparisonLevel.SILENT, SILENT
    shared = (a.persons & b.persons) | shared_bodies(a, b)
    if not shared:
        return (ComparisonLevel.DIFFER, 0.0) if disjoint_parties(a, b) else (ComparisonLevel.SILENT, SILENT)
    share = min(1.0, len(shared) / min(len(left), len(right)))
    return (ComparisonLevel.SAME if left == right else ComparisonLevel.OVERLAP), 0.5 + 0.5 * share


def _compare_attackers(a: EventRecord, b: EventRecord) -> LevelAndShare:
    if not a.attacker or not b.attacker:
        return ComparisonLevel.SILENT, SILENT
    return (ComparisonLevel.SAME, 1.0) if same_attacker(a, b) else (ComparisonLevel.DIFFER, 0.0)


def _compare_weapons(a: EventRecord, b: EventRecord) -> LevelAndShare:
    left, right = weapon_words(a), weapon_words(b)
    if not left or not right:
        return ComparisonLevel.SILENT, SILENT
    if left == right:
        return ComparisonLevel.SAME, 1.0
    return (ComparisonLevel.OVERLAP, 0.7) if left & right else (ComparisonLevel.DIFFER, 0.0)


def _compare_figures(a: EventRecord, b: EventRecord) -> LevelAndShare:
    both = set(a.figures) & set(b.figures)
    if not both:
        return ComparisonLevel.SILENT, SILENT
    same = sum(a.figures[name] == b.figures[name] for name in both) / len(both)
    return (ComparisonLevel.SAME if same == 1 else ComparisonLevel.OVERLAP if same else ComparisonLevel.DIFFER), same
