"""Sizes: every one is drawn, the smallest says so, the footer keeps help and quit."""

import pytest

from dossier.api import Dossier
from dossier.keys.keymap import LISTS, footer_keys
from dossier.keys.keymap import display_key as shown_key
from dossier.phrases.core import day_column, publication_parts
from dossier.runtime.config import AppSettings
from dossier.tui.rows.timeline import EventRow
from tests.tui.driving import items, main_of, opened, press, shown, write


@pytest.mark.parametrize("size", [(20, 5), (1, 1), (40, 12), (59, 30), (100, 10), (250, 8)])
async def test_small_terminals_show_one_pane_and_say_so(sample: Dossier, size: tuple[int, int]) -> None:
    """Proves that nothing crashes below 60×16, that one pane is there, and that tab shows the other."""
    async with opened(sample, size) as pilot:
        screen = main_of(pilot)
        assert not screen.query_one("#right").display
        if size[0] >= 20:
            assert "one pane" in shown(pilot)
        await press(pilot, "tab", "j")
        if screen.focused_pane != "reader":
            await press(pilot, "0")
        assert screen.focused_pane == "reader"
        assert screen.query_one("#right").display
        assert not screen.query_one("#left").display
        await press(pilot, "question_mark", "escape", "slash", "a", "escape")
        assert pilot.app.is_running


async def test_the_footer_names_thirteen_nine_and_seven_keys(sample: Dossier) -> None:
    """Proves how many keys the footer names at each size, that all of them fit, and that help and quit come first."""
    for size, count in (((200, 60), 13), ((120, 40), 9), ((80, 24), 7)):
        async with opened(sample, size) as pilot:
            foot = main_of(pilot).footer
            keys = footer_keys("timeline", foot.size_bit)
            assert len(keys) == count
            line = shown(pilot).splitlines()[-1]
            assert all(key.label in line for key in keys)
            assert line.strip().startswith("? help")
            assert line.index("q quit") < 12


async def test_resizing_goes_through_all_layouts_without_losing_the_row(sample: Dossier) -> None:
    """Proves that the selected row and the lit sentence stay when the terminal changes its size."""
    async with opened(sample) as pilot:
        await press(pilot, "j", "j")
        screen = main_of(pilot)
        chosen, place = screen.lists["timeline"].chosen, screen.position
        for size in ((200, 60), (80, 24), (20, 5), (120, 40)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            await pilot.pause()
            assert screen.lists["timeline"].chosen == chosen
            assert screen.position == place


async def test_zoom_gives_a_pane_the_whole_width(sample: Dossier) -> None:
    """Proves that z shows the pane in focus alone, and that z or escape gives the others back."""
    async with opened(sample) as pilot:
        screen = main_of(pilot)
        await press(pilot, "z")
        assert screen.lists["timeline"].size.width > 110
        assert not screen.query_one("#right").display
        await press(pilot, "z", "0", "z")
        assert screen.reader.size.width > 110
        await press(pilot, "escape")
        assert screen.query_one("#left").display


@pytest.mark.parametrize("theme", ["dossier-dark", "dossier-contrast", "mono"])
async def test_nothing_that_matters_is_cut_off_at_80_by_24(sample: Dossier, theme: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Proves, on the drawn screen of every list: the seven keys whole, the dossier's title and counts, the five tabs with theirs, where
    one is in the list, and day, kind and place of every event in sight.
    """
    if theme == "mono":
        monkeypatch.setenv("NO_COLOR", "1")
    app_settings = AppSettings() if theme == "mono" else AppSettings(theme=theme)
    async with opened(sample, (80, 24), settings=app_settings) as pilot:
        main = main_of(pilot)
        totals = main.contents.result.totals if main.contents else None
        assert totals is not None
        for at, pane in enumerate(LISTS, 1):
            await press(pilot, str(at), "j")
            lines = shown(pilot).splitlines()
            assert (len(lines), {len(line) for line in lines}) == (24, {80})
            assert sample.title in lines[0]
            assert f"{totals.articles} articles · {totals.events} events" in lines[0]
            for number, (name, widget) in enumerate(main.lists.items(), 1):
                assert f"{number} {name.capitalize()} {widget.listing.count}" in lines[1]
            count = main.lists[pane].listing.count
            for key in footer_keys(pane, 1):
                # an empty list names the ways on in place of what is done with a row
                if not count and key.id not in {"help", "quit", "search"}:
                    continue
                assert f"{shown_key(key.keys[0])} {key.label}" in lines[-1]
            assert f" of {count} " in "\n".join(lines) or count == 0
            assert any("0 Reader" in line for line in lines)
        await press(pilot, "2")
        screen_text = shown(pilot)
        rows = [row.event for row in items(main.lists["timeline"].listing.rows[:6], EventRow)]
        assert rows
        for event in rows:
            (line,) = [one for one in screen_text.splitlines() if event.place.split(",")[0] in one and event.kind in one][:1]
            assert day_column(event).strip() in line


async def test_at_80_by_24_an_error_leaves_the_query_in_sight(sample: Dossier) -> None:
    """Proves that the whole query stays on the top line and the reason is in the last one, until the query is put right."""
    query = "date:2026-13 talks"
    async with opened(sample, (80, 24)) as pilot:
        await press(pilot, "slash")
        await write(pilot, query)
        lines = shown(pilot).splitlines()
        assert query in lines[0]
        assert "! 2026-13 is not in the calendar" in lines[-1]
        await press(pilot, "escape")
        assert "2026-13" not in shown(pilot)


@pytest.mark.parametrize("width", [60, 70, 80, 100, 110, 160, 165])
async def test_the_day_of_an_article_is_never_cut(sample: Dossier, width: int) -> None:
    """Proves that the reader's head has day and basis whole, however narrow the reader is."""
    async with opened(sample, (width, 30)) as pilot:
        await press(pilot, "3", "g")
        screen = main_of(pilot)
        assert screen.reader.view is not None
        published = screen.reader.view.published
        forms = [publication_parts(published, short=short) for short in (False, True)]
        text = " ".join("".join(line.replace("▐", "").split("│")[-2:-1]).strip() for line in shown(pilot).splitlines())
        assert any(day in text and basis in text for day, basis in forms), text


async def test_a_kind_is_written_out_in_the_narrowest_list(sample: Dossier) -> None:
    """Proves that a meeting is no "meetin" at 59 by 15."""
    async with opened(sample, (59, 15)) as pilot:
        assert "meeting " in shown(pilot)
