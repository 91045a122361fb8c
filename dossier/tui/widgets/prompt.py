"""Prompt: one line over the footer to type a filter, a tag, a name, a day or a path into."""

from collections.abc import Callable
from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widget import Widget
from textual.widgets import Input, Static
from textual.widgets.input import Selection

from dossier.errors import DossierError
from dossier.tui.keys.field_completion import FieldCompletion
from dossier.tui.style.roles import style_roles
from dossier.tui.text.lines import assemble
from dossier.tui.widgets.line_input import LineInput


@dataclass(frozen=True)
class PromptRequest:
    """A request for a line of text: its label, its first text, a hint, and callbacks for the text that is entered and for every change;
    `complete` completes the text. With `select` the first text is selected, so that typing replaces it. `check` raises DossierError for a
    text that cannot be taken; the line then stays with the text and the reason.
    """

    label: str
    entered: Callable[[str], None]
    value: str = ""
    hint: str = ""
    changed: Callable[[str], None] | None = None
    complete: Callable[[str], FieldCompletion] | None = None
    select: bool = False
    check: Callable[[str], object] | None = None


class Prompt(Horizontal):
    """One line over the footer. Escape closes it and reverts the changes, enter takes its text."""

    def __init__(self) -> None:
        super().__init__(id="prompt")
        self.request: PromptRequest | None = None

    def compose(self) -> ComposeResult:
        """Label, box, and the reason why a text is not taken."""
        yield Static("", id="prompt-label")
        yield LineInput(compact=True, id="prompt-box", select_on_focus=False)
        yield Static("", id="prompt-error")

    def open(self, request: PromptRequest) -> None:
        """Ask for a line of text."""
        self.request = request
        self.display = True
        self.query_one("#prompt-label", Static).update(assemble(style_roles(self.app), [(f" {request.label} ", "key")]))
        box = self.query_one(Input)
        with self.prevent(Input.Changed):
            box.value = request.value
        box.placeholder = request.hint
        box.selection = Selection(0 if request.select else len(request.value), len(request.value))
        self._show_error("")
        self.screen.set_focus(box)  # at once, before the next key

    def has_field(self, widget: Widget | None) -> bool:
        """True for the field that the line is typed into."""
        return widget is not None and widget is self.query_one(Input)

    @property
    def text(self) -> str:
        """The text typed."""
        return self.query_one(Input).value

    def close(self) -> None:
        """Put the line away."""
        self.request = None
        self.display = False

    def cancel(self) -> None:
        """Close it and revert what the changes had done."""
        request = self.request
        self.close()
        if request and request.changed:
            request.changed(request.value)

    def complete(self, show: Callable[[str], None]) -> None:
        """Complete the text as far as that is certain; other completions are shown."""
        box = self.query_one(Input)
        box.call_later(self._complete, box, show)

    def _complete(self, box: Input, show: Callable[[str], None]) -> None:
        if self.request is None or self.request.complete is None:
            return
        completion = self.request.complete(box.value)
        if completion.text != box.value:
            box.value = completion.text
            box.cursor_position = len(completion.text)
        if completion.choices:
            show("   ".join(completion.choices))

    def submit(self) -> None:
        """Take the text once the letters that are still on their way have arrived."""
        box = self.query_one(Input)
        box.call_later(lambda: self._take(box.value))

    def _take(self, text: str) -> None:
        request = self.request
        if request is not None and request.check is not None:
            try:
                request.check(text)
            except DossierError as error:
                self._show_error(str(error))
                self.screen.set_focus(self.query_one(Input))
                return
        self.close()
        if request:
            request.entered(text)

    def _show_error(self, message: str) -> None:
        self.query_one("#prompt-error", Static).update(assemble(style_roles(self.app), [(f" ! {message} " if message else "", "trouble")]))

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        event.stop()
        self._show_error("")
        if self.request and self.request.changed:
            self.request.changed(event.value)

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self._take(event.value)
