"""Saved linkers: the state of a linker as bytes, from which another process goes on where it stopped.

What is stored elsewhere is not repeated: articles, facts and findings are named by their ids, and looked up again when the state is read. An
article that has changed since is unknown to the linker that is read; findings that have changed since are made again.
"""

import pickle
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
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
DECODERS: Mapping[str, "msgspec.msgpack.Decoder[Any]"] = {each.__name__: msgspec.msgpack.Decoder(each) for each in VALUES}
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
    _Pickler(linker, file).dump((linker, stored))


def read_linker(file: BinaryIO, articles: Mapping[str, Article], facts: Mapping[str, Facts], stored: Stored) -> Linker:
    """The linker that was written. `articles` and `facts` are those that have not changed since, by id; `stored` are the findings as they are stored
    now. Raises pickle.UnpicklingError, or whatever else unpickling raises, where the bytes are not those of a linker.
    """
    linker: Linker
    linker, saved = _Unpickler(file, articles, facts, stored).load()
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


def read_value(kind: str, data: bytes) -> Any:
    """The value of a class in `VALUES`, by its name, that was written whole."""
    return DECODERS[kind].decode(data)


class _Pickler(pickle.Pickler):
    """Writes names for what is stored elsewhere."""

    def __init__(self, linker: Linker, file: BinaryIO) -> None:
        super().__init__(file, PROTOCOL)
        self._quotations = {id(quotation): ident for ident, quotation in linker.quotations.items()}
        self._names: dict[type, Callable[[Any], Name] | None] = {}
        self._fields: dict[type, Callable[[Any], Any] | None] = {}

    def persistent_id(self, item: Any) -> Name | None:
        """The name of an object that is stored elsewhere."""
        kind = type(item)
        if kind not in self._names:
            # a finding that was read from its row is of a subclass
            self._names[kind] = next((name for each, name in NAMES.items() if issubclass(kind, each)), None)
        if (name := self._names[kind]) is not None:
            return name(item)
        quotation = self._quotations.get(id(item))
        return None if quotation is None else (QUOTATIONS, quotation)

    def reducer_override(self, item: Any) -> Any:
        """How to write an object of a class of our own: a value whole, another one that is frozen as a call of its class, which is created several
        times faster than by setting what is in it.
        """
        kind = type(item)
        if kind in VALUES:
            return read_value, (kind.__name__, msgspec.msgpack.encode(item))
        if kind not in self._fields:
            self._fields[kind] = _fields_of(kind)
        get = self._fields[kind]
        return NotImplemented if get is None else (kind, get(item))


def _fields_of(kind: type) -> Callable[[Any], tuple[Any, ...]] | None:
    """The function that gives the fields of an object of a frozen dataclass; None for another class."""
    if not is_dataclass(kind) or not kind.__dataclass_params__.frozen:  # type: ignore[attr-defined]  # of every dataclass
        return None
    first, *others = (field.name for field in fields(kind))
    get = attrgetter(first, *others)
    return get if others else lambda item: (get(item),)


class _Unpickler(pickle.Unpickler):
    """Looks up what is stored elsewhere, and creates nothing but objects of the classes of linkers."""

    def __init__(self, file: BinaryIO, articles: Mapping[str, Article], facts: Mapping[str, Facts], stored: Stored) -> None:
        super().__init__(file)
        self._sources: Mapping[str, Mapping[str, Any]] = {ARTICLE: articles, FACTS: facts}
        self._stored = stored

    def persistent_load(self, name: Name) -> Any:
        """The object of that name."""
        kind, ident = name
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
            if isinstance(found, type) or found is read_value:
                return found
        raise pickle.UnpicklingError(f"{module}.{name} has no place in a linker")
