"""Context of a meeting: the town of the narrative, the host, and "the two countries"."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from spacy.tokens import Doc, Token

from dossier.extraction.coref.nationalities import NationalityResolver
from dossier.extraction.events.meeting.participants import subjects_of
from dossier.extraction.events.meeting.triggers import MeetingTrigger
from dossier.extraction.events.place_phrases import PlacePhrase
from dossier.extraction.lexicon.geography import seats
from dossier.extraction.lexicon.lists import word_set
from dossier.extraction.lexicon.people import is_person_noun
from dossier.extraction.syntax.subjects import by_phrases
from dossier.model.span import Span
from dossier.places.gazetteer import find_places_named

if TYPE_CHECKING:
    from dossier.extraction.coref.resolver import CorefResolver

_COUNTRIES = frozenset({"countries", "nations", "states", "governments", "neighbours", "neighbors", "foes", "rivals", "enemies"})
_TWO = frozenset({"two", "both"})
_SETTLEMENTS = frozenset({"town", "city", "resort", "capital", "village", "venue"})
_WINDOW = 90
"""Tokens searched for "in the town" before a sentence."""


def host_of(trigger: MeetingTrigger, nationalities: NationalityResolver) -> Token | None:
    """Head word of the state, organisation or town in "X hosted the first round" and "the round was hosted by X", which gives the place only, and
    of the person who hosts a meeting "between" others; else None.
    """
    token = trigger.token
    if not trigger.noun or token.dep_ not in {"dobj", "nsubjpass"} or token.head.lemma_.lower() != "host":
        return None
    if token.dep_ == "dobj" and any(c.lower_ == "with" for t in (token, token.head) for c in t.children):
        return None
    hosts = (
        subjects_of(token.head) if token.dep_ == "dobj" else (g for by in by_phrases(token.head) for g in by.children if g.dep_ == "pobj")
    )
    subject = next(iter(hosts), None)
    key = nationalities.resolve(subject) if subject is not None else None
    key = nationalities.actor_of_name(subject) if subject is not None and key is None else key
    is_of_others = any(c.lower_ == "between" for c in token.children)
    return None if subject is None or (key is not None and nationalities.person(key) and not is_of_others) else subject


def place_at(token: Token, places: Sequence[PlacePhrase]) -> PlacePhrase | None:
    """The place phrase that contains the token."""
    return next((p for p in places if p.first <= token.i <= p.last), None)


def refers_to_pair(trigger: MeetingTrigger) -> bool:
    """True where "the two countries" or "both states" is the subject or an argument of the trigger, or whose people are ("their leaders"); not in
    "after tensions between the two countries".
    """
    return any(
        t.lower_ in _COUNTRIES and any(c.lower_ in _TWO for c in t.lefts)
        for argument in _arguments(trigger.token)
        for t in (argument, *argument.subtree)
        if t == argument or (t.i > argument.i and is_person_noun(argument))
    )


def states_of_ministers(trigger: MeetingTrigger, nationalities: NationalityResolver) -> tuple[int, ...]:
    """Keys of the states in "X and Y agreed after their ministers met": those of a governing subject."""
    groups = [p for p in subjects_of(trigger.token if not trigger.noun else trigger.token.head) if p.tag_ == "NNS"]
    groups += [p for p in _arguments(trigger.token) if p.tag_ == "NNS"]
    if not any(c.lower_ == "their" for p in groups for c in p.children):
        return ()
    main_subjects = [c for verb in trigger.token.ancestors for c in verb.children if c.dep_ == "nsubj" and c not in groups]
    keys = [nationalities.actor_of_name(t) for first in main_subjects for t in (first, *first.conjuncts)]
    return tuple(dict.fromkeys(k for k in keys if k is not None and nationalities.state(k)))


def pair_of_states_before(token: Token, nationalities: NationalityResolver) -> tuple[int, ...]:
    """Keys of the two states named before in the paragraph, which "the two countries" are; none where these are fewer or more."""
    keys = []
    for word in reversed(token.doc[: token.i]):
        if word.is_space and word.text.count("\n") > 1:
            break
        key = nationalities.actor_of_name(word)
        keys += [key] if key is not None and nationalities.state(key) else []
    pair = tuple(sorted(set(keys)))
    return pair if len(pair) == 2 else ()


def _arguments(token: Token) -> list[Token]:
    """Head words of the trigger's subjects and prepositional objects, except those of "in"."""
    return [*subjects_of(token), *(g for c in token.children if c.dep_ == "prep" and c.lower_ != "in" for g in c.children)]


def narrative_location(doc: Doc, token: Token, places: Sequence[PlacePhrase]) -> PlacePhrase | None:
    """The town that the last "in the town" before the token refers to; None where another place was named since."""
    window = doc[max(0, token.sent.start - _WINDOW) : token.i]
    references = [t for t in window if t.lower_ in _SETTLEMENTS and _is_anaphoric(t)]
    if not references:
        return None
    named_before = [p for p in places if p.last < references[-1].i and p.rank < 3]
    named_since = [p for p in places if references[-1].i < p.first < token.sent.start and p.rank < 3 and p.preposition]
    if not named_before or named_since:
        return None
    return replace(named_before[-1], names=without_house(named_before[-1].names))


def without_house(names: tuple[str, ...]) -> tuple[str, ...]:
    """The names of a place without that of a building: a seat of government, a venue by its last word, or, before a town or country of the
    world list, a name that is not in it.
    """
    if not names:
        return names
    first, wider = names[0], names[1:]
    is_unlisted = bool(wider) and not find_places_named(first) and bool(find_places_named(wider[0]))
    return wider if first in seats() or first.split()[-1].lower() in word_set("places", "venues") or is_unlisted else names


def _is_anaphoric(noun: Token) -> bool:
    """True for "in the town" without a word that names the town."""
    only_the = [c.lower_ for c in noun.children if c.dep_ != "punct"] in (["the"], ["that"], ["the", "same"])
    return only_the and noun.dep_ == "pobj" and noun.head.lower_ in {"in", "at"}


def states_represented(participants: Sequence[int], nationalities: NationalityResolver, resolver: "CorefResolver") -> frozenset[int]:
    """Keys of the states among participants, and of those of the text that its persons act for."""
    of_persons = (
        nationalities.states[name]
        for key in participants
        if nationalities.person(key)
        for name in resolver.affiliations(key)
        if name in nationalities.states
    )
    return frozenset([*(key for key in participants if nationalities.state(key)), *of_persons])


def name_of_meeting(noun: Token) -> tuple[str, ...]:
    """The words of "the leaders’ summit" without articles, as lemmas; empty for a noun that nothing describes."""
    described = [t.lemma_.lower() for t in noun.lefts if t.dep_ in {"compound", "nmod", "poss"} and t.pos_ in {"NOUN", "PROPN"}]
    return (*described, noun.lemma_.lower()) if described else ()


def modifiers_of(noun: Token) -> set[str]:
    """The words before a noun, or before "of" and it."""
    of = noun.head if noun.dep_ == "pobj" and noun.head.lower_ == "of" else noun
    return {t.lower_ for t in (*noun.lefts, *of.lefts)}


def is_attached_to_talks(place: PlacePhrase, doc: Doc) -> bool:
    """True for the place in "the delegation to the Vienna talks"."""
    after = doc[place.last + 1].lower_ if place.last + 1 < len(doc) else ""
    return after in word_set("meetings", "nouns")


def sentence_of(token: Token) -> Span:
    """Span of the sentence without white space at its end, joined where the parser split it inside a name."""
    doc, first, last = token.doc, token.sent.start, token.sent.end
    while first > 0 and doc[first - 1].text.isalpha() and not doc[first - 1].is_space:
        first = doc[first - 1].sent.start
    while last - 1 > first and doc[last - 1].is_space:
        last -= 1
    return Span(doc[first].idx, doc[last - 1].idx + len(doc[last - 1]))
