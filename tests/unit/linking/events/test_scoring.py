"""How much speaks for one event behind two tellings. All people are made up."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.linking.events.scoring import DOUBT, EACH, MOST, compare_events, score_features, select_for_review
from dossier.model.event import EventKind
from dossier.model.merge_review import CandidateKind, ComparisonLevel, Evidence, FeatureScore, ScoredPair
from tests.unit.linking.event_records import on, telling


def verdicts(evidence: Evidence) -> dict[str, ComparisonLevel]:
    """The verdicts by point."""
    return {p.name: p.level for p in evidence.features}


def test_a_repetition_is_full_evidence() -> None:
    """The same day, town and people are all that there can be."""
    evidence = compare_events(telling(), telling(1))
    assert (evidence.score, evidence.contradictions) == (100, ())
    assert set(verdicts(evidence).values()) == {ComparisonLevel.SAME}


@pytest.mark.parametrize(
    ("told", "point", "verdict"),
    [
        ({"days": on(3)}, "day", ComparisonLevel.DIFFER),
        ({"days": on(1, sure=False)}, "day", ComparisonLevel.OVERLAP),
        ({"place": ()}, "place", ComparisonLevel.SILENT),
        ({"place": ("Ecuador",)}, "place", ComparisonLevel.OVERLAP),
        ({"place": ("Guayaquil", "Ecuador")}, "place", ComparisonLevel.DIFFER),
        ({"persons": frozenset({"ann", "cyd"})}, "people", ComparisonLevel.OVERLAP),
        ({"persons": frozenset({"cyd"})}, "people", ComparisonLevel.DIFFER),
        ({"persons": frozenset()}, "people", ComparisonLevel.SILENT),
    ],
)
def test_less_in_common_is_less_evidence(told: dict[str, object], point: str, verdict: ComparisonLevel) -> None:
    """Each point has its verdict; silence is neither for nor against, and a difference is worth less than silence."""
    evidence = compare_events(telling(), telling(1, **told))
    assert verdicts(evidence)[point] is verdict
    assert evidence.score < 100
    assert evidence.contradictions == ((point,) if verdict is ComparisonLevel.DIFFER else ())


def test_strikes_are_weighed_by_figures_too() -> None:
    """Other figures weaken the evidence of a strike and forbid nothing; another attacker tells two apart."""
    one = telling(kind=EventKind.STRIKE, attacker="ann", weapon="long drone", figures={"killed": 3, "wounded": 4})
    same = compare_events(one, replace(one, article="a1"))
    differing = compare_events(one, replace(one, article="a1", figures={"killed": 5}))
    half = compare_events(one, replace(one, article="a1", figures={"killed": 3, "wounded": 9}, weapon="drone"))
    assert same.score == 100 > half.score > differing.score
    assert (verdicts(differing)["figures"], differing.contradictions) == (ComparisonLevel.DIFFER, ())
    assert verdicts(half)["weapon"] is ComparisonLevel.OVERLAP
    assert compare_events(one, replace(one, article="a1", attacker="bob")).contradictions == ("by",)


def test_one_article_that_tells_two_tells_them_apart() -> None:
    """What one article tells twice is likely two."""
    assert compare_events(telling(), telling()).contradictions == ("told apart",)
    assert compare_events(telling(), telling()).score == round(100 * DOUBT)


@given(st.lists(st.tuples(st.integers(1, 60), st.floats(0, 1), st.sampled_from(list(ComparisonLevel))), max_size=6))
def test_strength_is_of_a_hundred(rows: list[tuple[int, float, ComparisonLevel]]) -> None:
    """Whatever the points, the strength lies between 0 and 100."""
    evidence = score_features([FeatureScore("day", verdict, weight, share) for weight, share, verdict in rows])
    assert 0 <= evidence.score <= 100


def test_questions_are_few_and_the_strongest() -> None:
    """No thing is asked about too often, no more than a page of questions, in an order that depends on nothing else."""
    pairs = [ScoredPair(CandidateKind.ACTOR, "p0", f"p{n}", "", Evidence((), 50 + n), "") for n in range(1, 9)]
    assert [f.second for f in select_for_review(pairs, 40)] == ["p8", "p7"][:EACH]
    many = [ScoredPair(CandidateKind.ACTOR, f"a{n}", f"b{n}", "", Evidence((), n), "") for n in range(100)]
    assert len(select_for_review(many, 40)) == MOST
    assert select_for_review(many, 40) == select_for_review(list(reversed(many)), 40)
    assert select_for_review(many, 101) == ()
