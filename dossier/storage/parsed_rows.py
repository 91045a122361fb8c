"""Parsed rows: the items in the rows of one table, kept up to date row by row, since every query and every command asks for all of them."""

import sqlite3
from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeAlias, TypeVar

from dossier.storage.checked_rows import CheckedRows

Row: TypeAlias = dict[str, Any]
T = TypeVar("T")
Parse: TypeAlias = Callable[[Row, Sequence[str], str], T | None]
"""Makes the item of a row from the row, its tags and its origin; None for a row that cannot be read."""


class ParsedRows(Generic[T]):
    """The items of one table of a notebook, in order of a column (where one is named, the highest first) or of their numbers.

    Only rows that were written through `rows` since the last call are read again, or all of them where another connection has written. Not for
    several threads at once.
    """

    def __init__(self, rows: CheckedRows, table: str, parse: Parse[T], newest_by: str = "") -> None:
        self._rows, self._table, self._parse, self._newest_by = rows, table, parse, newest_by
        self._tags = _AttachedTexts(rows, "tag", lambda row: (row["entry"], row["tag"]) if table == "entry" else None)
        self._origins = _AttachedTexts(rows, "origin", lambda row: (row["number"], row["name"]) if row["item"] == table else None)
        self._written = rows.watch()
        self._version = -1
        self._items: dict[int, T] = {}
        self._keys: dict[int, tuple[str, int]] = {}
        self._order: list[tuple[str, int]] = []
        self._all: tuple[T, ...] | None = None

    def read(self, connection: sqlite3.Connection, *, may_roll_back: bool) -> tuple[T, ...]:
        """All items. In a transaction that may still be rolled back, what it has written is read again the next time too."""
        self._update(connection, may_roll_back=may_roll_back)
        if self._all is None:
            keys = reversed(self._order) if self._newest_by else self._order
            self._all = tuple(self._items[number] for _, number in keys)
        return self._all

    def get(self, number: int, connection: sqlite3.Connection, *, may_roll_back: bool) -> T | None:
        """The item with that number, None where there is none; otherwise as above."""
        self._update(connection, may_roll_back=may_roll_back)
        return self._items.get(number)

    def _update(self, connection: sqlite3.Connection, *, may_roll_back: bool) -> None:
        (version,) = connection.execute("PRAGMA data_version").fetchone()
        if version != self._version:
            self._read_all()
            self._version = version
        else:
            self._read_written()
        if not may_roll_back:
            self._written.clear()

    def _read_all(self) -> None:
        self._tags.read_all()
        self._origins.read_all()
        self._items, self._keys, self._all = {}, {}, None
        for row in self._rows.all(self._table):
            self._add(row)
        self._order = sorted(self._keys.values())

    def _read_written(self) -> None:
        numbers = {number for table, number in self._written if table == self._table}
        for attached in (self._tags, self._origins):
            numbers |= {owner for table, number in self._written if table == attached.table for owner in attached.read_again(number)}
        for number in numbers:
            self._all = None
            self._items.pop(number, None)
            if (key := self._keys.pop(number, None)) is not None:
                del self._order[bisect_left(self._order, key)]
            row = self._rows.get(self._table, number)
            if row is not None and self._add(row):
                insort(self._order, self._keys[number])

    def _add(self, row: Row) -> bool:
        number = row["id"]
        origins = self._origins.texts(number)
        item = self._parse(row, self._tags.texts(number), origins[-1] if origins else "")
        if item is None:
            return False
        self._items[number] = item
        self._keys[number] = (str(row[self._newest_by]) if self._newest_by else "", number)
        return True


class _AttachedTexts:
    """The texts in the rows of one table that belong to rows of another. `owner_and_text` gives the number of that row and the text, None for
    a row that belongs to none.
    """

    def __init__(self, rows: CheckedRows, table: str, owner_and_text: Callable[[Row], tuple[int, object] | None]) -> None:
        self._rows, self.table, self._owner_and_text = rows, table, owner_and_text
        self._texts: defaultdict[int, dict[int, str]] = defaultdict(dict)
        self._owners: dict[int, int] = {}

    def texts(self, owner: int) -> list[str]:
        """The texts of a row, in order of their own numbers."""
        return [text for _, text in sorted(self._texts[owner].items())] if owner in self._texts else []

    def read_all(self) -> None:
        """Reads the whole table."""
        self._texts.clear()
        self._owners.clear()
        for row in self._rows.all(self.table):
            self._add(row)

    def read_again(self, number: int) -> set[int]:
        """Reads one row again; returns the rows that it belonged to and belongs to now."""
        owners = set()
        if (owner := self._owners.pop(number, None)) is not None:
            owners.add(owner)
            self._texts[owner].pop(number, None)
            if not self._texts[owner]:
                del self._texts[owner]
        if (row := self._rows.get(self.table, number)) is not None:
            self._add(row)
        return owners | {self._owners[number]} if number in self._owners else owners

    def _add(self, row: Row) -> None:
        if (attached := self._owner_and_text(row)) is not None:
            owner, text = attached
            self._owners[row["id"]] = owner
            self._texts[owner][row["id"]] = str(text)
