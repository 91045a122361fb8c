"""Merges by rule with their scores, and pairs of events for review. All people and places are made up."""

from dataclasses import replace
from datetime import date, timedelta

from dossier.linking.events.candidates import describe_evidence, find_event_candidates, score_events, score_reports
from dossier.linking.events.records import records_from_events
from dossier.linking.review_scores import MAX_PAIRS_EACH
from dossier.model.actor import Actor, ActorKind
from dossier.model.event import Event, Figure, FigureKind, SourceReport, Status
from dossier.model.event_kinds.strike import STRIKE
from dossier.model.findings import Findings
from dossier.model.merge_review import ComparisonLevel
from dossier.model.span import Span
from tests.unit.linking.builders import make_event

DAY = date(2031, 5, 6)
PEOPLE = tuple(
    Actor(i, n, ActorKind.PERSON, (), (), None, ()) for i, n in (("p1", "Orla Brandt"), ("p2", "Tomas Kerr"), ("p3", "Ida Holm"))
)


def report(article: str, offset: int | None = 0, who: tuple[str, ...] = ("p1", "p2"), place: str = "Lisbon, Portugal") -> SourceReport:
    """A report so many days after DAY (None: without a day)."""
    day = DAY + timedelta(days=offset) if offset is not None else None
    return SourceReport(article, Span(0, 20), "Words of a report.", Status.OCCURRED, day, day, "day", place, who, None, "", (), None)


def pairs(*events: Event) -> list[tuple[str, str]]:
    """The ids of the candidate pairs."""
    return [(c.first, c.second) for c in find_event_candidates(Findings((), PEOPLE, events))]


def test_a_report_scores_as_its_best_match_in_the_event() -> None:
    """A report that agrees in part scores less than the others of its event; one that is alone, or of a hidden event, has no score."""
    sure = replace(make_event("m1", report("a"), report("b")), merge_explanation="Two report it.")
    loose = make_event("m2", report("c", 20), report("d", 20), report("e", 20, who=("p1", "p3"), place="Portugal"))
    alone, hidden = make_event("m3", report("f", 50)), replace(make_event("m4", report("g"), report("h")), hidden=True)
    findings = Findings((), PEOPLE, (sure, loose, alone, hidden))
    reports = {pair.first: pair for pair in score_reports(findings, {"m1": "b", "m2": "e", "m3": "f", "m4": "g"})}
    assert set(reports) == {"m1", "m2"}
    assert reports["m1"].evidence.score == 100 > reports["m2"].evidence.score
    assert (reports["m1"].part, reports["m2"].part) == ("b", "e")
    assert reports["m1"].explanation == "Two report it."
    assert [pair.evidence.score for pair in score_reports(findings, {"m2": "c"})] == [100]


def test_events_that_differ_in_one_feature_are_candidates() -> None:
    """A day apart, or a day that one does not give, where the rest agrees: a candidate, with the reason."""
    moved = find_event_candidates(Findings((), PEOPLE, (make_event("m1", report("a")), make_event("m2", report("b", 1)))))
    assert [(c.first, c.second) for c in moved] == [("m1", "m2")]
    assert "day differs" in describe_evidence(moved[0].evidence)
    assert moved[0].evidence.contradictions == ("day",)
    undated = find_event_candidates(Findings((), PEOPLE, (make_event("m1", report("a")), make_event("m2", report("b", None)))))
    assert "Only one source gives a day." in describe_evidence(undated[0].evidence)


def test_events_that_cannot_be_one_are_no_candidates() -> None:
    """Another town and other people, another round, days far apart, one sentence that reports both, a hidden event, a call."""
    first = make_event("m1", report("a"))
    assert pairs(first, make_event("m2", report("b", place="Porto, Portugal", who=("p3",)))) == []
    assert pairs(replace(first, series="first round"), replace(make_event("m2", report("b", 1)), series="second round")) == []
    assert pairs(first, make_event("m2", report("b", 9))) == []
    assert pairs(first, make_event("m2", report("a", 1))) == []
    assert pairs(first, replace(make_event("m2", report("b", 1)), hidden=True)) == []
    assert pairs(first, replace(make_event("m2", report("b", 1)), subkind="call")) == []


def test_strikes_on_two_days_are_two_unless_their_figures_agree() -> None:
    """The same town on the next day is another strike; with the same figures it may be one that was reported late."""
    figures = (Figure(FigureKind.KILLED, 7, Span(0, 1)),)

    def strike(ident: str, article: str, offset: int, figures: tuple[Figure, ...]) -> Event:
        return make_event(ident, replace(report(article, offset, who=()), figures=figures, attacker="p3"), kind=STRIKE.name)

    assert pairs(strike("x1", "a", 0, ()), strike("x2", "b", 1, ())) == []
    assert pairs(strike("x1", "a", 0, figures), strike("x2", "b", 1, figures)) == [("x1", "x2")]


def test_candidates_do_not_depend_on_order_and_are_limited() -> None:
    """One meeting near three others stands in two pairs, the same in any order."""
    events = tuple(make_event(f"m{n}", report(f"a{n}", n)) for n in range(4))
    candidates = find_event_candidates(Findings((), PEOPLE, events))
    assert candidates == find_event_candidates(Findings((), PEOPLE, tuple(reversed(events))))
    assert max(sum(e.id in (c.first, c.second) for c in candidates) for e in events) <= MAX_PAIRS_EACH


def test_any_two_events_can_be_scored() -> None:
    """A merge by the user has evidence too, even if it is weak; two events of one article stay separate."""
    findings = Findings(
        (), PEOPLE, (make_event("m1", report("a")), make_event("m2", replace(report("a", 30, who=("p3",)), span=Span(30, 40))))
    )
    pair = score_events(findings, *findings.events)
    assert pair.evidence.score < 50
    assert {f.name for f in pair.evidence.features if f.level is ComparisonLevel.DIFFER} >= {"day", "separate"}
    assert "One article reports them as two events." in describe_evidence(pair.evidence)


def test_records_from_events() -> None:
    """The reports of each article are one record, with the fullest place and its own days; hidden events are left out."""
    records = records_from_events(
        Findings(
            (),
            PEOPLE,
            (make_event("m1", report("a"), report("b", 1, place="Portugal")), replace(make_event("m2", report("c")), hidden=True)),
        )
    )
    assert list(records) == ["m1"]
    first, second = records["m1"]
    assert (first.place, second.place) == (("Lisbon", "Portugal"), ("Portugal",))
    assert (first.dates.start, second.dates.start) == (DAY, DAY + timedelta(days=1))
    assert first.persons == {"p1", "p2"}
