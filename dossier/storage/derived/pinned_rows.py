"""Pinned rows: a read transaction on the database of facts that stays open, so that its rows can be read later as they were when it began.

SQLite keeps what is overwritten meanwhile in its log (WAL), until nothing refers to the transaction any more.
"""

import sqlite3
from collections.abc import Callable
from enum import Enum
from pathlib import Path
from threading import Lock

from dossier.errors import DamagedFacts
from dossier.storage.database import connect

STATE = "SELECT coalesce(max(number), 0), (SELECT group_concat(name || value) FROM (SELECT * FROM meta ORDER BY name)) FROM change"
"""A value that changes with any article and any findings."""


class RowKind(Enum):
    """The rows of a database that are checked together."""

    ARTICLES = "articles"
    FINDINGS = "findings"


class Soundness:
    """Whether the rows of a database need no check as they are read: all were checked since something else may have written to its file, and none
    was damaged. `on_doubt` is called when one is.
    """

    def __init__(self) -> None:
        self._unchecked, self._is_damaged = set(RowKind), False
        self.on_doubt: Callable[[], None] = lambda: None

    @property
    def is_sound(self) -> bool:
        """True where no row needs a check."""
        return not self._unchecked

    def needs_check(self, kind: RowKind) -> bool:
        """True where the rows of a kind were not checked, or any row was damaged."""
        return kind in self._unchecked

    def note_checked(self, kind: RowKind) -> None:
        """Notes that all rows of a kind were checked. A damage that was noticed before is not forgotten."""
        if not self._is_damaged:
            self._unchecked.discard(kind)

    def trust(self) -> None:
        """Notes that nothing else has written to the file since it was closed, sound."""
        for kind in RowKind:
            self.note_checked(kind)

    def doubt(self) -> None:
        """Notes a damage; the database is read as a whole when it is opened next."""
        self._unchecked, self._is_damaged = set(RowKind), True
        self.on_doubt()


class PinnedRows:
    """The findings, articles and facts as they were when this was made. Any thread may read them. Raises sqlite3 errors."""

    def __init__(self, path: Path, soundness: Soundness | None = None) -> None:
        self.soundness = soundness or Soundness()
        self._connection: sqlite3.Connection | None = None
        self._path, self._lock = path, Lock()
        self._state = self._begin().execute(STATE).fetchone()

    def findings_from(self, kind: str, place: int, count: int) -> list[tuple[int, bytes]]:
        """So many sealed findings of a kind from a place on, each with its place."""
        return self.read(
            "SELECT place, body FROM finding WHERE kind = ? AND place >= ? ORDER BY place LIMIT ?", (kind, place, count)
        ).fetchall()

    def articles_from(self, ident: str, count: int) -> list[tuple[str, bytes]]:
        """So many sealed articles from an id on, each with its id."""
        return self.read("SELECT id, article FROM article WHERE id >= ? ORDER BY id LIMIT ?", (ident, count)).fetchall()

    def facts_from(self, ident: str, count: int) -> list[tuple[str, bytes]]:
        """So many sealed facts from the id of an article on, each with the id of its article."""
        return self.read("SELECT id, facts FROM article WHERE id >= ? ORDER BY id LIMIT ?", (ident, count)).fetchall()

    def meta(self, name: str) -> str | None:
        """A named value, None where it is not set."""
        row = self.read("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
        return row[0] if row else None

    def read(self, query: str, values: tuple[object, ...] = ()) -> sqlite3.Cursor:
        """The rows of a query; after the end of the transaction in a new one, if nothing has changed since. Raises DamagedFacts if it has."""
        with self._lock:
            connection = self._connection or self._begin_again()
        return connection.execute(query, values)

    def close(self) -> None:
        """Ends the transaction."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = None

    def __del__(self) -> None:
        # a connection refers to itself, so that otherwise it would stay open until the next garbage collection
        self.close()

    def _begin(self) -> sqlite3.Connection:
        self._connection = connect(self._path, durable=False, create=False)
        self._connection.execute("BEGIN")  # it sees the moment of its first read
        return self._connection

    def _begin_again(self) -> sqlite3.Connection:
        connection = self._begin()
        if connection.execute(STATE).fetchone() != self._state:
            connection.close()
            self._connection = None
            raise DamagedFacts("The dossier was closed, and has changed since.")
        return connection
