"""Correcting in the explanation: another candidate day, another day, a split, another speaker or name; by keyboard and mouse."""

import pytest
from textual.pilot import Pilot

from dossier.api import Dossier
from dossier.model.event import Event
from dossier.tui.screens.explanation import ExplanationScreen
from tests.tui.driving import SIZES, click_on, main_of, opened, press, settle, shown, write


def dated(dossier: Dossier) -> Event:
    """An event whose date has two candidates."""
    return next(e for e in dossier.query.snapshot.findings.events if len(dossier.review.explain(e.id).candidates) > 1)


async def ask_why(pilot: Pilot[int], ident: str, pane: str = "timeline") -> ExplanationScreen:
    """Select a thing in its list and ask why."""
    await press(pilot, {"timeline": "2", "quotes": "4", "actors": "1"}[pane])
    main_of(pilot).lists[pane].select(ident)
    await press(pilot, "w")
    screen = pilot.app.screen
    assert isinstance(screen, ExplanationScreen)
    return screen


@pytest.mark.parametrize("size", SIZES)
async def test_readings_are_numbered_and_a_digit_takes_one(sample: Dossier, size: tuple[int, int]) -> None:
    """Proves that a digit sets the days of that reading, that the sheet shows it as chosen and stays, and that u gives the other back."""
    event = dated(sample)
    other = next(r for r in sample.review.explain(event.id).candidates if not r.chosen)
    async with opened(sample, size) as pilot:
        screen = await ask_why(pilot, event.id)
        assert "1–2 choose" in shown(pilot)
        await press(pilot, "2")
        now = sample.query.snapshot.event(event.id)
        assert (now.start, now.end) == (other.start, other.end)
        assert pilot.app.screen is screen
        assert "You set this date." in dict(screen.explanation.rows)["Because"]
        assert [r.chosen for r in screen.explanation.candidates] == [False, True]
        await press(pilot, "u")
        assert sample.query.snapshot.event(event.id).start == event.start
        assert [r.chosen for r in screen.explanation.candidates] == [True, False]
        await press(pilot, "ctrl+r")
        assert sample.query.snapshot.event(event.id).start == other.start


async def test_a_click_takes_a_reading_and_the_same_one_twice_says_so(sample: Dossier) -> None:
    """Proves that a reading can be clicked on, and that one that is taken already changes nothing."""
    event = dated(sample)
    async with opened(sample) as pilot:
        await ask_why(pilot, event.id)
        lines = shown(pilot).splitlines()
        row = next(at for at, line in enumerate(lines) if " 2 ○ " in line)
        await pilot.click(offset=(lines[row].index("2 ○") + 5, row))
        await settle(pilot)
        assert sample.query.snapshot.event(event.id).date_explanation == "You set this date."
        await press(pilot, "2")
        assert "already in use" in shown(pilot)
        assert len(sample.notebook.history()) == 1


async def test_another_day_is_set_from_within(sample: Dossier) -> None:
    """Proves that d asks for a day, that a bad one is reported in place, that escape closes the field first, and that the day is set."""
    event = dated(sample)
    async with opened(sample) as pilot:
        screen = await ask_why(pilot, event.id)
        await press(pilot, "d", "escape")
        assert pilot.app.screen is screen
        await press(pilot, "d")
        await write(pilot, "2031-13-01")
        await press(pilot, "enter")
        assert "is not a valid date" in shown(pilot)
        assert "2031-13-01" in shown(pilot)
        await press(pilot, "ctrl+u")
        await write(pilot, "6 May 2031")
        await press(pilot, "enter")
        assert str(sample.query.snapshot.event(event.id).start) == "2031-05-06"
        assert "May 2031" in shown(pilot)
        await press(pilot, "escape")
        assert main_of(pilot).focused_pane == "timeline"


async def test_a_source_is_set_apart_and_a_speaker_and_a_name_are_set(sample: Dossier) -> None:
    """Proves that s splits the passage's article off an event, and that r names the speaker of a quotation and an actor."""
    event = next(e for e in sample.query.snapshot.findings.events if len(e.articles) > 1)
    quotation, actor = sample.query.snapshot.findings.quotations[0], sample.query.snapshot.findings.actors[0]
    async with opened(sample) as pilot:
        screen = await ask_why(pilot, event.id)
        assert "s split" in shown(pilot)
        await press(pilot, "s")
        assert len(sample.query.snapshot.event(screen.explanation.ident).articles) == len(event.articles) - 1
        await press(pilot, "escape")
        await ask_why(pilot, quotation.id, "quotes")
        await press(pilot, "r", "ctrl+u")
        await write(pilot, "Orla Brandt")
        await press(pilot, "enter")
        assert sample.query.snapshot.quotation(quotation.id).speaker_text == "Orla Brandt"
        assert "Why this speaker: Orla Brandt" in shown(pilot)
        await press(pilot, "escape")
        await ask_why(pilot, actor.id, "actors")
        await press(pilot, "r", "ctrl+u")
        await write(pilot, "Tomas Kerr")
        await press(pilot, "enter")
        assert sample.query.snapshot.actor(actor.id).name == "Tomas Kerr"


async def test_the_passage_that_is_marked_comes_into_sight(sample: Dossier) -> None:
    """Proves that tab shows the passage it marks where the sheet is longer than the screen, and that a click marks and reads one."""
    event = max(sample.query.snapshot.findings.events, key=lambda one: len(sample.review.explain(one.id).passages))
    async with opened(sample, (80, 24)) as pilot:
        screen = await ask_why(pilot, event.id)
        for _ in screen.explanation.passages:
            await press(pilot, "tab")
            words = " ".join(screen.explanation.passages[screen.passage].text.split()[:4])
            assert words in shown(pilot)
        await press(pilot, "G")
        last = screen.explanation.passages[-1]
        await click_on(pilot, " ".join(last.text.split()[:4]), times=2)
        assert pilot.app.screen is main_of(pilot)
        place = main_of(pilot).position
        assert place is not None
        assert (place.article, place.lit) == (last.article, last.span)
