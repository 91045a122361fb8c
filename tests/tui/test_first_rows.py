"""First rows: what is shown until a dossier is loaded stays there, and keys that are pressed meanwhile do what they do later."""

import sqlite3
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from threading import Event

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from dossier.api import Dossier, open_dossier
from dossier.errors import DossierError
from dossier.keys.keymap import ARTICLES, LISTS, NOTES, QUOTES, TIMELINE
from dossier.model.ingest import Progress
from dossier.model.notebook import AnchorKind
from dossier.runtime.config import AppSettings
from dossier.runtime.paths import left_off_path
from dossier.services.query.service import QueryService
from dossier.tui import opening
from dossier.tui.app import DossierApp
from dossier.tui.screens.explanation import ExplanationScreen
from dossier.tui.state import first_rows
from dossier.tui.workers import progress_poster
from tests.conftest import copy_sample
from tests.tui.driving import SIZES, key_event, main_of, press, search, settle, shown, top

NEW = "Governor Sigrid Moe met Minister Orla Brandt in Porto on 8 March 2031. “Grain will flow,” Moe said.\n"


@pytest.fixture
def case(sample: Dossier) -> Iterator[Dossier]:
    """The sample, never left before."""
    place = left_off_path(sample.paths)
    place.unlink(missing_ok=True)
    yield sample
    place.unlink(missing_ok=True)


@pytest.fixture
def copied(tmp_path: Path) -> Iterator[Dossier]:
    """A sample whose files may change."""
    root = copy_sample(tmp_path / "case")
    (root / "seeds" / "more").mkdir()
    with open_dossier(root) as opened:
        yield opened


@pytest.fixture(autouse=True)
def small_dossiers_have_first_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    """The sample is smaller than those for which rows are stored."""
    monkeypatch.setattr(opening, "FEWEST_ARTICLES", 1)


@pytest.fixture
def loaded(monkeypatch: pytest.MonkeyPatch) -> Iterator[Event]:
    """Set once loading may go on."""
    may_load, load = Event(), QueryService.load
    may_load.set()

    def load_then(service: QueryService, *args: object, **more: object) -> None:
        may_load.wait(30)
        load(service, *args, **more)  # type: ignore[arg-type]  # handed on

    monkeypatch.setattr(QueryService, "load", load_then)
    yield may_load
    may_load.set()


@asynccontextmanager
async def session(dossier: Dossier, size: tuple[int, int] = (120, 40)) -> AsyncIterator[Pilot[int]]:
    """The app open and settled, as a user starts it, and left by the key for that."""
    app = DossierApp(dossier, AppSettings(), restore=True)
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        yield pilot
        pilot.app.exit()
    dossier.close()


@asynccontextmanager
async def loading(dossier: Dossier, loaded: Event, size: tuple[int, int] = (120, 40)) -> AsyncIterator[Pilot[int]]:
    """The app while the dossier is being loaded, which goes on when `loaded` is set."""
    loaded.clear()
    async with DossierApp(dossier, AppSettings(), restore=True).run_test(size=size) as pilot:
        for _ in range(100):
            await pilot.pause(0.01)
            if main_of(pilot).first_rows is not None:
                break
        await pilot.pause(0.05)
        yield pilot
        loaded.set()


async def type_keys(pilot: Pilot[int], *keys: str) -> None:
    """Press keys without waiting for workers."""
    for key in keys:
        pilot.app.post_message(key_event(key))
    for _ in range(4):
        await pilot.pause(0.02)


def chosen_id(pilot: Pilot[int]) -> str:
    """The id of the selected row of the list shown, empty without one."""
    row = main_of(pilot).lists[main_of(pilot).pane].chosen
    return row.id if row else ""


def lists_on_screen(pilot: Pilot[int]) -> str:
    """What is left of the reader, or above it, with the top line. Of which part of a list they are, scroll bars show once all of it is there."""
    reader = main_of(pilot).reader.region
    lines = shown(pilot).replace("▐", " ").splitlines()
    return "\n".join(line[: reader.x] if reader.x else line for line in (lines if reader.x else lines[: reader.y]))


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("keys", [(), ("j", "j", "j"), ("3", "j"), ("4", "G", "k"), ("1", "j")])
async def test_the_first_rows_stay(case: Dossier, loaded: Event, size: tuple[int, int], keys: tuple[str, ...]) -> None:
    """Proves that the lists, their counts and the selected row look the same before and after loading, wherever the user had left."""
    async with session(case, size) as pilot:
        await press(pilot, *keys)
    async with loading(case, loaded, size) as pilot:
        assert main_of(pilot).contents is None
        before, chosen = lists_on_screen(pilot), chosen_id(pilot)
        loaded.set()
        await settle(pilot)
        assert main_of(pilot).contents is not None
        assert before == lists_on_screen(pilot)
        assert chosen
        assert chosen_id(pilot) == chosen


async def test_rows_far_down_a_list_stay_on_their_lines(case: Dossier, loaded: Event, monkeypatch: pytest.MonkeyPatch) -> None:
    """Proves that where only some rows are stored, those before and after them come without moving these, and that the position is right."""
    monkeypatch.setattr(first_rows, "AROUND", 12)
    async with session(case, (100, 24)) as pilot:
        await press(pilot, "4", "G", "k", "k", "k")
        position = main_of(pilot).lists[QUOTES].position
    async with loading(case, loaded, (100, 24)) as pilot:
        quotes = main_of(pilot).lists[QUOTES]
        assert quotes.listing.before > 0
        assert quotes.position == position
        await type_keys(pilot, "k", "k")
        before, chosen = lists_on_screen(pilot), chosen_id(pilot)
        loaded.set()
        await settle(pilot)
        assert quotes.listing.before == 0
        assert quotes.position == (position[0] - 2, position[1])
        assert chosen_id(pilot) == chosen
        assert lists_on_screen(pilot) == before


async def test_keys_act_on_the_row_that_they_were_pressed_on(case: Dossier, loaded: Event) -> None:
    """Proves that moving works at once, that a key that needs more waits, and that one pressed after it does not overtake it."""
    async with session(case):
        pass
    async with loading(case, loaded) as pilot:
        timeline = main_of(pilot).lists[TIMELINE]
        ids = [row.id for row in timeline.listing.rows if not row.heading]
        await type_keys(pilot, "j", "j", "w", "escape", "j")
        assert timeline.chosen is not None
        assert timeline.chosen.id == ids[2]
        loaded.set()
        await settle(pilot)
        await settle(pilot)
        assert timeline.chosen.id == ids[3]
    async with loading(case, loaded) as pilot:
        await type_keys(pilot, "j", "w")
        loaded.set()
        await settle(pilot)
        await settle(pilot)
        assert "2 of" in shown(pilot)
        assert top(pilot, ExplanationScreen)


async def test_a_search_typed_while_loading_is_asked(case: Dossier, loaded: Event) -> None:
    """Proves that its words are in the box, that keys after it move among its results, and that no letter was a key."""
    chosen = []
    async with session(case):
        pass
    async with session(case) as pilot:
        await search(pilot, "talks")
        await press(pilot, "4", "j")
        chosen.append(chosen_id(pilot))
        await press(pilot, "escape", "2", "g")
    async with loading(case, loaded) as pilot:
        main = main_of(pilot)
        await type_keys(pilot, "slash", *"talks", "enter", "4", "j")
        assert main.search_box.value == "talks"
        assert main.pane == TIMELINE
        loaded.set()
        await settle(pilot)
        await settle(pilot)
        assert main.current_query.text == "talks"
        assert main.pane == QUOTES
        chosen.append(chosen_id(pilot))
    assert chosen[0]
    assert chosen[0] == chosen[1]


async def test_lists_can_be_changed_while_loading(case: Dossier, loaded: Event) -> None:
    """Proves that each list is there but the notes, which wait, and that where the user went is where he stays."""
    async with session(case):
        pass
    async with loading(case, loaded) as pilot:
        main = main_of(pilot)
        for number, pane in zip("1342", (LISTS[0], ARTICLES, QUOTES, TIMELINE), strict=True):
            await type_keys(pilot, number)
            assert main.pane == pane
            assert chosen_id(pilot)
        await type_keys(pilot, "4", "j", "5")
        assert main.pane == QUOTES
        chosen = chosen_id(pilot)
        loaded.set()
        await settle(pilot)
        await settle(pilot)
        assert main_of(pilot).pane == NOTES
        row = main.lists[QUOTES].chosen
        assert row is not None
        assert row.id == chosen


async def test_a_bookmark_is_among_the_first_rows(case: Dossier, loaded: Event) -> None:
    """Proves that the user's work is shown on them as it was when the dossier was left."""
    async with session(case) as pilot:
        await press(pilot, "j", "b")
        text = shown(pilot)
    async with loading(case, loaded) as pilot:
        row = main_of(pilot).lists[TIMELINE].chosen
        assert row is not None
        loaded.set()
        assert getattr(row.item, "work", None)
        await settle(pilot)
        assert "Bookmarked" in text


def add_file(dossier: Dossier) -> None:
    """A new file in seeds/."""
    (dossier.paths.seeds / "new.txt").write_text(NEW, encoding="utf-8")


def add_file_below(dossier: Dossier) -> None:
    """A new file in a folder that was there, whose own time stamp is all that changes."""
    (dossier.paths.seeds / "more" / "new.txt").write_text(NEW, encoding="utf-8")


def edit_file(dossier: Dossier) -> None:
    """Other words in a file, written in its place, so that the time stamp of the folder stays."""
    with min(dossier.paths.seeds.glob("*.*")).open("a", encoding="utf-8") as file:
        file.write("\nMore was said.\n")


def watch_name(dossier: Dossier) -> None:
    """Another setting, read as the app does every few seconds."""
    actor = dossier.query.snapshot.findings.actors[-1].name
    settings = dossier.root / "dossier.toml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("[watch]", f'[watch]\nnames = ["{actor}"]'), encoding="utf-8")
    dossier.ingest.sync_status()


def rename_actor(dossier: Dossier) -> None:
    """A correction that another program made."""
    dossier.notebook.rename(dossier.query.snapshot.findings.actors[0].id, "Nils Aker")


def add_note(dossier: Dossier) -> None:
    """A note that another program made."""
    dossier.notebook.note(dossier.notebook.anchor_of(AnchorKind.DOSSIER), "ask again")


def damage_rows(dossier: Dossier) -> None:
    """Bytes that only the disk has changed."""
    dossier.close()
    with sqlite3.connect(Path(dossier.paths.index) / "facts.sqlite3") as connection:
        connection.execute("UPDATE first_rows SET body = zeroblob(length(body))")
    connection.close()


@pytest.mark.parametrize("change", [add_file, add_file_below, edit_file, rename_actor, add_note, watch_name, damage_rows])
async def test_rows_that_may_not_stay_are_not_shown(copied: Dossier, change: Callable[[Dossier], None]) -> None:
    """Proves that after a change of files or notes, or a damage, everything is loaded first, and that the next time there are first rows again."""
    async with session(copied):
        pass
    assert opening.first_rows_ready(copied, restores=True).first is not None
    change(copied)
    copied.close()
    assert opening.first_rows_ready(copied, restores=True).first is None
    for _ in range(2):  # what is new is looked at in the first session
        async with session(copied) as pilot:
            await press(pilot, "3", "4", "2")
    assert opening.first_rows_ready(copied, restores=True).first is not None


@pytest.mark.parametrize("change", [add_file, add_note, watch_name])
async def test_rows_are_not_taken_for_those_of_a_later_moment(copied: Dossier, change: Callable[[Dossier], None]) -> None:
    """Proves that rows which do not show the last change are not stored as if they did: the app was left before it could show it."""
    async with session(copied):
        change(copied)
    assert opening.first_rows_ready(copied, restores=True).first is None


async def test_a_failure_takes_the_first_rows_away(case: Dossier, loaded: Event, monkeypatch: pytest.MonkeyPatch) -> None:
    """Proves that where the first search fails, keys that waited are taken, and no row is left that nothing can be done with."""

    def fail(*_args: object) -> None:
        raise DossierError("The index cannot be read.")

    async with session(case):
        pass
    async with loading(case, loaded) as pilot:
        main = main_of(pilot)
        monkeypatch.setattr(QueryService, "search", fail)
        await type_keys(pilot, "5")
        loaded.set()
        for _ in range(100):
            await pilot.pause(0.02)
            if main.pane == NOTES:
                break
        assert main.first_rows is None
        assert main.lists[TIMELINE].chosen is None


async def test_nothing_of_a_removed_article_stays(copied: Dossier) -> None:
    """Proves that the stored rows go with the first article that is removed, and that other programs need not know of them."""
    async with session(copied):
        pass
    article = next(iter(copied.query.snapshot.articles.values()))
    assert article.title.encode() in stored_bodies(copied)
    copied.ingest.remove([article.id])
    assert stored_bodies(copied) == b""


def stored_bodies(dossier: Dossier) -> bytes:
    """What is in the table of first rows."""
    with sqlite3.connect(dossier.paths.index / "facts.sqlite3") as connection:
        return b"".join(body for (body,) in connection.execute("SELECT body FROM first_rows"))


async def test_files_read_while_loading_take_the_first_rows_away(case: Dossier, loaded: Event) -> None:
    """Proves that where it turns out that files have changed, the lists are empty until they are read, and keys that waited are taken."""
    async with session(case):
        pass
    async with loading(case, loaded) as pilot:
        main = main_of(pilot)
        await type_keys(pilot, "5")
        assert main.pane == TIMELINE
        progress_poster(main)(Progress(0, 3, "new.txt", "reading"))
        for _ in range(4):
            await pilot.pause(0.02)
        assert main.first_rows is None
        assert main.lists[TIMELINE].chosen is None
        assert main.pane == NOTES


@pytest.mark.parametrize("keys", [("colon", *"xmxx"), ("w", "x"), ("r", "x", "x"), ("question_mark", "j")], ids=" ".join)
async def test_keys_that_waited_find_what_those_before_them_open(case: Dossier, loaded: Event, keys: tuple[str, ...]) -> None:
    """Proves that a key that opens something gets the keys after it, as when they are typed once all is loaded: no letter of a name hides a row."""
    outcomes = []
    async with session(case) as pilot:
        await press(pilot, "1")
    async with loading(case, loaded) as pilot:
        await type_keys(pilot, "tab", "shift+tab", *keys)
        loaded.set()
        for _ in range(4):
            await settle(pilot)
            await pilot.pause(0.1)
        outcomes.append((type(pilot.app.screen), chosen_id(pilot), typed_text(pilot)))
    async with session(case) as pilot:
        await press(pilot, *keys)
        outcomes.append((type(pilot.app.screen), chosen_id(pilot), typed_text(pilot)))
    assert outcomes[0] == outcomes[1]
    assert not case.notebook.history()


def typed_text(pilot: Pilot[int]) -> str:
    """The text of the field in focus, empty where it is none."""
    focused = pilot.app.focused
    return focused.value if isinstance(focused, Input) else ""
