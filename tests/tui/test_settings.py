"""The user's settings at work in the app: theme, measure, keys, mouse, signs."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from textual.pilot import Pilot

from dossier.api import Dossier
from dossier.errors import DossierError
from dossier.keys.keymap import KEYMAP
from dossier.keys.user_keys import build_keymap
from dossier.runtime.config import AppSettings
from dossier.runtime.paths import config_path
from dossier.tui import app as app_module
from dossier.tui.app import DossierApp, run_app
from tests.tui.driving import main_of, press, settle, shown, write


@asynccontextmanager
async def opened_with(dossier: Dossier, size: tuple[int, int] = (120, 40), **chosen: Any) -> AsyncIterator[Pilot[int]]:
    """The app with settings."""
    settings = AppSettings(**chosen)
    app = DossierApp(dossier, settings, build_keymap(settings))
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        yield pilot


@pytest.mark.parametrize("measure", [30, 50, 90])
async def test_no_line_of_the_reader_is_longer_than_the_measure(sample: Dossier, measure: int) -> None:
    """Proves that the setting has its effect, and that a wide terminal uses all of it."""
    async with opened_with(sample, (200, 60), measure=measure) as pilot:
        await press(pilot, "0", "z")
        laid = main_of(pilot).reader.article_layout
        assert laid is not None
        longest = max(len(line.span) for line in laid.lines if line.span)
        assert measure - 15 <= longest <= measure


async def test_a_theme_is_taken_and_an_unknown_one_told(sample: Dossier) -> None:
    """Proves that the sentence names the themes there are."""
    async with opened_with(sample, theme="dossier-light") as pilot:
        assert pilot.app.theme == "dossier-light"
    with pytest.raises(DossierError, match=r"Unknown theme “mauve”.*dossier-contrast, dossier-dark, dossier-light, dossier-safe"):
        DossierApp(sample, AppSettings(theme="mauve"))


async def test_a_key_that_was_bound_anew_works_and_is_named_everywhere(sample: Dossier) -> None:
    """Proves that footer, help and palette show what is bound, and that the key it had does nothing."""
    async with opened_with(sample, key_overrides={"why": "f7", "help": "f2", "close": "x", "copy_text": "ctrl+k t"}) as pilot:
        assert "f2 help" in shown(pilot)
        assert "f7 why" in shown(pilot)
        await press(pilot, "w")
        assert pilot.app.screen is main_of(pilot)
        await press(pilot, "f7")
        assert type(pilot.app.screen).__name__ == "ExplanationScreen"
        assert "x close" in shown(pilot)
        await press(pilot, "x", "f2")
        assert "f7  Explain this day" in shown(pilot)
        await press(pilot, "x", "ctrl+k")
        assert "t text" in shown(pilot).splitlines()[-1]
        await press(pilot, "t")
        assert "clipboard" in shown(pilot)
        await press(pilot, "ctrl+p")
        await write(pilot, "Explain this")
        assert "f7" in shown(pilot)


async def test_the_key_of_the_palette_can_be_bound_to_something_else(sample: Dossier) -> None:
    """Proves that nothing but the key table opens the palette, and that it does not open over an overlay."""
    async with opened_with(sample, key_overrides={"why": "ctrl+p", "palette": "f9"}) as pilot:
        await press(pilot, "ctrl+p")
        assert type(pilot.app.screen).__name__ == "ExplanationScreen"
        await press(pilot, "ctrl+p", "f9", "escape")
        assert pilot.app.screen is main_of(pilot)
        await press(pilot, "f9", "pagedown", "pageup", "escape", "escape")
        assert pilot.app.screen is main_of(pilot)


async def test_plain_keys_have_no_letters(sample: Dossier) -> None:
    """Proves that letters do nothing with this preset, and that arrows, function and control keys do."""
    async with opened_with(sample, (80, 24), preset="plain") as pilot:
        screen = main_of(pilot)
        first = screen.lists["timeline"].chosen
        await press(pilot, "j", "G", "w", "q")
        assert screen.lists["timeline"].chosen == first
        assert "f10 quit" in shown(pilot)
        await press(pilot, "down", "f7")
        assert screen.lists["timeline"].chosen != first
        assert type(pilot.app.screen).__name__ == "ExplanationScreen"
        await press(pilot, "escape", "ctrl+f")
        assert screen.focused_pane == "search"


async def test_an_accessible_app_draws_with_letters_and_does_not_move(sample: Dossier) -> None:
    """Proves that no sign outside ASCII frames the panes or stands in the lists' rows and footer, and that nothing is animated."""
    async with opened_with(sample, accessible=True) as pilot:
        assert pilot.app.animation_level == "none"
        await press(pilot, "z")
        text = shown(pilot)
        assert not set(text) & set("╭╮╰╯│┃─━▐▸●◌✸≠▁▂▃▄▅▆▇█▌▶…·–")
        await press(pilot, "question_mark")
        assert not set(shown(pilot)) & set("╭╮╰╯│┃─━▸●◌✸≠↑↓·")
        assert "j down  k up  Down or up one row" in shown(pilot)


@pytest.mark.parametrize(
    ("text", "mouse", "message"), [("mouse = false", False, ""), ("[keys]\nwhy = 'c'", True, "config.toml, line 2: “c” is set for both")]
)
def test_the_app_starts_by_the_settings(
    sample: Dossier,
    monkeypatch: pytest.MonkeyPatch,
    text: str,
    mouse: bool,  # noqa: FBT001  a parameter of the test
    message: str,
) -> None:
    """Proves that the mouse can be switched off, and that impossible keys are reported, the others staying as they are."""
    started: list[tuple[DossierApp, bool]] = []
    monkeypatch.setattr(app_module.DossierApp, "run", lambda app, *, mouse: started.append((app, mouse)))
    path = config_path()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    try:
        assert run_app(sample) == 0
    finally:
        path.unlink()
    ((app, listens),) = started
    assert listens is mouse
    assert app.keymap is KEYMAP
    assert message in app.first_message
