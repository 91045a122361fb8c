"""One query, several lists: which articles, events and quotations answer.

Words beside `said:` are asked of one quotation, `type:`, `place:` and `has:conflict` with the days beside them of one
event; everything else of whatever the list shows. `scoped` writes that into the tree, `select` answers it.
"""

from collections.abc import Callable
from typing import Protocol, TypeAlias

from dossier.search.engine import DocumentKind
from dossier.search.fields import FIELDS, Scope
from dossier.search.syntax import And, DateRange, Everything, Field, InEvent, InQuotation, Leaf, Node, Not, Or, Value, all_of, leaves

Ids: TypeAlias = frozenset[str]
# More alternatives than this are not multiplied out; what stands beside an OR is then grouped without looking into it.
ALTERNATIVES = 64


class LeafSource(Protocol):
    """What `select` needs to know of a dossier; ids are those of the kind asked for."""

    def everything(self, kind: DocumentKind) -> Ids:
        """All ids of a kind."""

    def matching(self, kind: DocumentKind, leaf: Leaf) -> Ids:
        """The ids for which a leaf holds. `text:`, `title:` and `source:` are asked of articles only, `said:` of
        quotations, `type:` and `place:` of events; words, days, `actor:`, `tag:` and `has:` of every kind.
        """

    def articles(self, kind: DocumentKind, ids: Ids) -> Ids:
        """The articles that hold these quotations, or report these events."""

    def within(self, kind: DocumentKind, articles: Ids) -> Ids:
        """The quotations in these articles, or the events that they report."""


def select(tree: Node, kind: DocumentKind, world: LeafSource) -> Ids:
    """The ids of a kind that answer to a tree made by `scoped`."""
    match tree:
        case Everything():
            return world.everything(kind)
        case And(nodes):
            return frozenset.intersection(*(select(node, kind, world) for node in nodes))
        case Or(nodes):
            return frozenset.union(*(select(node, kind, world) for node in nodes))
        case Not(node):
            return world.everything(kind) - select(node, kind, world)
        case InQuotation(node):
            return _carried(select(node, DocumentKind.QUOTATION, world), DocumentKind.QUOTATION, kind, world)
        case InEvent(node):
            return _carried(select(node, DocumentKind.EVENT, world), DocumentKind.EVENT, kind, world)
    home = _home(tree, kind)
    return _carried(world.matching(home, tree), home, kind, world)


def matches(tree: Node, holds: Callable[[Leaf], bool]) -> bool:
    """Whether one record answers to a tree, by what holds of it; scopes are looked through."""
    match tree:
        case Everything():
            return True
        case And(nodes):
            return all(matches(node, holds) for node in nodes)
        case Or(nodes):
            return any(matches(node, holds) for node in nodes)
        case Not(node):
            return not matches(node, holds)
        case InQuotation(node) | InEvent(node):
            return matches(node, holds)
    return holds(tree)


def add_scopes(tree: Node) -> Node:
    """The tree with OneQuotation and OneEvent around what one quotation or one event must answer to as a whole."""
    if not any(_asks_quotation(leaf) or _asks_event(leaf) for leaf in leaves(tree)):
        return tree
    alternatives = _alternatives(tree)
    scoped_ones = [_scoped_all(parts) for parts in alternatives]
    return scoped_ones[0] if len(scoped_ones) == 1 else Or(tuple(scoped_ones))


def asks_of_events(tree: Node) -> bool:
    """True where something in a tree is asked of one event, so that days beside it are the event's."""
    return any(_asks_event(leaf) for leaf in leaves(tree))


def words_only(leaf: Leaf) -> bool:
    """True for a leaf that asks for words of whatever the list shows."""
    return not isinstance(leaf, Field | DateRange)


def _carried(ids: Ids, have: DocumentKind, want: DocumentKind, world: LeafSource) -> Ids:
    """Ids of one kind as ids of another, by the articles that hold them."""
    if have == want:
        return ids
    articles = ids if have is DocumentKind.ARTICLE else world.articles(have, ids)
    return articles if want is DocumentKind.ARTICLE else world.within(want, articles)


def _home(leaf: Leaf, kind: DocumentKind) -> DocumentKind:
    """The kind of record that a leaf is asked of in a list of `kind`."""
    if isinstance(leaf, DateRange):
        # A quotation has no day but its article's.
        return DocumentKind.ARTICLE if kind is DocumentKind.QUOTATION else kind
    if not isinstance(leaf, Field):
        return kind
    if _asks_event(leaf):
        return DocumentKind.EVENT
    about = FIELDS[leaf.name].about
    return {Scope.ARTICLE: DocumentKind.ARTICLE, Scope.QUOTATION: DocumentKind.QUOTATION, Scope.EVENT: DocumentKind.EVENT, Scope.ANY: kind}[
        about
    ]


def _asks_quotation(leaf: Leaf) -> bool:
    """True for `said:`."""
    return isinstance(leaf, Field) and FIELDS[leaf.name].about is Scope.QUOTATION


def _asks_event(leaf: Leaf) -> bool:
    """True for `type:`, `place:` and `has:conflict`."""
    return isinstance(leaf, Field) and (FIELDS[leaf.name].about is Scope.EVENT or leaf == Field("has", Value("conflict")))


def _alternatives(tree: Node) -> list[list[Node]]:
    """The tree as alternatives, each a list of what must all hold; Nots stay whole and are scoped inside."""
    match tree:
        case Or(nodes):
            found = [part for node in nodes for part in _alternatives(node)]
        case And(nodes):
            found = [[]]
            for node in nodes:
                found = [[*before, *part] for before in found for part in _alternatives(node)]
                if len(found) > ALTERNATIVES:
                    return [list(nodes)]
        case _:
            return [[tree]]
    return found if len(found) <= ALTERNATIVES else [[tree]]


def _scoped_all(parts: list[Node]) -> Node:
    """What must all hold, with what belongs to one quotation and to one event under one scope each."""
    spoken = [part for part in parts if _all(part, lambda leaf: words_only(leaf) or _asks_quotation(leaf))]
    happened = [part for part in parts if _all(part, lambda leaf: isinstance(leaf, DateRange) or _asks_event(leaf))]
    grouped: list[Node] = []
    if not any(_positive(part, _asks_quotation) for part in spoken):
        spoken = []
    if not any(_positive(part, _asks_event) for part in happened):
        happened = []
    # Whom else the article does not quote is asked of the article: no quotation has two speakers.
    spoken = [part for part in spoken if _positive(part, _asks_quotation) or not any(_asks_quotation(leaf) for leaf in leaves(part))]
    rest = [part for part in parts if part not in spoken and part not in happened]
    grouped += [InQuotation(all_of(spoken))] if spoken else []
    grouped += [InEvent(all_of(happened))] if happened else []
    return all_of([*grouped, *(_scoped_one(part) for part in rest)])


def _scoped_one(part: Node) -> Node:
    """A part that stands in no group: its inside is scoped on its own."""
    match part:
        case Not(node):
            return Not(add_scopes(node))
        case And(nodes):
            return And(tuple(_scoped_one(node) for node in nodes))
        case Or(nodes):
            return Or(tuple(_scoped_one(node) for node in nodes))
    return part


def _all(part: Node, test: Callable[[Leaf], bool]) -> bool:
    """True where every leaf of a part passes."""
    found = leaves(part)
    return bool(found) and all(test(leaf) for leaf in found)


def _positive(part: Node, test: Callable[[Leaf], bool]) -> bool:
    """True where a leaf that passes stands under no Not."""
    match part:
        case Not():
            return False
        case And(nodes) | Or(nodes):
            return any(_positive(node, test) for node in nodes)
        case Everything() | InQuotation() | InEvent():
            return False
    return test(part)
