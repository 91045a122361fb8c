"""Comparison: the sources of an event, or the articles that print a quotation, side by side."""

from dossier.keys.keymap import QUOTES, READER
from dossier.tui.actions.focus import event_in_focus, quotation_in_focus
from dossier.tui.actions.registry import action
from dossier.tui.work_results import ComparisonReady
from dossier.tui.workers import run_in_thread
from dossier.tui.workspace import Workspace


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
