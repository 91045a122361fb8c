"""Joining and parting by hand: everything that points to what was joined follows. All people are made up."""

from dataclasses import replace
from datetime import date

from dossier.linking.corrections.merge import merge_actors, merge_events, split_alias, split_article
from dossier.model.actor import Actor, ActorKind, ArticleMention, ArticleRole
from dossier.model.event import Event, EventKind, Figure, FigureKind, SourceReport, Status
from dossier.model.findings import Findings
from dossier.model.quotation import Quotation, QuotationKind
from dossier.model.span import Span


def actor(ident: str, name: str, *forms: str, article: str = "a1") -> Actor:
    """An actor with one mention of each form."""
    mentions = tuple(ArticleMention(article, Span(10 * i, 10 * i + len(f)), f) for i, f in enumerate((name, *forms)))
    return Actor(ident, name, ActorKind.PERSON, forms, (), None, mentions)


def report(article: str, day: int, *, killed: int = 0, who: tuple[str, ...] = (), place: str = "") -> SourceReport:
    """What one article says."""
    told = date(2031, 5, day)
    figures = (Figure(FigureKind.KILLED, killed, Span(0, 1)),) if killed else ()
    return SourceReport(
        article, Span(0, 9), "They did.", Status.OCCURRED, told, told, "day", place, who, None, "", figures, who[0] if who else None
    )


def event(ident: str, *reports: SourceReport, conflicts: tuple[str, ...] = ()) -> Event:
    """An event of these reports."""
    first = reports[0]
    who = tuple(dict.fromkeys(p for r in reports for p in r.participants))
    told = (ident, EventKind.MEETING, "", Status.OCCURRED, first.start, first.end, "day")
    rest = {"date_explanation": "", "place": "", "participants": who, "attacker": None, "weapon": "", "target": ""}
    return Event(*told, sure=True, conflicts=conflicts, reports=reports, **rest)


def quotation(ident: str, speaker: str, source: Span | None = None) -> Quotation:
    """Words of an actor."""
    return Quotation(ident, "a1", Span(50, 55), "Yes.", QuotationKind.DIRECT, speaker, "", source, "", "said", "", "")


def test_joined_actors_are_one_everywhere() -> None:
    """The first gives id and name; names, mentions and passages of the others come along; events and quotations point to it."""
    role = ArticleRole("envoy", "a2", Span(0, 5))
    other = replace(actor("p2", "O. Brandt", article="a2"), roles=(role,), side="Norland", affiliation_evidence=(role,))
    told = event("m1", report("a1", 1, who=("p2", "p1")))
    joined = merge_actors(
        Findings((), (actor("p1", "Orla Brandt", "Brandt"), other), (told,), (quotation("q1", "p2"),)), ["p1", "p2"], "So."
    )
    (one,) = joined.actors
    assert (one.id, one.name, one.aliases) == ("p1", "Orla Brandt", ("Brandt", "O. Brandt"))
    assert (one.articles, one.roles, one.side, one.affiliation_evidence) == (("a1", "a2"), (role,), "Norland", (role,))
    assert one.explanation == ("So. “O. Brandt” is here too.",)
    assert joined.events[0].participants == ("p1",)
    assert (joined.events[0].reports[0].participants, joined.events[0].reports[0].attributed_to) == (("p1",), "p1")
    assert joined.quotations[0].speaker == "p1"


def test_a_form_set_apart_takes_its_mentions_and_quotations() -> None:
    """What is quoted under that form goes with it, what is quoted under another stays."""
    whole = actor("p1", "Orla Brandt", "Brandt")
    said = (quotation("q1", "p1", Span(10, 16)), quotation("q2", "p1", Span(0, 11)), quotation("q3", "p1"))
    parted = split_alias(Findings(actors=(whole,), quotations=said), whole, "brandt")
    assert parted is not None
    kept, apart = parted.actors
    assert (kept.id, kept.name, kept.aliases, [m.text for m in kept.mentions]) == ("p1", "Orla Brandt", (), ["Orla Brandt"])
    assert (apart.name, [m.text for m in apart.mentions]) == ("Brandt", ["Brandt"])
    assert [q.speaker for q in parted.quotations] == [apart.id, "p1", "p1"]


def test_what_cannot_be_set_apart_is_none() -> None:
    """A form that nobody prints, and the only form there is."""
    whole = actor("p1", "Orla Brandt", "Brandt")
    assert split_alias(Findings(actors=(whole,)), whole, "Kerr") is None
    alone = actor("p1", "Orla Brandt")
    assert split_alias(Findings(actors=(alone,)), alone, "Orla Brandt") is None
    single = event("m1", report("a1", 1))
    assert split_article(Findings(events=(single,)), single, "a1") is None
    assert split_article(Findings(events=(single,)), single, "a2") is None


def test_joined_events_show_where_their_reports_differ() -> None:
    """Days span both; the day and every figure told twice differently become conflicts."""
    one, other = event("m1", report("a1", 1, killed=2, who=("p1",))), event("m2", report("a2", 3, killed=5, who=("p2",)))
    joined = merge_events(Findings(events=(one, other)), ["m1", "m2"], "You joined them.")
    (told,) = joined.events
    assert (told.id, told.start, told.end) == ("m1", date(2031, 5, 1), date(2031, 5, 3))
    assert (told.participants, told.articles, told.independent_sources) == (("p1", "p2"), ("a1", "a2"), 2)
    assert set(told.conflicts) == {"day", "killed"}
    assert told.merge_explanation == "You joined them."


def test_a_report_set_apart_takes_its_conflicts_along() -> None:
    """What the rest agrees on is no conflict any more; what it does not agree on stays one."""
    whole = event(
        "m1",
        report("a1", 1, killed=2, place="Lisbon"),
        report("a2", 1, killed=2, place="Porto"),
        report("a3", 2, killed=5),
        conflicts=("day", "place", "killed"),
    )
    parted = split_article(Findings(events=(whole,)), whole, "a3")
    assert parted is not None
    kept, apart = parted.events
    assert (kept.articles, kept.conflicts, kept.independent_sources) == (("a1", "a2"), ("place",), 2)
    assert (apart.articles, apart.conflicts, apart.start) == (("a3",), (), date(2031, 5, 2))
    assert apart.id != kept.id
