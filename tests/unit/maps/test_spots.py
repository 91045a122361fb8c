"""Spots: events at one place together, and marks for spots that share a place of the drawing."""

from dossier.maps.projection import project
from dossier.maps.spots import find_spots, place_marks
from dossier.maps.view import MapView, fit
from dossier.model.place import PlaceKind
from tests.unit.maps.conftest import MakeEvent


def test_events_at_one_place_are_one_spot(make_event: MakeEvent) -> None:
    """In their order, under the name that most of them print; those without coordinates are left out."""
    events = [
        make_event("1", (50.0, 10.0), "Velmar, Karvenia"),
        make_event("2", (40.0, 20.0), "Ostrey"),
        make_event("3"),
        make_event("4", (50.0, 10.0), "the port of Velmar"),
        make_event("5", (50.0, 10.0), "the port of Velmar"),
        make_event("6", (61.0, 9.0), "Karvenia", level=PlaceKind.COUNTRY),
    ]
    first, second = find_spots(events)
    assert ([event.id for event in first.events], first.name) == (["1", "4", "5"], "the port of Velmar")
    assert ([event.id for event in second.events], second.name) == (["2"], "Ostrey")
    assert (first.x, first.y) == project(50.0, 10.0)


def test_spots_close_together_share_a_mark_until_one_zooms_in(make_event: MakeEvent) -> None:
    """The mark has the events of both, and the name of the one with more, with the number of others."""
    spots = find_spots([make_event("1", (50.0, 10.0), "Ostrey"), *(make_event(i, (50.05, 10.05), "Velmar") for i in "23")])
    far = MapView(*project(50.0, 10.0), 1 / 160, 160, 80)
    (mark,) = place_marks(spots, far)
    assert ([event.id for event in mark.events], mark.label) == (["2", "3", "1"], "Velmar +1")
    near = fit([(spot.x, spot.y) for spot in spots], 160, 80).zoomed(1000)
    assert [mark.label for mark in place_marks(spots, near)] == ["Velmar", "Ostrey"]


def test_spots_out_of_view_have_no_mark(make_event: MakeEvent) -> None:
    """On no side."""
    spots = find_spots([make_event(str(n), at) for n, at in enumerate([(50.0, 10.0), (50.0, -60.0), (-50.0, 10.0), (80.0, 10.0)])])
    view = fit([project(50.0, 10.0)], 160, 80)
    assert [mark.events[0].id for mark in place_marks(spots, view)] == ["0"]
