"""Saved linkers: the state of a linker as bytes, from which another process goes on where it stopped.

What is stored elsewhere is not repeated: articles, facts and findings are named by their ids, and looked up again when the state is read. An
article that has changed since is unknown to the linker that is read; findings that have changed since are made again.
"""

import pickle
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from functools import partial
from importlib import import_module
from operator import attrgetter
from typing import Any, BinaryIO, NamedTuple

import msgspec

from dossier.linking.link import Linker
from dossier.model.actor import Actor, EntityCluster
from dossier.model.article import Article, PublicationDay
from dossier.model.event import Event, EventMention
from dossier.model.event_kinds.declaration import EventKind
from dossier.model.event_kinds.registry import find_kind
from dossier.model.facts import Facts
from dossier.model.findings import ArticleLinks, Findings
from dossier.model.quotation import Quotation

PROTOCOL = 5
ARTICLE, FACTS, KIND = "article", "facts", "kind"
LINKS, ACTORS, EVENTS, QUOTATIONS = "articles", "actors", "events", "quotations"
"""Kinds of findings, as the fields of `Findings` name them."""
OWN_PACKAGES = ("dossier.linking.", "dossier.model.")
ALLOWED = frozenset({(each.__module__, each.__name__) for each in (Counter, defaultdict, date, dict, frozenset, list, set)})
"""Classes of the standard library that a state consists of."""
VALUES = (EntityCluster, EventMention, PublicationDay, Quotation)
"""Classes of values that are written whole, as MessagePack: pickle would write and create each of their parts."""
DECODERS: Sequence["msgspec.msgpack.Decoder[Any]"] = [msgspec.msgpack.Decoder(each) for each in VALUES]
Name = tuple[str, str]
"""The kind of an object that is stored elsewhere, and its id."""
NAMES: Mapping[type, Callable[[Any], Name]] = {
    Article: lambda article: (ARTICLE, article.id),
    Facts: lambda facts: (FACTS, facts.article),
    EventKind: lambda kind: (KIND, kind.name),
    ArticleLinks: lambda links: (LINKS, links.article),
    Actor: lambda actor: (ACTORS, actor.id),
    Event: lambda event: (EVENTS, event.id),
}


class StoredFinding(NamedTuple):
    """A finding as it is stored, with the checksum of its row."""

    item: Any
    checksum: bytes


Stored = Mapping[str, Mapping[str, StoredFinding]]
"""Stored findings by kind and id."""


@dataclass(frozen=True, slots=True)
class _Unknown:
    """Stands for an article that has changed, its facts, and a finding that is no longer stored."""


UNKNOWN = _Unknown()


def save_linker(linker: Linker, stored: Mapping[str, Mapping[str, bytes]], file: BinaryIO) -> None:
    """Writes the state of a linker. `stored` are the checksums of the rows of the findings that it made last, by kind and id."""
    quotations = {id(quotation): ident for ident, quotation in linker.quotations.items()}
    numbers: dict[int, int] = {}
    for part in (*linker.parts(), stored):
        # a pickler refers to all that it has written, so one for everything would take as much memory as the linker itself
        _Pickler(quotations, numbers, file).dump(part)


def read_linker(file: BinaryIO, articles: Mapping[str, Article], facts: Mapping[str, Facts], stored: Stored) -> Linker:
    """The linker that was written. `articles` and `facts` are those that have not changed since, by id; `stored` are the findings as they are stored
    now. Raises pickle.UnpicklingError, or whatever else unpickling raises, where the bytes are not those of a linker.
    """
    sources, numbered = {ARTICLE: articles, FACTS: facts}, list[Any]()

    def read() -> Any:
        return _Unpickler(file, sources, stored, numbered).load()

    linker = Linker.of_parts(read)
    saved: Mapping[str, Mapping[str, bytes]] = read()
    outdated = {kind: frozenset(i for i, known in rows.items() if _checksum(stored[kind].get(i)) != known) for kind, rows in saved.items()}
    linker.resume({kind: {ident: row.item for ident, row in rows.items()} for kind, rows in stored.items()}, outdated)
    return linker


def stored_findings(findings: Findings, checksums: Mapping[str, Mapping[str, bytes]]) -> Stored:
    """Stored findings with the checksums of their rows, which are by kind and id."""
    return {
        LINKS: {links.article: StoredFinding(links, checksums[LINKS][links.article]) for links in findings.articles},
        ACTORS: {actor.id: StoredFinding(actor, checksums[ACTORS][actor.id]) for actor in findings.actors},
        EVENTS: {event.id: StoredFinding(event, checksums[EVENTS][event.id]) for event in findings.events},
        QUOTATIONS: {quotation.id: StoredFinding(quotation, checksums[QUOTATIONS][quotation.id]) for quotation in findings.quotations},
    }


def _checksum(row: StoredFinding | None) -> bytes | None:
    return None if row is None else row.checksum


def _value(kind: int, item: Any) -> int:
    """A value as a number: its bytes, then the number of its class in `VALUES`."""
    return int.from_bytes(msgspec.msgpack.encode(item) + bytes((kind,)))


def _read_value(number: int) -> Any:
    """The value that was written as a number."""
    data = number.to_bytes((number.bit_length() + 7) // 8)
    return DECODERS[data[-1]].decode(memoryview(data)[:-1])


class _Pickler(pickle.Pickler):
    """Writes a name for what is stored elsewhere, and a value whole, as a number: a pickler keeps all else that it writes until it is done. What it
    or an earlier one has written is then a number below zero. `numbers` are those, by identity.
    """

    def __init__(self, quotations: Mapping[int, str], numbers: dict[int, int], file: BinaryIO) -> None:
        """`quotations` are the ids of those that are stored elsewhere, by identity."""
        super().__init__(file, PROTOCOL)
        self._quotations, self._numbers = quotations, numbers
        self._names: dict[type, Callable[[Any], Name | int | None] | None] = {}
        self._fields: dict[type, Callable[[Any], Any] | None] = {}

    def persistent_id(self, item: Any) -> Name | int | None:
        """What is written for an object that is stored elsewhere or is a value."""
        kind = type(item)
        if kind not in self._names:
            self._names[kind] = self._name_of(kind)
        if (name := self._names[kind]) is None:
            return None
        if (number := self._numbers.get(id(item))) is None:
            self._numbers[id(item)] = ~len(self._numbers)
            return name(item)
        return number

    def _name_of(self, kind: type) -> Callable[[Any], Name | int] | None:
        """The function that names objects of a class; None where they are neither stored elsewhere nor values."""
        # a finding that was read from its row is of a subclass
        if issubclass(kind, Quotation):
            return self._quotation
        if kind in VALUES:
            return partial(_value, VALUES.index(kind))
        return next((name for each, name in NAMES.items() if issubclass(kind, each)), None)

    def _quotation(self, quotation: Any) -> Name | int:
        """The name of a quotation that is stored; another one is a value."""
        ident = self._quotations.get(id(quotation))
        return (QUOTATIONS, ident) if ident is not None else _value(VALUES.index(Quotation), quotation)

    def reducer_override(self, item: Any) -> Any:
        """How to write an object of a class of our own: one of a dataclass as a call of its class, which is created several times faster than by
        setting what is in it, and written without a table of that, which would stay in memory. None of them is part of a cycle.
        """
        kind = type(item)
        if kind not in self._fields:
            self._fields[kind] = _fields_of(kind)
        get = self._fields[kind]
        return NotImplemented if get is None else (kind, get(item))


def _fields_of(kind: type) -> Callable[[Any], tuple[Any, ...]] | None:
    """The function that gives the fields of an object of a dataclass; None for another class."""
    if not is_dataclass(kind):
        return None
    first, *others = (field.name for field in fields(kind))
    get = attrgetter(first, *others)
    return get if others else lambda item: (get(item),)


class _Unpickler(pickle.Unpickler):
    """Looks up what is stored elsewhere, and creates nothing but objects of the classes of linkers."""

    def __init__(self, file: BinaryIO, sources: Mapping[str, Mapping[str, Any]], stored: Stored, numbered: list[Any]) -> None:
        """`numbered` are the objects to which numbers below zero refer; those that are read here are added."""
        super().__init__(file)
        self._sources, self._stored, self._numbered = sources, stored, numbered

    def persistent_load(self, name: Name | int) -> Any:
        """The object for which that was written."""
        if isinstance(name, int) and name < 0:
            return self._numbered[~name]
        self._numbered.append(_read_value(name) if isinstance(name, int) else self._named(*name))
        return self._numbered[-1]

    def _named(self, kind: str, ident: str) -> Any:
        """The object of that name."""
        if kind == KIND:
            return find_kind(ident)
        if kind in self._sources:
            return self._sources[kind].get(ident, UNKNOWN)
        row = self._stored[kind].get(ident)
        return UNKNOWN if row is None else row.item

    def find_class(self, module: str, name: str) -> Any:
        """The class that a pickle names, if a state may contain it."""
        if (module, name) in ALLOWED or module.startswith(OWN_PACKAGES):
            found = getattr(import_module(module), name, None)
            if isinstance(found, type):
                return found
        raise pickle.UnpicklingError(f"{module}.{name} has no place in a linker")
