"""Nouns for people: offices, trades, kin, and those who speak for a side."""

from functools import lru_cache

from spacy.tokens import Token

from dossier.extraction.lexicon.lists import word_set
from dossier.extraction.lexicon.titles import singular

_KIN = frozenset(word.lower() for word in word_set("roles", "kin"))


def is_person_noun(token: Token) -> bool:
    """True for a common noun or title of people: "lawyers", "the governor", "President"."""
    if token.pos_ not in {"NOUN", "PROPN"}:
        return False
    return token.lemma_.lower() in person_nouns() or singular(token.lower_) in person_nouns()


def is_kin(token: Token) -> bool:
    """True for a word of kinship: "wife", "brothers"."""
    return token.lemma_.lower() in _KIN


def is_press(token: Token) -> bool:
    """True for those who report: a conversation with them is an interview."""
    return bool({token.lemma_.lower(), token.lower_} & word_set("meetings", "press"))  # the lemma of "media" is "medium"


@lru_cache(maxsize=1)
def person_nouns() -> frozenset[str]:
    """All nouns for people of one word, in small letters, singular."""
    roles = {word.lower() for key in ("office", "person", "kin") for word in word_set("roles", key) if " " not in word}
    return frozenset(roles | word_set("cues", "people") | word_set("meetings", "delegates"))
