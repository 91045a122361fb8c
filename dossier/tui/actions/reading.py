"""Opening articles in the reader at a position, with the history of positions."""

from collections.abc import Callable

from dossier.tui.queries import open_article
from dossier.tui.rows.quotes import QuoteRow
from dossier.tui.rows.timeline import EventRow
from dossier.tui.state.list_model import Row, item_of
from dossier.tui.text.article_layout import ReaderPosition
from dossier.tui.text.phrases import best_report
from dossier.tui.workspace import Workspace


def open_position(workspace: Workspace, position: ReaderPosition, *, back: bool = False, jump: bool = False) -> None:
    """Show an article at a position; comes back as `ArticleReady`. The position left goes into the history unless going `back`, within
    one article only for a `jump`.
    """
    if workspace.contents is None or workspace.labels is None:
        return
    before = current_position(workspace)
    if before and not back and (jump or before.article != position.article):
        workspace.history.leave(before)
    workspace.position = position
    workspace.article_request += 1
    open_article(workspace, workspace.dossier, workspace.contents.result, workspace.labels, position, workspace.article_request)


def current_position(workspace: Workspace) -> ReaderPosition | None:
    """The position in the reader, with the line that it is scrolled to."""
    position = workspace.position
    return ReaderPosition(position.article, position.lit, line=workspace.reader.scroll_offset.y) if position else None


def position_of(workspace: Workspace, row: Row) -> ReaderPosition | None:
    """The position that a row leads to: the sentence that reports an event, a quotation; None for other rows."""
    open_now = workspace.position.article if workspace.position else ""
    if event_row := item_of(row, EventRow):
        report = best_report(event_row.event, open_now)
        return ReaderPosition(report.article, report.span)
    if quote_row := item_of(row, QuoteRow):
        return ReaderPosition(quote_row.quotation.article, quote_row.quotation.span)
    return None


def reader_callback(workspace: Workspace) -> Callable[[ReaderPosition | None], None]:
    """A callback for overlays: go to the position that they are left for."""

    def go(position: ReaderPosition | None) -> None:
        if position is not None:
            open_position(workspace, position, jump=True)
            workspace.set_focus(workspace.reader)

    return go
