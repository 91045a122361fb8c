"""What a single piece of a query asks for: a word with its signs, a phrase, a field's value."""

import re

from dossier.model.span import Span
from dossier.search import dates
from dossier.search.analysis import fold, words
from dossier.search.dates import BadDateError
from dossier.search.fields import FieldSpec, ValueType
from dossier.search.lexer import QueryToken, TokenKind
from dossier.search.syntax import DateRange, Field, Fuzzy, Leaf, Phrase, Prefix, Text, Value, Wildcard, Word

FUZZY = re.compile(r"~([12]?)$")
# One edit in five letters still looks like the same name; in longer words two do.
SHORT = 5
NEAR = 10


class UnsearchableError(Exception):
    """A piece that cannot be searched for; its message is a sentence that says why."""


def text_node(piece: QueryToken) -> Text:
    """What a word or a phrase asks of a text. Raises UnsearchableError where it holds no word."""
    return _phrase(piece) if piece.kind is TokenKind.PHRASE else _word(piece.text, piece.at)


def field_leaf(spec: FieldSpec, piece: QueryToken) -> Leaf:
    """What a field with this value asks for. Raises UnsearchableError."""
    match spec.takes:
        case ValueType.DATE:
            return _days(spec, piece)
        case ValueType.VALUE:
            return Field(spec.name, _value(spec, piece))
    return Field(spec.name, text_node(piece))


def _word(typed: str, at: Span) -> Text:
    """A bare word with its signs; one that falls into several words is a phrase of them."""
    fuzzy = FUZZY.search(typed)
    if fuzzy:
        return _fuzzy(typed[: fuzzy.start()], fuzzy.group(1), at)
    if "*" in typed:
        return _starred(typed, at)
    found = words(typed)
    if not found:
        raise UnsearchableError(f"“{typed}” holds no word to look for.")
    return Word(found[0], at) if len(found) == 1 else Phrase(found, at=at)


def _fuzzy(typed: str, edits: str, at: Span) -> Text:
    """A word before `~`."""
    found = words(typed)
    if len(found) != 1 or "*" in typed:
        raise UnsearchableError("~ wants one word right before it.")
    return Fuzzy(found[0], int(edits) if edits else (1 if len(found[0]) <= SHORT else 2), at)


def _starred(typed: str, at: Span) -> Text:
    """A word with stars: a prefix where the only one ends it."""
    parts = [words(part) for part in typed.split("*")]
    if not any(parts):
        raise UnsearchableError("* wants letters beside it.")
    if any(len(part) > 1 for part in parts):
        raise UnsearchableError(f"* works inside one word; “{typed}” is several.")
    letters = ["".join(part) for part in parts]
    if not any(letters[1:]):
        return Prefix(letters[0], at)
    return Wildcard(re.sub(r"\*+", "*", "*".join(letters)), at)


def _phrase(piece: QueryToken) -> Phrase:
    """Words between marks. Of an open phrase the last word may be half-typed, so it counts only before a blank."""
    found = words(piece.text)
    if not piece.closed and piece.text == piece.text.rstrip():
        found = found[:-1]
    if not found:
        raise UnsearchableError("There are no words between the marks.")
    near = int(piece.near[1:][:6] or NEAR) if piece.near else None
    return Phrase(found, near if len(found) > 1 else None, piece.at)


def _value(spec: FieldSpec, piece: QueryToken) -> Value:
    """A value compared whole."""
    value = " ".join(fold(part) for part in piece.text.split())
    if not value:
        raise UnsearchableError(f"{spec.name}: has no value yet.")
    if spec.values and value not in spec.values:
        raise UnsearchableError(f"{spec.name}: takes {', '.join(spec.values)}; “{piece.text}” is none of them.")
    return Value(value, piece.at)


def _days(spec: FieldSpec, piece: QueryToken) -> DateRange:
    """The days that a date field asks for."""
    read = {"before": dates.before, "after": dates.after}.get(spec.name, dates.days)
    try:
        start, end = read(piece.text.strip())
    except BadDateError as bad:
        raise UnsearchableError(str(bad)) from bad
    return DateRange(start, end, piece.at)
