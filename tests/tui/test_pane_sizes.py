"""Sizes of panes: what they are on screens of all sizes, how keys and the mouse change them, and zoomed lists."""

from collections.abc import Iterator

import pytest
from textual.pilot import Pilot

from dossier.api import Dossier
from dossier.runtime.config import AppSettings
from dossier.runtime.paths import state_dir
from dossier.tui.app import DossierApp
from dossier.tui.rows.actors import ActorListRow
from dossier.tui.splits import READER_EDGES
from dossier.tui.state.pane_sizes import FILE, load_pane_sizes
from dossier.tui.text.article_layout import NAMES_GUTTER
from tests.tui.driving import item, main_of, opened, press, settle, shown, write


@pytest.fixture(autouse=True)
def nothing_stored() -> Iterator[None]:
    """No sizes of another test."""
    (state_dir() / FILE).unlink(missing_ok=True)
    yield
    (state_dir() / FILE).unlink(missing_ok=True)


def width(pilot: Pilot[int], selector: str) -> int:
    """Cells across of a pane."""
    return main_of(pilot).query_one(selector).outer_size.width


def height(pilot: Pilot[int], selector: str) -> int:
    """Cells down of a pane."""
    return main_of(pilot).query_one(selector).outer_size.height


@pytest.mark.parametrize(
    ("columns", "lists"), [(100, 60), (120, 60), (159, 66), (160, 108), (200, 108), (201, 108), (202, 109), (250, 157)]
)
async def test_lists_take_what_the_reader_does_not_need(sample: Dossier, columns: int, lists: int) -> None:
    """Proves that the reader grows to its longest lines, then the lists do, and that nothing is left over or cut off."""
    async with opened(sample, (columns, 40)) as pilot:
        assert (width(pilot, "#left"), width(pilot, "#left") + width(pilot, "#right")) == (lists, columns)
        assert width(pilot, "#right") <= main_of(pilot).reader.longest + READER_EDGES


def test_the_reader_has_room_for_its_longest_lines() -> None:
    """Gutter, text, a blank, the scrollbar and two borders."""
    assert READER_EDGES == NAMES_GUTTER + 4


async def test_keys_move_the_borders_of_each_layout(sample: Dossier) -> None:
    """Proves the four keys in every layout, and that a key which has no border to move says so."""
    async with opened(sample, (200, 40)) as pilot:
        lists, actors = width(pilot, "#left"), width(pilot, "#actors")
        await press(pilot, "2", "greater_than_sign")
        assert width(pilot, "#left") == lists + 4
        await press(pilot, "less_than_sign", "less_than_sign")
        assert width(pilot, "#left") == lists - 4
        await press(pilot, "1", "greater_than_sign")
        assert (width(pilot, "#left"), width(pilot, "#actors")) == (lists - 4, actors + 4)
        await press(pilot, "right_curly_bracket")
        assert "The panes are side by side: < and > change their width." in shown(pilot)
    async with opened(sample, (120, 40)) as pilot:
        tall = height(pilot, "#actors")
        await press(pilot, "right_curly_bracket", "right_curly_bracket", "1", "less_than_sign")
        assert (height(pilot, "#actors"), width(pilot, "#left")) == (tall + 2, 56)
    async with opened(sample, (80, 24)) as pilot:
        await press(pilot, "right_curly_bracket")
        assert (height(pilot, "#left"), height(pilot, "#right")) == (12, 10)
        await press(pilot, "less_than_sign")
        assert "{ and } change their height." in shown(pilot)
        await press(pilot, "z", "right_curly_bracket")
        assert "Only one pane is shown" in shown(pilot)


@pytest.mark.parametrize(("size", "key", "selector"), [((120, 40), "greater_than_sign", "#right"), ((200, 40), "less_than_sign", "#left")])
async def test_no_pane_gets_too_small(sample: Dossier, size: tuple[int, int], key: str, selector: str) -> None:
    """Proves that a border stops before the pane on its side is of no use."""
    async with opened(sample, size) as pilot:
        await press(pilot, *[key] * 40)
        assert width(pilot, selector) == 24


async def test_a_border_is_dragged(sample: Dossier) -> None:
    """Proves that the mouse moves a border between panes side by side, and one between panes above each other, and that a click on a tab
    still takes it.
    """
    async with opened(sample, (120, 40)) as pilot:
        await pilot.mouse_down(offset=(59, 20))
        await pilot.hover(offset=(49, 20))
        await pilot.mouse_up(offset=(49, 20))
        await settle(pilot)
        assert width(pilot, "#left") == 49
        bottom = main_of(pilot).query_one("#actors").region.bottom - 1
        await pilot.mouse_down(offset=(20, bottom))
        await pilot.hover(offset=(20, bottom + 5))
        await pilot.mouse_up(offset=(20, bottom + 5))
        await settle(pilot)
        assert main_of(pilot).query_one("#actors").region.bottom - 1 == bottom + 5
        await pilot.hover(offset=(20, 30))
        assert main_of(pilot).query_one("#actors").region.bottom - 1 == bottom + 5
        await pilot.click(offset=(22, bottom + 6))
        await settle(pilot)
        assert main_of(pilot).pane == "articles"


async def test_sizes_are_remembered_for_each_layout_and_reset(sample: Dossier) -> None:
    """Proves that a new session has the sizes of the last one, in the layout that they were made for, until they are reset."""
    for columns, keys, expected in ((120, ["less_than_sign"], 56), (200, ["less_than_sign"] * 2, 100), (120, [], 56), (200, [], 100)):
        app = DossierApp(sample, AppSettings(), restore=True)
        async with app.run_test(size=(columns, 40)) as pilot:
            await settle(pilot)
            await press(pilot, "2", *keys)
            assert width(pilot, "#left") == expected
    assert {layout: set(shares) for layout, shares in load_pane_sizes().items()} == {"medium": {"lists"}, "wide": {"lists"}}
    app = DossierApp(sample, AppSettings(), restore=True)
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await press(pilot, "ctrl+p")
        await write(pilot, "reset pane")
        await press(pilot, "enter")
        assert width(pilot, "#left") == 60
    assert load_pane_sizes() == {}


@pytest.mark.parametrize(
    "text", ["", "[]", '{"wide": 3}', '{"wide": {"lists": "x", "actors": 500}}', '{"wide": {"lists": NaN}}', "[" * 5000]
)
def test_stored_sizes_that_make_no_sense_are_left_out(text: str) -> None:
    """A file that somebody edited never keeps the app from starting."""
    (state_dir() / FILE).write_text(text, encoding="utf-8")
    assert load_pane_sizes() == {}


async def test_a_small_screen_shows_a_list_and_the_reader(sample: Dossier) -> None:
    """Proves that at 60×16 both have rows to read, and that the tabs are all named."""
    async with opened(sample, (60, 16)) as pilot:
        assert (height(pilot, "#left"), height(pilot, "#right")) == (7, 7)
        await press(pilot, "3")
        tabs = shown(pilot).splitlines()[1]
        assert all(name in tabs for name in ("1 Actors", "2 Timeline", "▸ 3 Articles 5", "4 Quotes", "5 Notes"))


@pytest.mark.parametrize("columns", [120, 160, 250])
async def test_a_zoomed_list_has_one_row_an_item_in_columns(sample: Dossier, columns: int) -> None:
    """Proves that zoomed actors, events and articles use the width: more columns, rows without blanks between, and back as they were."""
    async with opened(sample, (columns, 40)) as pilot:
        timeline = main_of(pilot).lists["timeline"]
        lines = timeline.virtual_size.height
        await press(pilot, "1", "z")
        row = shown(pilot).splitlines()[3]
        assert item(main_of(pilot).lists["actors"].chosen, ActorListRow).row.actor.name in row
        assert "quote" in row
        assert "2026" in row
        await press(pilot, "2")
        events = [line for line in shown(pilot).splitlines() if "source" in line]
        assert all("meeting" in line or "strike" in line for line in events)
        assert len(events) > 15
        await press(pilot, "3")
        assert all(outlet in shown(pilot) for outlet in {article.outlet for article in sample.query.snapshot.articles.values()})
        await press(pilot, "2", "z")
        assert (timeline.table, timeline.virtual_size.height) == (False, lines)
