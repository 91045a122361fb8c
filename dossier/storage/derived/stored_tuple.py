"""Stored tuples: parts of findings that stay as the JSON they were stored in, and are decoded whenever something looks at them.

The mentions of actors and the dates in articles are most of the objects of a large dossier, and hardly any of them is ever shown. As JSON they
take a third of the memory, and reading the findings takes less time.
"""

from collections.abc import Iterator, Sequence
from dataclasses import fields
from typing import Any, Generic, TypeVar, get_type_hints, overload

import msgspec

T = TypeVar("T")
EMPTY = b"[]"


class StoredTuple(Sequence[T]):
    """A tuple, decoded anew on each access; equal to a tuple of the same values. Immutable."""

    __slots__ = ("_decoder", "_length", "json")

    def __init__(self, json: bytes, decoder: "msgspec.json.Decoder[tuple[T, ...]]") -> None:
        self.json = json
        self._decoder = decoder
        self._length = -1

    def _decoded(self) -> tuple[T, ...]:
        values = self._decoder.decode(self.json)
        self._length = len(values)
        return values

    @overload
    def __getitem__(self, index: int) -> T: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[T, ...]: ...
    def __getitem__(self, index: int | slice) -> T | tuple[T, ...]:
        return self._decoded()[index]

    def __iter__(self) -> Iterator[T]:
        return iter(self._decoded())

    def __len__(self) -> int:
        return self._length if self._length >= 0 else len(self._decoded())

    def __eq__(self, other: object) -> bool:
        if isinstance(other, StoredTuple):
            return self.json == other.json or self._decoded() == other._decoded()
        return self._decoded() == other if isinstance(other, tuple) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._decoded())

    def __repr__(self) -> str:
        return repr(self._decoded())


class PartialDecoder(Generic[T]):
    """Decodes values of a dataclass from JSON; the fields named `stored`, which are tuples, become stored tuples. Every field must be there."""

    def __init__(self, kind: type[T], *stored: str) -> None:
        hints = get_type_hints(kind)
        names = [field.name for field in fields(kind)]  # type: ignore[arg-type]  # a dataclass, which has no type of its own
        form = msgspec.defstruct(kind.__name__, [(name, msgspec.Raw if name in stored else hints[name]) for name in names])
        self._kind = kind
        self._decoder = msgspec.json.Decoder(form)
        self._stored = [(names.index(name), msgspec.json.Decoder(hints[name])) for name in stored]

    def decode(self, data: bytes) -> T:
        """One value. Raises msgspec errors for JSON that is not one; a stored tuple is only checked when it is decoded."""
        values = list(msgspec.structs.astuple(self._decoder.decode(data)))
        for at, decoder in self._stored:
            json = bytes(values[at])
            values[at] = StoredTuple(json, decoder) if json != EMPTY else ()
        return self._kind(*values)


def as_stored(value: Any) -> msgspec.Raw:
    """A hook for msgspec: a stored tuple is written as the JSON that it is. Raises TypeError for anything else that JSON does not have."""
    if isinstance(value, StoredTuple):
        return msgspec.Raw(value.json)
    raise TypeError(f"{type(value).__name__} cannot be stored.")
