"""A scrollbar half a cell thick, so that it reads as a rule and not as a block."""

from math import ceil
from typing import ClassVar

from rich.color import Color
from rich.segment import Segment, Segments
from rich.style import Style
from textual.scrollbar import ScrollBarRender

from dossier.tui.style.glyphs import ASCII, Glyphs


class ThinBar(ScrollBarRender):
    """Draws the part in sight as half cells, and nothing where all is in sight."""

    vertical_sign: ClassVar[str] = Glyphs().scrollbar
    horizontal_sign: ClassVar[str] = "▂"

    @classmethod
    def render_bar(  # Textual calls it with these
        cls,
        size: int = 25,
        virtual_size: float = 50,
        window_size: float = 20,
        position: float = 0,
        thickness: int = 1,
        vertical: bool = True,  # noqa: FBT001, FBT002  # Textual's own signature
        back_color: Color = Color.parse("black"),  # noqa: B008  # the same
        bar_color: Color = Color.parse("white"),  # noqa: B008  # the same
    ) -> Segments:
        """Segments for each cell of the bar; presses on it page or grab, as Textual's own does."""
        ground = Style(color=bar_color, bgcolor=back_color)
        grab = ground + Style(meta={"@mouse.down": "grab"})
        up = ground + Style(meta={"@mouse.down": "scroll_up"})
        down = ground + Style(meta={"@mouse.down": "scroll_down"})
        if not (window_size and virtual_size > window_size):
            return Segments([Segment(" " * thickness, ground)] * size, new_lines=vertical)
        length = max(1, ceil(window_size / virtual_size * size))
        start = round(position / (virtual_size - window_size) * (size - length))
        sign = cls.vertical_sign if vertical else cls.horizontal_sign
        cells = [
            Segment(sign * thickness, grab) if start <= at < start + length else Segment(" " * thickness, up if at < start else down)
            for at in range(size)
        ]
        return Segments(cells, new_lines=vertical)


class PlainBar(ThinBar):
    """The same with a sign that every terminal has."""

    vertical_sign: ClassVar[str] = ASCII.scrollbar
    horizontal_sign: ClassVar[str] = ASCII.scrollbar
