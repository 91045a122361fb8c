"""Query evaluation: the articles, events and quotations that match one query.

Words next to `said:` must match within one quotation; `type:`, `place:` and `has:conflict`, with the days next to them, within one event;
everything else is matched against the listed records. `add_scopes` writes that into the tree, `select` evaluates it.
"""

from collections.abc import Callable
from typing import Protocol, TypeAlias

from dossier.search.engine import DocumentKind
from dossier.search.fields import FIELDS, Scope
from dossier.search.syntax import And, DateRange, Everything, Field, InEvent, InQuotation, Leaf, Node, Not, Or, Value, all_of, leaves

Ids: TypeAlias = frozenset[str]
# Above this many alternatives the tree is not multiplied out; parts next to an OR are then scoped without looking into it.
ALTERNATIVES = 64


class LeafSource(Protocol):
    """Evaluator of query leaves, implemented over a dossier; ids are those of the given kind."""

    def everything(self, kind: DocumentKind) -> Ids:
        """All ids of a kind."""

    def matching(self, kind: DocumentKind, leaf: Leaf) -> Ids:
        """The ids that match a leaf. `text:`, `title:` and `source:` are evaluated for articles only, `said:` for quotations, `type:`
        and `place:` for events; words, days, `actor:`, `tag:` and `has:` for every kind.
        """

    def articles(self, kind: DocumentKind, ids: Ids) -> Ids:
        """The articles that contain these quotations, or report these events."""

    def within(self, kind: DocumentKind, articles: Ids) -> Ids:
        """The quotations in these articles, or the events that they report."""


def select(tree: Node, kind: DocumentKind, source: LeafSource) -> Ids:
    """The ids of a kind that match a tree made by `add_scopes`."""
    match tree:
        case Everything():
            return source.everything(kind)
        case And(nodes):
            return frozenset.intersection(*(select(node, kind, source) for node in nodes))
        case Or(nodes):
            return frozenset.union(*(select(node, kind, source) for node in nodes))
        case Not(node):
            return source.everything(kind) - select(node, kind, source)
        case InQuotation(node):
            return _translate_ids(select(node, DocumentKind.QUOTATION, source), DocumentKind.QUOTATION, kind, source)
        case InEvent(node):
            return _translate_ids(select(node, DocumentKind.EVENT, source), DocumentKind.EVENT, kind, source)
    record_kind = _record_kind(tree, kind)
    return _translate_ids(source.matching(record_kind, tree), record_kind, kind, source)


def add_scopes(tree: Node) -> Node:
    """The tree with InQuotation and InEvent around the parts that one quotation or one event must match together."""
    if not any(_is_quotation_leaf(leaf) or _is_event_leaf(leaf) for leaf in leaves(tree)):
        return tree
    alternatives = _alternatives(tree)
    scoped = [_scope_group(parts) for parts in alternatives]
    return scoped[0] if len(scoped) == 1 else Or(tuple(scoped))


def asks_of_events(tree: Node) -> bool:
    """True where a leaf of the tree is about one event, so that days next to it are the event's."""
    return any(_is_event_leaf(leaf) for leaf in leaves(tree))


def words_only(leaf: Leaf) -> bool:
    """True for a leaf that matches words of the listed record itself."""
    return not isinstance(leaf, Field | DateRange)


def _translate_ids(ids: Ids, from_kind: DocumentKind, to_kind: DocumentKind, source: LeafSource) -> Ids:
    """Ids of one kind translated to ids of another, by the articles that contain them."""
    if from_kind == to_kind:
        return ids
    articles = ids if from_kind is DocumentKind.ARTICLE else source.articles(from_kind, ids)
    return articles if to_kind is DocumentKind.ARTICLE else source.within(to_kind, articles)


def _record_kind(leaf: Leaf, kind: DocumentKind) -> DocumentKind:
    """The kind of record against which a leaf is evaluated in a list of `kind`."""
    if isinstance(leaf, DateRange):
        # A quotation has no day but its article's.
        return DocumentKind.ARTICLE if kind is DocumentKind.QUOTATION else kind
    if not isinstance(leaf, Field):
        return kind
    if _is_event_leaf(leaf):
        return DocumentKind.EVENT
    scope = FIELDS[leaf.name].scope
    return {Scope.ARTICLE: DocumentKind.ARTICLE, Scope.QUOTATION: DocumentKind.QUOTATION, Scope.EVENT: DocumentKind.EVENT, Scope.ANY: kind}[
        scope
    ]


def _is_quotation_leaf(leaf: Leaf) -> bool:
    """True for `said:`."""
    return isinstance(leaf, Field) and FIELDS[leaf.name].scope is Scope.QUOTATION


def _is_event_leaf(leaf: Leaf) -> bool:
    """True for `type:`, `place:` and `has:conflict`."""
    return isinstance(leaf, Field) and (FIELDS[leaf.name].scope is Scope.EVENT or leaf == Field("has", Value("conflict")))


def _alternatives(tree: Node) -> list[list[Node]]:
    """Disjunctive normal form: the tree as alternatives, each a list of parts that must all match; Nots stay whole and are scoped
    inside.
    """
    match tree:
        case Or(nodes):
            alternatives = [part for node in nodes for part in _alternatives(node)]
        case And(nodes):
            alternatives = [[]]
            for node in nodes:
                alternatives = [[*before, *part] for before in alternatives for part in _alternatives(node)]
                if len(alternatives) > ALTERNATIVES:
                    return [list(nodes)]
        case _:
            return [[tree]]
    return alternatives if len(alternatives) <= ALTERNATIVES else [[tree]]


def _scope_group(parts: list[Node]) -> Node:
    """A conjunction, with the parts about one quotation and those about one event each under one scope."""
    of_quotation = [part for part in parts if _all_leaves(part, lambda leaf: words_only(leaf) or _is_quotation_leaf(leaf))]
    of_event = [part for part in parts if _all_leaves(part, lambda leaf: isinstance(leaf, DateRange) or _is_event_leaf(leaf))]
    scoped: list[Node] = []
    if not any(_any_positive_leaf(part, _is_quotation_leaf) for part in of_quotation):
        of_quotation = []
    if not any(_any_positive_leaf(part, _is_event_leaf) for part in of_event):
        of_event = []
    # A negated or second speaker is evaluated for the article: no quotation has two speakers.
    of_quotation = [
        part
        for part in of_quotation
        if _any_positive_leaf(part, _is_quotation_leaf) or not any(_is_quotation_leaf(leaf) for leaf in leaves(part))
    ]
    others = [part for part in parts if part not in of_quotation and part not in of_event]
    scoped += [InQuotation(all_of(of_quotation))] if of_quotation else []
    scoped += [InEvent(all_of(of_event))] if of_event else []
    return all_of([*scoped, *(_scope_part(part) for part in others)])


def _scope_part(part: Node) -> Node:
    """A part outside the groups, scoped inside on its own."""
    match part:
        case Not(node):
            return Not(add_scopes(node))
        case And(nodes):
            return And(tuple(_scope_part(node) for node in nodes))
        case Or(nodes):
            return Or(tuple(_scope_part(node) for node in nodes))
    return part


def _all_leaves(part: Node, test: Callable[[Leaf], bool]) -> bool:
    """True where every leaf of a part passes."""
    part_leaves = leaves(part)
    return bool(part_leaves) and all(test(leaf) for leaf in part_leaves)


def _any_positive_leaf(part: Node, test: Callable[[Leaf], bool]) -> bool:
    """True where a leaf that is not under a Not passes."""
    match part:
        case Not():
            return False
        case And(nodes) | Or(nodes):
            return any(_any_positive_leaf(node, test) for node in nodes)
        case Everything() | InQuotation() | InEvent():
            return False
    return test(part)
