"""An article as its meetings are read: each word that names one, with who, where, when and how it is told."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from spacy.tokens import Doc, Token

from dossier.extraction.coref.nationalities import NationalityResolver
from dossier.extraction.events.dating import temporal_arguments
from dossier.extraction.events.location import PlacePhrase, place_of
from dossier.extraction.events.meeting.context import host_of, ministers_meant, narrative_location, place_at, refers_to_pair
from dossier.extraction.events.meeting.coref import MeetingMention
from dossier.extraction.events.meeting.delegations import delegates_named
from dossier.extraction.events.meeting.participants import comitatives, named_by, participants_of, sequential_comitatives, subjects_of
from dossier.extraction.events.meeting.triggers import MeetingTrigger
from dossier.extraction.lexicon.lists import word_set
from dossier.extraction.quotes.credit import attributed_actor
from dossier.extraction.segments.doc_text import text_of
from dossier.extraction.segments.quote_marks import QuotedSpan
from dossier.extraction.syntax.factuality import Factuality, factuality_of, governing_verb
from dossier.model.article import BLANK_LINES
from dossier.model.event import Status
from dossier.model.span import Span
from dossier.model.time import TimeExpression

if TYPE_CHECKING:
    from dossier.extraction.coref.resolver import CorefResolver

_SERIES = re.compile(
    r"\b(first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)\s+(?:[\w-]+\s+){0,3}?(?:round|session|summit)\b", re.IGNORECASE
)
_FRESH = frozenset({"another", "further", "additional", "next", "future", "more", "separate"})
_DEFINITE = frozenset({"the", "this", "that", "these", "those", "both", "their", "its"})
_AGAIN = frozenset({"again", "last", "next", "later"})
_THEY = frozenset(
    {
        "they",
        "men",
        "parties",
        "two",
        "pair",
        "both",
        "sides",
        "leaders",
        "presidents",
        "ministers",
        "delegations",
        "negotiators",
        "teams",
        "diplomats",
        "officials",
    }
)
_FIRST_PERSON = frozenset({"we", "i"})
_TOLD = {
    Factuality.OCCURRED: Status.OCCURRED,
    Factuality.MENTIONED: Status.OCCURRED,
    Factuality.PLANNED: Status.PLANNED,
    Factuality.CALLED_OFF: Status.PLANNED,
}
_UNDATING = frozenset({"duration", "set", "reference", "span", "clock", "decade", "century"})


class MeetingExtractor:
    """An article as its meetings are read: its parse, places, times and cast."""

    def __init__(
        self, doc: Doc, places: tuple[PlacePhrase, ...], marks: Sequence[QuotedSpan], times: Sequence[TimeExpression], cast: "CorefResolver"
    ) -> None:
        self.doc, self.places, self.marks, self.times, self.cast = doc, places, marks, times, cast
        self.parties = NationalityResolver(doc, cast)
        self._parties: list[tuple[int, tuple[int, ...]]] = []
        self.gaps = [gap.start() for gap in BLANK_LINES.finditer(text_of(doc))]

    def mentions(self, trigger: MeetingTrigger) -> list[MeetingMention]:
        """The meetings that one word names: one, or two for "met with X, then with Y"; none where it did not come about."""
        modality = factuality_of(trigger.token, word_set("meetings", "holding") | word_set("meetings", "happening"))
        who = self._speaker(trigger) + participants_of(trigger, self.parties)
        if not any(map(self.parties.person, who)) and self._they(trigger):
            who = tuple(dict.fromkeys((*self._those_before(trigger.token), *who)))
        who = self._without_host(trigger, who)
        who = who or ministers_meant(trigger, self.parties)
        if refers_to_pair(trigger) or (not who and trigger.noun and _series(trigger.token)):
            who = tuple(dict.fromkeys((*who, *self._states_before(pair=refers_to_pair(trigger)))))
        if len(who) > 1:
            self._parties.append((self._paragraph(trigger.token), who))
        if modality not in _TOLD or (trigger.weak and not who):
            return []
        if not trigger.noun and len(who) < 2 and not self._joint(trigger):
            return []
        first = self._mention(trigger, who, modality)
        others = [key for phrase in sequential_comitatives(trigger) for key in named_by(phrase, self.parties)]
        if not others:
            return [first]
        subjects = [key for phrase in subjects_of(trigger.token) for key in named_by(phrase, self.parties)]
        apart = tuple(dict.fromkeys((*subjects, *others)))
        return [first, replace(self._mention(trigger, apart, modality), token=first.token + 1, fresh=True)]

    def _speaker(self, trigger: MeetingTrigger) -> tuple[int, ...]:
        """Whoever says "we met" inside quotation marks."""
        subject = next((t for t in trigger.token.sent if t.lower_ in _FIRST_PERSON and t.dep_ == "nsubj" and t.i < trigger.token.i), None)
        if subject is None or not self._quoted(subject):
            return ()
        key = attributed_actor(trigger.token, self.marks, self.cast, self.parties.states)
        return (key,) if key is not None and self.parties.person(key) else ()

    def _spoken_at(self, token: Token) -> PlacePhrase | None:
        """Where the speaker is, told earlier inside the same quotation: "Working in X … we held a meeting"."""
        mark = next((m for m in self.marks if m.inner.start <= token.idx < m.inner.end), None)
        if mark is None or not any(t.lower_ in _FIRST_PERSON for t in token.sent):
            return None
        told = [p for p in self.places if mark.inner.start <= p.span.start < token.idx and p.preposition in {"in", "at"} and p.rank < 2]
        return told[-1] if told else None

    def _quoted(self, token: Token) -> bool:
        return any(m.inner.start <= token.idx < m.inner.end for m in self.marks)

    def _joint(self, trigger: MeetingTrigger) -> bool:
        """True where one party is people who speak for a side but are not named: "the delegations met", "met diplomats"."""
        objects = [g for c in trigger.token.children for g in ((c,) if c.dep_ == "dobj" else c.children if c.lower_ == "with" else ())]
        both = (*subjects_of(trigger.token), *objects)
        sides = any(p.lemma_.lower() in word_set("meetings", "delegates") and "Plur" in str(p.morph) for p in both)
        return sides or any(p.ent_type_ == "PERSON" and self.parties.actor_of_name(p) is None for p in both)

    def _they(self, trigger: MeetingTrigger) -> bool:
        """True where the subject points back to people told before: "they met", "a meeting between the two"."""
        slots = comitatives(trigger.token) if trigger.noun else subjects_of(trigger.token)
        return any(
            p.lower_ in _THEY
            and not any(t.dep_ == "prep" for t in p.children)
            and all(self.parties.actor_of_name(t) is None for t in p.lefts)
            for p in slots
        )

    def _those_before(self, token: Token) -> tuple[int, ...]:
        """The parties of the meeting told last, in this paragraph or the one before; nobody where it had but one."""
        far = 3 if any(t.lower_ in {"two", "both"} and t.head.lower_ in _THEY for t in token.sent) else 1
        near = [who for paragraph, who in self._parties if self._paragraph(token) - paragraph <= far]
        return near[-1] if near else ()

    def _without_host(self, trigger: MeetingTrigger, who: tuple[int, ...]) -> tuple[int, ...]:
        """The parties without the state that only lends the place."""
        host = host_of(trigger, self.parties)
        key = self.parties.actor_of_name(host) if host is not None else None
        return tuple(k for k in who if k != key)

    def _states_before(self, *, pair: bool) -> tuple[int, ...]:
        """The states that met in the talks told last; with `pair` two and no more."""
        told = [tuple(k for k in who if self.parties.state(k)) for _, who in self._parties]
        told = [states for states in told if len(states) == 2 or (len(states) > 2 and not pair)]
        return told[-1] if told else ()

    def _place(self, trigger: MeetingTrigger) -> PlacePhrase | None:
        """Where it was: told in the sentence, by the speaker, by the host, or by the scene that the text has set."""
        token, host = trigger.token, host_of(trigger, self.parties)
        if trigger.subkind == "call":
            return None
        hosted = place_at(host, self.places) if host is not None else None
        told = place_of(token, self.places, frame=False) or self._spoken_at(token) or hosted
        return told or (narrative_location(self.doc, token, self.places) if not trigger.noun else None)

    def _mention(self, trigger: MeetingTrigger, who: tuple[int, ...], modality: Factuality) -> MeetingMention:
        token = trigger.token
        place = self._place(trigger)
        days = temporal_arguments(token, self.times)
        near = {t.lower_ for t in token.lefts} | {t.lower_ for t in token.head.lefts if token.dep_ == "pobj" and token.head.lower_ == "of"}
        return MeetingMention(
            token=token.i,
            sentence=_sentence(token),
            paragraph=self._paragraph(token),
            subkind=trigger.subkind,
            status=_TOLD[modality],
            participants=who,
            persons=frozenset(k for k in who if self.parties.person(k)),
            bodies=frozenset(k for k in who if not self.parties.person(k) and not self.parties.state(k)),
            places=place.names if place is not None else (),
            when=tuple(i for i in days.bound if self.times[i].form not in _UNDATING),
            context=tuple(i for i in days.context if self.times[i].form not in _UNDATING),
            day_index=days.nth_day,
            duration=days.duration,
            series=_series(token),
            definite=(bool(near & _DEFINITE) or self._dated_noun(token)) if trigger.noun else bool(days.duration) and self._they(trigger),
            fresh=bool(near & _FRESH) or (not trigger.noun and any(c.lower_ in _AGAIN for c in token.children)),
            quoted=self._quoted(token),
            called_off=modality is Factuality.CALLED_OFF,
            joint=self._joint(trigger) if not trigger.noun else False,
            attributed_to=attributed_actor(token, self.marks, self.cast, self.parties.states),
            why=f"“{token.text}” names a meeting that is told as {modality.value}",
            bare_verb=not trigger.noun and not trigger.subkind,
            weak=trigger.weak,
            goes_on=_goes_on(token),
            passing=modality is Factuality.MENTIONED or (token.tag_ == "VBG" and token.dep_ != "pcomp" and not days.bound),
        )

    def delegation(self, token: Token) -> MeetingMention | None:
        """A sentence that names members of a delegation, as a reference to the talks that it is sent to."""
        found = delegates_named(token, self.parties)
        if found is None:
            return None
        keys, word = found
        place = next(
            (p for p in self.places if token.sent.start <= p.first < token.sent.end and p.rank < 5 and _of_talks(p, self.doc)), None
        )
        return MeetingMention(
            token=word.i,
            sentence=_sentence(token),
            paragraph=self._paragraph(token),
            subkind="",
            status=Status.OCCURRED,
            participants=keys,
            persons=frozenset(keys),
            bodies=frozenset(),
            places=place.names if place is not None else (),
            when=(),
            context=(),
            day_index=0,
            duration=0,
            series="",
            definite=True,
            fresh=False,
            quoted=False,
            called_off=False,
            joint=False,
            attributed_to=None,
            why=f"“{word.text}” names those who take part",
            roster=True,
        )

    def _paragraph(self, token: Token) -> int:
        return sum(gap < token.idx for gap in self.gaps)

    def _dated_noun(self, token: Token) -> bool:
        """True for "Wednesday's meetings" and "the Feb 1 negotiations"."""
        return any(t.ent_type_ in {"DATE", "TIME"} and t.dep_ == "poss" for t in token.lefts)


def _of_talks(place: PlacePhrase, doc: Doc) -> bool:
    """True for the place in "the delegation to the Vienna talks"."""
    after = doc[place.last + 1].lower_ if place.last + 1 < len(doc) else ""
    return after in word_set("meetings", "nouns")


def _sentence(token: Token) -> Span:
    """The sentence without blanks at its end; one that the parser cut in two inside a name is made whole."""
    doc, first, last = token.doc, token.sent.start, token.sent.end
    while first > 0 and doc[first - 1].text.isalpha() and not doc[first - 1].is_space:
        first = doc[first - 1].sent.start
    while last - 1 > first and doc[last - 1].is_space:
        last -= 1
    return Span(doc[first].idx, doc[last - 1].idx + len(doc[last - 1]))


def _goes_on(token: Token) -> bool:
    """True for "the talks continued", "will go on", "were to resume"."""
    verb = governing_verb(token)
    if verb is None:
        return False
    return verb.lemma_.lower() in {"continue", "resume", "reconvene"} or (
        verb.lemma_ == "go" and any(c.lower_ == "on" for c in verb.children)
    )


def _series(token: Token) -> str:
    """Gives "second round" where the meeting is counted in a series."""
    sentence = token.sent
    start = max(sentence.start, token.i - 5)
    match = _SERIES.search(token.doc[start : min(sentence.end, token.i + 2)].text)
    return f"{match[1].lower()} round" if match else ""
