"""Whether words that look like a time are one: the parse tells "may" from May, a rank from a second, an age from a length."""

import re
from typing import TYPE_CHECKING

from dossier.extraction.time_readers import Parts

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

MONTH_LEADS = frozenset(
    {
        "in",
        "since",
        "by",
        "until",
        "till",
        "of",
        "from",
        "during",
        "before",
        "after",
        "through",
        "late",
        "early",
        "mid",
        "last",
        "next",
        "this",
        "to",
        "and",
        "between",
        "for",
    }
)
YEAR_LEADS = frozenset(
    {
        "in",
        "since",
        "by",
        "until",
        "till",
        "from",
        "during",
        "before",
        "after",
        "of",
        "to",
        "through",
        "around",
        "circa",
        "year",
        "and",
        "between",
        "early",
        "late",
        "mid",
        "the",
    }
)
MEASURES = re.compile(
    r"[\s ]*(?:km|m|mm|cm|kg|g|t|mw|gw|kw|megawatts?|kilo\w+|met(?:re|er)s?|miles?|feet|ft|tons?|tonnes?|hectares?|acres?|dollars?|euros?|pounds?|percent|per\s+cent|%|°)\b",
    re.IGNORECASE,
)
HOLIDAY_WORDS = frozenset({"black", "good", "super", "bloody", "palm", "ash", "cyber", "holy", "maundy", "giving"})
DAY_OF_LIFE = re.compile(r"[\s -]*(?:old\b|of[\s ]+age\b)", re.IGNORECASE)
AGED = re.compile(r"(?:aged?|at the age of)[\s ]+(?:\w+[\s ]+)?$", re.IGNORECASE)


def real(doc: "Doc", start: int, end: int, parts: Parts) -> bool:
    """False where the parse, or the words beside it, show that a draft is no time."""
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is None:
        return False
    form = parts["form"]
    if form == "month" and not parts.get("year") and not parts.get("modifier"):
        return _month(span)
    if form == "year":
        return _year(doc, span, end)
    if form == "weekday":
        return _weekday(doc, span)
    if form == "span" and span[0].pos_ in {"VERB", "AUX"}:
        return False
    if form in {"duration", "unit", "span"}:
        return _length(doc.text, start, end)
    if form in {"set", "reference"}:
        return _listed(doc, span)
    return True


def _month(span: "Span") -> bool:
    """A month without day or year: capitalised, not a person's name, and May, March only where the parse agrees."""
    token = span[-1] if span[-1].text != "." else span[-2] if len(span) > 1 else span[-1]
    before = _before(span)
    if len(span) > 1 and span[0].lower_ in MONTH_LEADS:
        return True
    if before is not None and before.lower_ in MONTH_LEADS - {"to", "and", "for"}:
        return token.pos_ not in {"VERB", "AUX"}
    if token.ent_type_ in {"PERSON", "ORG", "FAC", "GPE", "WORK_OF_ART", "PRODUCT"}:
        return False
    if token.lower_.rstrip(".") in {"may", "march", "mar", "sun", "jan", "sat"}:
        return token.ent_type_ == "DATE"
    return token.pos_ == "PROPN" or token.ent_type_ == "DATE"


def _year(doc: "Doc", span: "Span", end: int) -> bool:
    """Four digits that are a year: no measure, no count of things, or a word before them that only years follow."""
    token = next(t for t in reversed(span) if t.text[0].isdigit() or len(span) == 1)
    if MEASURES.match(doc.text[end:]) or (span.start and doc[span.start - 1].text in {"$", "€", "£", "US$", "No.", "#", "Number"}):
        return False
    value = int(re.sub(r"\D", "", token.text)[-4:] or 0)
    before = _before(span)
    if before is not None and before.lower_ in YEAR_LEADS - {"the", "of", "to", "and", "from", "after", "before", "around"}:
        return True
    if token.dep_ == "nummod" and token.head.i > token.i and token.head.tag_ in {"NNS", "NNPS"} and token.ent_type_ != "DATE":
        return False
    return 1900 <= value <= 2099 or token.ent_type_ == "DATE"


def _weekday(doc: "Doc", span: "Span") -> bool:
    """A weekday that is no holiday's or newspaper's name."""
    before = _before(span)
    if before is not None and before.lower_ in HOLIDAY_WORDS and before.text[0].isupper():
        return False
    after = doc[span.end] if span.end < len(doc) else None
    named = after is not None and after.pos_ == "PROPN" and after.text[0].isupper()
    return not (
        named
        and span[-1].ent_type_ in {"ORG", "WORK_OF_ART", "PERSON", "PRODUCT"}
        and after is not None
        and after.ent_type_ == span[-1].ent_type_
    )


def _length(text: str, start: int, end: int) -> bool:
    """A length of time that is no age."""
    return not DAY_OF_LIFE.match(text[end:]) and not AGED.search(text[max(0, start - 24) : start])


def _listed(doc: "Doc", span: "Span") -> bool:
    """A set or a reference that is used as one: "daily" not in a newspaper's name, "the past" not before a noun."""
    last = span[-1]
    before, after = _before(span), doc[span.end] if span.end < len(doc) else None
    if len(span) == 1:
        if any(beside is not None and beside.lower_ == "as" for beside in (before, after)):
            return False
        if last.pos_ == "ADJ" and after is not None and after.pos_ == "PROPN" and after.text[0].isupper():
            return False
        return (
            last.pos_ in {"ADV", "ADJ"}
            and not (last.text[0].isupper() and not last.is_sent_start)
            and last.ent_type_ not in {"ORG", "EVENT", "WORK_OF_ART"}
        )
    if span[0].lower_ == "the" and len(span) == 2:
        return after is None or after.pos_ not in {"NOUN", "PROPN", "NUM", "ADJ"}
    return True


def _before(span: "Span") -> "Token | None":
    """The word before a span in its sentence."""
    return span.doc[span.start - 1] if span.start > span.sent.start else None
