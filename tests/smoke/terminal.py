"""A real terminal to type into: a tmux session of its own server, read and pressed as a user would."""

import os
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

PATIENCE = 45.0


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
        """The text on the screen."""
        return self._tmux("capture-pane", "-p", "-t", "a")

    def styled(self) -> str:
        """The same with its colours, as escape sequences."""
        return self._tmux("capture-pane", "-p", "-e", "-N", "-t", "a")

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
        raise AssertionError(f"waited for {words}{' to go' if gone else ''}; the screen holds:\n{self.screen()}")

    def until(self, key: str, *words: str, gone: bool = False) -> None:
        """Presses a key, again after some seconds where a busy machine took the first for something else, until the words stand.

        What the screen still shows of before the last keys is waited out: pressed too early, escape and the next key are read as one.
        """
        self._poll(lambda: not self._shows(*words, gone=gone))
        for _ in range(6):
            self.press(key)
            if self._poll(lambda: self._shows(*words, gone=gone)):
                return
        self.wait(*words, gone=gone)

    def _shows(self, *words: str, gone: bool) -> bool:
        seen = self.screen()
        return all((word in seen) is not gone for word in words)

    @staticmethod
    def _poll(is_so: Callable[[], bool]) -> bool:
        end = time.monotonic() + 5
        while not (found := is_so()) and time.monotonic() < end:
            time.sleep(0.1)
        return found

    def changed(self, before: str) -> None:
        """Waits until the screen is another than before."""
        end = time.monotonic() + PATIENCE
        while self.screen() == before and time.monotonic() < end:
            time.sleep(0.05)

    def close(self) -> None:
        """Ends the server."""
        subprocess.run(["tmux", "-S", self.socket, "kill-server"], check=False, capture_output=True)


Opener = Callable[[str, list[str]], Terminal]
"""Opens a terminal of that name on a command, given as its words."""
