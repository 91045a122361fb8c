"""A line to type into."""

from textual import events
from textual.binding import Binding
from textual.widgets import Input

EDITING = {
    key: binding.action for binding in Input.BINDINGS if isinstance(binding, Binding) for key in binding.key.split(",") if key != "enter"
}
"""The keys of Textual's input field that edit it or move its cursor, with their actions."""


class LineInput(Input):
    """A line to type into. Of a paste every line counts: they come one after the other, separated by spaces."""

    async def _on_key(self, event: events.Key) -> None:
        """Run the field's own keys at once. Textual runs them when the event has bubbled up to the app; letters typed right after `ctrl+u`
        would be in the field by then, and be deleted too.
        """
        await super()._on_key(event)
        if action := EDITING.get(event.key):
            event.stop()
            event.prevent_default()
            await self.run_action(action)

    def on_paste(self, event: events.Paste) -> None:
        """Take a paste whole, in place of Textual's own way, which takes its first line."""
        event.stop()
        event.prevent_default()
        self.replace(" ".join(filter(None, map(str.strip, event.text.splitlines()))), *self.selection)
