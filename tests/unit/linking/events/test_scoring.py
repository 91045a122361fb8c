"""How much speaks for one event behind two tellings. All people are made up."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tellings import on, telling

from dossier.linking.events.scoring import DOUBT, EACH, MOST, between, weighed, worth_asking
from dossier.model.event import EventKind
from dossier.model.merge_review import Evidence, Found, JoinKind, Point, Verdict


def verdicts(evidence: Evidence) -> dict[str, Verdict]:
    """The verdicts by point."""
    return {p.name: p.verdict for p in evidence.points}


def test_a_repetition_is_full_evidence():
    """The same day, town and people are all that there can be."""
    evidence = between(telling(), telling(1))
    assert (evidence.strength, evidence.against) == (100, ())
    assert set(verdicts(evidence).values()) == {Verdict.SAME}


@pytest.mark.parametrize(
    ("told", "point", "verdict"),
    [
        ({"days": on(3)}, "day", Verdict.DIFFER),
        ({"days": on(1, sure=False)}, "day", Verdict.OVERLAP),
        ({"place": ()}, "place", Verdict.SILENT),
        ({"place": ("Ecuador",)}, "place", Verdict.OVERLAP),
        ({"place": ("Guayaquil", "Ecuador")}, "place", Verdict.DIFFER),
        ({"persons": frozenset({"ann", "cyd"})}, "people", Verdict.OVERLAP),
        ({"persons": frozenset({"cyd"})}, "people", Verdict.DIFFER),
        ({"persons": frozenset()}, "people", Verdict.SILENT),
    ],
)
def test_less_in_common_is_less_evidence(told: dict[str, object], point: str, verdict: Verdict):
    """Each point has its verdict; silence is neither for nor against, and a difference is worth less than silence."""
    evidence = between(telling(), telling(1, **told))
    assert verdicts(evidence)[point] is verdict
    assert evidence.strength < 100
    assert evidence.against == ((point,) if verdict is Verdict.DIFFER else ())


def test_strikes_are_weighed_by_figures_too():
    """Other figures weaken the evidence of a strike and forbid nothing; another attacker tells two apart."""
    one = telling(kind=EventKind.STRIKE, attacker="ann", weapon="long drone", figures={"killed": 3, "wounded": 4})
    same = between(one, replace(one, article="a1"))
    differing = between(one, replace(one, article="a1", figures={"killed": 5}))
    half = between(one, replace(one, article="a1", figures={"killed": 3, "wounded": 9}, weapon="drone"))
    assert same.strength == 100 > half.strength > differing.strength
    assert (verdicts(differing)["figures"], differing.against) == (Verdict.DIFFER, ())
    assert verdicts(half)["weapon"] is Verdict.OVERLAP
    assert between(one, replace(one, article="a1", attacker="bob")).against == ("by",)


def test_one_article_that_tells_two_tells_them_apart():
    """What one article tells twice is likely two."""
    assert between(telling(), telling()).against == ("told apart",)
    assert between(telling(), telling()).strength == round(100 * DOUBT)


@given(st.lists(st.tuples(st.integers(1, 60), st.floats(0, 1), st.sampled_from(list(Verdict))), max_size=6))
def test_strength_is_of_a_hundred(rows: list[tuple[int, float, Verdict]]):
    """Whatever the points, the strength lies between 0 and 100."""
    evidence = weighed([Point("day", verdict, weight, share) for weight, share, verdict in rows])
    assert 0 <= evidence.strength <= 100


def test_questions_are_few_and_the_strongest():
    """No thing is asked about too often, no more than a page of questions, in an order that depends on nothing else."""
    pairs = [Found(JoinKind.ACTOR, "p0", f"p{n}", "", Evidence((), 50 + n), "") for n in range(1, 9)]
    assert [f.second for f in worth_asking(pairs, 40)] == ["p8", "p7"][:EACH]
    many = [Found(JoinKind.ACTOR, f"a{n}", f"b{n}", "", Evidence((), n), "") for n in range(100)]
    assert len(worth_asking(many, 40)) == MOST
    assert worth_asking(many, 40) == worth_asking(list(reversed(many)), 40)
    assert worth_asking(many, 101) == ()
