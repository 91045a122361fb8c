"""Acronyms that are also words: short forms of listed bodies that spaCy's list of English stop words has too ("IS", "WHO")."""

from dataclasses import dataclass
from functools import lru_cache

from spacy.lang.en.stop_words import STOP_WORDS

from dossier.extraction.lexicon.lists import load_lexicon, row_names

SHORTEST_SUBSTITUTE = 4
"""Letters of another acronym that may stand for one that is a word."""


@dataclass(frozen=True, slots=True)
class WordLikeAcronym:
    """Acronym of a body that is also a word: `long_forms` are the body's names of several words, `norm` another acronym in small letters, of
    the same body or else of one in the same list, that no word is spelt like.
    """

    text: str
    long_forms: tuple[str, ...]
    norm: str


@lru_cache(maxsize=1)
def word_like_acronyms() -> tuple[WordLikeAcronym, ...]:
    """The acronyms of the listed bodies that are also words, in the order of the lists."""
    return tuple(
        WordLikeAcronym(name, tuple(n for n in row_names(row) if " " in n), _substitute(row_names(row), rows))
        for rows in load_lexicon("bodies").values()
        for row in rows
        for name in row_names(row)
        if name.isupper() and name.lower() in STOP_WORDS
    )


def _substitute(names: tuple[str, ...], rows: list[dict[str, str]]) -> str:
    """An acronym to parse in place of one of `names`, the names of a body of the list `rows`."""
    candidates = (*names, *(row["name"] for row in rows))
    return next(n.lower() for n in candidates if n.isupper() and n.isalpha() and len(n) >= SHORTEST_SUBSTITUTE)
