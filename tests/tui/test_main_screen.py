"""The main screen: three layouts, lists that follow the query, the reader that follows the list."""

import pytest
from textual.color import Color
from textual.css.stylesheet import Stylesheet
from textual.geometry import Size

from dossier.api import Dossier
from dossier.keys.keymap import LISTS
from dossier.model.query import Query
from dossier.runtime.config import AppSettings
from dossier.tui.app import DossierApp
from dossier.tui.rows.timeline import EventRow
from dossier.tui.screens.main import MainScreen
from dossier.tui.work_results import ResultsReady
from tests.tui.driving import SIZES, item, items, main_of, opened, press, search, settle, shown, write


@pytest.mark.parametrize("size", SIZES)
async def test_three_layouts_show_the_same_dossier(sample: Dossier, size: tuple[int, int]) -> None:
    """Proves that each breakpoint shows title, counts, the timeline and the reader, with every list's number on its tab."""
    async with opened(sample, size) as pilot:
        text, answer = shown(pilot), sample.query.search(Query())
        assert sample.title in text
        assert f"{answer.totals.articles} articles" in text
        assert f"2 Timeline {len(answer.events)}" in text
        assert f"1 Actors {len(answer.actors)}" in text
        assert "0 Reader" in text
        assert "? help" in text
        assert "offline" in text


async def test_the_shell_is_painted_before_the_dossier_is_open(sample: Dossier) -> None:
    """Proves that the first paint waits for nothing: panes and keys are there while there is no answer."""
    app = DossierApp(sample)
    async with app.run_test(size=(120, 40)) as pilot:
        assert "2 Timeline" in shown(pilot)
        await settle(pilot)
        assert main_of(pilot).contents is not None


@pytest.mark.parametrize("theme", ["dossier-dark", "dossier-light", "nord"])
async def test_style_sheets_are_read_once(sample: Dossier, theme: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Proves that starting in a theme reads no style sheet a second time, and has its colours; another theme chosen later has its own."""
    again: list[Stylesheet] = []
    reparse = Stylesheet.reparse

    def counted(stylesheet: Stylesheet) -> None:
        again.append(stylesheet)
        reparse(stylesheet)

    monkeypatch.setattr(Stylesheet, "reparse", counted)
    app = DossierApp(sample, AppSettings(theme=theme))
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        assert not again
        screen = main_of(pilot)
        assert screen.styles.background == Color.parse(app.get_css_variables()["background"])
        assert (app.has_class("-dark-mode"), app.has_class("-light-mode")) == (app.current_theme.dark, not app.current_theme.dark)
        app.theme = "dossier-contrast"
        await settle(pilot)
        assert again
        assert screen.styles.background == Color.parse("#000000")
        assert screen.prompt.styles.background == Color.parse(app.get_css_variables()["panel"])


@pytest.mark.parametrize("size", [*SIZES, (50, 12)])
async def test_the_layout_is_right_from_the_first_paint(sample: Dossier, size: tuple[int, int]) -> None:
    """Proves that the classes set before the screen is mounted are those that Textual sets for the size of the terminal."""
    before = MainScreen._breakpoints_at(Size(*size))
    async with opened(sample, size) as pilot:
        screen = main_of(pilot)
        names = {name for points in (screen.HORIZONTAL_BREAKPOINTS, screen.VERTICAL_BREAKPOINTS) for _, name in points}
        assert screen.classes & names == set(before.split())


def offered(screen: MainScreen) -> bool:
    """True where completions are offered."""
    return screen.completions.chosen is not None


async def test_the_sentence_behind_the_selected_event_is_lit_and_in_sight(sample: Dossier) -> None:
    """Proves that moving in the timeline opens the article of the event with its sentence lit on the screen."""
    async with opened(sample) as pilot:
        for _ in range(3):
            await press(pilot, "j")
            screen = main_of(pilot)
            row = screen.lists["timeline"].chosen
            assert row is not None
            reports = item(row, EventRow).event.reports
            place, reader = screen.position, screen.reader
            assert place is not None
            assert place.lit is not None
            assert (place.article, place.lit) in {(report.article, report.span) for report in reports}
            assert reader.article_layout is not None
            line = reader.article_layout.row_of(place.lit.start)
            assert reader.scroll_offset.y <= line < reader.scroll_offset.y + reader.size.height


async def test_keys_choose_lists_and_the_focused_one_is_marked(sample: Dossier) -> None:
    """Proves that 1 to 5 and 0 give the focus to what they name."""
    async with opened(sample) as pilot:
        for key, pane in zip("12345", LISTS, strict=True):
            await press(pilot, key)
            assert main_of(pilot).focused_pane == pane
            assert f"▸ {key} {pane.capitalize()}" in shown(pilot)
        await press(pilot, "0")
        assert main_of(pilot).focused_pane == "reader"


async def test_tab_goes_round_the_panes(sample: Dossier) -> None:
    """Proves that tab visits actors, the list and the reader, and comes back."""
    async with opened(sample) as pilot:
        seen = []
        for _ in range(3):
            seen.append(main_of(pilot).focused_pane)
            await press(pilot, "tab")
        assert seen == ["timeline", "reader", "actors"]
        assert main_of(pilot).focused_pane == "timeline"


async def test_enter_on_an_actor_narrows_every_list_and_escape_opens_up_again(sample: Dossier) -> None:
    """Proves that the actor narrows articles, events and quotations, and that one step back undoes it."""
    async with opened(sample) as pilot:
        everything = sample.query.search(Query())
        await press(pilot, "1", "G", "enter")
        screen = main_of(pilot)
        (actor,) = screen.current_query.actors
        narrowed = sample.query.search(Query(actors=(actor,)))
        assert screen.lists["articles"].listing.count == len(narrowed.articles)
        assert screen.lists["timeline"].listing.count == len(narrowed.events)
        assert len(narrowed.events) < len(everything.events)
        await press(pilot, "escape")
        assert screen.current_query.actors == ()
        assert screen.lists["timeline"].listing.count == len(everything.events)


async def test_searching_as_one_types_fills_every_list(sample: Dossier) -> None:
    """Proves that the lists follow what stands in the box before enter is pressed."""
    async with opened(sample) as pilot:
        await press(pilot, "slash")
        await write(pilot, "strike")
        screen, answer = main_of(pilot), sample.query.search(Query("strike"))
        assert screen.current_query == Query("strike")
        assert screen.lists["articles"].listing.count == len(answer.articles)
        assert screen.lists["quotes"].listing.count == len(answer.quotations)


async def test_a_stale_answer_is_dropped(sample: Dossier) -> None:
    """Proves that an answer to another query than the one asked changes nothing."""
    async with opened(sample) as pilot:
        screen = main_of(pilot)
        before = screen.contents
        assert before is not None
        screen.post_message(ResultsReady(Query("something else"), before))
        await settle(pilot)
        assert screen.contents is before
        assert screen.current_query == Query()


async def test_the_count_of_marks_equals_the_marks(sample: Dossier) -> None:
    """Proves that the footer's number is that of the spans marked, and that n goes through them and round."""
    async with opened(sample) as pilot:
        await press(pilot, "3")
        await search(pilot, "talks")
        reader = main_of(pilot).reader
        assert reader.view is not None
        article = reader.view.article.id
        assert reader.view.marks == sample.query.match_spans(article, Query("talks"))
        count = len(reader.view.marks) + len(reader.view.title_marks)
        assert count == next(hit.count for hit in sample.query.search(Query("talks")).articles if hit.article == article)
        assert f"mark 1 of {count}" in shown(pilot)
        await press(pilot, "n")
        assert f"mark {2 if count > 1 else 1} of {count}" in shown(pilot)
        await press(pilot, "N", "N")
        assert f"mark {count} of {count}" in shown(pilot)


async def test_no_hit_offers_the_nearest_spelling(sample: Dossier) -> None:
    """Proves that a misspelt word shows the nearest one, and that enter searches it."""
    async with opened(sample, (80, 24)) as pilot:
        await search(pilot, "negotiatirs")
        await press(pilot, "3")
        answer = sample.query.search(Query("negotiatirs"))
        assert answer.nearest is not None
        assert "No articles for negotiatirs." in shown(pilot)
        assert f"Did you mean {answer.nearest[0]}?" in shown(pilot)
        await press(pilot, "enter")
        assert main_of(pilot).current_query == Query(answer.nearest[0])
        assert main_of(pilot).lists["articles"].listing.count > 0


async def test_the_tilde_allows_near_spellings(sample: Dossier) -> None:
    """Proves that one key turns the last word into one that may be spelt otherwise."""
    async with opened(sample, (80, 24)) as pilot:
        await search(pilot, "negotiatirs")
        await press(pilot, "tilde")
        assert main_of(pilot).current_query == Query("negotiatirs~")
        assert main_of(pilot).lists["articles"].listing.count > 0


async def test_completions_are_offered_and_taken(sample: Dossier) -> None:
    """Proves that a half-typed field offers completions, that tab completes one, and that escape closes them and clears the search."""
    async with opened(sample, (80, 24)) as pilot:
        await press(pilot, "slash")
        await write(pilot, "type:st")
        screen = main_of(pilot)
        chosen = screen.completions.chosen
        assert chosen is not None
        assert "tab complete" in shown(pilot)
        await press(pilot, "tab")
        assert screen.search_box.value == chosen.text
        await write(pilot, " sec")
        assert offered(screen)
        await press(pilot, "escape")
        assert not offered(screen)
        assert screen.search_box.value == ""
        assert screen.focused_pane == "timeline"


async def test_the_box_remembers_what_was_searched(sample: Dossier) -> None:
    """Proves that up and down go through earlier searches, and back to what was being typed."""
    async with opened(sample) as pilot:
        await search(pilot, "talks")
        await press(pilot, "escape")
        await search(pilot, "strike")
        await press(pilot, "escape", "slash")
        box = main_of(pilot).search_box
        await press(pilot, "up")
        assert box.value == "strike"
        main_of(pilot).completions.offer((), "")
        await press(pilot, "up")
        assert box.value == "talks"


async def test_a_list_is_filtered_and_given_back(sample: Dossier) -> None:
    """Proves that f narrows the list in focus alone, and that escape gives it back."""
    async with opened(sample) as pilot:
        screen = main_of(pilot)
        before = screen.lists["timeline"].listing.count
        await press(pilot, "f")
        await write(pilot, "strike")
        strikes = sum(event.kind == "strike" for event in sample.query.search(Query()).events)
        assert strikes <= screen.lists["timeline"].listing.count < before
        await press(pilot, "enter")
        assert screen.focused_pane == "timeline"
        await press(pilot, "escape")
        assert screen.lists["timeline"].listing.count == before


async def test_escape_never_quits_and_q_does_at_last(sample: Dossier) -> None:
    """Proves that escape at the bottom of all steps leaves the app running, and that q takes steps back before it quits."""
    async with opened(sample) as pilot:
        await press(pilot, "escape", "escape", "escape")
        assert pilot.app.is_running
        await search(pilot, "talks")
        await press(pilot, "q")
        assert main_of(pilot).current_query == Query()
        assert pilot.app.is_running
        await pilot.press("q")
        await pilot.pause()
        assert not pilot.app.is_running


async def test_brackets_go_through_the_articles_and_backspace_back(sample: Dossier) -> None:
    """Proves that ] opens the next article shown, and that backspace returns to the one before."""
    async with opened(sample) as pilot:
        await press(pilot, "3", "g")
        screen = main_of(pilot)
        shown_articles = [hit.article for hit in sample.query.search(Query()).articles]
        first = screen.position
        assert first is not None
        start = shown_articles.index(first.article)
        await press(pilot, "right_square_bracket" if start == 0 else "left_square_bracket")
        assert screen.position is not None
        assert screen.position.article != first.article
        await press(pilot, "backspace")
        assert screen.position.article == first.article


async def test_sorting_goes_through_the_orders_of_a_list(sample: Dossier) -> None:
    """Proves that S puts the quotations in order of day, without headings, and says so."""
    async with opened(sample) as pilot:
        await press(pilot, "4", "S")
        rows = main_of(pilot).lists["quotes"].listing.rows
        assert rows
        assert not any(row.heading for row in rows)
        assert "Quotes: by day." in shown(pilot)
        assert " · by day ━" in shown(pilot)
        await press(pilot, "2", "S")
        assert "latest first ━" in shown(pilot)
        days = [row.event.start for row in items(main_of(pilot).lists["timeline"].listing.rows, EventRow)]
        assert [day for day in days if day] == sorted((day for day in days if day), reverse=True)
        await press(pilot, "S", "S")
        assert "Timeline: earliest first." in shown(pilot)
        assert "first ━" not in shown(pilot)


async def test_clicks_do_what_keys_do(sample: Dossier) -> None:
    """Proves that the mouse selects a row, takes a tab and presses a key of the footer."""
    async with opened(sample) as pilot:
        lines = shown(pilot).splitlines()
        tabs = next(at for at, line in enumerate(lines) if "4 Quotes" in line)
        await pilot.click(offset=(lines[tabs].index("4 Quotes") + 2, tabs))
        await settle(pilot)
        assert main_of(pilot).focused_pane == "quotes"
        await pilot.click("#quotes", offset=(6, 3))
        await settle(pilot)
        assert main_of(pilot).lists["quotes"].chosen is not None
        foot = shown(pilot).splitlines()[-1]
        await pilot.click(offset=(foot.index("? help") + 1, 39))
        await settle(pilot)
        assert "Keys" in shown(pilot)
