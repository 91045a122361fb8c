"""Modal sheet: a box of lines over the dimmed screen, with its title and its keys in the border."""

from collections.abc import Callable

from textual import events
from textual.content import Content
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.style import Style

from dossier.keys.keymap import EVERY_SIZE, NARROW, display_key, footer_keys
from dossier.tui.style.roles import StyleRoles, style_roles
from dossier.tui.text.lines import assemble, strip_of

LineBuilder = Callable[[int, StyleRoles], list[Content]]
"""Builds the lines for a width in cells."""


class ModalSheet(ScrollView, can_focus=True, inherit_bindings=False):
    """Shows lines that are built for its width, and scrolls where they do not fit."""

    def __init__(self, build: LineBuilder, title: str, keys: Content | None = None, about: str = "") -> None:
        super().__init__(classes="sheet")
        self.auto_links = False
        self.build, self.heading, self.keys, self.about = build, title, keys, about
        self._cached: tuple[int, list[Content]] | None = None

    def on_mount(self) -> None:
        """Title and keys go into the border."""
        look = style_roles(self.app)
        self.border_title = assemble(look, [(self.heading, "key"), (f"  {self.about}" if self.about else "", "bold")])
        if self.keys is not None:
            self.border_subtitle = self.keys

    def rebuild(self) -> None:
        """Build the lines again."""
        self._cached = None
        self.refresh(layout=True)
        self._fit_height()

    def scroll_to_mark(self, mark: str) -> None:
        """Scroll the lines that begin with a mark into sight."""
        lines = self._lines(self.scrollable_content_region.width)
        marked = [at for at, line in enumerate(lines) if line.plain.startswith(mark)]
        if marked:
            self.scroll_to_region(Region(0, marked[0], 1, marked[-1] + 1 - marked[0]), animate=False, force=True)

    def _lines(self, width: int) -> list[Content]:
        if self._cached is None or self._cached[0] != width:
            self._cached = (width, self.build(width, style_roles(self.app)))
        return self._cached[1]

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002  # Textual calls it with these
        """As many lines as there are."""
        return len(self._lines(width))

    def on_resize(self, _event: events.Resize) -> None:
        """Lines break elsewhere."""
        self._fit_height()

    def _fit_height(self) -> None:
        """Let all lines be scrolled to."""
        self.virtual_size = Size(0, len(self._lines(self.scrollable_content_region.width)))

    def render_line(self, y: int) -> Strip:
        """One line in sight."""
        width = self.scrollable_content_region.width
        lines, at = self._lines(width), y + self.scroll_offset.y
        if len(lines) != self.virtual_size.height:
            # the scrollbar came or went, and lines break elsewhere beside it
            self.call_later(self._fit_height)
        line = lines[at] if at < len(lines) else Content("")
        return strip_of(line, width, self.visual_style, style_roles(self.app))

    def scroll_by_key(self, key_id: str) -> bool:
        """Scroll where the action of a key is to scroll; false for other actions."""
        height = max(1, self.size.height - 1)
        whole = self.virtual_size.height
        steps = {"scroll_down": 1, "scroll_up": -1, "sheet_down": height, "sheet_up": -height, "top": -whole, "bottom": whole}
        if key_id not in steps:
            return False
        self.scroll_to(y=self.scroll_offset.y + steps[key_id], animate=False)
        return True


def border_keys(look: StyleRoles, overlay: str, *more: tuple[str, str]) -> Content:
    """The keys of an overlay for its bottom border, to press or to click; `more`, as (key, label), come first."""
    line = Content("   ").join(assemble(look, [(key, "key"), (f" {label}", "muted")]) for key, label in more)
    for key in footer_keys(overlay, NARROW & EVERY_SIZE, look.keys):
        gap = Content("   ") if line else Content("")
        line = line + gap + clickable(assemble(look, [(display_key(key.keys[0]), "key"), (f" {key.label}", "muted")]), f"run('{key.id}')")
    return line


def clickable(content: Content, action: str) -> Content:
    """The same content, with an action of the screen that a click on it runs."""
    return content.stylize(Style.from_meta({"@click": f"screen.{action}"}))
