"""History: the user's commands, newest first, and which of them are undone; undo and redo work here."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.screen import ModalScreen

from dossier.keys.keymap import HISTORY
from dossier.model.notebook import HistoryEntry
from dossier.phrases.core import format_time
from dossier.phrases.plural import pluralize
from dossier.tui.keys.bindings import bind_overlay, overlay_bindings
from dossier.tui.messages import ActionDone, WorkFailed, WorkResult
from dossier.tui.style.roles import StyleRoles, style_roles
from dossier.tui.text.lines import Part, assemble, clean, wrap
from dossier.tui.widgets.modal_sheet import ModalSheet, border_keys
from dossier.tui.workers import run_action, run_in_thread
from dossier.tui.workspace import Workspace

TIME = 19
STATE = 8


@dataclass
class HistoryReady(WorkResult):
    """The commands, newest first."""

    entries: Sequence[HistoryEntry]


class HistoryScreen(ModalScreen[None], inherit_bindings=False):
    """Lists the commands. The main screen is refreshed after one is undone or done again."""

    BINDINGS: ClassVar[list[BindingType]] = overlay_bindings(HISTORY)
    AUTO_FOCUS = ".sheet"

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace = workspace
        self.entries: Sequence[HistoryEntry] | None = None
        self.message = ""

    def compose(self) -> ComposeResult:
        """One sheet."""
        look = style_roles(self.app)
        bind_overlay(self, HISTORY, look.keys)
        keys = border_keys(look, HISTORY, (look.key("undo"), "undo"), (look.key("redo"), "redo"))
        yield ModalSheet(self._lines, "Your changes", keys)

    def on_mount(self) -> None:
        """Ask for the commands."""
        self._ask()

    def _ask(self) -> None:
        run_in_thread(self, "history", lambda: HistoryReady(self.workspace.dossier.notebook.history()))

    def _lines(self, width: int, look: StyleRoles) -> list[Content]:
        lines: list[Content] = [Content("")]
        if self.message:
            lines += [assemble(look, [("  ", ""), (self.message, "accent")]), Content("")]
        if not self.entries:
            sentence = "Loading…" if self.entries is None else "No changes yet."
            return [*lines, assemble(look, [(f"  {sentence}", "muted")]), Content("")]
        undone = sum(entry.undone for entry in self.entries)
        if undone:
            count: Part = (f"  {pluralize(undone, 'change')} undone, ", "muted")
            lines.append(assemble(look, [count, (look.key("redo"), "key"), (" redoes", "muted")]))
        for at, entry in enumerate(self.entries):
            if at == undone and undone:
                lines.append(assemble(look, [("  " + look.glyphs.rule * (width - 4), "rule")]))
            lines += _entry_lines(entry, width, look, is_next=at == undone)
        return [*lines, Content("")]

    @on(HistoryReady)
    def _history_ready(self, message: HistoryReady) -> None:
        message.stop()
        self.entries = message.entries
        self.query_one(ModalSheet).rebuild()

    @on(ActionDone)
    def _action_done(self, message: ActionDone) -> None:
        message.stop()
        self.message = message.result.sentence
        if message.result.changed:
            self.workspace.refresh_all()
        self._ask()
        self.query_one(ModalSheet).rebuild()

    @on(WorkFailed)
    def _work_failed(self, message: WorkFailed) -> None:
        message.stop()
        self.message = f"! {message.error}"
        self.query_one(ModalSheet).rebuild()

    def action_run(self, key_id: str) -> None:
        """Run the action of a key."""
        desk = self.workspace.dossier.notebook
        if key_id == "close":
            self.dismiss(None)
        elif key_id in {"undo", "redo"}:
            run_action(self, key_id, desk.undo if key_id == "undo" else desk.redo, undoable=False)
        else:
            self.query_one(ModalSheet).scroll_by_key(key_id)


def _entry_lines(entry: HistoryEntry, width: int, look: StyleRoles, *, is_next: bool) -> list[Content]:
    """One command: its time, whether it is undone, its sentence; the next one that undo takes back has a mark."""
    text = clean(entry.sentence)
    lines = []
    for n, (start, end) in enumerate(wrap(text, max(10, width - TIME - STATE - 4))):
        state = "undone" if entry.undone else ""
        mark: Part = (f" {look.glyphs.row}" if is_next else "  ", "row-mark")
        head: list[Part] = (
            [mark, (format_time(entry.at).ljust(TIME), "muted"), (state.ljust(STATE), "conflict")]
            if n == 0
            else [(" " * (TIME + STATE + 2), "")]
        )
        lines.append(assemble(look, [*head, (text[start:end], "muted" if entry.undone else "")]))
    return lines
