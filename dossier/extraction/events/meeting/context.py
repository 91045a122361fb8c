"""What the text around a meeting tells of it: the town it was set in, the state that hosted it, "the two countries" that sent people."""

from collections.abc import Sequence

from spacy.tokens import Doc, Token

from dossier.extraction.coref.nationalities import NationalityResolver
from dossier.extraction.events.meeting.participants import subjects_of
from dossier.extraction.events.meeting.triggers import MeetingTrigger
from dossier.extraction.events.place_phrases import PlacePhrase

_COUNTRIES = frozenset({"countries", "nations", "states", "governments", "neighbours", "neighbors", "foes", "rivals", "enemies"})
_TWO = frozenset({"two", "both"})
_SEATS = frozenset({"town", "city", "resort", "capital", "village", "venue"})
_REACH = 90
"""Tokens over which "in the town" sets the scene for what is told next."""


def host_of(trigger: MeetingTrigger, parties: NationalityResolver) -> Token | None:
    """The state, body or town in "X hosted the first round", which gives the place and need not confer; else None."""
    token = trigger.token
    if not trigger.noun or token.dep_ != "dobj" or token.head.lemma_.lower() != "host":
        return None
    if any(c.lower_ in {"with", "between"} for t in (token, token.head) for c in t.children):
        return None
    subject = next(iter(subjects_of(token.head)), None)
    key = parties.actor_of_name(subject) if subject is not None else None
    return None if subject is None or (key is not None and parties.person(key)) else subject


def place_at(token: Token, places: Sequence[PlacePhrase]) -> PlacePhrase | None:
    """The place phrase that holds the token."""
    return next((p for p in places if p.first <= token.i <= p.last), None)


def refers_to_pair(trigger: MeetingTrigger) -> bool:
    """True where "the two countries" or "both states" stands in the subject or a slot of the meeting's word."""
    return any(
        t.lower_ in _COUNTRIES and any(c.lower_ in _TWO for c in t.lefts)
        for p in _slots(trigger.token)
        for t in (p, *p.subtree)
        if t.i >= p.i
    )


def ministers_meant(trigger: MeetingTrigger, parties: NationalityResolver) -> tuple[int, ...]:
    """The states whose people meet in "X and Y agreed after their ministers met": those of a subject above."""
    people = [p for p in subjects_of(trigger.token if not trigger.noun else trigger.token.head) if p.tag_ == "NNS"]
    people += [p for p in _slots(trigger.token) if p.tag_ == "NNS"]
    if not any(c.lower_ == "their" for p in people for c in p.children):
        return ()
    firsts = [c for verb in trigger.token.ancestors for c in verb.children if c.dep_ == "nsubj" and c not in people]
    keys = [parties.actor_of_name(t) for first in firsts for t in (first, *first.conjuncts)]
    return tuple(dict.fromkeys(k for k in keys if k is not None and parties.state(k)))


def _slots(token: Token) -> list[Token]:
    return [*subjects_of(token), *(g for c in token.children if c.dep_ == "prep" and c.lower_ != "in" for g in c.children)]


def narrative_location(doc: Doc, token: Token, places: Sequence[PlacePhrase]) -> PlacePhrase | None:
    """The town in which the text is set where it last said "in the town": the one named last before those words."""
    words = doc[max(0, token.sent.start - _REACH) : token.i]
    seats = [t for t in words if t.lower_ in _SEATS and _pointed(t)]
    if not seats:
        return None
    before = [p for p in places if p.last < seats[-1].i and p.rank < 3]
    since = [p for p in places if seats[-1].i < p.first < token.sent.start and p.rank < 3 and p.preposition]
    return before[-1] if before and not since else None


def _pointed(seat: Token) -> bool:
    """True for "in the town" with nothing that tells which town."""
    only_the = [c.lower_ for c in seat.children if c.dep_ != "punct"] in (["the"], ["that"], ["the", "same"])
    return only_the and seat.dep_ == "pobj" and seat.head.lower_ in {"in", "at"}
