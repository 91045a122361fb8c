"""The original file of an article, as far as it is text; for other files their kind and path."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.screen import ModalScreen

from dossier.errors import DossierError
from dossier.keys.keymap import ORIGINAL
from dossier.runtime.safe_files import SafeFolder
from dossier.tui.keys.bindings import bind_overlay, overlay_bindings
from dossier.tui.messages import WorkFailed, WorkResult
from dossier.tui.style.roles import StyleRoles, style_roles
from dossier.tui.text.lines import assemble, clean, wrap
from dossier.tui.text.placeholders import failure
from dossier.tui.widgets.modal_sheet import ModalSheet, border_keys
from dossier.tui.workers import run_in_thread

MOST = 500_000
"""Bytes of a file that are read."""


BINARY = {b"%PDF": "a PDF", b"PK\x03\x04": "a zipped document", b"\xd0\xcf\x11\xe0": "an Office document", b"\x1f\x8b": "a gzip file"}
"""Names of kinds of files that are no text, by their first bytes."""
ENCODINGS = (b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")


def text_of(data: bytes) -> str:
    """The bytes as text: by their byte-order mark, as UTF-8, else as cp1252; empty where they are no text."""
    if any(data.startswith(start) for start in BINARY):
        return ""
    encoding = next((name for mark, name in ENCODINGS if data.startswith(mark)), "")
    if encoding:
        return data.decode(encoding, errors="replace")
    if b"\0" in data:
        return ""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        # the end of what was read may lie inside a character
        return data.decode("utf-8" if error.start > len(data) - 4 else "cp1252", errors="replace")


def describe_binary(path: Path, data: bytes) -> str:
    """Kind, size and path of a file that is no text."""
    kind = next((name for start, name in BINARY.items() if data.startswith(start)), "a binary file")
    size = path.stat().st_size
    return f"This is {kind} ({size:,} bytes), so it cannot be shown as text.\nThe reader shows the text read from it.\n\nFile:\n{path}\n"


@dataclass
class SourceFileReady(WorkResult):
    """The file was read."""

    name: str
    text: str


class SourceFileScreen(ModalScreen[None], inherit_bindings=False):
    """Shows the file below the root of `files` that `find` gives; it is found and read in a worker."""

    BINDINGS: ClassVar[list[BindingType]] = overlay_bindings(ORIGINAL)
    AUTO_FOCUS = ".sheet"

    def __init__(self, files: SafeFolder, find: Callable[[], Path]) -> None:
        super().__init__()
        self.files, self.find = files, find
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

        def work() -> SourceFileReady:
            path = self.find()
            try:
                with self.files.open(path) as file:
                    data = file.read(MOST)
                return SourceFileReady(path.name, text_of(data) or describe_binary(path, data))
            except OSError as error:
                raise DossierError(str(error.strerror), where=str(path), do="Check whether the file is still in seeds/.") from error

        run_in_thread(self, "original", work)

    @on(SourceFileReady)
    def _source_file_ready(self, message: SourceFileReady) -> None:
        message.stop()
        self.text = message.text
        sheet = self.query_one(ModalSheet)
        sheet.border_title = assemble(style_roles(self.app), [("Original file", "key"), (f"  {message.name}", "bold")])
        sheet.rebuild()

    @on(WorkFailed)
    def _work_failed(self, message: WorkFailed) -> None:
        message.stop()
        self.error = message.error
        self.query_one(ModalSheet).rebuild()

    def _lines(self, width: int, look: StyleRoles) -> list[Content]:
        if self.error is not None:
            return list(failure(look, "Could not read this file", self.error, width))
        lines = []
        for raw in self.text.splitlines():
            line = clean(raw.expandtabs(4))
            pieces = list(wrap(line, width - 4)) or [(0, 0)]
            lines += [assemble(look, [("  ", ""), (line[start:end], "")]) for start, end in pieces]
        return lines

    def action_run(self, key_id: str) -> None:
        """Run the action of a key."""
        if key_id == "close":
            self.dismiss(None)
        else:
            self.query_one(ModalSheet).scroll_by_key(key_id)
