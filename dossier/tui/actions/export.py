"""Export of what is selected or shown."""

from dossier.errors import DossierError
from dossier.keys.keymap import NOTES
from dossier.phrases.plural import pluralize
from dossier.tui import screens
from dossier.tui.actions.filters import query_in_words
from dossier.tui.actions.registry import action
from dossier.tui.text.placeholders import ITEMS
from dossier.tui.workspace import Workspace


@action("export")
def export(workspace: Workspace) -> None:
    """Open the export sheet for the rows selected in all lists, or for all that is shown."""
    picked = {pane: _existing(workspace, pane, widget.picked) for pane, widget in workspace.lists.items()}
    counts = (pluralize(len(ids), f"selected {ITEMS[pane]}") for pane, ids in picked.items() if ids)
    only = tuple(item_id for ids in picked.values() for item_id in ids)
    words = f"the {', '.join(counts)}" if only else query_in_words(workspace)
    sheet = screens.export.ExportScreen(workspace.dossier, workspace.current_query, words, only)
    workspace.app.push_screen(sheet, lambda sentence: workspace.show_status(sentence or ""))


def _existing(workspace: Workspace, pane: str, picked: frozenset[str]) -> list[str]:
    """The selected rows whose items still exist: others were merged or removed meanwhile."""
    if not picked:
        return []
    if pane == NOTES:
        return sorted(picked & {str(entry.id) for entry in workspace.dossier.notebook.entries()})
    return sorted(item_id for item_id in picked if _exists(workspace, item_id))


def _exists(workspace: Workspace, item_id: str) -> bool:
    try:
        return workspace.dossier.query.snapshot.find_item(item_id).id == item_id
    except DossierError:
        return False
