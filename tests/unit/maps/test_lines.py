"""Coasts and borders: every data file is read whole, and shows the world as it is."""

import math

import pytest

from dossier.maps.lines import DATA, Detail, LineKind, detail_for, load_lines
from dossier.maps.projection import project


def nearest(detail: Detail, kinds: set[LineKind], latitude: float, longitude: float) -> float:
    """Degrees of longitude from a point to the nearest point of a line."""
    x, y = project(latitude, longitude)
    points = (
        math.hypot(px - x, py - y) for line in load_lines(detail) if line.kind in kinds for px, py in zip(line.xs, line.ys, strict=True)
    )
    return 360 * min(points)


@pytest.mark.parametrize("detail", list(Detail))
def test_every_line_lies_on_the_sheet_within_its_bounds(detail: Detail) -> None:
    """All kinds are there, and bounds are those of the points."""
    lines = load_lines(detail)
    assert {line.kind for line in lines} == set(LineKind)
    for line in lines:
        assert len(line.xs) == len(line.ys) > 1
        assert (line.left, line.right) == (min(line.xs), max(line.xs))
        assert (line.top, line.bottom) == (min(line.ys), max(line.ys))
        assert 0 <= line.left <= line.right <= 1
        assert -0.001 <= line.top <= line.bottom <= 1.001


@pytest.mark.parametrize("detail", list(Detail))
@pytest.mark.parametrize(("latitude", "longitude"), [(36.0, -5.6), (-34.4, 18.5), (1.3, 103.8), (51.1, 1.3)])
def test_coasts_are_where_straits_and_capes_are(detail: Detail, latitude: float, longitude: float) -> None:
    """Gibraltar, the Cape of Good Hope, Singapore, Dover: each within what the detail leaves out."""
    assert nearest(detail, {LineKind.COAST}, latitude, longitude) < {Detail.FAR: 2, Detail.MIDDLE: 0.8, Detail.NEAR: 0.5}[detail]


@pytest.mark.parametrize("detail", list(Detail))
def test_there_is_no_coast_in_the_middle_of_a_continent_or_of_an_ocean(detail: Detail) -> None:
    """Nor a border in the ocean."""
    assert nearest(detail, {LineKind.COAST}, 23.0, 20.0) > 6
    assert nearest(detail, set(LineKind), -45.0, -120.0) > 6


def test_no_line_runs_along_the_antimeridian() -> None:
    """There the sheet ends, but no land does."""
    for detail in Detail:
        for line in load_lines(detail):
            steps = zip(line.xs, line.xs[1:], line.ys, line.ys[1:], strict=False)
            assert not any({x, after} <= {0.0, 1.0} and abs(y - below) > 0.001 for x, after, y, below in steps)


def test_finer_details_have_more_points_and_the_files_stay_small() -> None:
    """The three files together are a small part of the package."""
    points = [sum(len(line.xs) for line in load_lines(detail)) for detail in Detail]
    assert points == sorted(points)
    assert sum(path.stat().st_size for path in DATA.glob("*.xz")) < 250_000


def test_the_detail_follows_the_scale() -> None:
    """A map of the world, of a continent, of a country."""
    assert [detail_for(degrees) for degrees in (2.0, 0.2, 0.01)] == list(Detail)
