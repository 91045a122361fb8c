"""The documents of one kind in a Whoosh index that match a query tree, as sets of document numbers."""

from collections.abc import Sequence

from dossier.search.engine import DocumentKind, TreeMatcher
from dossier.search.highlights.spans import matches_text
from dossier.search.syntax import Text, Value
from dossier.search.whoosh.reader import IndexReader, Numbers
from dossier.search.whoosh.schema import BODIES


class NumberMatcher(TreeMatcher[Numbers]):
    """Matches the documents of one kind in an index."""

    def __init__(self, reader: IndexReader, kind: DocumentKind) -> None:
        super().__init__(kind)
        self._reader = reader
        self._fields = {"text": BODIES[kind], "title": "title"}

    def _everything(self) -> Numbers:
        return frozenset(self._reader.table.ids[self._kind])

    def _all(self, parts: Sequence[Numbers]) -> Numbers:
        return frozenset.intersection(*parts)

    def _any(self, parts: Sequence[Numbers]) -> Numbers:
        return frozenset().union(*parts)

    def _without(self, part: Numbers) -> Numbers:
        return self._everything() - part

    def _between(self, first: int, last: int) -> Numbers:
        days = self._reader.table.days
        return frozenset(number for number in self._reader.table.ids[self._kind] if first <= days[number] <= last)

    def _from_outlet(self, text: Text | Value) -> Numbers:
        outlets = self._reader.table.outlets
        numbers: Numbers = frozenset().union(*(of_outlet for name, of_outlet in outlets.items() if matches_text(text, name)))
        return numbers.intersection(self._reader.table.ids[self._kind])

    def _any_word(self, field: str, words: Sequence[str]) -> Numbers:
        return self._reader.containing_any(self._fields[field], words)

    def _phrase(self, field: str, words: tuple[str, ...], near: int | None) -> Numbers:
        return self._reader.containing_phrase(self._fields[field], words, near)
