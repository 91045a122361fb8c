"""Stored first rows: of one key, or known to be damaged."""

import sqlite3

import pytest

from dossier.errors import DamagedFacts
from dossier.storage.derived.first_rows import SCHEMA, StoredFirstRows


@pytest.fixture
def connection() -> sqlite3.Connection:
    """A database in which rows were replaced by those of another key."""
    connection = sqlite3.connect(":memory:")
    connection.executescript(SCHEMA)
    for key in ("before", "now"):
        StoredFirstRows(connection).write(key, key.encode())
    return connection


def test_rows_are_those_of_their_key(connection: sqlite3.Connection) -> None:
    """Proves that only the rows that were written last are there, and only under their key."""
    rows = StoredFirstRows(connection)
    assert (rows.read("now"), rows.read("before")) == (b"now", None)


def test_damaged_rows_are_not_read(connection: sqlite3.Connection) -> None:
    """Proves that bytes which only the disk has changed are no rows."""
    connection.execute("UPDATE first_rows SET body = zeroblob(length(body))")
    with pytest.raises(DamagedFacts):
        StoredFirstRows(connection).read("now")
