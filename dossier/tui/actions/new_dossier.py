"""A new dossier from inside the app: its folder is asked for, made, and opened in place of the present one."""

from collections.abc import Iterator
from functools import partial
from itertools import count
from pathlib import Path

from dossier.errors import DossierError
from dossier.services.ingest.create import new_dossier
from dossier.tui.actions.focus import return_focus
from dossier.tui.actions.registry import Command, palette_commands
from dossier.tui.keys.field_completion import complete_path
from dossier.tui.style.roles import style_roles
from dossier.tui.widgets.prompt import PromptRequest
from dossier.tui.workspace import Workspace

NAME = "my-case"


@palette_commands
def new_dossier_command(workspace: Workspace) -> Iterator[Command]:
    """The command that makes a dossier."""
    yield Command("New dossier", "make one and open it", partial(ask_for_new_dossier, workspace))


def ask_for_new_dossier(workspace: Workspace) -> None:
    """Ask for the folder of a new dossier, make it, and leave for it."""
    if workspace.ingesting:
        workspace.show_status("Wait until the articles are read, or stop that first.")
        return

    def entered(text: str) -> None:
        return_focus(workspace)
        host = workspace.host
        host.next_dossier = _folder(text)
        host.next_message = f"Made this dossier in {host.next_dossier}. {style_roles(workspace.app).key('add')} adds articles."
        workspace.app.exit()

    def make(text: str) -> None:
        if not text.strip():
            raise DossierError("Enter a folder.")
        try:
            new_dossier(_folder(text))
        except DossierError as error:  # the folder stands in the prompt already, and the line is short
            raise DossierError(error.what) from error

    value = str(_free_folder())
    workspace.prompt.open(PromptRequest("New dossier in", entered, value, "a folder", complete=complete_path, select=True, check=make))


def _folder(text: str) -> Path:
    return Path(text.strip()).expanduser().absolute()


def _free_folder() -> Path:
    """A folder that does not exist yet, in the user's home, as it is typed."""
    return next(path for n in count(1) if not (path := Path("~") / (NAME if n == 1 else f"{NAME}-{n}")).expanduser().exists())
