"""Stored shingles: the inverted index by which near-duplicates are found, the pairs that were found, and the articles of each web page, in the
database of facts.
"""

import hashlib
import sqlite3
from array import array
from collections.abc import Iterable, Iterator, Sequence

from dossier.errors import DamagedFacts

SCHEMA = """
CREATE TABLE IF NOT EXISTS shingle (hash INTEGER NOT NULL, article TEXT NOT NULL, PRIMARY KEY (hash, article)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS shingled (article TEXT PRIMARY KEY, size INTEGER NOT NULL, sampled BLOB NOT NULL, checksum BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS near_duplicate (article TEXT NOT NULL, other TEXT NOT NULL, PRIMARY KEY (article, other)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS page (address TEXT NOT NULL, article TEXT NOT NULL, PRIMARY KEY (address, article)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS page_article ON page (article);
"""
TABLES = ("shingle", "shingled", "near_duplicate", "page")
TOTALS = """
SELECT (SELECT count(*) FROM shingle), (SELECT coalesce(sum(hash & 4294967295), 0) FROM shingle),
  (SELECT coalesce(sum(hash >> 32), 0) FROM shingle), (SELECT count(*) FROM shingled), (SELECT coalesce(sum(size), 0) FROM shingled),
  (SELECT count(*) FROM near_duplicate), (SELECT count(*) FROM page)
"""
HASH = "q"
"""Type code of a shingle's hash in an array: signed, 64 bits."""


class StoredShingles:
    """A `ShingleIndex` (see `linking.near_duplicates`) in tables of the database of facts. Change it within a transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._totals = [0] * 7
        self._is_checked = False

    @property
    def totals(self) -> str:
        """The numbers of all rows and sums over them, as they are after the changes since `start`. Store them with the rows."""
        return " ".join(map(str, self._totals))

    def start(self, totals: str | None) -> None:
        """Begin with the totals that were stored; None where nothing was. Raises DamagedFacts where the rows that are there have other ones: one
        is missing or was changed. They are added up once, since that takes a second for 100,000 articles.
        """
        if not self._is_checked or totals is None:
            self._totals = list(self._connection.execute(TOTALS).fetchone())
            self._is_checked = True
            if totals not in {None, self.totals}:
                raise DamagedFacts("Rows of the near-duplicates are missing or were changed.")
        else:
            self._totals = [int(total) for total in totals.split()]

    def block(self, shingle: int, most: int | None = None) -> Sequence[str]:
        """The ids of the articles with a shingle in order, or the first of them."""
        query = "SELECT article FROM shingle WHERE hash = ? ORDER BY article LIMIT ?"
        return [row[0] for row in self._connection.execute(query, (shingle, -1 if most is None else most))]

    def sampled(self, article: str) -> Sequence[int]:
        """The sampled shingles of an article; none for one that is not indexed. Raises DamagedFacts."""
        row = self._row(article)
        return array(HASH, row[1]) if row else ()

    def size(self, article: str) -> int:
        """The number of all shingles of an indexed article. Raises DamagedFacts."""
        row = self._row(article)
        if row is None:
            raise DamagedFacts("A text is not among those that near-duplicates are looked for in.")
        return row[0]

    def put(self, article: str, sampled: Sequence[int], size: int) -> None:
        """Index an article, or replace what is indexed of it."""
        self.remove(article)
        packed = array(HASH, sampled).tobytes()
        self._connection.execute("INSERT INTO shingled VALUES (?, ?, ?, ?)", (article, size, packed, _checksum(article, size, packed)))
        self._connection.executemany("INSERT INTO shingle VALUES (?, ?)", ((shingle, article) for shingle in sampled))
        self._add(_totals_of(sampled, size), 1)

    def remove(self, article: str) -> None:
        """Remove an article; nothing where it is not indexed."""
        row = self._row(article)
        if row is None:
            return
        sampled = array(HASH, row[1])
        self._connection.executemany("DELETE FROM shingle WHERE hash = ? AND article = ?", ((shingle, article) for shingle in sampled))
        self._connection.execute("DELETE FROM shingled WHERE article = ?", (article,))
        self._add(_totals_of(sampled, row[0]), -1)

    def set_near_duplicates(self, article: str, others: Iterable[str]) -> None:
        """Replace the near-duplicates of an article, in both directions."""
        before = self.near_duplicates(article)
        deleted = self._connection.executemany("DELETE FROM near_duplicate WHERE article = ? AND other = ?", _both_ways(article, before))
        inserted = self._connection.executemany("INSERT OR IGNORE INTO near_duplicate VALUES (?, ?)", _both_ways(article, others))
        self._totals[5] += max(0, inserted.rowcount) - max(0, deleted.rowcount)

    def near_duplicates(self, article: str) -> Sequence[str]:
        """The near-duplicates that were found of an article, in order of id."""
        return [row[0] for row in self._connection.execute("SELECT other FROM near_duplicate WHERE article = ?", (article,))]

    def set_page(self, article: str, address: str) -> None:
        """Replace the address of an article's web page; empty for none."""
        self._totals[6] -= self._connection.execute("DELETE FROM page WHERE article = ?", (article,)).rowcount
        if address:
            self._connection.execute("INSERT INTO page VALUES (?, ?)", (address, article))
            self._totals[6] += 1

    def articles_of_page(self, address: str) -> Sequence[str]:
        """The articles of the web page with that address, in order of id."""
        return [row[0] for row in self._connection.execute("SELECT article FROM page WHERE address = ?", (address,))]

    def pairs(self) -> Sequence[tuple[str, str]]:
        """All pairs of near-duplicates, the smaller id first, in order. Raises DamagedFacts where one is not stored in both directions."""
        rows = {(row[0], row[1]) for row in self._connection.execute("SELECT article, other FROM near_duplicate")}
        if any((other, article) not in rows for article, other in rows):
            raise DamagedFacts("Pairs of near-duplicates are missing or were changed.")
        return sorted(pair for pair in rows if pair[0] < pair[1])

    def _add(self, amounts: Sequence[int], sign: int) -> None:
        for place, amount in enumerate(amounts):
            self._totals[place] += sign * amount

    def _row(self, article: str) -> tuple[int, bytes] | None:
        row = self._connection.execute("SELECT size, sampled, checksum FROM shingled WHERE article = ?", (article,)).fetchone()
        if row is None:
            return None
        size, sampled, checksum = row
        if checksum != _checksum(article, size, sampled):
            raise DamagedFacts("The shingles of a text do not match their checksum.")
        return size, sampled


def _totals_of(sampled: Sequence[int], size: int) -> tuple[int, ...]:
    """What an article adds to the totals: its sampled shingles, the sums of their lower and upper halves, itself, and its size."""
    return len(sampled), sum(shingle & 0xFFFFFFFF for shingle in sampled), sum(shingle >> 32 for shingle in sampled), 1, size


def _checksum(article: str, size: int, sampled: bytes) -> bytes:
    return hashlib.blake2b(f"{article}\0{size}\0".encode() + sampled, digest_size=8).digest()


def _both_ways(article: str, others: Iterable[str]) -> Iterator[tuple[str, str]]:
    for other in others:
        yield article, other
        yield other, article
