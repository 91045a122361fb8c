"""Names that the world lists hold: states, their capitals and adjectives, seats of government, bodies, outlets."""

import re
from dataclasses import dataclass
from functools import lru_cache

from dossier.extraction.vocabulary import load
from dossier.model.span import Span

LETTERS = {"state": "S", "capital": "K", "adjective": "A", "body": "B", "outlet": "M", "platform": "M"}


@dataclass(frozen=True, slots=True)
class Known:
    """What a listed name stands for.

    `sort` is state, capital, adjective, body, outlet or platform. `name` is the short English name of the state (also for
    a capital or an adjective) or the body's usual name; `side` the state that a body serves, or empty.
    """

    sort: str
    name: str
    side: str = ""


@dataclass(frozen=True, slots=True)
class KnownName:
    """A listed name at a place of a text."""

    span: Span
    known: Known


def find_known(text: str) -> tuple[KnownName, ...]:
    """Every listed name in `text`, longest first at each place, without overlaps, in order."""
    pattern, entries = _gazetteer()
    return tuple(KnownName(Span(*match.span()), entries[_plain(match.group())]) for match in pattern.finditer(text))


def state_of(word: str) -> str:
    """The short name of the state that `word` names (name, long form, capital or adjective), or empty."""
    known = _gazetteer()[1].get(_plain(word))
    return known.name if known and known.sort in ("state", "capital", "adjective") else ""


def _plain(name: str) -> str:
    """A name with straight apostrophes and single spaces."""
    return re.sub(r"\s+", " ", name.replace("’", "'"))


@lru_cache(maxsize=1)
def _gazetteer() -> tuple[re.Pattern[str], dict[str, Known]]:
    """One pattern for all listed names, and what each stands for. Earlier lists win where a name stands in two."""
    entries: dict[str, Known] = {}

    def add(name: str, known: Known) -> None:
        entries.setdefault(_plain(name), known)

    silent = set(load("states")["not_acting"])
    for row in load("states")["state"]:
        for name in [row["name"], *row.get("also", []), *row.get("long", [])]:
            add(name, Known("state", row["name"]))
        for name in row["adjective"]:
            add(name, Known("adjective", row["name"]))
    for row in load("states")["state"]:
        for name in row["capital"]:
            if name not in silent:
                add(name, Known("capital", row["name"]))
    for key in ("seat", "parliament", "service", "union", "group"):
        for row in load("bodies")[key]:
            for name in [row["name"], *row.get("also", [])]:
                add(name, Known("body", row["name"], row.get("side", "")))
    for key, sort in (("agency", "outlet"), ("outlet", "outlet"), ("platform", "platform")):
        for name in load("outlets")[key]:
            add(name, Known(sort, load("outlets")["full"].get(name, name)))
    forms = sorted(entries, key=lambda name: (-len(name), name))
    one_of = "|".join(re.escape(name).replace(r"\ ", r"\s+").replace("'", "['’]") for name in forms)
    return re.compile(rf"(?<!\w)(?:{one_of})(?!\w)"), entries
