"""Splits by the user: some mentions of an actor, some reports of an event. All people are made up."""

from dataclasses import replace
from datetime import date

import pytest

from dossier.linking.corrections.split import split_mentions, split_reports
from dossier.model.actor import Actor, ActorKind, ArticleMention, ArticleRole
from dossier.model.event import Figure, FigureKind, SourceReport, Status
from dossier.model.findings import Findings
from dossier.model.quotation import Quotation, QuotationKind
from dossier.model.span import Span
from tests.unit.linking.builders import make_event

DAY, NEXT = date(2031, 5, 6), date(2031, 5, 7)


def report(article: str, day: date, *, killed: int = 0, place: str = "Lisbon") -> SourceReport:
    """A report of a meeting of p1 and p2, attributed to p1."""
    figures = (Figure(FigureKind.KILLED, killed, Span(0, 1)),) if killed else ()
    return SourceReport(
        article, Span(0, 9), "Words of.", Status.OCCURRED, day, day, "day", place, ("p1", "p2"), None, "", figures, "p1", (), sure=True
    )


def quotation(ident: str, article: str, source: Span | None = None) -> Quotation:
    """Words of p1."""
    return Quotation(ident, article, Span(50, 55), "Fine,", QuotationKind.DIRECT, "p1", "Brandt", source, "", "said", "", "")


@pytest.fixture
def findings() -> Findings:
    """Brandt, named by her full name in one article and by her surname in another; a meeting in both, on two days."""
    mentions = (
        ArticleMention("a", Span(0, 3), "Orla Brandt"),
        ArticleMention("a", Span(5, 7), "Brandt"),
        ArticleMention("b", Span(0, 3), "Brandt"),
    )
    roles = (ArticleRole("minister", "a", Span(0, 1)), ArticleRole("mayor", "b", Span(0, 1)))
    sides = (ArticleRole("Norland", "a", Span(0, 1)), ArticleRole("Sudland", "b", Span(0, 1)))
    brandt = Actor("p1", "Orla Brandt", ActorKind.PERSON, ("Brandt",), roles, "Norland", mentions, (), sides)
    kerr = Actor("p2", "Tomas Kerr", ActorKind.PERSON, (), (), None, (ArticleMention("a", Span(8, 9), "Kerr"),))
    event = replace(make_event("m1", report("a", DAY), report("b", NEXT)), end=NEXT, conflicts=("day",))
    return Findings((), (brandt, kerr), (event,), (quotation("q1", "a"), quotation("q2", "b")))


def test_whole_articles_go_with_their_mentions(findings: Findings) -> None:
    """Role, side, quotation and part in the event go with the article; the original actor keeps its own and the shared form."""
    actor = findings.actors[0]
    after = split_mentions(findings, actor, actor.mentions[2:], "Brandt", whole_articles=True)
    assert after is not None
    rest, new, _ = after.actors
    assert (new.name, new.side, [r.text for r in new.roles]) == ("Brandt", "Sudland", ["mayor"])
    assert ([r.text for r in rest.roles], rest.aliases, rest.articles) == (["minister"], ("Brandt",), ("a",))
    assert [q.speaker for q in after.quotations] == ["p1", new.id]
    assert [r.participants for r in after.events[0].reports] == [("p1", "p2"), (new.id, "p2")]
    assert after.events[0].participants == ("p1", new.id, "p2")
    assert [r.attributed_to for r in after.events[0].reports] == ["p1", new.id]


def test_a_form_takes_only_its_mentions_and_their_quotations(findings: Findings) -> None:
    """Quotations attributed by the split form go with it; roles, side, events and other quotations stay."""
    actor = findings.actors[0]
    quotations = (quotation("q1", "a", Span(5, 7)), quotation("q2", "a", Span(0, 3)), quotation("q3", "b"))
    after = split_mentions(replace(findings, quotations=quotations), actor, actor.mentions[1:], "brandt", whole_articles=False)
    assert after is not None
    rest, new, _ = after.actors
    assert (rest.id, rest.name, rest.aliases, [m.text for m in rest.mentions]) == ("p1", "Orla Brandt", (), ["Orla Brandt"])
    assert (new.name, new.aliases, new.roles, new.side) == ("Brandt", (), (), "Norland")
    assert (rest.roles, after.events) == (actor.roles, findings.events)
    assert [q.speaker for q in after.quotations] == [new.id, "p1", "p1"]


def test_what_remains_is_named_by_a_form_it_prints(findings: Findings) -> None:
    """Without its own name, the original actor has the first of its aliases that are left."""
    actor = findings.actors[0]
    after = split_mentions(findings, actor, actor.mentions[:1], "Orla Brandt", whole_articles=False)
    assert after is not None
    assert [a.name for a in after.actors[:2]] == ["Brandt", "Orla Brandt"]


def test_all_or_nothing_is_no_split(findings: Findings) -> None:
    """Neither all mentions or reports, nor none of them, can be split off."""
    actor, event = findings.actors[0], findings.events[0]
    for whole_articles in (True, False):
        assert split_mentions(findings, actor, actor.mentions, "Brandt", whole_articles=whole_articles) is None
        assert split_mentions(findings, actor, (), "Kerr", whole_articles=whole_articles) is None
    assert split_reports(findings, event, event.reports) is None
    assert split_reports(findings, event, ()) is None


def test_split_events_have_the_days_of_their_reports(findings: Findings) -> None:
    """Each has the days of its own reports, and the conflict between them is gone."""
    event = findings.events[0]
    after = split_reports(findings, event, event.reports[1:])
    assert after is not None
    rest, new = after.events
    assert (rest.id, rest.start, rest.end, rest.conflicts) == ("m1", DAY, DAY, ())
    assert (new.start, new.end, new.articles, new.independent_sources) == (NEXT, NEXT, ("b",), 1)


def test_conflicts_stay_where_the_remaining_reports_disagree() -> None:
    """A point on which they agree now is no conflict any more."""
    event = replace(
        make_event("m1", report("a1", DAY, killed=2), report("a2", DAY, killed=2, place="Porto"), report("a3", NEXT, killed=5, place="")),
        conflicts=("day", "place", "killed"),
    )
    after = split_reports(Findings(events=(event,)), event, event.reports[2:])
    assert after is not None
    rest, new = after.events
    assert (rest.articles, rest.conflicts, rest.independent_sources) == (("a1", "a2"), ("place",), 2)
    assert (new.articles, new.conflicts, new.start) == (("a3",), (), NEXT)
    assert new.id != rest.id
