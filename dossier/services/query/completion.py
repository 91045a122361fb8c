"""Completions of a query that is being typed: fields, their values, names, words."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice

from dossier.model.notebook import Entry
from dossier.model.search_result import Completion
from dossier.search.analysis import fold
from dossier.search.engine import Engine
from dossier.search.fields import FIELDS
from dossier.services.query.actor_names import ActorNames
from dossier.services.snapshot import Snapshot

LIMIT = 8
PIECE = re.compile(r'(?P<minus>-?)(?:(?P<field>[a-z]+):)?(?P<value>"[^"]*|[^\s"()]*)$')


COUNTED = dict.fromkeys(("type", "place", "date", "before", "after", "has:conflict"), "event") | {
    "said": "quote",
    "has:quote": "quote",
    "tag": "note",
    "has:note": "note",
}
"""What is counted beside a value of a field, or beside one value: the rows of the list that it narrows; else articles."""


def completions(
    text: str,
    cursor: int,
    snapshot: Snapshot,
    names: ActorNames,
    engine: Engine,
    entries: Sequence[Entry],
    count: Callable[[str, str], int],
) -> tuple[Completion, ...]:
    """At most LIMIT completions, the likeliest first; each has the whole query after it is accepted, with the number of its results.
    `count` gives that of a query's results of a kind ("article", "event", "quote", "note").
    """
    before, after = text[:cursor], text[cursor:]
    piece = PIECE.search(before)
    if piece is None or not piece.group():
        return ()
    field, typed = piece.group("field"), piece.group("value")
    start, wanted = before[: piece.start()] + piece.group("minus"), fold(typed.lstrip('"-'))
    if field in FIELDS:
        offers = _values(field, wanted, snapshot, names, entries)
    elif field is None:
        offers = _bare(wanted, names, engine)
    else:
        return ()
    first = islice(offers, LIMIT)
    return tuple(_completion(start, after or " ", offer, count) for offer in first)


Offer = tuple[str, str, str]
"""The text to take, its label, and a note."""


def _completion(before: str, after: str, offer: Offer, count: Callable[[str, str], int]) -> Completion:
    text, label, note = offer
    whole = f"{before}{text}{after}"
    if text.endswith(":"):
        return Completion(whole, label, note, 0)
    counted = COUNTED.get(text) or COUNTED.get(text.partition(":")[0] if ":" in text else "", "article")
    return Completion(whole, label, note, count(whole, counted), counted)


def _bare(wanted: str, names: ActorNames, engine: Engine) -> Iterator[Offer]:
    """Names, then fields, then words."""
    if not wanted:
        return
    for name, actor in islice(names.ranked_with(wanted), 3):
        yield f"actor:{_quoted(name)}", f"actor:{_quoted(name)}", _about(actor.name, name, actor.side, actor.kind.value)
    for spec in FIELDS.values():
        if spec.name.startswith(wanted):
            yield f"{spec.name}:", f"{spec.name}:", spec.asks
    for word, _ in engine.complete(wanted, LIMIT):
        yield word, word, ""


def _values(field: str, wanted: str, snapshot: Snapshot, names: ActorNames, entries: Sequence[Entry]) -> Iterator[Offer]:
    """Values of one field that begin with `wanted`."""
    if field in {"said", "actor"}:
        yield from _people(field, wanted, snapshot, names)
        return
    for value, _ in _field_values(field, snapshot, entries).most_common():
        if any(part.startswith(wanted) for part in (fold(value), *fold(value).split())):
            yield f"{field}:{_quoted(value)}", f"{field}:{value}", ""


def _people(field: str, wanted: str, snapshot: Snapshot, names: ActorNames) -> Iterator[Offer]:
    quote_counts = snapshot.quote_counts
    seen: set[str] = set()
    for name, actor in names.ranked_with(wanted):
        if field == "said" and not quote_counts[actor.id]:
            continue
        note = "same actor" if actor.id in seen else _about(actor.name, name, actor.side, actor.kind.value)
        seen.add(actor.id)
        yield f"{field}:{_quoted(name)}", f"{field}:{name}", note


def _field_values(field: str, snapshot: Snapshot, entries: Iterable[Entry]) -> Counter[str]:
    if field == "type":
        return _by_name(snapshot.kinds)
    if field == "place":
        return _by_name(snapshot.places)
    if field == "source":
        return _by_name(snapshot.outlets)
    if field == "tag":
        return Counter(t for e in entries for t in e.tags)
    if field in {"has", "is"}:
        return Counter(FIELDS[field].values)
    if field in {"date", "before", "after"}:
        return _by_name(snapshot.months)
    return Counter()


def _by_name(counts: Mapping[str, int]) -> Counter[str]:
    """The same counts with their names in order, so that equal ones do not stand as earlier changes happen to have left them."""
    return Counter(dict(sorted(counts.items())))


def _about(name: str, typed: str, side: str | None, kind: str) -> str:
    return " · ".join(p for p in (name if name != typed else "", side or kind) if p)


def _quoted(value: str) -> str:
    return f'"{value}"' if re.search(r"[\s():~*]", value) else value
