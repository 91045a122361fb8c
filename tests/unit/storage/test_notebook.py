"""The notebook saves the user's work, and every command can be undone and redone."""

import json
import sqlite3
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dossier.errors import DossierError
from dossier.model.notebook import Anchor, AnchorKind, Correction, CorrectionKind, Entry, EntryKind, NoteStatus
from dossier.model.query import Query
from dossier.storage.notebook import Notebook
from dossier.storage.notebook_schema import VERSION_1, VERSION_2

ANCHOR = Anchor(AnchorKind.PASSAGE, sha256="ab" * 32, exact="seven people", prefix="killed ", suffix=" in", label="a title")
BLANK = datetime(1970, 1, 1, tzinfo=UTC)


def note(text: str) -> Entry:
    return Entry(0, EntryKind.NOTE, ANCHOR, text, ("verify",), NoteStatus.TO_VERIFY, BLANK, BLANK)


def test_an_entry_is_read_back_as_it_was_saved(tmp_path: Path) -> None:
    """Anchor, text, tags and status survive closing and opening the file."""
    book = Notebook(tmp_path / "n.sqlite3")
    saved = book.add_entry(note("Ask the press office."), "Noted.")
    book.close()
    (entry,) = Notebook(tmp_path / "n.sqlite3").entries()
    assert saved == entry
    assert (entry.text, entry.tags, entry.status, entry.anchor) == ("Ask the press office.", ("verify",), NoteStatus.TO_VERIFY, ANCHOR)


def test_a_number_is_never_used_twice(tmp_path: Path) -> None:
    """A removed entry's number is not given to a new one, so that undo can restore it."""
    book = Notebook(tmp_path / "n.sqlite3")
    first = book.add_entry(note("one"), "Noted.")
    book.remove_entry(first.id, "Removed.")
    assert book.add_entry(note("two"), "Noted.").id > first.id


def test_typing_is_one_step_to_undo(tmp_path: Path) -> None:
    """Undo of a note that is saved while it is typed restores what was there before the typing."""
    book = Notebook(tmp_path / "n.sqlite3")
    entry = book.add_entry(note("start"), "Noted.")
    for text in ("a", "ab", "abc"):
        entry = book.change_entry(replace(entry, text=text), "Changed.", join=True)
    book.undo()
    assert book.entries() == ()
    book.redo()
    assert [e.text for e in book.entries()] == ["abc"]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(["add", "change", "remove", "correct", "undo", "redo"]), max_size=14))
def test_everything_can_be_undone_and_redone(commands: list[str]) -> None:
    """Undoing any sequence of commands leaves an empty notebook, and redoing restores it."""
    book = Notebook(Path(":memory:"))
    for number, command in enumerate(commands):
        entries = book.entries()
        if command == "add":
            book.add_entry(note(f"note {number}"), "Noted.")
        elif command == "change" and entries:
            book.change_entry(replace(entries[-1], text=f"changed {number}"), "Changed.")
        elif command == "remove" and entries:
            book.remove_entry(entries[0].id, "Removed.")
        elif command == "correct":
            book.add_correction(Correction(0, CorrectionKind.RENAME_ACTOR, (ANCHOR,), f"name {number}"), "Renamed.")
        elif command == "undo":
            book.undo()
        elif command == "redo":
            book.redo()
    while book.redo():
        pass
    after = (sorted(e.text for e in book.entries()), book.corrections())
    while book.undo():
        pass
    assert (book.entries(), book.corrections()) == ((), ())
    while book.redo():
        pass
    assert (sorted(e.text for e in book.entries()), book.corrections()) == after


def test_a_notebook_of_a_newer_program_is_left_alone(tmp_path: Path) -> None:
    """The message says so, and the file is not changed."""
    path = tmp_path / "n.sqlite3"
    with sqlite3.connect(path) as db:
        db.execute("PRAGMA user_version=99")
    db.close()
    with pytest.raises(DossierError, match="newer version"):
        Notebook(path)


def test_a_file_that_is_no_database_is_an_error(tmp_path: Path) -> None:
    """It is a DossierError, and the file is unchanged."""
    path = tmp_path / "n.sqlite3"
    path.write_bytes(b"not a database at all, but long enough to be looked at" * 20)
    with pytest.raises(DossierError, match="database"):
        Notebook(path)
    assert path.read_bytes().startswith(b"not a database")


def test_a_notebook_of_the_first_version_is_migrated(tmp_path: Path) -> None:
    """Its entries stay; searches can be saved; a copy of the old file is next to it."""
    path = tmp_path / "n.sqlite3"
    old = sqlite3.connect(path)
    old.executescript(VERSION_1)
    old.execute("PRAGMA user_version=1")
    row = ("note", '{"kind":"dossier"}', "old text", '["verify", "grain"]', "", "2031-03-05T10:00:00+00:00", "2031-03-05T10:00:00+00:00")
    old.execute("INSERT INTO entry (kind, anchor, text, tags, status, created, changed) VALUES (?, ?, ?, ?, ?, ?, ?)", row)
    old.commit()
    old.close()
    book = Notebook(path)
    assert [(e.text, e.tags) for e in book.entries()] == [("old text", ("verify", "grain"))]
    assert book.searches() == ()
    book.add_search("one", Query("talks"), "Saved.")
    book.close()
    assert [s.name for s in Notebook(path).searches()] == ["one"]
    assert (tmp_path / "n.sqlite3.before-2").is_file()
    Notebook(tmp_path / "new.sqlite3").close()
    assert not list(tmp_path.glob("new*before*"))


def test_a_search_is_saved_changed_and_removed_and_each_is_undone(tmp_path: Path) -> None:
    """Text and filters are read back as they were saved."""
    query = Query("talks", ("Orla Brandt",), ("strike",), (date(2031, 3, 1), date(2031, 3, 31)), ("Harbour Post", ""), ("verify",))
    book = Notebook(tmp_path / "n.sqlite3")
    saved = book.add_search("one", query, "Saved.")
    book.change_search(replace(saved, name="two"), "Renamed.")
    book.remove_search(saved.id, "Removed.")
    assert book.searches() == ()
    assert book.undo() == "Removed."
    assert [s.name for s in book.searches()] == ["two"]
    book.undo()
    book.close()
    (search,) = Notebook(tmp_path / "n.sqlite3").searches()
    assert (search.name, search.query, search.id) == ("one", query, saved.id)


def test_concurrent_commands(tmp_path: Path) -> None:
    """Two connections and four threads write and undo at once: no command is lost, every undo takes back another one."""
    books = [Notebook(tmp_path / "n.sqlite3"), Notebook(tmp_path / "n.sqlite3")]

    def at_once(command: Callable[[Notebook], object]) -> None:
        threads = [threading.Thread(target=command, args=(books[n % 2],)) for n in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    at_once(lambda book: [book.add_entry(note("x"), "Noted.") for _ in range(5)])
    assert len(books[0].entries()) == 20
    at_once(lambda book: [book.undo() for _ in range(4)])
    assert len(books[0].entries()) == 4
    assert [entry.undone for entry in books[1].history()].count(True) == 16


def test_a_failed_write_changes_nothing(tmp_path: Path) -> None:
    """A full disk is a DossierError; afterwards all is as before and can be written again."""
    book = Notebook(tmp_path / "n.sqlite3")
    entry = book.add_entry(note("one"), "Noted.")
    book.connection.execute("PRAGMA max_page_count = 1")
    with pytest.raises(DossierError, match="cannot be written to"):
        book.add_entry(note("long " * 20_000), "Noted.")
    assert not book.connection.in_transaction
    book.connection.execute("PRAGMA max_page_count = 100000")
    assert book.entries() == (entry,)
    assert book.undo() == "Noted."


def test_invalid_unicode_is_an_error(tmp_path: Path) -> None:
    """A shell may pass bytes of another encoding; they are a DossierError."""
    book = Notebook(tmp_path / "n.sqlite3")
    with pytest.raises(DossierError, match="not valid UTF-8"):
        book.add_entry(note("caf\udce9"), "Noted.")
    assert book.entries() == ()


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE entry SET kind = 'no'",
        "UPDATE entry SET anchor = '{}'",
        "UPDATE entry SET created = '2031-03-05T10:00:00'",
        "UPDATE entry SET created = 'x'",
    ],
)
def test_an_invalid_row_is_set_apart(change: str, tmp_path: Path) -> None:
    """A row that was edited by hand keeps no other from being read; a sentence names it."""
    book = Notebook(tmp_path / "n.sqlite3")
    book.add_entry(note("one"), "Noted.")
    book.add_entry(note("two"), "Noted.")
    book.connection.execute(f"{change} WHERE id = 1")
    assert [entry.text for entry in book.entries()] == ["two"]
    (sentence,) = book.problems()
    assert "note or bookmark 1" in sentence


def test_a_history_row_that_is_not_understood_undoes_nothing(tmp_path: Path) -> None:
    """The sentence names the act, and no table but the notebook's own is written."""
    book = Notebook(tmp_path / "n.sqlite3")
    book.add_entry(note("one"), "Noted.")
    for changes in ("[", '[["meta", 1, null, {}]]', '[["entry", 1, {"id": 1}, null]]', "[" * 100_000):
        book.connection.execute("UPDATE history SET changes = ?", (changes,))
        with pytest.raises(DossierError, match="cannot be undone"):
            book.undo()
    assert [entry.text for entry in book.entries()] == ["one"]


def test_tags_of_the_history_are_migrated(tmp_path: Path) -> None:
    """In a notebook of version 2 a command held an entry with its tags; undo and redo of it still work."""
    path = tmp_path / "n.sqlite3"
    old = sqlite3.connect(path)
    old.executescript(f"{VERSION_1};{VERSION_2}")
    old.execute("PRAGMA user_version=2")
    entry = {
        "id": 1,
        "kind": "note",
        "anchor": '{"kind":"dossier"}',
        "text": "x",
        "tags": '["a"]',
        "status": "",
        "created": "2031-03-05T10:00:00+00:00",
        "changed": "2031-03-05T10:00:00+00:00",
    }
    tagged = {**entry, "tags": '["a", "b"]'}
    old.execute("INSERT INTO entry VALUES (:id, :kind, :anchor, :text, :tags, :status, :created, :changed)", tagged)
    for sentence, before, after in (("Noted.", None, entry), ("Tagged.", entry, tagged)):
        changes = json.dumps([["entry", 1, before, after]])
        old.execute("INSERT INTO history (made, sentence, changes) VALUES ('2031-03-05T10:00:00+00:00', ?, ?)", (sentence, changes))
    old.execute("INSERT INTO history (made, sentence, changes) VALUES ('2031-03-05T10:00:00+00:00', 'odd', 'not JSON')")
    old.execute("DELETE FROM history WHERE sentence = 'odd'")
    old.commit()
    old.close()
    book = Notebook(path)
    assert [e.tags for e in book.entries()] == [("a", "b")]
    book.undo()
    assert [e.tags for e in book.entries()] == [("a",)]
    book.undo()
    assert book.entries() == ()
    book.redo()
    book.redo()
    assert [e.tags for e in book.entries()] == [("a", "b")]


def test_a_command_inside_another_is_part_of_it(tmp_path: Path) -> None:
    """One step to undo; an error takes all of it back."""
    book = Notebook(tmp_path / "n.sqlite3")
    with book.command():
        book.add_entry(note("one"), "Noted one.")
        book.add_entry(note("two"), "Noted two.")
    assert [act.sentence for act in book.history()] == ["Noted two."]
    with pytest.raises(DossierError, match="no entry 99"), book.command():
        book.change_entry(replace(book.add_entry(note("three"), "Noted three."), text=book.entry(99).text), "Changed.")
    assert len(book.entries()) == 2
    book.undo()
    assert book.entries() == ()


def test_entries_are_read_again_only_after_a_change(tmp_path: Path) -> None:
    """Of this program, of another, and where a command was rolled back; a query of a thousand notes must not parse them each time."""
    book, other = Notebook(tmp_path / "n.sqlite3"), Notebook(tmp_path / "n.sqlite3")
    book.add_entry(note("first"), "Noted.")
    assert book.entries() is book.entries()
    other.add_entry(note("second"), "Noted.")
    assert {entry.text for entry in book.entries()} == {"first", "second"}
    with pytest.raises(DossierError, match="no"), book.command("Noted."):  # noqa: PT012  what is read inside counts
        book.add_entry(note("third"), "Noted.")
        assert "third" in {entry.text for entry in book.entries()}
        raise DossierError("no")
    assert {entry.text for entry in book.entries()} == {"first", "second"}
    book.undo()
    assert len(book.entries()) == 1
    assert book.corrections() is book.corrections()
