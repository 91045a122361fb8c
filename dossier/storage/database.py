"""SQLite connections that are safe on untrusted files, and migrations with a backup before each."""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from dossier.errors import DossierError
from dossier.runtime.safe_files import SafeFolder, require_regular

DATABASE_FILES = ("", "-wal", "-shm", "-journal")
"""Suffixes of the files of a database: SQLite keeps a log, shared memory and a rollback journal beside it."""

MigrationStep = str | Callable[[sqlite3.Connection], None]
"""One step of a schema: a script, or a function that changes the database in the transaction that it is called in."""
LOCK_SECONDS = 20
"""Seconds that a command waits while another process writes."""


def connect(path: Path, *, durable: bool) -> sqlite3.Connection:
    """A connection to the database at `path`; the file and its folder are created if missing.

    `durable` sets full sync at each commit (for the user's work); derived data needs less. trusted_schema is off, so that
    the schema of an untrusted file runs no code. Raises DossierError where the file cannot be opened, UnsafeFile where it or a file that
    SQLite keeps beside it is a link, a pipe or a device: SQLite would follow it.
    """
    for suffix in DATABASE_FILES:
        require_regular(path.with_name(path.name + suffix))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(path, timeout=LOCK_SECONDS, check_same_thread=False, isolation_level=None)
    except (OSError, sqlite3.Error) as error:
        raise _open_error(path, error) from error
    try:
        connection.execute("PRAGMA trusted_schema=OFF")
        connection.execute("PRAGMA cell_size_check=ON")
        connection.execute(f"PRAGMA synchronous={'FULL' if durable else 'NORMAL'}")
        connection.execute("PRAGMA journal_mode=WAL")
    except sqlite3.Error as error:
        connection.close()
        raise _open_error(path, error) from error
    return connection


def _open_error(path: Path, error: Exception) -> DossierError:
    """The error for the user: an OperationalError is a refusal by the system, any other means that the file is damaged."""
    if isinstance(error, (OSError, sqlite3.OperationalError)):
        what, do = "The file could not be opened as a database", "Check the folder's permissions and free space."
    else:
        what = "It is damaged or no database"
        do = "Move it away to start a new one; a copy of an older state may lie beside it, named “….before-N”."
    return DossierError(f"{what} ({error}).", where=str(path), do=do)


def migrate(connection: sqlite3.Connection, path: Path, steps: Sequence[MigrationStep]) -> None:
    """Migrate the schema to the newest version, one step a version, each in a transaction.

    A file that is not new is copied before each step. Raises DossierError where it was written by a newer program.
    """
    version = _version(connection)
    if version > len(steps):
        raise DossierError(
            f"It was written by a newer version of dossier (format {version}, this program reads up to {len(steps)}).",
            where=str(path),
            do="Install the newer version; nothing was changed.",
        )
    for number, step in enumerate(steps, start=1):
        if number <= version:
            continue
        if version > 0:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            SafeFolder(path.parent.absolute()).replace(Path(f"{path.name}.before-{number}"), path.read_bytes())
        connection.execute("BEGIN IMMEDIATE")
        try:
            # another process may have migrated while this one waited for the lock
            if _version(connection) < number:
                _run(connection, step)
                connection.execute(f"PRAGMA user_version={number}")
        except BaseException:
            connection.execute("ROLLBACK")
            raise
        connection.execute("COMMIT")


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _run(connection: sqlite3.Connection, step: MigrationStep) -> None:
    if callable(step):
        step(connection)
        return
    for statement in _statements(step):
        connection.execute(statement)


def _statements(script: str) -> Iterator[str]:
    """The statements of a script, one at a time: `executescript` of sqlite3 would commit the transaction first."""
    statement = ""
    for part in script.split(";"):
        statement += part + ";"
        if sqlite3.complete_statement(statement):
            if statement.strip(" \n;"):
                yield statement
            statement = ""
