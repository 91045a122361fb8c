"""The file of an article as it was added, as far as it is text; of other files what they are and where they lie."""

from collections.abc import Callable
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.screen import ModalScreen

from dossier.errors import DossierError
from dossier.keys.keymap import ORIGINAL
from dossier.tui import workers
from dossier.tui.keys.bindings import bind_overlay, overlay_bindings
from dossier.tui.messages import Failed, Finished
from dossier.tui.style.roles import StyleRoles, style_roles
from dossier.tui.text.lines import assemble, clean, wrap
from dossier.tui.text.placeholders import failure
from dossier.tui.widgets.modal_sheet import ModalSheet, border_keys

MOST = 500_000


BINARY = {b"%PDF": "a PDF", b"PK\x03\x04": "a packed document", b"\xd0\xcf\x11\xe0": "an office document", b"\x1f\x8b": "a packed file"}
"""What files that are no text are called, by their first bytes."""
CODINGS = (b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")


def text_of(data: bytes) -> str:
    """The bytes as text, by their mark, as UTF-8, else as Windows wrote Western texts; empty where they are no text."""
    if any(data.startswith(start) for start in BINARY):
        return ""
    coding = next((name for mark, name in CODINGS if data.startswith(mark)), "")
    if coding:
        return data.decode(coding, errors="replace")
    if b"\0" in data:
        return ""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        # the end of what was read may lie inside a character
        return data.decode("utf-8" if error.start > len(data) - 4 else "cp1252", errors="replace")


def told_of(path: Path, data: bytes) -> str:
    """What a file is that is no text, and where it lies for the program that shows it."""
    kind = next((name for start, name in BINARY.items() if data.startswith(start)), "a file of bytes")
    size = path.stat().st_size
    return (
        f"This is {kind} of {size:,} bytes; it is no text that could be shown here.\n"
        f"What was read from it stands in the reader.\n\nThe file:\n{path}\n"
    )


class SourceFileScreen(ModalScreen[None], inherit_bindings=False):
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
        bind_overlay(self, ORIGINAL, style_roles(self.app).keys)
        sheet = ModalSheet(self._lines, "Original file", border_keys(style_roles(self.app), ORIGINAL, ("↑↓", "scroll")))
        sheet.add_class("-full")
        yield sheet

    def on_mount(self) -> None:
        """Read the file."""

        def work() -> Finished:
            path = self.find()
            try:
                with path.open("rb") as file:
                    data = file.read(MOST)
                return Finished("original", (path.name, text_of(data) or told_of(path, data)))
            except OSError as error:
                raise DossierError(str(error.strerror), where=str(path), do="Was the file taken out of seeds/?") from error

        workers.run_in_thread(self, "original", work)

    def on_finished(self, message: Finished) -> None:
        """Show it."""
        name, self.text = message.result
        sheet = self.query_one(ModalSheet)
        sheet.border_title = assemble(style_roles(self.app), [("Original file", "key"), (f"  {name}", "bold")])
        sheet.remake()

    def on_failed(self, message: Failed) -> None:
        """Say why there is nothing to show."""
        self.error = message.error
        self.query_one(ModalSheet).remake()

    def _lines(self, width: int, look: StyleRoles) -> list[Content]:
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
            self.query_one(ModalSheet).do(key_id)
