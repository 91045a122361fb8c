"""A dossier made by hand for the writers: hostile titles, days of every kind, sources that differ, notes."""

from datetime import UTC, date, datetime

import pytest

from dossier.export.context import ExportContext
from dossier.model.actor import Actor, ActorKind, ArticleMention, ArticleRole
from dossier.model.article import Article, DateBasis, PublicationDay
from dossier.model.event import Event, Figure, FigureKind, SourceReport, Status
from dossier.model.event_kinds.meeting import MEETING
from dossier.model.event_kinds.strike import STRIKE
from dossier.model.findings import ArticleLinks, Findings, ResolvedTime
from dossier.model.notebook import Anchor, AnchorKind, Entry, EntryKind, NoteStatus
from dossier.model.place import Location, Place, PlaceKind
from dossier.model.quotation import Quotation, QuotationKind
from dossier.model.span import Span
from dossier.model.time import Resolution, TimeExpression

LISBON = Location(
    Place("g1", "Lisbon", PlaceKind.TOWN, "PT", "Portugal", "Lisbon District", 38.72, -9.13, 500_000), "Lisbon is in Portugal."
)
NORWAY = Location(Place("g2", "Norway", PlaceKind.COUNTRY, "NO", "Norway", "", 61.0, 9.0, 5_000_000), "Norway is a country.")
OPEN = Location(None, "Velmar is not in the world list of places.")
ONE = (
    "Foreign Minister Orla Brandt met President Tomas Kerr in Lisbon on Tuesday. “We made progress,” Brandt said.\n\n"
    "What comes next\n\n"
    "Drones struck the port of Velmar overnight; at least 7 people were killed, the mayor said, and 1,200 were left without power."
)
TWO = "-1+1 people: that is what =SUM(A1) of losses in Velmar came to, wrote <b>Harbour & Coast</b>. Three were killed there."
SAID = ONE.index("Brandt said")
HOSTILE = '=cmd|"/c calc"!A1 *bold* [x](javascript:alert(1)) <script>alert("x")</script> \x1b[31mred\x07 \u202eevil `tick` #1 {b} 50% & co_'


def article(number: int, text: str, title: str, outlet: str, day: date | None, **more: str) -> Article:
    """An article whose hash is its number."""
    sha = f"{number:064x}"[::-1]
    basis = DateBasis.STATED if day else DateBasis.UNKNOWN
    return Article(
        sha[:12],
        f"text-{number}.txt",
        sha,
        title,
        outlet,
        more.get("byline", ""),
        "en",
        PublicationDay(day, basis, "As it says."),
        text,
        url=more.get("url", ""),
    )


def at(text: str, words: str) -> Span:
    """The span of these words."""
    return Span(text.index(words), text.index(words) + len(words))


@pytest.fixture
def context() -> ExportContext:
    """Two articles, three actors, four events, two quotations, three entries."""
    first = article(
        1,
        ONE,
        "A meeting in Lisbon",
        "The Morning Post",
        date(2031, 5, 7),
        byline="By Ann Marsh and Lew de Groot",
        url="https://example.org/a?b={c}&d=%20e",
    )
    second = article(2, TWO, HOSTILE, '=Evil, "Outlet"', None, byline="Staff Reporter", url="javascript:alert(1)")
    brandt, kerr, westland = "p1", "p2", "s1"
    actors = (
        Actor(brandt, "Orla Brandt", ActorKind.PERSON, ("Brandt",), (ArticleRole("Foreign Minister", first.id, Span(0, 16)),), "Westland",
              (ArticleMention(first.id, at(ONE, "Orla Brandt"), "Orla Brandt"), ArticleMention(first.id, Span(SAID, SAID + 6), "Brandt"))),
        Actor(kerr, "Tomas Kerr", ActorKind.PERSON, (), (), None, (ArticleMention(first.id, at(ONE, "Tomas Kerr"), "Tomas Kerr"),)),
        Actor(westland, 'West<land> & "Sons"', ActorKind.STATE, (), (), None, ()),
    )  # fmt: skip
    time = ResolvedTime(
        TimeExpression(at(ONE, "Tuesday"), "Tuesday", "weekday"),
        Resolution("2031-05-06", date(2031, 5, 6), date(2031, 5, 6), "day", "Before the day."),
    )
    findings = Findings(
        (ArticleLinks(first.id, first.published, (time,)), ArticleLinks(second.id, second.published, ())),
        actors,
        _events(first, second, brandt, kerr, westland),
        _quotations(first, second, brandt),
    )
    return ExportContext("Case [1] *of* the <harbour>", "All | that & more", "dossier 9", "", (first, second), findings, _entries(first))


def _events(first: Article, second: Article, brandt: str, kerr: str, westland: str) -> tuple[Event, ...]:
    def source_report(source: Article, words: str, *figures: Figure) -> SourceReport:
        return SourceReport(source.id, at(source.text, words), words, Status.OCCURRED, None, None, "day", "", (), None, "", figures, None)

    met = "Foreign Minister Orla Brandt met President Tomas Kerr in Lisbon on Tuesday."
    struck = "Drones struck the port of Velmar overnight; at least 7 people were killed, the mayor said, and 1,200 were left without power."
    killed = Figure(FigureKind.KILLED, 7, at(ONE, "7"), at_least=True)
    power = Figure(FigureKind.WITHOUT_POWER, 1200, at(ONE, "1,200"))
    fewer = Figure(FigureKind.KILLED, 3, at(TWO, "Three"))
    sure, guess = True, False
    meeting, strike, occurred = MEETING.name, STRIKE.name, Status.OCCURRED
    return (
        Event("m0", meeting, "bilateral", occurred, date(2030, 6, 1), date(2030, 8, 31), "season", guess, "Last summer.", "", (brandt,), None, "", "", (), (source_report(first, met),)),
        Event("m1", meeting, "bilateral", occurred, date(2031, 5, 6), date(2031, 5, 6), "day", sure, "It says so.", "Lisbon, Portugal", (brandt, kerr), None, "", "", (), (source_report(first, met),), location=LISBON),
        Event("x1", strike, "air/drone strike", occurred, date(2031, 5, 6), date(2031, 5, 7), "day", guess, "A guess; really, so.", "Velmar, East; Land", (), westland, "drone", "port", ("killed",),
              (source_report(first, struck, killed, power), source_report(second, "Three were killed there.", fewer)), "The same place.", 2, location=OPEN),
        Event("m2", meeting, "call", Status.PLANNED, None, None, "", sure, "", "", (kerr,), None, "", "", (), (source_report(first, met),)),
    )  # fmt: skip


def _quotations(first: Article, second: Article, brandt: str) -> tuple[Quotation, ...]:
    return (
        Quotation(
            "q1",
            first.id,
            at(ONE, "We made progress,"),
            "We made progress,",
            QuotationKind.DIRECT,
            brandt,
            "Brandt",
            Span(SAID, SAID + 6),
            "Brandt",
            "said",
            "",
            "A rule.",
        ),
        Quotation("q2", second.id, at(TWO, "=SUM(A1)"), "=SUM(A1)", QuotationKind.FRAGMENT, None, "somebody", None, "", "", "", "A rule."),
    )


def _entries(first: Article) -> tuple[Entry, ...]:
    when = datetime(2031, 5, 8, 12, 30, tzinfo=UTC)
    passage = Anchor(AnchorKind.PASSAGE, first.sha256, "in Lisbon", "Kerr ", " on", "A meeting in Lisbon")
    return (
        Entry(
            1,
            EntryKind.NOTE,
            passage,
            "Ask the *zebra*\n\n# Not a heading?",
            ("verify", "2031", "a b"),
            NoteStatus.TO_VERIFY,
            when,
            when,
            first.id,
        ),
        Entry(
            2,
            EntryKind.BOOKMARK,
            Anchor(AnchorKind.ACTOR, exact="Orla Brandt", label="Orla Brandt"),
            "",
            (),
            NoteStatus.NONE,
            when,
            when,
            "p1",
        ),
        Entry(3, EntryKind.NOTE, Anchor(AnchorKind.DOSSIER, label="Case"), "Of all.", (), NoteStatus.NONE, when, when),
    )


@pytest.fixture
def nothing() -> ExportContext:
    """A context without any item."""
    return ExportContext("Empty", "", "dossier 9", "zebra", (), Findings())
