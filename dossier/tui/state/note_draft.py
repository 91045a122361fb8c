"""Draft of a note: saved while it is typed, by whichever worker comes first, and always with its latest text."""

from __future__ import annotations

from dataclasses import dataclass, field
from threading import Lock
from typing import TYPE_CHECKING

from dossier.errors import ChangedMeanwhile
from dossier.model.notebook import EntryKind

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from dossier.model.notebook import Anchor, Entry, NoteStatus
    from dossier.services.notebook.commands import CommandResult
    from dossier.services.notebook.service import NotebookService


def save_edited(
    desk: NotebookService, entry: Entry, text: str, tags: Sequence[str] | None = None, status: NoteStatus | None = None
) -> Entry:
    """The note `entry` with what was typed. Where another program has changed or removed it meanwhile, what was typed becomes a note of its
    own beside it: neither text is lost.
    """
    try:
        return desk.edit_note(entry.id, text, tags, status, seen=entry)
    except ChangedMeanwhile:
        return desk.note(entry.anchor, text, tags or entry.tags, status or entry.status)


@dataclass
class NoteDraft:
    """A note with its `text` so far. `entry` is None until a first word is saved; `make_anchor` then gives its anchor.

    `save` and `close` may be called from several threads at once: they take turns, so that an older text never follows a newer.
    """

    desk: NotebookService
    make_anchor: Callable[[], Anchor]
    entry: Entry | None = None
    text: str = ""
    _turn: Lock = field(default_factory=Lock)

    def save(self) -> Entry | None:
        """Save the text in the notebook; a note without a word is not begun. Raises DossierError as the notebook does."""
        with self._turn:
            if self.entry is not None:
                self.entry = save_edited(self.desk, self.entry, self.text)
            elif self.text.strip():
                self.entry = self.desk.note(self.make_anchor(), self.text)
            return self.entry

    def close(self) -> Entry | CommandResult | None:
        """Save the text, or remove a note that is empty: the note, the result of the removal, or None where nothing was written."""
        entry = self.save()
        if entry is None or self.text.strip() or entry.tags or entry.status or entry.kind is not EntryKind.NOTE:
            return entry
        return self.desk.remove_entry(entry.id)
