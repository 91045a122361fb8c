"""The pane under the reader in which a note is written; it saves as one types."""

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static, TextArea

from dossier.model.notebook import Entry
from dossier.tui.lines import assemble
from dossier.tui.looks import look_of
from dossier.tui.messages import NoteTyped


class NoteEditor(Vertical):
    """What the note is on, its tags, and its text."""

    def __init__(self) -> None:
        super().__init__(id="note")
        self.entry: Entry | None = None

    def compose(self) -> ComposeResult:
        """Two lines over the text."""
        yield Static("", id="note-head")
        yield TextArea(id="note-text", compact=True, soft_wrap=True, show_line_numbers=False, tab_behavior="focus")

    def open(self, entry: Entry, on: str) -> None:
        """Edit a note."""
        self.entry = entry
        look = look_of(self.app)
        tags = " ".join(f"#{tag}" for tag in entry.tags) or "none"
        head = (
            assemble(look, [(" on   ", "faint"), (on, "")]),
            assemble(look, [(" tags ", "faint"), (tags, "accent" if entry.tags else "faint")]),
        )
        self.query_one("#note-head", Static).update(head[0].append("\n") + head[1])
        area = self.query_one(TextArea)
        with self.prevent(TextArea.Changed):
            area.load_text(entry.text)
        area.move_cursor(area.document.end)
        self.border_title = assemble(look, [(f"{look.glyphs.pane} ", "key"), ("Note", "key")])
        self.border_subtitle = ""
        self.display = True
        self.screen.set_focus(area)  # at once, before the next key

    @property
    def text(self) -> str:
        """What is written."""
        return self.query_one(TextArea).text

    def saved(self) -> None:
        """Say that it is kept."""
        self.border_subtitle = assemble(look_of(self.app), [("saved just now", "muted")])

    @on(TextArea.Changed)
    def _changed(self, event: TextArea.Changed) -> None:
        event.stop()
        self.border_subtitle = assemble(look_of(self.app), [("writing…", "faint")])
        self.post_message(NoteTyped(event.text_area.text))
