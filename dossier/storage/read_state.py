"""Read state: which articles the user has read and when each list and saved search was last looked at, in the user's private state.

Nothing here is part of the notebook: it is not undone, exported or shared, and losing it costs nothing but the marks.
"""

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from threading import RLock

import msgspec

from dossier.errors import DossierError
from dossier.storage.database import DATABASE_FILES, MEMORY, UNREADABLE, connect

VERSION = 1
SCHEMA = (
    "CREATE TABLE IF NOT EXISTS articles (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, is_read INTEGER NOT NULL DEFAULT 0)",
    "CREATE TABLE IF NOT EXISTS seen (pane TEXT PRIMARY KEY, number INTEGER NOT NULL)",
    "CREATE TABLE IF NOT EXISTS searches (id INTEGER PRIMARY KEY, query BLOB NOT NULL, articles BLOB NOT NULL)",
)


@dataclass(frozen=True, slots=True)
class SearchBaseline:
    """The articles that a saved search had when it was last looked at, and its query then, encoded."""

    query: bytes
    articles: frozenset[str]


@dataclass(frozen=True)
class ReadRows:
    """All rows: articles numbered in the order of their arrival, those read, the last number seen in each list."""

    numbers: Mapping[str, int] = field(default_factory=dict)
    read: frozenset[str] = frozenset()
    seen: Mapping[str, int] = field(default_factory=dict)

    @cached_property
    def last(self) -> int:
        """The number of the article that arrived last; 0 where none did."""
        return max(self.numbers.values(), default=0)


class ReadStateFile:
    """The database of one dossier's read state. A damaged file is begun again; without a path, or where nothing can be written, it is in
    memory only. All methods may be called from any thread.
    """

    def __init__(self, path: Path | None) -> None:
        self._lock = RLock()
        self._connection = _open(path)

    def rows(self) -> ReadRows:
        """What the file holds now."""
        with self._lock:
            numbers = dict(self._connection.execute("SELECT id, number FROM articles").fetchall())
            read = frozenset(article for (article,) in self._connection.execute("SELECT id FROM articles WHERE is_read"))
            seen = dict(self._connection.execute("SELECT pane, number FROM seen").fetchall())
        return ReadRows(numbers, read, seen)

    def data_version(self) -> int:
        """A number that changes when another process has written."""
        with self._lock:
            return int(self._connection.execute("PRAGMA data_version").fetchone()[0])

    def add(self, articles: Iterable[str]) -> None:
        """Number articles that have none."""
        self._write("INSERT OR IGNORE INTO articles (id) VALUES (?)", [(article,) for article in articles])

    def set_read(self, articles: Iterable[str], *, read: bool) -> None:
        """Mark articles as read or unread."""
        rows = [(article, int(read)) for article in articles]
        self._write("INSERT INTO articles (id, is_read) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET is_read = excluded.is_read", rows)

    def set_seen(self, panes: Iterable[str], number: int) -> None:
        """Note that lists were looked at when `number` was the last article."""
        self._write("INSERT OR REPLACE INTO seen (pane, number) VALUES (?, ?)", [(pane, number) for pane in panes])

    def baseline(self, search: int) -> SearchBaseline | None:
        """The baseline of a saved search by its id; None where it has none."""
        with self._lock:
            row = self._connection.execute("SELECT query, articles FROM searches WHERE id = ?", (search,)).fetchone()
        with suppress(msgspec.MsgspecError, TypeError):
            return SearchBaseline(bytes(row[0]), msgspec.json.decode(row[1], type=frozenset[str])) if row else None
        return None

    def set_baseline(self, search: int, baseline: SearchBaseline) -> None:
        """Store the baseline of a saved search."""
        row = (search, baseline.query, msgspec.json.encode(sorted(baseline.articles)))
        self._write("INSERT OR REPLACE INTO searches (id, query, articles) VALUES (?, ?, ?)", [row])

    def _write(self, statement: str, rows: Sequence[tuple[object, ...]]) -> None:
        """Run a statement for all rows in one transaction. A file that cannot be written to is left as it is: no mark is worth an error."""
        if not rows:
            return
        with self._lock, suppress(sqlite3.Error):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                self._connection.executemany(statement, rows)
            except BaseException:
                self._connection.execute("ROLLBACK")
                raise
            self._connection.execute("COMMIT")

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._connection.close()


def _open(path: Path | None) -> sqlite3.Connection:
    """The connection, with the schema: to the file, to a new file in place of a damaged one, else to a database in memory."""
    for _ in range(2):
        if path is None:
            break
        try:
            return _with_schema(connect(path, durable=False))
        except (DossierError, OSError, *UNREADABLE) as error:
            if isinstance(error.__cause__ or error, OSError | sqlite3.OperationalError):
                break  # no permission or no room: the file may be sound
            _remove(path)
    return _with_schema(connect(Path(MEMORY), durable=False))


def _remove(path: Path) -> None:
    """Remove a damaged file with those beside it."""
    for suffix in DATABASE_FILES:
        with suppress(OSError):
            path.with_name(path.name + suffix).unlink(missing_ok=True)


def _with_schema(connection: sqlite3.Connection) -> sqlite3.Connection:
    """A file of another version is begun again. Raises sqlite3.Error where the file is damaged."""
    try:
        if int(connection.execute("PRAGMA user_version").fetchone()[0]) not in {0, VERSION}:
            connection.executescript("DROP TABLE IF EXISTS articles; DROP TABLE IF EXISTS seen; DROP TABLE IF EXISTS searches")
        for statement in SCHEMA:
            connection.execute(statement)
        connection.execute(f"PRAGMA user_version={VERSION}")
        for table in ("articles", "seen", "searches"):
            connection.execute(f"SELECT * FROM {table} LIMIT 1")  # noqa: S608  our own names
    except BaseException:
        connection.close()
        raise
    return connection
