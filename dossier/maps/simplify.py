"""Line simplification (Douglas-Peucker)."""

import math
from collections.abc import Sequence

Point = tuple[float, float]


def simplify(points: Sequence[Point], tolerance: float) -> list[int]:
    """The indexes of the fewest points, both ends among them, so that no other is farther than `tolerance` from the line through them."""
    indexes = {0, len(points) - 1}
    todo = [(0, len(points) - 1)]
    while todo:
        first, last = todo.pop()
        start, end = points[first], points[last]
        distances = ((_distance(points[n], start, end), n) for n in range(first + 1, last))
        farthest, at = max(distances, default=(0.0, first))
        if farthest > tolerance:
            indexes.add(at)
            todo += [(first, at), (at, last)]
    return sorted(indexes)


def _distance(point: Point, start: Point, end: Point) -> float:
    """The distance of a point from a segment."""
    px, py = point[0] - start[0], point[1] - start[1]
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = dx * dx + dy * dy
    along = max(0.0, min(1.0, (px * dx + py * dy) / length)) if length else 0.0
    return math.hypot(px - along * dx, py - along * dy)
