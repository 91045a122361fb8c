"""Target of an action: the list, row, item or passage in focus, and its anchor for the notebook."""

from collections.abc import Callable

from dossier.keys.keymap import ACTORS, ARTICLES, QUOTES, READER, TIMELINE
from dossier.model.event import Event
from dossier.model.notebook import Anchor, AnchorKind, Entry
from dossier.model.quotation import Quotation
from dossier.tui.rows.notes import NoteRow
from dossier.tui.rows.quotes import QuoteRow
from dossier.tui.rows.timeline import EventRow
from dossier.tui.state.list_model import item_of
from dossier.tui.widgets.line_list import LineList
from dossier.tui.workspace import Workspace

ANCHOR_KINDS = {ACTORS: AnchorKind.ACTOR, TIMELINE: AnchorKind.EVENT, ARTICLES: AnchorKind.ARTICLE, QUOTES: AnchorKind.QUOTATION}


def list_in_focus(workspace: Workspace) -> LineList:
    """The list in focus, else the one shown last."""
    focused = workspace.focused
    return focused if isinstance(focused, LineList) else workspace.lists[workspace.pane]


def selected_entry(workspace: Workspace) -> Entry | None:
    """The entry of the selected row, where it is one of the notebook's."""
    row = item_of(list_in_focus(workspace).chosen, NoteRow)
    return row.entry if row else None


def event_in_focus(workspace: Workspace) -> Event | None:
    """The event that a key is for: the selected one, or in the reader the one whose sentence is highlighted."""
    row = item_of(workspace.lists[TIMELINE].chosen, EventRow)
    if row is None:
        return None
    position = workspace.position
    if workspace.focused_pane != READER or position is None:
        return row.event
    lit = position.lit
    reports = row.event.reports
    return row.event if lit is not None and any(r.article == position.article and r.span == lit for r in reports) else None


def quotation_in_focus(workspace: Workspace) -> Quotation | None:
    """The quotation that a key is for: the selected one, or in the reader the highlighted or the current one."""
    if workspace.focused_pane != READER:
        row = item_of(workspace.lists[QUOTES].chosen, QuoteRow)
        return row.quotation if row else None
    view, passage = workspace.reader.view, workspace.reader.current_passage()
    if view is None or passage is None:
        return None
    return next((quotation for quotation in view.quotations if quotation.span.overlaps(passage)), None)


def item_id_in_focus(workspace: Workspace) -> str:
    """The id of what a key is for: the selected row's, or in the reader that of the highlighted event or quotation, else the article's."""
    if workspace.focused_pane != READER:
        row = list_in_focus(workspace).chosen
        return row.id if row else ""
    event, quotation = event_in_focus(workspace), quotation_in_focus(workspace)
    lit = workspace.position.lit if workspace.position else None
    if quotation is not None and quotation.span == lit:
        return quotation.id
    if event is not None:
        return event.id
    return workspace.position.article if workspace.position else ""


def anchor_in_focus(workspace: Workspace) -> Callable[[], Anchor] | None:
    """A function that makes the anchor of what is in focus, to be called in a worker: of the selected row's item, of the passage in the
    reader, of an entry the one it has; of the dossier where no row is selected. None where the reader is empty.
    """
    dossier, pane = workspace.dossier, workspace.focused_pane
    if pane == READER:
        view, span = workspace.reader.view, workspace.reader.current_passage()
        if view is None:
            return None
        article = view.article.id
        kind = AnchorKind.PASSAGE if span else AnchorKind.ARTICLE
        return lambda: dossier.notebook.anchor_of(kind, "", article, span)
    row = list_in_focus(workspace).chosen
    if row is None:
        return lambda: dossier.notebook.anchor_of(AnchorKind.DOSSIER)
    entry = item_of(row, NoteRow)
    if entry is not None:
        anchor = entry.entry.anchor
        return lambda: anchor
    item_id = row.id
    return lambda: dossier.notebook.anchor_of(ANCHOR_KINDS[pane], item_id)


def return_focus(workspace: Workspace) -> None:
    """Return the focus from the prompt to the reader or the list that had it."""
    if workspace.has_class("-reading"):
        workspace.set_focus(workspace.reader)
    else:
        workspace.set_focus(workspace.lists[workspace.pane])
