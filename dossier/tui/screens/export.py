"""Export sheet: format, table, notes or not, and the name of the file."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from dossier.errors import DossierError
from dossier.keys.keymap import EXPORT, display_key, find_action
from dossier.model.query import Query
from dossier.phrases.plural import pluralize
from dossier.runtime.isolation import child_folder
from dossier.runtime.last_export import LastExport, last_export, remember_export
from dossier.services.export import supports_bom
from dossier.tui.keys.bindings import bind_overlay, overlay_bindings
from dossier.tui.messages import WorkFailed, WorkResult
from dossier.tui.platform.download import deliver
from dossier.tui.style.roles import StyleRoles, style_roles
from dossier.tui.text.lines import Part, assemble
from dossier.tui.text.phrases import path_from_home
from dossier.tui.widgets.modal_sheet import border_keys, clickable
from dossier.tui.workers import run_in_thread

if TYPE_CHECKING:
    from dossier.api import Dossier


TABLES_ON_A_LINE = 3
"""More would not fit in a narrow terminal."""
FEW = 6
"""Formats in sight in a low terminal."""
LONGEST_PATH = 60
"""Characters of a path in the sentence that names the file; of a longer one, the last two names."""


def _in_few_words(path: Path) -> str:
    """A path for a line of the footer: a long one by its last names, so that the file's name is in sight."""
    whole = path.absolute()
    words = path_from_home(whole)
    return words if len(words) <= LONGEST_PATH else f"…/{whole.parent.name}/{whole.name}"


@dataclass
class ExportWritten(WorkResult):
    """The file was written; the sentence says so."""

    path: Path
    sentence: str


class ExportScreen(ModalScreen[str], inherit_bindings=False):
    """Writes a file and ends with a sentence that says so; with an empty one where nothing was written. It exports the results of a query,
    which `words` describe; with `only`, just the items of these ids, which `words` then describe.
    """

    BINDINGS: ClassVar[list[BindingType]] = overlay_bindings(EXPORT)
    AUTO_FOCUS = "Input"

    def __init__(self, dossier: "Dossier", query: Query, words: str = "", only: tuple[str, ...] = ()) -> None:
        super().__init__()
        self.dossier, self.export_query, self.words, self.only = dossier, query, words or query.text, only
        self.formats = dossier.exports.formats()
        self.last = last_export()
        names = [info.name for info in self.formats]
        self.at = names.index(self.last.format) if self.last.format in names else 0
        self.table = 0
        """Numbers of the format and of its table; the format is that of the last export."""
        self.with_notes = self.with_bom = False
        self.error = ""

    def compose(self) -> ComposeResult:
        """The choices over the file's name."""
        bind_overlay(self, EXPORT, style_roles(self.app).keys)
        with Vertical(classes="sheet", id="export"):
            yield Static("", id="export-choices")
            yield Input(self._file_name(), compact=True, id="export-file", select_on_focus=False)
            yield Static("", id="export-message")

    def on_mount(self) -> None:
        """Title and keys go into the border."""
        look, box = style_roles(self.app), self.query_one("#export")
        box.border_title = assemble(look, [("Export selection" if self.only else "Export these results", "key")])
        box.border_subtitle = border_keys(look, EXPORT)
        self.query_one("#export-choices", Static).auto_links = False  # they can be clicked, and are no links to look at
        self._show_choices()

    def _file_name(self) -> str:
        """The whole path of the file: in the folder of the last export, else in the current one, or where that was removed in the home; below
        the home as “~/…”.
        """
        words = re.sub(r"[^\w]+", "-", self.dossier.title.casefold()).strip("-") or "dossier"
        try:
            folder = Path(self.last.folder) if self.last.folder else Path.cwd()
        except FileNotFoundError:
            folder = child_folder()
        return path_from_home(folder / f"{words}{self.formats[self.at].suffix}")

    def _in_sight(self) -> range:
        """The numbers of the formats shown; in a low terminal a few around the chosen one."""
        count = len(self.formats)
        if self.app.screen_stack[0].has_class("-high"):
            return range(count)
        first = max(0, min(self.at - FEW // 2, count - FEW))
        return range(count)[first : first + FEW]

    def _show_choices(self) -> None:
        look = style_roles(self.app)
        shown = self._in_sight()
        above, below = shown.start, len(self.formats) - shown.stop
        lines = [self._more("↑", above)]
        for at in shown:
            info, here = self.formats[at], at == self.at
            sign = look.glyphs.chosen if here else look.glyphs.other
            parts: list[Part] = [
                (f"  {sign} ", "key" if here else "muted"),
                (info.name.ljust(12), "bold" if here else ""),
                (info.what, "muted"),
            ]
            lines.append(clickable(assemble(look, parts), f"take_format({at})"))
        lines += [self._more("↓", below), *self._choices(), Content("")]
        lines += [assemble(look, [("  ", ""), self._extent()]), Content(""), assemble(look, [("  File", "muted")])]
        self.query_one("#export-choices", Static).update(Content("\n").join(lines))
        self.query_one("#export-message", Static).update(assemble(look, [(f"  {self.error}", "trouble")]))

    def _extent(self) -> Part:
        """Extent of the export, in words."""
        if self.only:
            return f"only {self.words}", "accent"
        return "the whole dossier" if self.export_query.empty else f"results for {self.words}", "muted"

    def _more(self, sign: str, count: int) -> Content:
        """The number of formats out of sight in a direction; a click goes on by one."""
        if not count:
            return Content("")
        step = "next_format" if sign == "↓" else "previous_format"
        return clickable(
            assemble(style_roles(self.app), [(f"  {sign} ", "key"), (f"{pluralize(count, 'more format')}", "muted")]), f"run('{step}')"
        )

    def _choices(self) -> list[Content]:
        """Lines of the other choices: the table and its mark, where the format has them; notes."""
        look, info = style_roles(self.app), self.formats[self.at]
        lines: list[Content] = []
        if info.tables:
            lines += self._tables(info.tables, look)
        ticks = [(self.with_bom, "byte order mark for Excel", "with_mark")] if supports_bom(info) else []
        for ticked, words, key_id in (*ticks, (self.with_notes, "include my notes", "with_notes")):
            box = (f"[{'x' if ticked else ' '}] ", "key" if ticked else "muted")
            lines.append(clickable(assemble(look, [("  ", ""), box, (words, ""), self._key(key_id)]), f"run('{key_id}')"))
        return lines

    def _tables(self, tables: Sequence[tuple[str, str]], look: StyleRoles) -> Iterator[Content]:
        """The names of the tables, a few on each line, and the key at the end."""
        for first in range(0, len(tables), TABLES_ON_A_LINE):
            parts: list[Part] = [("         " if first else "  table  ", "")]
            for at in range(first, min(first + TABLES_ON_A_LINE, len(tables))):
                here = at == self.table
                sign = look.glyphs.chosen if here else look.glyphs.other
                parts.append((f"{'  ' if at > first else ''}{sign} {tables[at][0]}", "key" if here else "muted"))
            is_last = first + TABLES_ON_A_LINE >= len(tables)
            yield clickable(assemble(look, [*parts, self._key("next_table")] if is_last else parts), "run('next_table')")

    def _key(self, key_id: str) -> Part:
        """The key of a line, after it."""
        return (f"   {display_key(find_action(key_id, style_roles(self.app).keys).keys[0])}", "muted")

    def action_run(self, key_id: str) -> None:
        """Run the action of a key."""
        if key_id == "cancel":
            self.dismiss("")
        elif key_id == "with_notes":
            self.with_notes = not self.with_notes
        elif key_id == "next_table":
            self.table = (self.table + 1) % max(1, len(self.formats[self.at].tables))
        elif key_id == "with_mark":
            self.with_bom = supports_bom(self.formats[self.at]) and not self.with_bom
        elif key_id in {"next_format", "previous_format"}:
            self.action_take_format((self.at + (1 if key_id == "next_format" else -1)) % len(self.formats))
        elif key_id == "write_file":
            self._write()
        if self.is_current and key_id != "cancel":
            self._show_choices()

    def action_take_format(self, at: int) -> None:
        """Choose a format by its number; the file's name follows it, unless it was changed."""
        unchanged = self.query_one(Input).value == self._file_name()
        self.at, self.table = at, 0
        if unchanged:
            self.query_one(Input).value = self._file_name()
        self._show_choices()

    @on(Input.Submitted)
    def _write(self) -> None:
        path = Path(self.query_one(Input).value.strip()).expanduser()
        info, query, notes = self.formats[self.at], self.export_query, self.with_notes
        table = info.tables[self.table][0] if info.tables else ""
        bom, only = self.with_bom and supports_bom(info), self.only

        def work() -> ExportWritten:
            if path.exists() and not path.is_dir():
                raise DossierError("That file already exists.", where=str(path), do="Choose another name.")
            job = self.dossier.exports.prepare(info.name, query, notes=notes, table=table, bom=bom, only=only)
            job.save(path)
            remember_export(LastExport(info.name, str(path.absolute().parent)))
            return ExportWritten(path, f"Wrote {job.what} to {_in_few_words(path)}.")

        run_in_thread(self, "write", work)

    @on(ExportWritten)
    def _export_written(self, message: ExportWritten) -> None:
        """Close with the sentence; in a browser, also send the file."""
        message.stop()
        self.dismiss(message.sentence + deliver(self.app, message.path))

    @on(WorkFailed)
    def _work_failed(self, message: WorkFailed) -> None:
        message.stop()
        self.error = f"! {message.error}"
        self._show_choices()
