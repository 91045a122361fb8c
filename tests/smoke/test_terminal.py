"""The installed command in a real terminal, typed to as a user would."""

import shutil
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.smoke.terminal import Terminal

REPOSITORY = Path(__file__).resolve().parent.parent.parent
COMMAND = Path(sys.executable).parent / "dossier"

pytestmark = [
    pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed; CI installs it"),
    pytest.mark.skipif(not COMMAND.exists(), reason="the command is not installed beside this Python"),
]


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    """The command on a copy of the sample's articles, at 120×40."""
    case = tmp_path / "case"
    shutil.copytree(REPOSITORY / "seeds", case / "seeds")
    shutil.copy(REPOSITORY / "dossier.toml", case)
    opened = Terminal(tmp_path, [str(COMMAND), str(case)], (120, 40))
    yield opened
    opened.close()


def test_search_open_bookmark_note_export_quit(terminal: Terminal, tmp_path: Path) -> None:
    """A first minute from an unread folder to a note in an exported brief, by keyboard alone."""
    terminal.wait("Timeline", "Witkoff", "5 articles")
    if "Welcome" in terminal.screen():
        terminal.press("Enter")
    terminal.press("/")
    terminal.type("umerov")
    terminal.wait("5/5 articles")
    terminal.press("Enter")
    terminal.until("2", "▸ 2 Timeline")
    terminal.until("Enter", "▸ 0 Reader", "▶")
    terminal.press("b")
    terminal.wait("Bookmarked")
    terminal.press("a")
    terminal.wait("▸ Note")
    terminal.type("Ask the zebra keeper.")
    terminal.wait("Ask the zebra keeper.", "saved")
    terminal.until("Escape", "▸ Note", gone=True)
    terminal.until("e", "Export these results", "markdown")
    while "● markdown" not in terminal.screen():
        before = terminal.screen()
        terminal.press("Down")
        while terminal.screen() == before:
            time.sleep(0.05)
    terminal.wait("● markdown", "[x] include my notes") if "[x] include my notes" in terminal.screen() else terminal.press("C-n")
    terminal.wait("[x] include my notes")
    terminal.press("Enter")
    terminal.wait("Export these results", gone=True)
    terminal.press("C-q")
    terminal.wait("ended with 0")
    (brief,) = [p for p in tmp_path.rglob("*.md") if "seeds" not in p.parts]
    assert "Ask the zebra keeper." in brief.read_text(encoding="utf-8")


def test_every_size_is_survived(terminal: Terminal) -> None:
    """From 200×60 down to 20×5 and back, without a traceback."""
    terminal.wait("Timeline", "Witkoff")
    for columns, rows in ((200, 60), (80, 24), (40, 12), (20, 5), (120, 40)):
        terminal.resize(columns, rows)
        time.sleep(0.5)
        assert "Traceback" not in terminal.screen()
    terminal.wait("Timeline", "Witkoff")
    terminal.press("C-q")
    terminal.wait("ended with 0")
