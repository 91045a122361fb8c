"""Meetings: who confers with whom, where, when; one group of reports for each meeting of an article."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from spacy.tokens import Doc, Token

from dossier.extraction.conferring import companions_split, named_by, participants_of, subjects_of
from dossier.extraction.credit import credited_to
from dossier.extraction.delegations import delegates_named, delegation_sentences
from dossier.extraction.event_times import dated
from dossier.extraction.marks import Marked
from dossier.extraction.meeting_groups import MeetingMention, group_mentions
from dossier.extraction.meeting_words import Trigger, find_triggers
from dossier.extraction.modality import Modality, modality_of
from dossier.extraction.parties import Parties
from dossier.extraction.places import Place, find_places, place_of
from dossier.extraction.vocabulary import words
from dossier.model.actor import ActorKind
from dossier.model.article import BLANK_LINES
from dossier.model.event import EventKind, LocalReport, Status
from dossier.model.span import Span
from dossier.model.time import TimeExpression

if TYPE_CHECKING:
    from dossier.extraction.pronouns import Cast

_SERIES = re.compile(
    r"\b(first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)\s+(?:[\w-]+\s+){0,3}?(?:round|session|summit)\b", re.IGNORECASE
)
_FRESH = frozenset({"another", "further", "additional", "next", "future", "more", "separate"})
_DEFINITE = frozenset({"the", "this", "that", "these", "those", "both", "their", "its"})
_FIRST_PERSON = frozenset({"we", "i"})
_TOLD = {Modality.HELD: Status.HELD, Modality.MENTIONED: Status.HELD, Modality.PLANNED: Status.PLANNED, Modality.CALLED_OFF: Status.PLANNED}
_UNDATING = frozenset({"duration", "set", "reference", "span", "clock", "decade", "century"})


def find_meetings(doc: Doc, marks: Sequence[Marked], times: Sequence[TimeExpression], cast: "Cast") -> tuple[LocalReport, ...]:
    """Every meeting that the text reports as held or planned, one report a sentence that tells something of it.

    Statements, votes, interviews, denials, hopes and talk of meetings in general are none. Reports of one meeting share a
    `group`; groups count from 0 in order of first mention.
    """
    people = frozenset(t.i for t in doc if (key := cast.named(t)) is not None and cast.kind(key) is ActorKind.PERSON)
    scene = _Scene(doc, find_places(doc, people), marks, times, cast)
    mentions = [mention for trigger in find_triggers(doc) for mention in scene.mentions(trigger)]
    mentions += [mention for token in delegation_sentences(doc) if (mention := scene.delegation(token)) is not None]
    mentions.sort(key=lambda m: (m.sentence, m.roster, m.token))
    groups = group_mentions(mentions, times)
    reports = [report for number, group in enumerate(groups) for report in _reports(doc, group, number, times)]
    return tuple(sorted(reports, key=lambda r: (r.span, r.group)))


class _Scene:
    """An article as its meetings are read: its parse, places, times and cast."""

    def __init__(self, doc: Doc, places: tuple[Place, ...], marks: Sequence[Marked], times: Sequence[TimeExpression], cast: "Cast") -> None:
        self.doc, self.places, self.marks, self.times, self.cast = doc, places, marks, times, cast
        self.parties = Parties(doc, cast)
        self.gaps = [gap.start() for gap in BLANK_LINES.finditer(doc.text)]

    def mentions(self, trigger: Trigger) -> list[MeetingMention]:
        """The meetings that one word names: one, or two for "met with X, then with Y"; none where it did not come about."""
        modality = modality_of(trigger.token, words("meetings", "holding") | words("meetings", "happening"))
        if modality not in _TOLD:
            return []
        who = self._speaker(trigger) + participants_of(trigger, self.parties)
        if trigger.weak and not who:
            return []
        if not trigger.noun and len(who) < 2 and not self._joint(trigger):
            return []
        first = self._mention(trigger, who, modality)
        others = [key for phrase in companions_split(trigger) for key in named_by(phrase, self.parties)]
        if not others:
            return [first]
        subjects = [key for phrase in subjects_of(trigger.token) for key in named_by(phrase, self.parties)]
        apart = tuple(dict.fromkeys((*subjects, *others)))
        return [first, replace(self._mention(trigger, apart, modality), token=first.token + 1, fresh=True)]

    def _speaker(self, trigger: Trigger) -> tuple[int, ...]:
        """Whoever says "we met" inside quotation marks."""
        subject = next((t for t in trigger.token.sent if t.lower_ in _FIRST_PERSON and t.dep_ == "nsubj" and t.i < trigger.token.i), None)
        if subject is None or not self._quoted(subject):
            return ()
        key = credited_to(trigger.token, self.marks, self.cast, self.parties.states)
        return (key,) if key is not None and self.parties.person(key) else ()

    def _spoken_at(self, token: Token) -> Place | None:
        """Where the speaker is, told earlier inside the same quotation: "Working in X … we held a meeting"."""
        mark = next((m for m in self.marks if m.inner.start <= token.idx < m.inner.end), None)
        if mark is None or not any(t.lower_ in _FIRST_PERSON for t in token.sent):
            return None
        told = [p for p in self.places if mark.inner.start <= p.span.start < token.idx and p.preposition in {"in", "at"} and p.rank < 2]
        return told[-1] if told else None

    def _quoted(self, token: Token) -> bool:
        return any(m.inner.start <= token.idx < m.inner.end for m in self.marks)

    def _joint(self, trigger: Trigger) -> bool:
        """True where one party is people who speak for a side but are not named: "the delegations met", "met diplomats"."""
        objects = [g for c in trigger.token.children for g in ((c,) if c.dep_ == "dobj" else c.children if c.lower_ == "with" else ())]
        return any(
            p.lemma_.lower() in words("meetings", "delegates") and "Plur" in str(p.morph) for p in (*subjects_of(trigger.token), *objects)
        )

    def _mention(self, trigger: Trigger, who: tuple[int, ...], modality: Modality) -> MeetingMention:
        token = trigger.token
        place = place_of(token, self.places, frame=False) or self._spoken_at(token)
        days = dated(token, self.times)
        near = {t.lower_ for t in token.lefts} | {t.lower_ for t in token.head.lefts if token.dep_ == "pobj" and token.head.lower_ == "of"}
        return MeetingMention(
            token=token.i,
            sentence=Span(token.sent.start_char, token.sent.end_char),
            paragraph=self._paragraph(token),
            subkind=trigger.subkind,
            status=_TOLD[modality],
            participants=who,
            persons=frozenset(k for k in who if self.parties.person(k)),
            bodies=frozenset(k for k in who if not self.parties.person(k) and not self.parties.state(k)),
            places=place.names if place is not None else (),
            when=tuple(i for i in days.bound if self.times[i].form not in _UNDATING),
            context=tuple(i for i in days.context if self.times[i].form not in _UNDATING),
            nth_day=days.nth_day,
            duration=days.duration,
            series=_series(token),
            definite=trigger.noun and (bool(near & _DEFINITE) or self._dated_noun(token)),
            fresh=bool(near & _FRESH),
            quoted=self._quoted(token),
            called_off=modality is Modality.CALLED_OFF,
            joint=self._joint(trigger) if not trigger.noun else False,
            says=credited_to(token, self.marks, self.cast, self.parties.states),
            why=f"“{token.text}” names a meeting that is told as {modality.value}",
            passing=modality is Modality.MENTIONED or (token.tag_ == "VBG" and token.dep_ != "pcomp" and not days.bound),
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
            sentence=Span(token.sent.start_char, token.sent.end_char),
            paragraph=self._paragraph(token),
            subkind="",
            status=Status.HELD,
            participants=keys,
            persons=frozenset(keys),
            bodies=frozenset(),
            places=place.names if place is not None else (),
            when=(),
            context=(),
            nth_day=0,
            duration=0,
            series="",
            definite=True,
            fresh=False,
            quoted=False,
            called_off=False,
            joint=False,
            says=None,
            why=f"“{word.text}” names those who take part",
            roster=True,
        )

    def _paragraph(self, token: Token) -> int:
        return sum(gap < token.idx for gap in self.gaps)

    def _dated_noun(self, token: Token) -> bool:
        """True for "Wednesday's meetings" and "the Feb 1 negotiations"."""
        return any(t.ent_type_ in {"DATE", "TIME"} and t.dep_ == "poss" for t in token.lefts)


def _of_talks(place: Place, doc: Doc) -> bool:
    """True for the place in "the delegation to the Vienna talks"."""
    after = doc[place.last + 1].lower_ if place.last + 1 < len(doc) else ""
    return after in words("meetings", "nouns")


def _series(token: Token) -> str:
    """Gives "second round" where the meeting is counted in a series."""
    sentence = token.sent
    start = max(sentence.start, token.i - 5)
    match = _SERIES.search(token.doc[start : min(sentence.end, token.i + 2)].text)
    return f"{match[1].lower()} round" if match else ""


def _reports(doc: Doc, group: list[MeetingMention], number: int, times: Sequence[TimeExpression]) -> list[LocalReport]:
    """One report a sentence; where no mention is dated, the first takes the day of the telling beside it."""
    dates = any(m.when for m in group)
    made: list[LocalReport] = []
    for mention in group:
        context = () if dates or made else _context(doc, mention, times)
        report = LocalReport(
            kind=EventKind.MEETING,
            subkind=_subkind(mention, group),
            status=mention.status if mention.when and not (mention.passing or mention.definite) else group[0].status,
            span=mention.sentence,
            group=number,
            when=mention.when or context,
            relation="context" if context and not mention.when else "",
            relation_span=times[context[0]].span if context and not mention.when else None,
            nth_day=mention.nth_day,
            duration=mention.duration,
            places=mention.places,
            participants=mention.participants,
            says=mention.says,
            called_off=mention.called_off,
            series=mention.series,
            why=mention.why,
        )
        same = next((i for i, r in enumerate(made) if r.span == report.span), None)
        if same is None:
            made.append(report)
        else:
            made[same] = _joined(made[same], report)
    return made


def _joined(left: LocalReport, right: LocalReport) -> LocalReport:
    """Two mentions of one sentence as one report."""
    return replace(
        left,
        when=tuple(sorted({*left.when, *right.when}))
        if left.relation == right.relation
        else (left.when if not left.relation else right.when),
        relation=left.relation if left.relation == right.relation else "",
        nth_day=left.nth_day or right.nth_day,
        duration=left.duration or right.duration,
        places=left.places if len(left.places) >= len(right.places) else right.places,
        participants=tuple(dict.fromkeys((*left.participants, *right.participants))),
        series=left.series or right.series,
    )


def _context(doc: Doc, mention: MeetingMention, times: Sequence[TimeExpression]) -> tuple[int, ...]:
    """The day on which an undated meeting was told: of the sentence, the paragraph so far, or the article's first."""
    if mention.status is Status.PLANNED:
        return ()
    if mention.context:
        return mention.context[:1]
    days = [i for i, t in enumerate(times) if t.form in {"weekday", "date"} and not t.quoted]
    before = [i for i in days if times[i].span.start < mention.sentence.end]
    start = max((g.end() for g in BLANK_LINES.finditer(doc.text) if g.start() < mention.sentence.start), default=0)
    near = [i for i in before if times[i].span.start >= start]
    return tuple(near[-1:] or before[:1])


def _subkind(mention: MeetingMention, group: list[MeetingMention]) -> str:
    """PLOVER's modes: call or host where a word says so, else by the number of those who take part."""
    told = next((m.subkind for m in group if m.subkind), "")
    return told or mention.subkind or ("multilateral" if len({k for m in group for k in m.participants}) > 2 else "bilateral")
