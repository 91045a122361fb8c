"""SQLite connections that are safe on files from strangers, and migrations with a backup before each."""

import shutil
import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path

from dossier.errors import DossierError


def connect(path: Path, *, durable: bool) -> sqlite3.Connection:
    """A connection to the database at `path`, made with its folder where it is not there.

    `durable` asks for a full sync at each commit (the user's work); derived data does with less. Schemas of strangers run no
    code: trusted_schema is off. Raises DossierError where the file cannot be opened.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(path, timeout=30, check_same_thread=False, isolation_level=None)
    except (OSError, sqlite3.Error) as error:
        raise _unusable(path, error) from error
    try:
        connection.execute("PRAGMA trusted_schema=OFF")
        connection.execute("PRAGMA cell_size_check=ON")
        connection.execute(f"PRAGMA synchronous={'FULL' if durable else 'NORMAL'}")
        connection.execute("PRAGMA journal_mode=WAL")
    except sqlite3.Error as error:
        connection.close()
        raise _unusable(path, error) from error
    return connection


def _unusable(path: Path, error: Exception) -> DossierError:
    """SQLite calls what the system refuses an operational error; any other means that the file is not what it should be."""
    if isinstance(error, (OSError, sqlite3.OperationalError)):
        what, do = "The file could not be opened as a database", "Check the folder's permissions and free space."
    else:
        what = "It is damaged or no database"
        do = "Move it away to start a new one; a copy of an older state may lie beside it, named “….before-N”."
    return DossierError(f"{what} ({error}).", where=str(path), do=do)


def migrate(connection: sqlite3.Connection, path: Path, steps: Sequence[str]) -> None:
    """Brings the schema to the newest version, one script a version, each in a transaction, after a copy of a file that
    held something already.

    Raises DossierError where the file was written by a newer program.
    """
    version = _version(connection)
    if version > len(steps):
        raise DossierError(
            f"It was written by a newer version of dossier (format {version}, this program reads up to {len(steps)}).",
            where=str(path),
            do="Install the newer version; nothing was changed.",
        )
    for number, script in enumerate(steps, start=1):
        if number <= version:
            continue
        if version > 0:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            shutil.copy2(path, path.with_name(f"{path.name}.before-{number}"))
        connection.execute("BEGIN IMMEDIATE")
        try:
            # another process may have come first while this one waited for the lock
            if _version(connection) < number:
                for statement in _statements(script):
                    connection.execute(statement)
                connection.execute(f"PRAGMA user_version={number}")
        except BaseException:
            connection.execute("ROLLBACK")
            raise
        connection.execute("COMMIT")


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _statements(script: str) -> Iterator[str]:
    """The statements of a script, one at a time: sqlite3's own executescript would end the transaction first."""
    held = ""
    for part in script.split(";"):
        held += part + ";"
        if sqlite3.complete_statement(held):
            if held.strip(" \n;"):
                yield held
            held = ""
