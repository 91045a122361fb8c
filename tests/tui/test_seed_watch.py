"""The watch of seeds/: what a file manager or another command does there shows in the running app."""

import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.pilot import Pilot

from dossier.api import Dossier, open_dossier
from dossier.tui import seed_watch
from tests.tui.driving import main_of, opened, press, settle, shown

TEXT = "Harbour news {n}\n\nThe harbour master met envoys in Port Aster on {n} March 2031, and {n} ships lay at the quay that day.\n"


@pytest.fixture
def watched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Dossier]:
    """A dossier with two articles, whose seeds/ is looked at all the time."""
    monkeypatch.setattr("dossier.tui.screens.main.EVERY", 0.05)
    monkeypatch.setattr(seed_watch, "SHARE", 1e6)
    root = tmp_path / "case"
    (root / "seeds").mkdir(parents=True)
    (root / "dossier.toml").write_text('title = "Harbours"\n', encoding="utf-8")
    for n in (1, 2):
        (root / "seeds" / f"harbour-{n}.txt").write_text(TEXT.format(n=n), encoding="utf-8")
    with open_dossier(root) as dossier:
        yield dossier


async def until(pilot: Pilot[int], words: str) -> None:
    """Wait until words are on the screen."""
    for _ in range(400):
        await pilot.pause(0.05)
        if words in shown(pilot):
            return
    raise AssertionError(f"“{words}” does not come:\n{shown(pilot)}")


async def test_what_is_put_into_seeds_is_read_and_what_is_removed_goes(watched: Dossier) -> None:
    """Proves that a new, a changed and a removed file show without a key, each with a sentence, and that a file which cannot be read is
    named with the reason, once.
    """
    seeds = watched.paths.seeds
    async with opened(watched) as pilot:
        screen = main_of(pilot)
        (seeds / "harbour-3.txt").write_text(TEXT.format(n=3), encoding="utf-8")
        await until(pilot, "3 articles")
        assert "seeds/: 1 added." in shown(pilot)
        assert "undo" not in shown(pilot).splitlines()[-1]
        (seeds / "harbour-1.txt").unlink()
        await until(pilot, "2 articles")
        (seeds / "broken.txt").write_bytes(b"\x00\x01\x02\x00" * 50)
        await until(pilot, "broken.txt: ")
        await press(pilot, "3")
        for _ in range(10):
            await pilot.pause(0.05)
        assert "broken.txt: " not in shown(pilot).splitlines()[-1]
        assert not screen.ingesting


async def test_search_and_notes_go_on_while_files_are_read(watched: Dossier) -> None:
    """Proves that a query is asked while what was put into seeds/ is being read, and that escape stops the reading."""
    async with opened(watched) as pilot:
        screen = main_of(pilot)
        with watched._state.lock:  # what a worker that reads holds
            (watched.paths.seeds / "harbour-3.txt").write_text(TEXT.format(n=3), encoding="utf-8")
            for _ in range(60):
                await pilot.pause(0.05)
                if screen.ingesting:
                    break
            assert screen.ingesting
            await press_at_once(pilot, "slash", *"quay", "enter")
            assert screen.contents is not None
            assert screen.contents.result.query.text == "quay"
            await press_at_once(pilot, "escape")
            assert screen.cancel_event.is_set()
        await settle(pilot)
        assert not screen.ingesting


async def press_at_once(pilot: Pilot[int], *keys: str) -> None:
    """Press keys while a worker is at work, and give the app a moment."""
    await pilot.press(*keys)
    for _ in range(20):
        await pilot.pause(0.05)


async def test_another_process_that_adds_is_noticed(watched: Dossier, tmp_path: Path) -> None:
    """Proves that an article which another program added to the dossier shows in the app."""
    async with opened(watched) as pilot:
        await settle(pilot)
        extra = tmp_path / "harbour-4.txt"
        extra.write_text(TEXT.format(n=4), encoding="utf-8")
        with open_dossier(watched.root) as other:
            other.ingest.add([extra])
        await until(pilot, "3 articles")


async def test_a_slow_folder_is_looked_at_once_at_a_time(watched: Dossier, monkeypatch: pytest.MonkeyPatch) -> None:
    """Proves that where a look takes longer than the time between two, no other begins meanwhile, and what it sees is read."""
    looks: list[int] = []
    look = seed_watch.look_at_seeds

    def slow(dossier: Dossier) -> seed_watch.SeedLook:
        looks.append(1)
        try:
            assert len(looks) == 1
            time.sleep(0.3)
            return look(dossier)
        finally:
            looks.pop()

    monkeypatch.setattr(seed_watch, "look_at_seeds", slow)
    async with opened(watched) as pilot:
        (watched.paths.seeds / "harbour-3.txt").write_text(TEXT.format(n=3), encoding="utf-8")
        await until(pilot, "3 articles")


async def test_a_key_reads_at_once_and_says_when_there_is_nothing(watched: Dossier, monkeypatch: pytest.MonkeyPatch) -> None:
    """Proves that R reads what has changed without waiting, and says so where nothing has."""
    monkeypatch.setattr("dossier.tui.screens.main.EVERY", 1e6)
    async with opened(watched) as pilot:
        await press(pilot, "R")
        assert "No changes in seeds/." in shown(pilot)
        (watched.paths.seeds / "harbour-3.txt").write_text(TEXT.format(n=3), encoding="utf-8")
        await press(pilot, "R")
        assert "seeds/: 1 added." in shown(pilot)
        assert "3 articles" in shown(pilot)


def test_a_file_is_read_once_it_no_longer_changes(watched: Dossier) -> None:
    """Proves that a file which is still being copied waits for a look at which it is as it was at the one before, and that differences
    which reading does not settle are not read again and again.
    """
    watched.query.load()
    watch, file = seed_watch.SeedWatch(), watched.paths.seeds / "big.txt"
    for size in (100, 200, 300):
        file.write_text("x" * size, encoding="utf-8")
        assert not watch.take(seed_watch.look_at_seeds(watched), 0.0)
    assert watch.take(seed_watch.look_at_seeds(watched), 0.0)
    assert not watch.take(seed_watch.look_at_seeds(watched), 0.0)
    shutil.copy(file, file.with_name("other.txt"))
    assert [watch.take(seed_watch.look_at_seeds(watched), 0.0) for _ in range(3)] == [False, True, False]
