"""Views: fitted to points, moved, zoomed and resized without losing what is seen."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.maps.projection import project
from dossier.maps.view import LEAST_ACROSS, MapView, fit, whole_world

POINT = st.tuples(st.floats(-80, 80), st.floats(-180, 180)).map(lambda at: project(*at))


@given(st.lists(POINT, min_size=1, max_size=6), st.integers(40, 500), st.integers(20, 300))
def test_a_fitted_view_shows_every_point_unless_they_span_the_world(points: list[tuple[float, float]], width: int, height: int) -> None:
    """On either side of the antimeridian, too."""
    view = fit(points, width, height)
    at_widest = view.step == pytest.approx(1 / width)
    for x, y in points:
        column, row = view.dot(x, y)
        assert -1e-6 <= column <= width + 1e-6
        assert at_widest or -1e-6 <= row <= height + 1e-6


def test_points_on_both_sides_of_the_antimeridian_lie_close_together() -> None:
    """A strait between 175 degrees east and 170 degrees west is not drawn with the whole world in between."""
    view = fit([project(65, 175), project(66, -170)], 160, 80)
    assert view.step * view.width < 40 / 360
    (west, _), (east, _) = (view.dot(*project(65, 175)), view.dot(*project(66, -170)))
    assert 0 < west < east < 160


def test_a_single_point_is_shown_with_the_land_around_it() -> None:
    """In the middle."""
    view = fit([project(50, 10)], 160, 80)
    assert view.step * view.width == pytest.approx(LEAST_ACROSS)
    assert view.dot(*project(50, 10)) == pytest.approx((80, 40))


def test_without_points_the_whole_world_is_shown() -> None:
    """From edge to edge."""
    view = fit([], 160, 80)
    assert view == whole_world(160, 80)
    assert (view.left, view.step * view.width) == pytest.approx((0, 1))


def test_zooming_leaves_the_dot_under_the_pointer() -> None:
    """In and out again is where one was."""
    view = fit([project(50, 10), project(40, 30)], 160, 80)
    under = view.point(30, 20)
    nearer = view.zoomed(2, (30, 20))
    assert nearer.point(30, 20) == pytest.approx(under)
    assert nearer.step == pytest.approx(view.step / 2)
    back = nearer.zoomed(0.5, (30, 20))
    assert (back.x, back.y, back.step) == pytest.approx((view.x, view.y, view.step))


def test_zooming_ends_at_the_world_and_at_the_detail_of_the_lines() -> None:
    """However often it is asked for."""
    near = far = fit([project(50, 10)], 160, 80)
    for _ in range(40):
        near, far = near.zoomed(2), far.zoomed(0.5)
    assert near.step * near.width == pytest.approx(0.5 / 360)
    assert far.step * far.width == pytest.approx(1)


@given(st.floats(-1.5, 1.5), st.floats(-1.5, 1.5), st.integers(0, 12))
def test_moving_stays_on_the_sheet(right: float, down: float, times: int) -> None:
    """Past the antimeridian one comes in again on the other side; the poles are the end."""
    view = fit([project(50, 10), project(40, 30)], 160, 80)
    for _ in range(times):
        view = view.panned(right, down)
    assert 0 <= view.x <= 1
    assert view.top >= -1e-9
    assert view.top + view.step * view.height <= 1 + 1e-9


def test_another_size_shows_at_least_the_same_land() -> None:
    """Nothing that was seen is cut off."""
    view = fit([project(50, 10), project(40, 30)], 160, 80)
    corners = [(view.left, view.top), (view.left + view.step * view.width, view.top + view.step * view.height)]
    for width, height in ((80, 80), (160, 40), (400, 230)):
        other = view.resized(width, height)
        for x, y in corners:
            column, row = other.dot(x, y)
            assert -1e-6 <= column <= width + 1e-6
            assert -1e-6 <= row <= height + 1e-6


def test_the_view_moves_only_for_a_point_near_its_edge_or_outside() -> None:
    """Stepping through events in sight leaves the map still."""
    view = fit([project(50, 10), project(40, 30)], 160, 80)
    assert view.towards(*project(45, 20)) is view
    moved = view.towards(*project(45, 90))
    assert moved.dot(*project(45, 90))[0] == pytest.approx(80)


def test_a_length_across_the_view() -> None:
    """Forty dots at the equator, a degree each."""
    assert MapView(0.5, 0.5, 1 / 360, 40, 20).kilometres(40) == pytest.approx(4453, abs=5)
