"""Spots: the places of events on the world sheet, and how they share the cells of a drawing."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dossier.maps.projection import project
from dossier.maps.view import MapView
from dossier.model.event import Event
from dossier.text.unsafe_characters import one_line


@dataclass(frozen=True, slots=True)
class MapSpot:
    """A spot: a point of the world sheet, its name as most of the articles print it, and the events there in their order."""

    x: float
    y: float
    name: str
    events: tuple[Event, ...]


@dataclass(frozen=True, slots=True)
class MapMark:
    """A mark: the spots that fall into one cell of a drawing, by its column and row, the one with most events first."""

    column: int
    row: int
    spots: tuple[MapSpot, ...]

    @property
    def events(self) -> tuple[Event, ...]:
        """The events at all its spots."""
        return tuple(event for spot in self.spots for event in spot.events)

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


def place_marks(spots: Iterable[MapSpot], view: MapView, cell: tuple[int, int]) -> tuple[MapMark, ...]:
    """The marks of the spots in view, most events first; `cell` is the width and height of a cell in dots."""
    cells: dict[tuple[int, int], list[MapSpot]] = {}
    for spot in spots:
        column, row = view.dot(spot.x, spot.y)
        if 0 <= column < view.width and 0 <= row < view.height:
            cells.setdefault((int(column) // cell[0], int(row) // cell[1]), []).append(spot)
    marks = [MapMark(*at, tuple(sorted(here, key=lambda spot: -len(spot.events)))) for at, here in cells.items()]
    return tuple(sorted(marks, key=lambda mark: (-len(mark.events), mark.row, mark.column)))
