"""Top line of a screen that covers the main one: a title and a count."""

from collections.abc import Sequence

from textual.content import Content
from textual.widget import Widget

from dossier.tui.style.roles import style_roles
from dossier.tui.text.lines import Part, RenderContext


class TopLine(Widget):
    """One line: parts from the left, as far as the right ones leave room."""

    def __init__(self, left: Sequence[Part], right: Sequence[Part] = ()) -> None:
        super().__init__(classes="top-line")
        self.left, self.right = tuple(left), tuple(right)

    def show(self, left: Sequence[Part], right: Sequence[Part]) -> None:
        """Show other parts."""
        self.left, self.right = tuple(left), tuple(right)
        self.refresh()

    def render(self) -> Content:
        """The line at this width."""
        return RenderContext(self.size.width, style_roles(self.app)).line([(" ", ""), *self.left], self.right)
