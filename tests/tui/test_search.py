"""Narrowing by chips, months and filters, saved searches, and what was searched for before: by keyboard and by mouse."""

import os
import re
from pathlib import Path

import pytest
from textual import events
from textual.pilot import Pilot
from textual.widgets import Input

from dossier.api import Dossier, open_dossier
from dossier.model.event import Event
from dossier.model.facet import Facet
from dossier.model.query import Filter, FilterKind, Query, month_range
from dossier.runtime.config import AppSettings
from dossier.services.ingest.create import new_dossier
from dossier.services.query.other_reading import BESIDE_SAID
from dossier.tui.actions.reading import position_of
from dossier.tui.app import DossierApp
from dossier.tui.rows.timeline import EventRow
from dossier.tui.screens.filters import FiltersScreen
from dossier.tui.screens.searches import SearchesScreen
from dossier.tui.state.labels import build_labels
from dossier.tui.text.result_summary import filter_label
from dossier.tui.widgets.chips import Chips
from dossier.tui.widgets.line_list import LineList
from tests.tui.driving import SIZES, items, main_of, opened, press, search, settle, shown, write


async def click_on(pilot: Pilot[int], text: str, after: str = "", times: int = 1) -> None:
    """Click the end of the first place on the screen where a text stands, in a line that holds another."""
    lines = shown(pilot).splitlines()
    y = next(n for n, line in enumerate(lines) if text in line and after in line)
    await pilot.click(offset=(lines[y].index(text) + len(text) - 1, y), times=times)
    await settle(pilot)


def filters_of(pilot: Pilot[int]) -> FiltersScreen:
    screen = pilot.app.screen
    assert isinstance(screen, FiltersScreen)
    return screen


def first_event(sample: Dossier) -> Event:
    return sample.query.search(Query()).events[0]


async def to_dated(pilot: Pilot[int]) -> Event:
    """Select the first row of the timeline that is dated to a month or better."""
    rows = main_of(pilot).lists["timeline"].listing.rows
    events = [row.event for row in items(rows, EventRow)]
    event = next(event for event in events if event.start and event.granularity in {"day", "week", "month"})
    while main_of(pilot).lists["timeline"].chosen.id != event.id:  # type: ignore[union-attr]
        await press(pilot, "j")
    return event


async def test_a_month_is_narrowed_to_and_widened_by_one_key(sample: Dossier) -> None:
    """Proves that D narrows every list to the month of the row, shows a chip for it, and widens again."""
    async with opened(sample) as pilot:
        event = await to_dated(pilot)
        assert event.start is not None
        await press(pilot, "D")
        query = Query(days=month_range(event.start))
        assert main_of(pilot).current_query == query
        assert main_of(pilot).lists["timeline"].listing.count == len(sample.query.search(query).events)
        assert main_of(pilot).lists["timeline"].chosen.id == event.id  # type: ignore[union-attr]
        assert f"▦ {event.start:%b %Y} ×" in shown(pilot)
        await press(pilot, "D")
        assert main_of(pilot).current_query == Query()


async def test_a_click_on_a_month_does_the_same(sample: Dossier) -> None:
    """Proves that the heading narrows and widens."""
    async with opened(sample) as pilot:
        event = await to_dated(pilot)
        assert event.start is not None
        await click_on(pilot, f"┃ {event.start:%B %Y}")
        assert main_of(pilot).current_query.days == month_range(event.start)
        await click_on(pilot, f"┃ {event.start:%B %Y}")
        assert main_of(pilot).current_query == Query()


async def test_a_row_without_a_day_has_no_month(tmp_path: Path) -> None:
    """Proves that D says so, and asks nothing else."""
    with open_dossier(new_dossier(tmp_path / "case", "Case")) as undated:
        undated.ingest.add_text(b"Foreign Minister Orla Brandt met President Tomas Kerr in Lisbon to talk about grain.")
        assert [event.start for event in undated.query.search(Query()).events] == [None]
        async with opened(undated) as pilot:
            await press(pilot, "D")
            assert "no month to filter by" in shown(pilot)
            assert main_of(pilot).current_query == Query()


@pytest.mark.parametrize("size", SIZES)
async def test_chips_leave_the_box_its_room_and_escape_takes_the_last_one_away(sample: Dossier, size: tuple[int, int]) -> None:
    """Proves that seven things that narrow show as many chips as fit and the number of the others, and go one at a time."""
    actors = tuple(row.actor.id for row in sample.query.search(Query()).actors[:3])
    outlet = next(article.outlet for article in sample.query.snapshot.articles_by_day if article.outlet)
    whole = Query("talks", actors, ("meeting",), (month_range(first_event(sample).start)), (outlet,), ("verify",))  # type: ignore[arg-type]
    async with opened(sample, size) as pilot:
        screen = main_of(pilot)
        screen.search_box.set_text("talks")
        screen.current_query = whole
        await settle(pilot)
        assert screen.search_box.size.width >= 20
        assert "/ talks" in shown(pilot)
        first = shown(pilot).splitlines()[0]
        others = re.search(r"\+(\d)|(\d) filters", first)
        assert first.count("×") + int((others[1] or others[2]) if others else 0) == 7
        for left in range(6, -1, -1):
            await press(pilot, "escape")
            assert len(screen.current_query.filters) == left
        assert screen.current_query == Query("talks")
        await press(pilot, "escape")
        assert screen.current_query == Query()


async def test_escape_takes_away_what_was_chosen_last(sample: Dossier) -> None:
    """Proves that the order is that of choosing, not that of the fields."""
    async with opened(sample) as pilot:
        await press(pilot, "1", "enter", "2")
        await to_dated(pilot)
        await press(pilot, "D")
        assert len(main_of(pilot).current_query.filters) == 2
        await press(pilot, "escape")
        assert main_of(pilot).current_query.days is None
        assert len(main_of(pilot).current_query.actors) == 1


async def test_a_click_takes_a_chip_away(sample: Dossier) -> None:
    """Proves that just that one goes."""
    async with opened(sample) as pilot:
        await press(pilot, "1", "enter", "2")
        await to_dated(pilot)
        await press(pilot, "D")
        await click_on(pilot, "@ ")
        assert main_of(pilot).current_query.actors == ()
        assert main_of(pilot).current_query.days is not None
        await click_on(pilot, "×")
        assert main_of(pilot).current_query == Query()
        assert main_of(pilot).query_one(Chips).shown == ()


async def test_the_number_of_other_chips_opens_the_filters(sample: Dossier) -> None:
    """Proves that what does not fit can be reached by the mouse."""
    async with opened(sample, (80, 24)) as pilot:
        main_of(pilot).current_query = Query(actors=tuple(row.actor.id for row in sample.query.search(Query()).actors[:4]))
        await settle(pilot)
        first = shown(pilot).splitlines()[0]
        await click_on(pilot, "+" if "+" in first else "filters")
        assert len([facet for facet in filters_of(pilot).facets if facet.chosen]) == 4


@pytest.mark.parametrize("size", SIZES)
async def test_filters_are_chosen_by_space_and_applied_by_enter(sample: Dossier, size: tuple[int, int]) -> None:
    """Proves that counts are those of the search, that what is chosen says at once what it shows, and that enter narrows to it."""
    async with opened(sample, size) as pilot:
        await search(pilot, "talks")
        await press(pilot, "F")
        sheet = filters_of(pilot)
        assert [(f.filter, f.counts) for f in sheet.facets] == [(f.filter, f.counts) for f in sample.query.facets(Query("talks"))]
        for word in ("Months", "Outlets", "any of the selected", "from the first selected to the last"):
            assert word in shown(pilot)
        await write(pilot, "strike")
        assert [facet.name for facet in items(sheet.query_one(LineList).listing.rows, Facet)] == ["strike"]
        await press(pilot, "space")
        query = Query("talks", kinds=("strike",))
        assert "[x]" in shown(pilot)
        counts = sample.query.result_counts(query)
        assert f"Shows  {counts.articles} article" in shown(pilot)
        assert main_of(pilot).current_query == Query("talks")
        await press(pilot, "enter")
        assert main_of(pilot).current_query == query
        assert "✸ strike ×" in shown(pilot)


async def test_leaving_the_filters_changes_nothing(sample: Dossier) -> None:
    """Proves that escape first clears the letters, then closes the screen; delete clears all filters."""
    async with opened(sample) as pilot:
        await press(pilot, "F", "space")
        assert filters_of(pilot).narrowed_query != Query()
        await press(pilot, "delete")
        assert filters_of(pilot).narrowed_query == Query()
        await write(pilot, "zzz")
        assert "No filters match zzz." in shown(pilot)
        await press(pilot, "backspace")
        assert filters_of(pilot).filter_text == "zz"
        await press(pilot, "escape")
        assert filters_of(pilot).filter_text == ""
        await press(pilot, "space", "escape")
        assert main_of(pilot).is_current
        assert main_of(pilot).current_query == Query()


async def test_several_filters_by_the_mouse(sample: Dossier) -> None:
    """Proves that a click chooses, another gives up, and that actors are asked for together."""
    async with opened(sample, (80, 24)) as pilot:
        first, second = [facet for facet in sample.query.facets(Query()) if facet.filter.kind is FilterKind.ACTOR][:2]
        await press(pilot, "F")
        for facet in (first, second):
            await click_on(pilot, "[ ]", facet.name)
        await click_on(pilot, "[ ]", "meeting")
        await click_on(pilot, "[x]", "meeting")
        sheet = filters_of(pilot)
        assert sheet.narrowed_query == Query(actors=(first.filter.value, second.filter.value))
        assert sheet.counts == sample.query.result_counts(sheet.narrowed_query)
        await press(pilot, "enter")
        both = [h.article for h in sample.query.search(Query(actors=(first.filter.value, second.filter.value))).articles]
        assert main_of(pilot).lists["articles"].listing.count == len(both)


@pytest.mark.parametrize("size", SIZES)
async def test_a_search_is_saved_and_asked_again(sample: Dossier, size: tuple[int, int]) -> None:
    """Proves that + offers the search as its name, keeps its narrowing, and that = asks it again with what it finds now."""
    async with opened(sample, size) as pilot:
        await search(pilot, "talks")
        await press(pilot, "1", "enter")
        query = main_of(pilot).current_query
        await press(pilot, "plus")
        prompt = main_of(pilot).prompt.query_one(Input)
        assert prompt.value.startswith("talks · ")
        await press(pilot, "enter")
        assert "Saved the search “talks · " in shown(pilot)
        assert [saved.query for saved in sample.notebook.searches.all()] == [query]
        await press(pilot, "escape", "escape", "2", "equals_sign")
        counts = sample.query.result_counts(query)
        assert "Saved searches" in shown(pilot)
        assert "saved " in shown(pilot)
        assert f"{counts.articles} articles · {counts.events} event" in shown(pilot)
        await press(pilot, "enter")
        assert main_of(pilot).current_query == query
        assert main_of(pilot).search_box.value == "talks"


async def test_a_search_is_renamed_removed_and_brought_back(sample: Dossier) -> None:
    """Proves the keys of the list, by keyboard; what cannot be is said in it."""
    sample.notebook.searches.save("one", Query("talks"))
    sample.notebook.searches.save("two", Query("drone"))
    async with opened(sample) as pilot:
        await press(pilot, "equals_sign", "r")
        await write(pilot, "-x")
        await press(pilot, "enter")
        assert sample.notebook.searches.names() == ("one-x", "two")
        await press(pilot, "j", "r", "ctrl+u")
        await write(pilot, "one-x")
        await press(pilot, "enter")
        assert "! Another saved search is called “one-x”." in shown(pilot)
        await press(pilot, "r", "escape", "x")
        assert sample.notebook.searches.names() == ("one-x",)
        assert "Removed the search “two”.  u undo" in shown(pilot)
        await press(pilot, "u")
        assert sample.notebook.searches.names() == ("one-x", "two")
        assert "two" in shown(pilot)
        await press(pilot, "escape")
        assert main_of(pilot).current_query == Query()


async def test_a_double_click_asks_a_saved_search(sample: Dossier) -> None:
    """Proves the same by the mouse."""
    sample.notebook.searches.save("one", Query("talks"))
    async with opened(sample) as pilot:
        await press(pilot, "equals_sign")
        assert isinstance(pilot.app.screen, SearchesScreen)
        await click_on(pilot, "one", "article", times=2)
        assert main_of(pilot).current_query == Query("talks")


async def test_with_nothing_asked_or_saved_the_next_key_is_named(sample: Dossier) -> None:
    """Proves that + and = say what to do."""
    async with opened(sample, (80, 24)) as pilot:
        await press(pilot, "plus")
        assert "Enter a search first, then save it." in shown(pilot)
        await press(pilot, "equals_sign")
        assert "No saved searches yet. + " in shown(pilot)


async def test_saved_searches_stand_in_the_palette(sample: Dossier) -> None:
    """Proves that one is found there by its name and run."""
    sample.notebook.searches.save("Harbour matters", Query("talks"))
    async with opened(sample) as pilot:
        await press(pilot, "colon")
        await write(pilot, "Saved search: har")
        assert "Saved search: Harbour matters" in shown(pilot)
        await press(pilot, "enter")
        assert main_of(pilot).current_query == Query("talks")


async def test_what_was_searched_before_outlives_the_app(sample: Dossier) -> None:
    """Proves that arrow up brings back what was searched when the app was open last."""
    async with opened(sample) as pilot:
        await search(pilot, "talks")
    async with opened(sample) as pilot:
        await press(pilot, "slash", "up")
        assert main_of(pilot).search_box.value == "talks"
        assert main_of(pilot).current_query == Query("talks")


@pytest.mark.parametrize("left_by", ["enter", "escape"])
async def test_only_what_was_typed_to_its_end_is_remembered(sample: Dossier, left_by: str) -> None:
    """Proves that keys that come without a pause leave no half word in the history."""
    async with opened(sample) as pilot:
        pilot.app.post_message(events.Key("slash", "/"))
        for letter in "talks":
            pilot.app.post_message(events.Key(letter, letter))
        pilot.app.post_message(events.Key(left_by, None))
        await settle(pilot)
        await settle(pilot)
        assert main_of(pilot).search_box.history == ["talks"]
        assert sample.notebook.searches.recent() == ("talks",)


async def test_without_history_nothing_is_kept_or_recalled(sample: Dossier) -> None:
    """Proves that the setting is obeyed in both directions."""
    sample.notebook.searches.remember("before")
    app = DossierApp(sample, AppSettings(history=False))
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await search(pilot, "talks")
        assert main_of(pilot).search_box.history == ["talks"]
    assert sample.notebook.searches.recent() == ("before",)


async def test_a_history_that_cannot_be_written_harms_nothing(sample: Dossier, monkeypatch: pytest.MonkeyPatch) -> None:
    """Proves that searching goes on, and that the app says once why nothing is kept."""
    async with opened(sample) as pilot:
        monkeypatch.setenv("XDG_STATE_HOME", os.devnull)
        await search(pilot, "talks")
        assert main_of(pilot).current_query == Query("talks")
        assert "Your search history cannot be saved" in shown(pilot)


async def test_without_colour_what_is_chosen_still_shows(sample: Dossier, monkeypatch: pytest.MonkeyPatch) -> None:
    """Proves that chips and boxes need no colour."""
    monkeypatch.setenv("NO_COLOR", "1")
    async with opened(sample) as pilot:
        await press(pilot, "F", "space", "enter")
        assert "▦" in shown(pilot).splitlines()[0]
        await press(pilot, "F")
        assert "[x]" in shown(pilot)


def test_a_chip_names_what_cannot_be_found_any_more(sample: Dossier) -> None:
    """Proves that an actor of a saved search whom nobody knows keeps its name."""
    names = build_labels(sample)
    assert filter_label(Filter(FilterKind.ACTOR, "Nobody Here"), names) == "Nobody Here"
    assert filter_label(Filter(FilterKind.SOURCE, ""), names) == "no outlet named"
    assert filter_label(Filter(FilterKind.DAYS, "2031-03-01..2031-03-31"), names) == "Mar 2031"


def test_the_history_lies_in_private_state(sample: Dossier, own_home: Path) -> None:
    """Proves where it is kept: under the state folder, and not in the dossier."""
    sample.notebook.searches.remember("talks")
    assert [p.name for p in own_home.rglob("*.jsonl") if "searches" in str(p)]
    assert not list(sample.root.rglob("*.jsonl"))


async def test_an_unknown_field_or_value_says_so_and_shows_nothing_else(sample: Dossier) -> None:
    """Proves that a query with an unknown field or value lists nothing, lights nothing, and says why in the box and in each list."""
    async with opened(sample) as pilot:
        for query, message in (("colour:red", "There is no field colour:"), ("type:visit", "type: takes meeting, strike")):
            await search(pilot, query)
            assert message in shown(pilot).splitlines()[0]
            for key in ("1", "2", "3", "4"):
                await press(pilot, key)
                assert message.split(":")[0] in "\n".join(shown(pilot).splitlines()[1:])
            contents = main_of(pilot).contents
            assert contents is not None
            assert not any((contents.result.articles, contents.result.events, contents.result.quotations))
            await press(pilot, "escape")


@pytest.mark.parametrize("text", ["type:strike", "drone", "talks", "type:strike date:2026-02"])
@pytest.mark.parametrize("pane", ["2", "3", "4"])
async def test_the_reader_shows_what_the_selected_row_leads_to(sample: Dossier, text: str, pane: str) -> None:
    """Proves that after a search, as after none, the article in the reader is that of the selected row, with its sentence lit."""
    async with opened(sample) as pilot:
        await press(pilot, pane, "j", "j")
        await search(pilot, text)
        screen = main_of(pilot)
        row, position = screen.lists[screen.pane].chosen, screen.position
        assert row is not None
        assert position is not None
        if pane == "3":
            assert position.article == row.id
        else:
            expected = position_of(screen, row)
            assert expected is not None
            assert (position.article, position.lit) == (expected.article, expected.lit)


async def test_the_other_reading_is_offered_and_asked_by_one_key(sample: Dossier) -> None:
    """Proves that a search which finds nothing since its words are looked for in the quotation says so with the query that looks in the
    article, that one which finds less than the actor's name does says that once it is entered, and that * asks either.
    """
    results = {text: sample.query.search(Query(text)) for row in sample.query.search(Query()).actors for text in _readings(row.actor.name)}
    beside_said = next(text for text, result in results.items() if result.other_reading and not result.articles and "said:" in text)
    fewer = next(text for text, result in results.items() if result.other_reading and result.articles)
    async with opened(sample) as pilot:
        screen = main_of(pilot)
        for text in (beside_said, fewer):
            reading = results[text].other_reading
            assert reading is not None
            await search(pilot, text)
            assert reading.query in shown(pilot)
            assert (BESIDE_SAID[:20] in shown(pilot)) is ("said:" in text)
            await press(pilot, "asterisk")
            assert screen.current_query == Query(reading.query)
            assert screen.contents is not None
            assert len(screen.contents.result.articles) == reading.articles
            await press(pilot, "escape", "asterisk")
            assert "No other suggestion" in shown(pilot)


def _readings(name: str) -> tuple[str, ...]:
    return f'said:"{name}" agreement', name
