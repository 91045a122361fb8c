"""Driving the app in tests: start it on a dossier, wait for its workers, type."""

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, TypeVar

from textual import events
from textual.command import CommandList, CommandPalette
from textual.keys import _character_to_key
from textual.pilot import Pilot
from textual.screen import Screen

from dossier.api import Dossier
from dossier.runtime.config import AppSettings
from dossier.tui.app import DossierApp
from dossier.tui.screens.main import MainScreen
from dossier.tui.state.list_model import Row, item_of

SIZES = ((80, 24), (120, 40), (200, 60))
NAMES = {" ": "space", ":": "colon", '"': "quotation_mark", "-": "minus", "~": "tilde", "/": "slash", ".": "full_stop", "_": "underscore"}


Kind = TypeVar("Kind")
ScreenKind = TypeVar("ScreenKind", bound=Screen[Any])


def main_of(pilot: Pilot[int]) -> MainScreen:
    """The main screen, also below an overlay."""
    screen = pilot.app.screen_stack[0]
    assert isinstance(screen, MainScreen)
    return screen


def top(pilot: Pilot[int], kind: type[ScreenKind]) -> ScreenKind:
    """The screen on top, which must be of that type."""
    screen: object = pilot.app.screen
    assert isinstance(screen, kind), screen
    return screen


def items(rows: Iterable[Row], kind: type[Kind]) -> list[Kind]:
    """The payloads of the rows that have one of that type."""
    return [item for row in rows if (item := item_of(row, kind)) is not None]


def item(row: Row | None, kind: type[Kind]) -> Kind:
    """The payload of a row, which must be of that type."""
    payload = item_of(row, kind)
    assert payload is not None, row
    return payload


async def settle(pilot: Pilot[int]) -> None:
    """Wait until the dossier is open, all keys are dealt with, no worker is at work, and all is painted. What a worker comes back with may begin
    another one.
    """
    for _ in range(1500):
        await pilot.pause(0.01)
        if main_of(pilot).contents is None or _is_at_work(pilot):
            continue
        await _painted(pilot)
        if not _is_at_work(pilot):
            break
    else:
        await _painted(pilot)
    await _listed(pilot)


async def _painted(pilot: Pilot[int]) -> None:
    """Wait three rounds: a screen that a key opens is composed in several steps, which take long on a busy machine."""
    for _ in range(3):
        await pilot.pause(0)
        await pilot._wait_for_screen()


def _is_at_work(pilot: Pilot[int]) -> bool:
    app = pilot.app
    waiting = isinstance(app, DossierApp) and main_of(pilot).first_rows is None and app._early_events
    return bool(waiting) or any(worker.is_running for worker in app.workers)


async def _listed(pilot: Pilot[int]) -> None:
    """While the palette is open, wait until its entries no longer change: it gathers them in the background."""
    before: list[str] = []
    same = 0
    for _ in range(500):
        palette = pilot.app.screen if pilot.app.screen_stack else None
        if not isinstance(palette, CommandPalette) or same >= 10:
            break
        now = [str(option.prompt) for found in palette.query(CommandList) for option in found.options]
        same = same + 1 if now and now == before else 0
        before = now
        await pilot.pause(0.02)


async def press(pilot: Pilot[int], *keys: str) -> None:
    """Press keys, waiting after each for what it sets off. `Pilot.press` waits for a quiet processor as well, for 60 ms at least."""
    for key in keys:
        commands = isinstance(pilot.app.screen, CommandPalette)
        pilot.app.post_message(key_event(key))
        await settle(pilot)
        if commands and not isinstance(pilot.app.screen, CommandPalette):
            await _done(pilot)


async def _done(pilot: Pilot[int]) -> None:
    """Once the palette is closed, the command it was closed for comes by a message of its own."""
    for _ in range(10):
        await pilot.pause(0.02)
    await settle(pilot)


def key_event(name: str) -> events.Key:
    """The event of a key by its name, as a terminal's driver makes it."""
    signs = {_character_to_key(sign): sign for sign in map(chr, range(33, 127))} | {"space": " ", "enter": "\r", "tab": "\t"}
    key = _character_to_key(name) if len(name) == 1 else name
    return events.Key(key, name if len(name) == 1 else signs.get(key))


async def write(pilot: Pilot[int], text: str) -> None:
    """Type a text into the field in focus."""
    await pilot.press(*(NAMES.get(sign, sign) for sign in text))
    await settle(pilot)


async def search(pilot: Pilot[int], text: str) -> None:
    """Search for something and go back to the list."""
    await press(pilot, "slash")
    await write(pilot, text)
    await press(pilot, "enter")


@asynccontextmanager
async def opened(
    dossier: Dossier, size: tuple[int, int] = (120, 40), *, greet: bool = False, settings: AppSettings | None = None
) -> AsyncIterator[Pilot[int]]:
    """The app on a dossier, open and settled."""
    app = DossierApp(dossier, settings, greet=greet)
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        yield pilot


def files_under(folder: Path, name: str = "*") -> list[Path]:
    """The files of a name in a folder and below it."""
    return sorted(path for path in folder.rglob(name) if path.is_file())


def shown(pilot: Pilot[int]) -> str:
    """All text on the screen, line by line."""
    return "\n".join("".join(segment.text for segment in line) for line in pilot.app.screen._compositor.render_strips())


async def click_on(pilot: Pilot[int], words: str, *, times: int = 1, nth: int = 0) -> None:
    """Click in the middle of words that are drawn on the screen: in the first row that holds them, or the nth after it."""
    lines = shown(pilot).splitlines()
    rows = [row for row, line in enumerate(lines) if words in line]
    assert rows, f"“{words}” is not on the screen:\n" + "\n".join(lines)
    await pilot.click(offset=(lines[rows[nth]].index(words) + len(words) // 2, rows[nth]), times=times)
    await settle(pilot)


async def paste(pilot: Pilot[int], text: str) -> None:
    """Paste a text into the field in focus, as a terminal does."""
    pilot.app.post_message(events.Paste(text))
    await settle(pilot)
