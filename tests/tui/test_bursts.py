"""Keys that come without a pause, and texts that are pasted: nothing is lost, nothing goes to the wrong place."""

import asyncio

import pytest
from textual import events
from textual.keys import _character_to_key
from textual.pilot import Pilot

from dossier.api import Dossier
from dossier.tui.app import DossierApp
from tests.tui.driving import main_of, opened, settle

WORDS = "Qui bjqx y/ztamen ? verify:all [no] 2026-01-31 “deal” and 50% ~ more. "
LONG = (WORDS * 4)[:200].rstrip()
NAMED = {"\n": ("enter", None), "\x1b": ("escape", None), "\x15": ("ctrl+u", "\x15"), "\x7f": ("backspace", "\x7f")}


async def burst(pilot: Pilot[int], text: str) -> None:
    """Every key of a text in the app's queue before the first of them is looked at, as a terminal hands over what is pasted."""
    for sign in text:
        key, character = NAMED.get(sign, (_character_to_key(sign), sign))
        pilot.app.post_message(events.Key(key, character))
    await settle(pilot)
    await settle(pilot)


@pytest.mark.parametrize("pasted", [False, True])
async def test_a_long_text_after_the_note_key_is_the_note(sample: Dossier, pasted: bool) -> None:  # noqa: FBT001  # a parameter
    """Proves that two hundred characters that follow `a` at once are the note to the last, and that none of them was a key."""
    async with opened(sample) as pilot:
        if pasted:
            pilot.app.post_message(events.Key("a", "a"))
            pilot.app.post_message(events.Paste(f"{LONG}\nand a second line"))
            await burst(pilot, "\x1b")
        else:
            await burst(pilot, f"a{LONG}\nand a second line\x1b")
        assert [entry.text for entry in sample.notebook.entries()] == [f"{LONG}\nand a second line"]
        assert main_of(pilot).focused_pane == "timeline"
        assert sample.notebook.history()[0].sentence.startswith(("Noted", "Changed the note"))
        assert len(sample.notebook.history()) == 1


async def test_editing_keys_take_their_turn_among_letters(sample: Dossier) -> None:
    """Proves that what is typed right after `ctrl+u` stays, and that a backspace deletes the letter before it."""
    async with opened(sample) as pilot:
        await burst(pilot, "/grain\x15tulls\x7f\x7f\x7fks")
        await burst(pilot, "\x15davoss\x7f\n")
        assert main_of(pilot).search_box.value == "davos"
        assert main_of(pilot).current_query.text == "davos"


@pytest.mark.parametrize("pasted", [False, True])
async def test_a_long_text_after_the_search_key_is_the_search(sample: Dossier, pasted: bool) -> None:  # noqa: FBT001  # a parameter
    """Proves that the words stand in the box to the last, that they were searched for, and that keys after enter are the list's."""
    async with opened(sample) as pilot:
        screen = main_of(pilot)
        if pasted:
            pilot.app.post_message(events.Key("slash", "/"))
            pilot.app.post_message(events.Paste(LONG))
            await burst(pilot, "\n3")
        else:
            await burst(pilot, f"/{LONG}\n3")
        assert screen.search_box.value == LONG
        assert screen.current_query.text == LONG
        assert screen.search_box.history[-1] == LONG
        assert screen.focused_pane == "articles"
        assert sample.notebook.entries() == ()


async def test_several_pasted_lines_are_one_search(sample: Dossier) -> None:
    """Proves that no line of a paste is dropped where a box has one line only."""
    async with opened(sample) as pilot:
        pilot.app.post_message(events.Key("slash", "/"))
        pilot.app.post_message(events.Paste("envoys\nin\r\n  Geneva\n"))
        await settle(pilot)
        assert main_of(pilot).search_box.value == "envoys in Geneva"


@pytest.mark.parametrize("pasted", [False, True])
async def test_a_long_text_after_the_add_key_is_a_path(sample: Dossier, pasted: bool) -> None:  # noqa: FBT001  # a parameter
    """Proves that what follows `i` is in the line to the last, and that escape puts it away without a trace."""
    async with opened(sample) as pilot:
        screen = main_of(pilot)
        if pasted:
            pilot.app.post_message(events.Key("i", "i"))
            pilot.app.post_message(events.Paste(LONG))
            await settle(pilot)
        else:
            await burst(pilot, f"i{LONG}")
        assert screen.prompt.text == LONG
        await burst(pilot, "\x1bj")
        assert not screen.prompt.display
        assert screen.focused_pane == "timeline"
        assert screen.ingest_results == ()


async def test_tags_and_a_row_after_them_in_one_burst(sample: Dossier) -> None:
    """Proves that a tag, the key that takes it, and keys after it come out as if they had been pressed one by one."""
    async with opened(sample) as pilot:
        screen = main_of(pilot)
        first = screen.lists["timeline"].chosen
        await burst(pilot, "tto-check later\njj4yy")
        (entry,) = sample.notebook.entries()
        assert entry.tags == ("to-check", "later")
        assert screen.lists["timeline"].chosen != first
        assert screen.focused_pane == "quotes"
        assert pilot.app.clipboard


async def test_a_paste_onto_a_list_does_nothing(sample: Dossier) -> None:
    """Proves that pasted letters are no keys where there is nothing to type into."""
    async with opened(sample) as pilot:
        pilot.app.post_message(events.Paste("qxbi5"))
        await settle(pilot)
        assert pilot.app.is_running
        assert main_of(pilot).focused_pane == "timeline"
        assert sample.notebook.entries() == ()


@pytest.mark.parametrize("turns", [0, 1, 3, 10])
async def test_what_is_typed_while_the_app_starts_reaches_it(sample: Dossier, turns: int) -> None:
    """Proves that keys pressed before the first screen stands wait for it, in their order: a search is typed whole."""
    app = DossierApp(sample)
    async with app.run_test(size=(120, 40)) as pilot:
        for _ in range(turns):
            await asyncio.sleep(0)
        for name, sign in (("slash", "/"), *((letter, letter) for letter in "umer")):
            app.post_message(events.Key(name, sign))
        await settle(pilot)
        assert main_of(pilot).search_box.value == "umer"
        assert main_of(pilot).focused_pane == "search"
