"""Snapshot of one tantivy index, read-only: its documents, and what tantivy computes over them."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import tantivy
from tantivy import Query

from dossier.errors import UnsafeFile
from dossier.runtime.safe_files import SafeFolder
from dossier.search.nearness import are_near
from dossier.search.scoring import SCORE_DIGITS, rarity
from dossier.search.tantivy.entries import EntryTable
from dossier.search.tantivy.schema import ID_END, IndexEntry, create_index, open_index, split_entry

# Documents beyond the limit that are asked for as well, so that a tie at the limit is decided by our rule.
BEYOND_LIMIT = 50
META, LARGEST_META = "meta.json", 10_000_000
"""The file in which tantivy lists its segments, and its size in bytes."""
Numbers = frozenset[int]


class KindSnapshot:
    """Snapshot of the documents of one kind. A document is known by its number, which stays the same until it is replaced."""

    def __init__(self, index: tantivy.Index, total: int = 0) -> None:
        self.schema = index.schema
        self._searcher, self._total = index.searcher(), total

    @classmethod
    def open(cls, folder: Path) -> "KindSnapshot":
        """The index in a folder; an empty one where there is none yet. Raises ValueError where its files cannot be read."""
        if not (folder / META).exists():
            return cls(create_index(None))
        try:
            segments = json.loads(SafeFolder(folder.absolute()).read(Path(META), LARGEST_META))["segments"]
            total = sum(int(segment["max_doc"]) for segment in segments)
        except (KeyError, TypeError, RecursionError, OSError, UnsafeFile) as error:
            raise ValueError(META) from error
        return cls(open_index(folder), total)

    def follow(self, before: "KindSnapshot", removed: Iterable[int], added: Iterable[tuple[int, IndexEntry]]) -> None:
        """Take over the table of the snapshot before, if it was read, with what was removed since and added."""
        table: EntryTable | None = vars(before).pop("table", None)
        if table is not None:
            table.change(removed, added)
            self.table = table

    @cached_property
    def table(self) -> EntryTable:
        """Every document."""
        entries = self._entries()
        if not self._has_removed:
            return EntryTable(entries)
        live = frozenset(self.matching(Query.all_query()))
        return EntryTable(pair for pair in entries if pair[0] in live)

    @property
    def size(self) -> int:
        """The number of documents."""
        live: int = self._searcher.num_docs
        return live

    @property
    def _has_removed(self) -> bool:
        """True where documents were removed whose segment was not merged since."""
        return self.size != self._total

    @property
    def digests(self) -> Mapping[str, str]:
        """The digest of every document by id."""
        ids = self.table.ids
        return {entry.id: entry.digest for number, entry in self._entries() if number in ids}

    def find(self, id_: str) -> tuple[int, str] | None:
        """Number and digest of the document with this id, looked up in the dictionary of terms, however many there are."""
        if self.size:
            for term, _ in self._searcher.terms_with_prefix("entry", f"{id_}{ID_END}"):
                number, entry = split_entry(term)
                if entry.id == id_ and not (self._has_removed and not self.count(self.with_number(number))):
                    return number, entry.digest
        return None

    def with_number(self, number: int) -> Query:
        """The query that matches one document."""
        return Query.term_query(self.schema, "number", number)

    def matching(self, query: Query) -> list[int]:
        """The documents that match."""
        hits = self._searcher.search(query, limit=max(1, self.size), count=False, order_by_field="number").hits
        return [number for number, _ in hits]

    def count(self, query: Query) -> int:
        """How many documents match."""
        result: Any = self._searcher.search(query, limit=1)  # the bindings' types do not know the count
        return int(result.count)

    def scores(self, query: Query, limit: int | None = None) -> dict[int, float]:
        """The best of the documents that match, or all of them, with their scores, best first."""
        hits = self._searcher.search(query, limit=max(1, limit or self.size), count=False).hits
        return dict(zip(self._numbers_of(hits), [score for score, _ in hits], strict=True))

    def newest(self, query: Query, limit: int) -> list[int]:
        """Documents that match, among which are the newest `limit`, and all of the same day as the last of them."""
        asked = limit + BEYOND_LIMIT
        while True:
            hits = self._searcher.search(query, limit=asked, count=False, order_by_field="day").hits
            if len(hits) < asked or limit == 0 or hits[limit - 1][0] > hits[-1][0]:
                return self._numbers_of(hits)
            asked *= 4

    def best(self, query: Query, limit: int) -> dict[int, float]:
        """Documents that match, with their scores, among which are the best `limit`, and all that tie with the last of them."""
        asked = limit + BEYOND_LIMIT
        while True:
            scores = self.scores(query, asked)
            ordered = list(scores.values())
            if len(ordered) < asked or limit == 0 or round(ordered[limit - 1], SCORE_DIGITS) > round(ordered[-1], SCORE_DIGITS):
                return scores
            asked *= 4

    def _numbers_of(self, hits: Sequence[tuple[Any, Any]]) -> list[int]:
        numbers: Any = self._searcher.fast_field_values("number", [address for _, address in hits])  # of the field's own type
        return list(numbers)

    def _entries(self) -> Iterator[tuple[int, IndexEntry]]:
        """Every document with its number, also removed ones whose segment was not merged since."""
        return (split_entry(term) for term, _ in self.terms("entry"))

    def terms(self, field: str, among: Query | None = None) -> Sequence[tuple[str, int]]:
        """Every term of a field with its document frequency, in which removed documents count until segments are merged; or each term of
        the documents that match a query, with their number.
        """
        terms: Sequence[tuple[str, int]] = self._searcher.terms_with_prefix(field, "", filter_query=among)
        return [pair for pair in terms if pair[1]] if among is not None else terms

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
        theirs = rarity(self._total, self._searcher.doc_freq(field, word))
        return rarity(self.size, self.document_frequency(field, word)) / theirs

    def verify_near(self, field: str, words: Sequence[str], near: int, numbers: Iterable[int]) -> Numbers:
        """Those of `numbers` in whose stored words these match, at most `near` others among them."""
        query = Query.term_set_query(self.schema, "number", list(numbers))
        matched = set()
        for number, address in self._searcher.search(query, limit=max(1, self.size), count=False, order_by_field="number").hits:
            if are_near(str(self._searcher.doc(address)["text"][0]), field, words, near):
                matched.add(number)
        return frozenset(matched)
