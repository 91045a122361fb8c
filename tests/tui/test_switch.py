"""Switching the mouse and the dossier in the palette; and the app in terminals that show ASCII only."""

import locale
from pathlib import Path

import pytest
from textual.pilot import Pilot

from dossier.api import Dossier, open_dossier
from dossier.model.query import Query
from dossier.runtime.config import AppSettings
from dossier.runtime.recents import add_recent
from dossier.services.ingest.create import new_dossier
from dossier.tui import app as app_module
from dossier.tui.app import DossierApp, run_app
from tests.tui.driving import files_under, main_of, opened, press, search, settle, shown, write


async def choose(pilot: Pilot[int], words: str) -> None:
    """Choose in the palette."""
    await press(pilot, "ctrl+p")
    await write(pilot, words)
    await press(pilot, "enter")
    if pilot.app.is_running and len(pilot.app.screen_stack) > 1:
        await press(pilot, "enter")


async def test_the_mouse_is_turned_off_and_on(sample: Dossier) -> None:
    """Proves that the palette says which way it goes, and that the app heeds it."""
    async with opened(sample) as pilot:
        assert isinstance(pilot.app, DossierApp)
        for word, listens in (("Mouse off", False), ("Mouse on", True)):
            await choose(pilot, word)
            assert pilot.app.mouse_enabled is listens
            assert word in shown(pilot)


def test_another_dossier_is_opened_in_its_place(sample: Dossier, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Proves that the app goes on with the folder that was chosen, that the one before is closed, and that one which cannot be opened
    leaves the user where they were, with the reason.
    """
    other = tmp_path / "other"
    (other / "seeds").mkdir(parents=True)
    (other / "dossier.toml").write_text('title = "Harbours"\n', encoding="utf-8")
    seen: list[tuple[str, str]] = []

    def run(app: DossierApp, **_: object) -> None:
        seen.append((app.dossier.title, app.first_message))
        app.next_dossier = {1: other, 2: tmp_path / "gone", 3: None}[len(seen)]

    monkeypatch.setattr(app_module.DossierApp, "run", run)
    assert run_app(sample) == 0
    assert [title for title, _ in seen] == [sample.title, "Harbours", "Harbours"]
    assert seen[2][1].startswith("! ")


async def test_the_palette_offers_what_was_opened_lately(sample: Dossier, tmp_path: Path) -> None:
    """Proves that another dossier stands in the palette by its title, and that choosing it leaves this one."""
    other = tmp_path / "other"
    (other / "seeds").mkdir(parents=True)
    (other / "dossier.toml").write_text('title = "Harbours of the north"\n', encoding="utf-8")
    add_recent(other)
    add_recent(sample.root)
    async with opened(sample) as pilot:
        app = pilot.app
        assert isinstance(app, DossierApp)
        await press(pilot, "ctrl+p")
        await write(pilot, "harbours of")
        assert "Open Harbours of the north" in shown(pilot)
        await pilot.press("enter")
        await pilot.pause()
        assert app.next_dossier == other.resolve()


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)])
async def test_a_terminal_of_ascii_gets_nothing_else(sample: Dossier, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]) -> None:
    """Proves that where the locale is not UTF-8 every screen is of ASCII alone, borders, texts and overlays, each row as wide as before."""
    monkeypatch.setattr(locale, "getpreferredencoding", lambda do_setlocale=True: "ANSI_X3.4-1968")  # noqa: ARG005  # as it is called
    async with opened(sample, size) as pilot:
        await search(pilot, "talks")
        for key in ("1", "2", "3", "4", "5", "0", "question_mark", "escape", "2", "w", "escape", "e", "escape", "ctrl+p"):
            await press(pilot, key)
            text = shown(pilot)
            assert text.isascii(), (key, sorted({sign for sign in text if not sign.isascii()}))
            assert {len(row) for row in text.split("\n")} == {size[0]}, key


async def test_a_console_gets_plain_signs_and_keeps_its_letters(sample: Dossier, monkeypatch: pytest.MonkeyPatch) -> None:
    """Proves that on a console with a UTF-8 locale signs and frames are plain, and that letters of texts are left alone."""
    monkeypatch.setenv("TERM", "linux")
    async with opened(sample) as pilot:
        text = shown(pilot)
        assert not set(text) & set("●✸▸▌╭│❝▐")
        assert not pilot.app.shows_ascii  # type: ignore[attr-defined]


async def test_the_terminals_cursor_follows_the_selected_row(sample: Dossier) -> None:
    """Proves that with `accessible` the cursor stands at the beginning of the row that is selected, and moves with it."""
    app = DossierApp(sample, AppSettings(accessible=True))
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        seen = []
        for key in ("j", "j", "k"):
            await press(pilot, key)
            line = shown(pilot).split("\n")[app.cursor_position.y]
            assert line[app.cursor_position.x] == ">"
            seen.append(app.cursor_position.y)
        assert seen[0] < seen[1] > seen[2] == seen[0]
        assert main_of(pilot).focused_pane == "timeline"


async def test_reopening_shows_where_one_left_off(sample: Dossier, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Proves that query, filters, list, row, article and line are as they were, that escape clears the search, and that nothing is stored
    where the settings keep no history.
    """
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    app = DossierApp(sample, restore=True)
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await search(pilot, "talks")
        await press(pilot, "2", "j", "D", "3", "j", "0", "j", "j", "j")
        screen = main_of(pilot)
        query, pane, row, position = screen.current_query, screen.pane, screen.lists["articles"].chosen, screen.position
        line = screen.reader.scroll_offset.y
        await pilot.press("ctrl+q")
    assert query.days
    assert row is not None
    assert position is not None
    async with DossierApp(sample, restore=True).run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        screen = main_of(pilot)
        assert (screen.current_query, screen.pane, screen.search_box.value) == (query, pane, "talks")
        assert screen.lists["articles"].chosen is not None
        assert screen.lists["articles"].chosen.id == row.id
        assert screen.position is not None
        assert (screen.position.article, screen.reader.scroll_offset.y) == (position.article, line)
        assert "Back where you left off." in shown(pilot)
    (stored,) = files_under(tmp_path / "dossier" / "left-off")
    stored.write_text("{", encoding="utf-8")
    async with DossierApp(sample, AppSettings(history=False), restore=True).run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        assert main_of(pilot).current_query == Query()
        await pilot.press("ctrl+q")
    assert stored.read_text(encoding="utf-8") == "{"


async def test_the_dossier_is_renamed_from_the_palette(tmp_path: Path) -> None:
    """Proves that the present title is offered selected, that an empty one is refused in place, that the top line shows the new one, and that
    it is in the settings beside the others.
    """
    root = new_dossier(tmp_path / "case", "Old title")
    (root / "dossier.toml").write_text('# mine\ntitle = "Old title"\nlanguage = "en"\n', encoding="utf-8")
    with open_dossier(root) as dossier:
        async with opened(dossier) as pilot:
            assert "Old title" in shown(pilot).splitlines()[0]
            await press(pilot, "ctrl+p")
            await write(pilot, "rename this")
            await press(pilot, "down", "enter")
            await settle(pilot)
            await press(pilot, "ctrl+u", "enter")
            assert "A title cannot be empty." in shown(pilot)
            await write(pilot, "Harbour case")
            await press(pilot, "enter")
            assert "This dossier is now called Harbour case." in shown(pilot)
            assert "Harbour case" in shown(pilot).splitlines()[0]
            assert "Old title" not in shown(pilot)
    assert (root / "dossier.toml").read_text(encoding="utf-8") == '# mine\ntitle = "Harbour case"\nlanguage = "en"\n'
