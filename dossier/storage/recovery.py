"""Recovery of a notebook: its rows from what is left of the database, from the journal and from the newest backup."""

import os
import sqlite3
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dossier.errors import DossierError, UnsafeFile
from dossier.phrases.plural import pluralize
from dossier.runtime.safe_files import SafeFolder
from dossier.storage.checked_rows import row_checksum
from dossier.storage.database import UNREADABLE, copy_regular, decode_leniently, distrust, migrate, time_limit
from dossier.storage.journal import JournalContents
from dossier.storage.known_schema import remove_unknown_objects, unknown_objects
from dossier.storage.notebook_codec import NOT_UNDERSTOOD, parse_correction, parse_entry, parse_search
from dossier.storage.notebook_schema import ACTS, COLUMNS, IDENTITY, STEPS
from dossier.storage.row_rules import is_count, is_number, row_fault

Row = dict[str, Any]
RowKey = tuple[str, int]
WORDS: Mapping[str, str] = {"entry": "entry", "tag": "tag", "correction": "correction", "search": "saved search"}
"""The words for the rows of each table whose loss a user would miss; the history is only for undo."""
PARSERS: Mapping[str, Callable[[Row], object]] = {
    "entry": lambda row: parse_entry(row, ()),
    "correction": parse_correction,
    "search": parse_search,
}
MAGIC = b"SQLite format 3\x00"
LARGEST = 2 << 30
"""Bytes; a larger file is no notebook."""
FARTHEST = 1_000_000
"""The highest number that is tried where a table cannot be read in one go."""
LONGEST_GAP = 10_000
"""Numbers without a row after which no more are tried."""
NAMED = 20
"""Numbers of lost rows in a sentence; of more, only the count."""


@dataclass(slots=True)
class Salvage:
    """What could be read of a database: rows whose checksum is right, rows that were changed, the number of rows that each table should
    have, and the number of acts; None or empty for what could not be read. `renumbered` rows had numbers out of range, and have others here.
    """

    rows: dict[RowKey, Row] = field(default_factory=dict)
    changed: dict[RowKey, Row] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    complete: set[str] = field(default_factory=set)
    acts: int | None = None
    identity: str = ""
    readable: bool = False
    renumbered: int = 0


@dataclass(frozen=True, slots=True)
class Recovery:
    """The rows of a notebook that is to be built again, the number of its last act, and a sentence for each loss."""

    rows: Mapping[RowKey, Row]
    act: int
    identity: str
    source: str
    losses: tuple[str, ...] = ()
    next_numbers: Mapping[str, int] = field(default_factory=dict)


def salvage(path: Path) -> Salvage:
    """Reads a database row by row. It works on a copy, since opening the original would change it."""
    result = Salvage()
    with tempfile.TemporaryDirectory(prefix="dossier-") as folder:
        copy = Path(folder) / "notebook.sqlite3"
        with suppress(FileNotFoundError, UnsafeFile):
            _copy(path, copy)
        if copy.exists():
            with suppress(*UNREADABLE):
                _read_copy(copy, result)
    _renumber(result)
    return result


def _copy(path: Path, copy: Path) -> None:
    """Copies a database and its log, if it is one. Raises OSError, and UnsafeFile for a link, a pipe or a device."""
    with SafeFolder(path.parent.absolute()).open(Path(path.name)) as file:
        size, header = os.fstat(file.fileno()).st_size, file.read(len(MAGIC))
    if header == MAGIC and size <= LARGEST:
        copy_regular(path, copy)
        log = path.with_name(f"{path.name}-wal")
        if log.is_file() and not log.is_symlink() and log.stat().st_size <= LARGEST:
            copy_regular(log, copy.with_name(f"{copy.name}-wal"))


def _read_copy(copy: Path, result: Salvage) -> None:
    if not _is_known(copy):
        remove_unknown_objects(copy)
    with closing(sqlite3.connect(copy, isolation_level=None)) as db:
        db.text_factory = decode_leniently
        db.execute("PRAGMA trusted_schema=OFF")
        distrust(db)
        if db.execute("PRAGMA user_version").fetchone()[0] == 0:
            return  # another program's
        with time_limit(db):
            with suppress(*UNREADABLE, DossierError):
                migrate(db, copy, STEPS)
            _read_meta(db, result)
            for table, names in COLUMNS.items():
                with suppress(*UNREADABLE):
                    _read_table(db, table, names, result)


def recover(damaged: Salvage, journal: JournalContents, backup: Salvage | None) -> Recovery:
    """The newest state of each row. A complete journal has them all; else the backup, the journal's sound lines and the sound rows of the
    database are combined. In doubt, a row is restored rather than lost.
    """
    last = journal.last
    if journal.complete and last is not None and last.act >= (damaged.acts or 0):
        rows, next_numbers = replay(journal, {})
        return Recovery(rows, last.act, journal.lines[0].notebook, "its journal", (), next_numbers)
    rows = dict(backup.rows) if backup else {}
    since = (backup.acts or 0) if backup else 0
    rows, next_numbers = replay(journal, rows, since)
    acts, journal_acts = damaged.acts or 0, last.act if last else 0
    newer = {(table, number) for line in journal.lines if line.act > acts for table, number, _ in line.rows}
    rows |= {key: row for key, row in damaged.rows.items() if key not in newer}
    if damaged.acts is not None and acts >= journal_acts:
        rows = {key: row for key, row in rows.items() if key[0] not in damaged.complete or key in damaged.rows or key in damaged.changed}
    losses = list(_changed_rows(damaged, rows))
    losses += _lost_rows(damaged, rows)
    if damaged.renumbered:
        losses.append(f"{pluralize(damaged.renumbered, 'row')} had numbers that this program does not give, and got others.")
    if not damaged.readable or not damaged.counts.keys() >= WORDS.keys():
        losses.append(_unknown_loss(journal, backup))
    sources = ["its undamaged rows"] * damaged.readable + ["its journal"] * bool(last) + ["its newest backup"] * bool(backup)
    identity = damaged.identity or (journal.lines[0].notebook if journal.lines else "") or (backup.identity if backup else "")
    act = max(acts, journal_acts, since)
    return Recovery(rows, act, identity, " and ".join(sources) or "nothing", tuple(losses), next_numbers)


def replay(journal: JournalContents, rows: dict[RowKey, Row], since: int = 0) -> tuple[dict[RowKey, Row], dict[str, int]]:
    """The rows after the acts of a journal that came after act number `since`, and the next number of each table."""
    next_numbers: dict[str, int] = {}
    for line in journal.lines:
        for table, number in line.next_numbers.items():
            if table in COLUMNS and is_number(number):
                next_numbers[table] = max(number, next_numbers.get(table, 1))
        for table, number, row in line.rows:
            if table not in COLUMNS:
                continue
            next_numbers[table] = max(number + 1, next_numbers.get(table, 1))
            if line.act <= since:
                continue
            if row is None:
                rows.pop((table, number), None)
            else:
                rows[table, number] = row
    return rows, next_numbers


def _is_known(copy: Path) -> bool:
    with suppress(*UNREADABLE), closing(sqlite3.connect(copy, isolation_level=None)) as db:
        distrust(db)
        db.text_factory = decode_leniently
        return not unknown_objects(db)
    return False


def _read_meta(db: sqlite3.Connection, result: Salvage) -> None:
    with suppress(*UNREADABLE, ValueError, TypeError):
        result.counts = {str(name): int(rows) for name, rows in db.execute("SELECT name, rows FROM total")}
    with suppress(*UNREADABLE, ValueError, TypeError):
        meta = dict(db.execute("SELECT name, value FROM meta").fetchall())
        result.identity = str(meta.get(IDENTITY, ""))
        result.acts = int(meta[ACTS]) if is_count(meta.get(ACTS, "")) else None


def _read_table(db: sqlite3.Connection, table: str, names: Sequence[str], result: Salvage) -> None:
    hidden = {name: kind for _, name, *_, kind in db.execute(f"PRAGMA table_xinfo({table})")}
    if any(hidden.get(name, 0) for name in names):
        return  # a generated column holds no value, it computes one
    select = f"SELECT {', '.join(names)}, checksum FROM {table} NOT INDEXED"  # noqa: S608  our own names
    try:
        rows, whole = db.execute(select).fetchall(), True
    except UNREADABLE:
        rows, whole = list(_one_by_one(db, table, select)), False
    result.readable = result.readable or whole or bool(rows)
    for row in rows:
        if type(row[0]) is not int:
            continue
        key = table, row[0]
        values = dict(zip(names, row[:-1], strict=True))
        is_sound = row[-1] == row_checksum(table, row[:-1]) and not row_fault(table, values | {"id": 1})
        (result.rows if is_sound else result.changed)[key] = values
    read = sum(key[0] == table for key in (*result.rows, *result.changed))
    if whole and result.counts.get(table) == read:
        result.complete.add(table)


def _renumber(result: Salvage) -> None:
    """Gives rows whose numbers are out of range the next free ones: with the greatest number that SQLite has, no row could follow."""
    for table in ("entry", "correction", "search", "tag", "origin"):
        rows = {number: row for (name, number), row in result.rows.items() if name == table}
        following = max((number for number in rows if is_number(number)), default=0)
        for number in sorted(number for number in rows if not is_number(number)):
            following += 1
            row = result.rows.pop((table, number))
            result.rows[table, following] = row | {"id": following}
            result.renumbered += table in PARSERS
            for (name, _), other in result.rows.items():
                if name == "tag" and table == "entry" and other["entry"] == number:
                    other["entry"] = following
                elif name == "origin" and other["item"] == table and other["number"] == number:
                    other["number"] = following
    # a change in the history names rows by their numbers, so that one of an unknown number is of no use
    for key in [key for key in result.rows if key[0] == "history" and not is_number(key[1])]:
        del result.rows[key]


def _one_by_one(db: sqlite3.Connection, table: str, select: str) -> Iterator[tuple[Any, ...]]:
    """The rows that can be reached by their numbers where a page between them is damaged."""
    highest = FARTHEST
    with suppress(*UNREADABLE, TypeError, ValueError):
        highest = min(FARTHEST, int(db.execute("SELECT seq FROM sqlite_sequence WHERE name = ?", (table,)).fetchone()[0]))
    number = last = 0
    while number < min(highest, last + LONGEST_GAP):
        number += 1
        try:
            row = db.execute(f"{select} WHERE id = ?", (number,)).fetchone()
        except sqlite3.Error as error:
            if "malformed" not in str(error):
                return
            continue
        if row:
            last = number
            yield row


def _changed_rows(damaged: Salvage, rows: dict[RowKey, Row]) -> Iterator[str]:
    """Adds rows that were changed by the damage, and of which there is no sound copy, where they can still be read; a sentence for each."""
    for (table, number), row in damaged.changed.items():
        if not is_number(number) or row_fault(table, row):
            if table in WORDS and (table, number) not in rows:
                yield f"The {WORDS[table]} {number} can no longer be read: {row_fault(table, row)}."
            continue
        if (table, number) in rows:
            if table in WORDS:
                yield f"The {WORDS[table]} {number} was restored from an older copy; a later change may be missing."
            continue
        try:
            if table in PARSERS:
                PARSERS[table](row)
        except NOT_UNDERSTOOD:
            if table in WORDS:
                yield f"The {WORDS[table]} {number} can no longer be read."
            continue
        if table == "history":
            continue
        rows[table, number] = row
        yield f"The {WORDS[table]} {number} was recovered, but some of its bytes have changed. Please check it."


def _lost_rows(damaged: Salvage, rows: Mapping[RowKey, Row]) -> Iterator[str]:
    for table, word in WORDS.items():
        present = {number for name, number in rows if name == table}
        missing = damaged.counts.get(table, 0) - len(present)
        if missing <= 0:
            continue
        gaps = sorted(set(range(1, max(present, default=0))) - present)
        named = f" (among the numbers {', '.join(map(str, gaps))})" if 0 < len(gaps) <= NAMED else ""
        yield f"{pluralize(missing, word)} of {damaged.counts[table]} could not be recovered{named}."


def _unknown_loss(journal: JournalContents, backup: Salvage | None) -> str:
    if journal.lines:
        return "Some lines of the journal are damaged too, so some changes may be missing."
    if backup is not None:
        return "Its journal is missing too: changes made after the backup are lost."
    return "There is no journal and no backup, so nothing could be restored."
