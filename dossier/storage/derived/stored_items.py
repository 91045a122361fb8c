"""Stored items: articles and findings of which only what lists and searches need is in memory. The rest, their late fields, is read from their
rows when something looks at it.

The texts of articles, the words of quotations, mentions and dates are nearly all of a large dossier, and hardly any of them is ever shown.
"""

import sqlite3
from collections import OrderedDict, deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from itertools import repeat
from operator import attrgetter
from sys import intern
from threading import Lock
from types import GenericAlias
from typing import Any, Generic, TypeVar, get_type_hints

import msgspec

from dossier.errors import DamagedFacts, reason_of
from dossier.model.article import PublicationDay
from dossier.storage.derived.sealed import unseal

T = TypeVar("T")
ReadRows = Callable[[Any, int], Sequence[tuple[Any, bytes]]]
"""Reads this many sealed rows from a key on, in order of their keys, each with its key."""
DECODED = 128
"""Rows whose late fields stay decoded."""
REOPEN = "Open the dossier again; the index is then rebuilt from seeds/."
IN_TURN = 64
"""Rows that are read at once where one is looked at after the other."""


class LateRows:
    """The rows of one kind of stored items. Any thread may read them."""

    def __init__(self, read: ReadRows, decoder: "msgspec.json.Decoder[Any]", on_damage: Callable[[], None] = lambda: None) -> None:
        """`on_damage` is called before an error that shows damage is raised."""
        self._read, self._decoder, self._on_damage = read, decoder, on_damage
        self._lock = Lock()
        self._decoded: OrderedDict[Any, Any] = OrderedDict()
        self._bodies: dict[Any, bytes] = {}
        self._next: Any = None

    def read_from(self, read: ReadRows) -> None:
        """Reads from other rows from now on; those of items that are still in use must be the same there."""
        with self._lock:
            self._read = read
            self._decoded.clear()
            self._bodies, self._next = {}, None

    def body(self, key: Any) -> bytes:
        """The sealed row with that key. Raises DamagedFacts where there is none."""
        with self._lock:
            return self._body(key)

    def late_fields(self, key: Any) -> Any:
        """The late fields of the row with that key, as attributes."""
        with self._lock:
            if (values := self._decoded.get(key)) is None:
                values = self._decoded[key] = self._decode(key)
                if len(self._decoded) > DECODED:
                    self._decoded.popitem(last=False)
            return values

    def _decode(self, key: Any) -> Any:
        try:
            return self._decoder.decode(unseal(self._body(key)))
        except (DamagedFacts, msgspec.MsgspecError, sqlite3.DatabaseError) as error:
            self._on_damage()
            raise DamagedFacts(f"The index is damaged ({reason_of(error)}).", do=REOPEN) from error

    def _body(self, key: Any) -> bytes:
        if key not in self._bodies:
            # one more row shows which is next: where that one is asked for, its followers are likely to be too
            rows = self._read(key, IN_TURN if key == self._next else 2)
            self._bodies = dict(rows[:-1] or rows)
            self._next = rows[-1][0] if rows else None
        try:
            return self._bodies[key]
        except KeyError:
            raise DamagedFacts("A stored row is missing.") from None


@dataclass(frozen=True, slots=True)
class FixedRow:
    """The late fields of one item, in memory."""

    values: Any

    def late_fields(self, _key: Any) -> Any:
        """The fields, as attributes."""
        return self.values


def fix_late_fields(item: Any) -> None:
    """Reads the late fields of an item into memory, before its row is changed; nothing where it is not a stored one."""
    if isinstance(rows := getattr(item, "late_rows", None), LateRows):
        object.__setattr__(item, "late_rows", FixedRow(rows.late_fields(item.row_key)))


class StoredType(Generic[T]):
    """Stored items of one dataclass, which is frozen and has slots. `late` names its late fields and `repeated` those whose values many items
    share. `summarize` makes of an item what stays in memory of its late fields; `derived` are properties that are computed from that in place of
    the late fields.
    """

    def __init__(
        self,
        kind: type[T],
        late: Sequence[str],
        repeated: Sequence[str] = (),
        summarize: Callable[[Any], tuple[Any, ...]] | None = None,
        derived: Mapping[str, Callable[[tuple[Any, ...]], Any]] | None = None,
    ) -> None:
        hints, names = get_type_hints(kind), [field.name for field in fields(kind)]  # type: ignore[arg-type]  # a dataclass, which has no type of its own
        early = [name for name in names if name not in late]
        summary = ("summary", tuple[int | str, ...])
        self.form: Any = msgspec.defstruct(kind.__name__, [*((name, hints[name]) for name in early), summary], array_like=True, gc=False)
        """The outline of an item: its fields that are in memory, and the summary."""
        self._decode_late = msgspec.json.Decoder(msgspec.defstruct(kind.__name__, [(name, hints[name]) for name in late]))
        self._early = attrgetter(*early)
        self._summarize = summarize or (lambda _item: ())
        self.type = _stored_subclass(kind, late, derived or {})
        shares = {name: (intern if hints[name] is str else _shared) for name in repeated}
        self._fields = [(getattr(kind, name).__set__, attrgetter(name), shares.get(name)) for name in early]
        self._slots = [getattr(self.type, name).__set__ for name in ("late_rows", "row_key", "summary")]

    def rows(self, read: ReadRows, on_damage: Callable[[], None] = lambda: None) -> LateRows:
        """The rows that `read` reads."""
        return LateRows(read, self._decode_late, on_damage)

    def pairs(self, first: type) -> Any:
        """The type of a pair of something of that type and an outline, for a decoder."""
        return GenericAlias(tuple, (first, self.form))

    def outline(self, item: T) -> Any:
        """The outline of an item; of a stored one, its row is not read."""
        summary = item.summary if isinstance(item, self.type) else self._summarize(item)  # type: ignore[attr-defined]  # a stored item
        return self.form(*self._early(item), summary)

    def stored(self, outlines: Sequence[Any], rows: LateRows, keys: Iterable[Any]) -> list[T]:
        """The items with these outlines and the rows of these keys. Field by field: setting all of one item before the next takes twice as long."""
        items = [object.__new__(self.type) for _ in outlines]
        for set_field, get, share in self._fields:
            values = map(get, outlines)
            _for_each(set_field, items, map(share, values) if share else values)
        set_rows, set_key, set_summary = self._slots
        _for_each(set_rows, items, repeat(rows))
        _for_each(set_key, items, keys)
        _for_each(
            set_summary,
            items,
            [
                outline.summary and tuple([intern(part) if part.__class__ is str else part for part in outline.summary])
                for outline in outlines
            ],
        )
        return items


def _for_each(set_field: Callable[[Any, Any], None], items: Iterable[Any], values: Iterable[Any]) -> None:
    deque(map(set_field, items, values), maxlen=0)


def is_stored(item: object) -> bool:
    """True for an item whose late fields are read from its row."""
    return isinstance(getattr(item, "late_rows", None), LateRows)


def sealed_row(item: object) -> bytes | None:
    """The sealed row that an item was read from; None for one that was made since."""
    rows = getattr(item, "late_rows", None)
    return rows.body(item.row_key) if isinstance(rows, LateRows) else None  # type: ignore[attr-defined]  # a stored item


def _stored_subclass(kind: type[T], late: Sequence[str], derived: Mapping[str, Callable[[tuple[Any, ...]], Any]]) -> type[T]:
    """The class of stored items of a dataclass. They are equal to ordinary ones of the same values, and changing one gives an ordinary one."""
    names = [field.name for field in fields(kind)]  # type: ignore[arg-type]  # as above

    def values_of(item: Any) -> tuple[Any, ...]:
        return tuple(getattr(item, name) for name in names)

    def is_equal(item: Any, other: object) -> Any:
        if not isinstance(other, kind):
            return NotImplemented
        return item is other or values_of(item) == values_of(other)

    def late_property(name: str) -> property:
        return property(lambda item: getattr(item.late_rows.late_fields(item.row_key), name))

    def derived_property(compute: Callable[[tuple[Any, ...]], Any]) -> property:
        return property(lambda item: compute(item.summary))

    members = {
        "__slots__": ("late_rows", "row_key", "summary"),
        "__new__": lambda _class, *args, **named: kind(*args, **named),
        "__eq__": is_equal,
        "__hash__": kind.__hash__,
        "__reduce__": lambda item: (kind, values_of(item)),
    }
    members |= {name: late_property(name) for name in late} | {name: derived_property(compute) for name, compute in derived.items()}
    return type(kind.__name__, (kind,), members)


_DAYS: dict[PublicationDay, PublicationDay] = {}


def _shared(value: Any) -> Any:
    """The same value, one object for all that are equal: a text, None, a tuple of texts, or a publication day."""
    if isinstance(value, str):
        return intern(value)
    if isinstance(value, tuple):
        return tuple(map(_shared, value)) if value else ()
    return _DAYS.setdefault(value, value) if isinstance(value, PublicationDay) else value
