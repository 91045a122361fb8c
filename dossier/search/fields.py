"""The fields of the query language: what each asks for, and what it takes."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Takes(StrEnum):
    """What stands after a field's colon."""

    WORDS = "words"
    DATE = "date"
    VALUE = "value"


class About(StrEnum):
    """What has the field: an article, one of its quotations, one event it reports, or whatever a list shows."""

    ARTICLE = "article"
    QUOTATION = "quotation"
    EVENT = "event"
    ANY = "any"


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """One field: `asks` completes "finds ..." for help and completion, `values` are the only ones where not empty."""

    name: str
    takes: Takes
    about: About
    asks: str
    values: tuple[str, ...] = ()


KINDS = ("meeting", "strike")
HAS = ("conflict", "note", "quote")
SPECS = (
    FieldSpec("text", Takes.WORDS, About.ARTICLE, "words anywhere in the article, also beside said:"),
    FieldSpec("title", Takes.WORDS, About.ARTICLE, "words in the article's title"),
    FieldSpec("source", Takes.WORDS, About.ARTICLE, "words in the outlet's name"),
    FieldSpec("actor", Takes.WORDS, About.ANY, "an actor, by any of its names"),
    FieldSpec("said", Takes.WORDS, About.QUOTATION, "quotations of a speaker, by any of their names"),
    FieldSpec("type", Takes.VALUE, About.EVENT, "events of a kind"),
    FieldSpec("place", Takes.WORDS, About.EVENT, "events at a place"),
    FieldSpec("date", Takes.DATE, About.ANY, "a day, month, year or range of days"),
    FieldSpec("before", Takes.DATE, About.ANY, "days before a day, month or year"),
    FieldSpec("after", Takes.DATE, About.ANY, "days after a day, month or year"),
    FieldSpec("tag", Takes.VALUE, About.ANY, "what you tagged so"),
    FieldSpec("has", Takes.VALUE, About.ANY, "what has a conflict, a note or a quotation", HAS),
)
FIELDS: Mapping[str, FieldSpec] = {spec.name: spec for spec in SPECS}
