"""Overlays: help, welcome, why, compare, original file, palette."""

from pathlib import Path

import pytest
from textual.command import CommandList
from textual.widgets import Input

from dossier.api import Dossier
from dossier.keys.keymap import GROUPS, works_in
from dossier.keys.keymap import display_key as sign
from dossier.model.query import Query
from dossier.runtime.recents import add_recent
from dossier.tui import app
from dossier.tui.rows.quotes import QuoteRow
from dossier.tui.screens.help import help_groups
from dossier.tui.screens.welcome import GREETED
from dossier.tui.widgets.modal_sheet import ModalSheet
from tests.tui.driving import click_on, files_under, items, main_of, opened, press, settle, shown, write


@pytest.mark.parametrize("size", [(120, 40), (80, 24)])
async def test_help_cuts_no_words_off(sample: Dossier, size: tuple[int, int]) -> None:
    """Proves that every key and every word of the help stands on the sheet, on more lines where one is too short, at each size."""
    async with opened(sample, size) as pilot:
        await press(pilot, "question_mark")
        sheet = pilot.app.screen.query_one(ModalSheet)
        lines = [line.plain for line in sheet._lines(sheet.scrollable_content_region.width)]
        assert not any("…" in line for line in lines)
        assert all(len(line.rstrip()) <= sheet.scrollable_content_region.width for line in lines)
        words = " ".join(" ".join(lines).split())
        for _, rows in help_groups("timeline"):
            for keys, does in rows:
                assert all(word in words for word in (*keys.split(), *does.split()))


@pytest.mark.parametrize("size", [(120, 40), (80, 24)])
async def test_help_shows_the_keys_of_the_pane_in_focus(sample: Dossier, size: tuple[int, int]) -> None:
    """Proves that help names its pane, scrolls where it does not fit, filters, and closes with escape."""
    async with opened(sample, size) as pilot:
        await press(pilot, "4", "question_mark")
        assert "Keys  quotes" in shown(pilot)
        await press(pilot, "G")
        assert "sentence for the row" in shown(pilot)
        await press(pilot, "g")
        assert "sentence for the row" not in shown(pilot)
        assert "This list" in shown(pilot)
        await press(pilot, "slash")
        await write(pilot, "compare")
        assert "Compare sources" in shown(pilot)
        assert "Next, previous pane" not in shown(pilot)
        await press(pilot, "escape", "escape")
        assert "Keys  quotes" not in shown(pilot)
        assert main_of(pilot).focused_pane == "quotes"


def test_help_lists_every_key_of_a_pane_once() -> None:
    """Proves that help shows the keymap: each key that works in a pane, in one line."""
    for pane in ("timeline", "actors", "reader", "note", "search"):
        keys_shown = " ".join(keys for _, rows in help_groups(pane) for keys, _ in rows).split()
        assert sorted(keys_shown) == sorted(" ".join(sign(name) for key in works_in(pane) for name in key.keys).split())
        assert {title for title, _ in help_groups(pane)} <= set(GROUPS.values())


async def test_the_welcome_is_shown_once(sample: Dossier, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Proves that the sample greets with how many articles there are, that enter puts it away, and that it stays away."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    monkeypatch.setattr(app, "is_sample", lambda _root: True)
    async with opened(sample, (80, 24), greet=True) as pilot:
        await settle(pilot)
        assert "Welcome to dossier" in shown(pilot)
        assert "Five sample articles on one story." in shown(pilot)
        await press(pilot, "enter")
        assert "Welcome to dossier" not in shown(pilot)
        assert files_under(tmp_path, GREETED)
    async with opened(sample, (80, 24), greet=True) as pilot:
        await settle(pilot)
        assert "Welcome to dossier" not in shown(pilot)


async def test_why_shows_words_anchor_rule_and_leads_to_the_sentence(sample: Dossier) -> None:
    """Proves that w on an event explains its day, and that enter reads there."""
    async with opened(sample) as pilot:
        await press(pilot, "j", "w")
        text = shown(pilot)
        why = sample.review.explain(main_of(pilot).lists["timeline"].chosen.id)  # type: ignore[union-attr]
        assert why.title in text
        assert all(label in text for label, _ in why.rows[:3])
        assert "Based on" in text
        await press(pilot, "enter")
        place = main_of(pilot).position
        assert place is not None
        assert (place.article, place.lit) == (why.passages[0].article, why.passages[0].span)
        assert main_of(pilot).focused_pane == "reader"


@pytest.mark.parametrize("key", ["1", "3", "4"])
async def test_why_answers_on_other_lists(sample: Dossier, key: str) -> None:
    """Proves that actors, articles and quotations have explanations, too."""
    async with opened(sample) as pilot:
        await press(pilot, key, "w")
        assert "esc close" in shown(pilot)
        await press(pilot, "q")
        assert "esc close" not in shown(pilot)


async def test_compare_puts_sources_side_by_side(sample: Dossier) -> None:
    """Proves that an event reported by several articles has a column for each, and that enter reads the chosen one."""
    events = sample.query.search(Query()).events
    at = next((n for n, event in enumerate(events) if len(event.articles) > 1), None)
    assert at is not None
    async with opened(sample, (200, 60)) as pilot:
        await press(pilot, *["j"] * at, "c")
        text = shown(pilot)
        assert "Sources side by side" in text
        for article in events[at].articles:
            assert sample.query.snapshot.article(article).title[:20] in text
        await press(pilot, "right", "enter")
        place = main_of(pilot).position
        assert place is not None
        assert place.article == events[at].articles[1]


async def test_the_same_words_in_two_articles_are_compared(sample: Dossier) -> None:
    """Proves that c on a quotation printed elsewhere, too, shows both articles' words."""
    async with opened(sample, (200, 60)) as pilot:
        await press(pilot, "4")
        rows = main_of(pilot).lists["quotes"].listing.rows
        twice = next((row.quotation for row in items(rows, QuoteRow) if row.quotation.same_as), None)
        if twice is None:
            pytest.skip("the sample holds no words that two articles print")
        main_of(pilot).lists["quotes"].select(twice.id)
        await press(pilot, "c")
        assert "Compare" in shown(pilot).splitlines()[0]
        assert "Words" in shown(pilot)


async def test_compare_says_so_where_there_is_one_source(sample: Dossier) -> None:
    """Proves that an event of one article gets a sentence instead of a table."""
    events = sample.query.search(Query()).events
    at = next(n for n, event in enumerate(events) if len(event.articles) == 1)
    async with opened(sample) as pilot:
        await press(pilot, *["j"] * at, "c")
        assert "Only one source" in shown(pilot)


async def test_the_original_file_is_shown_as_it_is(sample: Dossier) -> None:
    """Proves that o shows the file with what reading left out, its front matter."""
    async with opened(sample) as pilot:
        await press(pilot, "o")
        place = main_of(pilot).position
        assert place is not None
        assert sample.ingest.original_file(place.article).name in shown(pilot)
        assert "title:" in shown(pilot)
        await press(pilot, "escape")
        assert "Original file" not in shown(pilot)


async def test_the_palette_knows_every_key_and_the_themes(sample: Dossier) -> None:
    """Proves that the palette runs what a key does, and that a theme can be taken from it, also where enter comes before the list has
    caught up with what was typed.
    """
    async with opened(sample) as pilot:
        await press(pilot, "colon")
        await pilot.press(*"zoom", "enter")
        await settle(pilot)
        assert main_of(pilot).has_class("-zoomed")
        await press(pilot, "colon")
        await pilot.press(*"dossierlight", "enter")
        await settle(pilot)
        assert pilot.app.theme == "dossier-light"


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_the_palette_has_a_line_a_command_with_words_of_its_own(sample: Dossier, tmp_path: Path, size: tuple[int, int]) -> None:
    """Proves that each command stands on one line with its key at the right, no two with the same words, over the footer's line, and that
    a title with brackets is found and shown as it is. Other dossiers of one title, however long, are told apart by their folders.
    """
    for folder in ("north", "south"):
        other = tmp_path / "a-rather-long-name-of-a-folder" / folder / "case"
        other.mkdir(parents=True)
        (other / "dossier.toml").write_text(f'title = "{"Harbours and their masters " * 4}"\n', encoding="utf-8")
        add_recent(other)
    sample.notebook.searches.save("[b]Harbour[/b]", Query("talks"))
    async with opened(sample, size) as pilot:
        await press(pilot, "colon")
        options = pilot.app.screen.query_one(CommandList).options
        lines = [str(option.prompt) for option in options]
        assert len(set(lines)) == len(lines)
        assert not any("\n" in line for line in lines)
        for name, key in (("Next mark", "n"), ("Previous mark", "N"), ("Copy as JSON", "y j"), ("Change the sort order", "S")):
            assert any(line.startswith(name) and line.rstrip().endswith(f" {key}") for line in lines)
        assert "close ─╯" in shown(pilot)
        await write(pilot, "[b]Harb")
        assert "Saved search: [b]Harbour[/b]" in shown(pilot)


@pytest.mark.parametrize("theme", ["dossier-light", "dossier-contrast", "dossier-safe", "nord", "textual-light"])
async def test_every_theme_has_a_colour_for_every_role(sample: Dossier, theme: str) -> None:
    """Proves that own and stock themes draw the screen, and that changing one redraws the lists."""
    async with opened(sample, (80, 24)) as pilot:
        pilot.app.theme = theme
        await settle(pilot)
        assert "2 Timeline" in shown(pilot)


async def test_quit_at_once_works_under_an_overlay(sample: Dossier) -> None:
    """Proves that ctrl+q ends the app over the help as it does without it."""
    async with opened(sample) as pilot:
        await press(pilot, "question_mark")
        assert len(pilot.app.screen_stack) == 2
        await pilot.press("ctrl+q")
        assert not pilot.app.is_running or pilot.app._exit


async def test_the_keys_in_an_overlays_border_and_its_choices_can_be_clicked(sample: Dossier, tmp_path: Path) -> None:
    """Proves that help closes by a click on its key, and that a format, a tick and the writing of a file need no keyboard."""
    async with opened(sample) as pilot:
        await press(pilot, "question_mark")
        await click_on(pilot, "esc close")
        assert len(pilot.app.screen_stack) == 1
        await click_on(pilot, "e export")
        await click_on(pilot, "jsonl")
        assert "● jsonl" in shown(pilot)
        await click_on(pilot, "include my notes")
        assert "[x] include my notes" in shown(pilot)
        pilot.app.screen.query_one(Input).value = str(tmp_path / "out.jsonl")
        await click_on(pilot, "enter export")
        assert (tmp_path / "out.jsonl").is_file()
        assert len(pilot.app.screen_stack) == 1
