"""Comparing sources: the cell cursor, reading, splitting, copying, by keyboard and by mouse."""

from dataclasses import replace
from datetime import timedelta

import pytest
from textual.pilot import Pilot

from dossier.api import Dossier
from dossier.model.comparison import Comparison
from dossier.model.query import Query
from dossier.runtime.paths import state_dir
from dossier.tui.platform.clipboard import FILE
from dossier.tui.screens.compare import CompareScreen
from dossier.tui.screens.explanation import ExplanationScreen
from dossier.tui.screens.export import ExportScreen
from dossier.tui.widgets.side_by_side import layout_of
from tests.tui.driving import main_of, opened, press, settle, shown, top


def strike(dossier: Dossier) -> str:
    """The strike for which two outlets give other numbers of killed and wounded."""
    return next(e.id for e in dossier.query.search(Query()).events if "killed" in e.conflicts)


def on_top(pilot: Pilot[int]) -> CompareScreen:
    """The comparison, which must be the screen on top."""
    return top(pilot, CompareScreen)


async def compare(pilot: Pilot[int], pane: str, ident: str) -> CompareScreen:
    """Select a row and compare its sources."""
    await press(pilot, {"timeline": "2", "quotes": "4"}[pane])
    assert main_of(pilot).lists[pane].select(ident)
    await press(pilot, "c")
    return on_top(pilot)


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)])
async def test_what_differs_is_marked_and_the_cursor_begins_there(outlets: Dossier, size: tuple[int, int]) -> None:
    """Proves that signs, verdicts and counts are on the screen at every size, and that the cursor is on the first point that differs."""
    async with opened(outlets, size) as pilot:
        screen = await compare(pilot, "timeline", strike(outlets))
        text = shown(pilot)
        assert "2 sources · 2 differences" in text
        assert "≠ differ" in text
        assert "4 ≠" in text
        assert "at least 6 ≠" in text
        assert "= agree" in text
        assert screen.comparison.rows[screen.table.point].name == "Killed"


async def test_enter_reads_the_sentence_of_the_cell(outlets: Dossier) -> None:
    """Proves that a figure leads to the sentence that gives it, which is not the first of its source."""
    async with opened(outlets) as pilot:
        screen = await compare(pilot, "timeline", strike(outlets))
        gazette = next(n for n, s in enumerate(screen.comparison.sources) if s.outlet == "The Tolmar Gazette")
        await press(pilot, *["right"] * (gazette - screen.table.source), "down")
        assert screen.comparison.rows[screen.table.point].name == "Wounded"
        await press(pilot, "enter")
        place = main_of(pilot).position
        assert place is not None
        assert place.lit is not None
        assert place.lit.of(outlets.query.snapshot.article(place.article).text).startswith("The attack wounded 15")
        assert main_of(pilot).focused_pane == "reader"


async def test_the_cursor_stops_at_the_edges_and_is_kept_in_sight(outlets: Dossier) -> None:
    """Proves that keys past an edge do nothing, and that first and last bring their point into sight in a low terminal."""
    async with opened(outlets, (80, 24)) as pilot:
        screen = await compare(pilot, "timeline", strike(outlets))
        await press(pilot, "G")
        assert "Credited to" in shown(pilot)
        await press(pilot, "down", "left", "left")
        assert (screen.table.source, screen.table.point) == (0, len(screen.comparison.rows) - 1)
        await press(pilot, "g")
        assert screen.table.point == 0
        assert "Sentence" in shown(pilot)


async def test_clicks_pick_a_cell_and_read_there(outlets: Dossier) -> None:
    """Proves that a click moves the cursor to the cell under the pointer, and that a second click reads its sentence."""
    async with opened(outlets) as pilot:
        screen = await compare(pilot, "timeline", strike(outlets))
        lines = shown(pilot).splitlines()
        y = next(n for n, line in enumerate(lines) if " 15 ≠" in line)
        x = lines[y].index("15 ≠")
        await pilot.click(offset=(x, y))
        await settle(pilot)
        cell = screen.comparison.rows[screen.table.point].cells[screen.table.source]
        assert cell.text == "15"
        await pilot.click(offset=(x, y), times=2)
        await settle(pilot)
        place = main_of(pilot).position
        assert place is not None
        assert place.lit == cell.span


async def test_splitting_sets_the_source_at_the_cursor_apart(outlets: Dossier) -> None:
    """Proves that the report leaves its event, that the app says so, and that undo brings it back."""
    async with opened(outlets) as pilot:
        before = len(outlets.query.search(Query()).events)
        await compare(pilot, "timeline", strike(outlets))
        await press(pilot, "s")
        assert len(outlets.query.search(Query()).events) == before + 1
        assert "undo" in shown(pilot)
        await press(pilot, "u")
        assert len(outlets.query.search(Query()).events) == before


async def test_why_and_export_open_over_the_table(outlets: Dossier) -> None:
    """Proves that both can be left for the table again, and that just the event is exported."""
    async with opened(outlets) as pilot:
        ident = strike(outlets)
        await compare(pilot, "timeline", ident)
        await press(pilot, "w")
        top(pilot, ExplanationScreen)
        await press(pilot, "escape", "e")
        assert top(pilot, ExportScreen).only == (ident,)
        assert "only this event" in shown(pilot)
        await press(pilot, "escape")
        on_top(pilot)


@pytest.mark.parametrize(("second", "copied"), [("y", "4"), ("c", "Sarrow Courier"), ("j", '"value": "4"')])
async def test_a_cell_is_copied(outlets: Dossier, second: str, copied: str) -> None:
    """Proves that its words, its source and its JSON go to the clipboard and to the file named."""
    async with opened(outlets) as pilot:
        screen = await compare(pilot, "timeline", strike(outlets))
        await press(pilot, *["left"] * screen.table.source, "y", second)
        assert copied in (state_dir() / FILE).read_text(encoding="utf-8")
        assert "clipboard" in shown(pilot)


async def test_wordings_show_what_was_dropped_and_changed(outlets: Dossier) -> None:
    """Proves that the first article to print the words is named and the others are compared to it, with signs that need no colour."""
    quotation = next(q for q in outlets.query.search(Query("border")).quotations if q.same_as)
    async with opened(outlets, (200, 60)) as pilot:
        screen = await compare(pilot, "quotes", quotation.id)
        text = shown(pilot)
        assert "first to publish it" in text
        assert "[-and the" in text
        assert "[border ≠ river]" in text
        assert screen.comparison.sources[screen.table.source].ident == quotation.id
        await press(pilot, "left", "enter")
        place = main_of(pilot).position
        assert place is not None
        assert outlets.query.snapshot.article(place.article).outlet == "The Tolmar Gazette"


def many(comparison: Comparison, count: int) -> Comparison:
    """The same comparison with the first source repeated, a day later each time."""
    first = comparison.sources[0]
    assert first.day is not None
    sources = tuple(replace(first, outlet=f"Outlet {n}", day=first.day + timedelta(n)) for n in range(1, count + 1))
    return replace(comparison, sources=sources, rows=tuple(replace(p, cells=(p.cells[0],) * count) for p in comparison.rows))


async def test_twenty_sources_scroll_sideways(outlets: Dossier) -> None:
    """Proves that the source at the cursor is always in sight, with how many more there are on either side."""
    comparison = outlets.review.compare(strike(outlets))
    assert comparison is not None
    async with opened(outlets) as pilot:
        screen = CompareScreen(main_of(pilot), many(comparison, 20))
        await pilot.app.push_screen(screen)
        await settle(pilot)
        assert "1 of 20" in shown(pilot)
        assert "→ 17 more" in shown(pilot)
        for number in range(2, 21):
            await pilot.press("right")
            await pilot.pause()
            assert f"▸ Outlet {number} " in shown(pilot)
            assert f"{number} of 20" in shown(pilot)
        assert "← 17 more" in shown(pilot)


@pytest.mark.parametrize("width", [30, 60, 76, 116, 196])
def test_columns_fit_at_every_width(width: int) -> None:
    """Proves that columns never reach over the edge, and that the source at the cursor is among those shown."""
    for sources in (1, 2, 3, 20):
        for at in range(sources):
            layout = layout_of(width, sources, at, 0)
            assert layout.first_source <= at < layout.first_source + layout.shown <= sources
            assert layout.label + layout.shown * layout.column <= width
