"""Whether a sentence brings people together, and whether a word for a meeting says that others met."""

from collections.abc import Sequence
from itertools import pairwise

from spacy.tokens import Token

from dossier.extraction.lexicon.lists import word_set

_ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj", "dative", "agent", "pobj"})
_SHARED = frozenset({"with", "alongside", "between", "beside"})
_PARTS_OF_NAMES = frozenset({"compound", "flat", "appos", "nmod"})


def are_brought_together(names: Sequence[Token]) -> bool:
    """True where each of these names in the order of a sentence is in one list with the one before it ("X and Y"), is named "with" somebody, or is
    received by or greets the one before; not for "X criticised Y" and "X said that Y".
    """
    return all(_are_linked(_head_of_name(one), _head_of_name(other)) for one, other in pairwise(names))


def _are_linked(one: Token, other: Token) -> bool:
    if one == other or other in one.conjuncts or any(_is_companion(name) for name in (one, other)):
        return True
    verbs = [_verb_of(name) for name in (one, other)]
    welcoming = word_set("meetings", "receiving") | word_set("meetings", "settling") | word_set("meetings", "verbs")
    return verbs[0] is not None and verbs[0] == verbs[1] and verbs[0].lemma_.lower() in welcoming


def _head_of_name(token: Token) -> Token:
    """The word by which a name is part of its clause: "minister" in "the minister, Ann Lind"."""
    while token.dep_ in _PARTS_OF_NAMES and token.head.pos_ in {"PROPN", "NOUN"}:
        token = token.head
    return token


def _is_companion(name: Token) -> bool:
    """True for X in "with X", and for names in one list with X."""
    return any(t.dep_ == "pobj" and t.head.lower_ in _SHARED for t in (name, *name.conjuncts))


def _verb_of(name: Token) -> Token | None:
    """The verb that a name is an argument of; the first one of a list gives it."""
    first = min((name, *name.conjuncts))
    if first.dep_ not in _ARGUMENTS:
        return None
    verb = first.head.head if first.dep_ == "pobj" else first.head
    return verb if verb.pos_ == "VERB" else None


def is_of_others(noun: Token) -> bool:
    """True where a word for a meeting says that others met than those whom an opening names: "talks with the unions", "a meeting of the security
    cabinet", "a press conference with reporters", "the banks issued a joint statement".
    """
    beside = [p for c in noun.children if c.lower_ in {"with", "of", "between", "among"} for p in c.children if p.dep_ == "pobj"]
    owners = [c for c in noun.children if c.dep_ == "poss"]
    speakers = [s for s in noun.head.children if s.dep_ == "nsubj"] if noun.dep_ == "dobj" and _speaks(noun) else []
    return any(t.pos_ == "NOUN" and t.lemma_.lower() not in word_set("meetings", "delegates") for t in (*beside, *owners, *speakers))


def _speaks(noun: Token) -> bool:
    return noun.lemma_ in {"conference", "briefing", "statement", "appearance"}
