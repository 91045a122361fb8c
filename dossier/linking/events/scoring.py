"""Scoring of pairs of event records, feature by feature. The weights are set out in docs/how-it-works.md."""

from collections import Counter
from collections.abc import Iterable

from dossier.linking.events.dating import EventDates, is_late_retelling, overlap
from dossier.linking.events.pairing import compatible_places, disjoint_parties, place_score, shared_bodies
from dossier.linking.events.records import EventRecord
from dossier.model.event import EventKind
from dossier.model.merge_review import ComparisonLevel, Evidence, FeatureScore, ScoredPair

SILENT = 0.25
"""The share of a feature's weight that counts where one of the two does not give it: neither for nor against."""
CONTRADICTION_FACTOR = 0.6
"""Factor on the score for each feature that contradicts the match."""
MAX_PAIRS = 40
"""Pairs that a review lists at most, the best-scored; a long list would not be read."""
MAX_PAIRS_EACH = 2
"""Pairs that one item stands in at most."""
WEIGHTS = {
    EventKind.MEETING: {"day": 30, "place": 30, "people": 40},
    EventKind.STRIKE: {"day": 30, "place": 30, "by": 10, "weapon": 10, "figures": 20},
}
"""Weight of each feature by kind of event; they sum to 100."""
CONTRADICTING = frozenset({"day", "place", "people", "by", "told apart"})
"""Features whose difference contradicts a match of events; sources of one event often differ on figures and weapons."""
LevelAndShare = tuple[ComparisonLevel, float]


def score_features(features: Iterable[FeatureScore], contradicting: frozenset[str] = CONTRADICTING) -> Evidence:
    """The features with their score, 0 to 100, reduced for every feature of `contradicting` that differs."""
    scored = tuple(features)
    contradictions = tuple(f.name for f in scored if f.level is ComparisonLevel.DIFFER and f.name in contradicting)
    total = sum(f.weight for f in scored)
    share = sum(f.weight * f.share for f in scored) / total if total else 0.0
    return Evidence(scored, round(100 * share * CONTRADICTION_FACTOR ** len(contradictions)), contradictions)


def select_for_review(pairs: Iterable[ScoredPair], least: int) -> tuple[ScoredPair, ...]:
    """The pairs that score `least` or more, best first, of equals by their ids; limited by `MAX_PAIRS` and `MAX_PAIRS_EACH`."""
    counts: Counter[str] = Counter()
    selected: list[ScoredPair] = []
    for pair in sorted(pairs, key=lambda p: (-p.evidence.score, p.first, p.second)):
        if pair.evidence.score >= least and max(counts[pair.first], counts[pair.second]) < MAX_PAIRS_EACH and len(selected) < MAX_PAIRS:
            counts.update((pair.first, pair.second))
            selected.append(pair)
    return tuple(selected)


def compare_events(a: EventRecord, b: EventRecord) -> Evidence:
    """Evidence that two records of one kind are one event."""
    compared = {
        "day": _compare_days(a, b),
        "place": _compare_places(a, b),
        "people": _compare_participants(a, b),
        "by": _compare_attackers(a.attacker, b.attacker),
        "weapon": _compare_weapons(a, b),
        "figures": _compare_figures(a, b),
    }
    features = [FeatureScore(name, compared[name][0], weight, compared[name][1]) for name, weight in WEIGHTS[a.kind].items()]
    if a.article == b.article:
        features.append(FeatureScore("told apart", ComparisonLevel.DIFFER, 0, 0.0))
    return score_features(features)


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


def days_between(a: EventDates, b: EventDates) -> int:
    """Days from the end of the earlier to the start of the later; 0 where they overlap or one is not known."""
    if a.start is None or b.start is None or a.end is None or b.end is None:
        return 0
    return max(0, (b.start - a.end).days, (a.start - b.end).days)


def _compare_places(a: EventRecord, b: EventRecord) -> LevelAndShare:
    if not a.place or not b.place:
        return ComparisonLevel.SILENT, SILENT
    if not compatible_places(a.place, b.place):
        return ComparisonLevel.DIFFER, 0.0
    score = place_score(a, b)
    if a.place == b.place or score > 2:
        return ComparisonLevel.SAME, 1.0 if score > 2 else 0.6
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


def _compare_attackers(a: str | None, b: str | None) -> LevelAndShare:
    if not a or not b:
        return ComparisonLevel.SILENT, SILENT
    return (ComparisonLevel.SAME, 1.0) if a == b else (ComparisonLevel.DIFFER, 0.0)


def _compare_weapons(a: EventRecord, b: EventRecord) -> LevelAndShare:
    left, right = set(a.weapon.lower().split()), set(b.weapon.lower().split())
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
