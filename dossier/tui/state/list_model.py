"""What a list shows: rows, how tall they are, and how one is drawn."""

from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import accumulate
from typing import Any

from textual.content import Content

from dossier.tui.text.lines import RenderContext


@dataclass(frozen=True, slots=True)
class Row:
    """One row. `id` is that of the thing shown, empty for a heading, which cannot be selected; `of` is what the list's drawing
    reads; `heights` are lines in narrow, medium and wide terminals; `gap` puts a blank line before it unless narrow.
    """

    id: str
    item: Any
    heights: tuple[int, int, int] = (1, 1, 1)
    gap: bool = False

    @property
    def heading(self) -> bool:
        """True for a row that only parts others."""
        return not self.id


def counted_anew(heading: Row, under: Sequence[Row]) -> Row:
    """A heading whose `of` has a `count`, for fewer rows under it."""
    return replace(heading, item=replace(heading.item, count=len(under)))


def _as_it_is(heading: Row, _under: Sequence[Row]) -> Row:
    return heading


@dataclass(frozen=True)
class ListModel:
    """All rows of a list with the function that draws one, and the words of a row for filtering. `count` is the number that
    the list's tab shows; `recount` makes a heading say what is left under it once the list is filtered. What a list must know
    of all rows at once is worked out on first need: in a worker, by `prepared`.
    """

    rows: Sequence[Row]
    draw: Callable[[Row, RenderContext], list[Content]]
    words: Callable[[Row], str]
    count: int
    recount: Callable[[Row, Sequence[Row]], Row] = _as_it_is

    @cached_property
    def ends(self) -> tuple[Sequence[int], Sequence[int], Sequence[int]]:
        """The line after each row, counted from the first row's top, in narrow, medium and wide terminals."""
        narrow = array("l", accumulate(row.heights[0] for row in self.rows))
        medium, wide = (array("l", accumulate(row.heights[size] + row.gap for row in self.rows)) for size in (1, 2))
        return narrow, medium, wide

    @cached_property
    def numbers(self) -> Sequence[int]:
        """How many rows that can be selected there are up to each row, itself among them."""
        return array("l", accumulate(not row.heading for row in self.rows))

    @cached_property
    def texts(self) -> Sequence[str]:
        """The words of each row, upper and lower case alike."""
        return [self.words(row).casefold() for row in self.rows]

    def prepared(self) -> "ListModel":
        """The same, with everything worked out that showing it needs."""
        _ = self.ends, self.numbers
        return self

    def filtered(self, text: str) -> "ListModel":
        """Only the rows that hold the text, upper and lower case alike, with the headings over them."""
        wanted = text.casefold().strip()
        if not wanted:
            return self
        groups: list[tuple[Row | None, list[Row]]] = [(None, [])]
        for row, words in zip(self.rows, self.texts, strict=True):
            if row.heading:
                groups.append((row, []))
            elif wanted in words:
                groups[-1][1].append(row)
        kept: list[Row] = []
        for heading, under in groups:
            if under:
                kept += [*([self.recount(heading, under)] if heading else []), *under]
        return replace(self, rows=kept, count=sum(not row.heading for row in kept))


def no_rows(draw: Callable[[Row, RenderContext], list[Content]]) -> ListModel:
    """A list with nothing in it."""
    return ListModel((), draw, lambda row: row.id, 0)
