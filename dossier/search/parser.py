"""The query language: what was typed becomes a tree, and what of it was not understood is said.

AND binds by default and tighter than OR, NOT tightest; the three words count in capitals only. Nothing that is typed is
refused: what is complete is searched.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from dossier.model.span import Span
from dossier.search.fields import FIELDS, FieldSpec
from dossier.search.leaves import UnsearchableError, field_leaf, text_node
from dossier.search.lexer import QueryToken, TokenKind, tokenize
from dossier.search.syntax import Everything, Leaf, Node, Not, all_of, any_of

# Deeper nesting is no question a person asks, and Python's own stack is not endless.
DEPTH = 50


@dataclass(frozen=True, slots=True)
class Problem:
    """Something of a query that was not searched for: a sentence for people, its place in what was typed, and whether it
    is an error (a field that does not exist) or merely half-typed.
    """

    text: str
    at: Span
    error: bool = False


@dataclass(frozen=True, slots=True)
class Parsed:
    """A query that was read: its tree, what was not understood, and its pieces with their places, for colours.

    `unknown_field` is the name of the first field that does not exist, or None.
    """

    tree: Node
    problems: tuple[Problem, ...] = ()
    tokens: tuple[QueryToken, ...] = ()
    unknown_field: str | None = None


def parse(text: str, fields: Mapping[str, FieldSpec] = FIELDS) -> Parsed:
    """Read a query. Never raises, whatever is typed."""
    found = tokenize(text)
    reader = _Reader(found, fields)
    tree = _alternatives(reader, 0)
    while reader.here:
        reader.tell("This parenthesis closes nothing.", reader.take().at)
        tree = all_of([part for part in (tree, _alternatives(reader, 0)) if part is not None])
    return Parsed(tree or Everything(), tuple(reader.problems), found, reader.unknown)


@dataclass(slots=True)
class _Reader:
    """A place in the pieces of a query, and what was found wrong so far; `within` is the field whose group is read."""

    pieces: tuple[QueryToken, ...]
    fields: Mapping[str, FieldSpec]
    at: int = 0
    problems: list[Problem] = field(default_factory=list)
    unknown: str | None = None
    within: FieldSpec | None = None

    @property
    def here(self) -> QueryToken | None:
        """The next piece, None at the end."""
        return self.pieces[self.at] if self.at < len(self.pieces) else None

    def sees(self, *kinds: TokenKind) -> bool:
        """True where the next piece is one of these."""
        return self.here is not None and self.here.kind in kinds

    def take(self) -> QueryToken:
        """The next piece, which is then behind."""
        self.at += 1
        return self.pieces[self.at - 1]

    def tell(self, text: str, at: Span, *, error: bool = False) -> None:
        """Note a problem."""
        self.problems.append(Problem(text, at, error))


def _alternatives(reader: _Reader, depth: int) -> Node | None:
    """What stands between ORs, up to the end or a closing parenthesis."""
    found: list[Node] = []
    while True:
        part = _all_of(reader, depth)
        found.extend([] if part is None else [part])
        if not reader.sees(TokenKind.OR):
            return any_of(found) if found else None
        operator = reader.take()
        if part is None:
            reader.tell("OR has nothing before it.", operator.at)
        if reader.here is None or reader.sees(TokenKind.CLOSE):
            reader.tell("OR has nothing after it yet.", operator.at)


def _all_of(reader: _Reader, depth: int) -> Node | None:
    """What stands between two ORs: everything of it must hold."""
    found: list[Node] = []
    while reader.here and not reader.sees(TokenKind.OR, TokenKind.CLOSE):
        if reader.sees(TokenKind.AND):
            _skip_and(reader, after_something=bool(found))
            continue
        part = _one(reader, depth)
        found.extend([] if part is None else [part])
    return all_of(found) if found else None


def _skip_and(reader: _Reader, *, after_something: bool) -> None:
    """AND says what holds anyway; only what it lacks is told."""
    operator = reader.take()
    if not after_something:
        reader.tell("AND has nothing before it.", operator.at)
    if reader.here is None or reader.sees(TokenKind.OR, TokenKind.CLOSE):
        reader.tell("AND has nothing after it yet.", operator.at)


def _one(reader: _Reader, depth: int) -> Node | None:
    """A word, phrase, field, group, or what NOT takes away."""
    negative = False
    while reader.sees(TokenKind.NOT):
        operator, negative = reader.take(), not negative
        if reader.here is None or reader.sees(TokenKind.AND, TokenKind.OR, TokenKind.CLOSE):
            reader.tell(f"{operator.text} has nothing after it yet.", operator.at)
            return None
    if reader.sees(TokenKind.OPEN):
        found = _group(reader, depth)
    elif reader.sees(TokenKind.FIELD):
        found = _field(reader, depth)
    else:
        found = _leaf(reader, reader.take(), reader.within)
    return Not(found) if found is not None and negative else found


def _group(reader: _Reader, depth: int) -> Node | None:
    """What stands between parentheses; the second may be missing still."""
    opening = reader.take()
    if depth >= DEPTH:
        reader.tell(f"More than {DEPTH} parentheses inside one another are not read.", opening.at)
        return None
    found = _alternatives(reader, depth + 1)
    if reader.sees(TokenKind.CLOSE):
        closing = reader.take()
        if found is None:
            reader.tell("There is nothing between the parentheses.", Span(opening.at.start, closing.at.end))
    else:
        reader.tell("The parenthesis is not closed.", opening.at)
    return found


def _field(reader: _Reader, depth: int) -> Node | None:
    """A field with its value, or with a group whose every part it asks for."""
    name = reader.take()
    spec = reader.fields.get(name.text.lower())
    has_value = reader.here is not None and reader.here.joined
    if spec is None:
        known = ", ".join(f"{known}:" for known in reader.fields)
        reader.tell(f"There is no field {name.text}: — the fields are {known}.", name.at, error=True)
        reader.unknown = reader.unknown or name.text
        _pass_over(reader, depth)
        return None
    if not has_value:
        reader.tell(f"{spec.name}: has nothing after its colon yet.", name.at)
        return None
    if reader.sees(TokenKind.OPEN):
        return _field_group(reader, spec, depth)
    return _leaf(reader, reader.take(), spec)


def _pass_over(reader: _Reader, depth: int) -> None:
    """Leave out the value of a field that does not exist."""
    if reader.here is None or not reader.here.joined or reader.sees(TokenKind.CLOSE):
        return
    if reader.sees(TokenKind.OPEN):
        _group(reader, depth)
    else:
        reader.take()


def _field_group(reader: _Reader, spec: FieldSpec, depth: int) -> Node | None:
    """`said:(a OR b)`: the field stands before every part."""
    before, reader.within = reader.within, spec
    found = _group(reader, depth)
    reader.within = before
    return found


def _leaf(reader: _Reader, piece: QueryToken, spec: FieldSpec | None) -> Leaf | None:
    """What one piece asks for; where it cannot be searched for, that is told."""
    if not piece.closed:
        reader.tell("The quotation mark is not closed.", piece.at)
    try:
        return field_leaf(spec, piece) if spec else text_node(piece)
    except UnsearchableError as told:
        if piece.closed:
            reader.tell(str(told), piece.at)
        return None
