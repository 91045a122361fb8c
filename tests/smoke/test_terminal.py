"""The installed command in a real terminal, typed to as a user would."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parent.parent.parent
COMMAND = Path(sys.executable).parent / "dossier"
PATIENCE = 45.0

pytestmark = [
    pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed; CI installs it"),
    pytest.mark.skipif(not COMMAND.exists(), reason="the command is not installed beside this Python"),
]


class Terminal:
    """A tmux session of its own server."""

    def __init__(self, folder: Path, words: list[str], size: tuple[int, int]) -> None:
        self.socket = str(folder / "tmux")
        environment = [f"{name}={value}" for name, value in os.environ.items() if name.startswith(("HOME", "XDG_"))]
        command = ["env", "-u", "COLUMNS", "-u", "LINES", *environment, "TERM=xterm-256color", "LC_ALL=C.UTF-8", *words]
        line = f"{' '.join(command)}; echo ended with $?; sleep 600"
        self._tmux("new-session", "-d", "-s", "a", "-x", str(size[0]), "-y", str(size[1]), "-c", str(folder), line)

    def _tmux(self, *words: str) -> str:
        done = subprocess.run(["tmux", "-S", self.socket, "-f", "/dev/null", *words], capture_output=True, text=True, check=True)
        return done.stdout

    def screen(self) -> str:
        """What stands on the screen."""
        return self._tmux("capture-pane", "-p", "-t", "a")

    def press(self, *keys: str) -> None:
        """Keys by tmux's names."""
        self._tmux("send-keys", "-t", "a", *keys)

    def type(self, text: str) -> None:
        """Letters as they are."""
        self._tmux("send-keys", "-t", "a", "-l", text)

    def resize(self, columns: int, rows: int) -> None:
        """Another size of window."""
        self._tmux("resize-window", "-t", "a", "-x", str(columns), "-y", str(rows))

    def wait(self, *words: str, gone: bool = False) -> str:
        """Waits until all words stand on the screen (or none does), and returns it; fails with the screen otherwise."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            seen = self.screen()
            if all((word in seen) is not gone for word in words):
                return seen
            time.sleep(0.1)
        pytest.fail(f"waited for {words}{' to go' if gone else ''}; the screen holds:\n{self.screen()}")

    def until(self, key: str, *words: str, gone: bool = False) -> None:
        """Presses a key, again after some seconds where a busy machine took the first for something else, until the words stand."""
        for _ in range(6):
            self.press(key)
            end = time.monotonic() + 5
            while time.monotonic() < end:
                seen = self.screen()
                if all((word in seen) is not gone for word in words):
                    return
                time.sleep(0.1)
        self.wait(*words, gone=gone)

    def close(self) -> None:
        """Ends the server."""
        subprocess.run(["tmux", "-S", self.socket, "kill-server"], check=False, capture_output=True)


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    """The command on a copy of the sample's articles, at 120×40."""
    case = tmp_path / "case"
    shutil.copytree(REPOSITORY / "seeds", case / "seeds")
    shutil.copy(REPOSITORY / "dossier.toml", case)
    opened = Terminal(tmp_path, [str(COMMAND), str(case)], (120, 40))
    yield opened
    opened.close()


def test_search_open_bookmark_note_export_quit(terminal: Terminal, tmp_path: Path):
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
    terminal.until("e", "Export what is shown", "markdown")
    while "● markdown" not in terminal.screen():
        before = terminal.screen()
        terminal.press("Down")
        while terminal.screen() == before:
            time.sleep(0.05)
    terminal.wait("● markdown", "[x] with my notes") if "[x] with my notes" in terminal.screen() else terminal.press("C-n")
    terminal.wait("[x] with my notes")
    terminal.press("Enter")
    terminal.wait("Export what is shown", gone=True)
    terminal.press("C-q")
    terminal.wait("ended with 0")
    (brief,) = [p for p in tmp_path.rglob("*.md") if "seeds" not in p.parts]
    assert "Ask the zebra keeper." in brief.read_text(encoding="utf-8")


def test_every_size_is_survived(terminal: Terminal):
    """From 200×60 down to 20×5 and back, without a traceback."""
    terminal.wait("Timeline", "Witkoff")
    for columns, rows in ((200, 60), (80, 24), (40, 12), (20, 5), (120, 40)):
        terminal.resize(columns, rows)
        time.sleep(0.5)
        assert "Traceback" not in terminal.screen()
    terminal.wait("Timeline", "Witkoff")
    terminal.press("C-q")
    terminal.wait("ended with 0")
