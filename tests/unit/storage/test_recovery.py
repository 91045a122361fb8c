"""A damaged notebook is never read in silence: it is built again from all that is left, and a sentence says what is missing."""

import random
import shutil
import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from dossier.errors import DossierError
from dossier.model.notebook import Anchor, AnchorKind, Correction, CorrectionKind, Entry, EntryKind, NoteStatus
from dossier.storage.notebook import Notebook
from dossier.storage.notebook_schema import STEPS

BLANK = datetime(1970, 1, 1, tzinfo=UTC)
DOSSIER = Anchor(AnchorKind.DOSSIER)
NOTES = 60
CHANGED = 200
"""Bytes of the file that a random damage changes at most."""
Damage = Callable[[Path], None]


def write_notes(path: Path) -> Notebook:
    """A notebook of sixty notes, some tagged, one removed again, and ten corrections."""
    book = Notebook(path)
    for number in range(NOTES):
        tags = ("verify",) if number % 5 == 0 else ()
        text = f"note {number}: {'ask the harbour office again, ' * (number % 12)}"
        book.add_entry(Entry(0, EntryKind.NOTE, DOSSIER, text, tags, NoteStatus.NONE, BLANK, BLANK), f"Noted {number}.")
    book.remove_entry(7, "Removed.")
    for number in range(10):
        book.add_correction(Correction(0, CorrectionKind.HIDE_ACTOR, (Anchor(AnchorKind.ACTOR, exact=f"a{number}"),)), "Hid.")
    return book


@pytest.fixture(scope="session")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with such a notebook, closed, with its journal and one backup."""
    folder = tmp_path_factory.mktemp("notebook")
    write_notes(folder / "n.sqlite3").close()
    return folder


@pytest.fixture
def path(written: Path, tmp_path: Path) -> Path:
    """The notebook in a folder of its own."""
    shutil.copytree(written, tmp_path / "case")
    return tmp_path / "case" / "n.sqlite3"


def contents(path: Path) -> tuple[list[tuple[int, str, tuple[str, ...]]], int]:
    book = Notebook(path)
    try:
        return sorted((e.id, e.text, e.tags) for e in book.entries()), len(book.corrections())
    finally:
        book.close()


def problems(path: Path) -> str:
    book = Notebook(path)
    try:
        book.entries()
        return " ".join(book.problems())
    finally:
        book.close()


def overwrite(path: Path, place: int, data: bytes) -> None:
    with path.open("r+b") as file:
        file.seek(place)
        file.write(data)


def overwrite_all(path: Path, data: bytes) -> None:
    path.write_bytes(data)


def without_journal(path: Path) -> None:
    path.with_name("n.sqlite3.jsonl").unlink()


def without_backups(path: Path) -> None:
    shutil.rmtree(path.with_name("n.sqlite3.backups"))


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 3])


DAMAGES: dict[str, Damage] = {
    "cut short": cut,
    "cut to less than a header": lambda path: overwrite_all(path, path.read_bytes()[:50]),
    "deleted": lambda path: path.unlink(),
    "emptied": lambda path: overwrite_all(path, b""),
    "zeroed": lambda path: overwrite_all(path, bytes(path.stat().st_size)),
    "another file": lambda path: overwrite_all(path, b"a list of ships\n" * 500),
    "another version in its header": lambda path: overwrite(path, 60, b"\x00\x00\x00\x63"),
    "an older version in its header": lambda path: overwrite(path, 60, b"\x00\x00\x00\x01"),
    "another format in its header": lambda path: overwrite(path, 18, b"\x09\x09"),
    "one letter changed": lambda path: overwrite(path, path.read_bytes().index(b"note 31:"), b"mote"),
}


@pytest.mark.parametrize("name", DAMAGES)
def test_with_its_journal_nothing_is_missing(name: str, path: Path) -> None:
    """Every note is back as it was, a sentence says so until the user deletes the report, and the damaged file is kept unchanged."""
    before = contents(path)
    DAMAGES[name](path)
    damaged = path.read_bytes() if path.exists() else b""
    assert contents(path) == before
    assert "nothing is missing" in problems(path)
    copy = path.with_name("n.sqlite3.damaged-1")
    assert (copy.read_bytes() if copy.exists() else b"") == damaged
    path.with_name("n.sqlite3.damaged-1.txt").unlink()
    assert problems(path) == ""
    assert contents(path) == before
    book = Notebook(path)
    assert book.undo() == "Hid."
    book.close()


@pytest.mark.parametrize("name", DAMAGES)
def test_without_its_journal_the_backup_is_used(name: str, path: Path) -> None:
    """The sentence says that acts after the backup may be missing, or which row was changed."""
    before = contents(path)
    without_journal(path)
    DAMAGES[name](path)
    entries, corrections = contents(path)
    assert ({number for number, *_ in entries}, corrections) == ({number for number, *_ in before[0]}, before[1])
    said = problems(path)
    assert "rebuilt" in said
    assert "nothing is missing" not in said or name in {"another version in its header", "an older version in its header"}


def test_without_journal_and_backup_sound_rows_are_saved(path: Path) -> None:
    """The row that was changed is kept and named, all others are as they were."""
    before = {number: text for number, text, _ in contents(path)[0]}
    without_journal(path)
    without_backups(path)
    DAMAGES["one letter changed"](path)
    after = {number: text for number, text, _ in contents(path)[0]}
    assert {number for number in before if before[number] != after[number]} == {32}
    assert "The entry 32 was recovered, but some" in problems(path)


def test_a_lost_page_costs_its_rows_only(path: Path) -> None:
    """Rows on other pages are read one by one; the sentence counts what is missing."""
    before = contents(path)[0]
    without_journal(path)
    without_backups(path)
    data = path.read_bytes()
    size = int.from_bytes(data[16:18], "big")
    overwrite(path, data.index(b"note 31:") // size * size, bytes(size))
    after = contents(path)[0]
    assert 0 < len(before) - len(after) < len(before)
    assert set(after) <= set(before)
    assert f"{len(before) - len(after)} " in problems(path)
    assert "could not be recovered" in problems(path)


def test_a_lost_wal_is_made_good_by_the_journal(path: Path, tmp_path: Path) -> None:
    """After a kill the last acts are in the WAL only; without it the journal brings them back."""
    book = Notebook(path)
    book.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    for number in range(3):
        book.add_entry(Entry(0, EntryKind.NOTE, DOSSIER, f"late {number}", (), NoteStatus.NONE, BLANK, BLANK), "Noted.")
    killed = tmp_path / "killed"
    killed.mkdir()
    for name in ("n.sqlite3", "n.sqlite3.jsonl"):
        shutil.copy(path.with_name(name), killed / name)
    book.close()
    texts = [text for _, text, _ in contents(killed / "n.sqlite3")[0]]
    assert texts[-3:] == ["late 0", "late 1", "late 2"]
    late = Notebook(killed / "n.sqlite3")
    assert [act.sentence for act in late.history()[:2]] == ["Noted.", "Noted."]
    late.close()


@pytest.mark.parametrize("seed", range(25))
def test_a_random_damage_is_never_silent(seed: int, path: Path) -> None:
    """Bytes are changed, cut out or doubled anywhere: either nothing of the user's is touched, or a sentence says what happened."""
    before = contents(path)
    chance = random.Random(seed)  # noqa: S311  no secret
    data = bytearray(path.read_bytes())
    start, length = chance.randrange(len(data)), chance.randrange(1, CHANGED)
    kind = chance.choice(["flip", "flip", "cut", "out", "zero"])
    if kind == "flip":
        for _ in range(chance.randrange(1, 20)):
            data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    elif kind == "cut":
        del data[start:]
    elif kind == "out":
        del data[start : start + length]
    else:
        data[start : start + length] = bytes(len(data[start : start + length]))
    if seed % 2:
        without_journal(path)
    path.write_bytes(bytes(data))
    after = contents(path)
    if after != before:
        assert "The notebook was damaged" in problems(path)
    assert len(after[0]) == len(before[0])


def test_a_damaged_file_with_nothing_to_build_from_is_left_alone(tmp_path: Path) -> None:
    """The sentence says so, and the file stays as it is."""
    path = tmp_path / "n.sqlite3"
    path.write_bytes(b"no database " * 300)
    with pytest.raises(DossierError, match="not a notebook"):
        Notebook(path)
    assert [p.name for p in tmp_path.iterdir()] == ["n.sqlite3"]


@pytest.mark.parametrize("part", ["end", "middle", "all", "link"])
def test_a_damaged_journal_is_written_anew(part: str, path: Path, tmp_path: Path) -> None:
    """The notebook is whole; the damaged journal is kept under another name, and nothing that a link leads to is written."""
    before, journal = contents(path), path.with_name("n.sqlite3.jsonl")
    victim = tmp_path / "victim.txt"
    victim.write_text("mine\n", encoding="utf-8")
    if part == "end":
        overwrite(journal, journal.stat().st_size - 20, b"zzzz")
    elif part == "middle":
        overwrite(journal, journal.stat().st_size // 2, b"zzzz")
        shutil.rmtree(path.with_name("n.sqlite3.backups"))
    elif part == "all":
        journal.write_bytes(b"\x00" * 1000)
    else:
        journal.unlink()
        journal.symlink_to(victim)
    book = Notebook(path)
    book.add_entry(Entry(0, EntryKind.NOTE, DOSSIER, "after it", (), NoteStatus.NONE, BLANK, BLANK), "Noted.")
    assert "journal was damaged" in " ".join(book.problems())
    book.close()
    path.unlink()
    assert len(contents(path)[0]) == len(before[0]) + 1
    assert victim.read_text(encoding="utf-8") == "mine\n"


def test_an_older_copy_of_the_database_gets_the_later_acts(path: Path) -> None:
    """A program that syncs folders puts an old file in place: the journal's acts are brought back, with a sentence."""
    old = path.read_bytes()
    book = Notebook(path)
    for number in range(4):
        book.add_entry(Entry(0, EntryKind.NOTE, DOSSIER, f"new {number}", (), NoteStatus.NONE, BLANK, BLANK), "Noted.")
    book.close()
    path.write_bytes(old)
    book = Notebook(path)
    assert [entry.text for entry in book.entries()][:4] == ["new 3", "new 2", "new 1", "new 0"]
    assert "4 changes missing from the database were restored" in " ".join(book.problems())
    book.close()


def test_a_file_replaced_under_an_open_notebook_is_noticed(path: Path) -> None:
    """What is written next goes to the file that has the name now, and is there afterwards."""
    book = Notebook(path)
    copy = path.with_name("copy")
    shutil.copy(path, copy)
    copy.replace(path)
    book.add_entry(Entry(0, EntryKind.NOTE, DOSSIER, "after", (), NoteStatus.NONE, BLANK, BLANK), "Noted.")
    book.close()
    assert "after" in [text for _, text, _ in contents(path)[0]]


def test_files_with_notes_are_readable_by_their_user_only(path: Path) -> None:
    """The notebook, what SQLite writes beside it, journal, backups and copies; one that everybody could read is closed to others."""
    path.chmod(0o644)
    book = Notebook(path)
    book.add_entry(Entry(0, EntryKind.NOTE, DOSSIER, "x", (), NoteStatus.NONE, BLANK, BLANK), "Noted.")
    modes = {p.name: p.stat().st_mode & 0o777 for p in path.parent.rglob("*")}
    book.close()
    DAMAGES["cut short"](path)
    Notebook(path).close()
    modes |= {p.name: p.stat().st_mode & 0o777 for p in path.parent.rglob("*")}
    assert {name: oct(mode) for name, mode in modes.items() if mode not in {0o600, 0o700}} == {}
    assert "n.sqlite3-wal" in modes


def test_a_long_journal_is_written_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Typing a note for hours does not fill the disk; the shorter journal still builds the whole notebook."""
    monkeypatch.setattr("dossier.storage.journal.SMALLEST", 2000)
    path = tmp_path / "n.sqlite3"
    book = Notebook(path)
    entry = book.add_entry(Entry(0, EntryKind.NOTE, DOSSIER, "x", (), NoteStatus.NONE, BLANK, BLANK), "Noted.")
    book.remove_entry(book.add_entry(entry, "Noted.").id, "Removed.")
    for number in range(60):
        book.change_entry(Entry(1, EntryKind.NOTE, DOSSIER, "y" * number, (), NoteStatus.NONE, BLANK, BLANK), "Changed.", join=True)
    size = path.with_name("n.sqlite3.jsonl").stat().st_size
    book.close()
    assert path.with_name("n.sqlite3.jsonl").stat().st_size < size / 4
    path.unlink()
    book = Notebook(path)
    assert [e.text for e in book.entries()] == ["y" * 59]
    assert book.add_entry(entry, "Noted.").id == 3
    book.close()


def test_the_checks_need_no_write(path: Path) -> None:
    """Opening a sound notebook to read changes no byte of it and of its journal."""
    files = [path, path.with_name("n.sqlite3.jsonl")]
    before = [file.read_bytes() for file in files]
    contents(path)
    assert [file.read_bytes() for file in files] == before
    assert sqlite3.connect(path).execute("PRAGMA user_version").fetchone() == (len(STEPS),)


def test_a_notebook_of_version_three_is_migrated_with_its_journal(path: Path) -> None:
    """The one before notes had an origin: nothing is set aside or rewritten but the database, of which a copy is made."""
    before = contents(path)
    with sqlite3.connect(path) as db:
        db.executescript(
            "DROP TABLE origin; DELETE FROM total WHERE name = 'origin'; DELETE FROM sqlite_sequence WHERE name = 'origin';"
            "UPDATE meta SET value = '3' WHERE name = 'version'; PRAGMA user_version=3"
        )
    db.close()
    assert contents(path) == before
    assert problems(path) == ""
    assert path.with_name("n.sqlite3.before-4").is_file()
    assert not path.with_name("n.sqlite3.jsonl.old").exists()
    DAMAGES["cut short"](path)
    assert contents(path) == before
    assert "nothing is missing" in problems(path)
