"""Checked rows: rows of SQLite with a checksum each, and for each table a count and a digest over all its rows.

A changed byte shows in the checksum of its row, a lost row in the count and the digest of its table.
"""

import hashlib
import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

MODULUS = 1 << 64


@dataclass(frozen=True, slots=True)
class RowDamage:
    """A row whose checksum is wrong, or with `number` 0 a table whose rows are not those that were written; `missing` counts lost rows."""

    table: str
    number: int
    missing: int = 0


def row_checksum(table: str, values: Sequence[Any]) -> str:
    """The checksum of a row: 16 hexadecimal digits over the table's name and the values in order of the columns."""
    text = json.dumps([table, *values], default=repr)
    return hashlib.blake2b(text.encode(), digest_size=8).hexdigest()


class CheckedRows:
    """Reads and writes rows by table and number, and keeps their checksums and the totals in step.

    `columns` gives the columns of each table without the checksum, “id” first. `changed` collects the rows that were written, None for
    those that were deleted; the caller empties it. Everything happens in the caller's transaction.
    """

    def __init__(self, connection: sqlite3.Connection, columns: Mapping[str, tuple[str, ...]]) -> None:
        self._db, self.columns = connection, columns
        self.changed: dict[tuple[str, int], dict[str, Any] | None] = {}
        self._watches: list[set[tuple[str, int]]] = []
        self._selects = {table: f"SELECT {', '.join(names)}, checksum FROM {table}" for table, names in columns.items()}  # noqa: S608  our own names

    def watch(self) -> set[tuple[str, int]]:
        """A set to which the table and number of every row that is written or deleted is added; the caller empties it. What is rolled back is
        not taken out.
        """
        watch: set[tuple[str, int]] = set()
        self._watches.append(watch)
        return watch

    def get(self, table: str, number: int) -> dict[str, Any] | None:
        """The row with that number, None where there is none."""
        row = self._db.execute(f"{self._selects[table]} WHERE id = ?", (number,)).fetchone()
        return dict(zip(self.columns[table], row[:-1], strict=True)) if row else None

    def all(self, table: str) -> list[dict[str, Any]]:
        """Every row in order of number. Their checksums are not verified: `damage` does that."""
        return [dict(zip(self.columns[table], row[:-1], strict=True)) for row in self._db.execute(f"{self._selects[table]} ORDER BY id")]

    def last(self, table: str, column: str, value: object) -> int:
        """The highest number of a row that has that value in a column; 0 where there is none. Quick where one of the last rows has it."""
        query = f"SELECT id FROM {table} WHERE {column} = ? ORDER BY id DESC LIMIT 1"  # noqa: S608  our own names
        row = self._db.execute(query, (value,)).fetchone()
        return row[0] if row else 0

    def numbers_after(self, table: str, number: int) -> list[int]:
        """The numbers above that one, in order."""
        return [row[0] for row in self._db.execute(f"SELECT id FROM {table} WHERE id > ? ORDER BY id", (number,))]  # noqa: S608  our own names

    def numbers(self, table: str, column: str, value: object) -> list[int]:
        """The numbers of the rows that have that value in a column, in order."""
        query = f"SELECT id FROM {table} WHERE {column} = ? ORDER BY id"  # noqa: S608  our own names
        return [row[0] for row in self._db.execute(query, (value,))]

    def put(self, table: str, row: Mapping[str, Any]) -> None:
        """Inserts a row or replaces the one with its number."""
        values = [row[name] for name in self.columns[table]]
        checksum, before = row_checksum(table, values), self._checksum(table, row["id"])
        marks = ", ".join("?" * (len(values) + 1))
        names = ", ".join(self.columns[table])
        self._db.execute(f"INSERT OR REPLACE INTO {table} ({names}, checksum) VALUES ({marks})", (*values, checksum))  # noqa: S608  our own names
        self._add_to_total(table, before, checksum)
        self._note_change(table, row["id"], dict(row))

    def delete(self, table: str, number: int) -> None:
        """Deletes a row, if it is there."""
        if (before := self._checksum(table, number)) is not None:
            self._db.execute(f"DELETE FROM {table} WHERE id = ?", (number,))  # noqa: S608  our own names
            self._add_to_total(table, before, None)
            self._note_change(table, number, None)

    def next_number(self, table: str) -> int:
        """A number that was never used in the table, not even by a row that is deleted."""
        row = self._db.execute("SELECT seq FROM sqlite_sequence WHERE name = ?", (table,)).fetchone()
        return (row[0] if row else 0) + 1

    def next_numbers(self) -> dict[str, int]:
        """The next number of each table."""
        return {table: self.next_number(table) for table in self.columns}

    def set_next_number(self, table: str, number: int) -> None:
        """Makes all numbers below this one used."""
        if number > self.next_number(table):
            self._db.execute("DELETE FROM sqlite_sequence WHERE name = ?", (table,))
            self._db.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)", (table, number - 1))

    def damage(self) -> tuple[RowDamage, ...]:
        """What differs from what was written; nothing in a sound notebook."""
        damages: list[RowDamage] = []
        for table, select in self._selects.items():
            rows = self._db.execute(select).fetchall()
            damages += (RowDamage(table, row[0]) for row in rows if row[-1] != row_checksum(table, row[:-1]))
            count, digest = self._total(table)
            if (count, digest) != (len(rows), _digest([row[-1] for row in rows])):
                damages.append(RowDamage(table, 0, max(0, count - len(rows))))
        return tuple(damages)

    def write_all_checksums(self) -> None:
        """Writes the checksum of every row and the totals, for rows that have none yet."""
        for table, names in self.columns.items():
            checksums = []
            for row in self._db.execute(f"SELECT {', '.join(names)} FROM {table}").fetchall():  # noqa: S608  our own names
                checksums.append(row_checksum(table, row))
                self._db.execute(f"UPDATE {table} SET checksum = ? WHERE id = ?", (checksums[-1], row[0]))  # noqa: S608  our own names
            self._db.execute("INSERT OR REPLACE INTO total VALUES (?, ?, ?)", (table, len(checksums), f"{_digest(checksums):016x}"))

    def _note_change(self, table: str, number: int, row: dict[str, Any] | None) -> None:
        self.changed[table, number] = row
        for watch in self._watches:
            watch.add((table, number))

    def _checksum(self, table: str, number: int) -> str | None:
        if table not in self.columns:  # the name may come from a row that somebody else wrote
            raise KeyError(table)
        row = self._db.execute(f"SELECT checksum FROM {table} WHERE id = ?", (number,)).fetchone()  # noqa: S608  our own names
        return str(row[0]) if row else None

    def _total(self, table: str) -> tuple[int, int]:
        row = self._db.execute("SELECT rows, digest FROM total WHERE name = ?", (table,)).fetchone()
        try:
            return (int(row[0]), int(row[1], 16)) if row else (0, 0)
        except (TypeError, ValueError):
            return 0, -1

    def _add_to_total(self, table: str, before: str | None, after: str | None) -> None:
        count, digest = self._total(table)
        count += (after is not None) - (before is not None)
        digest = (digest + _digest([after] if after else []) - _digest([before] if before else [])) % MODULUS
        self._db.execute("INSERT OR REPLACE INTO total VALUES (?, ?, ?)", (table, count, f"{digest:016x}"))


def _digest(checksums: Sequence[str]) -> int:
    """The sum of checksums, in which their order plays no part, so that one row can be added or subtracted."""
    total = 0
    for checksum in checksums:
        try:
            total += int(checksum, 16)
        except (TypeError, ValueError):
            total += 1
    return total % MODULUS
