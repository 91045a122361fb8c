"""Merges by the user: everything that refers to a merged item follows. All people are made up."""

from dataclasses import replace
from datetime import date

from dossier.linking.corrections.merge import merge_actors, merge_events
from dossier.model.actor import Actor, ActorKind, ArticleMention, ArticleRole
from dossier.model.event import Figure, FigureKind, SourceReport, Status
from dossier.model.findings import Findings
from dossier.model.quotation import Quotation, QuotationKind
from dossier.model.span import Span
from tests.unit.linking.builders import make_event


def actor(ident: str, name: str, *forms: str, article: str = "a1") -> Actor:
    """An actor with one mention of each form."""
    mentions = tuple(ArticleMention(article, Span(10 * i, 10 * i + len(f)), f) for i, f in enumerate((name, *forms)))
    return Actor(ident, name, ActorKind.PERSON, forms, (), None, mentions)


def report(article: str, number: int, *, killed: int = 0, who: tuple[str, ...] = ()) -> SourceReport:
    """A report of an event on day `number` of a month."""
    day = date(2031, 5, number)
    figures = (Figure(FigureKind.KILLED, killed, Span(0, 1)),) if killed else ()
    return SourceReport(
        article, Span(0, 9), "They did.", Status.OCCURRED, day, day, "day", "", who, None, "", figures, who[0] if who else None
    )


def test_merged_actors_are_one_everywhere() -> None:
    """The first gives id and name; names, mentions and roles of the others are added; events and quotations refer to it."""
    role = ArticleRole("envoy", "a2", Span(0, 5))
    other = replace(actor("p2", "O. Brandt", article="a2"), roles=(role,), side="Norland", affiliation_evidence=(role,))
    event = make_event("m1", report("a1", 1, who=("p2", "p1")))
    quotation = Quotation("q1", "a1", Span(50, 55), "Yes.", QuotationKind.DIRECT, "p2", "", None, "", "said", "", "")
    findings = Findings((), (actor("p1", "Orla Brandt", "Brandt"), other), (event,), (quotation,))
    merged = merge_actors(findings, ["p1", "p2"], "So.")
    (brandt,) = merged.actors
    assert (brandt.id, brandt.name, brandt.aliases) == ("p1", "Orla Brandt", ("Brandt", "O. Brandt"))
    assert (brandt.articles, brandt.roles, brandt.side, brandt.affiliation_evidence) == (("a1", "a2"), (role,), "Norland", (role,))
    assert brandt.explanation == ("So. “O. Brandt” is here too.",)
    assert merged.events[0].participants == ("p1",)
    assert (merged.events[0].reports[0].participants, merged.events[0].reports[0].attributed_to) == (("p1",), "p1")
    assert merged.quotations[0].speaker == "p1"


def test_merged_events_show_where_their_reports_differ() -> None:
    """The days span both; the day and every figure with two values become conflicts."""
    first, second = (make_event("m1", report("a1", 1, killed=2, who=("p1",))), make_event("m2", report("a2", 3, killed=5, who=("p2",))))
    (merged,) = merge_events(Findings(events=(first, second)), ["m1", "m2"], "You merged them.").events
    assert (merged.id, merged.start, merged.end) == ("m1", date(2031, 5, 1), date(2031, 5, 3))
    assert (merged.participants, merged.articles, merged.independent_sources) == (("p1", "p2"), ("a1", "a2"), 2)
    assert set(merged.conflicts) == {"day", "killed"}
    assert merged.merge_explanation == "You merged them."
