"""Opening of a notebook: it is verified as a whole, and built again where it is damaged; the damaged file stays beside it."""

import os
import sqlite3
from contextlib import AbstractContextManager, suppress
from pathlib import Path

from dossier.errors import DossierError
from dossier.phrases.plural import pluralize
from dossier.runtime.safe_files import SafeFolder
from dossier.storage.backups import Backups
from dossier.storage.checked_rows import CheckedRows, RowDamage
from dossier.storage.database import MEMORY, UNREADABLE, connect, copy_regular, decode_leniently, migrate, sync_folder, time_limit
from dossier.storage.journal import Journal
from dossier.storage.journal_sync import JournalSync
from dossier.storage.known_schema import unknown_objects
from dossier.storage.notebook_schema import ACTS, COLUMNS, IDENTITY, JOURNAL, STEPS, VERSION
from dossier.storage.recovery import MAGIC, Recovery, Salvage, recover, salvage
from dossier.storage.row_rules import has_faulty_rows, is_count

JOURNAL_SUFFIX, BACKUPS_SUFFIX, DAMAGED_SUFFIX = ".jsonl", ".backups", ".damaged"
UNRECOVERABLE = "Move it away to start a new one; an older copy may be next to it, named “….before-N”."
NOT_DAMAGE = ("locked", "interrupted", "unable to open", "readonly", "disk I/O", "full", "not permitted")
"""Words of errors in which the system refuses something; every other error of SQLite on opening counts as damage."""
MOST_REPORTS = 20
"""Reports of earlier damages that are read."""
MOST_BACKUPS = 40
"""Backups that are looked at in search of a sound one; more than this program ever leaves."""
EMPTY = "its database was missing or empty"


class NotebookDamaged(Exception):
    """The file is not as this program left it; the text says in what."""


def journal_path(path: Path) -> Path:
    """The journal of the notebook at `path`. Its name, and those of all files beside the notebook, begin with the notebook's."""
    return path.with_name(path.name + JOURNAL_SUFFIX)


def backups_of(path: Path) -> Backups:
    """The backups of the notebook at `path`."""
    return Backups(path.with_name(path.name + BACKUPS_SUFFIX))


def reports(path: Path) -> tuple[str, ...]:
    """What is to be said of earlier damages: the text of each report beside the notebook, until the user deletes it."""
    names = sorted(report.name for report in path.parent.glob(f"{path.name}{DAMAGED_SUFFIX}*.txt"))
    texts = []
    for name in names[:MOST_REPORTS]:
        with suppress(OSError, DossierError), SafeFolder(path.parent.absolute()).open(Path(name)) as file:
            texts.append(" ".join(file.read(10_000).decode("utf-8", "replace").split()))
    return tuple(texts)


def open_verified(path: Path, guard: AbstractContextManager[object]) -> sqlite3.Connection:
    """A connection to the notebook at `path`, migrated and verified; a damaged one is built again first. `guard` keeps other processes from
    doing the same meanwhile; a sound notebook of this version is opened without it, so that readers do not wait for one another.

    Raises DossierError where it cannot be opened, was written by a newer program, or is damaged with nothing to build it from.
    """
    if str(path) == MEMORY:
        connection = connect(path, durable=True)
        migrate(connection, path, STEPS)
        return connection
    if _header(path)[60:64] == len(STEPS).to_bytes(4, "big"):
        with suppress(NotebookDamaged):
            return _open_sound(path)
    with guard:
        try:
            return _open_sound(path)
        except NotebookDamaged as damage:
            rebuild(path, str(damage))
        try:
            return _open_sound(path)
        except NotebookDamaged as damage:
            raise DossierError(f"The notebook is damaged or not a notebook ({damage}).", where=str(path), do=UNRECOVERABLE) from damage


def rebuild(path: Path, reason: str) -> None:
    """Builds the notebook again from what is left of it, its journal and its newest backup. The damaged file is moved aside unchanged; a
    report beside it says what is missing. Raises DossierError, with nothing changed, where there is nothing to build from.
    """
    damaged, contents, backup = salvage(path), Journal(journal_path(path)).read(), _newest_sound(backups_of(path))
    if damaged.acts == 0 and (reason == EMPTY or contents.lines or backup):
        damaged = Salvage()
    recovery = recover(damaged, contents, backup)
    if not damaged.readable and recovery.source == "nothing":
        raise DossierError(f"The notebook is damaged or not a notebook ({reason}).", where=str(path), do=UNRECOVERABLE)
    new = path.with_name(f"{path.name}.part")
    for suffix in ("", "-wal", "-shm", "-journal"):
        new.with_name(new.name + suffix).unlink(missing_ok=True)
    try:
        _write_new(new, path, recovery)
        _set_aside(path, recovery, reason)
        new.replace(path)
    except (OSError, *UNREADABLE) as error:
        do = "Check permissions and free space; the damaged file was not changed."
        raise DossierError(f"The notebook is damaged ({reason}) and could not be rebuilt ({error}).", where=str(path), do=do) from error
    sync_folder(path.parent)


def _open_sound(path: Path) -> sqlite3.Connection:
    """A connection to a notebook that passes every check. Raises NotebookDamaged, and DossierError as `open_verified` does."""
    _check_header(path)
    connection = None
    try:
        connection = connect(path, durable=True)
        connection.text_factory = decode_leniently
        with time_limit(connection):
            _check_version(connection)
            _check_schema(connection)
            migrate(connection, path, STEPS)
            _check_rows(connection)
            _check_not_lost(connection, path)
    except BaseException as error:
        if connection is not None:
            connection.close()
        cause = error.__cause__ if isinstance(error, DossierError) else error
        if isinstance(cause, UNREADABLE) and not any(word in str(cause) for word in NOT_DAMAGE):
            raise NotebookDamaged(str(cause)) from error
        if isinstance(error, UNREADABLE):
            do = "Check the folder's permissions and free space, and whether another program is using it."
            raise DossierError(f"The notebook could not be opened ({error}).", where=str(path), do=do) from error
        raise
    return connection


def _header(path: Path) -> bytes:
    """The first bytes of the file; none where it cannot be read. Raises UnsafeFile for a link, a pipe or a device."""
    try:
        with SafeFolder(path.parent.absolute()).open(Path(path.name)) as file:
            return file.read(100)
    except OSError:
        return b""


def _check_header(path: Path) -> None:
    """Raises NotebookDamaged for a file that SQLite would refuse, or take as written by another program."""
    header = _header(path)
    if header and (not header.startswith(MAGIC) or not {header[18], header[19]} <= {1, 2} or header[21:24] != b"\x40\x20\x20"):
        raise NotebookDamaged("it is not a database")


def _check_version(connection: sqlite3.Connection) -> None:
    """Raises NotebookDamaged where the version in the header is not the one in the table meta."""
    has_meta = connection.execute("SELECT count(*) FROM sqlite_master WHERE name = 'meta'").fetchone()[0]
    in_header = int(connection.execute("PRAGMA user_version").fetchone()[0])
    in_table = connection.execute("SELECT value FROM meta WHERE name = ?", (VERSION,)).fetchone() if has_meta else None
    if in_table is not None and str(in_table[0]) != str(in_header):
        raise NotebookDamaged("its version number has changed")


def _check_schema(connection: sqlite3.Connection) -> None:
    """Raises NotebookDamaged where the schema is not the one that this program writes: its code would run when the tables are used."""
    if words := unknown_objects(connection):
        raise NotebookDamaged(f"it is not as this program writes it: {', '.join(words)}")


def _check_rows(connection: sqlite3.Connection) -> None:
    """Raises NotebookDamaged where SQLite or the checksums find anything wrong."""
    if (verdict := connection.execute("PRAGMA integrity_check(1)").fetchone()[0]) != "ok":
        raise NotebookDamaged(" ".join(str(verdict).split()))
    connection.execute("BEGIN")
    try:
        damages = CheckedRows(connection, COLUMNS).damage()
        faults = [table for table in COLUMNS if has_faulty_rows(connection, table)]
    finally:
        connection.execute("COMMIT")
    if damages:
        raise NotebookDamaged(_in_words(damages))
    if faults:
        raise NotebookDamaged(f"it holds numbers or values that this program does not write, in: {', '.join(faults)}")


def _check_not_lost(connection: sqlite3.Connection, path: Path) -> None:
    """Raises NotebookDamaged where the database is as new but a journal or backups of an older one lie beside it."""
    if not _looks_lost(connection, path):
        return
    # another process may just be writing its first act: with the lock for writing, database and journal stand still
    connection.execute("BEGIN IMMEDIATE")
    try:
        if _looks_lost(connection, path):
            raise NotebookDamaged(EMPTY)
    finally:
        connection.execute("ROLLBACK")


def _looks_lost(connection: sqlite3.Connection, path: Path) -> bool:
    row = connection.execute("SELECT value FROM meta WHERE name = ?", (ACTS,)).fetchone()
    if row is None or not is_count(row[0]):
        raise NotebookDamaged("its change count is missing")
    if int(row[0]) > 0:
        return False
    last = Journal(journal_path(path)).read().last
    return (last is not None and last.act > 0) or bool(backups_of(path).all())


def _in_words(damages: tuple[RowDamage, ...]) -> str:
    changed, missing = sum(damage.number > 0 for damage in damages), sum(damage.missing for damage in damages)
    parts = [f"{pluralize(changed, 'row')} changed"] * bool(changed) + [f"{pluralize(missing, 'row')} missing"] * bool(missing)
    return ", ".join(parts) or "its totals are wrong"


def _newest_sound(backups: Backups) -> Salvage | None:
    """The contents of the newest backup that is not damaged itself; of several damaged ones the newest that can be read."""
    readable = None
    for backup in backups.all()[:MOST_BACKUPS]:
        contents = salvage(backup.path)
        if contents.readable and not contents.changed and contents.complete == set(COLUMNS):
            return contents
        readable = readable or (contents if contents.readable else None)
    return readable


def _write_new(new: Path, path: Path, recovery: Recovery) -> None:
    """Writes a database with the recovered rows, and the report; the journal is rewritten unless all rows came from it."""
    connection = connect(new, durable=True)
    try:
        migrate(connection, new, STEPS)
        connection.execute("BEGIN IMMEDIATE")
        sync = JournalSync(connection, CheckedRows(connection, COLUMNS), journal_path(path))
        sync.replace_rows(dict(recovery.rows), dict(recovery.next_numbers))
        meta = {ACTS: str(recovery.act)} | ({IDENTITY: recovery.identity} if recovery.identity else {})
        last = sync.journal.last()
        if not recovery.losses and last is not None and last.act == recovery.act:
            meta[JOURNAL] = last.checksum
        connection.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", list(meta.items()))
        if JOURNAL not in meta:
            sync.bring_in_step()
        connection.execute("COMMIT")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.execute("PRAGMA journal_mode=DELETE")
    finally:
        connection.close()


def _set_aside(path: Path, recovery: Recovery, reason: str) -> None:
    """Copies the damaged files to a free name and writes the report; then removes what SQLite left beside the damaged file."""
    number, aside = 1, path.with_name(f"{path.name}{DAMAGED_SUFFIX}-1")
    while os.path.lexists(aside) or os.path.lexists(aside.with_name(f"{aside.name}.txt")):
        number += 1
        aside = path.with_name(f"{path.name}{DAMAGED_SUFFIX}-{number}")
    is_kept = reason != EMPTY and path.is_file()
    if is_kept:
        for suffix in ("", "-wal"):
            original, copy = path.with_name(path.name + suffix), aside.with_name(aside.name + suffix)
            if original.is_file() and not original.is_symlink():
                copy_regular(original, copy)
    outcome = f"It was rebuilt from {recovery.source}"
    outcome = f"{outcome}. {' '.join(recovery.losses)}" if recovery.losses else f"{outcome}; nothing is missing."
    remainder = f"The damaged file was saved as {aside.name}; delete it and" if is_kept else "Delete"
    text = f"The notebook was damaged: {reason}. {outcome} {remainder} {aside.name}.txt when you have read this.\n"
    report = aside.with_name(f"{aside.name}.txt")
    with os.fdopen(os.open(report, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        file.write(text)
    for suffix in ("-wal", "-shm", "-journal"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
