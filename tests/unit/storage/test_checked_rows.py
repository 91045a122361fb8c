"""Checksums and totals show every change that was not made by the program."""

import sqlite3
from pathlib import Path

import pytest

from dossier.storage.checked_rows import CheckedRows, RowDamage

COLUMNS = {"word": ("id", "text", "number")}


@pytest.fixture
def db(tmp_path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(tmp_path / "d.sqlite3", isolation_level=None)
    connection.execute("CREATE TABLE word (id INTEGER PRIMARY KEY AUTOINCREMENT, text TEXT, number INTEGER, checksum TEXT)")
    connection.execute("CREATE TABLE total (name TEXT PRIMARY KEY, rows INTEGER, digest TEXT)")
    rows = CheckedRows(connection, COLUMNS)
    for number in range(1, 6):
        rows.put("word", {"id": number, "text": f"word {number}", "number": number * 10})
    rows.put("word", {"id": 2, "text": "another", "number": None})
    rows.delete("word", 3)
    return connection


def test_rows_are_read_as_they_were_written(db: sqlite3.Connection) -> None:
    """Replaced and deleted rows included; there is no damage."""
    rows = CheckedRows(db, COLUMNS)
    assert [(row["id"], row["text"], row["number"]) for row in rows.all("word")] == [
        (1, "word 1", 10),
        (2, "another", None),
        (4, "word 4", 40),
        (5, "word 5", 50),
    ]
    assert rows.get("word", 3) is None
    assert rows.next_number("word") == 6
    assert rows.damage() == ()


@pytest.mark.parametrize(
    ("change", "damage"),
    [
        ("UPDATE word SET text = 'word 6' WHERE id = 4", [RowDamage("word", 4)]),
        ("UPDATE word SET number = '40' || '.5' WHERE id = 4", [RowDamage("word", 4)]),
        ("DELETE FROM word WHERE id = 4", [RowDamage("word", 0, 1)]),
        ("DELETE FROM word", [RowDamage("word", 0, 4)]),
        ("INSERT INTO word SELECT 9, text, number, checksum FROM word WHERE id = 4", [RowDamage("word", 9), RowDamage("word", 0)]),
        ("UPDATE total SET digest = 'x'", [RowDamage("word", 0)]),
        ("DELETE FROM total", [RowDamage("word", 0)]),
    ],
)
def test_damage_is_seen(change: str, damage: list[RowDamage], db: sqlite3.Connection) -> None:
    """A changed value, a lost row, a row from elsewhere, a lost total."""
    db.execute(change)
    assert list(CheckedRows(db, COLUMNS).damage()) == damage


def test_a_table_of_another_name_is_not_touched(db: sqlite3.Connection) -> None:
    """A name may come from a file that somebody else wrote."""
    rows = CheckedRows(db, COLUMNS)
    for table in ("total", "word; DROP TABLE word"):
        with pytest.raises(KeyError):
            rows.delete(table, 1)
        with pytest.raises(KeyError):
            rows.put(table, {"id": 1})
