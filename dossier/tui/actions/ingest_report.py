"""The report of added files in place of the articles: its rows, and the article or error behind a row."""

from dossier.errors import DossierError
from dossier.keys.keymap import ARTICLES
from dossier.model.ingest import IngestStatus
from dossier.tui.actions.reading import open_position
from dossier.tui.chrome import refresh_chrome
from dossier.tui.rows.ingest_report import IngestRow, first_refused, report_rows
from dossier.tui.state.labels import Labels
from dossier.tui.state.list_model import Row, item_of
from dossier.tui.style.roles import style_roles
from dossier.tui.text.article_layout import ReaderPosition
from dossier.tui.text.placeholders import failure
from dossier.tui.workspace import Workspace


def show_ingest_results(workspace: Workspace) -> None:
    """Show the results in the list of articles; once all are there, also the article or error of the first refused row."""
    widget = workspace.lists[ARTICLES]
    listing = report_rows(workspace.ingest_results, workspace.labels or Labels())
    widget.show(listing)
    if workspace.ingesting:
        refresh_chrome(workspace)
    elif widget.select(first_refused(listing)) and widget.chosen is not None:
        show_ingest_row(workspace, widget.chosen)


def show_ingest_row(workspace: Workspace, row: Row) -> None:
    """Show the article that a file became, or why it became none."""
    item = item_of(row, IngestRow)
    if item is None:
        return
    result = item.result
    if result.article and workspace.labels and result.article in workspace.labels.articles:
        open_position(workspace, ReaderPosition(result.article))
        return
    is_address, is_refused = result.path.startswith(("http://", "https://")), result.status is IngestStatus.REFUSED
    if is_address:  # one that was to be added, or a feed or page that was checked
        title = "Nothing added from this address" if is_refused else "Skipped this address"
    else:
        title = "Could not add this file" if is_refused else "Skipped this file"
    error = DossierError(result.note or "It has nothing new.", where=result.path)
    workspace.article_request += 1
    workspace.reader.show_placeholder(failure(style_roles(workspace.app), title, error, workspace.reader.size.width))
    refresh_chrome(workspace)
