"""The notebook in SQLite: entries, corrections and saved searches, with undo for every command."""

import json
import sqlite3
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from dossier.errors import DossierError
from dossier.model.notebook import Anchor, Correction, CorrectionKind, Entry, EntryKind, HistoryEntry, NoteStatus
from dossier.model.query import Query
from dossier.model.saved_search import SavedSearch
from dossier.storage.database import connect, migrate

STEPS = (
    """
CREATE TABLE entry (
  id INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, anchor BLOB NOT NULL, text TEXT NOT NULL, tags TEXT NOT NULL,
  status TEXT NOT NULL, created TEXT NOT NULL, changed TEXT NOT NULL);
CREATE TABLE correction (
  id INTEGER PRIMARY KEY AUTOINCREMENT, act TEXT NOT NULL, anchors BLOB NOT NULL, value TEXT NOT NULL, parts TEXT NOT NULL);
CREATE TABLE history (
  id INTEGER PRIMARY KEY AUTOINCREMENT, made TEXT NOT NULL, sentence TEXT NOT NULL, changes TEXT NOT NULL, undone INTEGER NOT NULL DEFAULT 0)
""",
    """
CREATE TABLE search (
  id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL, asked TEXT NOT NULL, created TEXT NOT NULL, changed TEXT NOT NULL)
""",
)
COLUMNS = {
    "entry": ("id", "kind", "anchor", "text", "tags", "status", "created", "changed"),
    "correction": ("id", "act", "anchors", "value", "parts"),
    "search": ("id", "name", "asked", "created", "changed"),
}

DAMAGED = "Move it away to start a new one; a copy of an older state may lie beside it, named “….before-N”."
T = TypeVar("T")


class Notebook:
    """The notebook at one path. Every command is one transaction with full sync and one row of the history."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = threading.RLock()
        self.connection = connect(path, durable=True)
        try:
            migrate(self.connection, path, STEPS)
        except sqlite3.DatabaseError as error:
            raise DossierError(
                f"The notebook is damaged or no notebook ({error}).",
                where=str(path),
                do=DAMAGED,
            ) from error

    def close(self) -> None:  # forwards: the connection is not handed out
        """Closes the file."""
        self.connection.close()

    def entries(self) -> tuple[Entry, ...]:
        """All entries, last changed first."""
        rows = self.connection.execute(f"SELECT {', '.join(COLUMNS['entry'])} FROM entry ORDER BY changed DESC, id DESC")  # noqa: S608  our own column names
        return tuple(_parse_row(_entry, row) for row in rows)

    def entry(self, number: int) -> Entry:
        """The entry with that number. Raises DossierError where there is none."""
        row = self._row("entry", number)
        if row is None:
            raise DossierError(f"There is no entry {number} in the notebook.", do="List them with “dossier notes”.")
        return _entry([row[c] for c in COLUMNS["entry"]])

    def corrections(self) -> tuple[Correction, ...]:
        """All corrections in the order in which they were made."""
        rows = self.connection.execute("SELECT id, act, anchors, value, parts FROM correction ORDER BY id")
        return tuple(_parse_row(_correction, row) for row in rows)

    def add_entry(self, entry: Entry, sentence: str) -> Entry:
        """Save a new entry, with a new number and the current time."""
        now = _now()
        with self._command(sentence) as changes:
            saved = replace(entry, id=self._next("entry"), created=now, changed=now)
            self._write("entry", _entry_row(saved), changes)
        return saved

    def change_entry(self, entry: Entry, sentence: str, *, join: bool = False) -> Entry:
        """Replace an entry by its number.

        With `join`, the change is added to the last row of the history if that changed the same entry, so that a note which
        is saved while it is typed is one step to undo.
        """
        changed = replace(entry, changed=_now())
        with self._command(sentence, join_entry=entry.id if join else None) as changes:
            self._write("entry", _entry_row(changed), changes)
        return changed

    def remove_entry(self, number: int, sentence: str) -> None:
        """Remove an entry; undo restores it under its number."""
        with self._command(sentence) as changes:
            changes.append(["entry", number, self._row("entry", number), None])
            self.connection.execute("DELETE FROM entry WHERE id = ?", (number,))

    def add_correction(self, correction: Correction, sentence: str) -> Correction:
        """Save a correction with a new number."""
        saved = replace(correction, id=self._next("correction"))
        with self._command(sentence) as changes:
            self._write("correction", _correction_row(saved), changes)
        return saved

    def searches(self) -> tuple[SavedSearch, ...]:
        """All saved searches, oldest first; their actors are names."""
        rows = self.connection.execute("SELECT id, name, asked, created, changed FROM search ORDER BY id")
        return tuple(_parse_row(_search, row) for row in rows)

    def add_search(self, name: str, query: Query, sentence: str) -> SavedSearch:
        """Save a search, with a new number and the current time."""
        now = _now()
        with self._command(sentence) as changes:
            search = SavedSearch(self._next("search"), name, query, now, now)
            self._write("search", _search_row(search), changes)
        return search

    def change_search(self, search: SavedSearch, sentence: str) -> SavedSearch:
        """Replace a saved search by its number."""
        changed = replace(search, changed=_now())
        with self._command(sentence) as changes:
            self._write("search", _search_row(changed), changes)
        return changed

    def remove_search(self, number: int, sentence: str) -> None:
        """Remove a saved search; undo restores it under its number."""
        with self._command(sentence) as changes:
            changes.append(["search", number, self._row("search", number), None])
            self.connection.execute("DELETE FROM search WHERE id = ?", (number,))

    def import_all(
        self, entries: Sequence[Entry], corrections: Sequence[Correction], sentence: str, searches: Sequence[SavedSearch] = ()
    ) -> None:
        """Save entries, corrections and searches of another notebook in one command, with their times.

        Their numbers are kept too if nothing was ever written to this notebook, so that it becomes an exact copy.
        """
        is_new = self._next("entry") == self._next("correction") == self._next("search") == 1
        with self._command(sentence) as changes:
            for entry in sorted(entries, key=lambda e: e.id):
                self._write("entry", _entry_row(entry if is_new else replace(entry, id=self._next("entry"))), changes)
            for correction in sorted(corrections, key=lambda c: c.id):
                number = correction.id if is_new else self._next("correction")
                self._write("correction", _correction_row(replace(correction, id=number)), changes)
            for search in sorted(searches, key=lambda s: s.id):
                number = search.id if is_new else self._next("search")
                self._write("search", _search_row(replace(search, id=number)), changes)

    def undo(self) -> str | None:
        """Undo the last command and return its sentence; None where there is nothing to undo."""
        return self._step("SELECT id, sentence, changes FROM history WHERE undone = 0 ORDER BY id DESC LIMIT 1", back=True)

    def redo(self) -> str | None:
        """Redo the command that was undone last and return its sentence; None where there is none."""
        return self._step("SELECT id, sentence, changes FROM history WHERE undone = 1 ORDER BY id LIMIT 1", back=False)

    def history(self) -> tuple[HistoryEntry, ...]:
        """The commands, newest first."""
        rows = self.connection.execute("SELECT sentence, made, undone FROM history ORDER BY id DESC")
        return tuple(HistoryEntry(sentence, datetime.fromisoformat(made_at), bool(undone)) for sentence, made_at, undone in rows)

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """A transaction, one thread at a time. Raises DossierError, with nothing changed, where it cannot be written."""
        db = self.connection
        with self._lock:
            try:
                db.execute("BEGIN IMMEDIATE")
                yield db
                db.execute("COMMIT")
            except BaseException as error:
                if db.in_transaction:
                    db.execute("ROLLBACK")
                if isinstance(error, UnicodeEncodeError):
                    raise DossierError("These words are no text: some of their bytes are no letters.", do="Write them in UTF-8.") from error
                if isinstance(error, sqlite3.DatabaseError):
                    raise DossierError(
                        f"The notebook cannot be written to ({error}).",
                        where=str(self.path),
                        do="Nothing was changed. Check permissions and free space.",
                    ) from error
                raise

    @contextmanager
    def _command(self, sentence: str, join_entry: int | None = None) -> Iterator[list[list[Any]]]:
        """A transaction with its row of the history; it deletes the commands that were undone."""
        changes: list[list[Any]] = []
        with self._writing() as db:
            yield changes
            db.execute("DELETE FROM history WHERE undone = 1")
            last = db.execute("SELECT id, changes FROM history ORDER BY id DESC LIMIT 1").fetchone()
            if join_entry is not None and last and _changes_only(json.loads(last[1]), join_entry):
                before = json.loads(last[1])[0][2]
                db.execute(
                    "UPDATE history SET sentence = ?, changes = ? WHERE id = ?",
                    (sentence, json.dumps([["entry", join_entry, before, changes[0][3]]]), last[0]),
                )
            else:
                values = (_now().isoformat(), sentence, json.dumps(changes, ensure_ascii=False))
                db.execute("INSERT INTO history (made, sentence, changes) VALUES (?, ?, ?)", values)

    def _step(self, query: str, *, back: bool) -> str | None:
        with self._writing() as db:
            # read inside the transaction: another process may undo at the same time
            row = db.execute(query).fetchone()
            if row is None:
                return None
            changes = json.loads(row[2])
            for table, number, before, after in reversed(changes) if back else changes:
                self._restore(table, number, before if back else after)
            db.execute("UPDATE history SET undone = ? WHERE id = ?", (int(back), row[0]))
        return str(row[1])

    def _next(self, table: str) -> int:
        """A number that was never used in the table, not even by a row that is deleted."""
        row = self.connection.execute("SELECT seq FROM sqlite_sequence WHERE name = ?", (table,)).fetchone()
        return (row[0] if row else 0) + 1

    def _row(self, table: str, number: int) -> dict[str, Any] | None:
        columns = COLUMNS[table]
        row = self.connection.execute(f"SELECT {', '.join(columns)} FROM {table} WHERE id = ?", (number,)).fetchone()  # noqa: S608  our own names
        return dict(zip(columns, row, strict=True)) if row else None

    def _write(self, table: str, row: dict[str, Any], changes: list[list[Any]]) -> None:
        changes.append([table, row["id"], self._row(table, row["id"]), row])
        self._restore(table, row["id"], row)

    def _restore(self, table: str, number: int, row: dict[str, Any] | None) -> None:
        if row is None:
            self.connection.execute(f"DELETE FROM {table} WHERE id = ?", (number,))  # noqa: S608  our own names
            return
        columns = COLUMNS[table]
        values = [row[c] for c in columns]
        self.connection.execute(f"INSERT OR REPLACE INTO {table} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})", values)  # noqa: S608  our own names


def _now() -> datetime:
    return datetime.now(tz=UTC).replace(microsecond=0)


def _parse_row(parse: Callable[[Sequence[Any]], T], row: Sequence[Any]) -> T:
    """A row parsed by `parse`. Raises DossierError for a row that this program did not write."""
    try:
        return parse(row)
    except (ValueError, KeyError, TypeError, msgspec.MsgspecError) as error:
        raise DossierError(f"The notebook holds something that is not understood ({error}).", do=DAMAGED) from error


def _changes_only(changes: list[list[Any]], number: int) -> bool:
    """True where the changes of a command are one change of the entry with that number."""
    return len(changes) == 1 and changes[0][0] == "entry" and changes[0][1] == number and changes[0][3] is not None


def _entry(row: Sequence[Any]) -> Entry:
    number, kind, anchor, text, tags, status, created, changed = row
    return Entry(
        id=number,
        kind=EntryKind(kind),
        anchor=msgspec.json.decode(anchor, type=Anchor),
        text=text,
        tags=tuple(json.loads(tags)),
        status=NoteStatus(status),
        created=datetime.fromisoformat(created),
        changed=datetime.fromisoformat(changed),
    )


def _entry_row(entry: Entry) -> dict[str, Any]:
    return {
        "id": entry.id,
        "kind": entry.kind.value,
        "anchor": msgspec.json.encode(entry.anchor).decode(),
        "text": entry.text,
        "tags": json.dumps(list(entry.tags), ensure_ascii=False),
        "status": entry.status.value,
        "created": entry.created.isoformat(),
        "changed": entry.changed.isoformat(),
    }


def _search(row: Sequence[Any]) -> SavedSearch:
    number, name, encoded_query, created, changed = row
    query = msgspec.json.decode(encoded_query, type=Query)
    return SavedSearch(number, name, query, datetime.fromisoformat(created), datetime.fromisoformat(changed))


def _search_row(search: SavedSearch) -> dict[str, Any]:
    return {
        "id": search.id,
        "name": search.name,
        "asked": msgspec.json.encode(search.query).decode(),
        "created": search.created.isoformat(),
        "changed": search.changed.isoformat(),
    }


def _correction(row: Sequence[Any]) -> Correction:
    number, act, anchors, value, parts = row
    return Correction(number, CorrectionKind(act), msgspec.json.decode(anchors, type=tuple[Anchor, ...]), value, json.loads(parts))


def _correction_row(correction: Correction) -> dict[str, Any]:
    return {
        "id": correction.id,
        "act": correction.act.value,
        "anchors": msgspec.json.encode(correction.anchors).decode(),
        "value": correction.value,
        "parts": json.dumps(correction.values, ensure_ascii=False, sort_keys=True),
    }
