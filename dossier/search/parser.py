"""Parser of the query language: the typed text becomes a tree, with problems for the parts that are not understood.

AND binds by default and tighter than OR, NOT tightest; the three words count in capitals only. No text is refused: the complete parts are
searched.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches

from dossier.model.span import Span
from dossier.search.fields import FIELDS, FieldSpec
from dossier.search.leaves import UnknownValueError, UnsearchableError, field_leaf, text_node
from dossier.search.lexer import QueryToken, TokenKind, tokenize
from dossier.search.syntax import Everything, Leaf, Node, Not, all_of, any_of

# Deeper nesting is never typed by a person, and Python's stack is limited.
DEPTH = 50


@dataclass(frozen=True, slots=True)
class Problem:
    """A part of a query that is not searched for: a sentence for the user, its span in the typed text, and whether it is an error (an
    unknown field, or a value that its field never has) or merely incomplete.
    """

    text: str
    at: Span
    error: bool = False


@dataclass(frozen=True, slots=True)
class Parsed:
    """Result of parsing: the tree, the problems, and the tokens with their spans, for colouring.

    `unknown_field` is the name of the first field that does not exist, or None.
    """

    tree: Node
    problems: tuple[Problem, ...] = ()
    tokens: tuple[QueryToken, ...] = ()
    unknown_field: str | None = None


def parse(text: str, fields: Mapping[str, FieldSpec] = FIELDS) -> Parsed:
    """Parse a query. Never raises, whatever is typed."""
    tokens = tokenize(text)
    cursor = _TokenCursor(tokens, fields)
    tree = _parse_or(cursor, 0)
    while cursor.current:
        cursor.report("This parenthesis was never opened.", cursor.take().at)
        tree = all_of([part for part in (tree, _parse_or(cursor, 0)) if part is not None])
    return Parsed(tree or Everything(), tuple(cursor.problems), tokens, cursor.unknown_field)


@dataclass(slots=True)
class _TokenCursor:
    """Position in the tokens of a query, and the problems so far; `group_field` is the field whose group is being parsed."""

    tokens: tuple[QueryToken, ...]
    fields: Mapping[str, FieldSpec]
    index: int = 0
    problems: list[Problem] = field(default_factory=list)
    unknown_field: str | None = None
    group_field: FieldSpec | None = None

    @property
    def current(self) -> QueryToken | None:
        """The next token, None at the end."""
        return self.tokens[self.index] if self.index < len(self.tokens) else None

    def at_any(self, *kinds: TokenKind) -> bool:
        """True where the next token is one of these kinds."""
        return self.current is not None and self.current.kind in kinds

    def take(self) -> QueryToken:
        """Return the next token and move past it."""
        self.index += 1
        return self.tokens[self.index - 1]

    def report(self, text: str, at: Span, *, error: bool = False) -> None:
        """Note a problem."""
        self.problems.append(Problem(text, at, error))


def _parse_or(cursor: _TokenCursor, depth: int) -> Node | None:
    """Parse alternatives separated by OR, up to the end or a closing parenthesis."""
    parts: list[Node] = []
    while True:
        part = _parse_and(cursor, depth)
        parts.extend([] if part is None else [part])
        if not cursor.at_any(TokenKind.OR):
            return any_of(parts) if parts else None
        operator = cursor.take()
        if part is None:
            cursor.report("OR needs a word before it.", operator.at)
        if cursor.current is None or cursor.at_any(TokenKind.CLOSE):
            cursor.report("OR needs a word after it.", operator.at)


def _parse_and(cursor: _TokenCursor, depth: int) -> Node | None:
    """Parse the parts between two ORs; all of them must match."""
    parts: list[Node] = []
    while cursor.current and not cursor.at_any(TokenKind.OR, TokenKind.CLOSE):
        if cursor.at_any(TokenKind.AND):
            _skip_and(cursor, after_something=bool(parts))
            continue
        part = _operand(cursor, depth)
        parts.extend([] if part is None else [part])
    return all_of(parts) if parts else None


def _skip_and(cursor: _TokenCursor, *, after_something: bool) -> None:
    """Skip an AND, which is implied anyway; report only a missing operand."""
    operator = cursor.take()
    if not after_something:
        cursor.report("AND needs a word before it.", operator.at)
    if cursor.current is None or cursor.at_any(TokenKind.OR, TokenKind.CLOSE):
        cursor.report("AND needs a word after it.", operator.at)


def _operand(cursor: _TokenCursor, depth: int) -> Node | None:
    """Parse a word, phrase, field, group, or one of them after NOT."""
    negative = False
    while cursor.at_any(TokenKind.NOT):
        operator, negative = cursor.take(), not negative
        if cursor.current is None or cursor.at_any(TokenKind.AND, TokenKind.OR, TokenKind.CLOSE):
            cursor.report(f"{operator.text} needs a word after it.", operator.at)
            return None
    if cursor.at_any(TokenKind.OPEN):
        node = _group(cursor, depth)
    elif cursor.at_any(TokenKind.FIELD):
        node = _field(cursor, depth)
    else:
        node = _leaf(cursor, cursor.take(), cursor.group_field)
    return Not(node) if node is not None and negative else node


def _group(cursor: _TokenCursor, depth: int) -> Node | None:
    """Parse the parts between parentheses; the closing one may still be missing."""
    opening = cursor.take()
    if depth >= DEPTH:
        cursor.report(f"More than {DEPTH} nested parentheses are not supported.", opening.at)
        return None
    node = _parse_or(cursor, depth + 1)
    if cursor.at_any(TokenKind.CLOSE):
        closing = cursor.take()
        if node is None:
            cursor.report("There is nothing between the parentheses.", Span(opening.at.start, closing.at.end))
    else:
        cursor.report("The parenthesis is not closed.", opening.at)
    return node


def _field(cursor: _TokenCursor, depth: int) -> Node | None:
    """Parse a field with its value, or with a group to which it applies."""
    name = cursor.take()
    spec = cursor.fields.get(name.text.lower())
    has_value = cursor.current is not None and cursor.current.follows_field
    if spec is None:
        field_names = ", ".join(f"{name}:" for name in cursor.fields)
        near = get_close_matches(name.text.lower(), cursor.fields, 1)
        nearest = f"; did you mean {near[0]}:?" if near else "."
        cursor.report(f"There is no field {name.text}:{nearest} Fields: {field_names}.", name.at, error=True)
        cursor.unknown_field = cursor.unknown_field or name.text
        _skip_value(cursor, depth)
        return None
    if not has_value:
        cursor.report(f"{spec.name}: needs a value.", name.at)
        return None
    if cursor.at_any(TokenKind.OPEN):
        return _field_group(cursor, spec, depth)
    return _leaf(cursor, cursor.take(), spec)


def _skip_value(cursor: _TokenCursor, depth: int) -> None:
    """Leave out the value of a field that does not exist."""
    if cursor.current is None or not cursor.current.follows_field or cursor.at_any(TokenKind.CLOSE):
        return
    if cursor.at_any(TokenKind.OPEN):
        _group(cursor, depth)
    else:
        cursor.take()


def _field_group(cursor: _TokenCursor, spec: FieldSpec, depth: int) -> Node | None:
    """Parse `said:(a OR b)`: the field applies to every part."""
    outer, cursor.group_field = cursor.group_field, spec
    node = _group(cursor, depth)
    cursor.group_field = outer
    return node


def _leaf(cursor: _TokenCursor, token: QueryToken, spec: FieldSpec | None) -> Leaf | None:
    """The leaf for one token; one that cannot be searched for is reported as a problem."""
    if not token.closed:
        cursor.report("The quotation mark is not closed.", token.at)
    try:
        return field_leaf(spec, token) if spec else text_node(token)
    except UnsearchableError as error:
        if token.closed:
            cursor.report(str(error), token.at, error=isinstance(error, UnknownValueError))
        return None
