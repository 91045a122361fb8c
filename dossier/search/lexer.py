"""Lexer of the query language: any text becomes tokens with their positions."""

import re
from dataclasses import dataclass
from enum import StrEnum

from dossier.model.span import Span

# Curly, low and angled marks count as straight ones, so that a phrase can be pasted from an article.
MARKS = '"“”„«»'
BLANK = re.compile(r"\s+")
MINUS = re.compile(r"-+(?=\S)")
FIELD = re.compile(r"([^\W\d_]+):(?!//)")
PHRASE = re.compile(rf"[{MARKS}]([^{MARKS}]*)(?:([{MARKS}])(~\d*)?)?")
WORD = re.compile(rf"[^\s(){MARKS}]+")


class TokenKind(StrEnum):
    """Kind of a query token."""

    OPEN = "open"
    CLOSE = "close"
    AND = "and"
    OR = "or"
    NOT = "not"
    FIELD = "field"
    PHRASE = "phrase"
    WORD = "word"


OPERATORS = {"AND": TokenKind.AND, "OR": TokenKind.OR, "NOT": TokenKind.NOT}


@dataclass(frozen=True, slots=True)
class QueryToken:
    """One token of a query: its kind, its span, and its text (a field's name without the colon, a phrase's words without the quotation
    marks).

    `near` is `~` and the number after a phrase, as typed; `closed` is false for a phrase whose closing mark is missing; `follows_field` is
    true directly after a field's colon.
    """

    kind: TokenKind
    at: Span
    text: str
    near: str = ""
    closed: bool = True
    follows_field: bool = False


def tokenize(query: str) -> tuple[QueryToken, ...]:
    """The tokens of a query in order, without blanks. A minus or a field name counts only at the start of a word."""
    tokens: list[QueryToken] = []
    at = 0
    while at < len(query):
        blank = BLANK.match(query, at)
        if blank:
            at = blank.end()
            continue
        token = _next_token(query, at, tokens[-1] if tokens else None)
        tokens.append(token)
        at = token.at.end
    return tuple(tokens)


def _next_token(query: str, at: int, previous: QueryToken | None) -> QueryToken:
    """The token that starts at `at`, which is not a blank."""
    follows_field = previous is not None and previous.kind is TokenKind.FIELD and previous.at.end == at
    at_word_start = at == 0 or query[at - 1].isspace() or (previous is not None and previous.kind in {TokenKind.OPEN, TokenKind.NOT})
    if query[at] in "()":
        return QueryToken(TokenKind.OPEN if query[at] == "(" else TokenKind.CLOSE, Span(at, at + 1), query[at], follows_field=follows_field)
    if at_word_start and (match := MINUS.match(query, at)):
        return QueryToken(TokenKind.NOT, Span(at, match.end()), match.group())
    if at_word_start and (match := FIELD.match(query, at)):
        return QueryToken(TokenKind.FIELD, Span(at, match.end()), match.group(1))
    if match := PHRASE.match(query, at):
        return QueryToken(
            TokenKind.PHRASE, Span(*match.span()), match.group(1), match.group(3) or "", match.group(2) is not None, follows_field
        )
    match = WORD.match(query, at)
    end = match.end() if match else at + 1
    kind = TokenKind.WORD if follows_field else OPERATORS.get(query[at:end], TokenKind.WORD)
    return QueryToken(kind, Span(at, end), query[at:end], follows_field=follows_field)
