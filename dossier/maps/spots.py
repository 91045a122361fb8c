"""Spots: the places of events on the world sheet, and the marks that stand for them in a drawing."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import product

from dossier.maps.dots import CELL
from dossier.maps.projection import project
from dossier.maps.view import MapView
from dossier.model.event import Event
from dossier.text.unsafe_characters import one_line

NEAR = (4, 3)
"""Dots across and down within which two spots share a mark."""


@dataclass(frozen=True, slots=True)
class MapSpot:
    """A spot: a point of the world sheet, its name as most of the articles print it, and the events there in their order."""

    x: float
    y: float
    name: str
    events: tuple[Event, ...]


@dataclass(frozen=True, slots=True)
class MapMark:
    """A mark: the spots that share a place in a drawing, by its column and row in cells, the one with most events first; and the events at
    all of them.
    """

    column: int
    row: int
    spots: tuple[MapSpot, ...]
    events: tuple[Event, ...]

    @property
    def label(self) -> str:
        """The name of its first spot, and the number of others: “Lisbon +2”."""
        others = len(self.spots) - 1
        return f"{self.spots[0].name} +{others}" if others else self.spots[0].name


def coordinates_of(event: Event) -> tuple[float, float] | None:
    """Latitude and longitude of an event's place in degrees, None where they are not known."""
    return event.location.coordinates if event.location is not None else None


def find_spots(events: Iterable[Event]) -> tuple[MapSpot, ...]:
    """The spots of all events that have coordinates, in the order of their first events."""
    at: dict[tuple[float, float], list[Event]] = {}
    for event in events:
        if (coordinates := coordinates_of(event)) is not None:
            at.setdefault(coordinates, []).append(event)
    return tuple(MapSpot(*project(*coordinates), _name(here), tuple(here)) for coordinates, here in at.items())


def _name(events: Sequence[Event]) -> str:
    return Counter(one_line(event.place.partition(",")[0]).strip() for event in events).most_common(1)[0][0]


def place_marks(spots: Iterable[MapSpot], view: MapView) -> tuple[MapMark, ...]:
    """Clustering: the marks of the spots in view, most events first. A spot joins the mark of a larger one that is so near that their signs
    would touch.
    """
    clusters: dict[tuple[int, int], list[_Placed]] = {}
    for spot in sorted(spots, key=lambda spot: -len(spot.events)):
        x, y = view.dot(spot.x, spot.y)
        if 0 <= x < view.width and 0 <= y < view.height:
            placed = _Placed(spot, x, y)
            near = product((0, -1, 1), range(-2, 3))
            cells = ((placed.column + columns, placed.row + rows) for rows, columns in near)
            at = next((cell for cell in cells if cell in clusters and placed.touches(clusters[cell][0])), (placed.column, placed.row))
            clusters.setdefault(at, []).append(placed)
    marks = []
    for (column, row), members in clusters.items():
        together = tuple(placed.spot for placed in members)
        marks.append(MapMark(column, row, together, tuple(event for spot in together for event in spot.events)))
    return tuple(sorted(marks, key=lambda mark: (-len(mark.events), mark.row, mark.column)))


@dataclass(frozen=True, slots=True)
class _Placed:
    """A spot at its dot."""

    spot: MapSpot
    x: float
    y: float

    @property
    def column(self) -> int:
        return int(self.x) // CELL[0]

    @property
    def row(self) -> int:
        return int(self.y) // CELL[1]

    def touches(self, other: "_Placed") -> bool:
        """True where the sign of one would lie on that of the other, or right beside it."""
        beside = self.row == other.row and abs(self.column - other.column) <= 1
        return beside or (abs(self.x - other.x) < NEAR[0] and abs(self.y - other.y) < NEAR[1])
