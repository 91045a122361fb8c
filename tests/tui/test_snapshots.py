"""Pictures of the screens. After a change that is meant: `pytest tests/tui/test_snapshots.py --snapshot-update`, and look."""

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from dossier.api import Dossier
from dossier.model.query import Query
from dossier.runtime.config import AppSettings
from dossier.tui.app import DossierApp
from tests.tui.driving import main_of, press, search, settle, write

Do = Callable[[Pilot[int]], Awaitable[None]]
NARROW, MEDIUM, WIDE = (80, 24), (120, 40), (200, 60)
MONO = "no colour"


async def keys(pilot: Pilot[int], *names: str) -> None:
    """Press keys."""
    await press(pilot, *names)


async def searched(pilot: Pilot[int], *names: str) -> None:
    """Search a word, then press keys."""
    await search(pilot, "talks")
    await press(pilot, *names)


async def lost(pilot: Pilot[int]) -> None:
    """Search a word that is misspelt, and look at the articles."""
    await search(pilot, "negotiatirs")
    await press(pilot, "3")


async def completing(pilot: Pilot[int]) -> None:
    """Type half a field."""
    await press(pilot, "slash")
    await write(pilot, "type:s")


async def most_told(pilot: Pilot[int], *names: str) -> None:
    """Select the event that most articles report, then press keys."""
    events = main_of(pilot).dossier.query.search(Query()).events
    at = max(range(len(events)), key=lambda n: len(events[n].articles))
    await press(pilot, *["j"] * at, *names)


def then(do: Callable[..., Awaitable[None]], *names: str) -> Do:
    """A function, followed by keys."""
    return lambda pilot: do(pilot, *names)


SCENES: dict[str, tuple[tuple[int, int], Do]] = {
    "main narrow": (NARROW, most_told),
    "main medium": (MEDIUM, most_told),
    "main wide": (WIDE, most_told),
    "search": (MEDIUM, searched),
    "articles": (MEDIUM, then(searched, "3")),
    "quotes": (MEDIUM, then(keys, "4", "j", "j")),
    "notes": (MEDIUM, then(keys, "3", "b", "5")),
    "help": (MEDIUM, then(keys, "question_mark")),
    "empty": (NARROW, lost),
    "complete": (NARROW, completing),
    "compare": (MEDIUM, then(most_told, "c")),
    "profile": (MEDIUM, then(keys, "1", "p")),
    "profile wide": (WIDE, then(keys, "1", "p", "n")),
    "map narrow": (NARROW, then(keys, "W")),
    "map wide": (WIDE, then(most_told, "W")),
    "map medium": (MEDIUM, then(most_told, "W")),
    "why": (MEDIUM, then(most_told, "w")),
    "chips": (MEDIUM, then(searched, "D", "1", "enter", "2")),
    "filters": (NARROW, then(searched, "D", "F", "down")),
    "one pane": ((50, 12), keys),
    "review": (MEDIUM, then(keys, "M")),
    "export narrow": (NARROW, then(keys, "e")),
}
LOOKS: dict[str, tuple[str, tuple[int, int], Do]] = {
    "contrast narrow": ("dossier-contrast", NARROW, most_told),
    "contrast medium": ("dossier-contrast", MEDIUM, searched),
    "contrast map": ("dossier-contrast", MEDIUM, then(most_told, "W")),
    "contrast wide": ("dossier-contrast", WIDE, then(most_told, "c")),
    "mono narrow": (MONO, NARROW, then(most_told, "1", "space", "j", "space")),
    "mono map": (MONO, MEDIUM, then(most_told, "W")),
    "mono medium": (MONO, MEDIUM, searched),
    "mono wide": (MONO, WIDE, then(most_told, "w")),
}


@pytest.fixture(autouse=True)
def in_the_home(monkeypatch: pytest.MonkeyPatch) -> None:
    """Run in the home folder: a sheet shows a path below it as “~/…”, the same on every machine."""
    monkeypatch.chdir(Path.home())


@pytest.mark.parametrize("name", list(SCENES))
def test_the_screen_looks_as_it_did(name: str, sample: Dossier, snap_compare: Any) -> None:
    """Proves that a screen is drawn as in the picture that was looked at."""
    size, do = SCENES[name]
    assert snap_compare(DossierApp(sample), terminal_size=size, run_before=quiet(do))


@pytest.mark.parametrize("name", list(LOOKS))
def test_the_screen_looks_as_it_did_in_other_looks(name: str, sample: Dossier, snap_compare: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Proves the same in high contrast and without colours, at the three sizes."""
    look, size, do = LOOKS[name]
    if look == MONO:
        monkeypatch.setenv("NO_COLOR", "1")
    app = DossierApp(sample, AppSettings() if look == MONO else AppSettings(theme=look))
    assert snap_compare(app, terminal_size=size, run_before=quiet(do))


def quiet(do: Do) -> Do:
    """A function, called once all has settled and nothing blinks or moves."""

    async def before(pilot: Pilot[int]) -> None:
        pilot.app.animation_level = "none"
        await settle(pilot)
        for box in pilot.app.screen.query(Input):
            box.cursor_blink = False
        await do(pilot)
        for box in pilot.app.screen.query(Input):
            box.cursor_blink = False

    return before
