"""Layered map: an immutable mapping that follows another one. What differs is in a small layer over the entries that all of them share, so that a
change of a few entries of many costs as much as one of a few.
"""

from collections.abc import Iterable, Iterator, Mapping, ValuesView
from itertools import chain
from typing import Any, TypeVar, overload

K = TypeVar("K")
V = TypeVar("V")
D = TypeVar("D")
LARGEST = 1024
"""Entries of a layer; with more of them, all entries are copied once."""


class _Gone:
    """Stands in a layer for an entry that is gone."""


GONE: Any = _Gone()
NOT_THERE: Any = object()


class LayeredMap(Mapping[K, V]):
    """Entries in order: those that follow a change come after those that were there before."""

    __slots__ = ("_size", "base", "layer")

    def __init__(self, entries: Mapping[K, V] | Iterable[tuple[K, V]] = ()) -> None:
        self.base: dict[K, V] = dict(entries)
        """The entries that are shared, which are never changed."""
        self.layer: dict[K, V] = {}
        """What is other than in the base; GONE in place of a value that is no longer there."""
        self._size = len(self.base)

    def following(self, gone: Iterable[K], new: Mapping[K, V]) -> "LayeredMap[K, V]":
        """The mapping without the keys that are gone, which need not be there, and with new or other values of the keys in `new`."""
        removed = [key for key in gone if key in self and key not in new]
        if not removed and not new:
            return self
        after: LayeredMap[K, V] = LayeredMap()
        after.base, after.layer = self.base, {**self.layer, **dict.fromkeys(removed, GONE), **new}
        after._size = self._size - len(removed) + sum(key not in self for key in new)
        return after if len(after.layer) <= LARGEST else after._in_one_layer()

    def changes_since(self, before: Mapping[K, V]) -> tuple[dict[K, V], dict[K, V]]:
        """The entries that the mapping before has alone, and those that this one has alone. Values are compared by identity."""
        if self is before:
            return {}, {}
        shares = isinstance(before, LayeredMap) and before.base is self.base
        keys: Iterable[K] = self.layer.keys() | before.layer.keys() if isinstance(before, LayeredMap) and shares else {**before, **self}
        pairs = [(key, before.get(key, NOT_THERE), self.get(key, NOT_THERE)) for key in keys]
        old = {key: value for key, value, other in pairs if value is not NOT_THERE and value is not other}
        return old, {key: value for key, other, value in pairs if value is not NOT_THERE and value is not other}

    def _in_one_layer(self) -> "LayeredMap[K, V]":
        entries = self.base | self.layer
        for key in [key for key, value in self.layer.items() if value is GONE]:
            del entries[key]
        return LayeredMap(entries)

    def among(self, keys: frozenset[K]) -> frozenset[K]:
        """Those of some keys that are there."""
        gone = {key for key, value in self.layer.items() if value is GONE}
        return frozenset(((keys & self.base.keys()) | (keys & self.layer.keys())) - gone)

    def values(self) -> ValuesView[V]:
        """The values in order."""
        return _Values(self)

    def __getitem__(self, key: K) -> V:
        value: V = self.layer.get(key, NOT_THERE)
        if value is NOT_THERE:
            return self.base[key]
        if value is GONE:
            raise KeyError(key)
        return value

    @overload
    def get(self, key: K, /) -> V | None: ...

    @overload
    def get(self, key: K, /, default: V | D) -> V | D: ...

    def get(self, key: K, /, default: V | D | None = None) -> V | D | None:
        """The value of a key, else the default."""
        value: Any = self.layer.get(key, NOT_THERE)
        if value is NOT_THERE:
            return self.base.get(key, default)
        return default if value is GONE else value

    def __contains__(self, key: object) -> bool:
        value = self.layer.get(key, NOT_THERE)  # type: ignore[arg-type]  # any object may be asked for
        return key in self.base if value is NOT_THERE else value is not GONE

    def __iter__(self) -> Iterator[K]:
        layer, base = self.layer, self.base
        if not layer:
            return iter(base)
        return (key for key in chain(base, (key for key in layer if key not in base)) if layer.get(key) is not GONE)

    def __len__(self) -> int:
        return self._size

    def __reduce__(self) -> tuple[Any, ...]:
        return LayeredMap, (dict(self),)

    def __repr__(self) -> str:
        return f"LayeredMap({dict(self)!r})"


class _Values(ValuesView[V]):
    """The values of a layered map, without looking up each."""

    _mapping: LayeredMap[Any, V]

    def __iter__(self) -> Iterator[V]:
        layer, base = self._mapping.layer, self._mapping.base
        if not layer:
            return iter(base.values())
        old = (value if (other := layer.get(key, NOT_THERE)) is NOT_THERE else other for key, value in base.items())
        return (value for value in chain(old, (layer[key] for key in layer if key not in base)) if value is not GONE)
