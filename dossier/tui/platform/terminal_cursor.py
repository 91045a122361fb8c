"""The terminal's own cursor, for those who follow it by ear or with a magnifier: it stands on the selected row."""

from typing import TYPE_CHECKING

from textual.geometry import Offset

from dossier.tui.widgets.line_list import LineList
from dossier.tui.widgets.reader import Reader

if TYPE_CHECKING:
    from textual.app import App

    from dossier.tui.screens.main import MainScreen

SHOW = "\x1b[?25h"


def show_cursor(app: "App[int]") -> None:
    """Textual hides the cursor when it starts."""
    driver = app._driver  # noqa: SLF001  # Textual has no public way to write a sequence of its own
    if driver is not None:
        driver.write(SHOW)


def put_cursor(screen: "MainScreen") -> None:
    """Put the cursor on the selected row, or on the reader's first line; fields put it where one types by themselves."""
    focused = screen.focused
    if not isinstance(focused, (LineList, Reader)):
        return
    line = focused.line_of_cursor - focused.scroll_offset.y if isinstance(focused, LineList) else 0
    region = focused.content_region
    screen.app.cursor_position = Offset(region.x, region.y + max(0, min(line, region.height - 1)))
