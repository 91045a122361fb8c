"""Gazetteer: listed names of states, their capitals and adjectives, seats of government, bodies, outlets and places."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from dossier.extraction.lexicon.lists import load_lexicon, row_names
from dossier.model.span import Span


@dataclass(frozen=True, slots=True)
class GazetteerEntry:
    """Gazetteer entry: what a listed name refers to.

    `label` is state, capital, adjective, body, outlet, platform or place (a town, a part of a state, a people: never an actor).
    `name` is the short English name of the state (also for a capital or an adjective) or the usual name of the body;
    `state` the state that a body serves, or empty.
    """

    label: str
    name: str
    state: str = ""


@dataclass(frozen=True, slots=True)
class GazetteerMatch:
    """Occurrence of a listed name: its characters in the text and its entry."""

    span: Span
    entry: GazetteerEntry


IN_CAPITALS = re.compile(r"\s+[A-Z]{2}")
"""What follows a word in a line of capitals."""


def match_gazetteer(text: str) -> tuple[GazetteerMatch, ...]:
    """Gazetteer look-up: the listed names in `text`, in order, without overlaps; the longest name wins at each position."""
    from dossier.extraction.lexicon.acronyms import word_like_acronyms  # noqa: PLC0415  loads spaCy

    pattern, entries = _gazetteer()
    words = {acronym.text for acronym in word_like_acronyms()}
    return tuple(
        GazetteerMatch(Span(*match.span()), entries[_normalize(match.group())])
        for match in pattern.finditer(text)
        if not (match.group() in words and IN_CAPITALS.match(text, match.end()))
    )


def country_of(word: str) -> str:
    """Short English name of the state that `word` refers to (short or long form, capital or adjective), or empty."""
    entry = _gazetteer()[1].get(_normalize(word))
    return entry.name if entry and entry.label in ("state", "capital", "adjective") else ""


def _normalize(name: str) -> str:
    """The name with straight apostrophes and single spaces."""
    return re.sub(r"\s+", " ", name.replace("’", "'"))


@lru_cache(maxsize=1)
def _gazetteer() -> tuple[re.Pattern[str], dict[str, GazetteerEntry]]:
    """One pattern for all listed names, and the entry of each. A name in two lists has the entry of the earlier one."""
    entries: dict[str, GazetteerEntry] = {}
    for name, entry in (*_states(), *_bodies(), *_outlets(), *_places()):
        entries.setdefault(_normalize(name), entry)
    forms = sorted(entries, key=lambda name: (-len(name), name))
    by_first_letter: dict[str, list[str]] = {}
    for form in forms:
        by_first_letter.setdefault(form[0], []).append(re.escape(form[1:]).replace(r"\ ", r"\s+").replace("'", "['’]"))
    alternatives = "|".join(f"{re.escape(first)}(?:{'|'.join(rests)})" for first, rests in sorted(by_first_letter.items()))
    return re.compile(rf"(?<!\w)(?:{alternatives})(?!\w)"), entries


def _states() -> Iterator[tuple[str, GazetteerEntry]]:
    rows, never_acting = load_lexicon("states")["state"], set(load_lexicon("states")["not_acting"])
    for row in rows:
        for name in row_names(row):
            yield name, GazetteerEntry("state", row["name"])
        for name in row["adjective"]:
            yield name, GazetteerEntry("adjective", row["name"])
    for row in rows:
        for name in row["capital"]:
            if name not in never_acting:
                yield name, GazetteerEntry("capital", row["name"])


def _bodies() -> Iterator[tuple[str, GazetteerEntry]]:
    for key in ("seat", "parliament", "service", "union", "group"):
        for row in load_lexicon("bodies")[key]:
            for name in row_names(row):
                yield name, GazetteerEntry("body", row["name"], row.get("side", ""))


def _outlets() -> Iterator[tuple[str, GazetteerEntry]]:
    outlets = load_lexicon("outlets")
    for key, label in (("agency", "outlet"), ("outlet", "outlet"), ("platform", "platform")):
        for name in outlets[key]:
            yield name, GazetteerEntry(label, outlets["full"].get(name, name))


def _places() -> Iterator[tuple[str, GazetteerEntry]]:
    """Towns, territories and parts of states: listed so that they are not taken for persons or bodies."""
    capitals = [name for row in load_lexicon("states")["state"] for name in row["capital"]]
    for name in [*load_lexicon("places")["territories"], *load_lexicon("places")["cities"], *capitals]:
        yield name, GazetteerEntry("place", name)
    for names in load_lexicon("regions").values():
        for name in names:
            yield name, GazetteerEntry("place", name)
