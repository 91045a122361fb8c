"""Query tree, independent of any engine.

Words in the tree are folded as `analysis.fold` folds them. `at` is a leaf's span in the typed text; it takes no part in comparing trees.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import TypeAlias

from dossier.model.span import Span

NOWHERE = Span(0, 0)


@dataclass(frozen=True, slots=True)
class Word:
    """A bare word: itself, its inflected forms, and their other spellings."""

    text: str
    at: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words one after the other; a single one is that word. With `near`, in any order and with at most that many other words among them.

    `exact` is false for a bare word that falls into several (cease-fire; 1,400): its spelling as one word and its inflected forms match too.
    """

    words: tuple[str, ...]
    near: int | None = None
    at: Span = field(default=NOWHERE, compare=False)
    exact: bool = True


@dataclass(frozen=True, slots=True)
class Prefix:
    """Words that begin so (`zelen*`)."""

    text: str
    at: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Wildcard:
    """Words of this shape, `*` for any letters (`*burg`, `ze*sky`)."""

    pattern: str
    at: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Fuzzy:
    """Words at most `edits` letters away: changed, missing, added, or two neighbours swapped (`umerow~`)."""

    text: str
    edits: int
    at: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class AnyOf:
    """Any of these exact words, or of these phrases: the expansion of a bare word, prefix, wildcard or fuzzy word by the lexicon."""

    words: tuple[str, ...]
    phrases: tuple[tuple[str, ...], ...] = ()
    at: Span = field(default=NOWHERE, compare=False)


Text: TypeAlias = Word | Phrase | Prefix | Wildcard | Fuzzy | AnyOf


@dataclass(frozen=True, slots=True)
class Value:
    """A value that is compared whole (`type:strike`, `tag:to-verify`, `has:note`), folded."""

    text: str
    at: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Field:
    """A value of one field."""

    name: str
    node: Text | Value


@dataclass(frozen=True, slots=True)
class DateRange:
    """Days from `start` to `end`, both included; None leaves that side open."""

    start: date | None
    end: date | None
    at: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Everything:
    """Matches every record: the empty query."""


@dataclass(frozen=True, slots=True)
class And:
    """All of these."""

    nodes: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Or:
    """At least one of these."""

    nodes: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Not:
    """Matches the records that `node` does not match."""

    node: "Node"


@dataclass(frozen=True, slots=True)
class InQuotation:
    """Matches where one quotation matches the whole of `node` (made by `evaluate.add_scopes`, never typed)."""

    node: "Node"


@dataclass(frozen=True, slots=True)
class InEvent:
    """Matches where one event matches the whole of `node` (made by `evaluate.add_scopes`, never typed)."""

    node: "Node"


Leaf: TypeAlias = Text | Field | DateRange
Node: TypeAlias = Leaf | Everything | And | Or | Not | InQuotation | InEvent


def all_of(nodes: list[Node]) -> Node:
    """All of `nodes`: none is Everything, one is itself, nested Ands are laid flat."""
    return _flatten(nodes, And)


def any_of(nodes: list[Node]) -> Node:
    """One of `nodes`: none is Everything, one is itself, nested Ors are laid flat."""
    return _flatten(nodes, Or)


def _flatten(nodes: list[Node], kind: type[And] | type[Or]) -> Node:
    """The nodes under one `kind`."""
    flat: list[Node] = []
    for node in nodes:
        flat.extend(node.nodes if isinstance(node, kind) else [node])
    if len(flat) == 1:
        return flat[0]
    return kind(tuple(flat)) if flat else Everything()


def leaves(node: Node) -> list[Leaf]:
    """The leaves of a tree from left to right."""
    match node:
        case And(nodes) | Or(nodes):
            return [leaf for child in nodes for leaf in leaves(child)]
        case Not(child) | InQuotation(child) | InEvent(child):
            return leaves(child)
        case Everything():
            return []
    return [node]
