"""Query service: a Query in, rows and passages out, over the current snapshot."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import compress
from operator import attrgetter
from typing import TypeVar

from dossier.model.event import Event
from dossier.model.facet import Facet, ResultCounts
from dossier.model.notebook import Entry
from dossier.model.query import Query
from dossier.model.quotation import Quotation
from dossier.model.search_result import Completion, CorpusCounts, Hit, OtherReading, SearchResult
from dossier.model.span import Span
from dossier.search.engine import DamagedIndex, DocumentKind
from dossier.search.evaluate import Ids, add_scopes, select
from dossier.search.highlights.snippets import lead_snippet, snippets
from dossier.search.highlights.spans import Part, spans
from dossier.search.parser import Parsed
from dossier.search.syntax import AnyOf, Everything, Fuzzy, Node, Phrase, Prefix, Wildcard, Word, leaves
from dossier.services.callbacks import CancelCheck, ProgressCallback, raise_if_cancelled
from dossier.services.query.completion import completions
from dossier.services.query.facets import facets
from dossier.services.query.filters import apply_filters
from dossier.services.query.fulltext import FullTextSync
from dossier.services.query.notes_filter import matching_notes
from dossier.services.query.other_reading import find_other_reading
from dossier.services.query.view import SnapshotView, parse_typed
from dossier.services.snapshot import Snapshot
from dossier.services.snapshot_source import SnapshotSource
from dossier.services.state import DossierState

SHOWN = 200
"""Articles that have hits and snippets in a result; those of the others are made by `hit`."""
COUNTED_KINDS = {"article": DocumentKind.ARTICLE, "event": DocumentKind.EVENT, "quote": DocumentKind.QUOTATION}
"""The records whose number is given with a completion; beside these, notes."""
ID = attrgetter("id")
T = TypeVar("T", Event, Quotation)


class QueryService:
    """Queries on the current snapshot, which is loaded on first use. All methods may be called from worker threads.

    `snapshot` looks up articles, actors, events and quotations by id.
    """

    def __init__(self, state: DossierState, snapshots: SnapshotSource) -> None:
        self._state, self._snapshots = state, snapshots
        self._fulltext = FullTextSync(state)
        self._current_view: SnapshotView | None = None

    @property
    def snapshot(self) -> Snapshot:
        """The current snapshot: articles, actors, events and quotations by id."""
        return self._snapshots.snapshot

    def load(self, progress: ProgressCallback = None, cancelled: CancelCheck = None, *, waits: bool = True) -> None:
        """Brings the index in step with seeds/ and loads the snapshot; quick where nothing has changed. Unless it
        `waits`, the snapshot is what the index contains while another program is writing it, and a notice says so. Raises Cancelled.
        """
        self._state.index.waits = waits
        self._snapshots.current(progress, cancelled)
        self.view()

    def view(self) -> SnapshotView:
        """The current snapshot as queries see it. Its full-text index is in step, or will be when it is first used."""
        loaded, view = self._snapshots.current(), self._current_view
        if view is not None and view.loaded is loaded:
            return view
        with self._state.lock:
            loaded, view = self._snapshots.current(), self._current_view
            if view is None or view.loaded is not loaded:
                before, view = view, SnapshotView(loaded, self._state, self._fulltext, before=view)
                if not (loaded.only_corrected and self._fulltext.may_wait) and not self._fulltext.note_in_step(loaded):
                    _ = view.engine
                if before is not None and before.all_hits and loaded.only_corrected and before.snapshot.by_day is view.snapshot.by_day:
                    view.all_hits = before.all_hits
                self._current_view = view
            return view

    def open_engine(self) -> None:
        """Opens the full-text index and reads its words, so that the first search does not have to."""
        _ = self.view().engine

    def search(self, query: Query, hits: int | None = None, cancelled: CancelCheck = None) -> SearchResult:
        """Rows of every list for a query; the first articles have hits and snippets, `hits` of them where fewer than SHOWN are needed.

        A full-text index that turns out to be damaged is built again, once. Raises Cancelled.
        """
        try:
            return self._search(query, hits, cancelled)
        except DamagedIndex:
            with self._state.lock:
                self._snapshots.invalidate()
                self._state.index.drop_fulltext()
            return self._search(query, hits, cancelled)

    def _search(self, query: Query, hits: int | None, cancelled: CancelCheck) -> SearchResult:
        view = self.view()
        snapshot, parsed, entries = view.snapshot, view.parse(query.text), view.notes.entries()
        if error := next((problem.text for problem in parsed.problems if problem.error), ""):
            return SearchResult(query, (), (), (), (), (), _totals(view, len(entries)), error=error)
        matches = articles, events, quotations = apply_filters(parsed.tree, query, view.evaluator(entries))
        raise_if_cancelled(cancelled)
        tree = add_scopes(parsed.tree)
        rows = _hits(view, tree, articles, quotations, SHOWN if hits is None else hits, cancelled)
        actors = view.actor_counts.rows(articles)
        raise_if_cancelled(cancelled)
        return SearchResult(
            query=query,
            articles=rows,
            actors=actors,
            events=_with_ids(snapshot.all_events, events),
            quotations=_with_ids(snapshot.findings.quotations, quotations),
            notes=matching_notes(tree, query, view.notes, snapshot, matches, self._state.read_state.read),
            totals=_totals(view, len(entries)),
            problems=tuple(problem.text for problem in parsed.problems),
            nearest=None if articles else _nearest(view, parsed),
            asks_nothing=bool(query.text.strip()) and parsed.tree == Everything(),
            other_reading=_other_reading(view, query, len(articles), entries),
        )

    def with_snippets(self, result: SearchResult, cancelled: CancelCheck = None) -> SearchResult:
        """The result with hits and snippets of its first SHOWN articles. Raises Cancelled."""
        view = self.view()
        tree = add_scopes(view.parse(result.query.text).tree)
        quotations = frozenset(q.id for q in result.quotations)
        hits = [_with_snippets(view, tree, hit, quotations, cancelled) for hit in result.articles[:SHOWN]]
        return replace(result, articles=(*hits, *result.articles[SHOWN:]))

    def result_counts(self, query: Query) -> ResultCounts:
        """The number of results of a query, counted without making rows."""
        return ResultCounts(*map(len, self.matching(query)))

    def matching(self, query: Query) -> tuple[Ids, Ids, Ids]:
        """The ids of the articles, events and quotations that match a query."""
        view = self.view()
        return apply_filters(view.parse(query.text).tree, query, view.evaluator(view.notes.entries()))

    def facets(self, query: Query) -> tuple[Facet, ...]:
        """The filters that can be added to a query, with the number of results of each."""
        view = self.view()
        return facets(query, view.parse(query.text).tree, view.evaluator(view.notes.entries()), view.actor_counts.rows)

    def hit(self, article: str, query: Query) -> Hit:
        """The hit of one article for a query, for articles far down a long result."""
        view = self.view()
        tree, quotations = view.tree_and_quotations(query.text)
        return _hit(view, tree, article, 0.0, quotations)

    def match_spans(self, article: str, query: Query) -> tuple[Span, ...]:
        """The spans of a query's words in an article's text."""
        view = self.view()
        return _match_spans(view, *view.tree_and_quotations(query.text), article)

    def title_marks(self, article: str, query: Query) -> tuple[Span, ...]:
        """The spans of a query's words in an article's title, blanks around it stripped."""
        view = self.view()
        return spans(view.tree_and_quotations(query.text)[0], view.snapshot.articles[article].title.strip(), Part.TITLE)

    def complete(self, text: str, cursor: int) -> tuple[Completion, ...]:
        """Completions of a query that is being typed."""
        view = self.view()
        entries = view.notes.entries()

        def count(whole: str, counted: str) -> int:
            tree, evaluator = view.parse(whole).tree, view.evaluator(entries)
            if counted == "note":
                matches = apply_filters(tree, Query(whole), evaluator)
                return len(matching_notes(add_scopes(tree), Query(whole), view.notes, view.snapshot, matches, self._state.read_state.read))
            return len(select(add_scopes(tree), COUNTED_KINDS[counted], evaluator))

        return completions(text, cursor, view.snapshot, view.actor_names, view.engine, entries, count)

    def sentences(self, article: str) -> tuple[Span, ...]:
        """The sentences of an article's text."""
        facts = self._state.index.store.facts(article)
        return facts.sentences if facts else ()


def _hits(view: SnapshotView, tree: Node, articles: Ids, quotations: Ids, count: int, cancelled: CancelCheck) -> tuple[Hit, ...]:
    """The articles in order, by score where the query has words, else by day; the first `count` with their snippets."""
    everything = tree == Everything() and len(articles) == len(view.snapshot.articles)
    if everything and view.all_hits and count == SHOWN:
        return view.all_hits
    if tree == Everything():
        ranked = [(ident, 0.0) for ident in view.snapshot.by_day if ident in articles]
    else:
        ranked = [(match.id, match.score) for match in view.engine.rank(tree, articles)]
    hits = [Hit(ident, score, 0, ()) for ident, score in ranked]
    hits[:count] = [_with_snippets(view, tree, hit, quotations, cancelled) for hit in hits[:count]]
    if everything and count == SHOWN:
        view.all_hits = tuple(hits)
        return view.all_hits
    return tuple(hits)


def _with_snippets(view: SnapshotView, tree: Node, hit: Hit, quotations: Ids, cancelled: CancelCheck) -> Hit:
    raise_if_cancelled(cancelled)
    return hit if hit.snippets else _hit(view, tree, hit.article, hit.score, quotations)


def _hit(view: SnapshotView, tree: Node, ident: str, score: float, quotations: Ids) -> Hit:
    article = view.snapshot.articles[ident]
    matches = _match_spans(view, tree, quotations, ident)
    paragraphs = article.paragraphs()
    count = len(matches) + len(spans(tree, article.title, Part.TITLE))
    return Hit(ident, score, count, snippets(article.text, matches, paragraphs) or lead_snippet(article.text, paragraphs))


def _match_spans(view: SnapshotView, tree: Node, quotations: Ids, ident: str) -> tuple[Span, ...]:
    quoted = [q.span for q in view.snapshot.quotations_in.get(ident, ()) if q.id in quotations]
    return spans(tree, view.snapshot.articles[ident].text, Part.BODY, quoted)


def _totals(view: SnapshotView, entries: int) -> CorpusCounts:
    snapshot = view.snapshot
    counts = len(snapshot.articles), len(snapshot.visible_events), len(snapshot.quotations)
    return CorpusCounts(*counts, view.actor_counts.actors, entries)


def _other_reading(view: SnapshotView, query: Query, articles: int, entries: Sequence[Entry]) -> OtherReading | None:
    """The other reading of a query with that many articles."""

    def count(text: str) -> int:
        return len(apply_filters(view.parse(text).tree, query.with_text(text), view.evaluator(entries))[0])

    def names(word: str) -> Iterator[str]:
        return view.actor_names.with_beginning(word)  # folds all names of the dossier the first time

    return find_other_reading(query.text, parse_typed(query.text).tree, articles, names, count)


def _nearest(view: SnapshotView, parsed: Parsed) -> tuple[str, int] | None:
    """The nearest spelling of the first word that is in no article."""
    for leaf in leaves(parsed.tree):
        words = leaf.words if isinstance(leaf, Phrase | AnyOf) else (leaf.text,) if isinstance(leaf, Word | Fuzzy) else ()
        if isinstance(leaf, Prefix | Wildcard):
            continue
        for word in words:
            if word not in view.engine.lexicon().counts and (near := view.engine.nearest(word)):
                return near
    return None


def _with_ids(items: Sequence[T], ids: Ids) -> Sequence[T]:
    """The items with these ids; the same sequence where that is all of them, so that rows made of it can be used again."""
    return items if len(ids) == len(items) else tuple(compress(items, map(ids.__contains__, map(ID, items))))
