"""The terminal's own cursor, for users of screen readers and magnifiers: it stands on the selected row."""

from typing import Any

from textual.app import App
from textual.geometry import Offset

from dossier.tui.widgets.line_list import LineList
from dossier.tui.widgets.reader import Reader
from dossier.tui.workspace import Workspace

SHOW = "\x1b[?25h"


def show_cursor(app: App[Any]) -> None:
    """Textual hides the cursor when it starts."""
    driver = app._driver  # noqa: SLF001  # Textual has no public way to write a sequence of its own
    if driver is not None:
        driver.write(SHOW)


def put_cursor(workspace: Workspace) -> None:
    """Put the cursor on the selected row, or on the reader's first line; input fields put it themselves."""
    focused = workspace.focused
    if not isinstance(focused, (LineList, Reader)):
        return
    line = focused.line_of_cursor - focused.scroll_offset.y if isinstance(focused, LineList) else 0
    region = focused.content_region
    workspace.app.cursor_position = Offset(region.x, region.y + max(0, min(line, region.height - 1)))
