"""Questions asked off the UI thread. A worker touches no widget: it posts what it found, or why it could not."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from textual.message import Message
from textual.widget import Widget
from textual.worker import get_current_worker

from dossier.errors import DossierError
from dossier.keys.keymap import ACTORS, ARTICLES
from dossier.model.query import Query
from dossier.tui.messages import Completed, Failed, Finished, Loaded, Loading, PageReady, ResultsReady, SnippetsReady
from dossier.tui.platform.gc import freeze
from dossier.tui.rows.articles import article_rows
from dossier.tui.rows.quotes import speaker_of
from dossier.tui.state.labels import Labels, build_labels
from dossier.tui.state.list_contents import ListContents, build_list_contents
from dossier.tui.text.article_layout import ArticleView, ReaderPosition

if TYPE_CHECKING:
    from dossier.api import Dossier
    from dossier.model.ingest import Progress
    from dossier.model.search_result import SearchResult


FIRST = 24
"""Articles that get their hits and snippets before an answer is shown: a screenful. The others follow."""
LONG_ENOUGH = 2
"""Letters from which on they do: one letter is only the beginning of a word."""
ALL_RESULTS: "WeakKeyDictionary[Dossier, ListContents]" = WeakKeyDictionary()
"""The board of everything for each open dossier: it is what every search comes back to."""


def run_in_thread(node: Widget, what: str, work: Callable[[], Message | None], group: str = "") -> None:
    """Do `work` in a thread and post its message to `node`; a later run of the same group makes this one's answer stale.

    A failure is posted as `Failed`, in words. Nothing is raised in the thread.
    """

    def job() -> None:
        worker = get_current_worker()
        try:
            message = work()
        except DossierError as error:
            message = Failed(what, error)
        except Exception as error:  # noqa: BLE001  # the edge of a thread: whatever it is becomes a sentence, and the app stays
            told = DossierError(
                f"This failed inside the program ({type(error).__name__}: {error}).",
                where=what,
                do="Try it again; if it stays, report it with these words.",
            )
            message = Failed(what, told)
        if message is not None and not worker.is_cancelled:
            node.post_message(message)

    node.run_worker(job, name=what, group=group or what, exclusive=True, exit_on_error=False, thread=True)


def load(node: Widget, dossier: "Dossier", stopped: Callable[[], bool]) -> None:
    """Bring the dossier into memory, telling how far it has come."""

    def work() -> Message:
        dossier.load(progress_poster(node), stopped)
        return Loaded(dossier.notices)

    run_in_thread(node, "open the dossier", work, "load")


def catch_up(node: Widget, dossier: "Dossier", stopped: Callable[[], bool]) -> None:
    """Read what has changed in seeds/, where anything has; then what is shown must be asked anew."""

    def work() -> Message | None:
        if not dossier.changes().any:
            return None
        reports = dossier.refresh(progress_poster(node), stopped)
        return Finished("catch up", reports)

    run_in_thread(node, "catch up", work, "catch up")


def progress_poster(node: Widget) -> "Callable[[Progress], None]":
    """Posts how far a long task has come."""

    def tell(progress: "Progress") -> None:
        node.post_message(Loading(progress.done, progress.total, progress.file, progress.stage))

    return tell


def ask(node: Widget, dossier: "Dossier", query: Query, names: Labels | None, orders: Mapping[str, str]) -> None:
    """Rows of every list for a query; without `names` they are looked up anew."""
    order = dict(orders)

    def work() -> Message | None:
        worker = get_current_worker()

        def stopped() -> bool:
            return worker.is_cancelled

        words = query.text.strip()
        answer = dossier.answer(query, FIRST if words else None, stopped)
        whole = ALL_RESULTS.get(dossier)
        known = names or build_labels(dossier, whole.labels if whole else None)
        board = build_list_contents(answer, known, order, whole if whole and whole.labels.findings is known.findings else None)
        if query.empty:
            ALL_RESULTS[dossier] = board
            if whole is None or whole.lists[ACTORS] is not board.lists[ACTORS]:
                freeze()
        if len(words) < LONG_ENOUGH or len(answer.articles) <= FIRST:
            return ResultsReady(query, board)
        if not stopped():
            node.post_message(ResultsReady(query, board))
        return SnippetsReady(query, article_rows(dossier.detailed(answer, stopped), known, board.order[ARTICLES]).prepared())

    run_in_thread(node, "search", work, "ask")


def complete(node: Widget, dossier: "Dossier", text: str, cursor: int) -> None:
    """Completions for what stands in the search box."""
    run_in_thread(node, "complete", lambda: Completed(text, dossier.complete(text, cursor)), "complete")


def open_page(node: Widget, dossier: "Dossier", answer: "SearchResult", names: Labels, place: ReaderPosition, serial: int) -> None:
    """An article with its marks for an answer's query, to be shown at a place."""

    def work() -> Message:
        return PageReady(page_of(dossier, answer, names, place.article), place, serial)

    run_in_thread(node, "open the article", work, "page")


def page_of(dossier: "Dossier", answer: "SearchResult", names: Labels, article: str) -> ArticleView:
    """The page of an article for an answer's query."""
    quotations = dossier.quotations_of(article)
    shown = [hit.article for hit in answer.articles]
    asked = not answer.query.empty
    known = dossier.article(article)
    words = bool(answer.query.text.strip())
    return ArticleView(
        article=known,
        published=dossier.published(article),
        query=answer.query,
        quotations=quotations,
        speakers=tuple(names.short(quotation.speaker) or speaker_of(quotation, names) for quotation in quotations),
        marks=tuple(sorted(dossier.marks(article, answer.query))) if words else (),
        title_marks=tuple(sorted(dossier.title_marks(article, answer.query))) if words else (),
        matching=frozenset(quotation.id for quotation in answer.quotations) if asked else frozenset(),
        sentences=dossier.sentences(article),
        at=shown.index(article) + 1 if article in shown else 0,
        of=len(shown),
    )


def run_action(node: Widget, what: str, work: Callable[[], object]) -> None:
    """Do something to the notebook or the articles; its outcome comes back as `Finished`."""
    run_in_thread(node, what, lambda: Finished(what, work()), f"act {what}")
