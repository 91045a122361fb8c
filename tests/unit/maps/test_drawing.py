"""The drawing of a map: signs, numbers, names where there is room, the chosen event lit, and a scale that is true."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from dossier.maps.drawing import ASCII_SIGNS, LONGEST_NAME, MapDrawing, MapSigns, draw_map
from dossier.maps.projection import project
from dossier.maps.spots import find_spots
from dossier.maps.view import fit, whole_world
from dossier.model.event import Event, Status
from dossier.model.event_kinds.meeting import MEETING
from dossier.model.event_kinds.strike import STRIKE
from tests.unit.maps.conftest import MakeEvent

COLUMNS, ROWS = 80, 20


def drawn(events: list[Event], chosen: str = "", signs: MapSigns | None = None) -> MapDrawing:
    """The events on a map of the middle of an ocean, where no coast is in the way."""
    view = fit([project(-45, -130), project(-40, -115)], COLUMNS * 2, ROWS * 4)
    return draw_map(view, find_spots(events), chosen, signs or MapSigns())


def text_of(drawing: MapDrawing) -> str:
    """The signs of a drawing, line by line."""
    return "\n".join("".join(text for text, _ in row) for row in drawing.rows)


def roles(drawing: MapDrawing) -> dict[str, str]:
    """The role of each run by its text without blanks."""
    return {text.strip(): role for row in drawing.rows for text, role in row if text.strip()}


def test_kinds_have_their_signs_and_places_their_names(make_event: MakeEvent) -> None:
    """A meeting, a planned one, a strike; the strike is chosen."""
    drawing = drawn(
        [
            make_event("m", (-42, -128), "Ostrey"),
            make_event("p", (-43, -122), "Lumen Bay", status=Status.PLANNED),
            make_event("s", (-41, -117), "Velmar", STRIKE.name),
        ],
        "s",
    )
    text = text_of(drawing)
    assert all(words in text for words in ("● Ostrey", "◌ Lumen Bay", "✸ Velmar"))
    named = roles(drawing)
    assert (named["●"], named["◌"], named["✸"]) == ("meeting", "planned", "chosen")
    assert (named["Ostrey"], named["Velmar"]) == ("name", "chosen-name")


def test_several_events_at_one_place_are_a_number(make_event: MakeEvent) -> None:
    """With the role of their kind, or one of its own where kinds are mixed."""
    one_kind = [make_event(str(n), (-42, -128), "Ostrey") for n in range(12)]
    drawing = drawn(one_kind)
    assert "12 Ostrey" in text_of(drawing)
    assert roles(drawing)["12"] == "meeting"
    mixed = drawn([*one_kind, make_event("s", (-42, -128), "Ostrey", STRIKE.name)])
    assert roles(mixed)["13"] == "several"
    assert roles(drawn(one_kind, "3"))["12"] == "chosen"


def test_names_never_cover_marks_or_each_other(make_event: MakeEvent) -> None:
    """Of many places close together each has its mark; the chosen one is named first."""
    events = [make_event(str(n), (-41 - n % 4 * 0.7, -126 + n * 0.4), f"Town number {n}") for n in range(20)]
    drawing = drawn(events, "13")
    text = text_of(drawing)
    assert sum(len(mark.events) for mark in drawing.marks) == 20
    assert len(re.findall("[●2-9]", re.sub(r"Town number \d+( \+\d+)?|\d+ km", "", text))) == len(drawing.marks)
    lit = next(mark for mark in drawing.marks if "13" in {event.id for event in mark.events})
    assert lit.label in text
    assert all(cell_len(line) == COLUMNS for line in text.splitlines())


@pytest.mark.parametrize("name", ["北京市朝阳区" * 4, "Ağrı" * 12, "Ca\u0301diz", "x" * 60])
def test_names_in_other_scripts_take_the_cells_that_they_need(make_event: MakeEvent, name: str) -> None:
    """Long ones are cut; no row is longer or shorter for it."""
    text = text_of(drawn([make_event("1", (-42, -122), name)], "1"))
    assert all(cell_len(line) == COLUMNS for line in text.splitlines())
    printed = next(line for line in text.splitlines() if "●" in line).partition("●")[2].split("  ")[0].strip()
    assert name[:3] in printed
    assert cell_len(printed) <= LONGEST_NAME


def test_a_mark_is_found_at_its_cell_and_beside_it(make_event: MakeEvent) -> None:
    """So that it can be clicked, its name too; farther off there is none."""
    drawing = drawn([make_event("1", (-42, -122), "Ostrey")])
    (mark,) = drawing.marks
    assert drawing.mark_near(mark.column, mark.row) is mark
    assert drawing.mark_near(mark.column + 1, mark.row - 1) is mark
    assert drawing.mark_near(mark.column + len(" Ostrey"), mark.row) is mark
    assert drawing.mark_near(mark.column + len(" Ostrey") + 3, mark.row) is None
    assert drawing.mark_near(mark.column - 4, mark.row) is None


def test_the_scale_is_true(make_event: MakeEvent) -> None:
    """The bar is as long as a round number of kilometres in the middle of the map."""
    view = fit([project(-45, -130), project(-40, -115)], COLUMNS * 2, ROWS * 4)
    bar = re.search(r"(├─*┤) ([\d,]+) km", text_of(draw_map(view, find_spots([make_event("1")]), "", MapSigns())))
    assert bar is not None
    assert view.kilometres(len(bar[1]) * 2) == pytest.approx(int(bar[2].replace(",", "")), rel=0.1)


def test_in_ascii_nothing_else_is_drawn(make_event: MakeEvent) -> None:
    """Lines, signs and scale."""
    events = [make_event("1", (50, 10), "Velmar"), make_event("2", (48, 12), "Ostrey", STRIKE.name)]
    drawing = draw_map(whole_world(160, 80), find_spots(events), "1", ASCII_SIGNS)
    assert text_of(drawing).isascii()
    assert "2 Velmar +1" in text_of(drawing)


PLACES = st.lists(
    st.tuples(st.floats(-90, 90), st.floats(-180, 180), st.text(st.characters(exclude_categories=["Cs"]), max_size=40), st.booleans()),
    min_size=1,
    max_size=25,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], max_examples=60)
@given(PLACES, st.integers(1, 120), st.integers(1, 40), st.lists(st.sampled_from("+-<>v^"), max_size=8))
def test_whatever_is_on_the_map_every_row_is_as_wide_as_the_map(
    make_event: MakeEvent, places: list[tuple[float, float, str, bool]], columns: int, rows: int, moves: list[str]
) -> None:
    """Names of any signs, places anywhere, any size, moved and zoomed anywhere."""
    kinds = (MEETING.name, STRIKE.name)
    events = [make_event(str(n), (y, x), name, kinds[strike]) for n, (y, x, name, strike) in enumerate(places)]
    spots = find_spots(events)
    view = fit([(spot.x, spot.y) for spot in spots], columns * 2, rows * 4)
    steps = {"<": (-0.4, 0.0), ">": (0.4, 0.0), "^": (0.0, -0.4), "v": (0.0, 0.4)}
    for move in moves:
        view = view.panned(*steps[move]) if move in steps else view.zoomed(3 if move == "+" else 1 / 3)
    for signs in (MapSigns(), ASCII_SIGNS):
        drawing = draw_map(view, spots, "0", signs)
        lines = ["".join(text for text, _ in row) for row in drawing.rows]
        assert len(lines) == rows
        assert {cell_len(line) for line in lines} == {columns}
