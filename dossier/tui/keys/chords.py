"""Two keys in a row on a screen that lies over the main one: the first waits, and the footer shows what the second can be."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events

from dossier.keys.keymap import KeyAction, display_key, find_action, works_in
from dossier.tui.keys.bindings import chords
from dossier.tui.widgets.footer import KeyLine


@dataclass
class Chord:
    """Which key waits for a second one, on a screen for a pane of the key table."""

    pane: str
    table: Sequence[KeyAction]
    first: str = ""

    def wait(self, first: str, foot: KeyLine) -> None:
        """Wait for the second key."""
        self.first = first
        foot.instead = tuple((display_key(name), find_action(key_id, self.table).label, "") for name, key_id in self._seconds().items())

    def take(self, event: events.Key, foot: KeyLine) -> str:
        """The id of what the two keys do, once the second has come; empty where none waits or the two mean nothing."""
        if not self.first:
            return ""
        key_id = self._seconds().get(event.key, "")
        self.first, foot.instead = "", ()
        event.stop()
        event.prevent_default()
        return key_id

    def _seconds(self) -> dict[str, str]:
        return chords(self.first, works_in(self.pane, self.table))
