"""The map of events: opened, stepped through, moved and zoomed, narrowed by a search, left for the reader; by keyboard and by mouse."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from textual import events
from textual.pilot import Pilot

from dossier.api import Dossier, open_dossier
from dossier.keys.user_keys import build_keymap
from dossier.model.event import Event
from dossier.model.query import Query
from dossier.runtime.config import AppSettings
from dossier.tui.app import DossierApp
from dossier.tui.screens.compare import CompareScreen
from dossier.tui.screens.event_map import MapScreen
from dossier.tui.screens.explanation import ExplanationScreen
from dossier.tui.screens.export import ExportScreen
from dossier.tui.screens.help import HelpScreen
from tests.conftest import remove_notebook
from tests.tui.driving import click_on, main_of, opened, press, settle, shown, top, write

ARTICLES = {
    "lisbon": (
        "Harbour Post",
        "2031-05-07",
        "Brandt and Kerr meet in Lisbon",
        "Foreign Minister Orla Brandt met President Tomas Kerr in Lisbon on Tuesday. The two will meet again in Reykjavik on 20 May.",
    ),
    "lisbon-again": (
        "Coast Daily",
        "2031-05-07",
        "Lisbon talks",
        "Orla Brandt met Tomas Kerr in Lisbon on Tuesday, officials said, and the talks lasted two hours.",
    ),
    "strike": (
        "Harbour Post",
        "2031-05-10",
        "Drones strike Odesa",
        "Drones struck the port city of Odesa on Friday, killing three people, the mayor said.",
    ),
    "country": (
        "Coast Daily",
        "2031-05-12",
        "A meeting in Norway",
        "Foreign Minister Orla Brandt met President Marek Dolan in Norway on Sunday, officials said.",
    ),
}


@pytest.fixture(scope="session")
def ports_root(tmp_path_factory: pytest.TempPathFactory, own_home: Path) -> Path:  # noqa: ARG001  the home must be there first
    """A dossier of four short invented reports on events in real towns and in a country, built once a session."""
    root = tmp_path_factory.mktemp("case") / "ports"
    (root / "seeds").mkdir(parents=True)
    for name, (outlet, day, title, text) in ARTICLES.items():
        front = f"---\ntitle: {title}\noutlet: {outlet}\npublished: {day}\n---\n\n"
        (root / "seeds" / f"{name}.md").write_text(f"{front}{text}\n", encoding="utf-8")
    (root / "dossier.toml").write_text('title = "Ports"\n', encoding="utf-8")
    with open_dossier(root) as dossier:
        dossier.query.load()
    return root


@pytest.fixture
def ports(ports_root: Path) -> Iterator[Dossier]:
    """The invented reports, open, with an empty notebook."""
    remove_notebook(ports_root)
    with open_dossier(ports_root) as dossier:
        yield dossier


def map_of(pilot: Pilot[int]) -> MapScreen:
    """The map, which must be the screen on top."""
    return top(pilot, MapScreen)


def chosen(pilot: Pilot[int]) -> Event:
    """The event that is lit."""
    event = map_of(pilot).chosen
    assert event is not None
    return event


@pytest.mark.parametrize("size", [(60, 16), (80, 24), (120, 40), (200, 60)])
async def test_the_map_shows_where_events_took_place_at_every_size(ports: Dossier, size: tuple[int, int]) -> None:
    """Proves that W shows the towns with the signs of the kinds, the first event in words below, and the number of events left out."""
    async with opened(ports, size) as pilot:
        await press(pilot, "W")
        text = shown(pilot)
        for words in ("Lisbon", "✸ Odesa", "◌ Reykjavik", "On the map 3", "1 event not on the map", "1 of 3", "esc close"):
            assert words in text, words
        assert "Tue 6 May 2031  ● meeting  Lisbon, Portugal" in text
        assert any("\u2800" < sign <= "\u28ff" for sign in text), "no coast is drawn"


@pytest.mark.parametrize("size", [(20, 6), (8, 4), (300, 6), (20, 90)])
async def test_no_size_breaks_the_map(ports: Dossier, size: tuple[int, int]) -> None:
    """Proves that it is drawn, stepped through, zoomed and left at sizes at which little can be seen."""
    async with opened(ports, size) as pilot:
        await press(pilot, "W", "n", "plus", "right", "minus", "0", "slash", "escape", "escape")
        assert pilot.app.screen is main_of(pilot)


async def test_stepping_goes_through_the_events_by_day_and_round(ports: Dossier) -> None:
    """Proves that n and tab go on to the next day, N and shift+tab back, and that the lit mark and the line below follow."""
    async with opened(ports) as pilot:
        await press(pilot, "W")
        seen = []
        for key in ("n", "tab", "n", "N", "shift+tab"):
            await press(pilot, key)
            seen.append(chosen(pilot).place.partition(",")[0])
            assert chosen(pilot).place in shown(pilot).splitlines()[-3]
            assert map_of(pilot).event_map.chosen == chosen(pilot).id
        assert seen == ["Odesa", "Reykjavik", "Lisbon", "Reykjavik", "Odesa"]


async def test_names_of_keys_do_not_run_together_in_the_footer(ports: Dossier) -> None:
    """Proves that keys which share a word stand apart where they are named, and together where each is one character."""
    settings = AppSettings(preset="plain")
    async with DossierApp(ports, settings, build_keymap(settings)).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "circumflex_accent")
        assert "tab shift+tab event" in shown(pilot)
        assert "+- zoom" in shown(pilot)


async def test_enter_reads_the_sentence_of_the_event(ports: Dossier) -> None:
    """Proves that the map is left for the reader, with the event selected in the timeline, also from another list."""
    async with opened(ports) as pilot:
        await press(pilot, "4", "W", "n", "enter")
        main, report = main_of(pilot), ports.query.search(Query("odesa")).events[0].reports[0]
        assert pilot.app.screen is main
        assert (main.focused_pane, main.pane) == ("reader", "timeline")
        assert main.position is not None
        assert (main.position.article, main.position.lit) == (report.article, report.span)
        row = main.lists["timeline"].chosen
        assert row is not None
        assert row.id == ports.query.search(Query("odesa")).events[0].id


async def test_the_map_begins_with_the_selected_event_or_says_why_not(ports: Dossier) -> None:
    """Proves that the row of the timeline is lit; an event of which only the country is known is not, and the footer says so."""
    async with opened(ports) as pilot:
        await press(pilot, "j", "W")
        assert chosen(pilot).place.startswith("Odesa")
        await press(pilot, "escape", "j", "W")
        assert chosen(pilot).place.startswith("Lisbon")
        assert "The selected event is not on the map: no town or region is known." in shown(pilot)


async def test_zooming_and_moving_and_back_to_all(ports: Dossier) -> None:
    """Proves that the chosen event stays in sight while one zooms in on it, that the arrows move the map, and that 0 shows all again."""
    async with opened(ports) as pilot:
        await press(pilot, "W")
        event_map = map_of(pilot).event_map
        whole = event_map.view
        assert whole is not None
        await press(pilot, *["plus"] * 5)
        near = event_map.view
        assert near is not None
        assert near.step < whole.step / 8
        assert "Lisbon" in shown(pilot)
        assert "Odesa" not in "\n".join(shown(pilot).splitlines()[:-3])
        for there, back in (("left", "l"), ("h", "right"), ("up", "j"), ("k", "down")):
            await press(pilot, there)
            assert event_map.view != near
            await press(pilot, back)
            assert event_map.view is not None
            assert (event_map.view.x, event_map.view.y) == pytest.approx((near.x, near.y))
        await press(pilot, "n")
        assert "Odesa" in "\n".join(shown(pilot).splitlines()[:-3]), "the map does not move to the next event"
        await press(pilot, "0")
        assert event_map.view == whole
        await press(pilot, "minus", "g")
        assert event_map.view == whole


async def test_the_map_follows_the_search_and_searches_itself(ports: Dossier) -> None:
    """Proves that the results of the main screen are shown, that a search on the map is shown while it is typed, that escape takes it
    back, and that enter takes it over into the main screen.
    """
    async with opened(ports) as pilot:
        await press(pilot, "slash")
        await write(pilot, "type:meeting")
        await press(pilot, "enter", "W")
        assert {event.place.partition(",")[0] for event in map_of(pilot).located} == {"Lisbon", "Reykjavik"}
        await press(pilot, "slash")
        await write(pilot, " lisbon")
        assert [event.place for event in map_of(pilot).located] == ["Lisbon, Portugal"]
        await press(pilot, "escape")
        assert len(map_of(pilot).located) == 2
        await press(pilot, "slash", "ctrl+u")
        await write(pilot, "odesa")
        await press(pilot, "enter")
        assert chosen(pilot).place.startswith("Odesa")
        await press(pilot, "escape")
        assert main_of(pilot).current_query == Query("odesa")
        assert main_of(pilot).search_box.value == "odesa"
        assert "1/4 articles" in shown(pilot)


async def test_a_search_without_places_says_so(ports: Dossier) -> None:
    """Proves that a map without events says why, a mistake in the search is named, and no key fails."""
    async with opened(ports) as pilot:
        await press(pilot, "slash")
        await write(pilot, "norway")
        await press(pilot, "enter", "W")
        assert "None of these events can be shown: no town or region is known." in shown(pilot)
        await press(pilot, "n", "N", "c", "w", "plus", "minus", "left", "0", "enter")
        assert "There is no event to read about." in shown(pilot)
        await press(pilot, "slash", "ctrl+u")
        await write(pilot, "nobody")
        assert "No events match." in shown(pilot)
        await press(pilot, "escape", "slash", "ctrl+u")
        await write(pilot, "colour:red")
        assert "colour" in shown(pilot).splitlines()[-1]


async def test_sheets_open_over_the_map(ports: Dossier) -> None:
    """Proves that the chosen event is compared and explained, that results are exported, that help names the keys, and that reading from
    the comparison leaves the map, too.
    """
    async with opened(ports) as pilot:
        await press(pilot, "W")
        for key, sheet in (("w", ExplanationScreen), ("e", ExportScreen), ("question_mark", HelpScreen), ("c", CompareScreen)):
            await press(pilot, key)
            assert isinstance(pilot.app.screen, sheet)
            await press(pilot, "escape" if key != "c" else "enter")
        assert pilot.app.screen is main_of(pilot)
        await press(pilot, "W", "n", "c")
        assert "Only one source, so there is nothing to compare." in shown(pilot)


async def test_the_map_follows_corrections_and_undo(ports: Dossier) -> None:
    """Proves that a source split off in the comparison is an event of its own on the map at once, that the sentence on it is shown, and
    that u undoes it there; the part of the map that one looks at stays.
    """
    async with opened(ports) as pilot:
        await press(pilot, "W", "plus", "plus", "c", "s")
        for _ in range(50):
            await pilot.pause(0.02)
        assert len(map_of(pilot).located) == 4
        view = map_of(pilot).event_map.view
        assert "2 Lisbon" in shown(pilot)
        assert "u undo" in shown(pilot)
        await press(pilot, "u")
        for _ in range(50):
            await pilot.pause(0.02)
        assert len(map_of(pilot).located) == 3
        assert "● Lisbon" in shown(pilot)
        assert map_of(pilot).event_map.view == view


async def test_a_click_chooses_an_event_and_a_second_one_opens_it(ports: Dossier) -> None:
    """Proves that marks answer to the mouse, beside the sign too, and that a click on the sea does nothing."""
    async with opened(ports) as pilot:
        await press(pilot, "W")
        await click_on(pilot, "✸")
        assert chosen(pilot).place.startswith("Odesa")
        await pilot.click(offset=(2, 2))
        assert chosen(pilot).place.startswith("Odesa")
        await click_on(pilot, "Lisbon")
        assert chosen(pilot).place.startswith("Lisbon")
        await click_on(pilot, "◌", times=2)
        assert main_of(pilot).focused_pane == "reader"
        assert main_of(pilot).position is not None
        lit = main_of(pilot).position
        assert lit is not None
        assert lit.lit is not None
        assert "Reykjavik" in lit.lit.of(ports.query.snapshot.article(lit.article).text)


async def test_a_wide_terminal_lists_the_events_beside_the_map(ports: Dossier) -> None:
    """Proves that the list and the map choose the same event, whichever is used, and that keys move the map from either."""
    async with opened(ports, (200, 60)) as pilot:
        await press(pilot, "W", "n")
        listed = map_of(pilot).event_list
        assert [row.id for row in listed.listing.rows if not row.heading] == [event.id for event in map_of(pilot).located]
        assert listed.chosen is not None
        assert listed.chosen.id == chosen(pilot).id
        await click_on(pilot, "◌ meeting  Reykjavik")
        assert chosen(pilot).place.startswith("Reykjavik")
        before = map_of(pilot).event_map.view
        await press(pilot, "right")
        assert map_of(pilot).event_map.view != before
        await click_on(pilot, "✸ strike   Odesa", times=2)
        assert main_of(pilot).focused_pane == "reader"
        await pilot.resize_terminal(120, 40)
        await press(pilot, "W")
        assert not map_of(pilot).event_list.display
        assert chosen(pilot).place.startswith("Odesa")


async def test_the_wheel_zooms_on_what_is_under_the_pointer_and_dragging_moves(ports: Dossier) -> None:
    """Proves that the town under the pointer stays there, and that the map goes with the pointer while a button is pressed."""
    async with opened(ports) as pilot:
        await press(pilot, "W")
        event_map = map_of(pilot).event_map
        lines = shown(pilot).splitlines()
        row = next(n for n, line in enumerate(lines) if "✸" in line)
        column = lines[row].index("✸")
        event_map.post_message(_mouse(events.MouseScrollUp, event_map, column, row))
        await settle(pilot)
        assert shown(pilot).splitlines()[row][column - 1 : column + 2].count("✸") == 1
        before = event_map.view
        assert before is not None
        for kind, at in ((events.MouseDown, (40, 20)), (events.MouseMove, (50, 24)), (events.MouseUp, (50, 24))):
            event_map.post_message(_mouse(kind, event_map, *at))
            await settle(pilot)
        after = event_map.view
        assert after is not None
        assert (before.x - after.x) / after.step == pytest.approx(20)
        assert (before.y - after.y) / after.step == pytest.approx(16)


def _mouse(kind: type[events.MouseEvent], widget: object, x: int, y: int) -> events.MouseEvent:
    """An event of the mouse at a cell of the screen, as Textual gives it to a widget with a border at the left edge of the second line."""
    return kind(widget, x, y - 1, 0, 0, 1, False, False, False, x, y)  # type: ignore[arg-type]  # noqa: FBT003  # Textual's own signature


async def test_the_map_keeps_what_it_shows_when_the_terminal_changes_its_size(ports: Dossier) -> None:
    """Proves that all events stay in sight, and that a part one has zoomed in on does."""
    async with opened(ports) as pilot:
        await press(pilot, "W")
        await pilot.resize_terminal(80, 24)
        await settle(pilot)
        assert all(words in shown(pilot) for words in ("Lisbon", "Odesa", "Reykjavik"))
        await press(pilot, "n", *["plus"] * 4)
        await pilot.resize_terminal(160, 50)
        await settle(pilot)
        assert "Odesa" in "\n".join(shown(pilot).splitlines()[:-3])


async def test_where_the_terminal_shows_ascii_only_so_does_the_map(ports: Dossier) -> None:
    """Proves that coasts, signs and border are drawn in ASCII."""
    async with opened(ports, settings=AppSettings(accessible=True)) as pilot:
        await press(pilot, "W")
        assert all(words in shown(pilot) for words in ("o Lisbon", "* Odesa", ". Reykjavik", "km"))
        assert not any("\u2800" < sign <= "\u28ff" for sign in shown(pilot))
        assert "arrows move" in shown(pilot)


async def test_the_map_comes_from_the_palette(ports: Dossier) -> None:
    """Proves that it is found by its name."""
    async with opened(ports) as pilot:
        await press(pilot, "colon")
        await pilot.press(*"events", "space", *"on", "space", "a", "space", *"map", "enter")
        await settle(pilot)
        for _ in range(20):
            await pilot.pause(0.02)
        assert isinstance(pilot.app.screen, MapScreen)
