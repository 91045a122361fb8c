"""Which way a time expression points, and what it hangs on, read from the parse."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from dossier.extraction.vocabulary import words
from dossier.model.span import Span
from dossier.model.time import Direction, TimeExpression

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

FUTURE, PAST, NEAREST = Direction.FUTURE, Direction.PAST, Direction.NEAREST
DAYS = frozenset({"date", "weekday", "unit", "holiday"})


def direction(doc: "Doc", span: Span) -> Direction:
    """The side of the anchor that the words around an expression put it on."""
    found = doc.char_span(span.start, span.end, alignment_mode="expand")
    if found is None:
        return NEAREST
    root = found.root
    before = doc[found.start - 1].lower_ if found.start else ""
    if before in words("times", "tense.before") or (before == "of" and found.start > 1 and doc[found.start - 2].lower_ == "ahead"):
        return FUTURE
    for token in _up(root):
        if (
            token.tag_ in {"VBN", "VBG", "JJ"}
            and token.lower_ in words("times", "tense.planned")
            and token.dep_ in {"acl", "amod", "advcl"}
        ):
            return FUTURE
        if token.pos_ in {"NOUN", "PROPN"} and any(
            c.dep_ == "amod" and c.lower_ in words("times", "tense.planned") and c not in found for c in token.children
        ):
            return FUTURE
        if token.pos_ in {"VERB", "AUX"}:
            told = _tense(token)
            if told is not None:
                return told
    return NEAREST


def _up(token: "Token") -> "list[Token]":
    """The token and all it hangs on, up to the root of its sentence."""
    chain = [token]
    while chain[-1].head is not chain[-1] and len(chain) < 40:
        chain.append(chain[-1].head)
    return chain


def _tense(verb: "Token") -> Direction | None:
    """The side that a verb tells of; None where it leaves that to the verb above it."""
    helpers = [c for c in verb.children if c.dep_ in {"aux", "auxpass"}]
    if any(h.lower_ in words("times", "tense.ahead") for h in helpers):
        return PAST if any(h.lower_ in {"have", "'ve"} for h in helpers) else FUTURE
    if any(h.lower_ in {"had", "have", "has", "was", "were", "did", "'ve", "’ve", "been"} for h in helpers):
        planned = verb.lemma_ in words("times", "tense.plans") and verb.tag_ == "VBN" and any(h.lower_ in {"is", "are"} for h in helpers)
        return FUTURE if planned else PAST
    if any(h.lower_ == "to" for h in helpers):
        return _infinitive(verb)
    if verb.tag_ == "VBD":
        return PAST
    if verb.tag_ in {"VBZ", "VBP", "VBG"} and (verb.tag_ != "VBG" or any(h.lower_ in {"is", "are", "am", "'s", "'re"} for h in helpers)):
        return FUTURE
    if verb.tag_ == "VBN" and verb.lemma_ in words("times", "tense.plans") and any(h.lower_ in {"is", "are", "'s", "'re"} for h in helpers):
        return FUTURE
    return PAST if verb.tag_ == "VBN" and verb.dep_ in {"acl", "amod", "advcl"} else None


def _infinitive(verb: "Token") -> Direction | None:
    """A to-infinitive lies ahead where it hangs on a plan; otherwise the verb above it tells."""
    head = verb.head
    if head == verb or head.lemma_.lower() in words("times", "tense.plans") or head.pos_ in {"NOUN", "PROPN"}:
        return FUTURE
    return _tense(head) if head.pos_ in {"VERB", "AUX"} else None


def day_of_speaking(doc: "Doc", found: Sequence[TimeExpression], i: int, marks: Sequence[Any]) -> TimeExpression:
    """The expression with the index of what it hangs on: quoted words on the day of speaking, "that day" on the day before it."""
    mine = found[i]
    if mine.quoted:
        index = _spoken_on(doc, found, mine, marks)
        return replace(mine, anchor=index) if index is not None else mine
    if mine.relative or mine.form == "clock":
        earlier = [k for k in range(i) if found[k].form in DAYS and not found[k].quoted]
        if mine.form == "clock":
            sentence = _sentence(doc, mine.span)
            same = [k for k in range(len(found)) if found[k].form in DAYS and sentence.contains(found[k].span)]
            earlier = same[:1] or [k for k in earlier if _paragraph(doc, mine.span).contains(found[k].span)]
        return replace(mine, anchor=earlier[-1]) if earlier else mine
    return mine


def _spoken_on(doc: "Doc", found: Sequence[TimeExpression], mine: TimeExpression, marks: Sequence[Any]) -> int | None:
    """The expression outside marks that dates the saying of the words: in the sentence of the quotation, or one beside it."""
    mark = next(m for m in marks if m.inner.contains(mine.span))
    first, last = _sentence(doc, Span(mark.outer.start, mark.outer.start + 1)), _sentence(doc, Span(mark.outer.end - 1, mark.outer.end))
    paragraph = _paragraph(doc, mine.span)
    for reach in (Span(first.start, last.end), paragraph):
        for k, other in enumerate(found):
            if not other.quoted and other.form in DAYS and reach.contains(other.span) and _says(doc, other.span):
                return k
    return None


def _says(doc: "Doc", span: Span) -> bool:
    """True where the nearest verb above an expression is one of saying."""
    found = doc.char_span(span.start, span.end, alignment_mode="expand")
    verb = next((t for t in _up(found.root) if t.pos_ == "VERB"), None) if found is not None else None
    return verb is not None and verb.lemma_ in words("times", "tense.saying")


def _sentence(doc: "Doc", span: Span) -> Span:
    """The parse's sentence around a span."""
    found = doc.char_span(span.start, span.end, alignment_mode="expand")
    return Span(found.sent.start_char, found.sent.end_char) if found is not None else span


def _paragraph(doc: "Doc", span: Span) -> Span:
    """The paragraph around a span: from blank line to blank line."""
    start = doc.text.rfind("\n\n", 0, span.start)
    end = doc.text.find("\n\n", span.end)
    return Span(max(start, 0), end if end >= 0 else len(doc.text))
