"""The fields and operators of the query language, with their value types and examples."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from dossier.model.event_kinds.registry import kind_names


class ValueType(StrEnum):
    """Type of a field's value."""

    WORDS = "words"
    DATE = "date"
    VALUE = "value"


class Scope(StrEnum):
    """Scope of a field: an article, one of its quotations, one event that it reports, or any listed record."""

    ARTICLE = "article"
    QUOTATION = "quotation"
    EVENT = "event"
    ANY = "any"


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """One field: `asks` completes "finds ..." for help and completion, `list_values` gives the allowed values, none where every value is
    allowed; the beginning of one will do where it is the beginning of no other.
    """

    name: str
    value_type: ValueType
    scope: Scope
    asks: str
    list_values: Callable[[], tuple[str, ...]] = tuple

    @property
    def values(self) -> tuple[str, ...]:
        """The allowed values of now: more kinds of events may have been declared."""
        return self.list_values()


HAS = ("conflict", "note", "quote")
IS = ("read", "unread")
SPECS = (
    FieldSpec("text", ValueType.WORDS, Scope.ARTICLE, "words anywhere in the article, even with said:"),
    FieldSpec("title", ValueType.WORDS, Scope.ARTICLE, "words in the article's title"),
    FieldSpec("source", ValueType.WORDS, Scope.ARTICLE, "words in the outlet's name"),
    FieldSpec("actor", ValueType.WORDS, Scope.ANY, "an actor, by any of its names"),
    FieldSpec("said", ValueType.WORDS, Scope.QUOTATION, "quotations of a speaker, by any of their names"),
    FieldSpec("type", ValueType.VALUE, Scope.EVENT, "events of a kind", kind_names),
    FieldSpec("place", ValueType.WORDS, Scope.EVENT, "events at a place"),
    FieldSpec("date", ValueType.DATE, Scope.ANY, "a day, month, year or range of days"),
    FieldSpec("before", ValueType.DATE, Scope.ANY, "days before a day, month or year"),
    FieldSpec("after", ValueType.DATE, Scope.ANY, "days after a day, month or year"),
    FieldSpec("tag", ValueType.VALUE, Scope.ANY, "items with this tag"),
    FieldSpec("has", ValueType.VALUE, Scope.ANY, "items with a conflict, a note or a quotation", lambda: HAS),
    FieldSpec("is", ValueType.VALUE, Scope.ARTICLE, "articles that you have read, or not yet", lambda: IS),
)
FIELDS: Mapping[str, FieldSpec] = {spec.name: spec for spec in SPECS}


@dataclass(frozen=True, slots=True)
class SyntaxExample:
    """Example of the syntax, and what it finds."""

    example: str
    finds: str


SYNTAX_EXAMPLES = (
    SyntaxExample("ceasefire talks", "both words, anywhere; AND between them is optional"),
    SyntaxExample('"security guarantees"', "exactly this phrase"),
    SyntaxExample('"ceasefire"', "exactly this word, without its other forms"),
    SyntaxExample("ceasefire OR truce", "either word, or both"),
    SyntaxExample("-drone", "items without the word"),
    SyntaxExample("NOT drone", "the same"),
    SyntaxExample("(ceasefire OR truce) talks", "parentheses group words"),
    SyntaxExample("negotiat*", "words that begin with these letters"),
    SyntaxExample("*grad", "words with this ending; * matches any letters, also inside a word"),
    SyntaxExample("lavrof~", "words with a similar spelling"),
    SyntaxExample("lavrof~1", "words that differ by at most one letter; ~2 for two"),
    SyntaxExample('"talks harbour"~5', "both words in any order, at most five words apart"),
    SyntaxExample("said:(smith OR jones)", "a field that applies to a whole group"),
)
