"""Scores of pairs of event records. All people are made up."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.linking.events.records import EventRecord
from dossier.linking.events.review_evidence import CONTRADICTING, compare_events
from dossier.linking.review_scores import CONTRADICTION_FACTOR, MAX_PAIRS, MAX_PAIRS_EACH, score_features, select_for_review
from dossier.model.event_kinds.strike import STRIKE
from dossier.model.merge_review import ACTOR, ComparisonLevel, Evidence, FeatureScore, ScoredPair
from tests.unit.linking.builders import make_record, on


def levels(evidence: Evidence) -> dict[str, ComparisonLevel]:
    """The comparison levels by feature."""
    return {f.name: f.level for f in evidence.features}


def test_a_repetition_is_full_evidence() -> None:
    """The same day, town and people are all that there can be."""
    evidence = compare_events(make_record(), make_record(1))
    assert (evidence.score, evidence.contradictions) == (100, ())
    assert set(levels(evidence).values()) == {ComparisonLevel.SAME}


@pytest.mark.parametrize(
    ("other", "feature", "level"),
    [
        (replace(make_record(1), dates=on(3)), "day", ComparisonLevel.DIFFER),
        (replace(make_record(1), dates=on(1, sure=False)), "day", ComparisonLevel.OVERLAP),
        (replace(make_record(1), place=()), "place", ComparisonLevel.SILENT),
        (replace(make_record(1), place=("Ecuador",)), "place", ComparisonLevel.OVERLAP),
        (replace(make_record(1), place=("Guayaquil", "Ecuador")), "place", ComparisonLevel.DIFFER),
        (replace(make_record(1), persons=frozenset({"ann", "cyd"})), "people", ComparisonLevel.OVERLAP),
        (replace(make_record(1), persons=frozenset({"cyd"})), "people", ComparisonLevel.DIFFER),
        (replace(make_record(1), persons=frozenset()), "people", ComparisonLevel.SILENT),
    ],
)
def test_less_in_common_is_less_evidence(other: EventRecord, feature: str, level: ComparisonLevel) -> None:
    """Each feature has its level; a missing value is neither for nor against, and a difference is worth less than that."""
    evidence = compare_events(make_record(), other)
    assert levels(evidence)[feature] is level
    assert evidence.score < 100
    assert evidence.contradictions == ((feature,) if level is ComparisonLevel.DIFFER else ())


def test_figures_count_for_strikes() -> None:
    """Other figures lower the score of a strike and contradict nothing; another attacker is a contradiction."""
    strike = replace(make_record(), kind=STRIKE.name, attacker="ann", weapon="long drone", figures={"killed": 3, "wounded": 4})
    same = compare_events(strike, replace(strike, article="a1"))
    differing = compare_events(strike, replace(strike, article="a1", figures={"killed": 5}))
    half = compare_events(strike, replace(strike, article="a1", figures={"killed": 3, "wounded": 9}, weapon="drone"))
    assert same.score == 100 > half.score > differing.score
    assert (levels(differing)["figures"], differing.contradictions) == (ComparisonLevel.DIFFER, ())
    assert levels(half)["weapon"] is ComparisonLevel.OVERLAP
    assert compare_events(strike, replace(strike, article="a1", attacker="bob")).contradictions == ("by",)


def test_two_events_of_one_article_are_told_apart() -> None:
    """Events that one article reports as two are likely two."""
    assert compare_events(make_record(), make_record()).contradictions == ("separate",)
    assert compare_events(make_record(), make_record()).score == round(100 * CONTRADICTION_FACTOR)


@given(st.lists(st.tuples(st.integers(1, 60), st.floats(0, 1), st.sampled_from(list(ComparisonLevel))), max_size=6))
def test_score_is_a_percentage(rows: list[tuple[int, float, ComparisonLevel]]) -> None:
    """Any features give a score between 0 and 100."""
    evidence = score_features([FeatureScore("day", level, weight, share) for weight, share, level in rows], CONTRADICTING)
    assert 0 <= evidence.score <= 100


def test_review_is_limited_to_the_best_pairs() -> None:
    """No item stands in too many pairs, the list is short, and its order depends on nothing else."""
    pairs = [ScoredPair(ACTOR, "p0", f"p{n}", "", Evidence((), 50 + n), "") for n in range(1, 9)]
    assert [f.second for f in select_for_review(pairs, 40)] == ["p8", "p7"][:MAX_PAIRS_EACH]
    many = [ScoredPair(ACTOR, f"a{n}", f"b{n}", "", Evidence((), n), "") for n in range(100)]
    assert len(select_for_review(many, 40)) == MAX_PAIRS
    assert select_for_review(many, 40) == select_for_review(list(reversed(many)), 40)
    assert select_for_review(many, 101) == ()
