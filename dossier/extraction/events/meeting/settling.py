"""Parties that settle something at a meeting, speak side by side after it, or begin or end something with it."""

from collections.abc import Iterator
from itertools import islice

from spacy.tokens import Token

from dossier.extraction.lexicon.lists import word_set

_BESIDE = frozenset({"alongside", "beside"})
_AFTER = frozenset({"after", "following"})
_WHILE = frozenset({"during", "in", "at"})
COMITATIVE = frozenset({"with", "between", "among", "alongside"})
SUBJECTS = frozenset({"nsubj", "nsubjpass"})
PARTS = frozenset({"day", "days", "round", "session", "series", "start", "part", "hours", "hour", "table", "talks"})
"""Words for a part of a meeting, or of the time that it takes."""
_STEPS_TO_SUBJECT = 8


def settlers(noun: Token) -> Iterator[Token]:
    """X in "X and Y have agreed to a truce after talks in Z", "after 13 hours of talks", "during talks": what two settle there they settled in
    them. X and Y in "Speaking alongside Y after talks in Z, X said".
    """
    link = noun.head
    if noun.dep_ == "pobj" and link.lower_ == "of" and link.head.lower_ in PARTS:
        link = link.head.head
    if link.lower_ not in _AFTER | _WHILE or any(c.lower_ in COMITATIVE for c in noun.children):
        return
    companions = list[Token]()
    for verb in islice(link.ancestors, _STEPS_TO_SUBJECT):
        subjects = [c for c in verb.children if c.dep_ in SUBJECTS]
        companions += _beside(verb)
        if verb.lemma_.lower() in word_set("meetings", "settling"):
            named = (name for s in subjects for name in (s, *(c for c in s.children if c.dep_ == "appos")))
            yield from (name for name in named if any(name.conjuncts))
            yield from (name for s in subjects for name in _listed_holders(s))
        if subjects:
            yield from (*subjects, *companions) if companions else ()
            return


def _listed_holders(office: Token) -> list[Token]:
    """A and B in "the ministers of X and Y, A and B,", which the parse takes for more states."""
    states = (g for of in office.children if of.lower_ == "of" for g in of.children)
    return [name for state in states for name in state.conjuncts if name.ent_type_ == "PERSON"]


def frames(verb: Token, noun: Token) -> bool:
    """True for "began the day with a meeting", "concluded a visit with talks"."""
    link = noun.head
    is_framing = noun.dep_ == "pobj" and link.lower_ == "with" and verb.lemma_.lower() in word_set("meetings", "framing")
    return is_framing and (link.head == verb or (link.head.dep_ == "dobj" and link.head.head == verb))


def _beside(verb: Token) -> list[Token]:
    """Y in "speaking alongside Y", which the parse may take for the object of the verb."""
    prepositions = [c for c in verb.children if c.lower_ in _BESIDE]
    return [g for c in prepositions for g in (*c.children, *verb.children) if g.dep_ in {"pobj", "dobj"} and g.i > c.i]
