"""Dot canvas: lines drawn in dots, two across and four down in each cell, shown as braille patterns or as ASCII strokes."""

from collections.abc import Sequence
from functools import cache
from math import floor

from dossier.maps.clipping import clip_segment
from dossier.maps.lines import LineKind, MapLine, detail_for, load_lines
from dossier.maps.view import MapView

CELL = (2, 4)
"""Dots across and down in a cell."""
BRAILLE = 0x2800
BITS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
"""The bit of each dot in a braille pattern (Unicode), by row and column."""
GAPS = {LineKind.COAST: 1, LineKind.BORDER: 2, LineKind.DISPUTED: 4}
"""Every how many dots one is drawn: borders are dotted, disputed ones sparsely."""
ORDER = (LineKind.DISPUTED, LineKind.BORDER, LineKind.COAST)
"""Kinds in the order in which they are drawn: a cell that two share has the colour of the later one."""


class DotCanvas:
    """A drawing of this many cells. `bits` are the dots of each cell, row by row, `kinds` the kind of line in it: 0 none, else its place in
    `ORDER` from 1 on.
    """

    def __init__(self, columns: int, rows: int) -> None:
        self.columns, self.rows = columns, rows
        self.bits, self.kinds = bytearray(columns * rows), bytearray(columns * rows)

    def draw_line(self, xs: Sequence[float], ys: Sequence[float], kind: LineKind) -> None:
        """Draw a line through points given in dots; what lies outside is cut off."""
        right, bottom = self.columns * CELL[0] - 1, self.rows * CELL[1] - 1
        phase = 0
        before_x, before_y = floor(xs[0]), floor(ys[0])
        for x, y in zip(map(floor, xs[1:]), map(floor, ys[1:]), strict=True):
            if x == before_x and y == before_y:
                continue
            if 0 <= x <= right and 0 <= y <= bottom and 0 <= before_x <= right and 0 <= before_y <= bottom:
                phase = self._draw_segment(before_x, before_y, x, y, kind, phase)
            elif clipped := clip_segment((before_x, before_y), (x, y), right, bottom):
                (x0, y0), (x1, y1) = clipped
                phase = self._draw_segment(round(x0), round(y0), round(x1), round(y1), kind, phase)
            before_x, before_y = x, y

    def _draw_segment(self, x: int, y: int, end_x: int, end_y: int, kind: LineKind, phase: int) -> int:
        """Bresenham's line between two dots inside; `phase` counts the dots since the last one drawn. Returns it for the next segment."""
        bits, kinds, columns = self.bits, self.kinds, self.columns
        gap, number = GAPS[kind], ORDER.index(kind) + 1
        dx, dy = abs(end_x - x), -abs(end_y - y)
        step_x, step_y = (1 if x < end_x else -1), (1 if y < end_y else -1)
        error = dx + dy
        while True:
            if not phase:
                at = (y >> 2) * columns + (x >> 1)
                bits[at] |= BITS[y & 3][x & 1]
                kinds[at] = number
            if x == end_x and y == end_y:
                return phase
            phase = (phase + 1) % gap
            twice = 2 * error
            if twice >= dy:
                error += dy
                x += step_x
            if twice <= dx:
                error += dx
                y += step_y

    def text(self, row: int, *, ascii_only: bool) -> str:
        """The signs of a row."""
        bits = self.bits[row * self.columns : (row + 1) * self.columns]
        return "".join(map(_strokes if ascii_only else _pattern, bits))


@cache
def _pattern(bits: int) -> str:
    return chr(BRAILLE + bits) if bits else " "


@cache
def _strokes(bits: int) -> str:
    """The ASCII sign that looks most like a cell's dots."""
    if not bits:
        return " "
    left, right = ([row for row in range(4) if bits & BITS[row][column]] for column in (0, 1))
    rows = sorted({*left, *right})
    if len(rows) > 2 and not (left and right):
        return "|"
    if left and right and rows[-1] - rows[0] > 1:
        slope = sum(right) / len(right) - sum(left) / len(left)
        return "\\" if slope > 0.5 else "/" if slope < -0.5 else "|" if len(rows) > 3 else ":"
    if rows[-1] - rows[0] > 1:
        return "|"
    return "'" if rows[-1] <= 1 and rows[0] == 0 else "-" if rows[-1] <= 2 else "." if not (left and right) else "_"


def draw_world(view: MapView) -> DotCanvas:
    """The coasts and borders in a view."""
    canvas = DotCanvas(view.width // CELL[0], view.height // CELL[1])
    left, top, step = view.left, view.top, view.step
    right, bottom = left + step * view.width, top + step * view.height
    copies = range(floor(left), floor(right) + 1)
    lines = load_lines(detail_for(360 * step))
    for kind in ORDER:
        for line in lines:
            if line.kind is kind and line.bottom >= top and line.top <= bottom:
                for copy in copies:
                    if line.right + copy >= left and line.left + copy <= right:
                        _draw(canvas, line, left - copy, top, step)
    return canvas


def _draw(canvas: DotCanvas, line: MapLine, left: float, top: float, step: float) -> None:
    canvas.draw_line([(x - left) / step for x in line.xs], [(y - top) / step for y in line.ys], line.kind)
