"""A note while it is written: kept as it is typed, by whichever worker comes first, and always as it stands then."""

from __future__ import annotations

from dataclasses import dataclass, field
from threading import Lock
from typing import TYPE_CHECKING

from dossier.model.notebook import EntryKind

if TYPE_CHECKING:
    from collections.abc import Callable

    from dossier.model.notebook import Anchor, Entry
    from dossier.services.notebook.desk import Desk


@dataclass
class NoteDraft:
    """`text` is what is written by now. `entry` is None until a first word is kept; `make` then gives what the note hangs on.

    `keep` and `close` may be called from several threads at once: they take turns, so that an older text never follows a newer.
    """

    desk: Desk
    make: Callable[[], Anchor]
    entry: Entry | None = None
    text: str = ""
    _turn: Lock = field(default_factory=Lock)

    def keep(self) -> Entry | None:
        """Keeps the text in the notebook; a note without a word is not begun. Raises DossierError as the notebook does."""
        with self._turn:
            if self.entry is not None:
                self.entry = self.desk.edit_note(self.entry.id, text=self.text)
            elif self.text.strip():
                self.entry = self.desk.note(self.make(), self.text)
            return self.entry

    def close(self) -> object:
        """Keeps the text for good; a note that was left empty is taken away."""
        entry = self.keep()
        if entry is None or self.text.strip() or entry.tags or entry.status or entry.kind is not EntryKind.NOTE:
            return entry
        return self.desk.remove_entry(entry.id)
