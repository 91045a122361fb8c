"""The pane under the reader in which a note is written; it saves as one types."""

from collections.abc import Callable

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static, TextArea

from dossier.tui.messages import NoteTyped
from dossier.tui.state.note_draft import NoteDraft
from dossier.tui.style.roles import style_roles
from dossier.tui.text.lines import Part, assemble


class NoteText(TextArea):
    """The text of a note."""

    def on_paste(self, event: events.Paste) -> None:
        """Take a paste. Textual's own way takes the focus, too, which may have gone elsewhere meanwhile."""
        event.stop()
        event.prevent_default()
        self.move_cursor(self.replace(event.text, *self.selection, maintain_selection_offset=False).end_location)


class NoteEditor(Vertical):
    """What the note is on, its tags, its status, and its text."""

    def __init__(self) -> None:
        super().__init__(id="note")
        self.draft: NoteDraft | None = None
        self.on_what = ""

    def compose(self) -> ComposeResult:
        """Two lines over the text."""
        yield Static("", id="note-head")
        yield NoteText(id="note-text", compact=True, soft_wrap=True, show_line_numbers=False, tab_behavior="focus")

    def open(self, writing: NoteDraft, on: str) -> None:
        """Write or edit a note; letters go into it from now on."""
        self.draft = writing
        self.restate(on)
        look = style_roles(self.app)
        area = self.query_one(TextArea)
        with self.prevent(TextArea.Changed):
            area.load_text(writing.text)
        area.move_cursor(area.document.end)
        self.border_title = assemble(look, [(f"{look.glyphs.pane} ", "key"), ("Note", "key")])
        self.border_subtitle = ""
        self.display = True
        self.screen.set_focus(area)  # at once, before the next key

    def restate(self, on: str = "") -> None:
        """Say anew what the note is on, its tags and its status; its text stays as it stands here."""
        self.on_what = on or self.on_what
        entry = self.draft.entry if self.draft else None
        look = style_roles(self.app)
        tags = " ".join(f"#{tag}" for tag in entry.tags) if entry else ""
        status: list[Part] = [("   status ", "faint"), (str(entry.status), "searched")] if entry and entry.status else []
        first = assemble(look, [(" on   ", "faint"), (self.on_what, "")])
        second = assemble(look, [(" tags ", "faint"), (tags or "none", "accent" if tags else "faint"), *status])
        self.query_one("#note-head", Static).update(first.append("\n") + second)

    def close(self, then: Callable[[NoteDraft], None]) -> None:
        """Put the pane away; `then` is done once the letters that are still on their way to it have come."""
        writing = self.draft
        self.display = False
        self.query_one(TextArea).call_later(self._ended, writing, then)

    def _ended(self, writing: NoteDraft | None, then: Callable[[NoteDraft], None]) -> None:
        if writing is None:
            return
        writing.text = self.query_one(TextArea).text
        if self.draft is writing:
            self.draft = None
        then(writing)

    def saved(self) -> None:
        """Say that it is kept."""
        self.border_subtitle = assemble(style_roles(self.app), [("saved just now", "muted")])

    @on(TextArea.Changed)
    def _changed(self, event: TextArea.Changed) -> None:
        event.stop()
        self.border_subtitle = assemble(style_roles(self.app), [("writing…", "faint")])
        if self.draft is not None:
            self.draft.text = event.text_area.text
            self.post_message(NoteTyped(event.text_area.text))
