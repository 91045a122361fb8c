"""Parties of declared events: who does it, and with whom."""

from collections.abc import Iterator

from spacy.tokens import Token

from dossier.extraction.coref.nationalities import NationalityResolver
from dossier.extraction.events.declared.triggers import DeclaredTrigger
from dossier.extraction.events.meeting.participants import comitatives, named_by
from dossier.extraction.syntax.factuality import governing_verb
from dossier.extraction.syntax.subjects import agents_of, direct_subjects
from dossier.model.event_kinds.declaration import TriggerLexicon


def parties_of(trigger: DeclaredTrigger, lexicon: TriggerLexicon, nationalities: NationalityResolver) -> tuple[int, ...]:
    """Keys of the actors that take part: who does it, and whom “with” or “between” adds."""
    keys = list(doers_of(trigger, lexicon, nationalities))
    verb = governing_verb(trigger.token)
    origins = [trigger.token, verb] if verb is not None and _is_light(verb, lexicon) and verb != trigger.token else [trigger.token]
    keys += [key for origin in origins for phrase in comitatives(origin) for key in named_by(phrase, nationalities)]
    return tuple(dict.fromkeys(keys))


def doers_of(trigger: DeclaredTrigger, lexicon: TriggerLexicon, nationalities: NationalityResolver) -> tuple[int, ...]:
    """Keys of the actors that do it: the subject or agent of the verb, or of the light verb that reports the noun."""
    keys = [key for phrase in _doers(trigger, lexicon) for key in named_by(phrase, nationalities)]
    return tuple(dict.fromkeys(keys))


def _doers(trigger: DeclaredTrigger, lexicon: TriggerLexicon) -> Iterator[Token]:
    token = trigger.token
    verb: Token | None = token
    if trigger.noun:
        yield from (c for c in token.children if c.dep_ == "poss")
        yield from agents_of(token)
        governing = governing_verb(token)
        verb = governing if governing is not None and _is_light(governing, lexicon) else None
    if verb is not None:
        yield from _subjects(verb, token)
        yield from agents_of(verb)


def _subjects(verb: Token, trigger: Token) -> Iterator[Token]:
    """The active subjects of a verb, through the verbs that it completes or is joined to; never the trigger itself."""
    for _ in range(4):
        subjects = direct_subjects(verb)
        if subjects:
            yield from (s for s in subjects if s.dep_ != "nsubjpass" and s != trigger)
            return
        if verb.dep_ not in {"xcomp", "conj", "advcl"} or verb.head == verb:
            return
        verb = verb.head


def _is_light(verb: Token, lexicon: TriggerLexicon) -> bool:
    return verb.lemma_.lower() in lexicon.light_verbs
