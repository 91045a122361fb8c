"""The dot canvas: lines as braille patterns and as ASCII strokes, cut off at the edges."""

import pytest

from dossier.maps.dots import ORDER, DotCanvas, draw_world
from dossier.maps.lines import LineKind
from dossier.maps.projection import project
from dossier.maps.view import MapView, fit, whole_world


def drawn(points: list[tuple[float, float]], kind: LineKind = LineKind.COAST, *, ascii_only: bool = False) -> list[str]:
    """The rows of a canvas of six by two cells with one line on it."""
    canvas = DotCanvas(6, 2)
    canvas.draw_line([x for x, _ in points], [y for _, y in points], kind)
    return [canvas.text(row, ascii_only=ascii_only) for row in range(2)]


def test_dots_are_braille_patterns() -> None:
    """A line along the upper edge has the upper dots of its cells."""
    assert drawn([(0, 0), (11, 0)]) == ["⠉" * 6, " " * 6]
    assert drawn([(0, 0), (0, 7)]) == ["⡇     ", "⡇     "]


def test_borders_are_dotted_and_disputed_ones_sparsely() -> None:
    """So that each is known without colour, too."""
    assert drawn([(0, 0), (11, 0)], LineKind.BORDER)[0] == "⠁" * 6
    assert drawn([(0, 0), (11, 0)], LineKind.DISPUTED)[0] == "⠁ ⠁ ⠁ "


def test_what_lies_outside_is_cut_off() -> None:
    """A line through the canvas is drawn to its edges, one beside it not at all."""
    assert drawn([(-40, 5), (60, 5)]) == [" " * 6, "⠒" * 6]
    assert drawn([(-40, 50), (60, 50)]) == [" " * 6, " " * 6]


@pytest.mark.parametrize(
    ("points", "sign"),
    [
        ([(0, 2), (1, 2)], "-"),
        ([(0, 0), (0, 3)], "|"),
        ([(0, 3), (1, 0)], "/"),
        ([(0, 0), (1, 3)], "\\"),
        ([(0, 0), (1, 0)], "'"),
        ([(0, 3), (1, 3)], "_"),
    ],
)
def test_ascii_strokes_lie_like_the_dots(points: list[tuple[float, float]], sign: str) -> None:
    """Level, upright and slanting."""
    assert drawn(points, ascii_only=True)[0][0] == sign


@pytest.mark.parametrize("ascii_only", [True, False])
def test_a_map_of_any_part_has_its_size_and_its_signs(*, ascii_only: bool) -> None:
    """The whole world, a strait at the antimeridian, a single town."""
    for view in (whole_world(160, 80), fit([project(65, 175), project(66, -170)], 160, 80), fit([project(50, 10)], 161, 83)):
        canvas = draw_world(view)
        rows = [canvas.text(row, ascii_only=ascii_only) for row in range(canvas.rows)]
        assert (len(rows), {len(row) for row in rows}) == (view.height // 4, {view.width // 2})
        assert all(row.isascii() is ascii_only or not row.strip() for row in rows)
        assert sum(sign != " " for row in rows for sign in row) > 100


def test_land_on_both_sides_of_the_antimeridian_is_drawn() -> None:
    """The sheet repeats: east of 180 degrees there is land again."""
    strait = draw_world(fit([project(65, 170), project(65, -165)], 160, 80))
    for start in (0, 40):
        assert any(any(strait.bits[row * 80 + start : row * 80 + start + 40]) for row in range(20))


def test_a_coast_has_the_colour_of_a_cell_that_a_border_shares() -> None:
    """It is drawn last."""
    canvas = draw_world(MapView(*project(50, 5), 0.002, 160, 80))
    assert set(canvas.kinds) >= {0, ORDER.index(LineKind.COAST) + 1, ORDER.index(LineKind.BORDER) + 1}
    overlaid = DotCanvas(1, 1)
    for kind in ORDER:
        overlaid.draw_line([0, 1], [0, 0], kind)
    assert overlaid.kinds[0] == ORDER.index(LineKind.COAST) + 1
