"""The pane under the reader in which a note is written; it saves as one types."""

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static, TextArea

from dossier.model.notebook import Entry
from dossier.tui.lines import Part, assemble
from dossier.tui.looks import look_of
from dossier.tui.messages import NoteTyped


class NoteEditor(Vertical):
    """What the note is on, its tags, its status, and its text."""

    def __init__(self) -> None:
        super().__init__(id="note")
        self.entry: Entry | None = None
        self.on_what = ""

    def compose(self) -> ComposeResult:
        """Two lines over the text."""
        yield Static("", id="note-head")
        yield TextArea(id="note-text", compact=True, soft_wrap=True, show_line_numbers=False, tab_behavior="focus")

    def open(self, entry: Entry, on: str) -> None:
        """Edit a note."""
        self.on_what = on
        self.restate(entry)
        look = look_of(self.app)
        area = self.query_one(TextArea)
        with self.prevent(TextArea.Changed):
            area.load_text(entry.text)
        area.move_cursor(area.document.end)
        self.border_title = assemble(look, [(f"{look.glyphs.pane} ", "key"), ("Note", "key")])
        self.border_subtitle = ""
        self.display = True
        self.screen.set_focus(area)  # at once, before the next key

    def restate(self, entry: Entry) -> None:
        """Say anew what the note is on, its tags and its status; its text stays as it stands here."""
        self.entry = entry
        look = look_of(self.app)
        tags = " ".join(f"#{tag}" for tag in entry.tags) or "none"
        status: list[Part] = [("   status ", "faint"), (str(entry.status), "searched")] if entry.status else []
        first = assemble(look, [(" on   ", "faint"), (self.on_what, "")])
        second = assemble(look, [(" tags ", "faint"), (tags, "accent" if entry.tags else "faint"), *status])
        self.query_one("#note-head", Static).update(first.append("\n") + second)

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
