"""The fields and signs of the query language: what each asks for, and what it takes."""

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


@dataclass(frozen=True, slots=True)
class Sign:
    """One way to write what is asked for, by an example, and what the example finds."""

    example: str
    finds: str


SIGNS = (
    Sign("ceasefire talks", "both words, anywhere; AND may stand between them"),
    Sign('"security guarantees"', "exactly these words, one after the other"),
    Sign('"ceasefire"', "exactly this word, without its other forms"),
    Sign("ceasefire OR truce", "one of the two, or both"),
    Sign("-drone", "what does not hold the word"),
    Sign("NOT drone", "the same"),
    Sign("(ceasefire OR truce) talks", "parentheses say what belongs together"),
    Sign("negotiat*", "words that begin so"),
    Sign("*grad", "words that end so; * stands for any letters, also inside a word"),
    Sign("lavrof~", "words spelled almost so"),
    Sign("lavrof~1", "words at most one letter away; ~2 for two"),
    Sign('"talks harbour"~5', "both words in any order, at most five others among them"),
    Sign("said:(smith OR jones)", "a field before every part of a group"),
)
