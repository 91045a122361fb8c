"""Table of the documents of a Whoosh index, in memory: what is read of a segment stays, so that a commit costs what it changed.

A segment never changes, but for the documents that are removed from it. Each gets a range of numbers of its own when it is first seen, and its
documents keep their numbers until it is merged with others.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, NamedTuple

from dossier.search.engine import DocumentKind
from dossier.search.scoring import length_step

REMEMBERED = 64
"""Commits whose changes are remembered; what has not been used since is read again."""


class Segment(NamedTuple):
    """A segment with its reader, the number of its first document, and the documents removed from it, counted from its start."""

    name: str
    reader: Any
    first: int
    removed: frozenset[int]

    def live(self) -> Iterator[int]:
        """The documents that were not removed, counted from the segment's start."""
        return (at for at in range(self.reader.doc_count_all()) if at not in self.removed)

    def values(self, column: str, places: Iterable[int]) -> Iterator[tuple[int, Any]]:
        """The number and the value in a column of documents, counted from the segment's start."""
        values = self.reader.column_reader(column)
        return ((self.first + at, values[at]) for at in places)


Documents = Sequence[tuple[Segment, Sequence[int]]]
"""Documents by segment, counted from its start."""
Change = tuple[Sequence[int], Sequence[str]]
"""The numbers of the documents that a commit removed, and the names of the segments that it added."""


class Lengths:
    """The number of words of documents in steps, and their exact sum."""

    def __init__(self) -> None:
        self.steps: dict[int, int] = {}
        self._total = 0

    @property
    def mean(self) -> float:
        """The mean length, 1 where there are no words."""
        return self._total / max(1, len(self.steps)) or 1.0

    def put(self, number: int, length: int) -> None:
        """Adds a document."""
        self.steps[number] = length_step(length)
        self._total += length

    def remove(self, number: int, length: int) -> None:
        """Removes a document, if it is one of these."""
        if self.steps.pop(number, None) is not None:
            self._total -= length


class DocumentTable:
    """The documents by number. A column is read when it is first needed, and from then on of new segments only."""

    def __init__(self) -> None:
        self.segments: Mapping[str, Segment] = {}
        self.commits = 0
        self._next = 0
        self._lengths: dict[tuple[str, DocumentKind], Lengths] = {}
        self._changes: dict[int, Change] = {}

    def update(self, leaves: Iterable[Any]) -> None:
        """Take over the segments of the newest commit, given by their readers. Those of the commit before must still be open."""
        before, segments = dict(self.segments), dict[str, Segment]()
        added, removed = list[tuple[Segment, Sequence[int]]](), list[tuple[Segment, Sequence[int]]]()
        for reader in leaves:
            name, deleted = reader.segment().segment_id(), frozenset(reader.segment().deleted_docs())
            known = before.pop(name, None)
            if known is None:
                segment = Segment(name, reader, self._next, deleted)
                self._next += reader.doc_count_all()
                added.append((segment, tuple(segment.live())))
            else:
                segment = Segment(name, reader, known.first, deleted)
                if len(deleted) > len(known.removed):
                    removed.append((segment, tuple(deleted - known.removed)))
            segments[name] = segment
        removed += ((segment, tuple(segment.live())) for segment in before.values())
        self._apply(removed, added)
        self.segments = segments
        numbers = [segment.first + at for segment, places in removed for at in places]
        self.commits += 1
        self._changes[self.commits] = numbers, [segment.name for segment, _ in added]
        self._changes.pop(self.commits - REMEMBERED, None)

    def changes_since(self, commit: int) -> Sequence[Change] | None:
        """What each commit after this one changed; None where that is not known any more."""
        numbers = range(commit + 1, self.commits + 1)
        return [self._changes[number] for number in numbers] if all(number in self._changes for number in numbers) else None

    @cached_property
    def keys(self) -> dict[DocumentKind, dict[str, int]]:
        """Document numbers by kind and id."""
        keys: dict[DocumentKind, dict[str, int]] = {kind: {} for kind in DocumentKind}
        for number, kind, id_ in _keys(self._documents()):
            keys[kind][id_] = number
        return keys

    @cached_property
    def ids(self) -> dict[DocumentKind, dict[int, str]]:
        """Document ids by kind and number."""
        return {kind: {number: id_ for id_, number in numbers.items()} for kind, numbers in self.keys.items()}

    @cached_property
    def days(self) -> dict[int, int]:
        """The day of every document as an ordinal, 0 where it has none."""
        return dict(_values(self._documents(), "day"))

    @cached_property
    def digests(self) -> dict[int, str]:
        """The digest of every document."""
        return {number: value.decode("ascii") for number, value in _values(self._documents(), "digest")}

    @cached_property
    def outlets(self) -> dict[str, set[int]]:
        """The documents of every outlet."""
        return _by_outlet({}, self._documents())

    def lengths(self, column: str, kind: DocumentKind) -> Lengths:
        """The lengths of the documents of a kind."""
        if (column, kind) not in self._lengths:
            lengths = self._lengths[column, kind] = Lengths()
            self._add_lengths(lengths, kind, _values(self._documents(), column))
        return self._lengths[column, kind]

    def _documents(self) -> Documents:
        return [(segment, tuple(segment.live())) for segment in self.segments.values()]

    def _apply(self, removed: Documents, added: Documents) -> None:
        """Change what has been read; segments whose documents are removed are read once more for their outlets."""
        known = vars(self)
        if "outlets" in known:
            for number, outlet in _outlets(removed):
                self.outlets[outlet].discard(number)
                if not self.outlets[outlet]:
                    del self.outlets[outlet]
            _by_outlet(self.outlets, added)
        numbers = [segment.first + at for segment, places in removed for at in places]
        self._apply_keys(removed, added)
        for name in ("days", "digests"):
            for number in numbers if name in known else ():
                del known[name][number]
        if "days" in known:
            self.days.update(_values(added, "day"))
        if "digests" in known:
            self.digests.update((number, value.decode("ascii")) for number, value in _values(added, "digest"))
        for (column, kind), lengths in self._lengths.items():
            for number, length in _values(removed, column):
                lengths.remove(number, length)
            self._add_lengths(lengths, kind, _values(added, column))

    def _apply_keys(self, removed: Documents, added: Documents) -> None:
        if "keys" not in vars(self):
            return
        ids = vars(self).get("ids")
        for number, kind, id_ in _keys(removed):
            del self.keys[kind][id_]
            if ids is not None:
                del ids[kind][number]
        for number, kind, id_ in _keys(added):
            self.keys[kind][id_] = number
            if ids is not None:
                ids[kind][number] = id_

    def _add_lengths(self, lengths: Lengths, kind: DocumentKind, values: Iterable[tuple[int, int]]) -> None:
        of_kind = self.ids[kind]
        for number, length in values:
            if number in of_kind:
                lengths.put(number, length)


def _keys(documents: Documents) -> Iterator[tuple[int, DocumentKind, str]]:
    """Number, kind and id of documents."""
    for number, key in _values(documents, "key"):
        kind, _, id_ = key.partition(":")
        yield number, DocumentKind(kind), id_


def _values(documents: Documents, column: str) -> Iterator[tuple[int, Any]]:
    """The number of documents, and their values in a column."""
    return (pair for segment, places in documents for pair in segment.values(column, places))


def _outlets(documents: Documents) -> Iterator[tuple[int, str]]:
    """The number and the outlet of documents that have one."""
    return ((number, value.decode("utf-8")) for number, value in _values(documents, "source") if value)


def _by_outlet(numbers_of: dict[str, set[int]], documents: Documents) -> dict[str, set[int]]:
    """The numbers of documents by outlet, added to those that are there."""
    for number, outlet in _outlets(documents):
        numbers_of.setdefault(outlet, set()).add(number)
    return numbers_of
