"""Role nouns: titles, offices, trades and ties of family, in the singular and the plural."""

from functools import lru_cache
from typing import TYPE_CHECKING

from dossier.extraction.lexicon.lists import word_set

if TYPE_CHECKING:
    from spacy.tokens import Span


@lru_cache(maxsize=1)
def role_nouns() -> frozenset[str]:
    """All role nouns of one word, in small letters, singular and plural."""
    every = {w.lower() for key in ("office", "person", "kin") for w in word_set("roles", key)}
    return frozenset(every | {_plural(w) for w in every} | {f"{w}s" for w in every})


@lru_cache(maxsize=1)
def _singulars() -> frozenset[str]:
    return frozenset(w.lower() for key in ("office", "person", "kin") for w in word_set("roles", key))


def _plural(word: str) -> str:
    if word.endswith("man"):
        return f"{word[:-3]}men"
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return f"{word[:-1]}ies"
    return f"{word}es" if word.endswith(("s", "ch", "sh", "x")) else f"{word}s"


def singular(word: str) -> str:
    """A role noun in the singular, as far as the plural is regular ("envoys" -> "envoy", "chairmen" -> "chairman")."""
    low = word.lower()
    every = _singulars()
    if low in every:
        return word
    if low.endswith("men"):
        return f"{word[:-3]}man"
    if low.endswith("ies"):
        return f"{word[:-3]}y"
    if low.endswith("es") and low[:-2] in every:
        return word[:-2]
    return word[:-1] if low.endswith("s") and low[:-1] in every else word


@lru_cache(maxsize=1)
def offices() -> frozenset[str]:
    """Offices, which stand before names; trades in capitals seldom do."""
    return frozenset(w.lower() for w in word_set("roles", "office"))


def long_title(stretch: "Span", i: int) -> int:
    """End of a title or role of several tokens that starts at token `i`, or 0."""
    if stretch.doc[i].lower_.replace("’", "'") not in _openings():
        return 0
    for size in range(min(5, stretch.end - i), 1, -1):
        piece = stretch.doc[i : i + size].text.lower().replace("’", "'")
        if piece in _long_titles():
            return i + size
    return 0


@lru_cache(maxsize=1)
def _openings() -> frozenset[str]:
    """All that a title of several tokens may begin with, letter by letter: a look-up that spares most tokens the longer ones."""
    return frozenset(title[:size] for title in _long_titles() for size in range(1, len(title) + 1))


@lru_cache(maxsize=1)
def _long_titles() -> frozenset[str]:
    every = word_set("roles", "office") | word_set("roles", "person") | word_set("roles", "kin")
    found = {w.lower() for w in every if " " in w or "-" in w or w.endswith(".")}
    for area in word_set("roles", "portfolio"):
        found |= {f"{office} of {area}".lower() for office in ("secretary", "minister", "director", "chief", "undersecretary", "speaker")}
    return frozenset(found | {f"{w}s" for w in found})
