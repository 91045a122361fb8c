"""Which way a time expression points, and what it hangs on, read from the parse."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from dossier.extraction.lexicon.lists import word_set
from dossier.extraction.segments.doc_text import text_of
from dossier.model.span import Span
from dossier.model.time import Direction, TimeExpression

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as Words

FUTURE, PAST, NEAREST = Direction.FUTURE, Direction.PAST, Direction.NEAREST
UP_TO = re.compile(r"\s*(?:[–-]|to|until|till|through(?:\s+to)?)\s*(?:the\s+)?")


def direction(doc: "Doc", span: Span) -> Direction:
    """The side of the anchor that the words around an expression put it on."""
    found = doc.char_span(span.start, span.end, alignment_mode="expand")
    if found is None:
        return NEAREST
    root = found.root
    before = [t.lower_ for t in doc[max(found.start - 2, 0) : found.start]]
    if before == ["ahead", "of"]:
        return FUTURE
    behind = False
    for token in _up(root):
        if _planned(token, found):
            return FUTURE
        if token.lower_ == "according":
            return PAST
        behind = behind or token.lower_ in word_set("times", "tense.behind")
        if token.pos_ in {"VERB", "AUX"}:
            told = _tense(token)
            if told is not None:
                present = token.tag_ in {"VBZ", "VBP"} and not any(c.dep_ == "aux" for c in token.children)
                return PAST if present and (behind or token.lemma_ in word_set("times", "tense.looking_back")) else told
    return FUTURE if before[-1:] and before[-1] in word_set("times", "tense.before") else NEAREST


def _planned(token: "Token", time: "Words") -> bool:
    """True where a word between a time and its verb puts it ahead: "a meeting scheduled for", "the upcoming"."""
    planned = word_set("times", "tense.planned")
    if token.pos_ in {"NOUN", "PROPN"}:
        return any(c.dep_ == "amod" and c.lower_ in planned and c not in time for c in token.children)
    return token.tag_ in {"VBN", "VBG", "JJ"} and token.lower_ in planned and token.dep_ in {"acl", "amod", "advcl"}


def _up(token: "Token") -> "list[Token]":
    """The token and all it hangs on, up to the root of its sentence."""
    chain = [token]
    while chain[-1].head != chain[-1] and len(chain) < 40:
        chain.append(chain[-1].head)
    return chain


def _tense(verb: "Token") -> Direction | None:
    """The side that a verb tells of; None where it leaves that to the verb above it."""
    helpers = [c for c in verb.children if c.dep_ in {"aux", "auxpass"}]
    if any(h.lower_ in word_set("times", "tense.ahead") for h in helpers):
        return PAST if any(h.lower_ in {"have", "'ve"} for h in helpers) else FUTURE
    if any(h.lower_ in {"had", "have", "has", "was", "were", "did", "'ve", "’ve", "been"} for h in helpers):
        planned = verb.lemma_ in word_set("times", "tense.plans") and verb.tag_ == "VBN" and any(h.lower_ in {"is", "are"} for h in helpers)
        return FUTURE if planned else PAST
    if any(h.lower_ == "to" for h in helpers):
        return _infinitive(verb)
    if verb.tag_ == "VBD":
        return PAST
    if verb.tag_ in {"VBZ", "VBP", "VBG"} and (verb.tag_ != "VBG" or any(h.lower_ in {"is", "are", "am", "'s", "'re"} for h in helpers)):
        return FUTURE
    if (
        verb.tag_ == "VBN"
        and verb.lemma_ in word_set("times", "tense.plans")
        and any(h.lower_ in {"is", "are", "'s", "'re"} for h in helpers)
    ):
        return FUTURE
    return PAST if verb.tag_ == "VBN" and verb.dep_ in {"acl", "amod", "advcl"} else None


def _infinitive(verb: "Token") -> Direction | None:
    """A to-infinitive lies ahead where it hangs on a plan, also in "they were to meet on Monday"; otherwise the verb above it tells."""
    head = verb.head
    arranged = head.lemma_ == "be" and not any(c.dep_ in {"attr", "acomp"} for c in head.children)
    if head == verb or arranged or head.lemma_.lower() in word_set("times", "tense.plans") or head.pos_ in {"NOUN", "PROPN"}:
        return FUTURE
    return _tense(head) if head.pos_ in {"VERB", "AUX"} else None


def anchored(doc: "Doc", found: Sequence[TimeExpression], i: int, marks: Sequence[Any]) -> TimeExpression:
    """The expression at `i` with the index of what it hangs on: "that day" on the day told before, a time of day on the
    day of its sentence, quoted words on the day of speaking; unchanged where it hangs on the publication day.
    """
    mine = found[i]
    if (
        i
        and mine.form == found[i - 1].form == "weekday"
        and mine.amount is None
        and UP_TO.fullmatch(text_of(doc)[found[i - 1].span.end : mine.span.start])
    ):
        return replace(mine, amount=1, relative=True, anchor=i - 1)
    if mine.form == "clock" and not mine.quoted:
        index = _day_beside(doc, found, i)
    elif mine.relative:
        index = _day_before(doc, found, i)
    elif mine.quoted and mine.form not in {"duration", "reference", "set"}:
        index = _spoken_on(doc, found, mine, marks)
    else:
        return mine
    return replace(mine, anchor=index) if index is not None else mine


def _gap(one: Span, other: Span) -> int:
    """Characters between two spans."""
    return max(one.start, other.start) - min(one.end, other.end)


def names_day(time: TimeExpression) -> bool:
    """True where an expression names one day of its own, not of another's quotation."""
    return not time.quoted and (time.form in {"date", "weekday", "holiday", "day of month"} or (time.form == "unit" and time.unit == "day"))


def _day_beside(doc: "Doc", found: Sequence[TimeExpression], i: int) -> int | None:
    """The day that a time of day belongs to: in its sentence, else the first one told before in its paragraph, or
    in the text, which the report is about.
    """
    sentence, paragraph = _sentence(doc, found[i].span), _paragraph(doc, found[i].span)
    beside = [k for k, t in enumerate(found) if k != i and names_day(t) and sentence.contains(t.span)]
    if beside:
        return min(beside, key=lambda k: (_gap(found[k].span, found[i].span), k))
    told = [k for k in range(i) if names_day(found[k]) and found[k].direction is not FUTURE]
    before = [k for k in told if paragraph.contains(found[k].span)] or told
    return before[0] if before and found[i].amount is None else None


def _day_before(doc: "Doc", found: Sequence[TimeExpression], i: int) -> int | None:
    """The day told before: the last one that lies on the same side of the publication day; for "in the day", that of the
    paragraph or else the first one of the text, which the report is about.
    """
    mine = found[i]
    wide = {"month": {"month"}, "year": {"month", "year", "season"}, "decade": {"year", "decade"}}.get(mine.unit, set())
    before = [k for k in range(i) if names_day(found[k]) or (found[k].form in wide and not found[k].quoted)]
    told = [k for k in before if (found[k].direction is FUTURE) <= (mine.direction is FUTURE)]
    if mine.text.lower().endswith("in the day"):
        paragraph = _paragraph(doc, mine.span)
        near = [k for k in told if paragraph.contains(found[k].span) and found[k].form != "date"]
        return near[-1] if near else told[0] if told else None
    return (told or before)[-1] if before else None


def _spoken_on(doc: "Doc", found: Sequence[TimeExpression], mine: TimeExpression, marks: Sequence[Any]) -> int | None:
    """The expression outside marks that dates the saying of the words: in the sentence of the quotation, or one beside it."""
    mark = next(m for m in marks if m.inner.contains(mine.span))
    first, last = _sentence(doc, Span(mark.outer.start, mark.outer.start + 1)), _sentence(doc, Span(mark.outer.end - 1, mark.outer.end))
    paragraph = _paragraph(doc, mine.span)
    for reach in (Span(first.start, last.end), paragraph):
        for k, other in enumerate(found):
            if names_day(other) and reach.contains(other.span) and _says(doc, other.span):
                return k
    return None


def _says(doc: "Doc", span: Span) -> bool:
    """True where the nearest verb above an expression is one of saying."""
    found = doc.char_span(span.start, span.end, alignment_mode="expand")
    verb = next((t for t in _up(found.root) if t.pos_ == "VERB"), None) if found is not None else None
    return verb is not None and verb.lemma_ in word_set("times", "tense.saying")


def _sentence(doc: "Doc", span: Span) -> Span:
    """The parse's sentence around a span."""
    found = doc.char_span(span.start, span.end, alignment_mode="expand")
    return Span(found.sent.start_char, found.sent.end_char) if found is not None else span


def _paragraph(doc: "Doc", span: Span) -> Span:
    """The paragraph around a span: from blank line to blank line."""
    text = text_of(doc)
    start = text.rfind("\n\n", 0, span.start)
    end = text.find("\n\n", span.end)
    return Span(max(start, 0), end if end >= 0 else len(text))
