"""Note editor: the pane under the reader in which a note is written; it saves while one types."""

from collections.abc import Callable

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widget import Widget
from textual.widgets import Static, TextArea

from dossier.tui.messages import NoteTyped
from dossier.tui.state.note_draft import NoteDraft
from dossier.tui.style.roles import style_roles
from dossier.tui.text.lines import Part, assemble


class NoteText(TextArea):
    """The text of a note."""

    def on_paste(self, event: events.Paste) -> None:
        """Take a paste. Textual's own handler takes the focus, too, which may be elsewhere by now."""
        event.stop()
        event.prevent_default()
        self.move_cursor(self.replace(event.text, *self.selection, maintain_selection_offset=False).end_location)


class NoteEditor(Vertical):
    """A note's anchor, tags, status and text."""

    def __init__(self) -> None:
        super().__init__(id="note")
        self.draft: NoteDraft | None = None
        self.opened_from: Widget | None = None
        """The widget that had the focus before."""
        self.anchor_words = ""

    def compose(self) -> ComposeResult:
        """Two lines over the text."""
        yield Static("", id="note-head")
        yield NoteText(id="note-text", compact=True, soft_wrap=True, show_line_numbers=False, tab_behavior="focus")

    def open(self, draft: NoteDraft, anchor_words: str) -> None:
        """Write or edit a note; letters go into it from now on."""
        self.draft, self.opened_from = draft, self.screen.focused
        self.update_head(anchor_words)
        look = style_roles(self.app)
        area = self.query_one(TextArea)
        with self.prevent(TextArea.Changed):
            area.load_text(draft.text)
        area.move_cursor(area.document.end)
        self.border_title = assemble(look, [(f"{look.glyphs.pane} ", "key"), ("Note", "key")])
        self.border_subtitle = ""
        self.display = True
        self.screen.set_focus(area)  # at once, before the next key

    def update_head(self, anchor_words: str = "") -> None:
        """Show the note's anchor, its tags and its status as they are now; its text stays."""
        self.anchor_words = anchor_words or self.anchor_words
        entry = self.draft.entry if self.draft else None
        look = style_roles(self.app)
        tags = " ".join(f"#{tag}" for tag in entry.tags) if entry else ""
        status: list[Part] = [("   status ", "faint"), (str(entry.status), "searched")] if entry and entry.status else []
        first = assemble(look, [(" on   ", "faint"), (self.anchor_words, "")])
        second = assemble(look, [(" tags ", "faint"), (tags or "none", "accent" if tags else "faint"), *status])
        self.query_one("#note-head", Static).update(first.append("\n") + second)

    def close(self, closed: Callable[[NoteDraft], None]) -> None:
        """Put the pane away; `closed` is called once the letters that are still on their way have arrived."""
        draft = self.draft
        self.display = False
        self.query_one(TextArea).call_later(self._close, draft, closed)

    def _close(self, draft: NoteDraft | None, closed: Callable[[NoteDraft], None]) -> None:
        if draft is None:
            return
        draft.text = self.query_one(TextArea).text
        if self.draft is draft:
            self.draft = None
        closed(draft)

    def show_saved(self) -> None:
        """Show in the border that the note is saved."""
        self.border_subtitle = assemble(style_roles(self.app), [("saved", "muted")])

    @on(TextArea.Changed)
    def _changed(self, event: TextArea.Changed) -> None:
        event.stop()
        self.border_subtitle = assemble(style_roles(self.app), [("writing…", "faint")])
        if self.draft is not None:
            self.draft.text = event.text_area.text
            self.post_message(NoteTyped(event.text_area.text))
