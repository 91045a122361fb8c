"""List model: the rows of a list, how tall they are, and how one is drawn."""

from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import accumulate, islice, repeat
from typing import Generic, TypeVar, overload

from textual.content import Content

from dossier.tui.text.lines import RenderContext

Item = TypeVar("Item")
Heights = tuple[int, int, int]
"""Lines in narrow, medium and wide terminals."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row. `id` is that of the item shown, empty for a heading, which cannot be selected; `item` is the row's payload, of a type
    that the list's drawing knows; `heights` are lines in narrow, medium and wide terminals; `gap` puts a blank line before it unless
    narrow.
    """

    id: str
    item: object
    heights: Heights = (1, 1, 1)
    gap: bool = False

    @property
    def heading(self) -> bool:
        """True for a row that only groups others."""
        return not self.id

    def height(self, size: int) -> int:
        """Its lines with the blank one before it, in narrow (0), medium (1) or wide (2) terminals."""
        return self.heights[size] + (self.gap and size > 0)


@dataclass(frozen=True, slots=True)
class Heading:
    """Payload of a heading: its name, and the number of rows under it."""

    name: str
    count: int


def item_of(row: Row | None, kind: type[Item]) -> Item | None:
    """The payload of a row where it is of that type; else, and without a row, None."""
    return row.item if row is not None and isinstance(row.item, kind) else None


def count_rows(heading: Row, under: Sequence[Row]) -> Row:
    """A heading with the number of rows that a filter leaves under it."""
    name = heading.item.name if isinstance(heading.item, Heading) else ""
    return replace(heading, item=Heading(name, len(under)))


def _unchanged(heading: Row, _under: Sequence[Row]) -> Row:
    return heading


@dataclass(frozen=True, slots=True)
class RowGroup(Generic[Item]):
    """Some items, with the heading over them, None without one."""

    heading: Row | None
    items: Sequence[Item]

    @property
    def head(self) -> int:
        """The number of rows before those of the items."""
        return int(self.heading is not None)


class GroupedRows(Sequence[Row], Generic[Item]):
    """The rows of groups of items, each made when it is looked at. `make` gives the row of an item from its group and its index there, `id_of` its
    id, and `heights` its heights.
    """

    def __init__(
        self,
        groups: Sequence[RowGroup[Item]],
        make: Callable[[RowGroup[Item], int], Row],
        id_of: Callable[[Item], str],
        heights: Callable[[Item], Heights] | Heights,
        *,
        gaps: bool = False,
    ) -> None:
        """`gaps` puts a blank line before each row but the first unless narrow."""
        self._groups, self._make, self._id_of, self._gaps = groups, make, id_of, gaps
        self._heights = heights
        self._ends = list(accumulate(group.head + len(group.items) for group in groups))

    def __len__(self) -> int:
        return self._ends[-1] if self._ends else 0

    @overload
    def __getitem__(self, index: int) -> Row: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Row]: ...
    def __getitem__(self, index: int | slice) -> Row | Sequence[Row]:
        if isinstance(index, slice):
            return [self[at] for at in range(*index.indices(len(self)))]
        at = index + len(self) if index < 0 else index
        if not 0 <= at < len(self):
            raise IndexError(index)
        number = bisect_right(self._ends, at)
        group, start = self._groups[number], self._ends[number - 1] if number else 0
        return group.heading if group.heading is not None and at == start else self._row(group, at - start - group.head, at)

    def __iter__(self) -> Iterator[Row]:
        at = 0
        for group in self._groups:
            if group.heading is not None:
                yield group.heading
            at += group.head
            for number in range(len(group.items)):
                yield self._row(group, number, at + number)
            at += len(group.items)

    def _row(self, group: RowGroup[Item], number: int, at: int) -> Row:
        row = self._make(group, number)
        return replace(row, gap=True) if self._gaps and at else row

    def find(self, row_id: str) -> int:
        """The index of the row of an item, -1 where it has none."""
        start = 0
        for group in self._groups:
            for at, item in enumerate(group.items, start + group.head):
                if self._id_of(item) == row_id:
                    return at
            start += group.head + len(group.items)
        return -1

    def heights(self, size: int) -> Iterator[int]:
        """The height of each row with the blank line before it, in narrow (0), medium (1) or wide (2) terminals."""
        gap = int(self._gaps and size > 0)
        first = gap  # what the first row has too much
        for group in self._groups:
            if group.heading is not None:
                yield group.heading.height(size)
                first = 0
            if isinstance(self._heights, tuple):
                heights: Iterator[int] = repeat(self._heights[size] + gap, len(group.items))
            else:
                heights = (self._heights(item)[size] + gap for item in group.items)
            if first and group.items:
                yield next(heights) - first
                first = 0
            yield from heights

    def selectable(self) -> Iterator[int]:
        """1 for each row that can be selected, 0 for each heading."""
        for group in self._groups:
            yield from repeat(0, group.head)
            yield from repeat(1, len(group.items))


@dataclass(frozen=True)
class ListModel:
    """All rows of a list with the function that draws one, and the words of a row for filtering. `count` is the number that
    the list's tab shows; `recount` makes a heading say what is left under it once the list is filtered. What a list must know
    of all rows at once is computed on first need: in a worker, by `prepared`. Where `rows` are only a part of a list, `before` are the rows
    before it that can be selected.
    """

    rows: Sequence[Row]
    draw: Callable[[Row, RenderContext], list[Content]]
    words: Callable[[Row], str]
    count: int
    recount: Callable[[Row, Sequence[Row]], Row] = _unchanged
    before: int = 0

    @cached_property
    def ends(self) -> tuple[Sequence[int], Sequence[int], Sequence[int]]:
        """The line after each row, counted from the first row's top, in narrow, medium and wide terminals."""
        rows = self.rows
        if isinstance(rows, GroupedRows):
            narrow, medium, wide = (array("I", accumulate(rows.heights(size))) for size in range(3))
        else:
            narrow, medium, wide = (array("I", accumulate(row.height(size) for row in rows)) for size in range(3))
        return narrow, medium, wide

    @cached_property
    def numbers(self) -> Sequence[int]:
        """The number of rows that can be selected up to each row, itself included."""
        rows = self.rows
        selectable = rows.selectable() if isinstance(rows, GroupedRows) else (not row.heading for row in rows)
        return array("I", islice(accumulate(selectable, initial=self.before), 1, None))

    @property
    def position_of_last(self) -> int:
        """The number of rows that can be selected up to the last one."""
        return self.numbers[-1] if self.rows else 0

    def find(self, row_id: str) -> int:
        """The index of the row of an item, -1 where it has none."""
        rows = self.rows
        return rows.find(row_id) if isinstance(rows, GroupedRows) else next((at for at, row in enumerate(rows) if row.id == row_id), -1)

    @cached_property
    def texts(self) -> Sequence[str]:
        """The words of each row, case-folded."""
        return [self.words(row).casefold() for row in self.rows]

    def prepared(self) -> "ListModel":
        """The same, with everything computed that showing it needs."""
        _ = self.ends, self.numbers
        return self

    def filtered(self, text: str) -> "ListModel":
        """Only the rows that hold the text, ignoring case, with the headings over them."""
        folded = text.casefold().strip()
        if not folded:
            return self
        groups: list[tuple[Row | None, list[Row]]] = [(None, [])]
        for row, words in zip(self.rows, self.texts, strict=True):
            if row.heading:
                groups.append((row, []))
            elif folded in words:
                groups[-1][1].append(row)
        rows: list[Row] = []
        for heading, under in groups:
            if under:
                rows += [*([self.recount(heading, under)] if heading else []), *under]
        return replace(self, rows=rows, count=sum(not row.heading for row in rows))


def empty_list(draw: Callable[[Row, RenderContext], list[Content]]) -> ListModel:
    """A list without rows."""
    return ListModel((), draw, lambda row: row.id, 0)
