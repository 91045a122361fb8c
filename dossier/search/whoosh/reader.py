"""Reader of a Whoosh index: postings and scores at its newest commit.

Whoosh's own query trees are not used: above some thousand documents its Or of many terms takes seconds. Queries are evaluated with sets of
document numbers, counted over all segments.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import TYPE_CHECKING, Any

from dossier.search.engine import DocumentKind
from dossier.search.lexicon import Lexicon
from dossier.search.nearness import positional_matches
from dossier.search.scoring import K1, B, rarity
from dossier.search.whoosh.closing import close_searcher
from dossier.search.whoosh.table import DocumentTable

if TYPE_CHECKING:
    from whoosh.searching import Searcher

Numbers = frozenset[int]
# Postings that are remembered for the next letter typed.
CACHED_POSTINGS = 500_000


class IndexReader:
    """The index at one commit. Not thread-safe: its files have one read position each."""

    def __init__(self, searcher: "Searcher") -> None:
        self.table = DocumentTable()
        self._searcher = searcher
        self._weights: dict[tuple[str, str], tuple[int, dict[int, float]]] = {}
        self._cached = 0
        self._frequencies: dict[str, Mapping[str, int]] = {}
        self._lexicon = Lexicon.of({})
        self.table.update(_leaves(searcher))

    def follow(self, searcher: "Searcher") -> None:
        """Reads a newer commit from now on, and closes the files of the one before."""
        previous = self._searcher
        try:
            self.table.update(_leaves(searcher))
        except BaseException:
            close_searcher(searcher)
            raise
        self._searcher = searcher
        close_searcher(previous)

    def close(self) -> None:
        """Closes the files of its segments."""
        close_searcher(self._searcher)
        self.table = DocumentTable()

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
        commit, frequencies = self._weights.get((field, word), (0, {}))
        size, changes = len(frequencies), self.table.changes_since(commit) if commit else None
        if changes is None:
            commit, frequencies, names = 0, {}, iter(self.table.segments)
        else:
            for number in chain.from_iterable(removed for removed, _ in changes):
                frequencies.pop(number, None)
            names = chain.from_iterable(added for _, added in changes)
        if commit != self.table.commits:
            for name in names:
                frequencies.update(self._frequencies_in(name, field, word))
            self._cache(field, word, frequencies, len(frequencies) - size)
        return frequencies

    def _frequencies_in(self, name: str, field: str, word: str) -> Iterator[tuple[int, float]]:
        """Term frequencies of a word in one segment; none where it was merged with others."""
        segment = self.table.segments.get(name)
        if segment is None or (field, word) not in segment.reader:
            return
        matcher = segment.reader.postings(field, word)
        while matcher.is_active():
            yield matcher.id() + segment.first, matcher.weight()
            matcher.next()

    def scores(self, field: str, words: Iterable[str], numbers: Numbers, kind: DocumentKind) -> Iterator[tuple[int, float]]:
        """BM25 scores of each word for those of `numbers` that contain it. Statistics are over all documents of the kind, so that the
        order does not depend on documents removed before.
        """
        of_kind = self.table.lengths("title_length" if field == "title" else "length", kind)
        lengths, mean = of_kind.steps, of_kind.mean
        for word in words:
            weights = self.weights(field, word)
            word_rarity = rarity(len(lengths), len(weights))
            for number in numbers & weights.keys():
                weight = weights[number]
                yield number, word_rarity * weight * (K1 + 1) / (weight + K1 * (1 - B + B * lengths[number] / mean))

    def lexicon(self, field: str) -> Lexicon:
        """The words of a field, with their document frequencies; removed documents count until segments are merged. What is known of segments
        that are still there is used again.
        """
        segments = self.table.segments
        removed = [self._frequencies.pop(name) for name in self._frequencies.keys() - segments.keys()]
        added = {name: _document_frequencies(segments[name].reader, field) for name in segments.keys() - self._frequencies.keys()}
        self._frequencies |= added
        self._lexicon = self._lexicon.with_changes(added.values(), removed)
        return self._lexicon

    def _cache(self, field: str, word: str, frequencies: dict[int, float], more: int) -> None:
        """Remember the postings of a word, `more` than before, forgetting all others once they are too many."""
        self._cached += more
        if self._cached > CACHED_POSTINGS:
            self._weights.clear()
            self._cached = len(frequencies)
        self._weights[field, word] = self.table.commits, frequencies

    def _positions(self, field: str, word: str, numbers: Numbers) -> dict[int, list[int]]:
        """The positions of a word in each of these documents, all of which contain it."""
        positions: dict[int, list[int]] = {}
        for segment in self.table.segments.values():
            first, count = segment.first, segment.reader.doc_count_all()
            places = sorted(number - first for number in numbers if first <= number < first + count)
            if places:
                matcher = segment.reader.postings(field, word)
                for at in places:
                    matcher.skip_to(at)
                    positions[first + at] = matcher.value_as("positions")
        return positions


def _leaves(searcher: "Searcher") -> Sequence[Any]:
    """The readers of the segments; the reader of an index without segments has no columns."""
    return [leaf.reader() for leaf, _ in searcher.leaf_searchers()] if searcher.doc_count_all() else ()


def _document_frequencies(reader: Any, field: str) -> Mapping[str, int]:
    """The document frequency of each word in one segment; the reader over several is ten times slower."""
    return {word.decode("utf-8"): info.doc_frequency() for word, info in reader.iter_field(field)}
