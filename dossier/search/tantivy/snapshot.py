"""Snapshot of one tantivy index, read-only: its documents, and what tantivy computes over them."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import tantivy
from tantivy import Query

from dossier.search.nearness import are_near
from dossier.search.scoring import rarity
from dossier.search.tantivy.schema import IndexEntry, create_index, open_index, split_entry

Numbers = frozenset[int]


class KindSnapshot:
    """Snapshot of the documents of one kind. A document is known by its number, which stays the same until it is replaced."""

    def __init__(self, index: tantivy.Index) -> None:
        self.schema = index.schema
        self._searcher = index.searcher()

    @classmethod
    def open(cls, folder: Path) -> "KindSnapshot":
        """The index in a folder; an empty one where there is none yet."""
        return cls(open_index(folder) if (folder / "meta.json").exists() else create_index(None))

    @cached_property
    def _entries(self) -> Mapping[int, IndexEntry]:
        """Every document by number, also removed ones whose segment was not merged since."""
        return dict(split_entry(term) for term, _ in self._searcher.terms_with_prefix("entry", ""))

    @cached_property
    def documents(self) -> Mapping[int, IndexEntry]:
        """Every document by number."""
        if not self._has_removed:
            return self._entries
        return {number: self._entries[number] for number in self.matching(Query.all_query())}

    @property
    def _has_removed(self) -> bool:
        live: int = self._searcher.num_docs
        return len(self._entries) != live

    @cached_property
    def numbers(self) -> Mapping[str, int]:
        """The number of every document by id."""
        return {entry.id: number for number, entry in self.documents.items()}

    @cached_property
    def digests(self) -> Mapping[str, str]:
        """The digest of every document by id."""
        return {entry.id: entry.digest for entry in self.documents.values()}

    @property
    def next_number(self) -> int:
        """A number that no document has or had."""
        return max(self._entries, default=0) + 1

    def matching(self, query: Query) -> list[int]:
        """The documents that match."""
        hits = self._searcher.search(query, limit=max(1, self._searcher.num_docs), count=False, order_by_field="number").hits
        return [number for number, _ in hits]

    def count(self, query: Query) -> int:
        """How many documents match."""
        result: Any = self._searcher.search(query, limit=1)  # the bindings' types do not know the count
        return int(result.count)

    def scores(self, query: Query, limit: int | None = None) -> list[tuple[int, float]]:
        """The best of the documents that match, or all of them, with their scores, best first."""
        hits = self._searcher.search(query, limit=max(1, limit or self._searcher.num_docs), count=False).hits
        numbers = self._searcher.fast_field_values("number", [address for _, address in hits])
        return [(int(number or 0), score) for number, (score, _) in zip(numbers, hits, strict=True)]

    def terms(self, field: str) -> Sequence[tuple[str, int]]:
        """Every term of a field with its document frequency; removed documents count until segments are merged."""
        terms: Sequence[tuple[str, int]] = self._searcher.terms_with_prefix(field, "")
        return terms

    def document_frequency(self, field: str, word: str) -> int:
        """The number of documents that contain exactly this word."""
        if self._has_removed:
            return self.count(Query.term_query(self.schema, field, word))
        frequency: int = self._searcher.doc_freq(field, word)
        return frequency

    def rarity_correction(self, field: str, word: str) -> float:
        """Factor by which tantivy's inverse document frequency becomes that of the documents that are there: it counts removed ones."""
        if not self._has_removed:
            return 1.0
        theirs = rarity(len(self._entries), self._searcher.doc_freq(field, word))
        return rarity(self._searcher.num_docs, self.document_frequency(field, word)) / theirs

    def verify_near(self, field: str, words: Sequence[str], near: int, numbers: Iterable[int]) -> Numbers:
        """Those of `numbers` in whose stored words these match, at most `near` others among them."""
        query = Query.term_set_query(self.schema, "number", list(numbers))
        matched = set()
        for number, address in self._searcher.search(
            query, limit=max(1, self._searcher.num_docs), count=False, order_by_field="number"
        ).hits:
            if are_near(str(self._searcher.doc(address)["text"][0]), field, words, near):
                matched.add(number)
        return frozenset(matched)
