"""Filters for matched patterns: the parse distinguishes "may" from May, a rank from a second, an age from a length."""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from dossier.extraction.lexicon.lists import word_set
from dossier.extraction.segments.doc_text import text_of
from dossier.extraction.timex.normalizers import Parts

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

PLAUSIBLE_YEARS = range(1900, 2036)  # other four-digit numbers are years only after a word that leads to one
NAME_LABELS = frozenset({"PERSON", "ORG", "FAC", "GPE", "WORK_OF_ART", "PRODUCT"})
SOON_AFTER = frozenset({"after", "before", "afterwards", "afterward", "thereafter"})
AMBIGUOUS_MONTHS = frozenset({"may", "march", "mar", "jan"})
MEASURE = re.compile(
    r"[\s\xa0]*(?:[kcm]?m|k?g|[mgk]?w|t|megawatts?|kilo\w+|met(?:re|er)s?|miles?|feet|ft|tons?|tonnes?|hectares?|acres?|dollars?|euros?|pounds?"
    r"|percent|per\s+cent|%|°)(?!\w)",
    re.IGNORECASE,
)
AGE_SUFFIX = re.compile(r"[\s\xa0-]*(?:old\b|of[\s\xa0]+age\b)", re.IGNORECASE)
AGE_PREFIX = re.compile(r"(?:aged?|at the age of)[\s\xa0]+(?:\w+[\s\xa0]+)?$", re.IGNORECASE)
OF = re.compile(r"[\s\xa0]of[\s\xa0]")


def is_timex(doc: "Doc", start: int, end: int, parts: Parts) -> bool:
    """False where the parse, or the words around it, show that the match [start, end) is no time expression."""
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is None:
        return False
    if parts["form"] == "month" and (parts.get("year") or parts.get("modifier") or parts.get("amount") is not None):
        return True
    check = CHECKS.get(parts["form"])
    return check is None or check(span)


def _is_month(span: "Span") -> bool:
    """A month without day or year: after a word that leads to one, or a name that the parse takes for no person or organisation."""
    token, before = span[0], _before(span)
    if before is not None and before.lower_ in word_set("times", "leads.month"):
        return token.pos_ not in {"VERB", "AUX"}
    if token.ent_type_ in NAME_LABELS:
        return False
    return token.ent_type_ == "DATE" or (token.pos_ == "PROPN" and token.lower_.rstrip(".") not in AMBIGUOUS_MONTHS)


def _is_year(span: "Span") -> bool:
    """Four digits that are a year: no measure, no count of things, or after a word that leads to a year."""
    token = next((t for t in reversed(span) if t.text[0].isdigit()), span[-1])
    before = _before(span)
    lead = before.lower_ if before is not None else ""
    if lead in word_set("times", "leads.count") or MEASURE.match(_text_after(span)):
        return False
    value = int(re.sub(r"\D", "", token.text)[-4:] or 0)
    if lead in word_set("times", "leads.year"):
        return True
    if value not in PLAUSIBLE_YEARS:
        return lead in {"of", "to", "and", "from", "–", "-"} and token.ent_type_ == "DATE"
    if token.dep_ == "nummod" and token.head.i > token.i and token.head.tag_ in {"NNS", "NNPS"}:
        has_no_determiner = not any(c.dep_ in {"det", "poss"} for c in token.head.children)
        if token.ent_type_ != "DATE" or (has_no_determiner and value % 100 == 0):
            return False
    return True


def _is_weekday(span: "Span") -> bool:
    """A weekday that is not part of a holiday's, newspaper's or company's name."""
    before, after, last = _before(span), _after(span), span[-1]
    if before is not None and before.lower_ in word_set("times", "leads.named_day") and before.text[0].isupper():
        return False
    is_name = after is not None and after.text[0].isupper() and after.pos_ == "PROPN"
    return not (is_name and after is not None and last.ent_type_ in NAME_LABELS and after.ent_type_ == last.ent_type_)


def _is_holiday(span: "Span") -> bool:
    """A holiday that is not part of a longer name ("Easter Island")."""
    after = _after(span)
    return after is None or after.pos_ != "PROPN" or not after.text[0].isupper()


def _is_length(span: "Span") -> bool:
    """A length or distance of time: no age, no title of a work, no fraction, no part of another ("the first days of")."""
    following, before = _text_after(span), _before(span)
    if span.text.endswith("-old"):
        after = _after(span)
        return after is not None and any(t.lemma_.lower() in word_set("times", "leads.ageing") for t in (after, span.root.head))
    if AGE_SUFFIX.match(following) or AGE_PREFIX.search(text_of(span.doc)[max(0, span.start_char - 24) : span.start_char]):
        return False
    if span[0].pos_ in {"VERB", "AUX"} or (span[-1].lemma_ == "quarter" and OF.match(following)):
        return False
    return not _part_of_name(span) and not (
        len(span) == 1 and OF.match(following) and before is not None and before.pos_ in {"ADJ", "NUM", "DET", "PRON", "PART"}
    )


def _part_of_name(span: "Span") -> bool:
    """True for "60 Minutes" and "USA Today": capitals within a sentence."""
    last = span[-1]
    if not last.text[0].isupper() or last.is_sent_start:
        return False
    return last.ent_type_ in NAME_LABELS if len(span) == 1 else not span[0].text[0].islower() and not span[0].is_sent_start


def _is_clock(span: "Span") -> bool:
    """Two numbers around a colon are a time of day after a word that leads to one, else a score."""
    before = _before(span)
    return not re.fullmatch(r"\d+:\d\d", span.text) or (before is not None and before.lower_ in word_set("times", "leads.clock"))


def _is_fixed_phrase(span: "Span") -> bool:
    """A fixed phrase used as a time: no "daily" in a newspaper's name, no "soon" in "as soon as", no "the past" before a noun."""
    last, before, after = span[-1], _before(span), _after(span)
    if last.lower_.removesuffix("s") in word_set("times", "weekdays"):
        return last.ent_type_ not in NAME_LABELS
    if len(span) > 1:
        is_complete = span[0].lower_ != "the" or len(span) > 2
        return is_complete or after is None or after.pos_ not in {"NOUN", "PROPN", "NUM", "ADJ"}
    if any(neighbour is not None and neighbour.lower_ == "as" for neighbour in (before, after)):
        return False
    if last.lower_ == "soon" and (last.head.tag_ == "VBD" or (after is not None and after.lower_ in SOON_AFTER)):
        return False
    if last.lower_ in word_set("times", "sets") and after is not None and after.pos_ == "PROPN":
        return False
    inside_name = last.text[0].isupper() and not last.is_sent_start
    return last.pos_ in {"ADV", "ADJ"} and not inside_name and last.ent_type_ not in {"ORG", "EVENT", "WORK_OF_ART"}


def _before(span: "Span") -> "Token | None":
    """The word before a span in its sentence."""
    return span.doc[span.start - 1] if span.start > span.sent.start else None


def _after(span: "Span") -> "Token | None":
    """The word after a span."""
    return span.doc[span.end] if span.end < len(span.doc) else None


def _text_after(span: "Span") -> str:
    """The characters after a span, as far as the checks need them."""
    return text_of(span.doc)[span.end_char : span.end_char + 24]


CHECKS: dict[str, Callable[["Span"], bool]] = {
    "month": _is_month,
    "year": _is_year,
    "weekday": _is_weekday,
    "holiday": _is_holiday,
    "duration": _is_length,
    "unit": _is_length,
    "span": _is_length,
    "clock": _is_clock,
    "set": _is_fixed_phrase,
    "reference": _is_fixed_phrase,
}
"""Check of each form; forms without an entry are always accepted."""
