"""What an outlet changed in an article that was edited."""

from dossier.tui import screens
from dossier.tui.actions.registry import action
from dossier.tui.workspace import Workspace


@action("changes")
def show_changes(workspace: Workspace) -> None:
    """Show what an outlet changed in the article in the reader."""
    view = workspace.reader.view
    if view is None:
        workspace.show_status("Open an article first.")
    elif not view.article.earlier:
        workspace.show_status("This article has one version: it has not changed since it was added.")
    else:
        workspace.app.push_screen(screens.versions.VersionsScreen(workspace.dossier, view.article.id))
