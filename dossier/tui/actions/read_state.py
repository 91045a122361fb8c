"""Read and unread: an article is read once it is open in the reader while that is in focus. And what is new since the last visit."""

from collections.abc import Sequence
from dataclasses import replace

from dossier.keys.keymap import ARTICLES, QUOTES, READER, TIMELINE
from dossier.phrases.plural import pluralize
from dossier.tui.actions.reading import open_position
from dossier.tui.actions.registry import action
from dossier.tui.style.roles import style_roles
from dossier.tui.text.article_layout import ReaderPosition
from dossier.tui.work_results import ReadStateChanged
from dossier.tui.workers import run_in_thread
from dossier.tui.workspace import Workspace

SINCE = "since your last visit."
NOUNS = {ARTICLES: "article", TIMELINE: "event", QUOTES: "quote"}


def note_reading(workspace: Workspace) -> None:
    """Mark the article in the reader as read where the reader is in focus, unless another one is about to be shown there; comes back as
    `ReadStateChanged`.
    """
    view, position = workspace.reader.view, workspace.position
    if workspace.focused_pane != READER or view is None or position is None or position.article != view.article.id:
        return
    if not workspace.dossier.read_state.is_read(view.article.id):
        _mark(workspace, [view.article.id], read=True)


def _mark(workspace: Workspace, articles: Sequence[str], *, read: bool, sentence: str = "") -> None:
    """Mark articles in a worker. The group is theirs alone, so that no later one takes its place."""

    def work() -> ReadStateChanged:
        workspace.dossier.read_state.set_read(articles, read=read)
        return ReadStateChanged(sentence)

    run_in_thread(workspace, "mark as read", work, f"mark {articles[0]} {len(articles)} {read}")


@action("toggle_read")
def toggle_read(workspace: Workspace) -> None:
    """Mark the selected article, or the one in the reader, as unread where it was read, else as read."""
    chosen = workspace.lists[ARTICLES].chosen
    if workspace.focused_pane == READER:
        article = workspace.reader.view.article.id if workspace.reader.view else ""
    else:
        article = chosen.id if chosen else ""
    if article:
        read = not workspace.dossier.read_state.is_read(article)
        _mark(workspace, [article], read=read, sentence=f"Marked as {'read' if read else 'unread'}.")


@action("mark_read")
def mark_list_read(workspace: Workspace) -> None:
    """Mark all articles in the list as read; where they are, and this was done last, mark them as unread again."""
    articles = [row.id for row in workspace.lists[ARTICLES].listing.rows]
    unread = [article for article in articles if not workspace.dossier.read_state.is_read(article)]
    key = style_roles(workspace.app).key("mark_read")
    if unread:
        workspace.marked_read = frozenset(unread)
        _mark(workspace, unread, read=True, sentence=f"Marked {pluralize(len(unread), 'article')} as read.  {key} undoes it")
    elif workspace.marked_read:
        again, workspace.marked_read = sorted(workspace.marked_read), frozenset()
        _mark(workspace, again, read=False, sentence=f"Marked {pluralize(len(again), 'article')} as unread again.")
    else:
        workspace.show_status("All articles in the list are read.")


@action("next_unread")
def open_next_unread(workspace: Workspace) -> None:
    """Open the next unread article of the list in the reader, round at its end."""
    if workspace.contents is None:
        return
    rows = workspace.contents.lists[ARTICLES].rows if workspace.ingest_results else workspace.lists[ARTICLES].listing.rows
    articles = [row.id for row in rows]
    open_now = workspace.position.article if workspace.position else ""
    at = articles.index(open_now) + 1 if open_now in articles else 0
    unread = (article for article in (*articles[at:], *articles[:at]) if not workspace.dossier.read_state.is_read(article))
    article = next(unread, None)
    if article is None:
        workspace.show_status("No unread articles in this list.")
        return
    open_position(workspace, ReaderPosition(article, to_mark=True))
    if not workspace.ingest_results:
        workspace.lists[ARTICLES].select(article)
    workspace.add_class("-reading")
    workspace.set_focus(workspace.reader)


# ---------------------------------------------------------------------- new since the last visit
def show_news(workspace: Workspace) -> None:
    """Say what is new since the last visit, unless something else is to be said."""
    if workspace.contents is None or workspace.footer.message:
        return
    counts = [pluralize(number, f"new {noun}") for pane, noun in NOUNS.items() if (number := workspace.contents.news.get(pane, 0))]
    if counts:
        workspace.show_status(f"{', '.join(counts)} {SINCE}")


def leave_list(workspace: Workspace) -> None:
    """Nothing in the list shown is new any longer, now that the user goes to another."""
    pane, labels = workspace.pane, workspace.labels
    if labels is None or pane not in labels.fresh:
        return
    run_in_thread(workspace, "note what was seen", lambda: _see(workspace, pane), f"see {pane}")
    workspace.labels = replace(labels, fresh={other: articles for other, articles in labels.fresh.items() if other != pane})
    workspace.ask_again()


def _see(workspace: Workspace, pane: str) -> None:
    workspace.dossier.read_state.see(pane)
