"""Map view: the part of the world sheet that a drawing shows, and the size of the drawing in dots."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from dossier.maps.projection import kilometres_in

MARGIN = 0.12
"""Share of the drawing that stays free on each side of the outermost points where a view is fitted to them."""
LEAST_ACROSS = 9 / 360
"""Share of the sheet that a fitted view shows at least: for a single point, enough land to see where it is."""
SMALLEST_ACROSS = 0.5 / 360
"""Share of the sheet that a view shows at least: the lines have no more detail than that."""


@dataclass(frozen=True, slots=True)
class MapView:
    """`x` and `y` are the middle on the world sheet (see `projection`), `step` is the sheet's share in a dot; a dot is as high as wide.

    The sheet repeats to the east and west, so `x` may be any number; `y` stays within the sheet.
    """

    x: float
    y: float
    step: float
    width: int
    height: int

    @property
    def left(self) -> float:
        """The sheet's x at the left edge."""
        return self.x - self.step * self.width / 2

    @property
    def top(self) -> float:
        """The sheet's y at the upper edge."""
        return self.y - self.step * self.height / 2

    def dot(self, x: float, y: float) -> tuple[float, float]:
        """A point of the sheet in dots from the upper left corner, taking the copy of the sheet that is nearest to the middle."""
        x += round(self.x - x)
        return (x - self.left) / self.step, (y - self.top) / self.step

    def point(self, column: float, row: float) -> tuple[float, float]:
        """The point of the sheet at a dot."""
        return self.left + column * self.step, self.top + row * self.step

    def panned(self, right: float, down: float) -> "MapView":
        """The view moved by shares of its width and height."""
        x = self.x + right * self.width * self.step
        return _limited(replace(self, x=x - math.floor(x), y=self.y + down * self.height * self.step))

    def zoomed(self, factor: float, at: tuple[float, float] | None = None) -> "MapView":
        """The view with `factor` times the dots for the same land; `at` is the dot that stays where it is, by default the middle."""
        column, row = at or (self.width / 2, self.height / 2)
        x, y = self.point(column, row)
        step = _limited(replace(self, step=self.step / factor)).step
        return _limited(replace(self, step=step, x=x + (self.width / 2 - column) * step, y=y + (self.height / 2 - row) * step))

    def resized(self, width: int, height: int) -> "MapView":
        """The view in a drawing of another size, showing at least the land that it showed before."""
        step = max(self.step * self.width / width, self.step * self.height / height)
        return _limited(replace(self, step=step, width=width, height=height))

    def towards(self, x: float, y: float) -> "MapView":
        """The view moved to have a point of the sheet in its middle, unless the point is well inside the view already."""
        column, row = self.dot(x, y)
        inside = all(MARGIN * size / 2 <= at <= size * (1 - MARGIN / 2) for at, size in ((column, self.width), (row, self.height)))
        return self if inside else _limited(replace(self, x=x - math.floor(x), y=y))

    def kilometres(self, dots: float) -> float:
        """The length of this many dots across the middle."""
        return kilometres_in(dots * self.step, self.y)


def whole_world(width: int, height: int) -> MapView:
    """The view of the whole world, as far as the drawing is high enough for it."""
    return _limited(MapView(0.5, 0.42, 1 / width, width, height))


def fit(points: Sequence[tuple[float, float]], width: int, height: int) -> MapView:
    """The view in which all points are seen, on whichever side of the antimeridian they lie; of the whole world without any."""
    if not points:
        return whole_world(width, height)
    xs = sorted(x % 1 for x, _ in points)
    gaps = [after - before for before, after in zip(xs, [*xs[1:], xs[0] + 1], strict=True)]
    widest = max(range(len(gaps)), key=gaps.__getitem__)
    across, left = 1 - gaps[widest], xs[(widest + 1) % len(xs)]
    top, bottom = min(y for _, y in points), max(y for _, y in points)
    free = 1 - 2 * MARGIN
    step = max(across / free / width, (bottom - top) / free / height, LEAST_ACROSS / width)
    return _limited(MapView((left + across / 2) % 1, (top + bottom) / 2, step, width, height))


def _limited(view: MapView) -> MapView:
    """The view at a step between its limits, and within the sheet's upper and lower edge."""
    step = min(max(view.step, SMALLEST_ACROSS / view.width), 1 / view.width)
    half = step * view.height / 2
    y = 0.5 if half >= 0.5 else min(max(view.y, half), 1 - half)
    return replace(view, step=step, y=y)
