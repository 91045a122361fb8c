"""Completions of a half-typed query, in a small box under it."""

from textual import events
from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from dossier.model.search_result import Completion
from dossier.phrases.plural import pluralize
from dossier.tui.messages import QueryEntered
from dossier.tui.style.roles import style_roles
from dossier.tui.text.lines import Part, RenderContext, assemble

MOST = 8


class Completions(Widget):
    """Up to eight completions, one of them chosen, with the keys under them."""

    def __init__(self) -> None:
        super().__init__(id="completions")
        self.choices: tuple[Completion, ...] = ()
        self.at = 0
        self.typed = ""

    def offer(self, choices: tuple[Completion, ...], typed: str) -> None:
        """Offer completions for what is typed; none closes the box."""
        self.choices, self.at, self.typed = choices[:MOST], 0, typed
        self.display = bool(self.choices)
        self.refresh(layout=True)

    def move(self, by: int) -> None:
        """Choose the next or previous one."""
        self.at = (self.at + by) % max(1, len(self.choices))
        self.refresh()

    @property
    def chosen(self) -> Completion | None:
        """The completion that tab takes."""
        return self.choices[self.at] if self.display and self.choices else None

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002  # Textual calls it with these
        """A line each, a rule, and the keys."""
        return len(self.choices) + 2

    def render(self) -> Content:
        """The choices over the keys."""
        look = style_roles(self.app)
        width = self.size.width
        lines = [self._line(n, choice, width) for n, choice in enumerate(self.choices)]
        rule = assemble(look, [(look.glyphs.rule * width, "rule")])
        keys: list[Part] = [(" ", "")]
        for key, does in (("tab", "complete"), ("↑↓", "choose"), ("esc", "close")):
            keys += [(key, "key"), (f" {does}   ", "muted")]
        return Content("\n").join([*lines, rule, assemble(look, keys)])

    def _line(self, at: int, choice: Completion, width: int) -> Content:
        look = style_roles(self.app)
        here = at == self.at
        paint = RenderContext(width - 1, look, selected=here)
        field, colon, word = choice.label.rpartition(":")
        left: list[Part] = [(field + colon, "accent"), (word, "bold" if here else ""), ("  ", ""), (choice.note, "muted")]
        right: list[Part] = [(pluralize(choice.count, choice.counted), "muted")] if choice.counted else []
        mark = assemble(look, [(look.glyphs.row if here else " ", "row-mark")])
        line = mark + paint.line(left, right)
        if not here:
            return line
        return line.stylize(look.style("row")) if look.plain else line.stylize_before(look.style("row"))

    def on_click(self, event: events.Click) -> None:
        """Take the one under the pointer."""
        offset = event.get_content_offset(self)
        if offset is not None and offset.y < len(self.choices):
            self.post_message(QueryEntered(self.choices[offset.y].text))
