"""The file of a notebook: its rows, changed by commands, each one transaction and one row of the history."""

import json
import sqlite3
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

from dossier.errors import DossierError
from dossier.model.notebook import HistoryEntry
from dossier.storage.backups import DAILY, PAUSE, Backup
from dossier.storage.checked_rows import CheckedRows, RowDamage
from dossier.storage.database import LOCK_SECONDS, MEMORY, UNREADABLE, file_identity, schema_version, time_limit
from dossier.storage.history_rows import NotebookCommand, history_entry, join_changes, now
from dossier.storage.journal_sync import JournalSync
from dossier.storage.notebook_codec import NOT_UNDERSTOOD, Row
from dossier.storage.notebook_opening import backups_of, journal_path, open_verified, reports
from dossier.storage.notebook_schema import COLUMNS
from dossier.storage.row_rules import change_fault

WORDS = {"entry": "note or bookmark", "correction": "correction", "search": "saved search", "history": "change in the history"}
CLOCK_TOLERANCE = timedelta(minutes=2)
"""The difference between the clocks of two machines that is not worth a word."""
T = TypeVar("T")


class NotebookFile:
    """The rows of the notebook at one path, the commands that change them, and their history.

    What a command writes depends only on rows that it reads within its transaction, so that commands of several processes and threads
    come one after the other and none undoes another unseen.
    """

    def __init__(self, path: Path, guard: AbstractContextManager[object] | None = None) -> None:
        """Opens the notebook, verified and in step with its journal. `guard` keeps other processes from migrating or building
        it again meanwhile.
        """
        self.path = path
        self.backups = backups_of(path)
        self._in_memory = str(path) == MEMORY
        self._guard = guard or nullcontext()
        self._lock = threading.RLock()
        self._under_way: NotebookCommand | None = None
        self._unreadable: dict[tuple[str, int], str] = {}
        self._notices: list[str] = []
        self._has_acted = False
        self._open()
        self._acts = self._sync.acts

    def _open(self) -> None:
        self.connection = open_verified(self.path, self._guard)
        self._file, self._schema = file_identity(self.path), schema_version(self.connection)
        self._rows = CheckedRows(self.connection, COLUMNS)
        self._sync = JournalSync(self.connection, self._rows, journal_path(self.path))
        if not self._in_memory:
            self._bring_in_step()

    def _bring_in_step(self) -> None:
        """Makes database and journal hold the same acts; makes the daily backup."""
        try:
            if not self._sync.in_step():
                with self._writing():
                    self._add_notice(self._sync.bring_in_step(thoroughly=True))
        except (DossierError, OSError) as error:
            self._add_notice(f"The notebook's journal cannot be written, so new notes cannot be saved for now: {error}")
        if self._sync.acts and self.backups.is_due(self._sync.acts, DAILY):
            self._back_up_quietly()

    def close(self) -> None:
        """Closes the file. After a session with acts a backup is made, and a journal that has grown long is rewritten."""
        with self._lock:
            if self._has_acted:
                if self.backups.is_due(self._sync.acts, PAUSE):
                    self._back_up_quietly()
                if self._sync.journal.needs_rewriting():
                    with suppress(DossierError), self._writing():
                        self._sync.write_whole()
            self.connection.close()

    def back_up(self) -> Backup:
        """Makes a backup now. Raises DossierError where it cannot be written."""
        with self._lock:
            try:
                return self.backups.make(self.connection, self._sync.acts)
            except (OSError, sqlite3.Error) as error:
                do = "Check permissions and free space."
                raise DossierError(f"No backup could be made ({error}).", where=str(self.backups.folder), do=do) from error

    def _back_up_quietly(self) -> None:
        """Makes a backup; a failure has the same causes as that of the next act, which tells the user."""
        with suppress(DossierError):
            self.back_up()

    def problems(self) -> tuple[str, ...]:
        """What the user should know of this notebook: what damage it had, each row that could not be read; such rows are set apart, and
        all others are used.
        """
        with self._lock:
            return (*reports(self.path), *self._notices, *self._unreadable.values())

    def damage(self) -> tuple[RowDamage, ...]:
        """The rows and tables that differ from what was written; nothing in a sound notebook."""
        with self._reading():
            return self._rows.damage()

    def history(self) -> tuple[HistoryEntry, ...]:
        """The commands, newest first."""
        with self._reading():
            return self._parsed("history", self._rows.all("history")[::-1], history_entry)

    def undo(self) -> str | None:
        """Undo the last command and return its sentence; None where there is nothing to undo."""
        with self._writing() as command:
            last = self._rows.last("history", "undone", 0)
            sentence = self._step(last, back=True) if last else None
            command.sentence = f"Undone: {sentence}"
            return sentence

    def redo(self) -> str | None:
        """Redo the command that was undone last and return its sentence; None where there is none."""
        with self._writing() as command:
            undone = self._undone()
            sentence = self._step(undone[0], back=False) if undone else None
            command.sentence = f"Redone: {sentence}"
            return sentence

    @contextmanager
    def command(self, sentence: str = "", join_entry: int | None = None, *, in_history: bool = True) -> Iterator[None]:
        """A transaction with one row of the history; one inside another is part of it, and gives it its sentence.

        What is read in it cannot be changed by another process before it ends. A command that changes nothing leaves no trace; it
        deletes the commands that were undone.
        """
        with self._lock:
            if self._under_way is not None:
                self._under_way.sentence, self._under_way.join_entry = sentence, join_entry
                yield
                return
            with self._writing() as command:
                command.sentence, command.join_entry, command.in_history = sentence, join_entry, in_history
                self._under_way = command
                try:
                    yield
                finally:
                    self._under_way = None
                if command.changes and command.in_history:
                    self._append_history(command)

    @contextmanager
    def _reading(self) -> Iterator[None]:
        """All reads inside see one state. One thread at a time, so that none reads what another has not committed. Raises DossierError for a
        damaged file.
        """
        with self._lock:
            self._reopen_if_replaced()
            try:
                with self._snapshot():
                    yield
            except UNREADABLE as error:
                do = "Run the command again to rebuild the notebook from its journal."
                raise DossierError(f"The notebook cannot be read ({error}).", where=str(self.path), do=do) from error

    @contextmanager
    def _snapshot(self) -> Iterator[None]:
        """A transaction for reading, or the one that is under way."""
        if self.connection.in_transaction:
            yield
            return
        self.connection.execute("BEGIN")
        try:
            with time_limit(self.connection):
                yield
        finally:
            with suppress(sqlite3.OperationalError):  # the error of a damaged file may have ended it
                self.connection.execute("ROLLBACK")

    @contextmanager
    def _writing(self) -> Iterator[NotebookCommand]:
        """A transaction, one thread at a time; rows that change go to the journal too. Raises DossierError, with nothing changed, where it
        cannot be written.
        """
        with self._lock:
            self._reopen_if_replaced()
            db, journal_size, command = self.connection, -1, NotebookCommand()
            try:
                db.execute("BEGIN IMMEDIATE")
                if not self._in_memory:
                    self._add_notice(self._sync.bring_in_step())
                self._rows.changed.clear()
                yield command
                if self._rows.changed and not self._in_memory:
                    journal_size = self._sync.log(command.sentence)
                    self._has_acted = True
                db.execute("COMMIT")
                self._acts = self._sync.acts
            except BaseException as error:
                if journal_size >= 0:
                    with suppress(OSError):
                        self._sync.journal.cut(journal_size)
                if db.in_transaction:
                    db.execute("ROLLBACK")
                if (for_user := self._write_error(error)) is not None:
                    raise for_user from error
                raise

    def _vacuum(self) -> None:
        """Rewrites the database without free pages, and empties its log. Raises DossierError where another program keeps it busy."""
        with self._lock:
            try:
                self.connection.execute("VACUUM")
                self.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            except sqlite3.Error as error:
                do = "Close other programs on this dossier and say it again."
                raise DossierError(f"The notebook could not be rewritten ({error}).", where=str(self.path), do=do) from error
            self._schema = schema_version(self.connection)

    def _add_notice(self, notice: str) -> None:
        if notice and notice not in self._notices:
            self._notices.append(notice)

    def _reopen_if_replaced(self) -> None:
        """Opens the file that now has the notebook's name, where another program has put it there, or has changed its schema: it is verified
        again.
        """
        if self._in_memory or self.connection.in_transaction:
            return
        if file_identity(self.path) == self._file and schema_version(self.connection) == self._schema:
            return
        before, acts, identity = self.connection, self._acts, self._sync.identity
        self._open()
        is_older = identity == self._sync.identity and self._sync.acts < acts
        if is_older or identity != self._sync.identity:
            self._keep_replaced(before, acts)
        before.close()
        self._acts = self._sync.acts

    def _keep_replaced(self, before: sqlite3.Connection, acts: int) -> None:
        """Makes a backup of the notebook that another program has replaced, which is readable as long as it is open, and says so."""
        what = (
            "Another program (a sync client, git, an editor) put another notebook, or an older one, in the place of the one that was open"
        )
        try:
            name = self.backups.make(before, acts).path.stem
            self._add_notice(f"{what}. The one before is the backup {name}; “dossier restore {name}” brings it back.")
        except (OSError, sqlite3.Error) as error:
            self._add_notice(f"{what}, and no backup of that could be made ({error}).")

    def _write_error(self, error: BaseException) -> DossierError | None:
        """The error for the user of a transaction that failed; None for an error that is not the file's."""
        where, unchanged = str(self.path), "Nothing was changed."
        if isinstance(error, UnicodeEncodeError):
            return DossierError("This text is not valid UTF-8.", do="Use UTF-8.")
        if isinstance(error, sqlite3.OperationalError) and "locked" in str(error):
            what = f"Another program has been writing to the notebook for {LOCK_SECONDS} seconds."
            return DossierError(what, where=where, do=f"{unchanged} Try again; if this continues, close the other program.")
        if isinstance(error, sqlite3.Error | OverflowError | OSError):
            do = f"{unchanged} Check permissions and free space."
            return DossierError(f"The notebook cannot be written to ({error}).", where=where, do=do)
        return None

    def _append_history(self, command: NotebookCommand) -> None:
        """Adds the row of the history, or joins the change to that of the last one; deletes the commands that were undone."""
        for number in self._undone():
            self._rows.delete("history", number)
        number = self._rows.last("history", "undone", 0)
        last = self._rows.get("history", number) if number else None
        joined = join_changes(last, command) if last else None
        self._notice_clock(last)
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

    def _undone(self) -> list[int]:
        """The commands that can be redone, in order: those after the last one that is not undone."""
        return self._rows.numbers_after("history", self._rows.last("history", "undone", 0))

    def _notice_clock(self, last: Row | None) -> None:
        """Says where the last act was made later than now: a clock was, or is, wrong. Acts are in order by their numbers, whatever the clock."""
        with suppress(*NOT_UNDERSTOOD):
            if last and (made := datetime.fromisoformat(last["made"])) > now() + CLOCK_TOLERANCE:
                words = f"The last act is marked as made at {made:%Y-%m-%d %H:%M} UTC, which is later than now"
                self._add_notice(f"{words}: a clock was wrong. Set the clock right; nothing else needs to be done.")

    def _step(self, number: int, *, back: bool) -> str:
        row = self._rows.get("history", number) or {}
        try:
            changes = [(table, ident, before, after) for table, ident, before, after in json.loads(row["changes"])]
            for table, ident, before, after in reversed(changes) if back else changes:
                self._restore(table, ident, before if back else after)
        except NOT_UNDERSTOOD as error:
            what = f"“{row['sentence']}” cannot be {'undone' if back else 'redone'}: its entry in the history cannot be read."
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
        if table not in COLUMNS:
            raise ValueError("it names an unknown table")
        if fault := change_fault(table, number, row):
            raise ValueError(fault)
        if row is None:
            self._rows.delete(table, number)
        else:
            self._rows.put(table, row)

    def _parsed(self, table: str, rows: Sequence[Row], parse: Callable[[Row], T]) -> tuple[T, ...]:
        """The rows parsed; those that this program did not write are set apart, each with a sentence."""
        items = (self._parsed_row(table, row, parse) for row in rows)
        return tuple(item for item in items if item is not None)

    def _parsed_row(self, table: str, row: Row, parse: Callable[[Row], T]) -> T | None:
        """The row parsed; None for one that this program did not write, which is set apart with a sentence."""
        try:
            return parse(row)
        except NOT_UNDERSTOOD as error:
            what = f"The {WORDS[table]} {row['id']} in the notebook cannot be read and is left out"
            self._unreadable[table, row["id"]] = f"{what} ({type(error).__name__}: {error}); all others are fine."
            return None
