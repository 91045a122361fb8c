"""One generation of a Whoosh index, read: which documents hold words, how well, and what the columns say of them.

Whoosh's own query trees are not used: above some thousand documents its Or of many terms takes seconds. What is asked is
put together from sets of document numbers, counted over all segments.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from dossier.search.engine import Kind
from dossier.search.places import runs

if TYPE_CHECKING:
    from whoosh.searching import Searcher

Numbers = frozenset[int]


class Generation:
    """What one commit left. Not for two threads at once: the files behind it have one place to read at."""

    def __init__(self, searcher: "Searcher") -> None:
        self.searcher = searcher
        # The reader of an index without segments has no columns to ask.
        self.leaves: Sequence[tuple[Any, int]] = searcher.leaf_searchers() if searcher.doc_count_all() else ()

    @cached_property
    def keys(self) -> Mapping[Kind, Mapping[str, int]]:
        """The number of every document there is, by kind and id."""
        found: dict[Kind, dict[str, int]] = {kind: {} for kind in Kind}
        for leaf, offset in self.leaves:
            column = leaf.reader().column_reader("key")
            for number in leaf.reader().all_doc_ids():
                kind, _, id_ = column[number].partition(":")
                found[Kind(kind)][id_] = number + offset
        return found

    @cached_property
    def ids(self) -> Mapping[Kind, Mapping[int, str]]:
        """The id of every document there is, by kind and number."""
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

    def having(self, field: str, words: Iterable[str]) -> Numbers:
        """The documents that hold at least one of these words."""
        found: set[int] = set()
        for word in words:
            for leaf, offset in self._leaves_with(field, word):
                ids = leaf.reader().postings(field, word).all_ids()
                found.update(number + offset for number in ids)
        return frozenset(found)

    def together(self, field: str, words: Sequence[str], near: int | None) -> Numbers:
        """The documents in which the words of a phrase stand together."""
        if len(words) == 1:
            return self.having(field, words)
        found: set[int] = set()
        for leaf, offset in self.leaves:
            reader = leaf.reader()
            if all((field, word) in reader for word in words):
                there = frozenset.intersection(*(frozenset(reader.postings(field, word).all_ids()) for word in set(words)))
                places = {word: _positions(reader.postings(field, word), sorted(there)) for word in set(words)}
                found.update(at + offset for at in there if runs([places[word][at] for word in words], near))
        return frozenset(found)

    def scores(self, field: str, words: Iterable[str], wanted: Collection[int]) -> Iterator[tuple[int, float]]:
        """How well each of the wanted documents answers to each word (BM25F), for those that hold it."""
        for word in words:
            for leaf, offset in self._leaves_with(field, word):
                matcher = leaf.postings(field, word)
                while matcher.is_active():
                    if matcher.id() + offset in wanted:
                        yield matcher.id() + offset, matcher.score()
                    matcher.next()

    def frequencies(self, field: str) -> Mapping[str, int]:
        """How many documents hold each word of a field; documents taken out count until segments are merged."""
        found: dict[str, int] = {}
        # A segment at a time: the reader over several is ten times slower.
        for leaf, _ in self.leaves:
            for word, info in leaf.reader().iter_field(field):
                text = word.decode("utf-8")
                found[text] = found.get(text, 0) + info.doc_frequency()
        return found

    def _leaves_with(self, field: str, word: str) -> Iterator[tuple[Any, int]]:
        """The segments that hold a word, with their offsets."""
        return ((leaf, offset) for leaf, offset in self.leaves if (field, word) in leaf.reader())

    def _column(self, name: str) -> Iterator[tuple[int, Any]]:
        """The value of a column for every document there is."""
        for leaf, offset in self.leaves:
            column = leaf.reader().column_reader(name)
            for number in leaf.reader().all_doc_ids():
                yield number + offset, column[number]


def _positions(matcher: Any, wanted: Sequence[int]) -> dict[int, list[int]]:
    """The positions of a word in each of the wanted documents, which all hold it and come in order."""
    found: dict[int, list[int]] = {}
    for number in wanted:
        matcher.skip_to(number)
        found[number] = matcher.value_as("positions")
    return found


def _by_value(pairs: Iterable[tuple[int, list[str]]]) -> Mapping[str, Numbers]:
    """The documents of each value; no value counts as none."""
    found: dict[str, set[int]] = {}
    for number, values in pairs:
        for value in values:
            if value:
                found.setdefault(value, set()).add(number)
    return {value: frozenset(numbers) for value, numbers in found.items()}
