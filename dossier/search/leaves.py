"""Query leaves built from single tokens: a word with its operators, a phrase, a field's value."""

import re
from difflib import get_close_matches

from dossier.model.span import Span
from dossier.search import dates
from dossier.search.analysis import fold, words
from dossier.search.dates import BadDateError
from dossier.search.fields import FieldSpec, ValueType
from dossier.search.lexer import QueryToken, TokenKind
from dossier.search.syntax import DateRange, Field, Fuzzy, Leaf, Phrase, Prefix, Text, Value, Wildcard, Word

FUZZY = re.compile(r"~([12]?)$")
UNFINISHED_DAY = re.compile(r"[\d.-]*")
# One edit in five letters still looks like the same name; in longer words two do.
SHORT_WORD = 5
DEFAULT_DISTANCE = 10


class UnsearchableError(Exception):
    """A token that cannot be searched for; its message is a sentence for the user."""


class UnknownValueError(UnsearchableError):
    """A value that its field can never have, whatever is typed next."""


def text_node(token: QueryToken) -> Text:
    """The leaf for a word or a phrase. Raises UnsearchableError where it contains no word."""
    return _phrase(token) if token.kind is TokenKind.PHRASE else _word(token.text, token.at)


def field_leaf(spec: FieldSpec, token: QueryToken) -> Leaf:
    """The leaf for a field with this value. Raises UnsearchableError."""
    match spec.value_type:
        case ValueType.DATE:
            return _days(spec, token)
        case ValueType.VALUE:
            return Field(spec.name, _value(spec, token))
    return Field(spec.name, text_node(token))


def _word(typed: str, at: Span) -> Text:
    """A bare word with its signs; one that falls into several words is a phrase of them, or one word."""
    fuzzy = FUZZY.search(typed)
    if fuzzy:
        return _fuzzy(typed[: fuzzy.start()], fuzzy.group(1), at)
    if "*" in typed:
        return _wildcard(typed, at)
    word_list = words(typed)
    if not word_list:
        raise UnsearchableError(f"“{typed}” has no word to search for.")
    return Word(word_list[0], at) if len(word_list) == 1 else Phrase(word_list, at=at, exact=False)


def _fuzzy(typed: str, edits: str, at: Span) -> Text:
    """A word before `~`."""
    word_list = words(typed)
    if len(word_list) != 1 or "*" in typed:
        raise UnsearchableError("~ needs a word right before it.")
    return Fuzzy(word_list[0], int(edits) if edits else (1 if len(word_list[0]) <= SHORT_WORD else 2), at)


def _wildcard(typed: str, at: Span) -> Text:
    """A word with stars: a prefix where the only one ends it."""
    parts = [words(part) for part in typed.split("*")]
    if not any(parts):
        raise UnsearchableError("* needs letters next to it.")
    if any(len(part) > 1 for part in parts):
        raise UnsearchableError(f"* works within a single word; “{typed}” is several.")
    letters = ["".join(part) for part in parts]
    if not any(letters[1:]):
        return Prefix(letters[0], at)
    return Wildcard(re.sub(r"\*+", "*", "*".join(letters)), at)


def _phrase(token: QueryToken) -> Phrase:
    """Words in quotation marks. Of an open phrase the last word may be half-typed, so it counts only before a blank."""
    phrase_words = words(token.text)
    if not token.closed and token.text == token.text.rstrip():
        phrase_words = phrase_words[:-1]
    if not phrase_words:
        raise UnsearchableError("There are no words between the quotation marks.")
    near = int(token.near[1:][:6] or DEFAULT_DISTANCE) if token.near else None
    return Phrase(phrase_words, near if len(phrase_words) > 1 else None, token.at)


def _value(spec: FieldSpec, token: QueryToken) -> Value:
    """A value compared whole."""
    value = " ".join(fold(part) for part in token.text.split())
    if not value:
        raise UnsearchableError(f"{spec.name}: needs a value.")
    if spec.values and value not in spec.values:
        begun = [known for known in spec.values if known.startswith(value)]
        if len(begun) != 1:
            near = get_close_matches(value, spec.values, 1)
            nearest = f" Did you mean {near[0]}?" if near else ""
            raise UnknownValueError(f"{spec.name}: takes {', '.join(spec.values)}, not “{token.text}”.{nearest}")
        value = begun[0]
    return Value(value, token.at)


def _days(spec: FieldSpec, token: QueryToken) -> DateRange:
    """The date range of a date field."""
    parse = {"before": dates.before, "after": dates.after}.get(spec.name, dates.days)
    try:
        start, end = parse(token.text.strip())
    except BadDateError as bad:
        kind = UnsearchableError if UNFINISHED_DAY.fullmatch(token.text.strip()) else UnknownValueError
        raise kind(str(bad)) from bad
    return DateRange(start, end, token.at)
