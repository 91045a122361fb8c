"""The user's acts, newest first, and which of them are undone; undo and redo work in here."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.screen import ModalScreen

from dossier.keys.keymap import HISTORY
from dossier.model.notebook import HistoryEntry
from dossier.phrases.core import format_time, pluralize
from dossier.tui import workers
from dossier.tui.keys.bindings import bind_overlay, overlay_bindings
from dossier.tui.messages import Failed, Finished
from dossier.tui.style.roles import StyleRoles, style_roles
from dossier.tui.text.lines import Part, assemble, clean, wrap
from dossier.tui.widgets.modal_sheet import ModalSheet, border_keys

if TYPE_CHECKING:
    from dossier.api import Dossier

TIME = 19
STATE = 8


class HistoryScreen(ModalScreen[None], inherit_bindings=False):
    """Lists the acts. `changed` is called after each that is undone or done again, so that what lies below is asked anew."""

    BINDINGS: ClassVar[list[BindingType]] = overlay_bindings(HISTORY)
    AUTO_FOCUS = ".sheet"

    def __init__(self, dossier: "Dossier", changed: Callable[[], None]) -> None:
        super().__init__()
        self.dossier, self.changed = dossier, changed
        self.acts: Sequence[HistoryEntry] | None = None
        self.told = ""

    def compose(self) -> ComposeResult:
        """One sheet."""
        look = style_roles(self.app)
        bind_overlay(self, HISTORY, look.keys)
        keys = border_keys(look, HISTORY, (look.key("undo"), "undo"), (look.key("redo"), "redo"))
        yield ModalSheet(self._lines, "Your acts", keys)

    def on_mount(self) -> None:
        """Ask for them."""
        self._ask()

    def _ask(self) -> None:
        workers.run_in_thread(self, "history", lambda: Finished("history", self.dossier.desk.history()))

    def _lines(self, width: int, look: StyleRoles) -> list[Content]:
        told: list[Content] = [Content("")]
        if self.told:
            told += [assemble(look, [("  ", ""), (self.told, "accent")]), Content("")]
        if self.acts is None:
            return [*told, assemble(look, [("  reading …", "muted")]), Content("")]
        if not self.acts:
            return [*told, assemble(look, [("  You have not changed anything yet.", "muted")]), Content("")]
        undone = sum(act.undone for act in self.acts)
        if undone:
            told.append(
                assemble(look, [(f"  {pluralize(undone, 'act')} undone, ", "muted"), (look.key("redo"), "key"), (" does again", "muted")])
            )
        for at, act in enumerate(self.acts):
            if at == undone and undone:
                told.append(assemble(look, [("  " + look.glyphs.rule * (width - 4), "rule")]))
            told += _act(act, width, look, here=at == undone)
        return [*told, Content("")]

    def on_finished(self, message: Finished) -> None:
        """The acts, or what was undone."""
        if message.what == "history":
            self.acts = message.result
        else:
            self.told = message.result.sentence
            if message.result.changed:
                self.changed()
            self._ask()
        self.query_one(ModalSheet).remake()

    def on_failed(self, message: Failed) -> None:
        """Say why it could not be done."""
        self.told = f"! {message.error}"
        self.query_one(ModalSheet).remake()

    def action_do(self, key_id: str) -> None:
        """What a key does here."""
        if key_id == "close":
            self.dismiss(None)
        elif key_id in {"undo", "redo"}:
            workers.run_action(self, key_id, self.dossier.desk.undo if key_id == "undo" else self.dossier.desk.redo)
        else:
            self.query_one(ModalSheet).do(key_id)


def _act(act: HistoryEntry, width: int, look: StyleRoles, *, here: bool) -> list[Content]:
    """One act: when, whether it is undone, what it did; the one that undo would take back has the mark."""
    text = clean(act.sentence)
    lines = []
    for n, (start, end) in enumerate(wrap(text, max(10, width - TIME - STATE - 4))):
        state = "undone" if act.undone else ""
        mark: Part = (f" {look.glyphs.row}" if here else "  ", "row-mark")
        head: list[Part] = (
            [mark, (format_time(act.at).ljust(TIME), "muted"), (state.ljust(STATE), "conflict")]
            if n == 0
            else [(" " * (TIME + STATE + 2), "")]
        )
        lines.append(assemble(look, [*head, (text[start:end], "muted" if act.undone else "")]))
    return lines
