"""Layout of the report's map: coasts and borders as paths, and a dot for each event whose place has coordinates."""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from dossier.export.item_counts import has_coordinates
from dossier.maps.clipping import clip_line
from dossier.maps.lines import LineKind, MapLine, detail_for, load_lines
from dossier.maps.scale import round_length
from dossier.maps.simplify import simplify
from dossier.maps.spots import MapMark, find_spots, place_marks
from dossier.maps.view import MapView, fit
from dossier.model.event import Event, Status

WIDTH, HEIGHT = 1000, 460
"""Size of the drawing in units."""
COARSE = 4
"""Units within which two places are nearly one: those share a label, as in a drawing of dots of that size."""
TOLERANCE = 0.8
"""Units by which a simplified coast may differ from its source."""
RADIUS, APART = 5.5, 6.8
"""Radius of a dot, and the distance that sets dots of one place apart."""
MOST_DOTS = 40
"""Most events at one place that have a dot each; more are a disc with their number."""
GOLDEN_ANGLE = math.pi * (3 - math.sqrt(5))
"""The turn from one dot to the next that fills a disc evenly (Vogel's model)."""
LETTER, LINE, GAP = 6.5, 14, 5
"""Width of a letter of a label, its height, and the space before it."""
MOST_LETTERS = 28
SCALE_SHARE = 0.2


@dataclass(frozen=True, slots=True)
class MapDot:
    """Mark of one event at a point; where a place has too many, it stands for `count` of them, `event` being the first."""

    event: Event
    x: float
    y: float
    radius: float
    hollow: bool
    count: int = 1


@dataclass(frozen=True, slots=True)
class MapLabel:
    """The name of a place, beginning at a point, or ending there with `before`."""

    words: str
    x: float
    y: float
    before: bool


@dataclass(frozen=True, slots=True)
class MapSvg:
    """The map as shapes: its size, a path for each kind of line, dots and labels, the length of the scale with its words, and the number of
    events that are not on it.
    """

    width: int
    height: int
    paths: tuple[tuple[str, str], ...]
    dots: tuple[MapDot, ...]
    labels: tuple[MapLabel, ...]
    scale: float
    scale_words: str
    missing: int


def draw_map(events: Sequence[Event]) -> MapSvg | None:
    """The map of the events that have coordinates; None where there are none."""
    located = [event for event in events if has_coordinates(event)]
    if not located:
        return None
    spots = find_spots(located)
    view = fit([(spot.x, spot.y) for spot in spots], WIDTH, HEIGHT)
    coarse = MapView(view.x, view.y, view.step * COARSE, WIDTH // COARSE, HEIGHT // COARSE)
    marks = place_marks(spots, coarse)
    groups = [tuple(_dots(mark, view)) for mark in marks]
    kilometres = round_length(view.kilometres(WIDTH * SCALE_SHARE))
    return MapSvg(
        WIDTH,
        HEIGHT,
        tuple((kind.value, path) for kind in LineKind if (path := _path(kind, view))),
        tuple(dot for group in groups for dot in group),
        tuple(_labels(marks, groups)),
        round(WIDTH * SCALE_SHARE * kilometres / view.kilometres(WIDTH * SCALE_SHARE), 1),
        f"{kilometres:,.0f} km",
        len(events) - len(located),
    )


def _dots(mark: MapMark, view: MapView) -> Iterator[MapDot]:
    """The dots of a place side by side around its point, each large enough to be pointed at."""
    x, y = view.dot(mark.spots[0].x, mark.spots[0].y)
    events = mark.events
    if len(events) > MOST_DOTS:
        yield MapDot(events[0], round(x, 1), round(y, 1), RADIUS * 3, hollow=False, count=len(events))
        return
    for n, event in enumerate(events):
        away, turn = APART * math.sqrt(n + 0.5) if len(events) > 1 else 0.0, n * GOLDEN_ANGLE
        planned = event.status is Status.PLANNED
        yield MapDot(event, round(x + away * math.cos(turn), 1), round(y + away * math.sin(turn), 1), RADIUS, planned)


def _labels(marks: Sequence[MapMark], groups: Sequence[Sequence[MapDot]]) -> Iterator[MapLabel]:
    """The names of places beside their dots, those with most events first; where there is no room, none."""
    boxes = [(dot.x - dot.radius, dot.y - dot.radius, dot.x + dot.radius, dot.y + dot.radius) for group in groups for dot in group]
    for mark, group in zip(marks, groups, strict=True):
        words = mark.label if len(mark.label) <= MOST_LETTERS else f"{mark.label[: MOST_LETTERS - 1].rstrip()}…"
        width = len(words) * LETTER
        left, right = min(dot.x - dot.radius for dot in group), max(dot.x + dot.radius for dot in group)
        y = (min(dot.y for dot in group) + max(dot.y for dot in group)) / 2
        for x, before in ((right + GAP, False), (left - GAP, True)):
            start = x - width if before else x
            box = (start, y - LINE / 2, start + width, y + LINE / 2)
            if start >= 0 and box[2] <= WIDTH and words and not any(_overlap(box, other) for other in boxes):
                boxes.append(box)
                yield MapLabel(words, round(x, 1), round(y, 1), before)
                break


def _overlap(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _path(kind: LineKind, view: MapView) -> str:
    """All lines of a kind in view as one path, in whole units, relative to each other; empty where there are none."""
    parts: list[str] = []
    for line in load_lines(detail_for(360 * view.step * COARSE / 2)):
        if line.kind is kind:
            for points in _in_view(line, view):
                parts.extend(_path_part(part) for part in clip_line(points, WIDTH, HEIGHT))
    return "".join(parts)


def _in_view(line: MapLine, view: MapView) -> Iterator[list[tuple[float, float]]]:
    """A line in units of the drawing, simplified; twice where the drawing shows it on both sides of the antimeridian."""
    left, top, step = view.left, view.top, view.step
    if line.bottom < top or line.top > top + step * HEIGHT:
        return
    for copy in range(math.floor(left), math.floor(left + step * WIDTH) + 1):
        if line.right + copy >= left and line.left + copy <= left + step * WIDTH:
            points = [((x + copy - left) / step, (y - top) / step) for x, y in zip(line.xs, line.ys, strict=True)]
            yield [points[n] for n in simplify(points, TOLERANCE)]


def _path_part(points: Iterable[tuple[float, float]]) -> str:
    """One stretch of a path: its first point, then steps; empty where all of it rounds to one point."""
    rounded = [(round(x), round(y)) for x, y in points]
    steps = [(x - before_x, y - before_y) for (before_x, before_y), (x, y) in pairwise(rounded)]
    numbers = [number for step in steps if step != (0, 0) for number in step]
    if not numbers:
        return ""
    words = "".join(f"{'' if number < 0 or not n else ' '}{number}" for n, number in enumerate(numbers))
    return f"M{rounded[0][0]} {rounded[0][1]}l{words}"
