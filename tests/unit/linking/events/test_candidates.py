"""Joins of reports with their strength, and pairs of events that fell short. All people and places are made up."""

from dataclasses import replace
from datetime import date, timedelta

from dossier.linking.events.candidates import event_rule_merges, find_event_candidates, score_events
from dossier.linking.events.records import records_from_events
from dossier.linking.events.scoring import EACH
from dossier.model.actor import Actor, ActorKind
from dossier.model.event import Event, EventKind, Figure, FigureKind, SourceReport, Status
from dossier.model.findings import Findings
from dossier.model.merge_review import ComparisonLevel
from dossier.model.span import Span

DAY = date(2031, 5, 6)
PEOPLE = tuple(
    Actor(i, n, ActorKind.PERSON, (), (), None, ()) for i, n in (("p1", "Orla Brandt"), ("p2", "Tomas Kerr"), ("p3", "Ida Holm"))
)


def report(
    article: str, offset: int | None = 0, who: tuple[str, ...] = ("p1", "p2"), place: str = "Lisbon, Portugal", **told: object
) -> SourceReport:
    """What an article says, so many days after DAY (None: without a day)."""
    day = DAY + timedelta(days=offset) if offset is not None else None
    base = SourceReport(article, Span(0, 20), "Words of a report.", Status.OCCURRED, day, day, "day", place, who, None, "", (), None)
    return replace(base, **told)  # type: ignore[arg-type]


def event(ident: str, *reports: SourceReport, kind: EventKind = EventKind.MEETING, **told: object) -> Event:
    """An event of these reports."""
    first = reports[0]
    days = {"start": first.start, "end": first.end, "granularity": "day", "sure": True, "date_explanation": ""}
    slots = {"place": first.place, "participants": first.participants, "attacker": None, "weapon": "", "target": "", "conflicts": ()}
    base = Event(ident, kind, "", Status.OCCURRED, **days, **slots, reports=reports, merge_explanation="Two tell of it.")  # type: ignore[arg-type]
    return replace(base, **told)  # type: ignore[arg-type]


def pairs(*events: Event) -> list[tuple[str, str]]:
    """The ids of the near misses."""
    return [(f.first, f.second) for f in find_event_candidates(Findings((), PEOPLE, events))]


def test_an_event_is_as_sure_as_its_weakest_link() -> None:
    """A report that agrees in part makes the whole weaker, and is the one to set apart; one that tells alone joins nothing."""
    sure = event("m1", report("a"), report("b"))
    loose = event("m2", report("c", 20), report("d", 20), report("e", 20, who=("p1", "p3"), place="Portugal"))
    alone = event("m3", report("f", 50))
    found = {f.first: f for f in event_rule_merges(Findings((), PEOPLE, (sure, loose, alone)))}
    assert set(found) == {"m1", "m2"}
    assert found["m1"].evidence.score == 100 > found["m2"].evidence.score
    assert (found["m1"].part, found["m2"].part) == ("b", "e")
    assert found["m1"].explanation == "Two tell of it."


def test_what_differs_by_one_point_is_asked_about() -> None:
    """A day apart, or a day that one does not tell: the rest agrees, so it is a question, with the reason told."""
    moved = find_event_candidates(Findings((), PEOPLE, (event("m1", report("a")), event("m2", report("b", 1)))))
    assert [(f.first, f.second) for f in moved] == [("m1", "m2")]
    assert "day differs" in moved[0].explanation
    assert moved[0].evidence.contradictions == ("day",)
    undated = find_event_candidates(Findings((), PEOPLE, (event("m1", report("a")), event("m2", report("b", None)))))
    assert "Of day at most one tells" in undated[0].explanation


def test_what_cannot_be_one_is_not_asked_about() -> None:
    """Another town and other people, another round, days far apart, one sentence that tells of both, a hidden event."""
    one = event("m1", report("a"))
    assert pairs(one, event("m2", report("b", place="Porto, Portugal", who=("p3",)))) == []
    assert pairs(replace(one, series="first round"), event("m2", report("b", 1), series="second round")) == []
    assert pairs(one, event("m2", report("b", 9))) == []
    assert pairs(one, event("m2", report("a", 1))) == []
    assert pairs(one, event("m2", report("b", 1), hidden=True)) == []
    assert pairs(one, event("m2", report("b", 1), subkind="call")) == []


def test_strikes_on_two_days_are_two_unless_their_figures_agree() -> None:
    """The same town on the next day is another strike; with the same figures it may be one told late."""
    figures = (Figure(FigureKind.KILLED, 7, Span(0, 1)),)

    def strike(ident: str, article: str, offset: int, told: tuple[Figure, ...]) -> Event:
        return event(ident, report(article, offset, who=(), figures=told, attacker="p3"), kind=EventKind.STRIKE)

    assert pairs(strike("x1", "a", 0, ()), strike("x2", "b", 1, ())) == []
    assert pairs(strike("x1", "a", 0, figures), strike("x2", "b", 1, figures)) == [("x1", "x2")]


def test_questions_do_not_depend_on_order_and_none_is_asked_too_often() -> None:
    """One meeting near three others is asked about in two pairs, the same whatever the order."""
    events = tuple(event(f"m{n}", report(f"a{n}", n)) for n in range(4))
    found = find_event_candidates(Findings((), PEOPLE, events))
    assert found == find_event_candidates(Findings((), PEOPLE, tuple(reversed(events))))
    assert max(sum(e.id in (f.first, f.second) for f in found) for e in events) <= EACH


def test_any_two_events_can_be_weighed() -> None:
    """What the user joined has evidence too, however weak; what one article tells as two is told apart."""
    findings = Findings((), PEOPLE, (event("m1", report("a")), event("m2", report("a", 30, who=("p3",), span=Span(30, 40)))))
    found = score_events(findings, *findings.events)
    assert found.evidence.score < 50
    assert {p.name for p in found.evidence.features if p.level is ComparisonLevel.DIFFER} >= {"day", "told apart"}
    assert "One article tells of both" in found.explanation


def test_events_are_told_again_by_article() -> None:
    """Each article's reports are one telling, with the fullest place and its own days; hidden events are left out."""
    told = records_from_events(
        Findings((), PEOPLE, (event("m1", report("a"), report("b", 1, place="Portugal")), event("m2", report("c"), hidden=True)))
    )
    assert list(told) == ["m1"]
    first, second = told["m1"]
    assert (first.place, second.place) == (("Lisbon", "Portugal"), ("Portugal",))
    assert (first.days.start, second.days.start) == (DAY, DAY + timedelta(days=1))
    assert first.persons == {"p1", "p2"}
