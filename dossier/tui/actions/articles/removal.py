"""Removal of articles, which is confirmed first, and the list of removed articles, from which they come back."""

from collections.abc import Iterator
from functools import partial

from dossier.keys.keymap import ARTICLES
from dossier.phrases.plural import pluralize
from dossier.services.notebook.commands import CommandResult
from dossier.tui import screens
from dossier.tui.actions.articles.details import articles_in_focus
from dossier.tui.actions.focus import return_focus
from dossier.tui.actions.registry import Command, action, palette_commands
from dossier.tui.messages import ActionDone
from dossier.tui.style.roles import style_roles
from dossier.tui.text.phrases import title_of
from dossier.tui.widgets.prompt import PromptRequest
from dossier.tui.workers import run_action
from dossier.tui.workspace import Workspace

LONGEST_TITLE = 36
"""Characters of a title in the question."""
QUESTION_ROOM = 42
"""Cells of the question's line that are for its other words and for the keys that answer it."""
REMOVED = "Removed articles"
"""The name of the command that lists them."""


@action("remove")
def remove(workspace: Workspace) -> None:
    """Remove the selected articles once the user has confirmed it; the row after them is selected then."""
    articles = articles_in_focus(workspace)
    idents = [article.id for article in articles]
    if workspace.ingesting:
        workspace.show_status("Wait until the articles are read, or stop that first.")
        return
    if not articles:
        workspace.show_status("Select an article to remove first.")
        return

    def entered(text: str) -> None:
        return_focus(workspace)
        if text.strip().lower() not in {"y", "yes"}:
            workspace.show_status("Nothing removed.")
            return
        _select_neighbour(workspace, frozenset(idents))
        run_action(workspace, "remove", lambda: _remove(workspace, idents), undoable=False)

    title = title_of(articles[0])
    room = max(8, min(LONGEST_TITLE, workspace.app.size.width - QUESTION_ROOM))
    short = title if len(title) <= room else f"{title[: room - 1].rstrip()}…"
    names = f"“{short}”" if len(articles) == 1 else pluralize(len(articles), "article")
    workspace.prompt.open(PromptRequest(f"Remove {names}?", entered, hint="y to remove; esc to keep"))


def _remove(workspace: Workspace, idents: list[str]) -> CommandResult:
    workspace.dossier.ingest.remove(idents)
    names, back = ("the article", "it") if len(idents) == 1 else (pluralize(len(idents), "article"), "them")
    palette = style_roles(workspace.app).key("palette")
    return CommandResult(f"Removed {names}. “{REMOVED}” ({palette}) restores {back}.", changed=True)


def _select_neighbour(workspace: Workspace, leaving: frozenset[str]) -> None:
    """Select the first row after those that go, else the last one before them."""
    widget = workspace.lists[ARTICLES]
    widget.picked = frozenset()
    rows = [row.id for row in widget.listing.rows if not row.heading]
    last = max((at for at, ident in enumerate(rows) if ident in leaving), default=-1)
    after = [ident for ident in (*rows[last + 1 :], *reversed(rows[: last + 1])) if ident not in leaving]
    if after:
        widget.select(after[0])


@palette_commands
def removed_articles_command(workspace: Workspace) -> Iterator[Command]:
    """The command that lists removed articles."""
    yield Command(REMOVED, "list and restore them", partial(show_removed, workspace))


def show_removed(workspace: Workspace) -> None:
    """List the removed articles; the main screen follows once some have come back."""

    def closed(result: CommandResult | None) -> None:
        if result is not None:
            workspace.articles_changed = True
            workspace.post_message(ActionDone(result, undoable=False))

    if workspace.ingesting:
        workspace.show_status("Wait until the articles are read, or stop that first.")
    else:
        workspace.app.push_screen(screens.removed_articles.RemovedArticlesScreen(workspace.dossier), closed)
