"""Whether words that look like a time are one: the parse tells "may" from May, a rank from a second, an age from a length."""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from dossier.extraction.lexicon.lists import word_set
from dossier.extraction.segments.doc_text import text_of
from dossier.extraction.timex.normalizers import Parts

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

OF_OUR_TIME = range(1900, 2036)  # other numbers of four digits are years only behind a word that leads to one
NAMES = frozenset({"PERSON", "ORG", "FAC", "GPE", "WORK_OF_ART", "PRODUCT"})
SOON_AFTER = frozenset({"after", "before", "afterwards", "afterward", "thereafter"})
AMBIGUOUS_MONTHS = frozenset({"may", "march", "mar", "jan"})
MEASURE = re.compile(
    r"[\s\xa0]*(?:[kcm]?m|k?g|[mgk]?w|t|megawatts?|kilo\w+|met(?:re|er)s?|miles?|feet|ft|tons?|tonnes?|hectares?|acres?|dollars?|euros?|pounds?"
    r"|percent|per\s+cent|%|°)(?!\w)",
    re.IGNORECASE,
)
LIVED = re.compile(r"[\s\xa0-]*(?:old\b|of[\s\xa0]+age\b)", re.IGNORECASE)
AGED = re.compile(r"(?:aged?|at the age of)[\s\xa0]+(?:\w+[\s\xa0]+)?$", re.IGNORECASE)
OF = re.compile(r"[\s\xa0]of[\s\xa0]")


def is_timex(doc: "Doc", start: int, end: int, parts: Parts) -> bool:
    """False where the parse, or the words beside it, show that a draft is no time."""
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is None:
        return False
    if parts["form"] == "month" and (parts.get("year") or parts.get("modifier") or parts.get("amount") is not None):
        return True
    check = CHECKS.get(parts["form"])
    return check is None or check(span)


def _month(span: "Span") -> bool:
    """A bare month: behind a word that leads to one, or a name that the parse takes for no person or body."""
    token, before = span[0], _before(span)
    if before is not None and before.lower_ in word_set("times", "leads.month"):
        return token.pos_ not in {"VERB", "AUX"}
    if token.ent_type_ in NAMES:
        return False
    return token.ent_type_ == "DATE" or (token.pos_ == "PROPN" and token.lower_.rstrip(".") not in AMBIGUOUS_MONTHS)


def _year(span: "Span") -> bool:
    """Four digits that are a year: no measure, no count of things, or behind a word that leads to a year."""
    token = next((t for t in reversed(span) if t.text[0].isdigit()), span[-1])
    before = _before(span)
    lead = before.lower_ if before is not None else ""
    if lead in word_set("times", "leads.count") or MEASURE.match(_behind(span)):
        return False
    value = int(re.sub(r"\D", "", token.text)[-4:] or 0)
    if lead in word_set("times", "leads.year"):
        return True
    if value not in OF_OUR_TIME:
        return lead in {"of", "to", "and", "from", "–", "-"} and token.ent_type_ == "DATE"
    if token.dep_ == "nummod" and token.head.i > token.i and token.head.tag_ in {"NNS", "NNPS"}:
        bare = not any(c.dep_ in {"det", "poss"} for c in token.head.children)
        if token.ent_type_ != "DATE" or (bare and value % 100 == 0):
            return False
    return True


def _weekday(span: "Span") -> bool:
    """A weekday that is not part of a holiday's, newspaper's or company's name."""
    before, after, last = _before(span), _after(span), span[-1]
    if before is not None and before.lower_ in word_set("times", "leads.named_day") and before.text[0].isupper():
        return False
    named = after is not None and after.text[0].isupper() and after.pos_ == "PROPN"
    return not (named and after is not None and last.ent_type_ in NAMES and after.ent_type_ == last.ent_type_)


def _holiday(span: "Span") -> bool:
    """A holiday that is not part of a longer name ("Easter Island")."""
    after = _after(span)
    return after is None or after.pos_ != "PROPN" or not after.text[0].isupper()


def _length(span: "Span") -> bool:
    """A length or distance of time: no age, no name of a work, no fraction, no part of another ("the first days of")."""
    behind, before = _behind(span), _before(span)
    if span.text.endswith("-old"):
        after = _after(span)
        return after is not None and any(t.lemma_.lower() in word_set("times", "leads.ageing") for t in (after, span.root.head))
    if LIVED.match(behind) or AGED.search(text_of(span.doc)[max(0, span.start_char - 24) : span.start_char]):
        return False
    if span[0].pos_ in {"VERB", "AUX"} or (span[-1].lemma_ == "quarter" and OF.match(behind)):
        return False
    return not _part_of_name(span) and not (
        len(span) == 1 and OF.match(behind) and before is not None and before.pos_ in {"ADJ", "NUM", "DET", "PRON", "PART"}
    )


def _part_of_name(span: "Span") -> bool:
    """True for "60 Minutes" and "USA Today": capitals within a sentence that tell of a name."""
    last = span[-1]
    if not last.text[0].isupper() or last.is_sent_start:
        return False
    return last.ent_type_ in NAMES if len(span) == 1 else not span[0].text[0].islower() and not span[0].is_sent_start


def _clock(span: "Span") -> bool:
    """Two numbers around a colon are a time of day behind a word that leads to one, not a score."""
    before = _before(span)
    return not re.fullmatch(r"\d+:\d\d", span.text) or (before is not None and before.lower_ in word_set("times", "leads.clock"))


def _listed(span: "Span") -> bool:
    """A fixed phrase that is used as a time: "daily" in no newspaper's name, "soon" not in "as soon as", "the past" not before a noun."""
    last, before, after = span[-1], _before(span), _after(span)
    if last.lower_.removesuffix("s") in word_set("times", "weekdays"):
        return last.ent_type_ not in NAMES
    if len(span) > 1:
        whole = span[0].lower_ != "the" or len(span) > 2
        return whole or after is None or after.pos_ not in {"NOUN", "PROPN", "NUM", "ADJ"}
    if any(beside is not None and beside.lower_ == "as" for beside in (before, after)):
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
    """The word behind a span."""
    return span.doc[span.end] if span.end < len(span.doc) else None


def _behind(span: "Span") -> str:
    """The text behind a span, as far as a check looks."""
    return text_of(span.doc)[span.end_char : span.end_char + 24]


CHECKS: dict[str, Callable[["Span"], bool]] = {
    "month": _month,
    "year": _year,
    "weekday": _weekday,
    "holiday": _holiday,
    "duration": _length,
    "unit": _length,
    "span": _length,
    "clock": _clock,
    "set": _listed,
    "reference": _listed,
}
"""What each form must stand up to; forms that are left out always do."""
