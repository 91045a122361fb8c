"""Changes: the list of articles that were saved or deleted, in order; what is computed from articles by difference reads it."""

import sqlite3
from collections.abc import Callable

from dossier.errors import DamagedFacts

Execute = Callable[..., sqlite3.Cursor]
"""Runs a statement with its values."""
CHANGES = """
SELECT coalesce(max(number), 0), coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'change'), 0) FROM change
"""
"""The number of the last change, and the last number that was given."""


def last_change(execute: Execute) -> int:
    """The number of the last change of an article; it grows with each. Raises DamagedFacts where changes are missing."""
    last, given = execute(CHANGES).fetchone()
    if last != given:
        raise DamagedFacts("The last change of an article is missing.")
    return int(last)


def changed_articles(execute: Execute, after: int) -> tuple[str, ...]:
    """The ids of the articles that were saved or deleted after the change of that number, in order; "" where all were deleted. Raises
    DamagedFacts where a change is missing.
    """
    rows = execute("SELECT number, article FROM change WHERE number > ? ORDER BY number", (after,)).fetchall()
    first = rows[0][0] if rows else 0
    # earlier numbers go when all articles are deleted
    if rows and (rows[-1][0] - first + 1 != len(rows) or (first != after + 1 and rows[0][1])):
        raise DamagedFacts("Changes of articles are missing.")
    return tuple(sorted({article for _, article in rows}))
