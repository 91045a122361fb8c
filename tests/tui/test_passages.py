"""The cursor of the reader: passages selected by key and by mouse, bookmarked, noted, tagged, copied and cited."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.pilot import Pilot

from dossier.api import Dossier, open_dossier
from dossier.keys.user_keys import build_keymap
from dossier.model.notebook import AnchorKind, EntryKind
from dossier.model.query import Query
from dossier.runtime.config import AppSettings
from dossier.services.ingest.create import new_dossier
from dossier.tui.app import DossierApp
from dossier.tui.widgets.reader import Reader
from tests.tui.driving import main_of, opened, press, settle, shown, write

FIRST = "Engineer Ada Lund met Mayor Ivo Kerr in Velmar on Tuesday."
SECOND = "The quay wall will be repaired before the winter."
THIRD = "“Nobody has to move,” Kerr said."
FOURTH = "The work costs nine million."
MANY = [f"Crane number {n} was checked that week. It passed." for n in range(1, 40)]
PAGE = "\n\n".join([f"{FIRST} {SECOND}", f"{THIRD} {FOURTH}", *MANY])


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Dossier]:
    """A dossier with one long made-up report."""
    root = new_dossier(tmp_path / "case", "A case")
    text = f"---\ntitle: Quay wall to be repaired\noutlet: Harbour Post\npublished: 2031-03-05\n---\n\n{PAGE}\n"
    (root / "seeds" / "quay.md").write_text(text, encoding="utf-8")
    with open_dossier(root) as dossier:
        yield dossier


def reader_of(pilot: Pilot[int]) -> Reader:
    """The reader."""
    return main_of(pilot).reader


def cursor_words(pilot: Pilot[int]) -> str:
    """The words that the cursor is on, or that are selected."""
    reader = reader_of(pilot)
    assert reader.view is not None
    return reader.cursor.span.of(reader.view.article.text) if reader.cursor else ""


def without_bars(pilot: Pilot[int]) -> list[str]:
    """The lines of the screen with blanks in place of the bars before the text."""
    return [line.replace("█", " ").replace("│", " ") for line in shown(pilot).splitlines()]


def copied(pilot: Pilot[int]) -> str:
    """The text on the clipboard."""
    return pilot.app.clipboard


async def test_the_cursor_moves_by_sentence_and_scrolls_with_it(case: Dossier) -> None:
    """Proves that J and K go through the sentences in order, that the cursor stays in sight to the end of the article, that it moves no
    line of the text, and that esc drops it alone.
    """
    async with opened(case) as pilot:
        await press(pilot, "3", "0")
        lines = without_bars(pilot)
        await press(pilot, "J")
        assert cursor_words(pilot) == FIRST
        await press(pilot, "J", "J")
        assert cursor_words(pilot) == THIRD
        assert without_bars(pilot)[:30] == lines[:30]
        await press(pilot, "K")
        assert cursor_words(pilot) == SECOND
        reader = reader_of(pilot)
        for _ in range(40):
            await press(pilot, "J")
            assert reader.cursor is not None
            assert reader.article_layout is not None
            row = reader.article_layout.row_of(reader.cursor.at.start)
            assert reader.scroll_offset.y <= row < reader.scroll_offset.y + reader.size.height
        assert reader.scroll_offset.y > 0
        await press(pilot, "escape")
        assert cursor_words(pilot) == ""
        assert main_of(pilot).focused is reader
        await press(pilot, "escape")
        assert main_of(pilot).focused is not reader


async def test_a_cursor_out_of_sight_begins_again_in_sight(case: Dossier) -> None:
    """Proves that after scrolling away the cursor comes to the text that is read, and that a note made there is not on the old sentence."""
    async with opened(case, (80, 24)) as pilot:
        await press(pilot, "3", "0", "z", "J", "G")
        await press(pilot, "b")
        (entry,) = case.notebook.entries()
        assert "Ada Lund" not in entry.anchor.exact
        await press(pilot, "J")
        assert "Ada Lund" not in cursor_words(pilot)


async def test_a_selected_passage_is_bookmarked_tagged_and_noted(case: Dossier) -> None:
    """Proves that v and J take in exactly the sentences from the cursor on, that bookmark, tag and note are on these words, that the reader
    marks them, that the list of notes has them, and that opening the row goes back to them.
    """
    passage = f"{SECOND}\n\n{THIRD}"
    async with opened(case) as pilot:
        await press(pilot, "3", "0", "J", "J", "v", "J")
        assert cursor_words(pilot) == passage
        text = shown(pilot)
        assert "15 words selected" in text
        assert "y c cite" in text
        await press(pilot, "b", "t")
        await write(pilot, "check")
        await press(pilot, "enter", "a")
        await write(pilot, "Ask the engineer.")
        assert "paragraph 1: “The q" in shown(pilot)
        await press(pilot, "escape")
        entries = case.notebook.entries()
        assert {entry.kind for entry in entries} == {EntryKind.BOOKMARK, EntryKind.NOTE}
        assert {(entry.anchor.kind, entry.anchor.exact) for entry in entries} == {(AnchorKind.PASSAGE, passage)}
        assert ("check",) in {entry.tags for entry in entries}
        view = reader_of(pilot).view
        assert view is not None
        assert {span.of(view.article.text) for span, _ in view.noted} == {passage}
        await press(pilot, "5")
        assert "“The quay wall will be repaired" in shown(pilot)
        await press(pilot, "j")
        position = main_of(pilot).position
        assert position is not None
        assert position.lit is not None
        assert position.lit.of(view.article.text) == passage


async def test_esc_drops_the_selection_and_only_it(case: Dossier) -> None:
    """Proves that the search, the zoom and the focus stay, that v ends a selection too, and that a step to a mark drops the cursor, but no
    selection.
    """
    async with opened(case) as pilot:
        main_of(pilot).search_box.value = "crane"
        await settle(pilot)
        await press(pilot, "3", "0", "z", "J", "v", "J", "escape")
        assert cursor_words(pilot) == ""
        assert main_of(pilot).current_query == Query("crane")
        assert main_of(pilot).has_class("-zoomed")
        await press(pilot, "v", "J", "v")
        assert reader_of(pilot).passage is None
        await press(pilot, "n")
        assert cursor_words(pilot) == ""
        await press(pilot, "J", "v", "n")
        assert reader_of(pilot).passage is not None


async def test_a_passage_is_copied_and_cited_with_its_words(case: Dossier) -> None:
    """Proves that the copy is the passage letter by letter, that the citation has its words with single marks, and all its paragraphs."""
    async with opened(case) as pilot:
        await press(pilot, "3", "0", "J", "J", "v", "J", "y", "y")
        assert copied(pilot) == f"{SECOND}\n\n{THIRD}"
        await press(pilot, "y", "c")
        words = f"{SECOND} ‘Nobody has to move,’ Kerr said."
        assert copied(pilot) == f"“{words}” – “Quay wall to be repaired”, Harbour Post, Wed 5 Mar 2031, paragraphs 1–2"
        await press(pilot, "escape", "y", "c")
        assert copied(pilot) == "“Quay wall to be repaired”, Harbour Post, Wed 5 Mar 2031, paragraph 1"


async def test_a_bookmark_on_a_passage_survives_a_rebuild(case: Dossier) -> None:
    """Proves that it is on the same words after all articles were read again and a paragraph stands before them."""
    async with opened(case) as pilot:
        await press(pilot, "3", "0", "J", "J", "v", "b")
        case.ingest.rebuild()
        main_of(pilot).refresh_all()
        await settle(pilot)
        view = reader_of(pilot).view
        assert view is not None
        assert [span.of(view.article.text) for span, _ in view.noted] == [SECOND]


async def test_a_drag_selects_words_and_a_click_sets_the_cursor(case: Dossier) -> None:
    """Proves that the mouse selects from word to word, backwards too, that J completes the sentence, and that a click drops the selection
    for the sentence under it.
    """
    async with opened(case) as pilot:
        await press(pilot, "3", "0")
        lines = shown(pilot).splitlines()
        row = next(n for n, line in enumerate(lines) if "Engineer Ada Lund" in line)
        start, end = lines[row].index("Ada"), lines[row].index("Mayor") + 2
        for one, other in ((start, end), (end, start)):
            await pilot.mouse_down(offset=(one, row))
            await pilot.hover(offset=((one + other) // 2, row))
            await pilot.hover(offset=(other, row))
            await pilot.mouse_up(offset=(other, row))
            await settle(pilot)
            assert cursor_words(pilot) == "Ada Lund met Mayor"
        assert "4 words selected" in shown(pilot)
        await press(pilot, "b")
        assert case.notebook.entries()[0].anchor.exact == "Ada Lund met Mayor"
        later = next(n for n, line in enumerate(shown(pilot).splitlines()) if "nine million" in line)
        await pilot.click(offset=(shown(pilot).splitlines()[later].index("nine"), later))
        await settle(pilot)
        assert cursor_words(pilot) == FOURTH
        assert reader_of(pilot).passage is None


async def test_the_plain_keys_and_the_plain_look_have_the_cursor_too(case: Dossier, monkeypatch: pytest.MonkeyPatch) -> None:
    """Proves that without letters, colours and signs the passage can be selected and seen."""
    monkeypatch.setenv("NO_COLOR", "1")
    settings = AppSettings(preset="plain", accessible=True)
    async with DossierApp(case, settings, build_keymap(settings)).run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await press(pilot, "3", "0", "shift+down", "f8", "shift+down")
        assert cursor_words(pilot) == f"{FIRST} {SECOND}"
        assert "# Engineer Ada Lund" in shown(pilot)
        reader = reader_of(pilot)
        styles = [segment.style for y in range(reader.size.height) for segment in reader.render_line(y) if "Engineer" in segment.text]
        assert styles
        assert all(style is not None and style.reverse for style in styles)


async def test_v_in_the_list_of_notes_keeps_its_meaning(case: Dossier) -> None:
    """Proves that there it gives a note its next status."""
    async with opened(case) as pilot:
        await press(pilot, "3", "0", "J", "a")
        await write(pilot, "Ask.")
        await press(pilot, "escape", "5", "v")
        assert case.notebook.entries()[0].status == "to-verify"
