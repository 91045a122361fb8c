"""Rules for the rows of a notebook: which numbers and which kinds of values this program writes, so that a stranger's row is known by them."""

import sqlite3
from collections.abc import Mapping
from typing import Any

from dossier.storage.database import LONGEST_VALUE
from dossier.storage.notebook_schema import COLUMNS

GREATEST = 1 << 40
"""The greatest number of a row. SQLite counts on from the greatest there is, up to 2**63 - 1; above this one it could run out."""
INTEGERS = frozenset({"id", "entry", "number", "undone"})
"""The columns that hold integers; all others hold text."""


def is_number(value: object) -> bool:
    """True for a number that a row may have."""
    return type(value) is int and 0 < value <= GREATEST


def is_count(value: object) -> bool:
    """True for a decimal number, or its text, that can be the number of acts of a notebook."""
    text = str(value)
    return text.isascii() and text.isdecimal() and len(text) <= len(str(GREATEST)) and int(text) <= GREATEST


def has_faulty_rows(connection: sqlite3.Connection, table: str) -> bool:
    """True where a table, which is known to have our columns, has a row with a fault, or counts its numbers wrongly."""
    wrong = " OR ".join(f"typeof({name}) <> '{'integer' if name in INTEGERS else 'text'}'" for name in COLUMNS[table])
    wrong += "".join(f" OR {name} NOT BETWEEN {int(name == 'id')} AND {GREATEST}" for name in COLUMNS[table] if name in INTEGERS)
    if connection.execute(f"SELECT EXISTS (SELECT 1 FROM {table} WHERE {wrong})").fetchone()[0]:  # noqa: S608  our own names
        return True
    highest = connection.execute(f"SELECT coalesce(max(id), 0) FROM {table}").fetchone()[0]  # noqa: S608  our own names
    counts = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = ?", (table,)).fetchall()
    is_counted = highest == 0 if not counts else type(counts[0][0]) is int and highest <= counts[0][0] <= GREATEST
    return len(counts) > 1 or not is_counted


def row_fault(table: str, row: object) -> str:
    """Why this program did not write such a row in that table, in words; empty for a row that it may have written. What the text of a column
    says is not looked at.
    """
    if not isinstance(row, Mapping) or set(row) != set(COLUMNS[table]):
        return "it has other columns"
    if not is_number(row["id"]):
        return "its number is out of range"
    faults = (f"its {name} is {fault}" for name, value in row.items() if (fault := _value_fault(name, value)))
    return next(faults, "")


def change_fault(table: str, number: object, row: object) -> str:
    """The fault of a change of a row, None for a row that was deleted; empty as well for a table of a newer program, which is passed over."""
    if table not in COLUMNS:
        return ""
    fault = row_fault(table, row) if row is not None else ""
    if not is_number(number) or (isinstance(row, Mapping) and row.get("id") != number):
        fault = "its number is out of range"
    return fault


def _value_fault(name: str, value: Any) -> str:
    if name in INTEGERS:
        return "" if type(value) is int and 0 <= value <= GREATEST else "no number of a row"
    if not isinstance(value, str):
        return "no text"
    try:
        return "" if len(value.encode()) <= LONGEST_VALUE else "too long"
    except UnicodeEncodeError:
        return "no text"
