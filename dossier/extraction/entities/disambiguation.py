"""Listed names that an article uses in a sense of its own: letters that it explains, bodies of a state it never names."""

import re
from dataclasses import replace
from itertools import pairwise

from dossier.extraction.entities.name_spans import Spot
from dossier.extraction.entities.token_rows import Row
from dossier.extraction.lexicon.lists import words

ACRONYM = re.compile(r"[A-Z][A-Za-z.&-]{1,9}")
SMALL = frozenset({"of", "the", "and", "for", "to", "in", "on", "de"})
PLAIN_WORDS = frozenset({"Federal", "National", "Central", "Representatives", "Commons", "Lords", "Congress", "Senate", "Chiefs", "Joint", "General", "Intelligence", "Investigation", "Revolutionary", "Reserve", "Metropolitan"})  # fmt: skip
"""Words besides heads of bodies and portfolios that any state may name its bodies with."""


def settled(rows: tuple[Row, ...], spots: tuple[Spot, ...]) -> tuple[Spot, ...]:
    """The spots, with listed bodies made plain groups where the article means another body by the name."""
    explained = {
        b.text for a, b in pairwise(spots) if a.sort in ("body", "group") and explains(rows, a, b) and _known(rows, a) != _known(rows, b)
    }
    here = {u.known.name for row in rows for u in row.units if u.letter in "SAK" and u.known is not None}
    found = []
    for spot in spots:
        known = rows[spot.row].units[spot.first].known
        foreign = known is not None and known.side != "" and bool(here) and known.side not in here and _any_states(spot.text)
        found.append(replace(spot, sort="group") if spot.sort == "body" and (foreign or spot.text in explained) else spot)
    return tuple(found)


def explains(rows: tuple[Row, ...], spot: Spot, following: Spot) -> bool:
    """True where `following` is the acronym, in brackets, of the body directly before it."""
    letters = rows[spot.row].letters
    near = following.row == spot.row and following.first == spot.last + 1 and letters[spot.last] == "("
    if not near or letters[following.last : following.last + 1] != ")" or not ACRONYM.fullmatch(following.text):
        return False
    initials = "".join(w[0] for w in re.split(r"[\s-]+", spot.text) if w and w.lower() not in SMALL).casefold()
    asked = re.sub(r"[^a-z]", "", following.text.casefold())
    return asked[0] in initials and sum(c in initials for c in asked) * 2 > len(asked)


def _known(rows: tuple[Row, ...], spot: Spot) -> str:
    known = rows[spot.row].units[spot.first].known
    return known.name if known is not None else spot.text


def _any_states(name: str) -> bool:
    """True for a name made of words that any state's body may bear ("Congress", "Justice Department")."""
    usual = PLAIN_WORDS | words("roles", "body_head") | words("roles", "portfolio") | {w.capitalize() for w in SMALL} | SMALL
    return all(word in usual for word in name.split())
