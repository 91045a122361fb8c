"""Mercator: known points, distances, and the edges of the sheet."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.maps.projection import NORTHERNMOST, kilometres_in, latitude_at, project


def test_the_middle_and_the_corners_of_the_sheet() -> None:
    """The equator at the meridian of Greenwich is the middle; the sheet is a square that ends near 85 degrees, as web maps do."""
    assert project(0, 0) == pytest.approx((0.5, 0.5))
    assert project(0, -180) == pytest.approx((0, 0.5))
    x, y = project(85.0511, 180)
    assert x == 1
    assert y == pytest.approx(0, abs=0.001)


@given(st.floats(-NORTHERNMOST, NORTHERNMOST), st.floats(-180, 180))
def test_a_latitude_comes_back_from_its_height(latitude: float, longitude: float) -> None:
    """The two directions agree."""
    x, y = project(latitude, longitude)
    assert 0 <= x <= 1
    assert latitude_at(y) == pytest.approx(latitude, abs=1e-9)


def test_small_regions_keep_their_shape() -> None:
    """At 60 degrees, a degree of longitude is half as long as one of latitude, and is drawn so."""
    west, east = project(60, 10), project(60, 10.01)
    south, north = project(59.995, 10), project(60.005, 10)
    assert (east[0] - west[0]) / (south[1] - north[1]) == pytest.approx(0.5, rel=0.001)


def test_lengths_follow_the_latitude() -> None:
    """A degree is 111 km at the equator, and half of that at 60 degrees north."""
    assert kilometres_in(1 / 360, 0.5) == pytest.approx(111.3, abs=0.1)
    assert kilometres_in(1 / 360, project(60, 0)[1]) == pytest.approx(55.7, abs=0.1)


@pytest.mark.parametrize("latitude", [90, -90, 89.99])
def test_the_poles_lie_on_the_edge(latitude: float) -> None:
    """They have no place on this projection, and do not fail."""
    assert math.isfinite(project(latitude, 0)[1])
    assert project(latitude, 0) == project(math.copysign(NORTHERNMOST, latitude), 0)
