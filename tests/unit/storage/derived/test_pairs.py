"""Stored pairs: match probabilities outlive the process; what is damaged is not used, and what is of no use goes."""

import math
import sqlite3
from pathlib import Path

from dossier.storage.derived import pairs
from dossier.storage.derived.pairs import FEW, StoredPairs


def connect(folder: Path) -> sqlite3.Connection:
    """A database with the table of pairs."""
    connection = sqlite3.connect(folder / "facts.sqlite3", isolation_level=None)
    connection.execute(pairs.SCHEMA)
    return connection


def save(stored: StoredPairs, *, whole: bool = False) -> None:
    """What was put is written."""
    stored.save(whole=whole)


def test_probabilities_are_the_same_after_another_process_opens_the_database(tmp_path: Path) -> None:
    """To the last bit, for any number of a pair."""
    stored, numbers = StoredPairs(connect(tmp_path)), {0: 0.1, -(2**63): math.nextafter(0.5, 1), 2**63 - 1: 1e-300}
    for pair, probability in numbers.items():
        stored.put(pair, probability)
    assert stored.get(0) == 0.1
    save(stored)
    again = StoredPairs(connect(tmp_path))
    assert {pair: again.get(pair) for pair in numbers} == numbers
    assert again.get(5) is None


def test_what_was_not_saved_is_forgotten(tmp_path: Path) -> None:
    """As after an error while linking."""
    stored = StoredPairs(connect(tmp_path))
    stored.put(1, 0.5)
    stored.forget()
    assert stored.get(1) is None


def test_a_damaged_row_is_not_used(tmp_path: Path) -> None:
    """Another value, a value of another pair, and no value at all."""
    connection = connect(tmp_path)
    stored = StoredPairs(connection)
    for pair in range(4):
        stored.put(pair, pair / 4)
    save(stored)
    connection.execute("UPDATE matched SET body = zeroblob(12) WHERE pair = 0")
    connection.execute("UPDATE matched SET body = (SELECT body FROM matched WHERE pair = 3) WHERE pair = 1")
    connection.execute("UPDATE matched SET body = '' WHERE pair = 2")
    assert [StoredPairs(connection).get(pair) for pair in range(4)] == [None, None, None, 0.75]


def test_rows_of_no_use_go_once_they_are_most(tmp_path: Path) -> None:
    """After a comparison of everything; after one of a few records nothing is known of the others."""
    connection = connect(tmp_path)
    stored = StoredPairs(connection)
    for pair in range(2 * FEW):
        stored.put(pair, 0.5)
    save(stored, whole=True)
    stored.get(7)
    save(stored)
    assert stored.get(8) == 0.5
    stored.forget()
    stored.get(7)
    stored.put(-1, 0.25)
    save(stored, whole=True)
    assert [row[0] for row in connection.execute("SELECT pair FROM matched ORDER BY pair")] == [-1, 7]
