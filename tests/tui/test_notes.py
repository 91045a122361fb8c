"""Notebook commands in the app: bookmarks, notes, tags, undo, corrections; copies, exports, adding articles."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from textual import events
from textual.widgets import Input

from dossier.api import Dossier, open_dossier
from dossier.model.notebook import AnchorKind, EntryKind, NoteStatus
from dossier.model.query import Query
from dossier.runtime.paths import state_dir
from dossier.tui.rows.actors import ActorListRow
from dossier.tui.rows.quotes import QuoteRow
from dossier.tui.rows.timeline import MonthHeading
from dossier.tui.screens.export import ExportScreen
from tests.tui.driving import click_on, files_under, item, items, main_of, opened, press, search, settle, shown, top, write


@pytest.fixture
def own_copy(sample_root: Path, tmp_path: Path) -> Iterator[Dossier]:
    """A dossier with one article of the sample, for tests that take articles in."""
    root = tmp_path / "case"
    (root / "seeds").mkdir(parents=True)
    shutil.copy(sample_root / "dossier.toml", root)
    first = min((sample_root / "seeds").iterdir())
    shutil.copy(first, root / "seeds")
    with open_dossier(root) as opened_dossier:
        yield opened_dossier


async def test_a_bookmark_is_set_told_and_undone(sample: Dossier) -> None:
    """Proves that b keeps the selected event, says so with the key that undoes it, and that u does."""
    async with opened(sample) as pilot:
        await press(pilot, "j", "b")
        (entry,) = sample.notebook.entries()
        assert entry.kind is EntryKind.BOOKMARK
        assert entry.anchor.kind is AnchorKind.EVENT
        assert "Bookmarked" in shown(pilot)
        assert "u undo" in shown(pilot)
        await press(pilot, "u")
        assert sample.notebook.entries() == ()
        assert "Undone" in shown(pilot)
        await press(pilot, "ctrl+r")
        assert len(sample.notebook.entries()) == 1
        assert main_of(pilot).lists["timeline"].has_focus


async def test_a_bookmark_in_the_reader_keeps_the_lit_passage(sample: Dossier) -> None:
    """Proves that in the reader the sentence in sight is bookmarked, word for word."""
    async with opened(sample) as pilot:
        await press(pilot, "j", "0", "b")
        (entry,) = sample.notebook.entries()
        assert entry.anchor.kind is AnchorKind.PASSAGE
        page, place = main_of(pilot).reader.view, main_of(pilot).position
        assert page is not None
        assert place is not None
        assert place.lit is not None
        assert entry.anchor.exact == place.lit.of(page.article.text)


async def test_a_note_is_saved_as_it_is_typed(sample: Dossier) -> None:
    """Proves that the note is in the notebook while its pane is still open, and stays after it is closed."""
    async with opened(sample) as pilot:
        await press(pilot, "a")
        assert main_of(pilot).focused_pane == "note"
        await write(pilot, "who came")
        assert sample.notebook.entries()[0].text == "who came"
        assert "saved" in shown(pilot)
        await press(pilot, "escape")
        assert not main_of(pilot).note_editor.display
        assert [entry.text for entry in sample.notebook.entries()] == ["who came"]
        await press(pilot, "5")
        assert "who came" in shown(pilot)


async def test_a_note_is_marked_to_verify_confirmed_rejected(sample: Dossier) -> None:
    """Proves that ctrl+t marks the note that is being written without touching its words, that v goes round in the list, that u
    takes a mark back, that the words are found by their status, and that what is no note has none.
    """
    async with opened(sample) as pilot:
        await press(pilot, "a")
        await write(pilot, "who came")
        await press(pilot, "ctrl+t")
        assert "status to-verify" in shown(pilot)
        assert main_of(pilot).focused_pane == "note"
        await write(pilot, " too")
        await press(pilot, "escape", "5")
        (entry,) = sample.notebook.entries()
        assert (entry.text, entry.status) == ("who came too", NoteStatus.TO_VERIFY)
        assert sample.query.search(Query("tag:to-verify")).notes == (entry,)
        for status in (NoteStatus.CONFIRMED, NoteStatus.REJECTED, NoteStatus.NONE, NoteStatus.TO_VERIFY):
            await press(pilot, "v")
            assert sample.notebook.entries()[0].status is status
        assert "Note status: to-verify." in shown(pilot)
        await press(pilot, "u")
        assert sample.notebook.entries()[0].status is NoteStatus.NONE
        await press(pilot, "2", "b", "5", "g", "v")
        assert "Only notes have a status" in shown(pilot)


async def test_an_empty_note_is_not_kept(sample: Dossier) -> None:
    """Proves that a note closed without a word leaves nothing behind."""
    async with opened(sample) as pilot:
        await press(pilot, "a", "escape")
        assert sample.notebook.entries() == ()


async def test_letters_are_typed_into_a_note_and_do_nothing_else(sample: Dossier) -> None:
    """Proves that keys of the app are inert while a note is written."""
    async with opened(sample) as pilot:
        await press(pilot, "a")
        await write(pilot, "quiz/b?")
        assert sample.notebook.entries()[0].text == "quiz/b?"
        assert pilot.app.is_running


async def test_a_tag_is_added_and_taken_away(sample: Dossier) -> None:
    """Proves that t asks for words, tags the selected thing, and takes tags away that are there."""
    async with opened(sample) as pilot:
        await press(pilot, "t")
        await write(pilot, "verify")
        await press(pilot, "enter")
        assert sample.notebook.entries()[0].tags == ("verify",)
        assert main_of(pilot).focused_pane == "timeline"
        await press(pilot, "t")
        await write(pilot, "verify")
        await press(pilot, "enter")
        assert sample.notebook.entries()[0].tags == ()


async def test_a_note_of_the_list_is_opened_again_and_removed(sample: Dossier) -> None:
    """Proves that enter on a note edits it, and that x removes it and u brings it back."""
    async with opened(sample) as pilot:
        await press(pilot, "a")
        await write(pilot, "first")
        await press(pilot, "escape", "5", "enter")
        await write(pilot, " more")
        await press(pilot, "escape")
        assert sample.notebook.entries()[0].text == "first more"
        await press(pilot, "5", "x")
        assert sample.notebook.entries() == ()
        await press(pilot, "u")
        assert sample.notebook.entries()[0].text == "first more"


async def test_an_actor_is_renamed_hidden_and_brought_back(sample: Dossier) -> None:
    """Proves that mending keys change what is shown at once, and that undo takes each back."""
    async with opened(sample) as pilot:
        await press(pilot, "1")
        screen = main_of(pilot)
        chosen = screen.lists["actors"].chosen
        assert chosen is not None
        name, count = item(chosen, ActorListRow).row.actor.name, screen.lists["actors"].listing.count
        await press(pilot, "r")
        await press(pilot, "end")
        await write(pilot, " the Elder")
        await press(pilot, "enter")
        assert f"{name} the Elder" in {row.actor.name for row in sample.query.search(Query()).actors}
        await press(pilot, "u")
        assert name in {row.actor.name for row in sample.query.search(Query()).actors}
        await press(pilot, "1", "g", "x")
        assert screen.lists["actors"].listing.count == count - 1
        await press(pilot, "u")
        assert screen.lists["actors"].listing.count == count


async def test_two_actors_are_merged(sample: Dossier) -> None:
    """Proves that space selects several rows and m merges them into one actor."""
    async with opened(sample) as pilot:
        await press(pilot, "1")
        count = main_of(pilot).lists["actors"].listing.count
        await press(pilot, "space", "space")
        assert "2 selected" in shown(pilot)
        await press(pilot, "m")
        assert main_of(pilot).lists["actors"].listing.count == count - 1


async def test_the_day_of_an_event_is_set(sample: Dossier) -> None:
    """Proves that typing replaces the day that d shows, that what is none stays with a sentence, and that the event moves to the one given."""
    async with opened(sample) as pilot:
        await press(pilot, "d")
        await write(pilot, "someday")
        await press(pilot, "enter")
        assert "“someday” is not a date." in shown(pilot)
        assert main_of(pilot).prompt.text == "someday"
        await press(pilot, "ctrl+u")
        assert "is not a date" not in shown(pilot)
        await write(pilot, "1 to 2 March 2026")
        await press(pilot, "enter")
        assert not main_of(pilot).prompt.display
        assert "March 2026" in {heading.name for heading in items(main_of(pilot).lists["timeline"].listing.rows, MonthHeading)}


async def test_copies_go_to_the_terminal_and_to_a_file_that_is_named(sample: Dossier) -> None:
    """Proves that y and a second key copy text, citation, quotation and JSON, and that the fallback file holds them."""
    async with opened(sample) as pilot:
        await press(pilot, "4", "y")
        assert "citation" in shown(pilot).splitlines()[-1]
        quotation = item(main_of(pilot).lists["quotes"].chosen, QuoteRow).quotation
        await press(pilot, "y")
        copied = state_dir() / "copied.txt"
        assert copied.read_text(encoding="utf-8") == quotation.text
        assert pilot.app.clipboard == quotation.text
        await press(pilot, "y", "q")
        assert copied.read_text(encoding="utf-8").startswith(f"“{quotation.text}” – ")
        await press(pilot, "y", "c")
        assert "2026" in copied.read_text(encoding="utf-8")
        await press(pilot, "y", "j")
        exported = [json.loads(line) for line in sample.exports.prepare("jsonl").text.splitlines()]
        assert json.loads(copied.read_text(encoding="utf-8")) == next(line for line in exported if line.get("id") == quotation.id)
        await press(pilot, "y", "b")
        assert sample.notebook.entries() == ()


async def test_what_is_shown_is_exported_to_a_file(sample: Dossier, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Proves that e writes the chosen format, names the file, and never writes over one."""
    monkeypatch.chdir(tmp_path)
    async with opened(sample) as pilot:
        down = ["down"] * [info.name for info in sample.exports.formats()].index("markdown")
        await press(pilot, "e", *down, "enter")
        (written,) = files_under(tmp_path)
        assert written.suffix == ".md"
        assert written.read_text(encoding="utf-8") == sample.exports.prepare("markdown", Query()).text
        assert str(written.name) in shown(pilot)
        await press(pilot, "e", "enter")
        assert "That file already exists." in shown(pilot).replace("│", " ")
        await press(pilot, "escape")
        assert files_under(tmp_path) == [written]


async def test_the_next_export_begins_where_the_last_one_ended(sample: Dossier, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Proves that the sheet shows the whole path, and that it opens with the format and the folder of the last export, also in another
    run, as long as the folder is there.
    """
    folder = tmp_path / "out"
    folder.mkdir()
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    async with opened(sample) as pilot:
        await press(pilot, "e")
        assert top(pilot, ExportScreen).query_one(Input).value == "~/abu-dhabi-talks.json"
        top(pilot, ExportScreen).query_one(Input).value = "out/talks.md"
        await press(pilot, *["down"] * [info.name for info in sample.exports.formats()].index("markdown"), "enter")
        for _ in range(200):
            await pilot.pause(0.05)
            if shown(pilot).splitlines()[-1].strip().startswith("Wrote"):
                break
        assert (folder / "talks.md").is_file()
    async with opened(sample) as pilot:
        await press(pilot, "e")
        assert "● markdown" in shown(pilot)
        assert top(pilot, ExportScreen).query_one(Input).value == "~/out/abu-dhabi-talks.md"
        await press(pilot, "escape")
        (folder / "talks.md").unlink()
        folder.rmdir()
        await press(pilot, "e")
        assert top(pilot, ExportScreen).query_one(Input).value == "~/abu-dhabi-talks.md"


async def test_an_export_from_a_removed_folder_goes_to_the_home(sample: Dossier, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Proves that the sheet opens where the folder that the app was started in is gone."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "gone").mkdir()
    async with opened(sample) as pilot:
        monkeypatch.chdir(tmp_path / "gone")
        (tmp_path / "gone").rmdir()
        await press(pilot, "e")
        assert top(pilot, ExportScreen).query_one(Input).value == "~/abu-dhabi-talks.json"


async def test_formats_out_of_sight_are_counted(sample: Dossier) -> None:
    """Proves that a low terminal says how many formats stand above and below those in sight, and that a click goes there."""
    async with opened(sample, (80, 24)) as pilot:
        await press(pilot, "e")
        more = len(sample.exports.formats()) - 6
        assert f"↓ {more} more formats" in shown(pilot)
        assert "↑" not in shown(pilot)
        for _ in range(4):
            await click_on(pilot, "more formats")
        assert "↑ 1 more format " in shown(pilot)
        assert f"↓ {more - 1} more formats" in shown(pilot)


async def test_only_what_is_selected_is_exported(sample: Dossier, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Proves that rows selected with space go out alone, that the sheet says so, and that without them all that is shown goes out again."""
    monkeypatch.chdir(tmp_path)
    async with opened(sample) as pilot:
        await press(pilot, "2", "g", "space", "space", "e")
        assert "Export selection" in shown(pilot)
        assert "only the 2 selected events" in shown(pilot)
        await press(pilot, "enter")
        (written,) = files_under(tmp_path)
        picked = main_of(pilot).lists["timeline"].picked
        assert {e["id"] for e in json.loads(written.read_text(encoding="utf-8"))["events"]} == picked
        assert len(picked) == 2
        await press(pilot, "3", "g", "space", "e")
        assert "1 selected article" in shown(pilot)
        await press(pilot, "escape", "escape", "2", "escape", "e")
        assert "the whole dossier" in shown(pilot)


async def test_a_table_and_the_mark_before_it_are_chosen(sample: Dossier, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Proves that the tables of csv stand there and can be gone through, and that the mark is for tables only."""
    monkeypatch.chdir(tmp_path)
    async with opened(sample) as pilot:
        await press(pilot, "e")
        assert "byte order mark for Excel" not in shown(pilot)
        await press(pilot, "ctrl+o", *["down"] * [info.name for info in sample.exports.formats()].index("csv"))
        assert "table  ● reports  ○ events  ○ quotes" in shown(pilot)
        assert "○ actors  ○ articles  ○ cumulative   ctrl+t" in shown(pilot)
        assert "[ ] byte order mark for Excel   ctrl+o" in shown(pilot)
        await press(pilot, "ctrl+t", "ctrl+t", "ctrl+o", "enter")
        (written,) = files_under(tmp_path)
        assert written.read_bytes() == b"\xef\xbb\xbf" + sample.exports.prepare("csv", Query(), table="quotes").text.encode()


async def test_files_are_added_with_a_report_line_each(own_copy: Dossier, sample_root: Path, tmp_path: Path) -> None:
    """Proves that i takes files in, that each has its line, that a refused one is explained, and that x puts the report away."""
    seeds = sorted((sample_root / "seeds").iterdir())
    drop = tmp_path / "drop"
    drop.mkdir()
    shutil.copy(seeds[0], drop / "same.md")
    shutil.copy(seeds[1], drop / "other.md")
    (drop / "broken.txt").write_bytes(b"\x00\x01\x02\x00" * 50)
    async with opened(own_copy, (80, 24)) as pilot:
        await press(pilot, "i")
        main_of(pilot).prompt.query_one("Input").value = str(drop)  # type: ignore[attr-defined]
        await press(pilot, "enter")
        await settle(pilot)
        text = shown(pilot)
        assert "+ added" in text
        assert "= unchanged" in text
        assert "! failed" in text
        assert "Could not add this file" in text
        assert "Nothing else changed." in text
        assert "x dismiss" in text.splitlines()[-1]
        await press(pilot, "x")
        assert main_of(pilot).lists["articles"].listing.count == 2
        assert main_of(pilot).focused_pane == "articles"


async def test_a_file_dropped_into_seeds_is_read_when_the_terminal_is_entered_again(own_copy: Dossier, sample_root: Path) -> None:
    """Proves that the running app brings itself up to date with what was put into the folder by hand."""
    async with opened(own_copy) as pilot:
        assert main_of(pilot).lists["articles"].listing.count == 1
        second = sorted((sample_root / "seeds").iterdir())[1]
        shutil.copy(second, own_copy.root / "seeds")
        pilot.app.post_message(events.AppFocus())
        await settle(pilot)
        await settle(pilot)
        assert main_of(pilot).lists["articles"].listing.count == 2
        assert "seeds/: 1 added." in shown(pilot)


async def test_a_message_is_put_away_by_a_click_and_its_undo_can_be_clicked(sample: Dossier) -> None:
    """Proves that a click brings the footer's keys back, and that a click on the undo key in a message undoes the command."""
    async with opened(sample) as pilot:
        await click_on(pilot, "b bookmark")
        await click_on(pilot, "Bookmarked")
        assert "b bookmark" in shown(pilot)
        assert len(sample.notebook.entries()) == 1
        await click_on(pilot, "b bookmark")
        assert sample.notebook.entries() == ()
        await click_on(pilot, "u undo")
        assert len(sample.notebook.entries()) == 1


async def test_an_act_in_the_reader_leaves_the_mark_where_it_is(sample: Dossier) -> None:
    """Proves that after a bookmark stepping goes on from the same mark, and that each bookmark is anchored to the sentence of its own hit."""
    async with opened(sample) as pilot:
        await search(pilot, "talks")
        await press(pilot, "3", "enter", "n", "b")
        reader = main_of(pilot).reader
        at = reader.current_mark
        assert at > 0
        await press(pilot, "n", "b")
        assert reader.current_mark == at + 1
        marks = [reader.marks[at], reader.marks[at + 1]]
        assert reader.view is not None
        text = reader.view.article.text
        exact = [entry.anchor.exact for entry in sample.notebook.entries()]
        assert all(any(mark.of(text) in words for words in exact) for mark in marks)
        assert len(exact) == len({s for s in reader.view.sentences for mark in marks if s.contains(mark)})
