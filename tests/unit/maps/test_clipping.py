"""Clipping: what is drawn lies inside, and nothing that lies inside is lost."""

from hypothesis import given
from hypothesis import strategies as st

from dossier.maps.clipping import clip_line, clip_segment

COORDINATE = st.integers(-30, 40).map(float)
POINT = st.tuples(COORDINATE, COORDINATE)
WIDTH, HEIGHT = 20.0, 10.0


def inside(point: tuple[float, float]) -> bool:
    """True for a point in the rectangle, with room for rounding."""
    return -1e-9 <= point[0] <= WIDTH + 1e-9 and -1e-9 <= point[1] <= HEIGHT + 1e-9


def test_a_segment_across_is_cut_at_both_edges() -> None:
    """The cut points lie on the segment."""
    assert clip_segment((-10, 5), (30, 5), WIDTH, HEIGHT) == ((0, 5), (20, 5))
    assert clip_segment((-10, -20), (30, 20), WIDTH, HEIGHT) == ((10, 0), (20, 10))


def test_a_segment_outside_is_left_out() -> None:
    """Also one that passes a corner, or is a single point."""
    assert clip_segment((-10, -5), (30, -5), WIDTH, HEIGHT) is None
    assert clip_segment((-5, 8), (3, 14), WIDTH, HEIGHT) is None
    assert clip_segment((-5, 5), (-5, 5), WIDTH, HEIGHT) is None


@given(POINT, POINT)
def test_what_is_left_lies_inside(start: tuple[float, float], end: tuple[float, float]) -> None:
    """And a segment that has an end inside is never left out."""
    clipped = clip_segment(start, end, WIDTH, HEIGHT)
    if clipped is None:
        assert not inside(start)
        assert not inside(end)
    else:
        assert all(map(inside, clipped))


def test_a_line_that_leaves_and_comes_back_is_two_parts() -> None:
    """The parts are not joined across what lies outside."""
    line = [(1.0, 1.0), (5.0, 1.0), (5.0, -5.0), (9.0, -5.0), (9.0, 1.0), (12.0, 1.0)]
    assert list(clip_line(line, WIDTH, HEIGHT)) == [[(1, 1), (5, 1), (5, 0)], [(9, 0), (9, 1), (12, 1)]]
    assert list(clip_line([(1.0, 1.0), (2.0, 2.0)], WIDTH, HEIGHT)) == [[(1, 1), (2, 2)]]
