"""List model: the rows of a list, how tall they are, and how one is drawn."""

from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import accumulate
from typing import TypeVar

from textual.content import Content

from dossier.tui.text.lines import RenderContext

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Row:
    """One row. `id` is that of the item shown, empty for a heading, which cannot be selected; `item` is the row's payload, of a type
    that the list's drawing knows; `heights` are lines in narrow, medium and wide terminals; `gap` puts a blank line before it unless
    narrow.
    """

    id: str
    item: object
    heights: tuple[int, int, int] = (1, 1, 1)
    gap: bool = False

    @property
    def heading(self) -> bool:
        """True for a row that only groups others."""
        return not self.id


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


@dataclass(frozen=True)
class ListModel:
    """All rows of a list with the function that draws one, and the words of a row for filtering. `count` is the number that
    the list's tab shows; `recount` makes a heading say what is left under it once the list is filtered. What a list must know
    of all rows at once is computed on first need: in a worker, by `prepared`.
    """

    rows: Sequence[Row]
    draw: Callable[[Row, RenderContext], list[Content]]
    words: Callable[[Row], str]
    count: int
    recount: Callable[[Row, Sequence[Row]], Row] = _unchanged

    @cached_property
    def ends(self) -> tuple[Sequence[int], Sequence[int], Sequence[int]]:
        """The line after each row, counted from the first row's top, in narrow, medium and wide terminals."""
        narrow = array("l", accumulate(row.heights[0] for row in self.rows))
        medium, wide = (array("l", accumulate(row.heights[size] + row.gap for row in self.rows)) for size in (1, 2))
        return narrow, medium, wide

    @cached_property
    def numbers(self) -> Sequence[int]:
        """The number of rows that can be selected up to each row, itself included."""
        return array("l", accumulate(not row.heading for row in self.rows))

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
