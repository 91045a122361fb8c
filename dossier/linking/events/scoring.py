"""How much speaks for one event behind two tellings, point by point. The weights are set out in docs/how-it-works.md."""

from collections import Counter
from collections.abc import Iterable

from dossier.linking.events.dating import EventDates, is_late_retelling, overlap
from dossier.linking.events.pairing import EventRecord, compatible_places, disjoint_parties, place_strength, shared_bodies
from dossier.model.event import EventKind
from dossier.model.merge_review import ComparisonLevel, Evidence, FeatureScore, ScoredPair

SILENT = 0.25
"""The share of a point's weight that counts where one of the two does not tell it: neither for nor against."""
DOUBT = 0.6
"""What the sum is multiplied by for each point that tells two things apart."""
MOST = 40
"""Pairs that are asked about at most, the strongest; a long list would not be read."""
EACH = 2
"""Pairs that one thing is asked about in at most."""
WEIGHTS = {
    EventKind.MEETING: {"day": 30, "place": 30, "people": 40},
    EventKind.STRIKE: {"day": 30, "place": 30, "by": 10, "weapon": 10, "figures": 20},
}
"""Of a hundred, what each point weighs for the two kinds of event."""
APART = frozenset({"day", "place", "people", "by", "told apart"})
"""Points on which a difference tells two events apart; sources of one event often differ on figures and weapons."""
ScoredFeature = tuple[ComparisonLevel, float]


def score_features(points: Iterable[FeatureScore], apart: frozenset[str] = APART) -> Evidence:
    """The points with their sum of a hundred, less for every point of `apart` that differs."""
    held = tuple(points)
    against = tuple(p.name for p in held if p.level is ComparisonLevel.DIFFER and p.name in apart)
    total = sum(p.weight for p in held)
    share = sum(p.weight * p.share for p in held) / total if total else 0.0
    return Evidence(held, round(100 * share * DOUBT ** len(against)), against)


def select_for_review(pairs: Iterable[ScoredPair], least: int) -> tuple[ScoredPair, ...]:
    """The pairs of at least that strength, the strongest first, `MOST` at most and `EACH` a thing; of equals by their ids."""
    asked: Counter[str] = Counter()
    kept: list[ScoredPair] = []
    for pair in sorted(pairs, key=lambda f: (-f.evidence.score, f.first, f.second)):
        if pair.evidence.score >= least and max(asked[pair.first], asked[pair.second]) < EACH and len(kept) < MOST:
            asked.update((pair.first, pair.second))
            kept.append(pair)
    return tuple(kept)


def compare_events(a: EventRecord, b: EventRecord) -> Evidence:
    """What speaks for one event behind two tellings of one kind."""
    judged = {
        "day": _day(a, b),
        "place": _place(a, b),
        "people": _people(a, b),
        "by": _equal(a.attacker, b.attacker),
        "weapon": _weapon(a, b),
        "figures": _figures(a, b),
    }
    points = [FeatureScore(name, *judged[name][:1], weight, judged[name][1]) for name, weight in WEIGHTS[a.kind].items()]
    if a.article == b.article:
        points.append(FeatureScore("told apart", ComparisonLevel.DIFFER, 0, 0.0))
    return score_features(points)


def _day(a: EventRecord, b: EventRecord) -> ScoredFeature:
    if not (a.days.known and b.days.known):
        return ComparisonLevel.SILENT, SILENT
    if (a.days.start, a.days.end) == (b.days.start, b.days.end):
        return ComparisonLevel.SAME, 1.0 if a.days.granularity == "day" else 0.6
    if overlap(a.days, b.days):
        return ComparisonLevel.OVERLAP, 0.7 if a.days.granularity == b.days.granularity == "day" else 0.5
    if is_late_retelling(a.days, b.days):
        return ComparisonLevel.OVERLAP, 0.3
    return ComparisonLevel.DIFFER, SILENT if days_between(a.days, b.days) == 1 else 0.0


def days_between(a: EventDates, b: EventDates) -> int:
    """Days from the end of the earlier to the start of the later; 0 where they overlap or one is not known."""
    if a.start is None or b.start is None or a.end is None or b.end is None:
        return 0
    return max(0, (b.start - a.end).days, (a.start - b.end).days)


def _place(a: EventRecord, b: EventRecord) -> ScoredFeature:
    if not a.place or not b.place:
        return ComparisonLevel.SILENT, SILENT
    if not compatible_places(a.place, b.place):
        return ComparisonLevel.DIFFER, 0.0
    told = place_strength(a, b)
    if a.place == b.place or told > 2:
        return ComparisonLevel.SAME, 1.0 if told > 2 else 0.6
    return ComparisonLevel.OVERLAP, 0.6


def _people(a: EventRecord, b: EventRecord) -> ScoredFeature:
    mine, theirs = a.persons | a.bodies, b.persons | b.bodies
    if not mine or not theirs:
        return ComparisonLevel.SILENT, SILENT
    shared = (a.persons & b.persons) | shared_bodies(a, b)
    if not shared:
        return (ComparisonLevel.DIFFER, 0.0) if disjoint_parties(a, b) else (ComparisonLevel.SILENT, SILENT)
    share = min(1.0, len(shared) / min(len(mine), len(theirs)))
    return (ComparisonLevel.SAME if mine == theirs else ComparisonLevel.OVERLAP), 0.5 + 0.5 * share


def _equal(a: str | None, b: str | None) -> ScoredFeature:
    if not a or not b:
        return ComparisonLevel.SILENT, SILENT
    return (ComparisonLevel.SAME, 1.0) if a == b else (ComparisonLevel.DIFFER, 0.0)


def _weapon(a: EventRecord, b: EventRecord) -> ScoredFeature:
    mine, theirs = set(a.weapon.lower().split()), set(b.weapon.lower().split())
    if not mine or not theirs:
        return ComparisonLevel.SILENT, SILENT
    if mine == theirs:
        return ComparisonLevel.SAME, 1.0
    return (ComparisonLevel.OVERLAP, 0.7) if mine & theirs else (ComparisonLevel.DIFFER, 0.0)


def _figures(a: EventRecord, b: EventRecord) -> ScoredFeature:
    both = set(a.figures) & set(b.figures)
    if not both:
        return ComparisonLevel.SILENT, SILENT
    same = sum(a.figures[name] == b.figures[name] for name in both) / len(both)
    return (ComparisonLevel.SAME if same == 1 else ComparisonLevel.OVERLAP if same else ComparisonLevel.DIFFER), same
