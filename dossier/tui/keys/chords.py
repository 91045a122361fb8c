"""Chords: two keys in a row on an overlay. The first waits, and the footer shows the second ones."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events

from dossier.keys.keymap import KeyAction, display_key, find_action, works_in
from dossier.tui.keys.bindings import chords
from dossier.tui.widgets.footer import KeyLine


@dataclass
class Chord:
    """The key that waits for a second one, on an overlay that is a pane of the keymap; empty where none does."""

    pane: str
    table: Sequence[KeyAction]
    first: str = ""

    def wait(self, first: str, footer: KeyLine) -> None:
        """Wait for the second key."""
        self.first = first
        footer.key_override = tuple(
            (display_key(name), find_action(key_id, self.table).label, "") for name, key_id in self._seconds().items()
        )

    def take(self, event: events.Key, footer: KeyLine) -> str:
        """The id of the action of the two keys, once the second is pressed; empty where no key waits or the two have no action."""
        if not self.first:
            return ""
        key_id = self._seconds().get(event.key, "")
        self.first, footer.key_override = "", ()
        event.stop()
        event.prevent_default()
        return key_id

    def _seconds(self) -> dict[str, str]:
        return chords(self.first, works_in(self.pane, self.table))
