"""The app: one dossier, one main screen, overlays over it."""

from typing import TYPE_CHECKING, Any

from textual.app import App
from textual.scrollbar import ScrollBar

from dossier.tui.screens.main import MainScreen
from dossier.tui.themes import DEFAULT, own_themes, variables_for
from dossier.tui.widgets.scrollbar import ThinBar

if TYPE_CHECKING:
    from dossier.folder.dossier import Dossier


class DossierApp(App[int]):
    """Shows one dossier. It paints its empty shell at once; the dossier is opened in a worker after that."""

    TITLE = "dossier"
    CSS_PATH = ["app.tcss", "screens/main.tcss"]  # noqa: RUF012  # as Textual has it
    ENABLE_COMMAND_PALETTE = True

    def __init__(self, dossier: "Dossier", theme: str = DEFAULT, *, greet: bool = True) -> None:
        super().__init__()
        ScrollBar.renderer = ThinBar
        self.dossier = dossier
        self.greet = greet
        for own in own_themes():
            self.register_theme(own)
        self.theme = theme if theme in self.available_themes else DEFAULT

    def get_default_screen(self) -> MainScreen:
        """The main screen."""
        return MainScreen(self.dossier)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Colours of the roles in themes that do not name them."""
        return variables_for(self.current_theme)

    def action_welcome(self) -> None:
        """Greet whoever opens the sample for the first time."""


def run_app(dossier: "Dossier") -> int:
    """Run the app on a dossier until it is left; the exit code."""
    app = DossierApp(dossier)
    app.run()
    dossier.close()
    return app.return_code or 0


__all__: list[Any] = ["DossierApp", "run_app"]
