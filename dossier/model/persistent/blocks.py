"""Blocks: an immutable sequence in blocks of neighbours. One with a change shares all other blocks with the sequence that it was made from, so
that changing a few items of many costs as much as changing a few of few.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate, chain
from typing import Any, TypeVar, overload

T = TypeVar("T")
R = TypeVar("R")
Made = dict[Callable[[Any], Any], dict[int, tuple[Any, Any]]]
"""What functions gave for blocks: by function and the identity of the block, with the block."""
SIZE = 512
"""Items of a block when a sequence is made; of one that follows changes, a block has at most twice as many."""
FEWEST = SIZE // 8
"""A block of fewer items is joined with the next one when it changes."""


class Blocks(Sequence[T]):
    """Items in order. `blocks` are not empty; two sequences that share a block have the same tuple. Equal to any sequence of equal items that is
    a tuple or in blocks.
    """

    __slots__ = ("_made", "_starts", "blocks")

    def __init__(self, blocks: Iterable[tuple[T, ...]] = (), made: Made | None = None) -> None:
        """`made` is that of a sequence that shares blocks with this one."""
        self.blocks: tuple[tuple[T, ...], ...] = tuple(filter(None, blocks))
        self._starts: list[int] | None = None
        self._made: Made = {} if made is None else made

    @classmethod
    def of(cls, items: Iterable[T]) -> "Blocks[T]":
        """These items; a sequence that is in blocks as it is."""
        return items if isinstance(items, Blocks) else cls(_cut(tuple(items)))

    @property
    def starts(self) -> Sequence[int]:
        """The number of the first item of each block, and at the end the number of all items."""
        if self._starts is None:
            self._starts = list(accumulate(map(len, self.blocks), initial=0))
        return self._starts

    def replaced(self, start: int, stop: int, items: Iterable[T]) -> "Blocks[T]":
        """The sequence with other items in place of those from `start` to `stop`, half-open."""
        starts = self.starts
        first = max(min(bisect_right(starts, start), len(self.blocks)) - 1, 0)  # at the end, the last block grows
        last = min(max(bisect_right(starts, stop), first + 1), len(self.blocks))
        if last - first and starts[last] - starts[first] - (stop - start) < FEWEST:
            last = min(last + 1, len(self.blocks))
        old = tuple(chain.from_iterable(self.blocks[first:last]))
        new = (*old[: start - starts[first]], *items, *old[stop - starts[first] :])
        return Blocks((*self.blocks[:first], *(_cut(new) if len(new) > 2 * SIZE else (new,)), *self.blocks[last:]), self._made)

    def by_block(self, make: Callable[[tuple[T, ...]], R]) -> list[R]:
        """What a function gives for each block, in order. It is called once for a block that this sequence shares with those that it was made from,
        or that are made from it.
        """
        made = self._made.get(make, {})
        if any(id(block) not in made for block in self.blocks):
            known = made if len(made) <= 2 * len(self.blocks) else {}  # else most are of blocks that are gone
            made = known | {id(block): made.get(id(block)) or (block, make(block)) for block in self.blocks}
            self._made[make] = made
        return [made[id(block)][1] for block in self.blocks]

    def mapped(self, make: Callable[[tuple[T, ...]], tuple[R, ...]]) -> "Blocks[R]":
        """The items that a function gives for each block, in order, which may be the block itself."""
        return Blocks(self.by_block(make), self._made)

    def __len__(self) -> int:
        return self.starts[-1]

    def __iter__(self) -> Iterator[T]:
        return chain.from_iterable(self.blocks)

    def __reversed__(self) -> Iterator[T]:
        return chain.from_iterable(map(reversed, reversed(self.blocks)))

    @overload
    def __getitem__(self, at: int) -> T: ...

    @overload
    def __getitem__(self, at: slice) -> tuple[T, ...]: ...

    def __getitem__(self, at: int | slice) -> T | tuple[T, ...]:
        if isinstance(at, slice):
            return self._part(at)
        number = at + len(self) if at < 0 else at
        if not 0 <= number < len(self):
            raise IndexError(at)
        block = bisect_right(self.starts, number) - 1
        return self.blocks[block][number - self.starts[block]]

    def _part(self, at: slice) -> tuple[T, ...]:
        start, stop, step = at.indices(len(self))
        if step != 1 or start >= stop:
            return tuple(map(self.__getitem__, range(start, stop, step)))
        starts = self.starts
        first, last = bisect_right(starts, start) - 1, bisect_right(starts, stop - 1)
        return tuple(chain.from_iterable(self.blocks[first:last]))[start - starts[first] : stop - starts[first]]

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Blocks | tuple):
            return NotImplemented
        return self is other or tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return f"Blocks.of({tuple(self)!r})"

    def __reduce__(self) -> tuple[Any, ...]:
        return Blocks, (self.blocks,)


def _cut(items: tuple[T, ...]) -> Iterator[tuple[T, ...]]:
    return (items[start : start + SIZE] for start in range(0, len(items), SIZE))
