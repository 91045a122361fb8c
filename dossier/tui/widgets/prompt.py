"""A line to type one thing into: a filter, a tag, a name, a day, a path."""

from collections.abc import Callable
from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Input, Static

from dossier.tui.keys.field_completion import FieldCompletion
from dossier.tui.style.roles import style_roles
from dossier.tui.text.lines import assemble
from dossier.tui.widgets.line_input import LineInput


@dataclass(frozen=True)
class PromptRequest:
    """What a prompt asks: its label, what stands in it, a hint, and what to do with the words, when done and at every change; `grow`
    completes them.
    """

    label: str
    done: Callable[[str], None]
    value: str = ""
    hint: str = ""
    changed: Callable[[str], None] | None = None
    grow: Callable[[str], FieldCompletion] | None = None


class Prompt(Horizontal):
    """One line over the footer. Escape closes it (and gives the changes back), enter takes what stands in it."""

    def __init__(self) -> None:
        super().__init__(id="prompt")
        self.asked: PromptRequest | None = None

    def compose(self) -> ComposeResult:
        """Label and box."""
        yield Static("", id="prompt-label")
        yield LineInput(compact=True, id="prompt-box", select_on_focus=False)

    def open(self, ask: PromptRequest) -> None:
        """Ask for something."""
        self.asked = ask
        self.display = True
        self.query_one("#prompt-label", Static).update(assemble(style_roles(self.app), [(f" {ask.label} ", "key")]))
        box = self.query_one(Input)
        with self.prevent(Input.Changed):
            box.value = ask.value
        box.placeholder = ask.hint
        box.cursor_position = len(ask.value)
        self.screen.set_focus(box)  # at once, before the next key

    @property
    def text(self) -> str:
        """What is typed."""
        return self.query_one(Input).value

    def close(self) -> None:
        """Put the line away."""
        self.asked = None
        self.display = False

    def cancel(self) -> None:
        """Close it, giving back what the changes had done."""
        asked = self.asked
        self.close()
        if asked and asked.changed:
            asked.changed(asked.value)

    def grow(self, tell: Callable[[str], None]) -> None:
        """Complete the words as far as that is sure; what else fits is told."""
        box = self.query_one(Input)
        box.call_later(self._grow, box, tell)

    def _grow(self, box: Input, tell: Callable[[str], None]) -> None:
        if self.asked is None or self.asked.grow is None:
            return
        grown = self.asked.grow(box.value)
        if grown.text != box.value:
            box.value = grown.text
            box.cursor_position = len(grown.text)
        if grown.choices:
            tell("   ".join(grown.choices))

    def submit(self) -> None:
        """Take what stands in the line once the letters that are still on their way to it have come."""
        box = self.query_one(Input)
        box.call_later(lambda: self._take(box.value))

    def _take(self, text: str) -> None:
        asked = self.asked
        self.close()
        if asked:
            asked.done(text)

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        event.stop()
        if self.asked and self.asked.changed:
            self.asked.changed(event.value)

    @on(Input.Submitted)
    def _done(self, event: Input.Submitted) -> None:
        event.stop()
        self._take(event.value)
