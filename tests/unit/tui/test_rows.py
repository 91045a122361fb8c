"""Rows of the lists, as functions of an answer."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from textual.style import Style

from dossier.model.actor import Actor, ActorKind, ArticleMention
from dossier.model.article import Article, DateBasis, PublicationDay
from dossier.model.event import Event, SourceReport, Status
from dossier.model.event_kinds.meeting import MEETING
from dossier.model.event_kinds.strike import STRIKE
from dossier.model.ingest import IngestResult, IngestStatus
from dossier.model.notebook import Anchor, AnchorKind, Entry, EntryKind, NoteStatus
from dossier.model.query import Query
from dossier.model.quotation import Quotation, QuotationKind
from dossier.model.search_result import ActorRow, CorpusCounts, Hit, SearchResult, Snippet
from dossier.model.span import Span
from dossier.tui.rows.ingest_report import first_refused, report_rows
from dossier.tui.rows.notes import note_rows, when_words
from dossier.tui.rows.timeline import MonthHeading, timeline_rows
from dossier.tui.state.labels import Labels, short_name
from dossier.tui.state.list_contents import ORDERS, build_list_contents
from dossier.tui.state.list_model import Heading, ListModel, Row
from dossier.tui.style.glyphs import Glyphs
from dossier.tui.style.roles import COLOUR, StyleRoles
from dossier.tui.text.lines import RenderContext
from dossier.tui.text.phrases import NOBODY

LOOK = StyleRoles("plain", plain=True, glyphs=Glyphs(), styles=tuple((role, Style.null()) for role in COLOUR))
SPAN = Span(0, 4)


def actor(ident: str, name: str, kind: ActorKind = ActorKind.PERSON) -> Actor:
    """A made-up actor that one article names twice by the last word of its name."""
    word = name.rsplit(maxsplit=1)[-1]
    return Actor(ident, name, kind, (word,), (), None, (ArticleMention("i", SPAN, word),) * 2)


def event(ident: str, day: date | None, kind: str = MEETING.name, conflicts: tuple[str, ...] = ()) -> Event:
    """A made-up event reported by one article."""
    report = SourceReport("i", SPAN, "They met.", Status.OCCURRED, day, day, "day", "Oldtown", (), None, "", (), None)
    return Event(ident, kind, "", Status.OCCURRED, day, day, "day", True, "", "Oldtown", ("a",), None, "", "", conflicts, (report,))  # noqa: FBT003  # the model's own order


def said(ident: str, speaker: str | None, text: str = "We met.") -> Quotation:
    """A made-up quotation."""
    return Quotation(ident, "i", SPAN, text, QuotationKind.DIRECT, speaker, "", None, "", "Said", "", "")


def answer() -> SearchResult:
    """An answer with something in every list."""
    stamp = datetime(2026, 1, 20, 12, tzinfo=UTC)
    anchor = Anchor(AnchorKind.ACTOR, exact="Ada Orlo", label="Ada Orlo")
    note = Entry(1, EntryKind.NOTE, anchor, "ask her", ("verify",), NoteStatus.TO_VERIFY, stamp, stamp)
    snippet = Snippet(Span(0, 20), "The envoys met again", (Span(4, 10),), 3)
    actors = (ActorRow(actor("a", "Ada Orlo"), 2, 4), ActorRow(actor("n", "Northland", ActorKind.STATE), 2, 1))
    events = (event("1", date(2026, 1, 20)), event("2", date(2026, 1, 20), STRIKE.name, ("killed",)), event("3", None))
    quotations = (said("q1", None), said("q2", "a"), said("q3", "a"))
    totals = CorpusCounts(1, 3, 3, 2, 1)
    return SearchResult(Query("envoys"), (Hit("i", 1.0, 2, (snippet,)),), actors, events, quotations, (note,), totals)


def drawn(listing: ListModel, width: int = 58, *, narrow: bool = False, wide: bool = False) -> list[str]:
    """All lines of a list."""
    paint = RenderContext(width, LOOK, narrow=narrow, wide=wide)
    return [line.plain for row in listing.rows for line in listing.draw(row, paint)]


def names_of_headings(listing: ListModel) -> list[str]:
    """The names of a list's headings."""
    return [row.item.name for row in listing.rows if isinstance(row.item, Heading)]


def names() -> Labels:
    """Names for the made-up ids."""
    return Labels(actors={"a": actor("a", "Ada Orlo")}, short_names={"a": "Orlo"})


def test_every_row_draws_as_many_lines_as_it_says_at_every_size() -> None:
    """Proves that heights and drawing agree, which scrolling rests on, and that no line is wider than the list."""
    board = build_list_contents(answer(), names())
    for listing in board.lists.values():
        for size, (narrow, wide) in enumerate(((True, False), (False, False), (False, True))):
            paint = RenderContext(50, LOOK, narrow=narrow, wide=wide)
            for row in listing.rows:
                lines = listing.draw(row, paint)
                assert len(lines) == row.heights[size], row
                assert all(line.cell_length == 50 for line in lines)


def test_counts_are_those_of_the_things() -> None:
    """Proves that headings are not counted."""
    counts = {pane: listing.count for pane, listing in build_list_contents(answer(), names()).lists.items()}
    assert counts == {"actors": 2, "timeline": 3, "articles": 1, "quotes": 3, "notes": 1}


def test_the_timeline_stands_in_three_orders() -> None:
    """Proves that the latest day can come first and the most sources, that headings name the month in each order, that a row without a day
    stays last, and that a filter updates the numbers of headings.
    """
    first, second = event("1", date(2026, 1, 20)), event("2", date(2026, 1, 22), STRIKE.name)
    wide = event("3", date(2026, 2, 4))
    wide = replace(wide, reports=(*wide.reports, replace(wide.reports[0], article="j")))
    result = replace(answer(), events=(first, second, wide, event("4", None)))
    listings = [timeline_rows(result, names(), order) for order in ORDERS["timeline"]]
    assert [[row.id for row in one.rows if row.id] for one in listings] == [list("1234"), list("3214"), list("3124")]
    assert names_of_headings(listings[1]) == ["February 2026", "January 2026", "No day given"]
    by_sources = ["2 sources · February 2026", "1 source · January 2026", "1 source · no day given"]
    assert names_of_headings(listings[2]) == by_sources
    for listing in listings[:2]:
        month = next(row.item for row in listing.filtered("strike").rows if isinstance(row.item, MonthHeading))
        assert (month.count, sum(month.days)) == (1, 1)


def test_quotations_in_order_of_day_name_their_speaker() -> None:
    """Proves that the row names the speaker where no heading does, also in a narrow terminal."""
    listing = build_list_contents(answer(), names(), {"quotes": "day"}).lists["quotes"]
    assert any("Ada Orlo" in line for line in drawn(listing))
    assert any(line.startswith("Ada Orlo") for line in drawn(listing, narrow=True))


def test_the_timeline_has_months_glyph_and_word_and_tells_conflicts() -> None:
    """Proves what a row of the timeline says: kind by sign and word, place, who, conflict, number of sources."""
    lines = drawn(build_list_contents(answer(), names()).lists["timeline"])
    assert lines[0].startswith("January 2026")
    assert "● meeting" in lines[1]
    assert "Oldtown" in lines[1]
    assert lines[2].strip().startswith("Orlo")
    assert lines[2].rstrip().endswith("1 source")
    assert "✸ strike" in lines[3]
    assert "≠ killed" in lines[4]
    assert lines[5].startswith("No day given")


def test_a_bookmark_and_a_note_are_marked_on_the_row_of_the_event() -> None:
    """Proves that the timeline shows which events have been bookmarked or noted, and that the rows are built again when that changes."""
    before = build_list_contents(answer(), names())
    kinds = frozenset({EntryKind.BOOKMARK, EntryKind.NOTE})
    after = build_list_contents(before.result, replace(names(), work={"1": kinds}), reusable=before)
    assert before.lists["timeline"] is not after.lists["timeline"]
    assert "★" not in drawn(before.lists["timeline"])[1]
    for narrow in (False, True):
        assert "★ ✎ Oldtown" in drawn(after.lists["timeline"], narrow=narrow)[1]


def test_a_bookmark_of_an_event_is_listed_by_who_and_what() -> None:
    """Proves that the list of notes names kind and participants, then place and day, and that an event without names has its label."""
    stamp = datetime(2026, 1, 20, 12, tzinfo=UTC)
    article = Article("i", "i.txt", "0f", "Envoys meet", "", "", "en", PublicationDay(None, DateBasis.UNKNOWN, ""), "They met.")
    anchor = Anchor(AnchorKind.EVENT, sha256="0f", exact="They met.", label="meeting, Oldtown, 2026-01-20")
    entry = Entry(1, EntryKind.BOOKMARK, anchor, "", (), NoteStatus.NONE, stamp, stamp, target="1")
    labels = replace(names(), articles={"i": article}, events={"1": event("1", date(2026, 1, 20))})
    lines = drawn(note_rows(replace(answer(), notes=(entry,)), labels))
    assert lines[1].split() == ["★", "bookmark", "meeting:", "Orlo"]
    assert "Oldtown, Tue 20 January 2026" in lines[2]
    lines = drawn(note_rows(replace(answer(), notes=(replace(entry, target="gone"),)), labels))
    assert "meeting, Oldtown, 2026-01-20" in lines[1]


def test_a_strike_tells_its_target_once_and_no_half_of_a_name() -> None:
    """Proves that a target named like the place is left out, and that what is too long for its line is left out whole."""
    strike = replace(event("1", date(2026, 1, 20), STRIKE.name, ("killed",)), target="Oldtown", weapon="drone", attacker="a")
    rows = timeline_rows(replace(answer(), events=(strike,)), names())
    assert drawn(rows)[2].split() == ["drone", "·", "by", "Orlo", "≠", "killed", "1", "source"]
    says = replace(strike, reports=(replace(strike.reports[0], attributed_to="a"),))
    assert "by Orlo, says Orlo" in drawn(timeline_rows(replace(answer(), events=(says,)), names()), 80)[2]
    assert "by Orlo  ≠" in drawn(timeline_rows(replace(answer(), events=(says,)), names()), 48)[2]
    assert drawn(rows, 42)[2].split() == ["drone", "≠", "killed", "1", "source"]
    other = replace(strike, target="the harbour")
    assert "the harbour, drone" in drawn(timeline_rows(replace(answer(), events=(other,)), names()))[2]


def test_quotations_stand_under_who_says_most_and_the_unnamed_come_last() -> None:
    """Proves the order of speakers."""
    assert names_of_headings(build_list_contents(answer(), names()).lists["quotes"]) == ["Ada Orlo", NOBODY]


def test_snippets_show_the_paragraph_and_the_hit() -> None:
    """Proves that the hit is in the snippet's line, with the paragraph's number."""
    lines = drawn(build_list_contents(answer(), names()).lists["articles"])
    assert "2 hits" in lines[0]
    assert lines[2].startswith("  3  The envoys met again")


def test_orders_change_rows_and_nothing_else() -> None:
    """Proves that every order of a list holds the same things."""
    for pane, orders in ORDERS.items():
        shown = [{row.id for row in build_list_contents(answer(), names(), {pane: order}).lists[pane].rows if row.id} for order in orders]
        assert all(ids == shown[0] for ids in shown)


def test_filtering_keeps_the_headings_over_what_is_kept() -> None:
    """Proves that a filter drops rows without the words, and headings without rows."""
    listing = build_list_contents(answer(), names()).lists["timeline"].filtered("STRIKE")
    assert [row.id for row in listing.rows] == ["", "2"]
    assert listing.count == 1
    assert build_list_contents(answer(), names()).lists["timeline"].filtered("nowhere").rows == []


def test_the_short_name_is_the_word_most_used() -> None:
    """Proves that a person is called as articles call them, and a one-word name stays."""
    assert short_name(actor("a", "Ada Orlo")) == "Orlo"
    assert short_name(actor("n", "Northland", ActorKind.STATE)) == "Northland"


def test_times_of_notes_are_told_as_near_as_needed() -> None:
    """Proves the words for moments long ago and just past."""
    now = datetime(2026, 2, 10, 12, 0, tzinfo=UTC)
    assert when_words(now - timedelta(seconds=20), now) == "just now"
    assert when_words(now - timedelta(hours=2), now) == "10:00"
    assert when_words(now - timedelta(days=2), now) == "Sun 12:00"
    assert when_words(now - timedelta(days=20), now) == "21 Jan"
    assert when_words(now - timedelta(days=400), now) == "6 Jan 2025"


def test_a_report_has_a_line_a_file_and_the_sums() -> None:
    """Proves the lines for added files, and that the refused one is looked at first."""
    reports = (
        IngestResult("drop/a.txt", IngestStatus.SAME, "i", "a.txt", "It is here already."),
        IngestResult("drop/b.bin", IngestStatus.REFUSED, None, "", "It holds no text."),
    )
    listing = report_rows(reports, Labels())
    lines = drawn(listing)
    assert lines[0].rstrip().endswith("1 unchanged · 1 failed")
    assert lines[1].startswith("= unchanged")
    assert lines[2].startswith("! failed")
    assert "b.bin" in lines[2]
    assert first_refused(listing) == "report 1"
    assert isinstance(listing.rows[0], Row)
