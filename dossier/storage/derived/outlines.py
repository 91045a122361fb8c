"""Outlines of the findings: what lists and searches need of each, in blocks of neighbours, so that opening reads little and decodes it at once."""

import sqlite3
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

import msgspec

from dossier.storage.derived.pinned_rows import PinnedRows
from dossier.storage.derived.sealed import CHECKSUM, row_hash, seal_bytes, unseal

SCHEMA = "CREATE TABLE IF NOT EXISTS outline (kind TEXT NOT NULL, block INTEGER NOT NULL, body BLOB NOT NULL, PRIMARY KEY (kind, block));"
BLOCK_BITS = 31
"""Bits of a place that say where in its block an item is."""


def write_blocks(
    connection: sqlite3.Connection,
    kind: str,
    outline: Callable[[Any], Any],
    items: Sequence[Any],
    places: Sequence[int],
    changed: Iterable[int],
) -> int:
    """Writes the blocks with places that have changed; returns what that adds to the digest of the outlines. `items` are all items of the kind
    in order of their places.
    """
    change = 0
    for block in sorted({place >> BLOCK_BITS for place in changed}):
        row = connection.execute("SELECT body FROM outline WHERE kind = ? AND block = ?", (kind, block)).fetchone()
        change -= row_hash(kind, block, "", row[0][:CHECKSUM]) if row else 0
        start, end = (bisect_left(places, edge << BLOCK_BITS) for edge in (block, block + 1))
        if start == end:
            connection.execute("DELETE FROM outline WHERE kind = ? AND block = ?", (kind, block))
            continue
        body = seal_bytes(msgspec.msgpack.encode(list(zip(places[start:end], map(outline, items[start:end]), strict=True))))
        connection.execute("INSERT OR REPLACE INTO outline VALUES (?, ?, ?)", (kind, block, body))
        change += row_hash(kind, block, "", body[:CHECKSUM])
    return change


def read_blocks(pinned: PinnedRows, kind: str) -> Iterator[tuple[bytes, int]]:
    """The blocks of a kind in order, each with its part of the digest. Raises DamagedFacts."""
    for block, body in pinned.read("SELECT block, body FROM outline WHERE kind = ? ORDER BY block", (kind,)):
        yield unseal(body), row_hash(kind, block, "", body[:CHECKSUM])
