"""Welcome for users who open the sample for the first time."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.screen import ModalScreen

from dossier.keys.keymap import WELCOME
from dossier.runtime.paths import state_dir
from dossier.tui.keys.bindings import bind_overlay, overlay_bindings
from dossier.tui.style.roles import StyleRoles, style_roles
from dossier.tui.text.lines import Part, assemble
from dossier.tui.widgets.modal_sheet import ModalSheet, border_keys

GREETED = "greeted"
ROWS: tuple[tuple[tuple[str, ...], str, str], ...] = (
    (("open",), "on a row opens the sentence it comes from", ""),
    (("search",), "searches as you type, for example ", "type:strike"),
    (("compare", "why"), "compare the sources, or explain a day", ""),
    (("add",), "makes a dossier for your own articles, on this machine", ""),
)


def greeted() -> bool:
    """True where the welcome has been closed before on this machine."""
    return (state_dir() / GREETED).is_file()


def remember_greeted() -> None:
    """Do not greet again. Where the state folder cannot be written to, the welcome comes back, and nothing else happens."""
    try:
        state_dir().mkdir(parents=True, exist_ok=True)
        (state_dir() / GREETED).touch()
    except OSError:
        return


class WelcomeScreen(ModalScreen[str], inherit_bindings=False):
    """Ends with the id of the key that closed it: "start", "all_keys", "add_own" or "leave_app"."""

    BINDINGS: ClassVar[list[BindingType]] = overlay_bindings(WELCOME)
    AUTO_FOCUS = ".sheet"

    def __init__(self, articles: int) -> None:
        super().__init__()
        self.articles = articles

    def compose(self) -> ComposeResult:
        """One sheet."""
        bind_overlay(self, WELCOME, style_roles(self.app).keys)
        yield ModalSheet(self._lines, "Welcome to dossier", border_keys(style_roles(self.app), WELCOME))

    def _lines(self, _width: int, look: StyleRoles) -> list[Content]:
        numbers = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine")
        number = numbers[self.articles] if self.articles < len(numbers) else str(self.articles)
        first: list[Part] = [
            (f"  {number} sample articles on one story. Try anything; ", ""),
            (look.key("undo"), "key"),
            (" undoes it.", ""),
        ]
        rows = [
            assemble(look, [(" ".join(map(look.key, ids)).rjust(7), "key"), (f"  {text}", ""), (example, "accent")])
            for ids, text, example in ROWS
        ]
        return [Content(""), assemble(look, first), Content(""), *rows, Content("")]

    def action_run(self, key_id: str) -> None:
        """Close it for good, and let the app go on with the action of the key."""
        remember_greeted()
        self.dismiss(key_id)
