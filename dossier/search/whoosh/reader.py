"""Snapshot of a Whoosh index, read-only: postings, scores and stored columns.

Whoosh's own query trees are not used: above some thousand documents its Or of many terms takes seconds. Queries are evaluated with sets of
document numbers, counted over all segments.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from dossier.search.engine import DocumentKind
from dossier.search.nearness import positional_matches
from dossier.search.scoring import K1, B, length_step, rarity
from dossier.search.whoosh.closing import close_searcher

if TYPE_CHECKING:
    from whoosh.searching import Searcher

Numbers = frozenset[int]
# Postings that are remembered for the next letter typed.
CACHED_POSTINGS = 500_000


class IndexSnapshot:
    """Snapshot of one commit. Not thread-safe: its files have one read position each."""

    def __init__(self, searcher: "Searcher") -> None:
        self.searcher = searcher
        # The reader of an index without segments has no columns.
        self.leaves: Sequence[tuple[Any, int]] = searcher.leaf_searchers() if searcher.doc_count_all() else ()
        self._weights: dict[tuple[str, str], Mapping[int, float]] = {}
        self._cached = 0
        self._length_cache: dict[str, tuple[Mapping[int, int], float]] = {}

    def close(self) -> None:
        """Closes the files of its segments."""
        close_searcher(self.searcher)
        self.leaves = ()

    @cached_property
    def keys(self) -> Mapping[DocumentKind, Mapping[str, int]]:
        """Document numbers by kind and id."""
        numbers: dict[DocumentKind, dict[str, int]] = {kind: {} for kind in DocumentKind}
        for leaf, offset in self.leaves:
            column = leaf.reader().column_reader("key")
            for number in leaf.reader().all_doc_ids():
                kind, _, id_ = column[number].partition(":")
                numbers[DocumentKind(kind)][id_] = number + offset
        return numbers

    @cached_property
    def ids(self) -> Mapping[DocumentKind, Mapping[int, str]]:
        """Document ids by kind and number."""
        return {kind: {number: id_ for id_, number in numbers.items()} for kind, numbers in self.keys.items()}

    @cached_property
    def days(self) -> Mapping[int, int]:
        """The day of every document as an ordinal, 0 where it has none."""
        return dict(self._column("day"))

    @cached_property
    def digests(self) -> Mapping[int, str]:
        """The digest of every document."""
        return {number: value.decode("ascii") for number, value in self._column("digest")}

    @cached_property
    def sources(self) -> Mapping[str, Numbers]:
        """The documents of every outlet."""
        return _by_value((number, [value.decode("utf-8")]) for number, value in self._column("source"))

    @cached_property
    def actors(self) -> Mapping[str, Numbers]:
        """The documents of every actor's name."""
        return _by_value((number, value.decode("utf-8").split("\n")) for number, value in self._column("actors"))

    def containing_any(self, field: str, words: Iterable[str]) -> Numbers:
        """The documents that contain at least one of these words."""
        return frozenset().union(*(self.weights(field, word).keys() for word in words))

    def containing_phrase(self, field: str, words: Sequence[str], near: int | None) -> Numbers:
        """The documents in which the words of a phrase match."""
        if len(words) == 1:
            return self.containing_any(field, words)
        candidates = frozenset.intersection(*(frozenset(self.weights(field, word)) for word in words))
        positions = {word: self._positions(field, word, candidates) for word in words}
        return frozenset(number for number in candidates if positional_matches([positions[word][number] for word in words], near))

    def weights(self, field: str, word: str) -> Mapping[int, float]:
        """Term frequency of a word in each document that contains it."""
        if (field, word) not in self._weights:
            frequencies: dict[int, float] = {}
            for leaf, offset in self._leaves_with(field, word):
                matcher = leaf.reader().postings(field, word)
                while matcher.is_active():
                    frequencies[matcher.id() + offset] = matcher.weight()
                    matcher.next()
            self._cache(field, word, frequencies)
        return self._weights[field, word]

    def scores(self, field: str, words: Iterable[str], numbers: Numbers, kind: DocumentKind) -> Iterator[tuple[int, float]]:
        """BM25 scores of each word for those of `numbers` that contain it. Statistics are over all documents of the kind, so that the
        order does not depend on documents removed before.
        """
        lengths, mean = self._lengths(field, kind)
        for word in words:
            weights = self.weights(field, word)
            word_rarity = rarity(len(lengths), len(weights))
            for number in numbers & weights.keys():
                weight = weights[number]
                yield number, word_rarity * weight * (K1 + 1) / (weight + K1 * (1 - B + B * lengths[number] / mean))

    def frequencies(self, field: str, known: dict[str, Mapping[str, int]]) -> Mapping[str, int]:
        """Document frequency of each word of a field; removed documents count until segments are merged. `known` holds the frequencies in
        segments that were read before, by their ids: a segment never changes. Those of segments that are no more are dropped from it.
        """
        # A segment at a time: the reader over several is ten times slower.
        readers = {leaf.reader().segment().segment_id(): leaf.reader() for leaf, _ in self.leaves}
        for segment in known.keys() - readers.keys():
            del known[segment]
        for segment, reader in readers.items():
            if segment not in known:
                known[segment] = {word.decode("utf-8"): info.doc_frequency() for word, info in reader.iter_field(field)}
        largest, *others = sorted(known.values(), key=len, reverse=True) or [{}]
        counts = dict(largest)
        for frequencies in others:
            for word, frequency in frequencies.items():
                counts[word] = counts.get(word, 0) + frequency
        return counts

    def _cache(self, field: str, word: str, frequencies: dict[int, float]) -> None:
        """Remember the postings of a word, forgetting all others once they are too many."""
        self._cached += len(frequencies)
        if self._cached > CACHED_POSTINGS:
            self._weights.clear()
            self._cached = len(frequencies)
        self._weights[field, word] = frequencies

    def _positions(self, field: str, word: str, numbers: Numbers) -> dict[int, list[int]]:
        """The positions of a word in each of these documents, all of which contain it."""
        positions: dict[int, list[int]] = {}
        for leaf, offset in self._leaves_with(field, word):
            matcher = leaf.reader().postings(field, word)
            for number in sorted(number - offset for number in numbers if 0 <= number - offset < leaf.doc_count_all()):
                matcher.skip_to(number)
                positions[number + offset] = matcher.value_as("positions")
        return positions

    def _lengths(self, field: str, kind: DocumentKind) -> tuple[Mapping[int, int], float]:
        """The number of words in a field of every document of a kind, in steps, and their exact mean."""
        if field not in self._length_cache:
            of_kind = self.ids[kind]
            lengths = {
                number: length for number, length in self._column("title_length" if field == "title" else "length") if number in of_kind
            }
            mean = sum(lengths.values()) / max(1, len(lengths))
            self._length_cache[field] = {number: length_step(length) for number, length in lengths.items()}, mean or 1.0
        return self._length_cache[field]

    def _leaves_with(self, field: str, word: str) -> Iterator[tuple[Any, int]]:
        """The segments that contain a word, with their offsets."""
        return ((leaf, offset) for leaf, offset in self.leaves if (field, word) in leaf.reader())

    def _column(self, name: str) -> Iterator[tuple[int, Any]]:
        """The value of a column for every document."""
        for leaf, offset in self.leaves:
            column = leaf.reader().column_reader(name)
            for number in leaf.reader().all_doc_ids():
                yield number + offset, column[number]


def _by_value(pairs: Iterable[tuple[int, list[str]]]) -> Mapping[str, Numbers]:
    """The documents of each value; no value counts as none."""
    numbers_of: dict[str, set[int]] = {}
    for number, values in pairs:
        for value in values:
            if value:
                numbers_of.setdefault(value, set()).add(number)
    return {value: frozenset(numbers) for value, numbers in numbers_of.items()}
