"""Extraction of events by the declared words of their kind: who, where, when and how many, and which mentions are one event."""

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Token

from dossier.extraction.coref.nationalities import NationalityResolver
from dossier.extraction.events.dating import temporal_arguments
from dossier.extraction.events.days import ArticleDays
from dossier.extraction.events.declared.figures import find_declared_figures
from dossier.extraction.events.declared.parties import doers_of, parties_of
from dossier.extraction.events.declared.triggers import DeclaredTrigger, find_triggers, objects_of
from dossier.extraction.events.limits import first_and_last, first_in_sentences
from dossier.extraction.events.location import place_of
from dossier.extraction.events.parsed_article import ParsedArticle
from dossier.extraction.events.place_phrases import LOCATIVE, PlacePhrase, find_places
from dossier.extraction.events.standing import status_of
from dossier.extraction.lexicon.lists import word_set
from dossier.extraction.quotes.credit import attributed_actor
from dossier.extraction.segments.doc_text import text_of
from dossier.extraction.syntax.factuality import Factuality, factuality_of
from dossier.extraction.syntax.subjects import is_predicate
from dossier.model.event import EventMention, Status
from dossier.model.event_kinds.declaration import EventKind, Slot, TriggerLexicon
from dossier.model.span import Span

_NEW = frozenset({"another", "second", "third", "separate", "earlier", "previous", "last", "next", "further", "new"})


def find_declared_events(article: ParsedArticle, kind: EventKind, first_group: int) -> tuple[EventMention, ...]:
    """Every event of the kind that the text reports as past or planned, one mention for each sentence about it.

    What is denied, supposed or general makes no event, nor does a mention without day, place, figure or parties. Groups count from
    `first_group` in order of first mention.
    """
    if kind.lexicon is None:
        return ()
    triggers = first_in_sentences(find_triggers(article.doc, kind.lexicon))
    if not triggers:
        return ()
    extractor = _Extractor(article, kind, kind.lexicon)
    groups: list[list[EventMention]] = []
    for trigger in triggers:
        if (mention := extractor.mention(trigger)) is None:
            continue
        fitting = [group for group in first_and_last(groups) if extractor.may_be_one(trigger, mention, group)]
        if fitting:
            extractor.add(fitting[-1], mention)
        elif not trigger.refers_back and _has_details(mention):
            groups.append([mention])
    return tuple(replace(mention, group=first_group + n) for n, group in enumerate(groups) for mention in group)


class _Extractor:
    """Reads the mentions of one kind in one article."""

    def __init__(self, article: ParsedArticle, kind: EventKind, lexicon: TriggerLexicon) -> None:
        self._article, self._kind, self._lexicon = article, kind, lexicon
        self._nationalities = NationalityResolver(article.resolver)
        self._places = find_places(article.doc, article.resolver.tokens_of_persons())
        self._days = ArticleDays(article.times, article.published)

    def mention(self, trigger: DeclaredTrigger) -> EventMention | None:
        """The mention of a trigger, in group 0; None where its kind's standing rules admit none."""
        token, sentence = trigger.token, trigger.token.sent
        status = self._status(trigger)
        if status is None:
            return None
        times = temporal_arguments(token, self._article.times)
        place = self._place(token)
        has_participants = Slot.PARTICIPANTS in self._kind.slots
        doers = () if has_participants else doers_of(trigger, self._lexicon, self._nationalities)
        return EventMention(
            kind=self._kind.name,
            subkind="",
            status=status,
            span=Span(sentence.start_char, sentence.end_char).trimmed(text_of(sentence.doc)),
            group=0,
            time_ids=() if is_predicate(trigger.token) else times.time_ids,
            day_index=times.day_index,
            duration=times.duration,
            places=place.names if place else (),
            participants=parties_of(trigger, self._lexicon, self._nationalities) if has_participants else (),
            attacker=doers[0] if doers and Slot.ATTACKER in self._kind.slots else None,
            figures=find_declared_figures(sentence, self._kind.figures),
            attributed_to=attributed_actor(token, self._article.quoted_spans, self._article.resolver, self._nationalities.states),
            explanation=f"“{token.text}” is a word for this kind of event.",
        )

    def _status(self, trigger: DeclaredTrigger) -> Status | None:
        if any(t.lower_ in word_set("modality", "negative_words") for noun in objects_of(trigger.token) for t in (noun, *noun.lefts)):
            return None
        factuality = factuality_of(trigger.token, self._lexicon.light_verbs or None)
        if trigger.refers_back and factuality is Factuality.MENTIONED:
            return Status.OCCURRED
        return status_of(factuality, self._kind)

    def _place(self, token: Token) -> PlacePhrase | None:
        """The place of the trigger, else the only one that is stated after it in its sentence."""
        if place := place_of(token, self._places):
            return place
        behind = [p for p in self._places if token.i < p.first < token.sent.end and p.preposition in LOCATIVE | {"near", "outside"}]
        return behind[0] if len(behind) == 1 else None

    def may_be_one(self, trigger: DeclaredTrigger, mention: EventMention, group: Sequence[EventMention]) -> bool:
        """True where nothing that a mention says contradicts a group: its days, places, parties, or a word for another event."""
        if is_predicate(trigger.token):
            return True
        if any(t.lower_ in _NEW for t in trigger.token.lefts) and mention.span != group[-1].span:
            return False
        if (mention.status is Status.PLANNED) is not all(m.status is Status.PLANNED for m in group):
            return False
        return not (
            self._days.contradict(mention.time_ids, [i for m in group for i in m.time_ids])
            or _disjoint(mention.places, [name for m in group for name in m.places])
            or _disjoint(mention.participants, [key for m in group for key in m.participants])
        )

    def add(self, group: list[EventMention], mention: EventMention) -> None:
        """Adds a mention to a group; two triggers of one sentence are one mention."""
        last = group[-1]
        if last.span != mention.span:
            group.append(mention)
            return
        group[-1] = replace(
            last,
            time_ids=last.time_ids or mention.time_ids,
            places=max(last.places, mention.places, key=len),
            participants=tuple(dict.fromkeys((*last.participants, *mention.participants))),
            attacker=last.attacker if last.attacker is not None else mention.attacker,
        )


def _has_details(mention: EventMention) -> bool:
    """True where a mention says more than that there was such an event."""
    return bool(mention.time_ids or mention.places or mention.figures or mention.participants or mention.attacker is not None)


def _disjoint(left: Sequence[object], right: Sequence[object]) -> bool:
    return bool(left and right) and not set(left) & set(right)
