"""Clipping of lines to a rectangle (Liang-Barsky)."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

Point = tuple[float, float]


def clip_segment(start: Point, end: Point, width: float, height: float) -> tuple[Point, Point] | None:
    """The part of a segment that lies in the rectangle from (0, 0) to (width, height), None where none does."""
    x, y = start
    dx, dy = end[0] - x, end[1] - y
    first, last = 0.0, 1.0
    for step, room in ((-dx, x), (dx, width - x), (-dy, y), (dy, height - y)):
        if step == 0:
            if room < 0:
                return None
            continue
        share = room / step
        if step < 0:
            first = max(first, share)
        else:
            last = min(last, share)
        if first > last:
            return None
    return (x + first * dx, y + first * dy), (x + last * dx, y + last * dy)


def clip_line(points: Sequence[Point], width: float, height: float) -> Iterator[list[Point]]:
    """The parts of a line that lie in the rectangle, each with at least two points."""
    part: list[Point] = []
    for start, end in pairwise(points):
        clipped = clip_segment(start, end, width, height)
        if clipped is None:
            if part:
                yield part
            part = []
            continue
        if part and part[-1] != clipped[0]:
            yield part
            part = []
        part = part or [clipped[0]]
        part.append(clipped[1])
        if clipped[1] != end:
            yield part
            part = []
    if part:
        yield part
