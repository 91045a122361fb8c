"""Listed names that an article uses in a sense of its own: letters that it explains, bodies of a state it never names."""

import re
from dataclasses import replace
from itertools import pairwise

from dossier.extraction.entities.name_spans import NameSpan
from dossier.extraction.entities.token_rows import ParagraphChunks
from dossier.extraction.lexicon.lists import word_set

ACRONYM = re.compile(r"[A-Z][A-Za-z.&-]{1,9}")
SMALL = frozenset({"of", "the", "and", "for", "to", "in", "on", "de"})
PLAIN_WORDS = frozenset({"Federal", "National", "Central", "Representatives", "Commons", "Lords", "Congress", "Senate", "Chiefs", "Joint", "General", "Intelligence", "Investigation", "Revolutionary", "Reserve", "Metropolitan"})  # fmt: skip
"""Words besides heads of bodies and portfolios that any state may name its bodies with."""


def disambiguate(rows: tuple[ParagraphChunks, ...], spots: tuple[NameSpan, ...]) -> tuple[NameSpan, ...]:
    """The spots, with listed bodies made plain groups where the article means another body by the name."""
    explained = {
        b.text
        for a, b in pairwise(spots)
        if a.label in ("body", "group") and defines_acronym(rows, a, b) and _known(rows, a) != _known(rows, b)
    }
    here = {u.known.name for row in rows for u in row.units if u.letter in "SAK" and u.known is not None}
    found = []
    for spot in spots:
        known = rows[spot.row].units[spot.first].known
        foreign = known is not None and known.state != "" and bool(here) and known.state not in here and _any_states(spot.text)
        found.append(replace(spot, label="group") if spot.label == "body" and (foreign or spot.text in explained) else spot)
    return tuple(found)


def defines_acronym(rows: tuple[ParagraphChunks, ...], spot: NameSpan, following: NameSpan) -> bool:
    """True where `following` is the acronym, in brackets, of the body directly before it."""
    letters = rows[spot.row].letters
    near = following.row == spot.row and following.first == spot.last + 1 and letters[spot.last] == "("
    if not near or letters[following.last : following.last + 1] != ")" or not ACRONYM.fullmatch(following.text):
        return False
    initials = "".join(w[0] for w in re.split(r"[\s-]+", spot.text) if w and w.lower() not in SMALL).casefold()
    asked = re.sub(r"[^a-z]", "", following.text.casefold())
    return asked[0] in initials and sum(c in initials for c in asked) * 2 > len(asked)


def _known(rows: tuple[ParagraphChunks, ...], spot: NameSpan) -> str:
    known = rows[spot.row].units[spot.first].known
    return known.name if known is not None else spot.text


def _any_states(name: str) -> bool:
    """True for a name made of words that any state's body may bear ("Congress", "Justice Department")."""
    usual = PLAIN_WORDS | word_set("roles", "body_head") | word_set("roles", "portfolio") | {w.capitalize() for w in SMALL} | SMALL
    return all(word in usual for word in name.split())
