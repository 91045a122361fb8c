"""Series: meetings that are one of several, "another", "the next" or "the second", and gatherings on whose sidelines others take place."""

import re

from spacy.tokens import Token

from dossier.extraction.coref.nationalities import NationalityResolver
from dossier.extraction.events.meeting.references import is_in_sequence
from dossier.extraction.events.meeting.triggers import MeetingTrigger
from dossier.extraction.lexicon.geography import state_named
from dossier.model.event_kinds.meeting import GATHERING

_LATER = "second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth"
_SERIES = re.compile(
    rf"\b(?:(first|{_LATER})\s+(?:[\w-]+\s+){{0,3}}?(?:round|session|summit)|({_LATER})\s+(?:[\w-]+\s+){{0,3}}?meeting)\b", re.IGNORECASE
)
_NEXT = frozenset({"another", "further", "next", "final", "previous", "last"})
_AGAIN = frozenset({"again", "last", "next", "later", "separately"})
DEFINITE = frozenset({"the", "this", "that", "these", "those", "both", "their", "its", "our"})
_GROUPS = frozenset({"leaders", "presidents", "ministers", "delegations", "negotiators", "teams", "diplomats", "officials"})
ANAPHORIC = frozenset({"they", "men", "parties", "two", "pair", "both", "sides"}) | _GROUPS
"""Words for people who have been named."""
_ACRONYM = re.compile(r"[A-Z][A-Z0-9]+")
_SIDELINES = frozenset({"sideline", "margin", "fringe"})


def is_another(verb: Token) -> bool:
    """True for "met again", "will meet next", "met separately", and for a sentence that begins with "Before the talks" or "Earlier"."""
    return any(c.lower_ in _AGAIN for c in verb.children) or is_in_sequence(verb)


def is_next(trigger: MeetingTrigger) -> bool:
    """True for a noun that counts on from meetings reported before: "a second meeting", "the next round"."""
    return trigger.noun and (bool(series_of(trigger.token)) or any(c.lower_ in _NEXT for c in trigger.token.lefts))


def series_of(token: Token) -> str:
    """Number in a series, "second round", or empty."""
    sentence = token.sent
    start = max(sentence.start, token.i - 5)
    match = _SERIES.search(token.doc[start : min(sentence.end, token.i + 2)].text)
    return f"{(match[1] or match[2]).lower()} round" if match else ""


def names_gathering(noun: Token, nationalities: NationalityResolver) -> bool:
    """True for the summit of a body ("the ABC summit"), and for one on whose sidelines others meet; false for "the A-B summit"."""
    if noun.lemma_.lower() != GATHERING:
        return False
    above = noun.head
    if noun.dep_ == "pobj" and above.lower_ == "of" and above.head.lemma_.lower() in _SIDELINES:
        return True
    return any(_is_body(t, nationalities) for t in noun.lefts if t.dep_ in {"compound", "nmod", "poss"} and t.pos_ == "PROPN")


def _is_body(name: Token, nationalities: NationalityResolver) -> bool:
    """True for the name of an organisation, or an acronym that is no state."""
    key = nationalities.actor_of_name(name)
    if key is not None:
        return not nationalities.person(key) and not nationalities.state(key)
    return _ACRONYM.fullmatch(name.text) is not None and state_named(name.text) is None


def are_their_people(noun: Token) -> bool:
    """True for "our teams", "their ministers": other people than those who have been named."""
    return noun.lower_ in _GROUPS and any(t.tag_ == "PRP$" for t in noun.lefts)


def is_known_group(noun: Token) -> bool:
    """True for "the two leaders", who have been named."""
    return noun.lower_ in ANAPHORIC and any(t.lower_ in {"both", "the", "two"} for t in noun.lefts)


def is_new_group(noun: Token) -> bool:
    """True for people whom an adjective distinguishes, without an article or a number: "European leaders"."""
    return any(c.dep_ == "amod" for c in noun.children) and not any(c.lower_ in DEFINITE or c.dep_ == "nummod" for c in noun.children)
