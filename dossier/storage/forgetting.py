"""Forgetting: the words of removed notes taken out of everything that the notebook keeps, so that nothing brings them back.

A removed note stays in the history for undo, in the pages that the database has freed, in lines of the journal and in backups. What is
forgotten goes from all of them.
"""

import json
import os
import sqlite3
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from dossier.errors import DossierError
from dossier.storage.checked_rows import CheckedRows
from dossier.storage.database import copy_regular, decode_leniently, distrust, migrate, sync_folder
from dossier.storage.known_schema import unknown_objects
from dossier.storage.notebook_codec import NOT_UNDERSTOOD
from dossier.storage.notebook_schema import COLUMNS, STEPS

EntryKey = tuple[int, str]
"""The number of an entry and the time at which it was written: together they mean one entry, in every copy of the notebook."""
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class RemovedEntry:
    """An entry that is now only in the history, with the time of the act that removed it; `row` is how it was last."""

    key: EntryKey
    row: Mapping[str, Any]
    removed: datetime


def removed_entries(rows: CheckedRows) -> tuple[RemovedEntry, ...]:
    """The entries that the history has and the notebook has not, the one removed last first."""
    present = {_key(row) for row in rows.all("entry")}
    removed: dict[EntryKey, RemovedEntry] = {}
    for act in rows.all("history"):
        for table, _, before, after in _changes(act):
            row = before or after
            if table != "entry" or not isinstance(row, dict) or _key(row) in present:
                continue
            try:
                made = datetime.fromisoformat(act["made"])
            except NOT_UNDERSTOOD:
                continue
            removed[_key(row)] = RemovedEntry(_key(row), row, made)
    return tuple(sorted(removed.values(), key=lambda entry: entry.removed.timestamp(), reverse=True))


def forget_rows(rows: CheckedRows, goes: Callable[[EntryKey], bool], present: Mapping[EntryKey, Row]) -> int:
    """Takes entries out of the rows and the history, each with its tags and its origin; one in `present` gets that row instead. An act of the
    history that changed others too keeps those changes. Returns the number of acts that were taken out or shortened.
    """
    keys = {_key(row) for row in rows.all("entry") if goes(_key(row))}
    for act in rows.all("history"):
        for table, _, before, after in _changes(act):
            keys |= {_key(row) for row in (before, after) if table == "entry" and isinstance(row, dict) and goes(_key(row))}
    numbers = {number for number, _ in keys}
    for number, created in keys:
        row = rows.get("entry", number)
        if row is None or row["created"] != created:
            continue
        if (now := present.get((number, created))) is not None:
            rows.put("entry", now)
            continue
        for table, column in (("tag", "entry"), ("origin", "number")):
            for ident in rows.numbers(table, column, number):
                if table == "tag" or (rows.get("origin", ident) or {}).get("item") == "entry":
                    rows.delete(table, ident)
        rows.delete("entry", number)
    return _shorten_history(rows, numbers)


def _shorten_history(rows: CheckedRows, numbers: set[int]) -> int:
    acts = 0
    for act in rows.all("history"):
        changes = list(_changes(act))
        others = [change for change in changes if not _concerns(change, numbers)]
        if len(others) == len(changes):
            continue
        acts += 1
        if others:
            rows.put("history", {**act, "changes": json.dumps(others, ensure_ascii=False)})
        else:
            rows.delete("history", act["id"])
    return acts


def forget_in_backup(path: Path, goes: Callable[[EntryKey], bool], present: Mapping[EntryKey, Row]) -> bool:
    """Does the same in a backup: a new database takes its place. Returns whether it contained any of it. Raises OSError, sqlite3.Error, and
    DossierError for a file that is no notebook of this program.
    """
    with tempfile.TemporaryDirectory(prefix=".", dir=path.parent) as folder:
        copy = Path(folder) / path.name
        copy_regular(path, copy)
        with closing(sqlite3.connect(copy, isolation_level=None)) as db:
            distrust(db)
            db.text_factory = decode_leniently
            if unknown_objects(db):
                raise DossierError("It is not a notebook of this program.", where=str(path))
            migrate(db, copy, STEPS)
            rows = CheckedRows(db, COLUMNS)
            db.execute("BEGIN IMMEDIATE")
            acts = forget_rows(rows, goes, present)
            db.execute("COMMIT")
            if not acts and not rows.changed:
                return False
            db.execute("VACUUM")
            db.execute("PRAGMA journal_mode=DELETE")
        with copy.open("rb") as file:
            os.fsync(file.fileno())
        copy.replace(path)
    sync_folder(path.parent)
    return True


def _key(row: Mapping[str, Any]) -> EntryKey:
    return int(row.get("id", 0)), str(row.get("created", ""))


def _changes(act: Row) -> Iterator[tuple[str, int, Any, Any]]:
    """The changes of an act in the history; none of one that is not understood."""
    try:
        changes = [(str(table), int(ident), before, after) for table, ident, before, after in json.loads(act["changes"])]
    except NOT_UNDERSTOOD:
        return
    yield from changes


def _concerns(change: tuple[str, int, Any, Any], numbers: set[int]) -> bool:
    """True for a change of one of these entries, or of a tag or an origin of one."""
    table, ident, before, after = change
    if table == "entry":
        return ident in numbers
    row = before or after
    if not isinstance(row, dict):
        return False
    return (table == "tag" and row.get("entry") in numbers) or (
        table == "origin" and row.get("item") == "entry" and row.get("number") in numbers
    )
