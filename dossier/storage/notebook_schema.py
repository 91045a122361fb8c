"""Schema of the notebook: its tables, and the steps from each version to the next."""

import json
import sqlite3
import uuid
from collections.abc import Mapping
from typing import Any

from dossier.storage.checked_rows import CheckedRows
from dossier.storage.database import MigrationStep

Row = dict[str, Any]

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "entry": ("id", "kind", "anchor", "text", "status", "created", "changed"),
    "tag": ("id", "entry", "tag"),
    "correction": ("id", "act", "anchors", "value", "parts"),
    "search": ("id", "name", "asked", "created", "changed"),
    "origin": ("id", "item", "number", "name"),
    "history": ("id", "made", "sentence", "changes", "undone"),
}
"""The columns of each table, the checksum left out. A row of origin names whose an entry or a correction is, by its table and number; your own
have none.
"""
ACTS, IDENTITY, JOURNAL, VERSION = "acts", "notebook", "journal", "version"
"""Names in the table meta: the number of acts so far, the random name of this notebook, which its journal carries too, the checksum of the
journal's last line, and the version of the schema.
"""

COLUMNS_3 = {table: names for table, names in COLUMNS.items() if table != "origin"}
"""The tables of version 3."""

VERSION_1 = """
CREATE TABLE entry (
  id INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, anchor BLOB NOT NULL, text TEXT NOT NULL, tags TEXT NOT NULL,
  status TEXT NOT NULL, created TEXT NOT NULL, changed TEXT NOT NULL);
CREATE TABLE correction (
  id INTEGER PRIMARY KEY AUTOINCREMENT, act TEXT NOT NULL, anchors BLOB NOT NULL, value TEXT NOT NULL, parts TEXT NOT NULL);
CREATE TABLE history (
  id INTEGER PRIMARY KEY AUTOINCREMENT, made TEXT NOT NULL, sentence TEXT NOT NULL, changes TEXT NOT NULL, undone INTEGER NOT NULL DEFAULT 0)
"""
VERSION_2 = """
CREATE TABLE search (
  id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL, asked TEXT NOT NULL, created TEXT NOT NULL, changed TEXT NOT NULL)
"""


def _to_version_3(db: sqlite3.Connection) -> None:
    """Tags become rows; every row gets a checksum, every table a total."""
    db.execute("CREATE TABLE tag (id INTEGER PRIMARY KEY AUTOINCREMENT, entry INTEGER NOT NULL, tag TEXT NOT NULL)")
    db.execute("CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL)")
    db.execute("CREATE TABLE total (name TEXT PRIMARY KEY, rows INTEGER NOT NULL, digest TEXT NOT NULL)")
    tags = dict(db.execute("SELECT id, tags FROM entry ORDER BY id").fetchall())
    db.execute("ALTER TABLE entry DROP COLUMN tags")
    for table in COLUMNS_3:
        db.execute(f"ALTER TABLE {table} ADD COLUMN checksum TEXT NOT NULL DEFAULT ''")
    numbers: dict[tuple[int, str], int] = {}
    for entry, words in tags.items():
        for word in _words(words):
            _number(numbers, entry, word)
    for (entry, word), number in numbers.items():
        db.execute("INSERT INTO tag (id, entry, tag) VALUES (?, ?, ?)", (number, entry, word))
    for ident, changes in db.execute("SELECT id, changes FROM history ORDER BY id").fetchall():
        db.execute("UPDATE history SET changes = ? WHERE id = ?", (_with_tag_rows(changes, numbers), ident))
    # a number that only the history has is never given to another tag
    db.execute("DELETE FROM sqlite_sequence WHERE name = 'tag'")
    db.execute("INSERT INTO sqlite_sequence (name, seq) VALUES ('tag', ?)", (len(numbers),))
    db.execute("INSERT INTO meta VALUES (?, ?)", (IDENTITY, uuid.uuid4().hex))
    db.execute("INSERT INTO meta VALUES (?, '3')", (VERSION,))
    db.execute("INSERT INTO meta VALUES (?, ?)", (ACTS, str(db.execute("SELECT count(*) FROM history").fetchone()[0])))
    CheckedRows(db, COLUMNS_3).write_all_checksums()


def _to_version_4(db: sqlite3.Connection) -> None:
    """Rows that say whose an entry or a correction is; until now all were the user's own."""
    db.execute(
        "CREATE TABLE origin (id INTEGER PRIMARY KEY AUTOINCREMENT, item TEXT NOT NULL, number INTEGER NOT NULL, name TEXT NOT NULL, "
        "checksum TEXT NOT NULL DEFAULT '')"
    )
    db.execute("INSERT INTO total VALUES ('origin', 0, ?)", (f"{0:016x}",))
    db.execute("UPDATE meta SET value = '4' WHERE name = ?", (VERSION,))


def _words(tags: object) -> list[str]:
    """The tags of an entry of version 2; none where the row is not understood."""
    try:
        words = json.loads(tags) if isinstance(tags, str) else []
    except (ValueError, RecursionError):
        return []
    return [word for word in words if isinstance(word, str)] if isinstance(words, list) else []


def _number(numbers: dict[tuple[int, str], int], entry: int, word: str) -> int:
    return numbers.setdefault((entry, word), len(numbers) + 1)


def _with_tag_rows(changes: str, numbers: dict[tuple[int, str], int]) -> str:
    """The changes of a command of version 2, in which an entry contained its tags, with a row for each tag; as they are where they are not
    understood.
    """
    try:
        converted: list[list[Any]] = []
        for table, ident, before, after in json.loads(changes):
            old, new = (_words(row.pop("tags", "[]")) if table == "entry" and row else [] for row in (before, after))
            converted.append([table, ident, before, after])
            for word in dict.fromkeys((*old, *new)):
                if (word in old) != (word in new):
                    number = _number(numbers, ident, word)
                    row = {"id": number, "entry": ident, "tag": word}
                    converted.append(["tag", number, row if word in old else None, row if word in new else None])
        return json.dumps(converted, ensure_ascii=False)
    except (ValueError, TypeError, AttributeError, RecursionError):
        return changes


STEPS: tuple[MigrationStep, ...] = (VERSION_1, VERSION_2, _to_version_3, _to_version_4)
