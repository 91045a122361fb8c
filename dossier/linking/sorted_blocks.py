"""Sorted blocks: items in the order of their keys, as a sequence that shares with the one before what has not changed."""

from bisect import bisect_left
from collections.abc import Collection, Mapping
from typing import Any, Generic, Protocol, TypeVar

from dossier.model.persistent.blocks import Blocks

T = TypeVar("T")


class Key(Protocol):
    """A key by which items are sorted."""

    def __lt__(self, other: Any, /) -> bool: ...


K = TypeVar("K", bound=Key)


class SortedBlocks(Generic[K, T]):
    """Items in order. Each has a key of its own."""

    def __init__(self) -> None:
        self._keys: list[K] = []
        self.items: Blocks[T] = Blocks()

    def update(self, gone: Collection[K], new: Mapping[K, T]) -> None:
        """Take out the items of the keys that are gone, and put in new ones; one whose key is among both, or was there before, is replaced."""
        if len(gone) + len(new) > len(self._keys):
            self._sort({**dict(zip(self._keys, self.items, strict=True)), **new}, frozenset(gone) - new.keys())
            return
        for key in gone:
            if key not in new:
                at = bisect_left(self._keys, key)
                del self._keys[at]
                self.items = self.items.replaced(at, at + 1, ())
        for key, item in new.items():
            at = bisect_left(self._keys, key)
            is_known = at < len(self._keys) and self._keys[at] == key
            if not is_known:
                self._keys.insert(at, key)
            if not is_known or self.items[at] is not item:
                self.items = self.items.replaced(at, at + is_known, (item,))

    def _sort(self, items: Mapping[K, T], gone: Collection[K]) -> None:
        self._keys = sorted(items.keys() - gone) if gone else sorted(items)
        self.items = Blocks.of(map(items.__getitem__, self._keys))
