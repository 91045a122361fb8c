"""Stored pairs: match probabilities of event records, so that a new process need not compare again what an earlier one has compared.

A row stands for itself: one that is missing, or does not match its checksum, is computed again.
"""

import hashlib
import sqlite3
import struct
from array import array

SCHEMA = "CREATE TABLE IF NOT EXISTS matched (pair INTEGER PRIMARY KEY, body BLOB NOT NULL);"
TABLES = ("matched",)
VALUE, CHECKSUM = 8, 4
"""Bytes of a value, and of the checksum after it."""
STALE = 3
"""Times as many rows as were of use to a linker that had to compare everything, above which the others are deleted."""
FEW = 1_000


class StoredPairs:
    """Match probabilities by the number of the pair (`linking.events.known_pairs.KnownPairs`). What was put is written by `save`."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._new: dict[int, float] = {}
        self._used = array("q")

    def get(self, pair: int) -> float | None:
        """The probability of a pair; None where it is not stored."""
        if pair in self._new:
            return self._new[pair]
        row = self._connection.execute("SELECT body FROM matched WHERE pair = ?", (pair,)).fetchone()
        if row is None or not isinstance(body := row[0], bytes) or len(body) != VALUE + CHECKSUM or _body(pair, body[:VALUE]) != body:
            return None
        self._used.append(pair)
        return float(struct.unpack("<d", body[:VALUE])[0])

    def put(self, pair: int, probability: float) -> None:
        """Note the probability of a pair."""
        self._new[pair] = probability

    def save(self, *, whole: bool) -> None:
        """Writes what is new, within a transaction. After a `whole` comparison, rows that were of no use are deleted where they are most."""
        rows = ((pair, _body(pair, struct.pack("<d", probability))) for pair, probability in self._new.items())
        self._connection.executemany("INSERT OR REPLACE INTO matched VALUES (?, ?)", rows)
        useful = len(self._used) + len(self._new)
        if whole and self._connection.execute("SELECT count(*) FROM matched").fetchone()[0] > STALE * useful + FEW:
            self._connection.execute("CREATE TEMP TABLE useful (pair INTEGER PRIMARY KEY)")
            self._connection.executemany("INSERT OR IGNORE INTO useful VALUES (?)", ((pair,) for pair in (*self._used, *self._new)))
            self._connection.execute("DELETE FROM matched WHERE pair NOT IN (SELECT pair FROM useful)")
            self._connection.execute("DROP TABLE useful")
        self.forget()

    def forget(self) -> None:
        """Forgets what is new, without writing it."""
        self._new, self._used = {}, array("q")


def _body(pair: int, data: bytes) -> bytes:
    """A value with its checksum."""
    return data + hashlib.blake2b(pair.to_bytes(8, signed=True) + data, digest_size=CHECKSUM).digest()
