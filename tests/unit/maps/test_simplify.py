"""Simplification: few points, and none of the others far from the line."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from dossier.maps.simplify import _distance, simplify

POINT = st.tuples(st.floats(-50, 50), st.floats(-50, 50))


def test_points_on_a_straight_line_are_left_out() -> None:
    """Corners are kept, and so are both ends."""
    assert simplify([(0, 0), (1, 0.01), (2, 0), (2, 1), (2, 2)], 0.1) == [0, 2, 4]
    assert simplify([(0, 0), (1, 1)], 5) == [0, 1]


@given(st.lists(POINT, min_size=2, max_size=30), st.floats(0.1, 20))
def test_no_point_is_farther_off_than_the_tolerance(points: list[tuple[float, float]], tolerance: float) -> None:
    """Closed rings too, whose ends are one point."""
    for line in (points, [*points, points[0]]):
        kept = simplify(line, tolerance)
        assert (kept[0], kept[-1]) == (0, len(line) - 1)
        for first, last in pairwise(kept):
            assert all(_distance(line[n], line[first], line[last]) <= tolerance for n in range(first, last))
