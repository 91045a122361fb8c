"""A journalist's hour: five reports in, questions asked of them, a wrong join mended, notes taken, a brief out. By keyboard, then by mouse."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from driving import main_of, opened, press, search, settle, shown, write
from textual.pilot import Pilot

from dossier.folder.dossier import Dossier, open_dossier
from dossier.model.event import Event
from dossier.model.notebook import AnchorKind, Entry, EntryKind
from dossier.model.quotation import Quotation

REPOSITORY = Path(__file__).resolve().parent.parent.parent
REPORTS = REPOSITORY / "seeds"
REAL = REPOSITORY.parent / "shared" / "articles" / "talks"


@pytest.fixture(params=["the bundled reports", "the real articles"])
def reports(request: pytest.FixtureRequest) -> Path:
    """A folder of five reports: the ones bundled with the program, and where they are at hand the articles that those retell."""
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


def rows_of(pilot: Pilot[int], pane: str) -> list[object]:
    """What the rows of a list stand for, headings left out."""
    return [row.of for row in main_of(pilot).lists[pane].listing.rows if not row.heading]


def events_of(pilot: Pilot[int]) -> list[Event]:
    """The events in the timeline."""
    return [of.event for of in rows_of(pilot, "timeline")]  # type: ignore[attr-defined]


def quotations_of(pilot: Pilot[int]) -> list[Quotation]:
    """The quotations in their list."""
    return [of.quotation for of in rows_of(pilot, "quotes")]  # type: ignore[attr-defined]


def notes_in(case: Dossier, kind: EntryKind) -> list[Entry]:
    """The notebook's entries of a kind."""
    return [entry for entry in case.desk.entries() if entry.kind is kind]


async def go_to(pilot: Pilot[int], pane: str, ident: str) -> None:
    """Move down in a list until the row of an id is selected."""
    widget = main_of(pilot).lists[pane]
    for _ in widget.listing.rows:
        if widget.chosen is not None and widget.chosen.id == ident:
            break
        await press(pilot, "j")
    assert widget.chosen is not None
    assert widget.chosen.id == ident


async def test_an_hour_by_keyboard(case: Dossier, reports: Path, tmp_path: Path) -> None:
    """Proves every step from an empty dossier to a cited brief, by keys alone, on what is drawn and on what is kept."""
    async with opened(case, (120, 40)) as pilot:
        # add the five reports
        await press(pilot, "i")
        await write(pilot, str(reports))
        await press(pilot, "enter")
        assert len(case.articles()) == 5
        assert main_of(pilot).reports
        await press(pilot, "x")
        assert main_of(pilot).lists["articles"].listing.count == 5

        # what was said about security guarantees, and by whom
        await search(pilot, '"security guarantees"')
        await press(pilot, "4")
        said = quotations_of(pilot)
        assert said
        assert all("security guarantees" in quotation.text for quotation in said)
        speakers = {case.actor(quotation.speaker).name for quotation in said if quotation.speaker}
        assert speakers
        assert all(name in shown(pilot) for name in speakers)

        # which outlets told of the first round at a place, side by side
        await press(pilot, "2", "escape")
        await search(pilot, 'type:meeting place:"abu dhabi"')
        first = next(event for event in events_of(pilot) if event.start is not None and event.start.month == 1)
        assert len(first.articles) == 3
        await go_to(pilot, "timeline", first.id)
        await press(pilot, "c")
        told = shown(pilot)
        for article in first.articles:
            assert (case.article(article).outlet or "no outlet named") in told
        await press(pilot, "l", "enter")
        place = main_of(pilot).place
        assert place is not None
        assert place.article in first.articles
        assert main_of(pilot).in_focus == "reader"

        # three passages marked: the lit sentence, and two of the marks after it
        await press(pilot, "escape", "escape")
        await search(pilot, "talks")
        await press(pilot, "3", "enter", "n", "b", "n", "n", "b", "n", "n", "n", "b")
        passages = [entry for entry in notes_in(case, EntryKind.BOOKMARK) if entry.anchor.kind is AnchorKind.PASSAGE]
        assert len({entry.anchor.exact for entry in passages}) == 3

        # two notes, one of them to verify
        await press(pilot, "a")
        await write(pilot, "Who counted the delegates?")
        await press(pilot, "escape", "escape", "2", "a")
        await write(pilot, "Ask the host for the list.")
        await press(pilot, "escape", "5", "g")
        await go_to(pilot, "notes", next(str(entry.id) for entry in case.desk.entries() if "Ask the host" in entry.text))
        await press(pilot, "t")
        await write(pilot, "to-verify")
        await press(pilot, "enter")
        noted = {entry.text: entry.tags for entry in notes_in(case, EntryKind.NOTE)}
        assert noted == {"Who counted the delegates?": (), "Ask the host for the list.": ("to-verify",)}

        # a brief with citations, of everything
        await press(pilot, "2", "escape", "escape", "e")
        for _ in case.export_formats():
            if "● markdown" in shown(pilot):
                break
            await press(pilot, "down")
        if "[ ] with my notes" in shown(pilot):
            await press(pilot, "ctrl+n")
        target = tmp_path / "brief.md"
        await press(pilot, *["backspace"] * 40)
        await write(pilot, str(target))
        await press(pilot, "enter")
        await settle(pilot)
    brief = target.read_text(encoding="utf-8")
    assert all(note in brief for note in noted)
    assert "to-verify" in brief
    assert all(" ".join(entry.anchor.exact.split())[:40] in " ".join(brief.split()) for entry in passages)
    assert brief.count("[^") > 2 * 5
