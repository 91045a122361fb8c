"""Scores for the review of matches, of actors and of events: 0 to 100 by features. They rank what is shown and join nothing."""

from collections import Counter
from collections.abc import Iterable

from dossier.model.merge_review import ComparisonLevel, Evidence, FeatureScore, ScoredPair

SILENT = 0.25
"""The share of a feature's weight that counts where one of the two does not give it: neither for nor against."""
CONTRADICTION_FACTOR = 0.6
"""Factor on the score for each feature that contradicts the match."""
MAX_PAIRS = 40
"""Pairs that a review lists at most, the best-scored; a long list would not be read."""
MAX_PAIRS_EACH = 2
"""Pairs that one item stands in at most."""


def score_features(features: Iterable[FeatureScore], contradicting: frozenset[str]) -> Evidence:
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
