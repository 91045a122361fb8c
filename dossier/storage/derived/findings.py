"""Rows of the findings: written by difference, read back in order, with a digest that shows a row that is missing, doubled or changed.

The order of the rows of a kind is that of their places, whole numbers with gaps, so that an item in the middle moves no other.
"""

import sqlite3
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import partial
from itertools import compress, count
from operator import is_, not_
from types import GenericAlias, MappingProxyType
from typing import Any, NamedTuple

import msgspec

from dossier.errors import DamagedFacts
from dossier.model.findings import ArticleLinks, Findings
from dossier.model.persistent.blocks import Blocks
from dossier.same_objects import ChangedStretch, changed_stretches, is_in
from dossier.storage.derived.changes import Execute
from dossier.storage.derived.outlines import read_blocks, write_blocks
from dossier.storage.derived.pinned_rows import PinnedRows
from dossier.storage.derived.sealed import CHECKSUM, digest_of, row_hash, seal, unseal
from dossier.storage.derived.stored_items import StoredType, sealed_row
from dossier.storage.derived.stored_kinds import ACTORS, EVENTS, LINKS, QUOTATIONS
from dossier.text.span_check import check_findings

STALE = "stale_corrections"
"""The kind of the rows that name corrections which no longer apply."""
ROWS = ("articles", "actors", "events", "quotations", STALE)
STORED: Mapping[str, StoredType[Any]] = {"articles": LINKS, "actors": ACTORS, "events": EVENTS, "quotations": QUOTATIONS}
ROWS_AT_ONCE = 256
"""Rows that are in memory at once when they are written."""
GAP = 1 << 24
"""Difference of the places of neighbours when all rows of a kind are written."""
PAIRS = {kind: stored.pairs(int) for kind, stored in STORED.items()} | {STALE: tuple[int, str]}
OUTLINES: Mapping[str, Any] = {kind: msgspec.msgpack.Decoder(GenericAlias(list, (pair,))) for kind, pair in PAIRS.items()}
"""Decoders of blocks of outlines, each with its place."""


class Digests(NamedTuple):
    """Digests over the rows of a stage and over the outlines of them."""

    rows: str
    outlines: str


class FindingsStage(StrEnum):
    """Stage of the cached findings: as they were linked, or after the user's corrections. The value names the key in the table meta."""

    LINKED = "linked"
    CORRECTED = "findings"


@dataclass(frozen=True, slots=True)
class StoredKind:
    """The items of one kind as they are stored, in order, with the place of each."""

    items: Sequence[Any] = ()
    places: "array[int]" = field(default_factory=partial(array, "q"))


class Placed(NamedTuple):
    """The places of items, which of them are new there, by number, and the places whose rows go."""

    places: "array[int]"
    new: Sequence[int]
    deleted: Sequence[int]


class FindingRows:
    """The rows of the findings of one stage. Remembers what it wrote or read last: items that are still the same objects are not written
    again. Change it within a transaction.
    """

    def __init__(self, connection: sqlite3.Connection, stage: FindingsStage) -> None:
        self._connection = connection
        self._stage = stage
        self._stored: dict[str, StoredKind] = {}
        self._digests = Digests("", "")

    def write(self, findings: Findings, digests: Digests | None) -> Digests:
        """Writes findings over those stored, whose digests are given; returns theirs. Where another process has written since, all rows are
        replaced.
        """
        if digests is None or digests != self._digests:
            for table in ("finding", "outline"):
                self._connection.executemany(f"DELETE FROM {table} WHERE kind = ?", [(self._kind(kind),) for kind in ROWS])  # noqa: S608  names of our own
            self._stored, totals = {}, [0, 0]
        else:
            totals = [int(digest, 16) for digest in digests]
        for kind in ROWS:
            totals = [total + more for total, more in zip(totals, self._write_kind(kind, getattr(findings, kind)), strict=True)]
        self._digests = Digests(*map(digest_of, totals))
        return self._digests

    def checksums(self, execute: Execute) -> Mapping[str, Mapping[str, bytes]]:
        """The checksums of the rows of each kind, by the id of the finding."""
        query = "SELECT id, substr(body, 1, ?) FROM finding WHERE kind = ? ORDER BY place"
        return {kind: dict(execute(query, (CHECKSUM, self._kind(kind))).fetchall()) for kind in STORED}

    def unchanged_items(
        self, execute: Execute, digests: Digests | None, checksums: Mapping[str, Mapping[str, bytes]]
    ) -> Mapping[str, Mapping[str, Any]]:
        """The items that were read or written last and have these checksums, by kind and id; none where the rows, which have these digests, are
        not those that were read or written last.
        """
        if digests != self._digests:
            return {}
        own = self.checksums(execute)
        return {
            kind: {ident: item for item in self._stored[kind].items if (ident := _id_of(item)) and own[kind].get(ident) == known.get(ident)}
            for kind, known in checksums.items()
            if kind in self._stored
        }

    def read(self, pinned: PinnedRows, digests: Digests, same: Mapping[str, Mapping[str, Any]] = MappingProxyType({})) -> Findings:
        """The findings in pinned rows; only their outlines are read. Items that are the `same` as others, by kind and id, are these. Raises
        DamagedFacts where the outlines do not have this digest.
        """
        total, parts = 0, {}
        values: dict[str, Any] = {}
        for kind in ROWS:
            name, stored = self._kind(kind), STORED.get(kind)
            rows = stored.rows(partial(pinned.findings_from, name), pinned.soundness.doubt) if stored else None
            places, items = array("q"), list[Any]()
            for block, part in read_blocks(pinned, name):
                total += part
                numbers, outlines = zip(*OUTLINES[kind].decode(block), strict=True)
                places.extend(numbers)
                items += stored.stored(outlines, rows, numbers) if stored and rows else outlines
            if known := same.get(kind):
                items = [known.get(_id_of(item), item) for item in items]
            values[kind] = tuple(items) if kind == STALE else Blocks.of(items)
            parts[kind] = StoredKind(values[kind], places)
        if digests.outlines != digest_of(total):
            raise DamagedFacts("Outlines of the findings are missing or were changed.")
        self._stored, self._digests = parts, digests
        return Findings(**values)

    def check(self, pinned: PinnedRows, digests: Digests, lengths: Mapping[str, int], *, outdated: bool) -> None:
        """Reads all rows. Raises DamagedFacts where they do not have this digest or other places than the outlines, or a span lies outside of
        its article's text. `lengths` are those of the texts by article; rows that are `outdated` may be of articles that were removed since.
        """
        total = 0
        for kind in ROWS:
            places, name = list[int](), self._kind(kind)
            for place, ident, body in pinned.read("SELECT place, id, body FROM finding WHERE kind = ? ORDER BY place", (name,)):
                check_findings(unseal(body), lengths, outdated=outdated)
                total += row_hash(kind, place, ident, body[:CHECKSUM])
                places.append(place)
            if places != [place for block, _ in read_blocks(pinned, name) for place, _ in OUTLINES[kind].decode(block)]:
                raise DamagedFacts("Rows of the findings have other outlines.")
        if digests.rows != digest_of(total):
            raise DamagedFacts("Rows of the findings are missing or were changed.")

    def _write_kind(self, kind: str, items: Sequence[Any]) -> tuple[int, int]:
        """Writes the items that are new; returns what that adds to the digests."""
        stored = self._stored.get(kind, StoredKind())
        placed = _place_stretches(stored, items)
        change = self._delete(kind, placed.deleted)
        for start in range(0, len(placed.new), ROWS_AT_ONCE):
            rows = [
                (self._kind(kind), placed.places[at], _id_of(items[at]), sealed_row(items[at]) or seal(items[at]))
                for at in placed.new[start : start + ROWS_AT_ONCE]
            ]
            self._connection.executemany("INSERT INTO finding VALUES (?, ?, ?, ?)", rows)
            change += sum(row_hash(kind, place, ident, body[:CHECKSUM]) for _, place, ident, body in rows)
        self._stored[kind] = StoredKind(items, placed.places)
        outline = STORED[kind].outline if kind in STORED else str
        changed = (*placed.deleted, *(placed.places[at] for at in placed.new))
        return change, write_blocks(self._connection, self._kind(kind), outline, items, placed.places, changed)

    def _delete(self, kind: str, places: Iterable[int]) -> int:
        """Deletes rows; returns what that adds to the digest."""
        change = 0
        for place in places:
            row = (self._kind(kind), place)
            query = "SELECT id, substr(body, 1, ?) FROM finding WHERE kind = ? AND place = ?"
            for ident, checksum in self._connection.execute(query, (CHECKSUM, *row)):
                change -= row_hash(kind, place, ident, checksum)
            self._connection.execute("DELETE FROM finding WHERE kind = ? AND place = ?", row)
        return change

    def _kind(self, kind: str) -> str:
        """The kind under which the rows of this stage are stored."""
        return kind if self._stage is FindingsStage.CORRECTED else f"{self._stage.value} {kind}"


def _place_stretches(stored: StoredKind, items: Sequence[Any]) -> Placed:
    """The places of items. Those outside of the stretches with a change stay in theirs; without a gap for the others, all get new ones."""
    places, new, deleted = array("q"), list[int](), list[int]()
    at = 0
    for stretch in changed_stretches(stored.items, items):
        part = _place_stretch(stored, items, stretch)
        if part is None:
            return Placed(array("q", range(0, len(items) * GAP, GAP)), range(len(items)), stored.places)
        places.extend(stored.places[at : stretch.start])
        places.extend(part.places)
        new.extend(stretch.new_start + number for number in part.new)
        deleted.extend(part.deleted)
        at = stretch.stop
    places.extend(stored.places[at:])
    return Placed(places, new, deleted)


def _place_stretch(stored: StoredKind, items: Sequence[Any], stretch: ChangedStretch) -> Placed | None:
    """The places of the items of one stretch, between those of its neighbours, which stay; None where there is no gap left for them."""
    low = stored.places[stretch.start - 1] if stretch.start else None
    high = stored.places[stretch.stop] if stretch.stop < len(stored.places) else None
    before = StoredKind(stored.items[stretch.start : stretch.stop], stored.places[stretch.start : stretch.stop])
    return _place_items(before, items[stretch.new_start : stretch.new_stop], low, high)


def _place_items(stored: StoredKind, items: Sequence[Any], low: int | None, high: int | None) -> Placed | None:
    """The places of items between the places `low` and `high`, None at an end. An object that is stored in the same order stays in its place;
    others come between their neighbours. None where there is no gap left for them.
    """
    was_kept, is_kept = is_in(stored.items, items), is_in(items, stored.items)
    if not all(map(is_, compress(stored.items, was_kept), compress(items, is_kept))):
        was_kept, is_kept = _kept_in_order(stored.items, items)
    kept_places = list(compress(stored.places, was_kept))
    new = list(compress(count(), map(not_, is_kept)))
    places, taken = array("q"), 0
    for start, end in _runs(new):
        until = taken + start - len(places)
        places.extend(kept_places[taken:until])
        taken = until
        between = _spread(end - start, places[-1] if places else low, kept_places[taken] if taken < len(kept_places) else high)
        if between is None:
            return None
        places.extend(between)
    places.extend(kept_places[taken:])
    return Placed(places, new, list(compress(stored.places, map(not_, was_kept))))


def _kept_in_order(before: Sequence[Any], after: Sequence[Any]) -> tuple[list[bool], list[bool]]:
    """Which objects of both sequences stay: those that come after all that stay before them, in both."""
    numbers = {id(item): number for number, item in enumerate(before)}
    last, is_kept, was_kept = -1, list[bool](), [False] * len(before)
    for item in after:
        number = numbers.get(id(item), -1)
        is_kept.append(number > last)
        if number > last:
            last, was_kept[number] = number, True
    return was_kept, is_kept


def _runs(numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The runs of neighbours among ascending numbers, each with its first number and the one after its last."""
    start = 0
    for at in range(1, len(numbers) + 1):
        if at == len(numbers) or numbers[at] != numbers[at - 1] + 1:
            yield numbers[start], numbers[at - 1] + 1
            start = at


def _spread(size: int, low: int | None, high: int | None) -> Sequence[int] | None:
    """So many places between two others, None at an end; None where there is no gap for them."""
    if low is None:
        return range(0, size * GAP, GAP) if high is None else range(high - size * GAP, high, GAP)
    if high is None:
        return range(low + GAP, low + (size + 1) * GAP, GAP)
    step = (high - low) // (size + 1)
    return range(low + step, low + (size + 1) * step, step) if step else None


def _id_of(item: Any) -> str:
    if isinstance(item, str):
        return ""
    return str(item.article if isinstance(item, ArticleLinks) else item.id)
