"""Commands that only the palette offers: text methods of the article, sizes of panes, the mouse on or off, and other dossiers opened before."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from dossier.errors import DossierError
from dossier.runtime.config import read_settings
from dossier.runtime.recents import recent_dossiers
from dossier.services.ingest.text_methods import methods_for
from dossier.tui.actions.navigation import store_pane_sizes
from dossier.tui.actions.registry import Command, palette_commands
from dossier.tui.splits import reset_pane_sizes
from dossier.tui.workers import run_action
from dossier.tui.workspace import Workspace


@palette_commands
def text_method_commands(workspace: Workspace) -> Iterator[Command]:
    """A command for each other method by which the file of the article in the reader can be read, and what the method keeps of it."""
    view = workspace.reader.view
    if view is None:
        return
    for method, description, is_current in methods_for(view.article):
        if not is_current:
            yield Command(f"Re-read this article: {method}", description, partial(read_again, workspace, view.article.id, method))


def read_again(workspace: Workspace, article: str, method: str) -> None:
    """Read an article by another method; comes back as `ActionDone`."""
    run_action(workspace, "re-read", lambda: workspace.dossier.ingest.select_text_method(article, method))


@palette_commands
def pane_commands(workspace: Workspace) -> Iterator[Command]:
    """The sizes of panes as they were, where the user has changed them."""
    if workspace.pane_sizes:
        yield Command("Reset pane sizes", "as the program has them", partial(reset, workspace))


def reset(workspace: Workspace) -> None:
    """Give all panes the sizes that the program has for them, and store that."""
    reset_pane_sizes(workspace)
    store_pane_sizes(workspace)


@palette_commands
def switch_commands(workspace: Workspace) -> Iterator[Command]:
    """The mouse, then the other dossiers, last opened first."""
    enabled = workspace.host.mouse_enabled
    yield Command(f"Mouse {'off' if enabled else 'on'}", "until you quit", partial(toggle_mouse, workspace))
    current = workspace.dossier.root.resolve()
    for root in recent_dossiers():
        if root.resolve() == current:
            continue
        try:
            title = read_settings(root).title
        except DossierError:
            continue
        yield Command(f"Open {title}", str(root), partial(open_other, workspace, root))


def open_other(workspace: Workspace, root: Path) -> None:
    """Leave this dossier for another."""
    if workspace.ingesting:
        workspace.show_status("Wait until the articles are read, or stop that first.")
    else:
        workspace.host.next_dossier = root
        workspace.app.exit()


def toggle_mouse(workspace: Workspace) -> None:
    """Listen to the mouse, or leave it to the terminal, which can then mark text with it."""
    host = workspace.host
    host.enable_mouse(enabled=not host.mouse_enabled)
    workspace.show_status("Mouse on." if host.mouse_enabled else "Mouse off; it now selects text in the terminal.")
