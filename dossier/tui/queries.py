"""Requests of the main screen to the dossier, made in worker threads: query, complete, read an article."""

import gc
import json
from collections.abc import Callable, Collection, Mapping
from time import monotonic
from weakref import WeakKeyDictionary

from textual.message import Message
from textual.worker import get_current_worker

from dossier.api import Dossier
from dossier.errors import DossierError
from dossier.keys.keymap import ACTORS, ARTICLES
from dossier.model.notebook import EntryKind
from dossier.model.query import Query
from dossier.model.search_result import SearchResult
from dossier.text.anchors import locate
from dossier.tui import seed_watch
from dossier.tui.messages import IngestFailed
from dossier.tui.rows.articles import article_rows
from dossier.tui.state.labels import Labels, build_labels
from dossier.tui.state.list_contents import ListContents, build_list_contents
from dossier.tui.text.article_layout import ArticleView, ReaderPosition
from dossier.tui.text.phrases import speaker_of
from dossier.tui.work_results import (
    ArticleReady,
    CompletionsReady,
    CopyReady,
    ResultsReady,
    SeedsLooked,
    SeedsSynced,
    SnippetsReady,
)
from dossier.tui.workers import WorkerNode, progress_poster, run_in_thread

LOOK = "look at seeds"
"""The group of the workers that check seeds/."""
FIRST = 24
"""Articles that get their hits and snippets before a result is shown: a screenful. The others follow."""
LONG_ENOUGH = 2
"""Letters from which on they do: one letter is only the beginning of a word."""
ALL_RESULTS: WeakKeyDictionary[Dossier, ListContents] = WeakKeyDictionary()
"""The list contents of the empty query for each open dossier: every search comes back to them."""


def open_engine(node: WorkerNode, dossier: Dossier) -> None:
    """Open the full-text index before the first search; posts nothing unless that fails."""

    def work() -> None:
        dossier.query.open_engine()

    run_in_thread(node, "open the search index", work)


def look_at_seeds(node: WorkerNode, dossier: Dossier, *, at_once: bool) -> None:
    """Check whether anything in seeds/ has changed; posts `SeedsLooked`. A check that fails is reported only if the user asked for it."""

    def work() -> Message | None:
        begin = monotonic()
        try:
            look = seed_watch.look_at_seeds(dossier)
        except DossierError:
            if at_once:
                raise
            return None
        return SeedsLooked(look, monotonic() - begin, at_once)

    run_in_thread(node, LOOK, work)


def sync_seeds(node: WorkerNode, dossier: Dossier, cancelled: Callable[[], bool]) -> None:
    """Read what has changed in seeds/; posts `SeedsSynced`, or `IngestFailed`."""
    run_in_thread(node, "catch up", lambda: SeedsSynced(dossier.ingest.refresh(progress_poster(node), cancelled)), "catch up", IngestFailed)


def ask(
    node: WorkerNode, dossier: Dossier, query: Query, labels: Labels | None, orders: Mapping[str, str], panes: Collection[str] = ()
) -> None:
    """Rows of every list for a query; those of `panes`, which are in sight, are built here. Without `labels` they are looked up again.

    Posts `ResultsReady`, and `SnippetsReady` for a long result whose snippets come later.
    """
    chosen_orders = dict(orders)

    def work() -> Message | None:
        worker = get_current_worker()

        def cancelled() -> bool:
            return worker.is_cancelled

        words = query.text.strip()
        result = dossier.query.search(query, FIRST if words else None, cancelled)
        whole = ALL_RESULTS.get(dossier)
        current = labels or build_labels(dossier, whole.labels if whole else None)
        reusable = whole if whole and whole.labels.findings is current.findings else None
        contents = build_list_contents(result, current, chosen_orders, reusable, panes)
        if query.empty:
            ALL_RESULTS[dossier] = contents
            is_new = whole is None or whole.lists[ACTORS] is not contents.lists[ACTORS]
            if is_new and gc.get_freeze_count():
                # where loading froze objects, since they were many, these are left out of later collections too; they are still freed when
                # nothing refers to them
                gc.freeze()
        if len(words) < LONG_ENOUGH or len(result.articles) <= FIRST:
            return ResultsReady(query, contents)
        if not cancelled():
            node.post_message(ResultsReady(query, contents))
        return SnippetsReady(
            query, article_rows(dossier.query.with_snippets(result, cancelled), current, contents.orders[ARTICLES]).prepared()
        )

    run_in_thread(node, "search", work, "ask")


def complete(node: WorkerNode, dossier: Dossier, text: str, cursor: int) -> None:
    """Completions for the text of the search box; posts `CompletionsReady`."""
    run_in_thread(node, "complete", lambda: CompletionsReady(text, dossier.query.complete(text, cursor)), "complete")


def open_article(node: WorkerNode, dossier: Dossier, result: SearchResult, labels: Labels, position: ReaderPosition, request: int) -> None:
    """An article with its marks for a result's query, to be shown at a position; posts `ArticleReady`."""

    def work() -> Message:
        return ArticleReady(article_view(dossier, result, labels, position.article), position, request)

    run_in_thread(node, "open the article", work, "page")


def article_view(dossier: Dossier, result: SearchResult, labels: Labels, article: str) -> ArticleView:
    """An article with what the reader marks in it for a result's query."""
    article = dossier.query.snapshot.article(article).id  # it may be that of an earlier version
    quotations = dossier.query.snapshot.quotations_of(article)
    shown = [hit.article for hit in result.articles]
    has_words = bool(result.query.text.strip())
    stored = dossier.query.snapshot.article(article)
    noted = ((locate(entry.anchor, stored.text), entry.kind is EntryKind.NOTE) for entry in labels.noted.get(stored.sha256, ()))
    return ArticleView(
        article=stored,
        published=dossier.query.snapshot.published(article),
        query=result.query,
        quotations=quotations,
        speakers=tuple(labels.short(quotation.speaker) or speaker_of(quotation, labels) for quotation in quotations),
        marks=tuple(sorted(dossier.query.match_spans(article, result.query))) if has_words else (),
        title_marks=tuple(sorted(dossier.query.title_marks(article, result.query))) if has_words else (),
        matching=frozenset() if result.query.empty else frozenset(quotation.id for quotation in result.quotations),
        sentences=dossier.query.sentences(article),
        noted=tuple((span, is_note) for span, is_note in noted if span is not None),
        at=shown.index(article) + 1 if article in shown else 0,
        of=len(shown),
    )


def look_up_facts(node: WorkerNode, dossier: Dossier, line_type: str, item_id: str, also: tuple[str, ...] = ()) -> None:
    """Look up, to copy it, the line of an item in the facts format; `also` are ids of items that it names. Posts `CopyReady`."""
    run_in_thread(node, "copy JSON", lambda: CopyReady("the JSON", facts_line(dossier, line_type, item_id, also)))


def facts_line(dossier: Dossier, line_type: str, item_id: str, also: tuple[str, ...] = ()) -> str:
    """The line of an item in the facts format (docs/formats.md, jsonl), indented."""
    for line in dossier.exports.prepare("jsonl", notes=True, only=[item_id, *also]).pieces():
        fields = json.loads(line)
        if fields["type"] == line_type and str(fields["id"]) == item_id:
            return json.dumps(fields, ensure_ascii=False, indent=2)
    return ""
