"""A line to type into."""

from textual import events
from textual.binding import NoBinding
from textual.widgets import Input


class LineInput(Input):
    """A line to type into. Of a paste every line counts: they come one after the other, separated by spaces."""

    async def _on_key(self, event: events.Key) -> None:
        """Run the box's own keys at once. Textual runs them when the event has bubbled up to the app; letters typed right after `ctrl+u`
        would be in the box by then, and be deleted too.
        """
        try:
            binding = self._bindings.get_bindings_for_key(event.key)[0]
        except NoBinding:
            await super()._on_key(event)
            return
        event.stop()
        event.prevent_default()
        await self.run_action(binding.action)

    def on_paste(self, event: events.Paste) -> None:
        """Take a paste whole, in place of Textual's own way, which takes its first line."""
        event.stop()
        event.prevent_default()
        self.replace(" ".join(filter(None, map(str.strip, event.text.splitlines()))), *self.selection)
