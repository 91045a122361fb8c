"""End-to-end test, a journalist's hour: five articles added, queries, a wrong merge corrected, notes, a brief exported; by keyboard and by
mouse.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from dossier.api import Dossier, open_dossier
from dossier.model.event import Event
from dossier.model.merge_review import CandidateStatus, MergeCandidate
from dossier.model.notebook import AnchorKind, Entry, EntryKind
from dossier.model.quotation import Quotation
from dossier.tui.rows.quotes import QuoteRow
from dossier.tui.rows.timeline import EventRow
from dossier.tui.widgets.line_list import LineList
from tests.tui.driving import click_on, items, main_of, opened, paste, press, search, settle, shown, write

REPOSITORY = Path(__file__).resolve().parent.parent.parent
COUNTED, HOST = "Who counted the delegates?", "Ask the host for the list."
MEETINGS = 'type:meeting place:"abu dhabi"'
REPORTS = REPOSITORY / "seeds"
REAL = REPOSITORY.parent / "shared" / "articles" / "talks"


@pytest.fixture(params=["the bundled reports", "the real articles"])
def reports(request: pytest.FixtureRequest) -> Path:
    """A folder of five articles: those bundled with the program, and, where they are on this machine, the articles that those retell."""
    folder = REPORTS if request.param == "the bundled reports" else REAL
    if not folder.is_dir():
        pytest.skip("the real articles are not at hand; they are not ours to hand out")
    return folder


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Dossier]:
    """An empty dossier."""
    (tmp_path / "dossier.toml").write_text('title = "My case"\n', encoding="utf-8")
    with open_dossier(tmp_path) as empty:
        yield empty


def events_of(pilot: Pilot[int]) -> list[Event]:
    """The events in the timeline."""
    return [row.event for row in items(main_of(pilot).lists["timeline"].listing.rows, EventRow)]


def quotations_of(pilot: Pilot[int]) -> list[Quotation]:
    """The quotations in their list."""
    return [row.quotation for row in items(main_of(pilot).lists["quotes"].listing.rows, QuoteRow)]


def notes_in(case: Dossier, kind: EntryKind) -> list[Entry]:
    """The notebook's entries of a kind."""
    return [entry for entry in case.notebook.entries() if entry.kind is kind]


async def go_to(pilot: Pilot[int], pane: str, ident: str) -> None:
    """Move down in a list until the row of an id is selected."""
    widget = main_of(pilot).lists[pane]
    for _ in widget.listing.rows:
        if widget.chosen is not None and widget.chosen.id == ident:
            break
        await press(pilot, "j")
    assert widget.chosen is not None
    assert widget.chosen.id == ident


async def take_in(pilot: Pilot[int], case: Dossier, reports: Path) -> None:
    """Add the five reports, with the prompt for it open."""
    await paste(pilot, str(reports))
    await press(pilot, "enter")
    assert len(case.query.snapshot.articles_by_day) == 5
    assert main_of(pilot).ingest_results


async def heard_of_guarantees(pilot: Pilot[int], case: Dossier) -> None:
    """The quotations list, of what was said about security guarantees: each row holds the words, and its speaker is named."""
    quotations = quotations_of(pilot)
    assert quotations
    assert all("security guarantees" in quotation.text for quotation in quotations)
    speakers = {case.query.snapshot.actor(quotation.speaker).name for quotation in quotations if quotation.speaker}
    assert speakers
    assert all(name in shown(pilot) for name in speakers)


def first_round(pilot: Pilot[int]) -> Event:
    """The meeting of January at the place searched for, reported by three articles."""
    first = next(event for event in events_of(pilot) if event.start is not None and event.start.month == 1)
    assert len(first.articles) == 3
    return first


async def compared(pilot: Pilot[int], case: Dossier, event: Event) -> None:
    """The sources of an event side by side: every outlet has its column."""
    screen_text = shown(pilot)
    for article in event.articles:
        assert (case.query.snapshot.article(article).outlet or "no outlet named") in screen_text


def shown_rows(case: Dossier) -> list[tuple[str, ...]]:
    """The articles that report each event."""
    return sorted(event.articles for event in case.query.snapshot.findings.events)


def matched_by_rule(pilot: Pilot[int]) -> MergeCandidate:
    """A meeting in the review that the program made one of several reports."""
    rows = pilot.app.screen.query_one("#matches", LineList).listing.rows
    return next(
        candidate
        for candidate in items(rows, MergeCandidate)
        if candidate.status is CandidateStatus.BY_RULE and candidate.kind == "meeting"
    )


def three_passages(case: Dossier) -> list[Entry]:
    """The passages that were bookmarked: three different ones."""
    passages = [entry for entry in notes_in(case, EntryKind.BOOKMARK) if entry.anchor.kind is AnchorKind.PASSAGE]
    assert len({entry.anchor.exact for entry in passages}) == 3
    return passages


def brief_holds(target: Path, case: Dossier, passages: list[Entry]) -> None:
    """The brief cites its sources and has the passages, the notes and the tag."""
    brief = target.read_text(encoding="utf-8")
    assert {entry.text: entry.tags for entry in notes_in(case, EntryKind.NOTE)} == {COUNTED: (), HOST: ("to-verify",)}
    assert COUNTED in brief
    assert HOST in brief
    assert "to-verify" in brief
    assert all(" ".join(entry.anchor.exact.split())[:40] in " ".join(brief.split()) for entry in passages)
    assert brief.count("[^") > 2 * len(case.query.snapshot.articles_by_day)


async def test_an_hour_by_keyboard(case: Dossier, reports: Path, tmp_path: Path) -> None:
    """Proves every step from an empty dossier to a cited brief, by keys alone, on what is drawn and on what is kept."""
    async with opened(case, (120, 40)) as pilot:
        await press(pilot, "i")
        await take_in(pilot, case, reports)
        await press(pilot, "x")
        assert main_of(pilot).lists["articles"].listing.count == 5

        await search(pilot, '"security guarantees"')
        await press(pilot, "4")
        await heard_of_guarantees(pilot, case)

        await press(pilot, "2", "escape")
        await search(pilot, MEETINGS)
        first = first_round(pilot)
        await go_to(pilot, "timeline", first.id)
        await press(pilot, "c")
        await compared(pilot, case, first)
        await press(pilot, "l", "enter")
        assert main_of(pilot).focused_pane == "reader"
        assert main_of(pilot).position.article in first.articles  # type: ignore[union-attr]

        before = shown_rows(case)
        await press(pilot, "escape", "M")
        rows = pilot.app.screen.query_one("#matches", LineList)
        wrong = matched_by_rule(pilot).id
        for _ in rows.listing.rows:
            if rows.chosen is not None and rows.chosen.id == wrong:
                break
            await press(pilot, "down")
        await press(pilot, "d")
        assert shown_rows(case) != before
        await press(pilot, "u")
        assert shown_rows(case) == before
        await press(pilot, "escape")

        await search(pilot, "talks")
        passages = await marked_and_noted_by_keyboard(pilot, case)
        await press(pilot, "2", "escape", "escape", "e")
        for _ in case.exports.formats():
            if "● markdown" in shown(pilot):
                break
            await press(pilot, "down")
        if "[ ] include my notes" in shown(pilot):
            await press(pilot, "ctrl+n")
        await press(pilot, "ctrl+u")
        await paste(pilot, str(tmp_path / "brief.md"))
        await press(pilot, "enter")
        await settle(pilot)
    brief_holds(tmp_path / "brief.md", case, passages)


async def marked_and_noted_by_keyboard(pilot: Pilot[int], case: Dossier) -> list[Entry]:
    """Three hits stepped to and bookmarked, two notes, one of them tagged; the passages."""
    await press(pilot, "3", "enter", "n", "b", "n", "n", "b", "n", "n", "n", "b")
    passages = three_passages(case)

    await press(pilot, "a")
    await paste(pilot, COUNTED)
    await press(pilot, "escape", "escape", "2", "a")
    await paste(pilot, HOST)
    await press(pilot, "escape", "5", "g")
    await go_to(pilot, "notes", next(str(entry.id) for entry in case.notebook.entries() if entry.text == HOST))
    await press(pilot, "t")
    await write(pilot, "to-verify")
    await press(pilot, "enter")
    return passages


async def test_an_hour_by_mouse(case: Dossier, tmp_path: Path) -> None:
    """Proves that the same can be done with the mouse, the keyboard being used for words and the enter after them alone."""
    async with opened(case, (200, 60)) as pilot:
        await command(pilot, "add articles")
        await take_in(pilot, case, REPORTS)
        await click_on(pilot, "x dismiss")

        await click_on(pilot, "a phrase")
        await write(pilot, '"security guarantees"')
        await press(pilot, "enter")
        await click_on(pilot, "4 Quotes")
        await heard_of_guarantees(pilot, case)

        await click_on(pilot, "2 Timeline")
        await retype(pilot, MEETINGS)
        first = first_round(pilot)
        await click_on(pilot, "Fri 23–24")
        assert main_of(pilot).lists["timeline"].chosen.id == first.id  # type: ignore[union-attr]
        await click_on(pilot, "c compare")
        await compared(pilot, case, first)
        await click_on(pilot, "China Daily")
        await click_on(pilot, "enter read")
        assert main_of(pilot).focused_pane == "reader"

        before = shown_rows(case)
        await command(pilot, "review matches")
        await click_on(pilot, f"= {matched_by_rule(pilot).name}")
        await click_on(pilot, "d different")
        assert shown_rows(case) != before
        await click_on(pilot, "u undo")
        assert shown_rows(case) == before
        await click_on(pilot, "Undone: ")  # puts the message away that stands in place of the keys
        await click_on(pilot, "esc close")

        await retype(pilot, "talks")
        passages = await marked_and_noted_by_mouse(pilot, case)
        await retype(pilot, "")
        await click_on(pilot, "2 Timeline")
        await click_on(pilot, "e export")
        await click_on(pilot, "○ markdown")
        if "[ ] include my notes" in shown(pilot):
            await click_on(pilot, "include my notes")
        pilot.app.screen.query_one(Input).value = ""
        await paste(pilot, str(tmp_path / "brief.md"))
        await click_on(pilot, "enter export")
        await settle(pilot)
    brief_holds(tmp_path / "brief.md", case, passages)


async def marked_and_noted_by_mouse(pilot: Pilot[int], case: Dossier) -> list[Entry]:
    """The same three passages, two notes and tag, by clicks."""
    await click_on(pilot, "3 Articles")
    await pilot.click("#reader", offset=(30, 5))
    for steps in (1, 2, 3):
        for _ in range(steps):
            await click_on(pilot, "n next mark")
        await click_on(pilot, "b bookmark")
        await click_on(pilot, "Bookmarked")
    passages = three_passages(case)

    await click_on(pilot, "a note")
    await paste(pilot, COUNTED)
    await click_on(pilot, "esc done")
    await click_on(pilot, "2 Timeline")
    await click_on(pilot, "a note")
    await paste(pilot, HOST)
    await click_on(pilot, "esc done")
    await click_on(pilot, "5 Notes")
    await click_on(pilot, HOST)
    await click_on(pilot, "t tag")
    await write(pilot, "to-verify")
    await press(pilot, "enter")
    return passages


async def command(pilot: Pilot[int], name: str) -> None:
    """Take a command from the list of all of them."""
    await click_on(pilot, "ctrl+p all commands")
    await paste(pilot, name[:-1])
    await click_on(pilot, f"│ {name.capitalize()}")


async def retype(pilot: Pilot[int], words: str) -> None:
    """Click into the search box, and write other words in place of those in it."""
    box = main_of(pilot).search_box
    await pilot.click(box, offset=(box.size.width - 1, 0))
    await press(pilot, "ctrl+u")
    await paste(pilot, words)
    await press(pilot, "enter")
