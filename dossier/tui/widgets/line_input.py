"""A line to type into."""

from textual import events
from textual.widgets import Input


class LineInput(Input):
    """A line to type into. Of a paste every line counts: they come one after the other, parted by blanks."""

    def on_paste(self, event: events.Paste) -> None:
        """Take a paste whole, in place of Textual's own way, which takes its first line."""
        event.stop()
        event.prevent_default()
        self.replace(" ".join(filter(None, map(str.strip, event.text.splitlines()))), *self.selection)
