"""A part set apart: an actor's mentions in an article, an event's reports; with what hangs on them. All people are made up."""

from datetime import date

import pytest

from dossier.linking.corrections.decisions import latest_decisions
from dossier.linking.corrections.split import split_mentions, split_reports
from dossier.model.actor import Actor, ActorKind, ArticleMention, ArticleRole
from dossier.model.event import Event, EventKind, SourceReport, Status
from dossier.model.findings import Findings
from dossier.model.merge_review import MergeDecision
from dossier.model.notebook import Anchor, AnchorKind, Correction, CorrectionKind
from dossier.model.quotation import Quotation, QuotationKind
from dossier.model.span import Span

DAY, NEXT = date(2031, 5, 6), date(2031, 5, 7)


def report(article: str, day: date, *, sure: bool = True) -> SourceReport:
    """What an article says of a meeting of p1 and p2."""
    return SourceReport(
        article, Span(0, 9), "Words of.", Status.OCCURRED, day, day, "day", "Lisbon", ("p1", "p2"), None, "", (), "p1", (), sure
    )


@pytest.fixture
def findings() -> Findings:
    """Brandt, named by her full name in one article and by her surname in another; a meeting that both tell of, on two days."""
    mentions = (
        ArticleMention("a", Span(0, 3), "Orla Brandt"),
        ArticleMention("a", Span(5, 7), "Brandt"),
        ArticleMention("b", Span(0, 3), "Brandt"),
    )
    roles = (ArticleRole("minister", "a", Span(0, 1)), ArticleRole("mayor", "b", Span(0, 1)))
    sides = (ArticleRole("Norland", "a", Span(0, 1)), ArticleRole("Sudland", "b", Span(0, 1)))
    brandt = Actor("p1", "Orla Brandt", ActorKind.PERSON, ("Brandt",), roles, "Norland", mentions, (), sides)
    kerr = Actor("p2", "Tomas Kerr", ActorKind.PERSON, (), (), None, (ArticleMention("a", Span(8, 9), "Kerr"),))
    reports = (report("a", DAY), report("b", NEXT))
    slots = {"place": "Lisbon", "participants": ("p1", "p2"), "attacker": None, "weapon": "", "target": "", "conflicts": ("day",)}
    met = Event("m1", EventKind.MEETING, "", Status.OCCURRED, DAY, NEXT, "day", sure=True, date_explanation="", reports=reports, **slots)
    said = tuple(
        Quotation(f"q{a}", a, Span(10, 12), "Fine,", QuotationKind.DIRECT, "p1", "Brandt", None, "", "said", "", "") for a in ("a", "b")
    )
    return Findings((), (brandt, kerr), (met,), said)


def test_mentions_apart_take_what_their_article_tells_with_them(findings: Findings) -> None:
    """Role, side, quotation and part in the event go with the article; the other actor keeps its own and the shared form."""
    actor = findings.actors[0]
    after = split_mentions(findings, actor, actor.mentions[2:], "Brandt")
    assert after is not None
    kept, apart, _ = after.actors
    assert (apart.name, apart.side, [r.text for r in apart.roles]) == ("Brandt", "Sudland", ["mayor"])
    assert ([r.text for r in kept.roles], kept.aliases, kept.articles) == (["minister"], ("Brandt",), ("a",))
    assert [q.speaker for q in after.quotations] == ["p1", apart.id]
    assert [r.participants for r in after.events[0].reports] == [("p1", "p2"), (apart.id, "p2")]
    assert after.events[0].participants == ("p1", apart.id, "p2")
    assert [r.attributed_to for r in after.events[0].reports] == ["p1", apart.id]


def test_all_or_nothing_is_no_part(findings: Findings) -> None:
    """Neither every mention or report, nor none of them, can be set apart."""
    actor, met = findings.actors[0], findings.events[0]
    assert split_mentions(findings, actor, actor.mentions, "Brandt") is None
    assert split_mentions(findings, actor, (), "Brandt") is None
    assert split_reports(findings, met, met.reports) is None
    assert split_reports(findings, met, ()) is None


def test_reports_apart_leave_each_event_with_its_own_days(findings: Findings) -> None:
    """Each has the days that its reports tell, and the conflict between them is gone."""
    met = findings.events[0]
    after = split_reports(findings, met, met.reports[1:])
    assert after is not None
    kept, apart = after.events
    assert (kept.id, kept.start, kept.end, kept.conflicts) == ("m1", DAY, DAY, ())
    assert (apart.start, apart.end, apart.articles, apart.independent_sources) == (NEXT, NEXT, ("b",), 1)


def test_the_last_word_on_a_pair_counts(findings: Findings) -> None:
    """Whichever way round it was said; a decision on a name that is gone names nothing."""

    def named(name: str) -> Anchor:
        return Anchor(AnchorKind.ACTOR, exact=name, label=name)

    made = [
        Correction(1, CorrectionKind.MARK_DISTINCT, (named("Orla Brandt"), named("Tomas Kerr"))),
        Correction(2, CorrectionKind.MARK_POSSIBLE, (named("Tomas Kerr"), named("orla brandt"))),
        Correction(3, CorrectionKind.MERGE_ACTORS, (named("Tomas Kerr"), named("Nobody"))),
        Correction(4, CorrectionKind.HIDE_ACTOR, (named("Tomas Kerr"),)),
    ]
    last, gone = latest_decisions(findings, made, {})
    assert (last.decision, last.first, last.second) == (MergeDecision.UNSURE, findings.actors[1], findings.actors[0])
    assert (gone.decision, gone.second) == (MergeDecision.SAME, None)
