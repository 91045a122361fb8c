"""What a half-typed query can become: fields, their values, names, words."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from dossier.model.notebook import Entry
from dossier.model.search_result import Completion
from dossier.search.analysis import fold
from dossier.search.engine import Engine
from dossier.search.fields import FIELDS
from dossier.services.snapshot import Snapshot

LIMIT = 8
PIECE = re.compile(r'(?:(?P<field>[a-z]+):)?(?P<value>"[^"]*|[^\s"()]*)$')


def completions(text: str, cursor: int, held: Snapshot, engine: Engine, entries: Sequence[Entry]) -> tuple[Completion, ...]:
    """At most eight, the likeliest first; each holds the whole query after it is taken."""
    before, after = text[:cursor], text[cursor:]
    found = PIECE.search(before)
    if found is None or not found.group():
        return ()
    field, typed = found.group("field"), found.group("value")
    minus = "-" if typed.startswith("-") else ""
    start, wanted = before[: found.start()] + minus, fold(typed.lstrip('"-'))
    if field in FIELDS:
        offers = _values(field, wanted, held, entries)
    elif field is None:
        offers = _bare(wanted, held, engine)
    else:
        return ()
    first = islice(offers, LIMIT)
    return tuple(Completion(f"{start}{taken}{after or ' '}", label, note, count) for taken, label, note, count in first)


Offer = tuple[str, str, str, int]


def _bare(wanted: str, held: Snapshot, engine: Engine) -> Iterator[Offer]:
    """Names, then fields, then words."""
    if not wanted:
        return
    people = ((name, actor) for name, actor, folded in held.names if f" {wanted}" in folded)
    for name, actor in islice(people, 3):
        a = held.actors[actor]
        yield f"actor:{_quoted(name)}", f"actor:{_quoted(name)}", _about(a.name, name, a.side, a.kind.value), len(a.articles)
    for spec in FIELDS.values():
        if spec.name.startswith(wanted):
            yield f"{spec.name}:", f"{spec.name}:", spec.asks, 0
    for word, count in engine.complete(wanted, LIMIT):
        yield word, word, "", count


def _values(field: str, wanted: str, held: Snapshot, entries: Sequence[Entry]) -> Iterator[Offer]:
    """Values of one field that begin so."""
    if field in {"said", "actor"}:
        yield from _people(field, wanted, held)
        return
    for value, count in _known(field, held, entries).most_common():
        if any(part.startswith(wanted) for part in (fold(value), *fold(value).split())):
            yield f"{field}:{_quoted(value)}", f"{field}:{value}", "", count


def _people(field: str, wanted: str, held: Snapshot) -> Iterator[Offer]:
    said = held.quote_counts
    seen: set[str] = set()
    for name, ident, folded in held.names:
        if f" {wanted}" not in folded or (field == "said" and not said[ident]):
            continue
        actor = held.actors[ident]
        note = "same actor" if ident in seen else _about(actor.name, name, actor.side, actor.kind.value)
        seen.add(ident)
        yield f"{field}:{_quoted(name)}", f"{field}:{name}", note, said[ident] if field == "said" else len(actor.articles)


def _known(field: str, held: Snapshot, entries: Iterable[Entry]) -> Counter[str]:
    if field == "type":
        return held.kinds
    if field == "place":
        return held.places
    if field == "source":
        return held.outlets
    if field == "tag":
        return Counter(t for e in entries for t in e.tags)
    if field == "has":
        return Counter(FIELDS["has"].values)
    if field in {"date", "before", "after"}:
        return held.months
    return Counter()


def _about(name: str, typed: str, side: str | None, kind: str) -> str:
    return " · ".join(p for p in (name if name != typed else "", side or kind) if p)


def _quoted(value: str) -> str:
    return f'"{value}"' if re.search(r"[\s():~*]", value) else value
