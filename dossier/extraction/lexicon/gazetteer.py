"""Names that the world lists hold: states, their capitals and adjectives, seats of government, bodies, outlets."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from dossier.extraction.lexicon.lists import load_lexicon
from dossier.model.span import Span

LETTERS = {"state": "S", "capital": "K", "adjective": "A", "body": "B", "outlet": "M", "platform": "M", "place": "Q"}


@dataclass(frozen=True, slots=True)
class GazetteerEntry:
    """What a listed name stands for.

    `sort` is state, capital, adjective, body, outlet, platform or place (a town, a part of a state, a people: nobody that acts). `name` is the short English name of the state (also for
    a capital or an adjective) or the body's usual name; `side` the state that a body serves, or empty.
    """

    label: str
    name: str
    side: str = ""


@dataclass(frozen=True, slots=True)
class GazetteerMatch:
    """A listed name at a place of a text."""

    span: Span
    known: GazetteerEntry


def match_gazetteer(text: str) -> tuple[GazetteerMatch, ...]:
    """Every listed name in `text`, longest first at each place, without overlaps, in order."""
    pattern, entries = _gazetteer()
    return tuple(GazetteerMatch(Span(*match.span()), entries[_plain(match.group())]) for match in pattern.finditer(text))


def country_of(word: str) -> str:
    """The short name of the state that `word` names (name, long form, capital or adjective), or empty."""
    known = _gazetteer()[1].get(_plain(word))
    return known.name if known and known.label in ("state", "capital", "adjective") else ""


def _plain(name: str) -> str:
    """A name with straight apostrophes and single spaces."""
    return re.sub(r"\s+", " ", name.replace("’", "'"))


@lru_cache(maxsize=1)
def _gazetteer() -> tuple[re.Pattern[str], dict[str, GazetteerEntry]]:
    """One pattern for all listed names, and what each stands for. Earlier lists win where a name stands in two."""
    entries: dict[str, GazetteerEntry] = {}
    for name, known in (*_states(), *_bodies(), *_outlets(), *_places()):
        entries.setdefault(_plain(name), known)
    forms = sorted(entries, key=lambda name: (-len(name), name))
    by_start: dict[str, list[str]] = {}
    for form in forms:
        by_start.setdefault(form[0], []).append(re.escape(form[1:]).replace(r"\ ", r"\s+").replace("'", "['’]"))
    one_of = "|".join(f"{re.escape(start)}(?:{'|'.join(rests)})" for start, rests in sorted(by_start.items()))
    return re.compile(rf"(?<!\w)(?:{one_of})(?!\w)"), entries


def _states() -> Iterator[tuple[str, GazetteerEntry]]:
    rows, silent = load_lexicon("states")["state"], set(load_lexicon("states")["not_acting"])
    for row in rows:
        for name in [row["name"], *row.get("also", []), *row.get("long", [])]:
            yield name, GazetteerEntry("state", row["name"])
        for name in row["adjective"]:
            yield name, GazetteerEntry("adjective", row["name"])
    for row in rows:
        for name in row["capital"]:
            if name not in silent:
                yield name, GazetteerEntry("capital", row["name"])


def _bodies() -> Iterator[tuple[str, GazetteerEntry]]:
    for key in ("seat", "parliament", "service", "union", "group"):
        for row in load_lexicon("bodies")[key]:
            for name in [row["name"], *row.get("also", [])]:
                yield name, GazetteerEntry("body", row["name"], row.get("side", ""))


def _outlets() -> Iterator[tuple[str, GazetteerEntry]]:
    listed = load_lexicon("outlets")
    for key, sort in (("agency", "outlet"), ("outlet", "outlet"), ("platform", "platform")):
        for name in listed[key]:
            yield name, GazetteerEntry(sort, listed["full"].get(name, name))


def _places() -> Iterator[tuple[str, GazetteerEntry]]:
    """Towns, territories and parts of states: listed so that they are taken for nobody."""
    capitals = [name for row in load_lexicon("states")["state"] for name in row["capital"]]
    for name in [*load_lexicon("places")["territories"], *load_lexicon("places")["cities"], *capitals]:
        yield name, GazetteerEntry("place", name)
    for names in load_lexicon("regions").values():
        for name in names:
            yield name, GazetteerEntry("place", name)
