"""The file of a notebook: its rows, changed by commands, each one transaction and one row of the history."""

import json
import sqlite3
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

from dossier.errors import DossierError
from dossier.model.notebook import HistoryEntry
from dossier.storage.checked_rows import CheckedRows, RowDamage
from dossier.storage.database import LOCK_SECONDS, connect, migrate
from dossier.storage.notebook_codec import NOT_UNDERSTOOD, Row
from dossier.storage.notebook_schema import ACTS, COLUMNS, STEPS

DAMAGED = "Move it away to start a new one; a copy of an older state may lie beside it, named “….before-N”."
WORDS = {"entry": "note or bookmark", "correction": "correction", "search": "saved search", "history": "act of the history"}
T = TypeVar("T")


@dataclass(slots=True)
class _Command:
    """A command under way: its sentence for the history, and each changed row as table, number, row before, row after."""

    sentence: str = ""
    join_entry: int | None = None
    changes: list[list[Any]] = field(default_factory=list)


class NotebookFile:
    """The rows of the notebook at one path, the commands that change them, and their history.

    What a command writes depends only on rows that it reads within its transaction, so that commands of several processes and threads
    come one after the other and none undoes another unseen.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = threading.RLock()
        self._under_way: _Command | None = None
        self._unreadable: dict[tuple[str, int], str] = {}
        self.connection = connect(path, durable=True)
        self.connection.text_factory = _decode
        self._rows = CheckedRows(self.connection, COLUMNS)
        try:
            migrate(self.connection, path, STEPS)
        except sqlite3.DatabaseError as error:
            self.connection.close()
            raise DossierError(f"The notebook is damaged or no notebook ({error}).", where=str(path), do=DAMAGED) from error

    def close(self) -> None:  # forwards: the connection is not handed out
        """Closes the file."""
        self.connection.close()

    def problems(self) -> tuple[str, ...]:
        """A sentence for each row that was met and could not be read; such rows are set apart, and all others are used."""
        with self._lock:
            return tuple(self._unreadable.values())

    def damage(self) -> tuple[RowDamage, ...]:
        """The rows and tables that differ from what was written; nothing in a sound notebook."""
        with self._reading():
            return self._rows.damage()

    def history(self) -> tuple[HistoryEntry, ...]:
        """The commands, newest first."""
        with self._reading():
            return self._parsed("history", self._rows.all("history")[::-1], _history_entry)

    def undo(self) -> str | None:
        """Undo the last command and return its sentence; None where there is nothing to undo."""
        with self._writing():
            numbers = self._rows.numbers("history", "undone", 0)
            return self._step(numbers[-1], back=True) if numbers else None

    def redo(self) -> str | None:
        """Redo the command that was undone last and return its sentence; None where there is none."""
        with self._writing():
            numbers = self._rows.numbers("history", "undone", 1)
            return self._step(numbers[0], back=False) if numbers else None

    @contextmanager
    def command(self, sentence: str = "", join_entry: int | None = None) -> Iterator[None]:
        """A transaction with one row of the history; one inside another is part of it, and gives it its sentence.

        What is read in it cannot be changed by another process before it ends. A command that changes nothing leaves no trace; it
        deletes the commands that were undone.
        """
        with self._lock:
            if self._under_way is not None:
                self._under_way.sentence, self._under_way.join_entry = sentence, join_entry
                yield
                return
            with self._writing():
                self._under_way = command = _Command(sentence, join_entry)
                try:
                    yield
                finally:
                    self._under_way = None
                if command.changes:
                    self._append_history(command)

    @contextmanager
    def _reading(self) -> Iterator[None]:
        """One thread at a time, so that none reads what another has not committed. Raises DossierError for a damaged file."""
        with self._lock:
            try:
                yield
            except sqlite3.Error as error:
                raise DossierError(f"The notebook cannot be read ({error}).", where=str(self.path), do=DAMAGED) from error

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """A transaction, one thread at a time. Raises DossierError, with nothing changed, where it cannot be written."""
        db = self.connection
        with self._lock:
            try:
                db.execute("BEGIN IMMEDIATE")
                before = db.total_changes
                yield
                self._count_act(before)
                db.execute("COMMIT")
            except BaseException as error:
                if db.in_transaction:
                    db.execute("ROLLBACK")
                if (for_user := self._write_error(error)) is not None:
                    raise for_user from error
                raise

    def _count_act(self, changes_before: int) -> None:
        if self.connection.total_changes != changes_before:
            self.connection.execute("UPDATE meta SET value = CAST(value AS INTEGER) + 1 WHERE name = ?", (ACTS,))

    def _write_error(self, error: BaseException) -> DossierError | None:
        """The error for the user of a transaction that failed; None for an error that is not the file's."""
        where, unchanged = str(self.path), "Nothing was changed."
        if isinstance(error, UnicodeEncodeError):
            return DossierError("These words are no text: some of their bytes are no letters.", do="Write them in UTF-8.")
        if isinstance(error, sqlite3.OperationalError) and "locked" in str(error):
            what = f"Another program has been writing to the notebook for {LOCK_SECONDS} seconds."
            return DossierError(what, where=where, do=f"{unchanged} Try again; if that goes on, end the other program.")
        if isinstance(error, sqlite3.Error | OverflowError):
            do = f"{unchanged} Check permissions and free space."
            return DossierError(f"The notebook cannot be written to ({error}).", where=where, do=do)
        return None

    def _append_history(self, command: _Command) -> None:
        """Adds the row of the history, or joins the change to that of the last one; deletes the commands that were undone."""
        for number in self._rows.numbers("history", "undone", 1):
            self._rows.delete("history", number)
        numbers = self._rows.numbers("history", "undone", 0)
        last = self._rows.get("history", numbers[-1]) if numbers else None
        joined = _joined(last, command) if last else None
        self._rows.put(
            "history",
            joined
            or {
                "id": self._rows.next_number("history"),
                "made": now().isoformat(),
                "sentence": command.sentence,
                "changes": json.dumps(command.changes, ensure_ascii=False),
                "undone": 0,
            },
        )

    def _step(self, number: int, *, back: bool) -> str:
        row = self._rows.get("history", number) or {}
        try:
            changes = [(table, ident, before, after) for table, ident, before, after in json.loads(row["changes"])]
            for table, ident, before, after in reversed(changes) if back else changes:
                self._restore(table, ident, before if back else after)
        except NOT_UNDERSTOOD as error:
            what = f"“{row['sentence']}” cannot be {'undone' if back else 'done again'}: its row in the history is not understood."
            raise DossierError(what, where=str(self.path), do="Nothing was changed. Make a new change instead.") from error
        self._rows.put("history", {**row, "undone": int(back)})
        return str(row["sentence"])

    def _write(self, table: str, row: Row) -> None:
        before = self._rows.get(table, row["id"])
        if before != row:
            self._changes.append([table, row["id"], before, row])
            self._rows.put(table, row)

    def _delete(self, table: str, number: int) -> None:
        if (before := self._rows.get(table, number)) is not None:
            self._changes.append([table, number, before, None])
            self._rows.delete(table, number)

    @property
    def _changes(self) -> list[list[Any]]:
        if self._under_way is None:
            raise RuntimeError("rows are written within a command")
        return self._under_way.changes

    def _restore(self, table: str, number: int, row: Row | None) -> None:
        if row is None:
            self._rows.delete(table, number)
        else:
            self._rows.put(table, row)

    def _parsed(self, table: str, rows: Sequence[Row], parse: Callable[[Row], T]) -> tuple[T, ...]:
        """The rows parsed; those that this program did not write are set apart, each with a sentence."""
        results = []
        for row in rows:
            try:
                results.append(parse(row))
            except NOT_UNDERSTOOD as error:
                what = f"The {WORDS[table]} {row['id']} in the notebook is not understood and is left out"
                self._unreadable[table, row["id"]] = f"{what} ({type(error).__name__}: {error}); all others are there."
        return tuple(results)


def _decode(data: bytes) -> str:
    """Text of the database; bytes that are no UTF-8 become replacement characters, and the row's checksum shows them."""
    return data.decode("utf-8", "replace")


def now() -> datetime:
    """The current time, to the second."""
    return datetime.now(tz=UTC).replace(microsecond=0)


def _history_entry(row: Row) -> HistoryEntry:
    return HistoryEntry(str(row["sentence"]), datetime.fromisoformat(row["made"]), bool(row["undone"]))


def _joined(last: Row, command: _Command) -> Row | None:
    """The last row of the history with the change of the command added, where both change the text of one entry and nothing else."""
    try:
        earlier = json.loads(last["changes"])
        tag_rows = [row for table, _, before, after in earlier[1:] if table == "tag" for row in (before, after) if row]
        # a note may have been created with tags, which stay as they are while it is typed
        is_joined = (
            _changes_only(earlier[:1], command.join_entry)
            and _changes_only(command.changes, command.join_entry)
            and all(table == "tag" for table, *_ in earlier[1:])
            and all(row["entry"] == command.join_entry for row in tag_rows)
        )
    except NOT_UNDERSTOOD:
        return None
    if not is_joined:
        return None
    changes = [["entry", command.join_entry, earlier[0][2], command.changes[0][3]], *earlier[1:]]
    return {**last, "sentence": command.sentence, "changes": json.dumps(changes, ensure_ascii=False)}


def _changes_only(changes: list[list[Any]], number: int | None) -> bool:
    """True where the changes of a command are one change of the entry with that number."""
    return len(changes) == 1 and changes[0][0] == "entry" and changes[0][1] == number and changes[0][3] is not None
