"""A notebook from a stranger: nothing in its schema runs, no row of it keeps the others from being read, nothing ends in a traceback.

Each schema fails without the check in `known_schema` and the authorizer in `database.distrust`: the triggers then delete or hang, the views
answer in place of the tables. Each row fails without `row_rules`: a later note, or the writing of the journal, then ends in an exception.
"""

import json
import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from dossier.errors import DossierError
from dossier.model.notebook import Anchor, AnchorKind, Correction, CorrectionKind, Entry, EntryKind, NoteStatus
from dossier.services.notebook.restore import restore_notebook
from dossier.storage import database, recovery
from dossier.storage.checked_rows import CheckedRows
from dossier.storage.database import connect
from dossier.storage.journal import Journal, _checksum, journal_line, whole_journal
from dossier.storage.notebook import Notebook
from dossier.storage.notebook_schema import COLUMNS

BLANK = datetime(1970, 1, 1, tzinfo=UTC)
DOSSIER = Anchor(AnchorKind.DOSSIER)
ENDLESS = "WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c) SELECT count(*) FROM c"
MAXIMUM = 2**63 - 1


def note(text: str, tags: tuple[str, ...] = ()) -> Entry:
    return Entry(0, EntryKind.NOTE, DOSSIER, text, tags, NoteStatus.NONE, BLANK, BLANK)


@pytest.fixture(scope="session")
def sent(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A notebook with five notes, one tagged, and one correction."""
    path = tmp_path_factory.mktemp("sent") / "n.sqlite3"
    book = Notebook(path)
    for number in range(1, 6):
        book.add_entry(note(f"note {number}", ("verify",) if number == 2 else ()), f"Noted {number}.")
    book.add_correction(Correction(0, CorrectionKind.HIDE_ACTOR, (Anchor(AnchorKind.ACTOR, exact="Ada"),)), "Hid.")
    book.close()
    return path


@pytest.fixture
def path(sent: Path, tmp_path: Path) -> Path:
    """A copy of the database alone, as somebody would send it."""
    (tmp_path / "case").mkdir()
    shutil.copy(sent, tmp_path / "case")
    return tmp_path / "case" / "n.sqlite3"


def run_sql(path: Path, script: str) -> None:
    with closing(sqlite3.connect(path)) as db:
        db.executescript(f"PRAGMA synchronous=OFF; {script}")


def put(path: Path, table: str, row: dict[str, object]) -> None:
    """Writes a row with the right checksum and totals, as whoever knows the format can."""
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        rows = CheckedRows(db, COLUMNS)
        rows.put(table, row)


def first_row(path: Path, table: str) -> dict[str, object]:
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        return CheckedRows(db, COLUMNS).all(table)[0]


def use(path: Path) -> tuple[list[str], str]:
    """What a session does: reads all, writes a note, undoes and repeats it; the texts and what is said."""
    book = Notebook(path)
    try:
        texts = sorted(entry.text for entry in book.entries())
        _ = book.corrections(), book.searches(), book.history()
        later = book.add_entry(note("later", ("new",)), "Noted later.")
        assert book.undo() == "Noted later."
        assert book.redo() == "Noted later."
        assert book.entry(later.id).tags == ("new",)
        book.add_correction(Correction(0, CorrectionKind.HIDE_ACTOR, (Anchor(AnchorKind.ACTOR, exact="Eve"),)), "Hid Eve.")
        return texts, " ".join(book.problems())
    finally:
        book.close()


TEXTS = [f"note {number}" for number in range(1, 6)]
SCHEMAS: dict[str, str] = {
    "a trigger that deletes": "CREATE TRIGGER t AFTER INSERT ON entry BEGIN DELETE FROM entry; END",
    "a trigger that rewrites": "CREATE TRIGGER t AFTER INSERT ON entry BEGIN UPDATE entry SET text = 'false'; END",
    "a trigger that hangs": f"CREATE TRIGGER t AFTER INSERT ON history BEGIN INSERT INTO meta {ENDLESS.replace('count(*)', 'n, n')}; END",
    "a trigger on the totals": "CREATE TRIGGER t BEFORE INSERT ON total BEGIN SELECT raise(FAIL, 'no'); END",
    "a trigger with a foreign name": "CREATE TRIGGER '\u202e\x1b[2J' AFTER INSERT ON entry BEGIN DELETE FROM entry; END",
    "a view": "CREATE VIEW more AS SELECT * FROM entry",
    "a table of another kind": "CREATE TABLE payload (x); INSERT INTO payload VALUES (zeroblob(1000))",
    "a table for searching": "CREATE VIRTUAL TABLE words USING fts5(x)",
    "statistics": "ANALYZE",
    "an index": "CREATE INDEX i ON entry (text)",
    "an index on an expression": "CREATE INDEX i ON entry (length(hex(text)))",
    "an index on part of the rows": "CREATE UNIQUE INDEX i ON entry (kind) WHERE id > 100",
    "a column": "ALTER TABLE entry ADD COLUMN colour TEXT DEFAULT 'red'",
    "a generated column": "ALTER TABLE entry ADD COLUMN more TEXT AS (length(text) || kind) VIRTUAL",
    "thousands of tables": f"BEGIN; {';'.join(f'CREATE TABLE t{n} (x)' for n in range(2000))}; COMMIT",
}


@pytest.mark.parametrize("name", SCHEMAS)
def test_what_a_schema_has_more_is_set_apart(name: str, path: Path) -> None:
    """All notes are there, a sentence names what was there too, and the file that came stays beside the new one."""
    run_sql(path, SCHEMAS[name])
    came = path.read_bytes()
    texts, words = use(path)
    assert texts == TEXTS
    assert "not as this program writes it" in words
    assert "nothing is missing" in words
    assert len(words) < 2000
    assert "\x1b" not in path.with_name("n.sqlite3.damaged-1.txt").read_text(encoding="utf-8")
    assert path.with_name("n.sqlite3.damaged-1").read_bytes() == came
    with closing(sqlite3.connect(path)) as db:
        assert db.execute("SELECT count(*) FROM sqlite_master WHERE type IN ('trigger', 'view')").fetchone() == (0,)


REPLACED: dict[str, str] = {
    "a view in place of the notes": "ALTER TABLE entry RENAME TO e; CREATE VIEW entry AS SELECT * FROM e",
    "an endless view in place of the totals": f"DROP TABLE total; CREATE VIEW total (name, rows, digest) AS {ENDLESS.replace('count(*)', 'n, n, n')}",
    "an endless view in place of the names": f"DROP TABLE meta; CREATE VIEW meta (name, value) AS {ENDLESS.replace('count(*)', 'n, n')}",
    "no table of tags": "DROP TABLE tag",
    "columns in another order": (
        "CREATE TABLE e (checksum, changed, created, status, text, anchor, kind, id INTEGER PRIMARY KEY AUTOINCREMENT);"
        "INSERT INTO e SELECT checksum, changed, created, status, text, anchor, kind, id FROM entry; DROP TABLE entry; ALTER TABLE e RENAME TO entry"
    ),
    "a check on what is written": (
        "CREATE TABLE e (id INTEGER PRIMARY KEY AUTOINCREMENT, kind, anchor, text, status, created, changed, checksum, CHECK (id < 6));"
        "INSERT INTO e SELECT * FROM entry; DROP TABLE entry; ALTER TABLE e RENAME TO entry"
    ),
    "a generated column in place of the text": (
        "CREATE TABLE e (id INTEGER PRIMARY KEY AUTOINCREMENT, kind, anchor, text AS ('false'), status, created, changed, checksum);"
        "INSERT INTO e SELECT id, kind, anchor, status, created, changed, checksum FROM entry; DROP TABLE entry; ALTER TABLE e RENAME TO entry"
    ),
    "names as numbers": (
        "CREATE TABLE e (id TEXT, kind, anchor, text, status, created, changed, checksum);"
        "INSERT INTO e SELECT * FROM entry; DROP TABLE entry; ALTER TABLE e RENAME TO entry"
    ),
    "a definition that is none": "PRAGMA writable_schema=ON; UPDATE sqlite_master SET sql = 'CREATE TABLE entry (((' WHERE name = 'entry'",
    "a definition of nothing": "PRAGMA writable_schema=ON; UPDATE sqlite_master SET sql = NULL WHERE name = 'tag'",
    "a root elsewhere": "PRAGMA writable_schema=ON; UPDATE sqlite_master SET rootpage = 999999 WHERE name = 'entry'",
    "a table within itself": "PRAGMA writable_schema=ON; UPDATE sqlite_master SET rootpage = 1 WHERE name = 'entry'",
    "bytes for names": "PRAGMA writable_schema=ON; UPDATE sqlite_master SET name = x'ff00', tbl_name = x'ff00' WHERE name = 'entry'",
}
WITHOUT_NOTES = {"a view in place of the notes", "a generated column in place of the text", "names as numbers", "a root elsewhere",
                 "a table within itself", "bytes for names"}  # fmt: skip


@pytest.mark.parametrize("name", REPLACED)
def test_a_table_that_is_another_is_not_believed(name: str, path: Path) -> None:
    """What can be read by the columns that are known is there; what is missing is said."""
    run_sql(path, REPLACED[name])
    texts, words = use(path)
    assert texts == ([] if name in WITHOUT_NOTES else TEXTS)
    if name in WITHOUT_NOTES:
        assert "5 entries of 5 could not be recovered" in words
    assert "damaged" in words


@pytest.mark.parametrize("name", [*SCHEMAS, *REPLACED])
def test_with_its_journal_all_is_there_whatever_the_schema(name: str, sent: Path, tmp_path: Path) -> None:
    """The same database with its journal beside it."""
    shutil.copytree(sent.parent, tmp_path / "case")
    run_sql(tmp_path / "case" / "n.sqlite3", (SCHEMAS | REPLACED)[name])
    texts, words = use(tmp_path / "case" / "n.sqlite3")
    assert texts == TEXTS
    assert "nothing is missing" in words


def test_an_empty_notebook_with_more_in_its_schema_opens(path: Path) -> None:
    """There is nothing to build it from, and nothing that could be missing."""
    path.unlink()
    Notebook(path).close()
    run_sql(path, SCHEMAS["a trigger that deletes"])
    assert use(path)[0] == []
    assert use(path)[0] == ["later"]


def test_another_programs_database_is_not_written_to(path: Path) -> None:
    """It is refused as it is; before, our tables were made in it."""
    path.unlink()
    run_sql(path, "CREATE TABLE moz_places (id INTEGER PRIMARY KEY, url)")
    before = path.read_bytes()
    with pytest.raises(DossierError, match=r"not a notebook|neither"):
        Notebook(path)
    with closing(sqlite3.connect(path)) as db:
        assert [row[0] for row in db.execute("SELECT name FROM sqlite_master")] == ["moz_places"]
    assert len(path.read_bytes()) == len(before)


def test_a_trigger_that_comes_while_the_notebook_is_open_does_not_run(path: Path) -> None:
    """Another program adds it between two acts of this one."""
    book = Notebook(path)
    run_sql(path, "CREATE TRIGGER t AFTER INSERT ON entry BEGIN DELETE FROM entry WHERE id < 5; END")
    book.add_entry(note("later"), "Noted.")
    assert sorted(entry.text for entry in book.entries()) == ["later", *TEXTS]
    assert "trigger “t”" in " ".join(book.problems())
    book.close()


@pytest.mark.parametrize("code", ["CREATE TRIGGER t BEFORE INSERT ON a BEGIN DELETE FROM b; END", "CREATE VIEW v AS SELECT * FROM b"])
def test_a_connection_runs_no_code_of_a_schema(code: str, tmp_path: Path) -> None:
    """Also where no schema is known."""
    run_sql(tmp_path / "x.db", f"CREATE TABLE a (x); CREATE TABLE b (x); INSERT INTO b VALUES (1); {code}")  # noqa: S608  the attack
    with closing(connect(tmp_path / "x.db", durable=True)) as db, pytest.raises(sqlite3.DatabaseError, match=r"not authorized|prohibited"):
        db.execute("INSERT INTO a VALUES (1)" if "TRIGGER" in code else "SELECT * FROM v").fetchall()


def test_a_query_without_end_is_ended(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever is asked of a file within the limit of time."""
    with (
        closing(connect(path, durable=True)) as db,
        database.time_limit(db, 0.2),
        pytest.raises(sqlite3.OperationalError, match="interrupted"),
    ):
        db.execute(
            "SELECT count(*) FROM entry a, entry b, entry c, entry d, entry e, entry f, entry g, entry h, entry i, entry j, entry k, entry l"
        )
    monkeypatch.setattr(database, "LONGEST_VALUE", 1000)
    with closing(connect(path, durable=True)) as db, pytest.raises(sqlite3.Error, match="too big"):
        db.execute("SELECT zeroblob(2000)").fetchall()


VALUES: dict[str, tuple[str, dict[str, object], bool]] = {
    "a number at its limit": ("entry", {"id": MAXIMUM}, True),
    "a number below nothing": ("entry", {"id": -1}, True),
    "a correction at its limit": ("correction", {"id": MAXIMUM}, True),
    "a tag at its limit": ("tag", {"id": MAXIMUM}, True),
    "an act at its limit": ("history", {"id": MAXIMUM}, True),
    "bytes for a text": ("entry", {"id": 6, "text": b"\xff\x00"}, False),
    "nothing that is infinite": ("entry", {"id": 6, "status": float("inf")}, False),
    "an unknown kind": ("entry", {"id": 6, "kind": "command"}, False),
    "an unknown status": ("entry", {"id": 6, "status": "secret"}, False),
    "a day that is none": ("entry", {"id": 6, "created": "yesterday"}, False),
    "the first day of all": ("entry", {"id": 6, "created": "0001-01-01T00:00:00+14:00"}, False),
    "the last day of all": ("entry", {"id": 6, "changed": "9999-12-31T23:59:59-14:00"}, False),
    "an anchor too deep": ("entry", {"id": 6, "anchor": "[" * 100_000}, False),
    "an anchor on an article whose hash is none": ("entry", {"id": 6, "anchor": '{"kind": "article", "sha256": "../x"}'}, False),
    "a correction of an article whose hash is none": ("correction", {"id": 6, "anchors": '[{"kind": "article", "sha256": "x"}]'}, False),
    "an anchor on nothing": ("entry", {"id": 6, "anchor": "{}"}, False),
    "an anchor on too much": ("entry", {"id": 6, "anchor": '{"kind": "article", "sha256": ' + '{"a":' * 50_000}, False),
    "an unknown act": ("correction", {"id": 6, "act": "delete everything"}, False),
    "an act on nothing": ("correction", {"id": 6, "anchors": "[]"}, False),
    "values too deep": ("correction", {"id": 6, "parts": '{"a":' * 100_000}, False),
    "a day of an event that is none": ("correction", {"id": 6, "act": "set the day of an event", "value": "soon"}, False),
    "a day of an article that is none": (
        "correction",
        {"id": 6, "act": "set what an article does not tell", "parts": '{"published": "soon"}'},
        False,
    ),
    "a tag of bytes": ("tag", {"id": 6, "tag": b"\xff"}, False),
    "a tag of nobody": ("tag", {"id": 6, "entry": 10**12}, True),
}


@pytest.mark.parametrize("name", VALUES)
def test_a_row_of_a_stranger_is_set_apart_with_a_word(name: str, path: Path) -> None:
    """All others are there, and notes can be written afterwards."""
    table, values, is_whole = VALUES[name]
    put(path, table, first_row(path, table) | values)
    texts, words = use(path)
    assert set(texts) == set(TEXTS)
    assert is_whole or "cannot be read" in words or "no longer be read" in words
    use(path)


SEQUENCES = ["9223372036854775807", "'many'", "-5", "NULL", "1.5", "x'00'"]


@pytest.mark.parametrize("seq", SEQUENCES)
def test_a_count_that_leaves_no_room_is_set_right(seq: str, path: Path) -> None:
    """With the greatest number every later note would fail."""
    run_sql(path, f"UPDATE sqlite_sequence SET seq = {seq} WHERE name = 'entry'")  # noqa: S608  the attack
    assert use(path)[0] == TEXTS


@pytest.mark.parametrize("value", ["'" + "9" * 5000 + "'", "'-3'", "x'ff'", "1.5", "'٣'", "NULL"])
def test_a_number_of_acts_that_is_none_is_set_right(value: str, path: Path) -> None:
    """It is text in the file, and may be any."""
    run_sql(path, f"UPDATE meta SET value = coalesce({value}, '') WHERE name = 'acts'")  # noqa: S608  the attack
    assert use(path)[0] == TEXTS


CHANGES = {
    "too deep": "[" * 100_000,
    "no list": "7",
    "an unknown table": '[["sqlite_master", 1, null, null]]',
    "a number at its limit": json.dumps([["entry", MAXIMUM, None, None]]),
    "another number": json.dumps([["tag", 3, {"id": MAXIMUM, "entry": 1, "tag": "x"}, None]]),
    "values of other kinds": json.dumps([["tag", 3, {"id": 3, "entry": 1, "tag": ["x"]}, None]]),
    "half a sign": '[["tag", 3, {"id": 3, "entry": 1, "tag": "\\ud83c"}, null]]',
    "a number too long": f'[["tag", {"9" * 5000}, null, null]]',
    "a row that is none": '[["tag", 3, [1, 2], null]]',
}


@pytest.mark.parametrize("name", CHANGES)
def test_an_act_of_the_history_that_is_not_understood_is_refused(name: str, path: Path) -> None:
    """Undo says so, changes nothing, and goes on to work for what is done later."""
    put(path, "history", first_row(path, "history") | {"id": 50, "changes": CHANGES[name], "sentence": "Did it."})
    book = Notebook(path)
    with pytest.raises(DossierError, match="cannot be read"):
        book.undo()
    assert sorted(entry.text for entry in book.entries()) == TEXTS
    book.close()
    assert use(path)[0] == TEXTS


def changed_journal(sent: Path, target: Path, rows: Any, act: Any = 8) -> None:
    """A sound journal of the notebook with one more line of those rows, chained and with its checksum."""
    lines = Journal(sent.with_name("n.sqlite3.jsonl")).read()
    last = lines.last
    assert last is not None
    text, _ = journal_line(act, "", "Said.", rows, last.checksum)
    target.write_bytes(sent.with_name("n.sqlite3.jsonl").read_bytes() + text.encode())


LINES: dict[str, Any] = {
    "a number at its limit": [["entry", MAXIMUM, {"id": MAXIMUM, "kind": "note"}]],
    "a number beyond it": [["tag", 10**30, {"id": 10**30, "entry": 1, "tag": "x"}]],
    "a list for a row": [["tag", 3, [1, 2, 3]]],
    "a row of lists": [["tag", 3, {"id": 3, "entry": 1, "tag": ["x"]}]],
    "no table": [["sqlite_master", 3, {"id": 3}]],
    "no rows": 7,
    "half a row": [["tag", 3]],
    "another number": [["tag", 3, {"id": 4, "entry": 1, "tag": "x"}]],
    "text for a number": [["tag", "3", {"id": "3", "entry": 1, "tag": "x"}]],
}


@pytest.mark.parametrize("is_alone", [False, True])
@pytest.mark.parametrize("name", LINES)
def test_a_line_of_a_strangers_journal_breaks_nothing(name: str, sent: Path, path: Path, *, is_alone: bool) -> None:
    """Its checksums are right, since anybody can compute them; with the database, and as all that there is."""
    changed_journal(sent, path.with_name("n.sqlite3.jsonl"), LINES[name])
    if is_alone:
        path.unlink()
    assert use(path)[0] == TEXTS


@pytest.mark.parametrize("act", ["many", 10**30, -1, None, 2.5])
def test_a_number_of_a_line_that_is_none_breaks_nothing(act: object, sent: Path, path: Path) -> None:
    """Numbers of acts are counted on from the last one."""
    changed_journal(sent, path.with_name("n.sqlite3.jsonl"), [], act)
    assert use(path)[0] == TEXTS


@pytest.mark.parametrize("following", [{"entry": MAXIMUM}, {"entry": 10**30}, {"entry": "x"}, {"bytes": "x"}, [1], 7])
def test_the_next_numbers_of_a_strangers_journal_leave_room(following: object, path: Path) -> None:
    """The first line of a journal names the next number of each table."""
    texts, _ = whole_journal("a" * 32, 7, "", [], {})
    first, checksum = journal_line(7, "", "", [], "", format=1, notebook="a" * 32, next=following)
    assert texts[0] != first
    row = first_row(path, "entry")
    second, _ = journal_line(7, "", "", [("entry", 1, row)], checksum)
    path.unlink()
    path.with_name("n.sqlite3.jsonl").write_text(first + second, encoding="utf-8")
    assert use(path)[0] == ["note 1"]


def test_half_a_sign_in_a_journal_breaks_nothing(sent: Path, path: Path) -> None:
    """JSON can write one half of a surrogate pair; no database and no file can hold it."""
    row = {"id": 6, "kind": "note", "anchor": "{}", "text": "\ud83c", "status": "", "created": "", "changed": ""}
    lines = Journal(sent.with_name("n.sqlite3.jsonl")).read()
    assert lines.last is not None
    body = json.dumps({"act": 8, "at": "", "said": "", "rows": [["entry", 6, row]], "before": lines.last.checksum})[:-1]
    line = f'{body}, "checksum": "{_checksum(body)}"}}\n'
    path.with_name("n.sqlite3.jsonl").write_bytes(sent.with_name("n.sqlite3.jsonl").read_bytes() + line.encode())
    path.unlink()
    assert use(path)[0] == TEXTS


STRANGE = {
    "a picture": b"\x89PNG\r\n\x1a\n" + bytes(5000),
    "nothing": b"",
    "deep JSON": b"[" * 200_000,
    "a header alone": b"SQLite format 3\x00",
    "zeros behind a header": b"SQLite format 3\x00" + bytes(100_000),
    "lines of JSON": b'{"act": 1, "rows": []}\n' * 10,
    "one long line": b'{"act"' * 500_000,
}


@pytest.mark.parametrize("name", STRANGE)
def test_restoring_from_a_strange_file_says_what_it_is(name: str, path: Path, tmp_path: Path) -> None:
    """And changes nothing."""
    (tmp_path / "strange").write_bytes(STRANGE[name])
    book = Notebook(path)
    with pytest.raises(DossierError, match=r"not a notebook|neither"):
        restore_notebook(book, str(tmp_path / "strange"))
    assert sorted(entry.text for entry in book.entries()) == TEXTS
    book.close()


@pytest.mark.parametrize("name", [*SCHEMAS, *REPLACED])
def test_restoring_from_a_strangers_notebook_brings_what_is_known(name: str, path: Path, tmp_path: Path) -> None:
    """Nothing of its schema runs; undo takes it back."""
    shutil.copy(path, tmp_path / "other.sqlite3")
    run_sql(tmp_path / "other.sqlite3", (SCHEMAS | REPLACED)[name])
    book = Notebook(path)
    restore_notebook(book, str(tmp_path / "other.sqlite3"))
    assert sorted(entry.text for entry in book.entries()) == ([] if name in WITHOUT_NOTES else TEXTS)
    book.undo()
    assert sorted(entry.text for entry in book.entries()) == TEXTS
    book.close()


@pytest.mark.parametrize("name", [name for name, (*_, is_whole) in VALUES.items() if not is_whole])
def test_restoring_rows_of_a_stranger_writes_only_what_can_be_read(name: str, path: Path, tmp_path: Path) -> None:
    """The notebook stays one that can be written to."""
    table, values, _ = VALUES[name]
    shutil.copy(path, tmp_path / "other.sqlite3")
    put(tmp_path / "other.sqlite3", table, first_row(path, table) | values)
    book = Notebook(path)
    restore_notebook(book, str(tmp_path / "other.sqlite3"))
    book.close()
    assert set(use(path)[0]) == set(TEXTS)


def test_a_huge_file_is_not_copied(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Salvage works on a copy, which a file of a terabyte would make of the disk what it is."""
    monkeypatch.setattr(recovery, "LARGEST", 10_000)
    monkeypatch.setattr(recovery, "copy_regular", lambda *_: pytest.fail("it was copied"))
    with (tmp_path / "large").open("wb") as file:
        file.write(b"SQLite format 3\x00")
        file.truncate(1 << 40)
    book = Notebook(path)
    with pytest.raises(DossierError, match=r"not a notebook|neither"):
        restore_notebook(book, str(tmp_path / "large"))
    book.close()
