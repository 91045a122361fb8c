"""Commands of the palette on watched addresses: add one, remove one, check all at once."""

from collections.abc import Iterator
from functools import partial

from dossier.model.watch.address import WatchedAddress
from dossier.tui.actions.focus import return_focus
from dossier.tui.actions.registry import Command, palette_commands, slow_palette_commands
from dossier.tui.actions.watch.check import check_feeds
from dossier.tui.style.roles import style_roles
from dossier.tui.widgets.prompt import PromptRequest
from dossier.tui.workers import run_action
from dossier.tui.workspace import Workspace


@palette_commands
def watch_commands(workspace: Workspace) -> Iterator[Command]:
    """Commands on watched addresses that have no key."""
    yield Command("Watch a feed or page", "adds its URL to dossier.toml", partial(ask_for_address, workspace))
    yield Command("Check feeds now", "also those that are not due yet", partial(check_feeds, workspace, at_once=True))


@slow_palette_commands
def watched_address_commands(workspace: Workspace) -> Iterator[Command]:
    """A command for each watched address that removes it."""
    for status in workspace.dossier.watch.addresses():
        url = status.address.url
        yield Command(f"Stop watching {url}", "its articles stay", partial(stop_watching, workspace, url))


def ask_for_address(workspace: Workspace) -> None:
    """Ask for the URL of a feed or page, and watch it; comes back as `ActionDone`."""

    def entered(text: str) -> None:
        return_focus(workspace)
        if url := text.strip():
            run_action(workspace, "watch", lambda: workspace.dossier.watch.add(WatchedAddress(url)), undoable=False)

    hint = f"URL of a feed or page; {style_roles(workspace.app).key('check_feeds')} checks it"
    workspace.prompt.open(PromptRequest("Watch", entered, hint=hint))


def stop_watching(workspace: Workspace, url: str) -> None:
    """Take an address out of dossier.toml; comes back as `ActionDone`."""
    run_action(workspace, "stop watching", lambda: workspace.dossier.watch.remove(url), undoable=False)
