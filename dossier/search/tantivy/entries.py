"""Table of the documents of one tantivy index, in memory: the id and the place by day of each number."""

from bisect import bisect_left, insort
from collections.abc import Collection, Iterable, Mapping
from functools import cached_property, partial
from itertools import repeat
from typing import Any

from dossier.search.engine import Match
from dossier.search.scoring import SCORE_DIGITS
from dossier.search.tantivy.schema import IndexEntry

LATEST = 9_999_999
"""No ordinal of a day is so large that the difference has fewer digits."""
DIGITS = len(str(LATEST))
FEW = 4
"""A quarter of the documents or fewer are sorted; more of them are picked from all in order."""

new_match: Any = partial(tuple.__new__, Match)
"""A match from a pair. A named tuple's own constructor is a function in Python, and takes three times as long."""


class EntryTable:
    """The documents by number: `ids` has their ids."""

    def __init__(self, entries: Iterable[tuple[int, IndexEntry]]) -> None:
        self.ids: dict[int, str] = {}
        self._keys: dict[int, str] = {}
        for number, entry in entries:
            self._put(number, entry)

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The number of every document by id."""
        return {id_: number for number, id_ in self.ids.items()}

    @cached_property
    def _order(self) -> list[int]:
        """All documents, the newest first and those of one day by id."""
        return sorted(self.ids, key=self._keys.__getitem__)

    def change(self, removed: Iterable[int], added: Iterable[tuple[int, IndexEntry]]) -> None:
        """Removes documents and adds others."""
        for number in removed:
            if (order := vars(self).get("_order")) is not None:
                del order[bisect_left(order, self._keys[number], key=self._keys.__getitem__)]
            id_ = self.ids.pop(number)
            del self._keys[number]
            vars(self).get("numbers", {}).pop(id_, None)
        for number, entry in added:
            self._put(number, entry)
            if (order := vars(self).get("_order")) is not None:
                insort(order, number, key=self._keys.__getitem__)
            if (numbers := vars(self).get("numbers")) is not None:
                numbers[entry.id] = number

    def day(self, number: int) -> int:
        """The day of a document as an ordinal, 0 where it has none."""
        return LATEST - int(self._keys[number][:DIGITS])

    def newest_first(self, numbers: Collection[int]) -> list[Match]:
        """Matches without a score, in order."""
        return list(map(new_match, zip(map(self.ids.__getitem__, self._in_order(numbers)), repeat(0.0))))

    def best_first(self, scores: Mapping[int, float]) -> list[Match]:
        """Matches in order, from the exact score of each document."""
        rounded = {number: round(score, SCORE_DIGITS) for number, score in scores.items()}
        ordered = self._in_order(rounded)
        ordered.sort(key=rounded.__getitem__, reverse=True)
        return list(map(new_match, zip(map(self.ids.__getitem__, ordered), map(rounded.__getitem__, ordered), strict=True)))

    def _in_order(self, numbers: Collection[int]) -> list[int]:
        """These documents, the newest first."""
        if len(numbers) * FEW < len(self.ids):
            return sorted(numbers, key=self._keys.__getitem__)
        chosen = numbers if isinstance(numbers, dict) else frozenset(numbers)
        return [number for number in self._order if number in chosen]

    def _put(self, number: int, entry: IndexEntry) -> None:
        self.ids[number] = entry.id
        self._keys[number] = f"{LATEST - entry.day}{entry.id}"
