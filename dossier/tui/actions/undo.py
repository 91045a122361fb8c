"""Undo and redo of the user's commands, and their history."""

from dossier.tui import screens
from dossier.tui.actions.registry import action
from dossier.tui.workers import run_action
from dossier.tui.workspace import Workspace


@action("undo")
def undo(workspace: Workspace) -> None:
    """Undo the last command."""
    run_action(workspace, "undo", workspace.dossier.notebook.undo, undoable=False)


@action("redo")
def redo(workspace: Workspace) -> None:
    """Redo the command undone last."""
    run_action(workspace, "redo", workspace.dossier.notebook.redo, undoable=False)


@action("history")
def show_history(workspace: Workspace) -> None:
    """Show the commands made so far."""
    workspace.app.push_screen(screens.history.HistoryScreen(workspace))
