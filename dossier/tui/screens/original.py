"""The file of an article as it was added, byte for byte as far as it is text."""

from collections.abc import Callable
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.screen import ModalScreen

from dossier.errors import DossierError
from dossier.keymap import ORIGINAL
from dossier.tui import workers
from dossier.tui.bindings import bind_overlay, overlay_bindings
from dossier.tui.lines import assemble, clean, wrap
from dossier.tui.looks import Look, look_of
from dossier.tui.messages import Failed, Finished
from dossier.tui.states import failure
from dossier.tui.widgets.sheet import Sheet, border_keys

MOST = 500_000


class OriginalScreen(ModalScreen[None], inherit_bindings=False):
    """Shows the file that `find` names; it is found and read in a worker."""

    BINDINGS: ClassVar[list[BindingType]] = overlay_bindings(ORIGINAL)
    AUTO_FOCUS = ".sheet"

    def __init__(self, find: Callable[[], Path]) -> None:
        super().__init__()
        self.find = find
        self.text = ""
        self.error: DossierError | None = None

    def compose(self) -> ComposeResult:
        """One sheet over nearly the whole screen."""
        bind_overlay(self, ORIGINAL, look_of(self.app).keys)
        sheet = Sheet(self._lines, "Original file", border_keys(look_of(self.app), ORIGINAL, ("↑↓", "scroll")))
        sheet.add_class("-full")
        yield sheet

    def on_mount(self) -> None:
        """Read the file."""

        def work() -> Finished:
            path = self.find()
            try:
                with path.open("rb") as file:
                    return Finished("original", (path.name, file.read(MOST).decode("utf-8", errors="replace")))
            except OSError as error:
                raise DossierError(str(error.strerror), where=str(path), do="Was the file taken out of seeds/?") from error

        workers.run(self, "original", work)

    def on_finished(self, message: Finished) -> None:
        """Show it."""
        name, self.text = message.result
        sheet = self.query_one(Sheet)
        sheet.border_title = assemble(look_of(self.app), [("Original file", "key"), (f"  {name}", "bold")])
        sheet.remake()

    def on_failed(self, message: Failed) -> None:
        """Say why there is nothing to show."""
        self.error = message.error
        self.query_one(Sheet).remake()

    def _lines(self, width: int, look: Look) -> list[Content]:
        if self.error is not None:
            return list(failure(look, "This file could not be read", self.error, width))
        lines = []
        for raw in self.text.splitlines():
            line = clean(raw.expandtabs(4))
            pieces = list(wrap(line, width - 4)) or [(0, 0)]
            lines += [assemble(look, [("  ", ""), (line[start:end], "")]) for start, end in pieces]
        return lines

    def action_do(self, key_id: str) -> None:
        """What a key does here."""
        if key_id == "close":
            self.dismiss(None)
        else:
            self.query_one(Sheet).do(key_id)
