"""Temporal arguments: the time expressions of a sentence that date an event."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from dossier.extraction.events.location import is_clause_of_venue, is_next_step
from dossier.extraction.lexicon.lists import word_set
from dossier.extraction.syntax.factuality import governing_verb
from dossier.model.span import Span
from dossier.model.time import TimeExpression

NON_DATING_FORMS = frozenset({"duration", "set", "reference", "age"})
"""Forms of time expressions that do not date an event."""
_EVENT, _NARRATIVE, _NONE = "event", "narrative", ""
"""Relations of a time expression: to the event itself, to the statement about it, to neither."""
_VERBAL = frozenset({"VERB", "AUX"})
_BOUNDS = frozenset({"since", "until", "till", "before", "after", "ahead", "following"})
_SIDE_MARKS = frozenset({"before", "until", "after", "since"})
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_NTH_DAY = re.compile(rf"\b(?:({'|'.join(_ORDINALS)})\s+(?:and\s+(?:final|last)\s+)?day|day\s+({'|'.join(_NUMBERS)}|\d))\b", re.IGNORECASE)
_DURATION = re.compile(rf"\b({'|'.join(_NUMBERS)}|\d)(?:-|\s+)days?\b(?!\s+(?:ago|earlier|later|before|after))", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class TemporalArguments:
    """Temporal arguments of an event in its sentence.

    `time_ids` are indexes of expressions that date the event, `narrative_time_ids` of those that date the statement about it. `day_index`
    is 2 for "the second day of talks", `duration` a number of days; both are 0 where not stated.
    """

    time_ids: tuple[int, ...] = ()
    narrative_time_ids: tuple[int, ...] = ()
    day_index: int = 0
    duration: int = 0


def temporal_arguments(trigger: Token, times: Sequence[TimeExpression]) -> TemporalArguments:
    """Temporal arguments of the event that `trigger` names. Durations, and days before or after the event, do not date it."""
    sentence = trigger.sent
    time_ids, narrative_time_ids = [], []
    premodifiers: list[int] = []
    for index, time in enumerate(times):
        if not sentence.start_char <= time.span.start < sentence.end_char or time.form in NON_DATING_FORMS:
            continue
        head = _head_of(trigger, time.span)
        if head is None or _is_in_dateline(head):
            continue
        if head.i < trigger.i and head.head == trigger and head.dep_ in {"compound", "poss", "nmod", "amod", "nummod"}:
            premodifiers.append(index)
        relation = _relation(trigger, head, has_clock=":" in time.clock)
        if relation == _EVENT and (_is_of_speech(trigger, time.span) or _is_of_judgement(trigger, head)):
            relation = _NARRATIVE
        if relation == _NARRATIVE and _stands_before_report(trigger, head):
            relation = _EVENT
        if relation == _EVENT:
            time_ids.append(index)
        elif relation == _NARRATIVE:
            narrative_time_ids.append(index)
    return TemporalArguments(
        tuple(premodifiers or time_ids or _day_before_when(trigger, times)),
        tuple(narrative_time_ids),
        day_index(trigger),
        duration(trigger),
    )


def _is_in_dateline(day: Token) -> bool:
    """True for the day behind the town in capital letters that a sentence begins with: "POPLAR SPRINGS, May 3 (AP): …"."""
    before = [t for t in day.doc[day.sent.start : day.left_edge.i] if not (t.is_punct or t.is_space)]
    return bool(before) and all(t.is_upper and t.is_alpha and len(t) > 1 for t in before)


def _is_of_speech(trigger: Token, span: Span) -> bool:
    """True for the day right after a verb of speech that reports the event, whatever the parse attaches it to: "said on Thursday it had struck"."""
    phrase = trigger.doc.char_span(span.start, span.end, alignment_mode="expand")
    if phrase is None or phrase.end >= len(trigger.doc) or trigger.doc[phrase.end].tag_ == "POS" or phrase.end > trigger.i:
        return False
    at = phrase.start - 1
    if at > 0 and trigger.doc[at].lower_ == "on":
        at -= 1
    verb = trigger.doc[max(at, 0)]
    return verb.pos_ == "VERB" and verb.lemma_ in word_set("event_times", "speech") and verb.is_ancestor(trigger)


def _is_of_judgement(trigger: Token, time_head: Token) -> bool:
    """True for the day before the object of a verb such as "condemn": "on Saturday condemned the attack", "condemned on Saturday the attack"."""
    verb = trigger.head
    return trigger.dep_ == "dobj" and verb.lemma_ in word_set("cues", "describe") and time_head.i < trigger.left_edge.i


def _stands_before_report(trigger: Token, time_head: Token) -> bool:
    """True for the first day of "it takes place on Tuesday, the ministry said on Monday", which is before the words for who says so."""
    for verb in trigger.ancestors:
        if verb.lemma_ in word_set("event_times", "speech"):
            subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
            return subject is not None and trigger.i < time_head.i < subject.left_edge.i < verb.i
    return False


def _day_before_when(trigger: Token, times: Sequence[TimeExpression]) -> tuple[int, ...]:
    """The day before a "when" clause that contains the event: "in doubt since Sunday, when shots fell"."""
    verb = governing_verb(trigger)
    if verb is not None and verb.dep_ == "ccomp" and verb.head.lemma_ in word_set("event_times", "speech"):
        verb = verb.head  # "since Sunday, when X said it had struck Y"
    adverb = next((c for c in verb.children if c.lower_ == "when" and c.dep_ == "advmod"), None) if verb is not None else None
    if adverb is None or adverb.i == 0:
        return ()
    last = adverb.nbor(-1) if adverb.nbor(-1).text != "," or adverb.i < 2 else adverb.nbor(-2)
    days = (i for i, t in enumerate(times) if t.form not in NON_DATING_FORMS and t.span.start <= last.idx < t.span.end)
    return tuple(days)[:1]


def day_index(trigger: Token) -> int:
    """Day number of a multi-day event: 2 for "a second day of talks", "day two of the summit"; 0 where no day is counted."""
    clause = _clause_text(trigger)
    match = _NTH_DAY.search(clause)
    if match is None:
        return 0
    if match[1]:
        return _ORDINALS.index(match[1].lower()) + 1
    return int(match[2]) if match[2].isdigit() else _NUMBERS.index(match[2].lower()) + 1


def duration(trigger: Token) -> int:
    """Duration in days: 2 for "a two-day round", "expected to last two days"; 0 where none is stated."""
    match = _DURATION.search(_clause_text(trigger))
    if match is None:
        return 0
    return int(match[1]) if match[1].isdigit() else _NUMBERS.index(match[1].lower()) + 1


def _clause_text(trigger: Token) -> str:
    """Text of the clause around a trigger, up to commas."""
    doc, sentence = trigger.doc, trigger.sent
    start, end = trigger.i, trigger.i + 1
    while start > sentence.start and trigger.i - start < 8 and doc[start - 1].text not in {",", ";", "—", "”", "“"}:
        start -= 1
    while end < sentence.end and end - trigger.i < 9 and doc[end].text not in {",", ";", "—", "“", "”"}:
        end += 1
    return str(doc[start:end].text)


def _head_of(trigger: Token, span: Span) -> Token | None:
    """Head word of a time expression in the parse."""
    phrase = trigger.doc.char_span(span.start, span.end, alignment_mode="expand")
    return phrase.root if phrase is not None else None


def _relation(trigger: Token, time_head: Token, *, has_clock: bool = False) -> str:
    """Relation of a time expression to the event: _EVENT, _NARRATIVE or _NONE. `time_head` is the expression's head word; what happened "just
    before 7 p.m. on Friday" happened on that day.
    """
    relations = _relation_by_token(trigger)
    token = time_head
    for _ in range(12):
        if token.i in relations:
            return relations[token.i]
        if token.dep_ == "prep" and token.lower_ in _BOUNDS and not (has_clock and token.lower_ in {"before", "after"}):
            return _NONE
        head = token.head
        if head == token:
            return _NONE
        if token.pos_ in _VERBAL and token.dep_ in {"relcl", "acl"} and head.i == trigger.i:
            return _EVENT
        if token.pos_ in _VERBAL and is_clause_of_venue(token, trigger):
            return _EVENT
        if token.pos_ in _VERBAL and not (token.dep_ in {"xcomp", "conj"} and head.i in relations and _shares_subject(token)):
            return _NONE
        if (
            head.pos_ in {"NOUN", "PROPN"}
            and head.i not in relations
            and head.lower_ not in word_set("event_times", "carriers")
            and head.head.lower_ != "during"  # "during Sunday mass"
            and time_head.dep_ in {"poss", "compound", "nmod", "amod"}
            and head.ent_type_ not in {"DATE", "TIME"}
        ):
            return _NONE
        token = head
    return _NONE


def _shares_subject(verb: Token) -> bool:
    """True for a verb without a subject of its own."""
    return not any(c.dep_ in {"nsubj", "nsubjpass"} for c in verb.children)


def _is_side_clause(verb: Token) -> bool:
    """True for a clause before or after whose event the main one took place: the main clause's day is not its own."""
    if is_next_step(verb):
        return True
    has_subject = any(c.dep_ in {"nsubj", "nsubjpass"} for c in verb.children)
    return verb.dep_ == "advcl" and has_subject and any(c.dep_ == "mark" and c.lower_ in _SIDE_MARKS for c in verb.children)


def _relation_by_token(trigger: Token) -> dict[int, str]:
    """Relations by index of the tokens between the trigger and the root: an expression attached to one of them has its relation."""
    relations = {trigger.i: _EVENT}
    token = trigger
    verb = governing_verb(trigger)
    is_direct = True
    while verb is not None and token not in {verb, token.head}:
        is_coordinated = token.dep_ == "conj"
        token = token.head
        is_direct = is_direct and (
            is_coordinated
            or token.pos_ not in {"NOUN", "PROPN"}
            or token.lower_ in word_set("event_times", "carriers") | word_set("event_times", "frames")
        )
        relations[token.i] = _EVENT if is_direct or token.pos_ == "ADP" else _NONE
    token = verb if verb is not None else token
    if verb is not None and verb != trigger and verb.lemma_ in word_set("event_times", "speech"):
        relations[verb.i] = _NARRATIVE
    for _ in range(5):
        head = token.head
        if head == token:
            break
        is_reported = token.dep_ in {"ccomp", "parataxis"} or (
            head.lemma_ in word_set("event_times", "speech") and token.dep_ in {"advcl", "dep"}
        )
        if not relations[token.i] or _is_side_clause(token):
            relations[head.i] = _NONE
        elif is_reported or relations[token.i] == _NARRATIVE:
            relations[head.i] = _NARRATIVE
        elif (token.dep_ in {"relcl", "acl"} and head.pos_ in {"NOUN", "PROPN"}) or (token.dep_ == "conj" and not _shares_subject(token)):
            break
        else:
            relations[head.i] = _NARRATIVE if head.lemma_ in word_set("event_times", "speech") else _EVENT
        token = head
    return relations
