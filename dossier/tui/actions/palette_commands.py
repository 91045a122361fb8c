"""Commands that only the palette offers: text methods of articles, the title of the dossier, sizes of panes, the mouse on or off, and other dossiers opened before."""

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from dossier.errors import DossierError
from dossier.keys.keymap import ARTICLES
from dossier.phrases.plural import pluralize
from dossier.runtime.config import read_settings
from dossier.runtime.recents import distinct_folders, recent_dossiers
from dossier.services.ingest.text_methods import methods_for
from dossier.tui.actions.articles.details import articles_in_focus
from dossier.tui.actions.focus import return_focus
from dossier.tui.actions.navigation import store_pane_sizes
from dossier.tui.actions.registry import Command, palette_commands
from dossier.tui.splits import reset_pane_sizes
from dossier.tui.widgets.prompt import PromptRequest
from dossier.tui.workers import run_action
from dossier.tui.workspace import Workspace


@palette_commands
def text_method_commands(workspace: Workspace) -> Iterator[Command]:
    """A command for each other method by which the files of the selected articles, or of the one in the reader, can be read, and what the
    method keeps of them.
    """
    view = workspace.reader.view
    articles = [view.article] if view else []
    if workspace.focused_pane == ARTICLES and workspace.lists[ARTICLES].picked:
        articles = articles_in_focus(workspace)
    offered = [{method: (what, is_current) for method, what, is_current in methods_for(article)} for article in articles]
    idents = [article.id for article in articles]
    names = "this article" if len(articles) == 1 else pluralize(len(articles), "selected article")
    for method, (what, _) in offered[0].items() if offered else ():
        if all(method in methods for methods in offered) and not all(methods[method][1] for methods in offered):
            yield Command(f"Re-read {names}: {method}", what, partial(read_again, workspace, idents, method))


def read_again(workspace: Workspace, idents: Sequence[str], method: str) -> None:
    """Read articles by another method; comes back as `ActionDone`."""
    workspace.lists[ARTICLES].picked = frozenset()
    run_action(workspace, "re-read", lambda: workspace.dossier.ingest.select_text_method(idents, method))


@palette_commands
def rename_command(workspace: Workspace) -> Iterator[Command]:
    """The command that gives the dossier another title."""
    yield Command("Rename this dossier", "its title, on top and in exports", partial(ask_for_title, workspace))


def ask_for_title(workspace: Workspace) -> None:
    """Ask for another title of the dossier."""
    if workspace.ingesting:
        workspace.show_status("Wait until the articles are read, or stop that first.")
        return

    def entered(text: str) -> None:
        return_focus(workspace)
        run_action(workspace, "rename the dossier", lambda: workspace.dossier.ingest.rename_dossier(text), undoable=False)

    def check(text: str) -> None:
        if not text.strip():
            raise DossierError("A title cannot be empty.")

    workspace.prompt.open(PromptRequest("Title", entered, workspace.dossier.title, select=True, check=check))


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
    others = [root for root in recent_dossiers() if root.resolve() != current]
    folders = distinct_folders(others)
    for root in others:
        try:
            title = read_settings(root).title
        except DossierError:
            continue
        yield Command(f"Open {title}", folders[root], partial(open_other, workspace, root))


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
