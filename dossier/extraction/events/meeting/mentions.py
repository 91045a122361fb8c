"""Meeting mentions: arguments and factuality of each trigger of an article."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from spacy.tokens import Doc, Token

from dossier.extraction.coref.nationalities import NationalityResolver
from dossier.extraction.events.dating import NON_DATING_FORMS, TemporalArguments, temporal_arguments
from dossier.extraction.events.location import place_of
from dossier.extraction.events.meeting.context import (
    host_of,
    is_attached_to_talks,
    modifiers_of,
    name_of_meeting,
    narrative_location,
    pair_of_states_before,
    place_at,
    refers_to_pair,
    sentence_of,
    states_of_ministers,
    states_represented,
)
from dossier.extraction.events.meeting.delegations import delegates_named, is_present
from dossier.extraction.events.meeting.meeting_mention import MeetingMention
from dossier.extraction.events.meeting.named_pairs import group_named_before, pair_named_before
from dossier.extraction.events.meeting.participants import (
    comitatives,
    named_by,
    participants_of,
    sequential_comitatives,
    subjects_of,
)
from dossier.extraction.events.meeting.references import (
    factuality_of_meeting,
    goes_on,
    has_only_own_details,
    has_other_subject,
    is_further_step,
    is_in_sequence,
    is_in_topic,
    is_matter,
    is_order,
    is_passing,
    is_recalled,
    participle_of_order,
    verb_of_order,
    word_of_later_event,
)
from dossier.extraction.events.meeting.separate import partners_met_apart
from dossier.extraction.events.meeting.series import (
    ANAPHORIC,
    DEFINITE,
    are_their_people,
    is_another,
    is_new_group,
    is_next,
    names_gathering,
    series_of,
)
from dossier.extraction.events.meeting.triggers import MeetingTrigger
from dossier.extraction.events.meeting.unnamed_parties import has_other_side, has_unnamed_party
from dossier.extraction.events.paragraphs import Paragraphs
from dossier.extraction.events.place_phrases import PlacePhrase
from dossier.extraction.events.standing import status_of
from dossier.extraction.lexicon.titles import holds_state_office
from dossier.extraction.quotes.credit import attributed_actor
from dossier.extraction.segments.doc_text import text_of
from dossier.extraction.segments.quote_marks import QuotedSpan
from dossier.extraction.syntax.factuality import COMMITMENTS, Factuality, factuality_of, governing_verb
from dossier.model.event import Status
from dossier.model.event_kinds.meeting import GATHERING, MEETING
from dossier.model.time import Direction, TimeExpression

if TYPE_CHECKING:
    from dossier.extraction.coref.resolver import CorefResolver

_NEW = frozenset({"another", "further", "additional", "next", "future", "more", "separate"})
_FIRST_PERSON = frozenset({"we", "i"})
_NON_DATING_FORMS = NON_DATING_FORMS | {"span", "clock", "decade", "century"}


class MeetingExtractor:
    """Extracts meeting mentions from one article; triggers are passed in order, since a later one may refer to earlier participants."""

    def __init__(
        self,
        doc: Doc,
        places: tuple[PlacePhrase, ...],
        quoted_spans: Sequence[QuotedSpan],
        times: Sequence[TimeExpression],
        resolver: "CorefResolver",
    ) -> None:
        self.doc, self.places, self.quoted_spans, self.times, self.resolver = doc, places, quoted_spans, times, resolver
        self.nationalities = NationalityResolver(resolver)
        self._earlier_participants: list[tuple[int, tuple[int, ...]]] = []
        self._recalled: set[tuple[int, ...]] = set()
        self.paragraphs = Paragraphs(text_of(doc))

    def mentions(self, trigger: MeetingTrigger) -> list[MeetingMention]:
        """Mentions of one trigger: one, or two for "met with X, then with Y"; none where the meeting did not come about."""
        factuality = factuality_of_meeting(trigger.token)
        participants = self._speaker(trigger) + participants_of(trigger, self.nationalities)
        if not any(map(self.nationalities.person, participants)) and self._refers_back(trigger):
            participants = tuple(dict.fromkeys((*self._referred_to(trigger), *participants)))
        elif self._refers_back(trigger) and not trigger.noun:
            participants = tuple(dict.fromkeys((*group_named_before(trigger.token, self.nationalities), *participants)))
        participants = self._without_host(trigger, participants)
        participants = participants or states_of_ministers(trigger, self.nationalities)
        is_next_only = not participants and is_next(trigger)
        if refers_to_pair(trigger) or is_next_only:
            earlier = self._previous_states(pair=refers_to_pair(trigger)) or self._last_participants(trigger)
            earlier = earlier or (pair_of_states_before(trigger.token, self.nationalities) if not is_next_only else ())
            participants = tuple(dict.fromkeys((*participants, *earlier)))
        if len(participants) > 1:
            self._earlier_participants.append((self.paragraphs.number_at(trigger.token.idx), participants))
            if is_recalled(trigger):
                self._recalled.add(participants)
        if status_of(factuality, MEETING) is None or (trigger.weak and not participants):
            return []
        if not self._takes_place(trigger, participants):
            return []
        first = self._mention(trigger, participants, factuality)
        if (is_next_only or self._is_next_of_same(trigger, first)) and not first.time_ids and not first.places:
            return []  # "another meeting", of which nothing else is known
        if partners := partners_met_apart(trigger, participants, self.nationalities):
            return self._one_by_one(trigger, tuple(k for k in participants if k not in partners), partners, factuality)
        return self._then_met(trigger, first, factuality)

    def _then_met(self, trigger: MeetingTrigger, first: MeetingMention, factuality: Factuality) -> list[MeetingMention]:
        """The first mention, and in "met with X, then with Y" that of the second meeting."""
        others = [key for phrase in sequential_comitatives(trigger) for key in named_by(phrase, self.nationalities)]
        if not others:
            return [first]
        subjects = [key for phrase in subjects_of(trigger.token) for key in named_by(phrase, self.nationalities)]
        second_group = tuple(dict.fromkeys((*subjects, *others)))
        return [first, replace(self._mention(trigger, second_group, factuality), token_index=first.token_index + 1, is_new=True)]

    def _one_by_one(
        self, trigger: MeetingTrigger, subjects: tuple[int, ...], partners: Sequence[int], factuality: Factuality
    ) -> list[MeetingMention]:
        """A mention for each partner whom the subjects met apart from the others."""
        mentions = [self._mention(trigger, (*subjects, partner), factuality) for partner in partners]
        return [replace(m, token_index=m.token_index + number, is_new=number > 0) for number, m in enumerate(mentions)]

    def _takes_place(self, trigger: MeetingTrigger, participants: tuple[int, ...]) -> bool:
        """True where the trigger names a meeting, not only what is spoken of, and its parties are enough for its word."""
        if trigger.noun:
            return not is_matter(trigger.token) or bool(self._days_within(trigger.token))
        if len(participants) < 2 and not has_unnamed_party(trigger, self.nationalities, self.resolver):
            return False
        return not trigger.spoken or self._is_conference(trigger, participants)

    def _is_next_of_same(self, trigger: MeetingTrigger, mention: MeetingMention) -> bool:
        """True for a planned "another round of talks between the delegations" of those who met in this article."""
        earlier = (set(participants) for _, participants in self._earlier_participants[:-1])
        is_planned = mention.status is Status.PLANNED and is_next(trigger)
        return is_planned and any(met <= set(mention.participants) for met in earlier)

    def _is_conference(self, trigger: MeetingTrigger, participants: tuple[int, ...]) -> bool:
        """True where "spoke with" means a meeting: two named persons and a place, or two who hold an office."""
        persons = tuple(filter(self.nationalities.person, participants))
        officers = [key for key in persons if any(holds_state_office(role) for role in self.resolver.roles(key))]
        return len(persons) > 1 and (self._place(trigger) is not None or len(officers) > 1)

    def _speaker(self, trigger: MeetingTrigger) -> tuple[int, ...]:
        """Key of the speaker of "we met" inside quotation marks, as a tuple."""
        subject = next((t for t in trigger.token.sent if t.lower_ in _FIRST_PERSON and t.dep_ == "nsubj" and t.i < trigger.token.i), None)
        if subject is None or has_other_subject(trigger.token, subject) or not self._is_quoted(subject):
            return ()
        key = attributed_actor(trigger.token, self.quoted_spans, self.resolver, self.nationalities.states)
        return (key,) if key is not None and self.nationalities.person(key) else ()

    def _place_of_speaker(self, token: Token) -> PlacePhrase | None:
        """Location of the speaker, stated earlier inside the same quotation: "Working in X … we held a meeting"."""
        quoted_span = next((m for m in self.quoted_spans if m.inner.start <= token.idx < m.inner.end), None)
        if quoted_span is None or not any(t.lower_ in _FIRST_PERSON for t in token.sent):
            return None
        places = [
            p for p in self.places if quoted_span.inner.start <= p.span.start < token.idx and p.preposition in {"in", "at"} and p.rank < 2
        ]
        return places[-1] if places else None

    def _is_quoted(self, token: Token) -> bool:
        """True for a token inside quotation marks of any depth."""
        return any(m.inner.start <= token.idx < m.inner.end for m in self.quoted_spans)

    def _refers_back(self, trigger: MeetingTrigger) -> bool:
        """True where the subject refers to people mentioned before: "they met", "a meeting between the two", "after their talks"."""
        arguments = comitatives(trigger.token) if trigger.noun else subjects_of(trigger.token)
        if trigger.noun and any(t.lower_ == "their" and t.dep_ == "poss" for t in trigger.token.lefts):
            return True
        return any(
            p.lower_ in ANAPHORIC
            and not is_new_group(p)
            and not are_their_people(p)
            and not any(t.dep_ == "prep" for t in p.children)
            and all(self.nationalities.actor_of_name(t) is None for t in p.lefts)
            for p in arguments
        )

    def _referred_to(self, trigger: MeetingTrigger) -> tuple[int, ...]:
        """Participants of a mention that refers back; of "their talks" first those who are one subject in its sentence."""
        group = group_named_before(trigger.token, self.nationalities) if trigger.noun else ()
        return group or self._previous_participants(trigger.token)

    def _previous_participants(self, token: Token) -> tuple[int, ...]:
        """Participants of the last meeting with several in this paragraph or the preceding one; "the two" reaches back three, and "the two
        sides" to the states that met last.
        """
        if any(c.lower_ == "sides" for c in token.children) and (states := self._previous_states(pair=False)):
            return states
        reach = 3 if any(t.lower_ in {"two", "both"} and t.head.lower_ in ANAPHORIC for t in token.sent) else 1
        recent = [
            participants
            for paragraph, participants in self._earlier_participants
            if self.paragraphs.number_at(token.idx) - paragraph <= reach
        ]
        pairs = [p for p in recent if sum(map(self.nationalities.person, p)) == 2] if reach > 1 else []
        news = [p for p in pairs if p not in self._recalled]  # "met A hours after talks with B. The two …"
        if recent:
            return (news or pairs or recent)[-1]
        return group_named_before(token, self.nationalities) or pair_named_before(token, self.nationalities, self.paragraphs)

    def _without_host(self, trigger: MeetingTrigger, participants: tuple[int, ...]) -> tuple[int, ...]:
        """The participants without the host, which gives the place only."""
        host = host_of(trigger, self.nationalities)
        hosts = {self.nationalities.actor_of_name(host), *named_by(host, self.nationalities)} if host is not None else set()
        return tuple(k for k in participants if k not in hosts)

    def _last_participants(self, trigger: MeetingTrigger) -> tuple[int, ...]:
        """Participants of the article's last meeting, for the next of a series ("a second meeting", "the next round")."""
        return self._earlier_participants[-1][1] if self._earlier_participants and is_next(trigger) else ()

    def _previous_states(self, *, pair: bool) -> tuple[int, ...]:
        """States that met in the last talks between states; with `pair` exactly two."""
        states_by_mention = [
            tuple(k for k in participants if self.nationalities.state(k)) for _, participants in self._earlier_participants
        ]
        states_by_mention = [states for states in states_by_mention if len(states) == 2 or (len(states) > 2 and not pair)]
        return states_by_mention[-1] if states_by_mention else ()

    def _place(self, trigger: MeetingTrigger) -> PlacePhrase | None:
        """Place of the meeting: from the sentence, the speaker, the host, or the narrative."""
        token, host = trigger.token, host_of(trigger, self.nationalities)
        if trigger.subkind == "call":
            return None
        hosted = place_at(host, self.places) if host is not None else None
        places = tuple(p for p in self.places if not (trigger.noun and p.preposition == "over"))  # "talks over X" are about it
        if (verb := verb_of_order(token)) is not None:
            places = tuple(p for p in places if p.first < verb.i)
        if (verb := participle_of_order(token)) is not None:
            places = tuple(p for p in places if p.first > verb.i)
        places = tuple(p for p in places if not is_in_topic(self.doc[p.first], token))
        if has_only_own_details(token):  # "between the two meetings", "ahead of the talks": only what its phrase says
            places, hosted = tuple(p for p in places if token.is_ancestor(self.doc[p.last])), None
        place = place_of(token, places, use_opening=False) or self._place_of_speaker(token) or hosted
        return place or (narrative_location(self.doc, token, self.places) if not trigger.noun else None)

    def _mention(self, trigger: MeetingTrigger, participants: tuple[int, ...], factuality: Factuality) -> MeetingMention:
        """The mention of a trigger with its arguments."""
        token = trigger.token
        place = self._place(trigger)
        dates = temporal_arguments(token, self.times)
        return MeetingMention(
            token_index=token.i,
            sentence=sentence_of(token),
            paragraph=self.paragraphs.number_at(token.idx),
            subkind=trigger.subkind,
            status=status_of(factuality, MEETING) or Status.PLANNED,
            participants=participants,
            persons=frozenset(k for k in participants if self.nationalities.person(k)),
            organisations=frozenset(k for k in participants if not self.nationalities.person(k) and not self.nationalities.state(k)),
            places=place.names if place is not None else (),
            time_ids=self._days_of(trigger, dates, factuality),
            narrative_time_ids=self._dating(dates.narrative_time_ids),
            day_index=dates.day_index,
            duration=dates.duration,
            series=series_of(token),
            definite=self._is_definite(trigger, dates),
            is_new=bool(modifiers_of(token) & _NEW) or (is_further_step(token) if trigger.noun else is_another(token)),
            quoted=self._is_quoted(token),
            called_off=factuality is Factuality.CALLED_OFF,
            has_unnamed_party=has_unnamed_party(trigger, self.nationalities, self.resolver),
            has_other_side=has_other_side(trigger, self.nationalities),
            attributed_to=attributed_actor(token, self.quoted_spans, self.resolver, self.nationalities.states),
            explanation=f"“{token.text}” refers to a meeting ({factuality.value})",
            bare_verb=not trigger.noun and not trigger.subkind,
            weak=trigger.weak,
            continues=goes_on(token),
            is_summit=token.lemma_.lower() == GATHERING,
            gathering=names_gathering(token, self.nationalities),
            recalled=is_recalled(trigger),
            same_occasion=self._is_same_occasion(token),
            states=states_represented(participants, self.nationalities, self.resolver),
            name=name_of_meeting(token) if trigger.noun else (),
            passing=factuality is Factuality.MENTIONED or is_passing(trigger, has_day=bool(dates.time_ids), has_place=place is not None),
        )

    def _is_definite(self, trigger: MeetingTrigger, dates: TemporalArguments) -> bool:
        """True for "the talks", "Wednesday's meetings" and "they met for two days"."""
        if trigger.noun:
            return bool(modifiers_of(trigger.token) & DEFINITE) or self._dated_noun(trigger.token)
        return bool(dates.duration) and self._refers_back(trigger)

    def _is_same_occasion(self, token: Token) -> bool:
        """True where the sentence continues on the day of what was reported before it: "before the talks", "in the morning"."""
        verb, sentence = governing_verb(token), token.sent
        clocks = (t for t in self.times if t.form == "clock" and sentence.start_char <= t.span.start < sentence.end_char)
        return any(clocks) or (verb is not None and is_in_sequence(verb))

    def _days_of(self, trigger: MeetingTrigger, dates: TemporalArguments, factuality: Factuality) -> tuple[int, ...]:
        """Indexes of the days that date a mention: of a meeting that took place none that is to come ("agreed to return next week after
        talks in X"), and of one that only dates something else none of the sentence's.
        """
        token = trigger.token
        of_next = self._days_of_next(token)
        own = tuple(i for i in self._dating(dates.time_ids) if i not in of_next)
        if (word := word_of_later_event(token) or participle_of_order(token)) is not None:
            own = tuple(i for i in own if self.times[i].span.start > word.idx)
        if (verb := verb_of_order(token)) is not None:
            own = tuple(i for i in own if self.times[i].span.start < verb.idx)
        within = tuple(i for i in own if i in self._days_within(token))
        if has_only_own_details(token):
            return within
        verb = governing_verb(token)
        if within and trigger.noun:
            return within  # "arrived on Saturday for the summit, which is held on Sunday"
        is_aim = verb is not None and (verb.dep_ in {"xcomp", "advcl"} or verb.lemma_ in COMMITMENTS)
        if factuality is Factuality.PLANNED and trigger.noun and is_aim:
            return tuple(i for i in own if i in within or self.times[i].direction is not Direction.PAST)  # "met on Friday to prepare for"
        if factuality is Factuality.OCCURRED and verb is not None and verb.dep_ == "pcomp":
            return tuple(i for i in own if self.times[i].direction is not Direction.FUTURE)
        return own

    def _dating(self, indexes: Sequence[int]) -> tuple[int, ...]:
        """The indexes of expressions that can date a meeting."""
        return tuple(i for i in indexes if self.times[i].form not in _NON_DATING_FORMS)

    def _days_within(self, noun: Token) -> tuple[int, ...]:
        """Indexes of the time expressions in a noun's phrase."""
        inside = range(noun.left_edge.idx, noun.right_edge.idx + 1)
        return tuple(i for i, t in enumerate(self.times) if t.span.start in inside)

    def _days_of_next(self, noun: Token) -> frozenset[int]:
        """Indexes of the time expressions of what follows: "a meeting of ministers, followed by a session on Saturday"."""
        return frozenset(i for c in noun.children if is_order(c) for i in self._days_within(c))

    def delegation(self, token: Token) -> MeetingMention | None:
        """A roster mention for a sentence that names members of a delegation to the talks, or None; `token` is any token of it."""
        delegates = delegates_named(token, self.nationalities)
        if delegates is None:
            return None
        keys, word = delegates
        place = next(
            (p for p in self.places if token.sent.start <= p.first < token.sent.end and p.rank < 5 and is_attached_to_talks(p, self.doc)),
            None,
        )
        return MeetingMention(
            token_index=word.i,
            sentence=sentence_of(token),
            paragraph=self.paragraphs.number_at(token.idx),
            subkind="",
            status=status_of(factuality_of(word), MEETING) or Status.OCCURRED,
            participants=keys,
            persons=frozenset(keys),
            organisations=frozenset(),
            places=place.names if place is not None else (),
            time_ids=(),
            narrative_time_ids=(),
            day_index=0,
            duration=0,
            series="",
            definite=True,
            is_new=False,
            quoted=False,
            called_off=False,
            has_unnamed_party=False,
            attributed_to=None,
            explanation=f"“{word.text}” names those who take part",
            roster=True,
            of_any_status=is_present(word),
        )

    def _dated_noun(self, token: Token) -> bool:
        """True for "Wednesday's meetings" and "the Feb 1 negotiations"."""
        return any(t.ent_type_ in {"DATE", "TIME"} and t.dep_ == "poss" for t in token.lefts)
