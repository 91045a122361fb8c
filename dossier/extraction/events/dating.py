"""Which time expressions of a sentence date an event, and how far it hangs on other days."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from dossier.extraction.lexicon.lists import word_set
from dossier.extraction.syntax.factuality import governing_verb
from dossier.model.span import Span
from dossier.model.time import TimeExpression

_VERBAL = frozenset({"VERB", "AUX"})
_BOUNDS = frozenset({"since", "until", "till", "before", "after", "ahead", "following"})
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_NTH_DAY = re.compile(rf"\b(?:({'|'.join(_ORDINALS)})\s+(?:and\s+(?:final|last)\s+)?day|day\s+({'|'.join(_NUMBERS)}|\d))\b", re.IGNORECASE)
_DURATION = re.compile(rf"\b({'|'.join(_NUMBERS)}|\d)(?:-|\s+)days?\b(?!\s+(?:ago|earlier|later|before|after))", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class TemporalArguments:
    """What dates an event in its sentence: `bound` are indexes of expressions that tell its own days, `context` of those
    that tell when somebody spoke of it; `nth_day` and `duration` as in LocalReport.
    """

    bound: tuple[int, ...] = ()
    context: tuple[int, ...] = ()
    nth_day: int = 0
    duration: int = 0


def temporal_arguments(trigger: Token, times: Sequence[TimeExpression]) -> TemporalArguments:
    """What dates the event that `trigger` names. Spans of time, and days it came before or after, date nothing."""
    sentence = trigger.sent
    bound, context = [], []
    before: list[int] = []
    for index, time in enumerate(times):
        if not sentence.start_char <= time.span.start < sentence.end_char or time.form in {"duration", "set", "reference", "age"}:
            continue
        root = _root(trigger, time.span)
        if root is None:
            continue
        if root.i < trigger.i and root.head == trigger and root.dep_ in {"compound", "poss", "nmod", "amod", "nummod"}:
            before.append(index)
        how = _tie(trigger, root)
        if how == "bound":
            bound.append(index)
        elif how == "context":
            context.append(index)
    return TemporalArguments(tuple(before or bound or _when(trigger, times)), tuple(context), nth_day(trigger), duration(trigger))


def _when(trigger: Token, times: Sequence[TimeExpression]) -> tuple[int, ...]:
    """The day behind which "when" tells the event: "in doubt since Sunday, when shots fell"."""
    verb = governing_verb(trigger)
    when = next((c for c in verb.children if c.lower_ == "when" and c.dep_ == "advmod"), None) if verb is not None else None
    if when is None or when.i == 0:
        return ()
    last = when.nbor(-1) if when.nbor(-1).text != "," or when.i < 2 else when.nbor(-2)
    days = (
        i for i, t in enumerate(times) if t.form not in {"duration", "set", "reference", "age"} and t.span.start <= last.idx < t.span.end
    )
    return tuple(days)[:1]


def nth_day(trigger: Token) -> int:
    """2 for "a second day of talks", "day two of the summit"; 0 where no day is counted."""
    near = _near(trigger)
    match = _NTH_DAY.search(near)
    if match is None:
        return 0
    if match[1]:
        return _ORDINALS.index(match[1].lower()) + 1
    return int(match[2]) if match[2].isdigit() else _NUMBERS.index(match[2].lower()) + 1


def duration(trigger: Token) -> int:
    """2 for "a two-day round", "expected to last two days"; 0 where no length is told."""
    match = _DURATION.search(_near(trigger))
    if match is None:
        return 0
    return int(match[1]) if match[1].isdigit() else _NUMBERS.index(match[1].lower()) + 1


def _near(trigger: Token) -> str:
    """The stretch of the sentence around a trigger: its clause up to commas, as printed."""
    doc, sentence = trigger.doc, trigger.sent
    start, end = trigger.i, trigger.i + 1
    while start > sentence.start and trigger.i - start < 8 and doc[start - 1].text not in {",", ";", "—", "”", "“"}:
        start -= 1
    while end < sentence.end and end - trigger.i < 9 and doc[end].text not in {",", ";", "—", "“", "”"}:
        end += 1
    return str(doc[start:end].text)


def _root(trigger: Token, span: Span) -> Token | None:
    stretch = trigger.doc.char_span(span.start, span.end, alignment_mode="expand")
    return stretch.root if stretch is not None else None


def _tie(trigger: Token, root: Token) -> str:
    """Gives "bound" where the expression belongs to the event's word or verb, "context" to the telling, "" to something else."""
    chain = _chain(trigger)
    token = root
    for _ in range(12):
        if token.i in chain:
            return chain[token.i]
        if token.dep_ == "prep" and token.lower_ in _BOUNDS:
            return ""
        head = token.head
        if head == token:
            return ""
        if token.pos_ in _VERBAL and token.dep_ in {"relcl", "acl"} and head.i == trigger.i:
            return "bound"
        if token.pos_ in _VERBAL and not (token.dep_ in {"xcomp", "conj"} and head.i in chain and _shared_subject(token)):
            return ""
        if (
            head.pos_ in {"NOUN", "PROPN"}
            and head.i not in chain
            and head.lower_ not in word_set("event_times", "carriers")
            and root.dep_ in {"poss", "compound", "nmod", "amod"}
            and head.ent_type_ not in {"DATE", "TIME"}
        ):
            return ""
        token = head
    return ""


def _shared_subject(verb: Token) -> bool:
    return not any(c.dep_ in {"nsubj", "nsubjpass"} for c in verb.children)


def _chain(trigger: Token) -> dict[int, str]:
    """Tokens whose time is the event's own ("bound"), or the time of telling it ("context")."""
    chain = {trigger.i: "bound"}
    token = trigger
    verb = governing_verb(trigger)
    plain = True
    while verb is not None and token not in {verb, token.head}:
        token = token.head
        plain = plain and (
            token.pos_ not in {"NOUN", "PROPN"} or token.lower_ in word_set("event_times", "carriers") | word_set("event_times", "frames")
        )
        chain[token.i] = "bound" if plain or token.pos_ == "ADP" else ""
    token = verb if verb is not None else token
    if verb is not None and verb != trigger and verb.lemma_ in word_set("event_times", "speech"):
        chain[verb.i] = "context"
    for _ in range(5):
        head = token.head
        if head == token:
            break
        told = token.dep_ in {"ccomp", "parataxis"} or (head.lemma_ in word_set("event_times", "speech") and token.dep_ in {"advcl", "dep"})
        if not chain[token.i]:
            chain[head.i] = ""
        elif told or chain[token.i] == "context":
            chain[head.i] = "context"
        elif (token.dep_ in {"relcl", "acl"} and head.pos_ in {"NOUN", "PROPN"}) or (token.dep_ == "conj" and not _shared_subject(token)):
            break
        else:
            chain[head.i] = "context" if head.lemma_ in word_set("event_times", "speech") else "bound"
        token = head
    return chain
