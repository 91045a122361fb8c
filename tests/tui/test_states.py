"""States: an empty dossier, hostile texts, a load that is stopped or fails, a read-only dossier's notice."""

import unicodedata
from collections.abc import Callable
from pathlib import Path
from threading import Event
from time import sleep

import pytest

from dossier.api import Dossier, open_dossier
from dossier.errors import Cancelled, DossierError
from dossier.model.query import Query
from dossier.services.callbacks import ProgressCallback
from dossier.services.notebook.service import NotebookService
from dossier.services.query.service import QueryService
from dossier.tui.app import DossierApp
from dossier.tui.style.roles import style_roles
from tests.tui.driving import click_on, main_of, opened, press, search, settle, shown, write

HOSTILE = (
    "[bold]Ada Orlo[/bold] met envoys in Paris on 3 March 2026. \x1b[31mRed\x1b[0m and \x07 bells rang \u202eback\u202c.\n\n"
    "“We \x9b2Jagree [link=x]here[/],” Orlo said. " + "x" * 300 + "\n\n[@click=app.quit]do not[/] click 停火协议 停火协议."
)


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    """A dossier without articles."""
    root = tmp_path / "empty"
    (root / "seeds").mkdir(parents=True)
    (root / "dossier.toml").write_text('title = "Nothing [yet]"\n', encoding="utf-8")
    return root


async def test_an_empty_dossier_names_the_key_that_adds(empty: Path) -> None:
    """Proves that each empty list says so and which key fills it; the title is no markup."""
    with open_dossier(empty) as dossier:
        async with opened(dossier) as pilot:
            assert "Nothing [yet]" in shown(pilot)
            for key, sentence in (
                ("2", "No meetings or strikes yet."),
                ("3", "No articles yet."),
                ("4", "No quotes yet."),
                ("5", "No notes"),
            ):
                await press(pilot, key)
                assert sentence in shown(pilot)
            await press(pilot, "3")
            assert "i  add articles" in shown(pilot)
            await press(pilot, "j", "n", "c", "w", "enter", "space", "b", "y", "y", "right_square_bracket", "o", "x", "d", "m")
            assert pilot.app.is_running


async def test_the_footer_of_an_empty_list_names_what_works_there(empty: Path) -> None:
    """Proves that adding stands in the footer of an empty dossier and can be clicked, and that a line to type into has keys of its own."""
    with open_dossier(empty) as dossier:
        async with opened(dossier, (80, 24)) as pilot:
            assert "i add articles" in shown(pilot).splitlines()[-1]
            assert "c compare" not in shown(pilot)
            await click_on(pilot, "add articles", nth=1)
            assert main_of(pilot).prompt.display
            assert shown(pilot).splitlines()[-1].split("  ")[0].strip() == "enter done"
            assert "tab complete" in shown(pilot)
            assert "enter search" not in shown(pilot)
            await click_on(pilot, "esc cancel")
            assert not main_of(pilot).prompt.display


async def test_a_filter_that_leaves_nothing_says_so(sample: Dossier) -> None:
    """Proves that a list with rows never says that there are none, and names the key that clears the filter."""
    async with opened(sample, (80, 24)) as pilot:
        await press(pilot, "f")
        await write(pilot, "umbrella")
        await press(pilot, "enter")
        assert "No events match umbrella." in shown(pilot)
        assert "esc  clear the filter" in shown(pilot)
        assert "No meetings or strikes yet." not in shown(pilot)
        await press(pilot, "escape")
        assert "umbrella" not in shown(pilot)


async def test_a_row_that_is_gone_is_selected_no_more(sample: Dossier) -> None:
    """Proves that the number of selected rows follows a removed bookmark, and that a search alone gives no selection up."""
    async with opened(sample) as pilot:
        await press(pilot, "b", "5", "space")
        assert "1 selected" in shown(pilot)
        await press(pilot, "x")
        assert "1 selected" not in shown(pilot)
        await press(pilot, "2", "space")
        await search(pilot, "meeting")
        assert "1 selected" in shown(pilot)


async def test_two_keys_in_a_row_can_be_clicked_and_are_those_of_the_pane(sample: Dossier) -> None:
    """Proves that the footer names as second keys only those that work in the pane, and that a click on one is that key."""
    async with opened(sample, (80, 24)) as pilot:
        await press(pilot, "y")
        assert "c citation" in shown(pilot)
        assert "q quote" not in shown(pilot)
        await click_on(pilot, "c citation")
        assert "citation" in shown(pilot).splitlines()[-1]
        assert not main_of(pilot).pending_chord
        await press(pilot, "4", "y")
        assert "q quote" in shown(pilot)


async def test_nothing_in_a_text_steers_the_terminal(empty: Path) -> None:
    """Proves that control characters, direction marks and markup of an article are shown as text, in every list and the reader."""
    (empty / "seeds" / "hostile.txt").write_text(HOSTILE, encoding="utf-8")
    with open_dossier(empty) as dossier:
        async with opened(dossier, (80, 24)) as pilot:
            for key in ("1", "2", "3", "4", "0"):
                await press(pilot, key)
                text = shown(pilot)
                assert not [sign for sign in text if unicodedata.category(sign) == "Cc" and sign != "\n"]
                assert not set(text) & set("\u202e\u202c\x9b")
            await press(pilot, "G")
            assert "[@click=app.quit]do not[/] click" in shown(pilot)
            await search(pilot, "bells")
            assert main_of(pilot).reader.view is not None
            assert pilot.app.is_running


async def test_a_dossier_that_cannot_be_opened_says_why(sample: Dossier, monkeypatch: pytest.MonkeyPatch) -> None:
    """Proves that a failure while opening names the file, the cause and what to do, that the app stays, and that nothing can be
    written down on what is not there.
    """

    def fail(*_: object) -> None:
        raise DossierError("The disk is full.", where="index/facts.sqlite3", do="Make room and open it again.")

    monkeypatch.setattr(sample.query, "load", fail)
    app = DossierApp(sample)
    async with app.run_test(size=(120, 40)) as pilot:
        for _ in range(50):
            await pilot.pause(0.02)
            if "Could not open" in shown(pilot):
                break
        text = shown(pilot)
        assert "Could not open this dossier" in text
        assert "The disk is full." in text
        assert "Make room and open it again." in text
        await pilot.press("a", "b")
        await pilot.pause()
        assert "Wait until the articles are read." in shown(pilot)
        assert sample.notebook.entries() == ()
        await pilot.press("q")
        await pilot.pause()
        assert not app.is_running


async def test_loading_tells_how_much_and_stops_on_escape(empty: Path, sample_root: Path) -> None:
    """Proves that loading is shown with the key that stops it, and that it stops."""
    for seed in (sample_root / "seeds").iterdir():
        (empty / "seeds" / seed.name).write_bytes(seed.read_bytes())
    with open_dossier(empty) as dossier:
        app = DossierApp(dossier)
        async with app.run_test(size=(120, 40)) as pilot:
            seen = ""
            for _ in range(1500):
                await pilot.pause(0.01)
                seen = shown(pilot)
                if "of 5" in seen:
                    break
            assert "of 5" in seen
            assert "esc  stop" in seen
            await pilot.press("escape")
            for _ in range(1500):
                await pilot.pause(0.01)
                if not any(worker.is_running for worker in app.workers):
                    break
            await pilot.pause()
            main = main_of(pilot)
            assert main.contents is None
            assert "enter" in shown(pilot)
            await pilot.press("enter")
            await settle(pilot)
            assert main.contents is not None


@pytest.mark.parametrize("key", ["q", "ctrl+q"])
async def test_quitting_stops_what_is_being_read(sample: Dossier, monkeypatch: pytest.MonkeyPatch, key: str) -> None:
    """Proves that the program, which ends when its threads do, need not read all articles first."""
    reading, stopped = Event(), Event()

    def read(_service: QueryService, _progress: ProgressCallback, cancelled: Callable[[], bool]) -> None:
        reading.set()
        for _ in range(500):
            if cancelled():
                stopped.set()
                raise Cancelled("Stopped.")
            sleep(0.01)

    monkeypatch.setattr(QueryService, "load", read)
    async with DossierApp(sample).run_test() as pilot:
        for _ in range(500):
            await pilot.pause(0.01)
            if reading.is_set() and main_of(pilot).fully_mounted:
                break
        await pilot.press(key)
    assert stopped.wait(4)


def test_cancelling_is_reported_as_such() -> None:
    """Proves that a stop is an error of its own kind, which the loading state looks for."""
    assert issubclass(Cancelled, DossierError)


async def test_a_failure_in_a_worker_becomes_a_sentence(sample: Dossier, monkeypatch: pytest.MonkeyPatch) -> None:
    """Proves that even what nobody foresaw leaves the app running, with a sentence in the footer."""
    async with opened(sample) as pilot:

        def broken(*_: object) -> None:
            raise RuntimeError("boom")

        monkeypatch.setattr(NotebookService, "bookmark", broken)
        await press(pilot, "b")
        assert "Internal error (RuntimeError: boom)" in shown(pilot)
        assert pilot.app.is_running


async def test_without_colour_everything_can_still_be_distinguished(sample: Dossier, monkeypatch: pytest.MonkeyPatch) -> None:
    """Proves that with NO_COLOR the screens are drawn, and that selection, hits and kinds carry signs, words and weight."""
    monkeypatch.setenv("NO_COLOR", "1")
    async with opened(sample) as pilot:
        await search(pilot, "talks")
        text = shown(pilot)
        assert "▶" in text
        assert "● meeting" in text
        look = style_roles(pilot.app)
        assert look.plain
        assert look.style("hit").reverse
        assert look.style("row").reverse
        await press(pilot, "question_mark", "escape", "w", "escape", "4", "j")
        assert pilot.app.is_running


async def test_a_key_of_other_panes_says_where_it_works(sample: Dossier) -> None:
    """Proves that r, d, m and x, where there is nothing for them, say so instead of nothing, and change nothing."""
    async with opened(sample) as pilot:
        for pane, key, sentence in (
            ("1", "d", "d (set day) works in timeline."),
            ("2", "r", "r (rename) works in actors and quotes."),
            ("3", "m", "m (merge) works in actors and timeline."),
            ("4", "x", "x (hide) works in actors, timeline and notes."),
            ("5", "x", "Select a row to hide first."),
        ):
            await press(pilot, pane, key)
            assert sentence in shown(pilot).splitlines()[-1]
        await press(pilot, "3", "f13")
        assert "works in" not in shown(pilot).splitlines()[-1]
        assert sample.notebook.history() == ()


async def test_one_escape_clears_a_search(sample: Dossier) -> None:
    """Proves that escape in the box, with completions open, and escape in the list each clear the search at once; the search comes back
    from the history.
    """
    async with opened(sample) as pilot:
        screen = main_of(pilot)
        await press(pilot, "slash")
        await write(pilot, "type:st")
        assert screen.completions.choices
        await press(pilot, "escape")
        assert (screen.search_box.value, screen.current_query, screen.focused_pane) == ("", Query(), "timeline")
        assert not screen.completions.display
        await search(pilot, "drone")
        assert screen.current_query == Query("drone")
        await press(pilot, "escape")
        assert (screen.search_box.value, screen.current_query) == ("", Query())
        assert screen.search_box.history == ["type:st", "drone"]
