"""Database and journal of a notebook kept in step: each act goes to both, and what one of them lacks comes from the other."""

import os
import sqlite3
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from dossier.storage.checked_rows import CheckedRows
from dossier.storage.database import copy_regular, free_path
from dossier.storage.journal import Journal, JournalContents, JournalLine, RowChange, journal_line, whole_journal
from dossier.storage.notebook_schema import ACTS, COLUMNS, IDENTITY, JOURNAL
from dossier.storage.recovery import replay


class JournalSync:
    """Keeps one database and its journal in step. All methods but `in_step` work within a transaction that holds the lock for writing."""

    def __init__(self, db: sqlite3.Connection, rows: CheckedRows, path: Path) -> None:
        self._db, self._rows = db, rows
        self.journal = Journal(path)

    @property
    def acts(self) -> int:
        """The number of acts that the database holds."""
        return int(self._meta(ACTS) or 0)

    @property
    def identity(self) -> str:
        """The random name of the notebook."""
        return self._meta(IDENTITY)

    def in_step(self) -> bool:
        """True where the journal ends with the last act of the database. False may also mean that another process is just writing."""
        last = self.journal.last()
        if last is None:
            return self.acts == 0 and not os.path.lexists(self.journal.path)
        return self._is_last(last) and self.journal.is_sound()

    def bring_in_step(self, *, thoroughly: bool = False) -> str:
        """Replays acts that the database lacks, or rewrites a journal that is missing, damaged, behind, or of another notebook.

        Only its last line is looked at, but for damage in the middle with `thoroughly`. Returns a sentence for the user, empty where nothing
        was to be done.
        """
        last = self.journal.last()
        if last is not None and self._is_last(last) and (not thoroughly or self.journal.is_sound()):
            return ""
        contents = self.journal.read()
        if self._is_ahead(contents):
            return self._replay(contents)
        existed, notice = os.path.lexists(self.journal.path), ""
        if existed:
            copy = self._set_aside()
            notice = f"The notebook's journal was damaged or belonged to another notebook. It was saved as {copy.name}, and a new one was started."
        self.write_whole()
        return notice

    def log(self, said: str) -> int:
        """Counts an act and appends it to the journal with the rows that changed; returns the journal's size before it."""
        act = self.acts + 1
        changes = [(table, number, row) for (table, number), row in self._rows.changed.items()]
        text, checksum = journal_line(act, _now(), said, changes, self._meta(JOURNAL))
        self._set_meta(act, checksum)
        return self.journal.append(text)

    def write_whole(self) -> None:
        """Rewrites the journal, shorter: the whole notebook as it is."""
        changes: list[RowChange] = [(table, row["id"], row) for table in COLUMNS for row in self._rows.all(table)]
        texts, checksum = whole_journal(self._meta(IDENTITY), self.acts, _now(), changes, self._rows.next_numbers())
        self.journal.write(texts)
        self._set_meta(self.acts, checksum)

    def replace_rows(self, rows: dict[tuple[str, int], dict[str, Any]], next_numbers: dict[str, int]) -> None:
        """Makes the tables hold these rows and no others."""
        for table in COLUMNS:
            for row in self._rows.all(table):
                if (table, row["id"]) not in rows:
                    self._rows.delete(table, row["id"])
        for (table, _), row in rows.items():
            self._rows.put(table, row)
        for table, number in next_numbers.items():
            self._rows.set_next_number(table, number)

    def _is_ahead(self, contents: JournalContents) -> bool:
        """True where the journal is complete, of this notebook, and holds later acts than the database."""
        last = contents.last
        is_ours = contents.complete and contents.lines[0].notebook == self._meta(IDENTITY)
        if last is None or not is_ours or last.act <= self.acts:
            return False
        # a journal that was rewritten since then contains the whole notebook
        return contents.since(self.acts, self._meta(JOURNAL)) is not None or contents.lines[0].act > self.acts

    def _replay(self, contents: JournalContents) -> str:
        count = contents.lines[-1].act - self.acts
        rows, next_numbers = replay(contents, {})
        self.replace_rows(rows, next_numbers)
        self._set_meta(contents.lines[-1].act, contents.lines[-1].checksum)
        were = "change missing from the database was" if count == 1 else "changes missing from the database were"
        return f"{count:,} {were} restored from the notebook's journal; nothing is missing."

    def _set_aside(self) -> Path:
        copy = free_path(self.journal.path.with_name(f"{self.journal.path.name}.old"))
        if self.journal.path.is_symlink() or not self.journal.path.is_file():
            self.journal.path.rename(copy)
        else:
            copy_regular(self.journal.path, copy)
        return copy

    def _is_last(self, last: JournalLine) -> bool:
        return (last.act, last.checksum) == (self.acts, self._meta(JOURNAL))

    def _meta(self, name: str) -> str:
        row = self._db.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
        return str(row[0]) if row else ""

    def _set_meta(self, act: int, checksum: str) -> None:
        self._db.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", [(ACTS, str(act)), (JOURNAL, checksum)])


def _now() -> str:
    return datetime.now(tz=UTC).isoformat(timespec="seconds")
