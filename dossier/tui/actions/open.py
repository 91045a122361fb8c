"""Opening rows: their sentence in the reader, their explanation, their sources side by side, the original file; and help, palette, zoom, suspend."""

from dossier.keys.keymap import ACTORS, ARTICLES, NOTES, QUOTES, READER, TIMELINE
from dossier.model.notebook import Entry
from dossier.text.anchors import locate
from dossier.tui import opening, palette, screens
from dossier.tui.actions.focus import event_in_focus, item_id_in_focus, list_in_focus, quotation_in_focus
from dossier.tui.actions.ingest_report import show_ingest_row
from dossier.tui.actions.notes import edit_entry
from dossier.tui.actions.reading import open_position, position_of, reader_callback
from dossier.tui.actions.registry import action
from dossier.tui.actions.search import search_nearest
from dossier.tui.chrome import apply_breakpoint, refresh_chrome
from dossier.tui.rows.notes import NoteRow
from dossier.tui.state.list_model import Row, item_of
from dossier.tui.text.article_layout import ReaderPosition
from dossier.tui.work_results import ComparisonReady, ExplanationReady
from dossier.tui.workers import run_in_thread
from dossier.tui.workspace import Workspace


def show_row(workspace: Workspace, pane: str, row: Row) -> None:
    """Show in the reader what a row rests on."""
    if workspace.ingest_results and pane == ARTICLES:
        show_ingest_row(workspace, row)
        return
    if pane == ARTICLES:
        open_position(workspace, ReaderPosition(row.id, to_mark=True))
    elif pane == NOTES and (note_row := item_of(row, NoteRow)):
        _show_anchor(workspace, note_row.entry)
    elif pane != ACTORS and (position := position_of(workspace, row)) is not None:
        open_position(workspace, position)
    refresh_chrome(workspace)


def _show_anchor(workspace: Workspace, entry: Entry) -> None:
    """Open the article of an entry at the words of its anchor."""
    anchor, labels = entry.anchor, workspace.labels
    article = labels.by_hash.get(anchor.sha256) if labels else None
    if article is not None:
        open_position(workspace, ReaderPosition(article.id, locate(anchor, article.text) if anchor.exact else None))


def open_row(workspace: Workspace, pane: str, row: Row) -> None:
    """Open a row: narrow to an actor, edit a note, else go on in the reader."""
    if pane == ACTORS:
        workspace.current_query = workspace.current_query.with_actor(row.id)
        return
    if pane == NOTES and (note_row := item_of(row, NoteRow)):
        edit_entry(workspace, note_row.entry)
        return
    show_row(workspace, pane, row)
    workspace.add_class("-reading")
    workspace.set_focus(workspace.reader)


@action("open")
def open_selected(workspace: Workspace) -> None:
    """Open the selected row; without one go on with loading, or search the nearest spelling."""
    widget = list_in_focus(workspace)
    if workspace.contents is None and workspace.cancel_event.is_set():
        workspace.cancel_event.clear()
        opening.load(workspace, workspace.dossier, workspace.cancel_event.is_set)
    elif widget.chosen is not None:
        open_row(workspace, widget.pane, widget.chosen)
    else:
        search_nearest(workspace)


@action("why")
def explain(workspace: Workspace) -> None:
    """Explain what is in focus: its day, its names, its speaker; comes back as `ExplanationReady`."""
    if item_id := item_id_in_focus(workspace):
        run_in_thread(workspace, "why", lambda: ExplanationReady(workspace.dossier.review.explain(item_id)))


@action("map")
def show_map(workspace: Workspace) -> None:
    """Show the events of the current query on a map, the selected one lit."""
    contents, row = workspace.contents, workspace.lists[TIMELINE].chosen
    if contents is None:
        workspace.show_status("Wait until the articles are read.")
        return
    screen = screens.event_map.MapScreen(workspace, contents.result, contents.labels, row.id if row else "")
    workspace.app.push_screen(screen, reader_callback(workspace))


@action("compare")
def compare(workspace: Workspace) -> None:
    """Compare the sources of what is in focus; comes back as `ComparisonReady`."""
    if workspace.contents is None:
        return
    pane = workspace.focused_pane
    quotation = quotation_in_focus(workspace) if pane in {QUOTES, READER} else None
    event = event_in_focus(workspace) if pane != QUOTES else None
    if event is not None and len(event.articles) > 1:
        item_id = event.id
    elif quotation is not None and quotation.same_as:
        item_id = quotation.id
    else:
        workspace.show_status("Only one source, so there is nothing to compare.")
        return
    run_in_thread(workspace, "compare", lambda: ComparisonReady(workspace.dossier.review.compare(item_id)))


@action("original")
def show_original(workspace: Workspace) -> None:
    """Show the file of the article in the reader."""
    if workspace.position is not None:
        article, dossier = workspace.position.article, workspace.dossier
        workspace.app.push_screen(screens.source_file.SourceFileScreen(dossier.paths.files, lambda: dossier.ingest.original_file(article)))


@action("fold")
def fold(workspace: Workspace) -> None:
    """Show captions and boilerplate below the article, or fold them away again."""
    view = workspace.reader.view
    if view is None or not (view.article.captions or view.article.boilerplate):
        workspace.show_status("This article has no captions or boilerplate.")
    else:
        workspace.reader.fold()


@action("zoom")
def zoom(workspace: Workspace) -> None:
    """Show only the list or only the reader, or both again."""
    workspace.toggle_class("-zoomed")
    workspace.set_class(workspace.focused_pane == READER, "-reading")
    apply_breakpoint(workspace)


@action("help")
def show_help(workspace: Workspace) -> None:
    """Show the keys of the pane in focus."""
    workspace.app.push_screen(screens.help.HelpScreen(workspace.focused_pane))


@action("palette")
def show_palette(workspace: Workspace) -> None:
    """Open the command palette."""
    if not palette.Palette.is_open(workspace.app):
        workspace.app.push_screen(palette.Palette())


@action("suspend")
def suspend(workspace: Workspace) -> None:
    """Go back to the shell, until fg."""
    workspace.app.action_suspend_process()
