"""Evaluator of the leaves of a query: the findings and the notebook match fields and names; the search engine matches words and outlets."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property

from dossier.model.event import Event
from dossier.model.notebook import AnchorKind, Entry, EntryKind
from dossier.search.analysis import fold
from dossier.search.engine import ENGINE_FIELDS, DocumentKind, Engine
from dossier.search.evaluate import Ids, words_only
from dossier.search.highlights.spans import matches_text
from dossier.search.syntax import DateRange, Everything, Field, Leaf, Node, Value, leaves
from dossier.services.query.named_items import NamedItems
from dossier.services.snapshot import Snapshot

NONE: Ids = frozenset()
TARGETS = {AnchorKind.EVENT: DocumentKind.EVENT, AnchorKind.QUOTATION: DocumentKind.QUOTATION}


class SnapshotEvaluator:
    """The leaf source of `search.evaluate.select` for one snapshot. Hidden events match nothing.

    `engine` is called for a leaf that the search engine matches, and not before: the full-text index may have to be updated first. `read`
    gives the articles that the user has read.
    """

    def __init__(
        self, snapshot: Snapshot, engine: Callable[[], Engine], entries: Sequence[Entry], read: Callable[[], Ids], named: NamedItems
    ) -> None:
        self.snapshot, self.engine, self.entries, self.read, self._named = snapshot, engine, entries, read, named
        self.events = snapshot.visible_events

    def everything(self, kind: DocumentKind) -> Ids:
        """All ids of a kind."""
        if kind is DocumentKind.ARTICLE:
            return self.snapshot.article_ids
        return self.snapshot.quotation_ids if kind is DocumentKind.QUOTATION else self.snapshot.event_ids

    def _shown(self, kind: DocumentKind, ids: Ids) -> Ids:
        """Those of some ids that are of items of the snapshot."""
        if kind is DocumentKind.EVENT:
            return self.events.among(ids)
        return self.snapshot.articles.among(ids) if kind is DocumentKind.ARTICLE else self.snapshot.quotations.among(ids)

    def matching(self, kind: DocumentKind, leaf: Leaf) -> Ids:
        """The ids of a kind that match a leaf."""
        if isinstance(leaf, DateRange):
            return self._days(kind, leaf)
        if not isinstance(leaf, Field) or leaf.name in ENGINE_FIELDS:
            return self._shown(kind, self.engine().ids(leaf, kind))
        matchers: dict[str, Callable[[DocumentKind, Field], Ids]] = {
            "actor": self._naming,
            "said": self._naming,
            "type": self._typed,
            "place": self._placed,
            "tag": self._tagged,
            "has": self._having,
            "is": self._being,
        }
        return matchers[leaf.name](kind, leaf)

    def outlets(self, tree: Node) -> Mapping[str, int] | None:
        """The number of matching articles of each outlet, counted by the search engine; None where it does not know the answer: the tree asks
        for more than words and outlets, or the index is not in step with the snapshot.
        """
        if not all(words_only(leaf) or (isinstance(leaf, Field) and leaf.name in ENGINE_FIELDS) for leaf in leaves(tree)):
            return None
        known = self.snapshot.outlets
        without = len(self.snapshot.articles) - known.total()
        is_in_step = self.engine().outlets(Everything()) == known | ({"": without} if without else {})
        return self.engine().outlets(tree) if is_in_step else None

    def articles(self, kind: DocumentKind, ids: Ids) -> Ids:
        """The articles with these quotations, or that report these events."""
        if kind is DocumentKind.QUOTATION:
            return frozenset(self.snapshot.quotations[i].article for i in ids)
        return frozenset(a for i in ids for a in self.events[i].articles)

    def within(self, kind: DocumentKind, articles: Ids) -> Ids:
        """The quotations in these articles, or the events that they report."""
        if kind is DocumentKind.QUOTATION:
            return frozenset(q.id for a in articles for q in self.snapshot.quotations_in.get(a, ()))
        return frozenset(e.id for a in articles for e in self.snapshot.events_in.get(a, ()) if e.id in self.events)

    def quoted_in(self, events: Ids) -> Ids:
        """The quotations in sentences that report these events."""
        reports = [report for ident in events for report in self.snapshot.events[ident].reports]
        return frozenset(q.id for r in reports for q in self.snapshot.quotations_in.get(r.article, ()) if r.span.overlaps(q.span))

    def _some(self, test: Callable[[Event], bool]) -> Ids:
        return frozenset(e.id for e in self.events.values() if test(e))

    def _naming(self, kind: DocumentKind, leaf: Field) -> Ids:
        return self._named.find(kind, leaf.node)

    def _typed(self, _: DocumentKind, leaf: Field) -> Ids:
        wanted = leaf.node.text if isinstance(leaf.node, Value) else ""
        return self._some(lambda e: wanted in {e.kind, fold(e.subkind), e.status.value})

    def _placed(self, _: DocumentKind, leaf: Field) -> Ids:
        return self._some(lambda e: bool(e.place) and matches_text(leaf.node, e.place))

    def _days(self, kind: DocumentKind, leaf: DateRange) -> Ids:
        if kind is DocumentKind.EVENT:
            return self._some(lambda e: _overlaps(e, leaf))
        days = {article: self.snapshot.published(article).day for article in self.snapshot.articles}
        published = frozenset(
            article for article, day in days.items() if day and (not leaf.start or day >= leaf.start) and (not leaf.end or day <= leaf.end)
        )
        return published if kind is DocumentKind.ARTICLE else self.within(kind, published)

    def _tagged(self, kind: DocumentKind, leaf: Field) -> Ids:
        wanted = leaf.node.text if isinstance(leaf.node, Value) else ""
        return self._marked(kind, (e for e in self.entries if wanted in {fold(t) for t in e.tags} | {e.status.value}))

    def _having(self, kind: DocumentKind, leaf: Field) -> Ids:
        wanted = leaf.node.text if isinstance(leaf.node, Value) else ""
        if wanted == "conflict":
            conflicts = self._some(lambda e: bool(e.conflicts))
            return conflicts if kind is DocumentKind.EVENT else self.articles(DocumentKind.EVENT, conflicts)
        if wanted == "note":
            return self._marked(kind, (e for e in self.entries if e.kind is EntryKind.NOTE))
        return {
            DocumentKind.ARTICLE: frozenset(self.snapshot.quotations_in),
            DocumentKind.QUOTATION: self.everything(kind),
            DocumentKind.EVENT: self._quoting,
        }[kind]

    def _being(self, _: DocumentKind, leaf: Field) -> Ids:
        return self.snapshot.article_ids & self.read() if leaf.node == Value("read") else self.snapshot.article_ids - self.read()

    @cached_property
    def _quoting(self) -> Ids:
        """Events reported in a sentence with a quotation."""
        quoted = self.snapshot.quotations_in
        return self._some(lambda e: any(r.span.overlaps(q.span) for r in e.reports for q in quoted.get(r.article, ())))

    def _marked(self, kind: DocumentKind, entries: Iterable[Entry]) -> Ids:
        """The items that entries are attached to; of articles, those that the entries are in."""
        if kind is DocumentKind.ARTICLE:
            return frozenset(a.id for e in entries if (a := self.snapshot.by_hash.get(e.anchor.sha256)))
        return frozenset(e.target for e in entries if TARGETS.get(e.anchor.kind) is kind) & self.everything(kind)


def _overlaps(event: Event, days: DateRange) -> bool:
    if event.start is None or event.end is None:
        return False
    return (days.start is None or event.end >= days.start) and (days.end is None or event.start <= days.end)
