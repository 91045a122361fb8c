"""Sets by key, most of which have one member."""

from collections.abc import Set as AbstractSet
from typing import Generic, TypeVar

K = TypeVar("K")
V = TypeVar("V")


class SetsByKey(Generic[K, V]):
    """A set for each key. The only member of a set is kept as it is, since a set of one takes 216 bytes; no member may be a set itself."""

    def __init__(self) -> None:
        self._sets: dict[K, V | set[V]] = {}

    def add(self, key: K, value: V) -> None:
        """Adds a member to the set of a key."""
        known = self._sets.setdefault(key, value)
        if isinstance(known, set):
            known.add(value)
        elif known != value:
            self._sets[key] = {known, value}

    def discard(self, key: K, value: V) -> None:
        """Removes a member from the set of a key, if it is there."""
        known = self._sets.get(key)
        if isinstance(known, set):
            known.discard(value)
            if not known:
                del self._sets[key]
        elif known == value and key in self._sets:
            del self._sets[key]

    def get(self, key: K) -> AbstractSet[V]:
        """The set of a key, empty where it has none. Do not keep it: it may follow changes, or not."""
        if key not in self._sets:
            return frozenset()
        known = self._sets[key]
        return known if isinstance(known, set) else frozenset((known,))

    def pop(self, key: K) -> AbstractSet[V]:
        """Removes the set of a key and returns it, empty where there was none."""
        members = self.get(key)
        self._sets.pop(key, None)
        return members
