"""SQLite connections that are safe on untrusted files, and migrations with a backup before each."""

import os
import shutil
import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from dossier.errors import DossierError
from dossier.runtime.safe_files import SafeFolder, require_regular

DATABASE_FILES = ("", "-wal", "-shm", "-journal")
"""Suffixes of the files of a database: SQLite keeps a log, shared memory and a rollback journal beside it."""

MigrationStep = str | Callable[[sqlite3.Connection], None]
"""One step of a schema: a script, or a function that changes the database in the transaction that it is called in."""
MEMORY = ":memory:"
"""The name of a database that is in memory only."""
LOCK_SECONDS = 20
"""Seconds that a command waits while another process writes."""
READ_SECONDS = 60
"""Seconds after which reading a file that may be a stranger's ends with an error."""
LONGEST_VALUE = 1 << 28
"""Bytes of a value; SQLite refuses to read longer ones."""
UNREADABLE = (sqlite3.Error, UnicodeDecodeError)
"""Errors of a damaged file: where SQLite's own message quotes bytes of it that are no text, Python raises the second."""
STEPS_BETWEEN_LOOKS = 100_000
"""Instructions of SQLite's virtual machine, some milliseconds, between two checks of the clock."""


def connect(path: Path, *, durable: bool, create: bool = True) -> sqlite3.Connection:
    """A connection to the database at `path`; the file and its folder are created if missing, unless `create` is False.

    `durable` sets full sync at each commit (for the user's work), and denies what triggers and views of the file ask for; it must not be used
    by two threads at once. Derived data needs less, and is read by many. trusted_schema is off, so that the schema of an untrusted file calls
    no function. Raises DossierError where the file cannot be opened, UnsafeFile where it or a file that
    SQLite keeps beside it is a link, a pipe or a device: SQLite would follow it.
    """
    for suffix in DATABASE_FILES:
        require_regular(path.with_name(path.name + suffix))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if durable and str(path) != MEMORY:
            _make_private(path)
        name = str(path) if create else f"{path.absolute().as_uri()}?mode=rw"
        connection = sqlite3.connect(name, timeout=LOCK_SECONDS, check_same_thread=False, isolation_level=None, uri=not create)
    except (OSError, sqlite3.Error) as error:
        raise _open_error(path, error) from error
    try:
        connection.execute("PRAGMA trusted_schema=OFF")
        connection.execute("PRAGMA cell_size_check=ON")
        connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LONGEST_VALUE)
        if durable:
            distrust(connection)
            # what is deleted is overwritten, so that the words of a removed note do not stay in free pages
            connection.execute("PRAGMA secure_delete=ON")
        connection.execute(f"PRAGMA synchronous={'FULL' if durable else 'NORMAL'}")
        connection.execute("PRAGMA journal_mode=WAL")
    except UNREADABLE as error:
        connection.close()
        raise _open_error(path, error) from error
    return connection


def distrust(connection: sqlite3.Connection) -> None:
    """Lets a connection run no code of the file's schema: what a trigger or a view asks for is denied, and values have a limit of length.

    The connection calls Python for that while it has SQLite's lock. Another thread that uses it at the same moment waits for that lock and has
    Python's, so both would wait for ever: use it under a lock of your own.
    """
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LONGEST_VALUE)
    connection.set_authorizer(_deny_schema_code)


def _deny_schema_code(_action: int, _first: str | None, _second: str | None, _database: str | None, code: str | None) -> int:
    """SQLite gives the name of the trigger or view that asks for an access as the last argument, and none for a statement of the program."""
    return sqlite3.SQLITE_OK if code is None else sqlite3.SQLITE_DENY


def decode_leniently(data: bytes) -> str:
    """Text of a database; bytes that are no UTF-8 become replacement characters, and a row's checksum shows them."""
    return data.decode("utf-8", "replace")


@contextmanager
def time_limit(connection: sqlite3.Connection, seconds: float = READ_SECONDS) -> Iterator[None]:
    """Ends a statement inside with sqlite3.OperationalError “interrupted” when the time is over."""
    end = time.monotonic() + seconds
    connection.set_progress_handler(lambda: time.monotonic() > end, STEPS_BETWEEN_LOOKS)
    try:
        yield
    finally:
        connection.set_progress_handler(None, 0)


def _make_private(path: Path) -> None:
    """Creates a file that only its user can read, or takes other users' rights away where everybody could; SQLite gives the files beside it
    the same rights.
    """
    try:
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    except FileExistsError:
        with suppress(OSError):
            if path.stat().st_mode & 0o007:
                path.chmod(0o600)


def free_path(path: Path) -> Path:
    """The path, or with “-2”, “-3” … at its end: the first that nothing has, not even a link that leads nowhere."""
    number, free = 1, path
    while os.path.lexists(free):
        number += 1
        free = path.with_name(f"{path.name}-{number}")
    return free


def _open_error(path: Path, error: Exception) -> DossierError:
    """The error for the user: an OperationalError is a refusal by the system, any other means that the file is damaged."""
    if isinstance(error, (OSError, sqlite3.OperationalError)):
        what, do = "The file could not be opened as a database", "Check the folder's permissions and free space."
    else:
        what = "It is damaged or not a database"
        do = "Move it away to start a new one; an older copy may be next to it, named “….before-N”."
    return DossierError(f"{what} ({error}).", where=str(path), do=do)


def migrate(connection: sqlite3.Connection, path: Path, steps: Sequence[MigrationStep]) -> None:
    """Migrate the schema to the newest version, one step a version, each in a transaction.

    A file that is not new is copied before each step. Raises DossierError where it was written by a newer program.
    """
    version = _version(connection)
    if version > len(steps):
        raise DossierError(
            f"It was written by a newer version of dossier (format {version}; this version reads up to {len(steps)}).",
            where=str(path),
            do="Install the newer version; nothing was changed.",
        )
    for number, step in enumerate(steps, start=1):
        if number <= version:
            continue
        if version > 0:
            copy_database(connection, free_path(path.with_name(f"{path.name}.before-{number}")))
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


def copy_regular(path: Path, target: Path) -> None:
    """Copies a file byte for byte to a new one that only its user can read. Raises UnsafeFile for a link, a pipe or a device."""
    with SafeFolder(path.parent.absolute()).open(Path(path.name)) as source:
        number = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(number, "wb") as file:
            shutil.copyfileobj(source, file)
            file.flush()
            os.fsync(number)


def copy_database(connection: sqlite3.Connection, path: Path) -> None:
    """Copies a database to a new file, through SQLite, which sees what other connections have committed; all of it or nothing."""
    part = path.with_name(f".{path.name}.part")
    part.unlink(missing_ok=True)
    try:
        os.close(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        with closing(sqlite3.connect(part)) as target:
            connection.backup(target)
            target.execute("PRAGMA journal_mode=DELETE")
        with part.open("rb") as file:
            os.fsync(file.fileno())
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Makes a rename in a folder last over a loss of power; where folders cannot be synced, the system does it in time."""
    try:
        number = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(number)
    except OSError:
        pass
    finally:
        os.close(number)


def file_identity(path: Path) -> tuple[int, int] | None:
    """Device and number of the file that has this name now."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


def schema_version(connection: sqlite3.Connection) -> int:
    """The number that SQLite raises with every change of the schema; -1 where it cannot be read, so that the error comes from what follows."""
    with suppress(*UNREADABLE):
        return int(connection.execute("PRAGMA schema_version").fetchone()[0])
    return -1


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
