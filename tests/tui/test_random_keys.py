"""Keys at random, as a cat on the keyboard would press them: nothing that can be typed breaks the app.

`DOSSIER_TEST_KEYS=5000` presses more of them than the everyday 600, `DOSSIER_TEST_SEED` others.
"""

import os
import random
from pathlib import Path

import pytest
from textual import events
from textual.keys import _character_to_key
from textual.message import Message
from textual.pilot import Pilot
from textual.widgets import Input

from dossier.api import Dossier
from dossier.keys.keymap import KEYMAP, SEARCH
from dossier.tui.app import DossierApp
from dossier.tui.messages import WorkFailed
from tests.tui.driving import SIZES, main_of, settle

COUNT = int(os.environ.get("DOSSIER_TEST_KEYS", "600"))
SEED = int(os.environ.get("DOSSIER_TEST_SEED", "1"))
LEFT_OUT = ("ctrl+q", "ctrl+z")
TYPED = (*'aeiosktrnmzyw10:"*()-?~#[]é字', "space", "delete", "ctrl+a", "ctrl+k", "ctrl+w", "shift+left", "f9", "alt+x")
# In other fields than the search box these would lead to files outside the folder of the test.
PATHS = ("slash", "tilde")


def pool() -> list[str]:
    """Every key of the table once, and what is typed."""
    bound = [part for key in KEYMAP for name in key.keys for part in name.split()]
    return [name for name in (*dict.fromkeys(bound), *TYPED) if name not in LEFT_OUT]


def event_of(name: str) -> events.Key:
    """The event of a key, as a terminal's driver makes it."""
    signs = {_character_to_key(sign): sign for sign in map(chr, range(33, 127))} | {"space": " ", "enter": "\r", "tab": "\t"}
    key = _character_to_key(name) if len(name) == 1 else name
    return events.Key(key, name if len(name) == 1 else signs.get(key))


async def burst(pilot: Pilot[int], chance: random.Random, names: list[str]) -> None:
    """Some keys without a pause between, then another size now and then."""
    for name in names:
        main = main_of(pilot)
        elsewhere = isinstance(pilot.app.focused, Input) and not (
            main.is_current and main.focused_pane == SEARCH and main.search_box.has_focus
        )
        if not (elsewhere and name in PATHS):
            pilot.app.post_message(event_of(name))
        if elsewhere or name in {"i", "e", "d", "r", "t", "f"}:
            await pilot.pause()
    await pilot.pause(0.01)
    if chance.random() < 0.1:
        await pilot.resize_terminal(*chance.choice((*SIZES, (40, 12), (100, 15))))
        await settle(pilot)


@pytest.mark.parametrize("size", SIZES)
async def test_no_key_at_any_moment_breaks_the_app(
    sample: Dossier, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]
) -> None:
    """Proves that random keys with changes of size between raise nothing, neither in the app nor in a worker, and that the app
    still answers after them.
    """
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("EDITOR", "true")
    monkeypatch.delenv("VISUAL", raising=False)
    chance = random.Random(f"{SEED} {size}")  # noqa: S311  # nothing secret
    keys, failed, left = pool(), [], COUNT // len(SIZES)

    def hook(message: Message) -> None:
        if isinstance(message, WorkFailed) and "Internal error" in str(message.error):
            failed.append(str(message.error))

    while left > 0:
        app = DossierApp(sample)
        async with app.run_test(size=size, message_hook=hook) as pilot:
            await settle(pilot)
            while left > 0 and app.is_running and not app._exit:
                names = chance.choices(keys, k=min(left, chance.randint(1, 12)))
                left -= len(names)
                await burst(pilot, chance, names)
                assert failed == [], (SEED, size, left, names)
            await settle(pilot)
    async with app.__class__(sample).run_test(size=size) as pilot:
        await settle(pilot)
        assert main_of(pilot).contents is not None
