"""Events with a place, made by hand."""

from collections.abc import Callable
from datetime import date

import pytest

from dossier.model.event import Event, SourceReport, Status
from dossier.model.event_kinds.meeting import MEETING
from dossier.model.place import Location, Place, PlaceKind
from dossier.model.span import Span

MakeEvent = Callable[..., Event]


@pytest.fixture
def make_event() -> MakeEvent:
    """A function that makes an event at a latitude and longitude, or without coordinates."""

    def make(
        ident: str,
        at: tuple[float, float] | None = None,
        place: str = "Velmar",
        kind: str = MEETING.name,
        status: Status = Status.OCCURRED,
        day: date | None = date(2031, 5, 6),
        level: PlaceKind = PlaceKind.TOWN,
    ) -> Event:
        latitude, longitude = at or (None, None)
        where = Place(f"g{ident}", place, level, "XX", "Karvenia", "", latitude, longitude, 1000)
        location = Location(where, "It is the only one.")
        report = SourceReport("a", Span(0, 5), "They met.", status, day, day, "day", place, (), None, "", (), None, location=location)
        sure = day is not None
        return Event(ident, kind, "", status, day, day, "day", sure, "", place, (), None, "", "", (), (report,), location=location)

    return make
