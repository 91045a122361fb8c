"""Direction and anchor of time expressions, from the parse."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from dossier.extraction.lexicon.lists import word_set
from dossier.extraction.segments.doc_text import text_of
from dossier.extraction.segments.quote_marks import QuotedSpan, quote_around
from dossier.model.span import Span
from dossier.model.time import Direction, TimeExpression

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as SpacySpan

FUTURE, PAST, NEAREST = Direction.FUTURE, Direction.PAST, Direction.NEAREST
FOLLOWING = frozenset({"after", "following"})
"""Prepositions of what was over before a promise: "agreed to open the ports after talks on Tuesday"."""
MOST = 200
"""Expressions at the beginning of a text, before an expression and after it that may be its anchor."""
RANGE_LINK = re.compile(r"\s*(?:[–-]|to|until|till|through(?:\s+to)?)\s*(?:the\s+)?")


def direction(doc: "Doc", span: Span) -> Direction:
    """Side of the anchor that the words around an expression place it on; NEAREST where they do not decide."""
    phrase = doc.char_span(span.start, span.end, alignment_mode="expand")
    if phrase is None:
        return NEAREST
    head = phrase.root
    preceding = [t.lower_ for t in doc[max(phrase.start - 2, 0) : phrase.start]]
    if preceding[-1:] == ["since"] or phrase[0].lower_ == "earlier":
        return PAST
    if preceding == ["ahead", "of"] or _is_deadline(phrase) or _is_arranged(phrase):
        return FUTURE
    if (head.dep_ == "poss" and head.head.lemma_.lower() in _outcomes()) or _is_before_promise(head):
        return PAST
    has_past_cue = False
    for token in _ancestors(head):
        if _is_planned(token, phrase):
            return FUTURE
        if token.lower_ == "according":
            return PAST
        has_past_cue = has_past_cue or token.lower_ in word_set("times", "tense.behind")
        if token.pos_ in {"VERB", "AUX"}:
            tense = _tense(_reported_before(token, phrase) or token)
            if tense is not None:
                present = token.tag_ in {"VBZ", "VBP"} and not any(c.dep_ == "aux" for c in token.children)
                return PAST if present and (has_past_cue or token.lemma_ in word_set("times", "tense.looking_back")) else tense
    return FUTURE if preceding[-1:] and preceding[-1] in word_set("times", "tense.before") else NEAREST


def _is_before_promise(time: "Token") -> bool:
    """True for the day in "agreed to open the ports after talks on Tuesday": what an infinitive of a verb in the past follows."""
    follows = False
    for token in _ancestors(time):
        if token.lower_ in FOLLOWING:
            follows = True
        elif token.pos_ == "VERB":
            return follows and token.dep_ == "xcomp" and token.tag_ == "VB" and token.head.tag_ in {"VBD", "VBN"}
    return False


def _is_deadline(time: "SpacySpan") -> bool:
    """True after "until", where its verb grants or moves a date: "has until Tuesday", "postponed until Friday"."""
    before = time.doc[time.start - 1] if time.start else None
    if before is None or before.lower_ not in {"until", "till"}:
        return False
    verb = next((t for t in _ancestors(before) if t.pos_ == "VERB"), None)
    return verb is not None and verb.lemma_ in word_set("times", "tense.deadlines")


def _is_arranged(time: "SpacySpan") -> bool:
    """True for the day of what somebody planned: "they planned a march on Saturday", "has scheduled talks for Sunday"."""
    verb = next((t for t in _ancestors(time.root) if t.pos_ == "VERB"), None)
    if verb is None or verb.lemma_ not in word_set("times", "tense.arranging") or any(c.dep_ == "auxpass" for c in verb.children):
        return False
    return any(c.dep_ == "dobj" and verb.i < c.i < time.start for c in verb.children)


def _outcomes() -> frozenset[str]:
    """Nouns of what is over when somebody speaks of it: attacks, rulings, deaths."""
    return word_set("strikes", "nouns.sure") | word_set("strikes", "nouns.weak") | word_set("times", "tense.outcomes")


def _reported_before(verb: "Token", time: "SpacySpan") -> "Token | None":
    """The verb of the clause that holds a time and stands before the words for who says so: "it takes place on Tuesday, X said"."""
    if verb.lemma_ not in word_set("times", "tense.saying"):
        return None
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    reported = next((c for c in verb.children if c.dep_ == "ccomp" and c.i < time.start), None)
    return reported if subject is not None and time.end <= subject.left_edge.i < verb.i else None


def _is_planned(token: "Token", time: "SpacySpan") -> bool:
    """True where a word between a time and its verb places it in the future: "a meeting scheduled for", "the upcoming", "invited her to a summit"."""
    planning = word_set("times", "tense.planned")
    if token.pos_ in {"NOUN", "PROPN"}:
        is_invitation = token.dep_ == "pobj" and token.head.lower_ in {"to", "for"} and token.head.head.lemma_ in {"invite", "invitation"}
        return is_invitation or any(c.dep_ == "amod" and c.lower_ in planning and c not in time for c in token.children)
    return token.tag_ in {"VBN", "VBG", "JJ"} and token.lower_ in planning and token.dep_ in {"acl", "amod", "advcl"}


def _ancestors(token: "Token") -> "list[Token]":
    """The token and its heads, up to the root of its sentence."""
    chain = [token]
    while chain[-1].head != chain[-1] and len(chain) < 40:
        chain.append(chain[-1].head)
    return chain


def _tense(verb: "Token") -> Direction | None:
    """Direction given by a verb; None where the verb above it decides."""
    auxiliaries = [c for c in verb.children if c.dep_ in {"aux", "auxpass"}]
    if any(h.lower_ == "could" for h in auxiliaries) and _is_denied(verb):
        return PAST
    if any(h.lower_ in word_set("times", "tense.ahead") for h in auxiliaries):
        return PAST if any(h.lower_ in {"have", "'ve"} for h in auxiliaries) else FUTURE
    if any(h.lower_ in {"had", "have", "has", "was", "were", "did", "'ve", "’ve", "been"} for h in auxiliaries):
        is_planned = (
            verb.lemma_ in word_set("times", "tense.plans") and verb.tag_ == "VBN" and any(h.lower_ in {"is", "are"} for h in auxiliaries)
        )
        return FUTURE if is_planned else PAST
    if any(h.lower_ == "to" for h in auxiliaries):
        return _infinitive(verb)
    if verb.tag_ == "VBD":
        return PAST
    if verb.tag_ in {"VBZ", "VBP", "VBG"} and (
        verb.tag_ != "VBG" or any(h.lower_ in {"is", "are", "am", "'s", "'re"} for h in auxiliaries)
    ):
        return FUTURE
    if (
        verb.tag_ == "VBN"
        and verb.lemma_ in word_set("times", "tense.plans")
        and any(h.lower_ in {"is", "are", "'s", "'re"} for h in auxiliaries)
    ):
        return FUTURE
    return PAST if verb.tag_ == "VBN" and verb.dep_ in {"acl", "amod", "advcl"} else None


def _is_denied(verb: "Token") -> bool:
    """True with "not", "neither" or "no": "neither could be reached on Monday"."""
    subject = next((c for c in verb.children if c.dep_ in {"nsubj", "nsubjpass"}), verb)
    return any(c.dep_ == "neg" for c in verb.children) or any(t.lower_ in word_set("modality", "negative_words") for t in subject.subtree)


def _infinitive(verb: "Token") -> Direction | None:
    """Direction of a to-infinitive: the future under a plan and in "they were to meet on Monday"; else that of the verb above it."""
    head = verb.head
    is_arrangement = head.lemma_ == "be" and not any(c.dep_ in {"attr", "acomp"} for c in head.children)
    if head == verb or is_arrangement or head.lemma_.lower() in word_set("times", "tense.plans") or head.pos_ in {"NOUN", "PROPN"}:
        return FUTURE
    return _tense(head) if head.pos_ in {"VERB", "AUX"} else None


def with_anchor(doc: "Doc", times: Sequence[TimeExpression], index: int, quotes: Sequence[QuotedSpan]) -> TimeExpression:
    """The expression at `index` with the index of its anchor in `times`; unchanged where it counts from the publication day.

    "That day" counts from the day mentioned before, a time of day from the day of its sentence, quoted words from the day on which
    they were said.
    """
    time = times[index]
    if (
        index
        and time.form == times[index - 1].form == "weekday"
        and time.amount is None
        and RANGE_LINK.fullmatch(text_of(doc)[times[index - 1].span.end : time.span.start])
    ):
        return replace(time, amount=1, relative=True, anchor=index - 1)
    if time.form == "clock" and not time.quoted:
        anchor = _day_of_clock(doc, times, index)
    elif time.relative:
        anchor = _day_mentioned_before(doc, times, index)
    elif time.quoted and time.form not in {"duration", "reference", "set"}:
        anchor = _day_of_speech(doc, times, index, quotes)
    else:
        return time
    return replace(time, anchor=anchor) if anchor is not None else time


def _gap(left: Span, right: Span) -> int:
    """Characters between two spans."""
    return max(left.start, right.start) - min(left.end, right.end)


def names_day(time: TimeExpression) -> bool:
    """True where an unquoted expression names one day."""
    return not time.quoted and (time.form in {"date", "weekday", "holiday", "day of month"} or (time.form == "unit" and time.unit == "day"))


def _near(times: Sequence[TimeExpression], index: int) -> list[int]:
    """Indices of the expressions that are looked at for an anchor: all but in a text of hundreds, of which the first and the nearest."""
    nearest = range(max(index - MOST, 0), min(index + MOST, len(times)))
    return [*range(min(MOST, nearest.start)), *nearest]


def _day_of_clock(doc: "Doc", times: Sequence[TimeExpression], index: int) -> int | None:
    """Day of a time of day: the nearest in its sentence, else the first mentioned before in its paragraph, else in the text."""
    sentence, paragraph = _sentence(doc, times[index].span), _paragraph(doc, times[index].span)
    near = _near(times, index)
    same_sentence = [k for k in near if k != index and names_day(times[k]) and sentence.contains(times[k].span)]
    if same_sentence:
        return min(same_sentence, key=lambda k: (_gap(times[k].span, times[index].span), k))
    earlier = [k for k in near if k < index and names_day(times[k]) and times[k].direction is not FUTURE]
    candidates = [k for k in earlier if paragraph.contains(times[k].span)] or earlier
    return candidates[0] if candidates and times[index].amount is None else None


def _day_mentioned_before(doc: "Doc", times: Sequence[TimeExpression], index: int) -> int | None:
    """The last day mentioned before on the same side of the publication day.

    For "in the day" it is the day of the paragraph, else the first one of the text, which is usually the day of the event.
    """
    time = times[index]
    forms = {"month": {"month"}, "year": {"month", "year", "season"}, "decade": {"year", "decade"}}.get(time.unit, set())
    before = [k for k in _near(times, index) if k < index]
    earlier = [k for k in before if names_day(times[k]) or (times[k].form in forms and not times[k].quoted)]
    same_side = [k for k in earlier if (times[k].direction is FUTURE) <= (time.direction is FUTURE)]
    if time.text.lower().endswith("in the day"):
        paragraph = _paragraph(doc, time.span)
        in_paragraph = [k for k in same_side if paragraph.contains(times[k].span) and times[k].form != "date"]
        return in_paragraph[-1] if in_paragraph else same_side[0] if same_side else None
    return (same_side or earlier)[-1] if earlier else None


def _day_of_speech(doc: "Doc", times: Sequence[TimeExpression], index: int, quotes: Sequence[QuotedSpan]) -> int | None:
    """The unquoted expression that dates a verb of saying in the sentences of the quotation, else in its paragraph."""
    time = times[index]
    quoted_span = quote_around(quotes, time.span)
    if quoted_span is None:
        return None
    first, last = (
        _sentence(doc, Span(quoted_span.outer.start, quoted_span.outer.start + 1)),
        _sentence(doc, Span(quoted_span.outer.end - 1, quoted_span.outer.end)),
    )
    paragraph = _paragraph(doc, time.span)
    for scope in (Span(first.start, last.end), paragraph):
        for k in _near(times, index):
            if names_day(times[k]) and scope.contains(times[k].span) and _dates_speech(doc, times[k].span):
                return k
    return None


def _dates_speech(doc: "Doc", span: Span) -> bool:
    """True where the nearest verb above an expression is a verb of saying."""
    phrase = doc.char_span(span.start, span.end, alignment_mode="expand")
    verb = next((t for t in _ancestors(phrase.root) if t.pos_ == "VERB"), None) if phrase is not None else None
    return verb is not None and verb.lemma_ in word_set("times", "tense.saying")


def _sentence(doc: "Doc", span: Span) -> Span:
    """The sentence of the parse around a span."""
    phrase = doc.char_span(span.start, span.end, alignment_mode="expand")
    return Span(phrase.sent.start_char, phrase.sent.end_char) if phrase is not None else span


def _paragraph(doc: "Doc", span: Span) -> Span:
    """The paragraph around a span: from blank line to blank line."""
    text = text_of(doc)
    start = text.rfind("\n\n", 0, span.start)
    end = text.find("\n\n", span.end)
    return Span(max(start, 0), end if end >= 0 else len(text))
