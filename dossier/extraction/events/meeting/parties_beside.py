"""Parties beside the noun of a meeting, read word by word where the parse misses them."""

import re

from spacy.tokens import Token

from dossier.extraction.coref.nationalities import NationalityResolver
from dossier.extraction.events.meeting.clause_parties import AROUND, is_greeting
from dossier.extraction.events.meeting.party_lists import person_named
from dossier.extraction.events.meeting.triggers import MeetingTrigger
from dossier.extraction.lexicon.people import is_person_noun
from dossier.extraction.segments.doc_text import text_of

_BROKERED = re.compile(r"[\w.]+(?: [\w.]+)?[-–](?:\w+ed|led|run)\b")
_FEWEST, _MOST = 2, 4
"""Persons named before "their meeting" who are its parties."""


def parties_after(trigger: MeetingTrigger, nationalities: NationalityResolver, count: int) -> list[int]:
    """The second party where the parse missed it: "a call … to X", "between X, …, and Y". `count` is the number of parties so far."""
    if count != 1:
        return []
    token = trigger.token
    following = token.doc[token.i + 1 : min(token.sent.end, token.i + 22)]
    between_word = next((t for t in following[:4] if t.lower_ == "between"), None)
    connective = "and" if between_word is not None else "to" if trigger.subkind == "call" else ""
    for word in following:
        if connective and word.lower_ == connective and word.i + 1 < len(token.doc) and word.nbor().pos_ not in {"VERB", "AUX", "ADV"}:
            keys = [
                key
                for t in token.doc[word.i + 1 : word.i + 6]
                if t.pos_ == "PROPN" and (key := nationalities.actor_of_name(t)) is not None and nationalities.person(key)
            ]
            if keys:
                return keys[:1]
    return []


def parties_before(noun: Token, nationalities: NationalityResolver) -> list[int]:
    """Parties before the noun: "Russian-Ukrainian talks", "US-Iran negotiations", but not "US-brokered" or "Vienna talks"."""
    doc = noun.doc
    parties = []
    start = noun.i
    while start > noun.sent.start and (
        doc[start - 1].pos_ in {"NOUN", "PROPN", "ADJ", "NUM"} or doc[start - 1].text in {"-", "–", "and", ",", "/"}
    ):
        start -= 1
    for token in doc[start : noun.i]:
        key = nationalities.actor_of_name(token)
        if key is None or token.ent_type_ == "DATE":
            continue
        hyphens = {doc[token.i + 1].text, doc[token.i - 1].text if token.i > start else ""} & {"-", "–", "/"}
        is_brokered = _BROKERED.match(text_of(doc), token.idx) is not None
        if (hyphens or token.pos_ == "ADJ" or nationalities.person(key)) and not is_brokered:
            parties.append(key)
    return parties


def parties_of_sentence(noun: Token, nationalities: NationalityResolver) -> list[int]:
    """The persons named before "their meeting" in its sentence, and before a meeting for which, before or after which people greet each other:
    X and Y in "X, left, greets Y before a meeting".

    None where others may be meant: a group of people, or somebody "with" whom they met.
    """
    phrase = list(noun.doc[noun.left_edge.i : noun.i])
    is_theirs = any(t.lower_ == "their" for t in phrase) and noun.dep_ == "pobj"  # "recalled their first meeting" reports no meeting
    start = noun.left_edge.i
    before = noun.doc[noun.sent.start : start]
    is_around = start > noun.sent.start and noun.doc[start - 1].lower_ in AROUND
    if not is_theirs and not (is_around and any(map(is_greeting, before))):
        return []
    if any(c.lower_ in {"with", "between", "of"} for c in noun.children):
        return []
    keys = list(dict.fromkeys(k for t in before if (k := person_named(t, before.start, nationalities)) is not None))
    is_group = any(t.tag_ == "NNS" and is_person_noun(t) for t in before)
    return keys if _FEWEST <= len(keys) <= _MOST and not is_group else []
