"""Parsed rows: always what a new reader would read, from the rows that changed."""

import random
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from dossier.model.notebook import Anchor, AnchorKind, Correction, CorrectionKind, Entry, EntryKind, NoteStatus
from dossier.storage.notebook import Notebook
from dossier.storage.parsed_rows import ParsedRows, Row

DOSSIER = Anchor(AnchorKind.DOSSIER, label="Case")
TIME = datetime(2031, 3, 4, tzinfo=UTC)


@pytest.fixture
def notebook(tmp_path: Path) -> Iterator[Notebook]:
    opened = Notebook(tmp_path / "notebook.sqlite3")
    yield opened
    opened.close()


def note(text: str, *tags: str, origin: str = "") -> Entry:
    return Entry(0, EntryKind.NOTE, DOSSIER, text, tags, NoteStatus.NONE, TIME, TIME, origin=origin)


def act(notebook: Notebook, chance: random.Random) -> None:
    """One random command, sometimes one that is rolled back."""
    entries = notebook.entries()
    kind = chance.choice(("add", "change", "tag", "remove", "correct", "import", "undo", "redo", "fail"))
    if kind == "add" or not entries:
        notebook.add_entry(note(f"note {chance.random()}", *chance.sample("abc", chance.randrange(3))), "Noted.")
    elif kind == "change":
        notebook.change_entry(replace(chance.choice(entries), text=f"changed {chance.random()}"), "Changed.")
    elif kind == "tag":
        notebook.change_entry(replace(chance.choice(entries), tags=tuple(chance.sample("abcd", 2))), "Tagged.")
    elif kind == "remove":
        notebook.remove_entry(chance.choice(entries).id, "Removed.")
    elif kind == "correct":
        notebook.add_correction(Correction(0, CorrectionKind.HIDE_ACTOR, (DOSSIER,)), "Hid.")
    elif kind == "import":
        notebook.import_all([note("theirs", "x", origin="a bundle")], (), "Imported.")
    elif kind == "undo":
        notebook.undo()
    elif kind == "redo":
        notebook.redo()
    else:
        with suppress(ZeroDivisionError), notebook.command("Failed."):
            notebook.remove_entry(chance.choice(entries).id, "Removed.")
            notebook.add_entry(note("never written", "a"), "Noted.")
            assert any(entry.text == "never written" for entry in notebook.entries())
            raise ZeroDivisionError


@pytest.mark.parametrize("seed", range(4))
def test_a_long_session_reads_what_a_new_one_does(notebook: Notebook, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311  no secret
    with_another = Notebook(notebook.path)
    for _ in range(60):
        act(chance.choice((notebook, notebook, with_another)), chance)
        if chance.random() < 0.5:
            fresh = Notebook(notebook.path)
            assert notebook.entries() == fresh.entries()
            assert notebook.corrections() == fresh.corrections()
            fresh.close()
    with_another.close()


def test_only_changed_rows_are_read_again(notebook: Notebook) -> None:
    entries = [notebook.add_entry(note(f"note {number}", "a"), "Noted.") for number in range(50)]
    parsed: list[int] = []

    def parse(row: Row, _tags: Sequence[str], _origin: str) -> int:
        parsed.append(row["id"])
        return parsed[-1]

    rows = ParsedRows(notebook._rows, "entry", parse, "changed")
    assert len(rows.read(notebook.connection, may_roll_back=False)) == 50
    parsed.clear()
    notebook.change_entry(replace(entries[3], text="other words"), "Changed.")
    notebook.change_entry(replace(entries[5], tags=("b",)), "Tagged.")
    notebook.remove_entry(entries[7].id, "Removed.")
    assert len(rows.read(notebook.connection, may_roll_back=False)) == 49
    assert set(parsed) == {entries[3].id, entries[5].id}
    parsed.clear()
    rows.read(notebook.connection, may_roll_back=False)
    assert not parsed


def test_a_row_that_cannot_be_read_is_left_out_until_it_can(notebook: Notebook) -> None:
    entry = notebook.add_entry(note("sound"), "Noted.")
    row = notebook._rows.get("entry", entry.id)
    assert row
    with notebook.command("Damaged."):
        notebook._write("entry", {**row, "status": "no status"})
    assert notebook.entries() == ()
    assert any("cannot be read" in problem for problem in notebook.problems())
    notebook.undo()
    assert [read.text for read in notebook.entries()] == ["sound"]
