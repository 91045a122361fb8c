"""What reaches the terminal: every field is fed with attacks, and the bytes of a pseudo-terminal are read.

Without `SafeFilter` the notes, the saved search and the title pass raw; without `strip_unsafe` in `Output`, the commands' lines do.
"""

import os
import pty
import re
import select
import subprocess
import sys
import termios
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from dossier.text.unsafe_characters import UNSAFE
from tests.smoke.hostile_fields import hostile_dossier

OWN_SEQUENCES = re.compile(r"\r+(?=\x1b\[|\n)|\x1b\[[0-?]*[ -/]*[@-~]|\x1b\]22;[a-z-]*\x07|\x1b[()][A-Z0-9]|\x1b[78=>]")
"""What Textual and Rich write themselves: CSI sequences, the shape of the pointer, character sets, keypad and cursor modes."""
COMMANDS = (
    ["timeline"],
    ["notes"],
    ["history"],
    ["config"],
    ["searches"],
    ["check"],
    ["search", "--saved", "none\x1b]0;PWNED\x07\u202e"],
    ["-v", "index", "--rebuild"],
    ["export", "markdown"],
)
STEPS = (
    ("\r", "Timeline"),
    ("2w", ""),
    ("\x1b", ""),
    ("3\ro", "Original file"),
    ("\x1b", ""),
    ("4\r", ""),
    ("5", "A note."),
    ("jA", ""),
    ("\x1b", ""),
    ("e", "Export these"),
    ("\x1b", ""),
    ("f", ""),
    ("\x1b", ""),
    ("=", ""),
    ("\r", ""),
    ("\x1b", ""),
    ("/", ""),
    ("\x1b[A", ""),
    ("\x1b[A", ""),
    ("\x1b", ""),
    ("H", ""),
    ("\x1b", ""),
)
"""Keys, and words that the app must have drawn since before the next ones are sent."""
LEAST, MOST, SILENCE = 0.8, 4.0, 0.3
"""Seconds in which the app draws what a key opens: at least and at most, and the pause after which it has drawn it. The cursor blinks all the time."""


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The dossier, made once."""
    return hostile_dossier(tmp_path_factory.mktemp("hostile") / "case")


def terminal_bytes(words: Sequence[str], steps: Sequence[tuple[str, str]] = ()) -> bytes:
    """All that the program writes to a terminal of its own."""
    master, slave = pty.openpty()
    modes = termios.tcgetattr(slave)
    modes[3] &= ~termios.ECHO  # what is typed is no output of the program
    termios.tcsetattr(slave, termios.TCSANOW, modes)
    environment = {**os.environ, "TERM": "xterm-256color", "COLUMNS": "120", "LINES": "40", "VISUAL": "true"}
    process = subprocess.Popen([sys.executable, "-m", "dossier", *words], stdin=slave, stdout=slave, stderr=slave, env=environment)
    os.close(slave)
    written = _read(master, "Timeline" if steps else "")
    for keys, awaited in steps:
        os.write(master, keys.encode())
        written += _read(master, awaited) if awaited else b""
        written += _read_until_silence(master)
    process.kill()
    process.wait()
    os.close(master)
    return written


def _read(master: int, awaited: str, most: float = 120) -> bytes:
    """What comes until the awaited words, the end of the program, or the time is over."""
    written, end = b"", time.monotonic() + most
    while time.monotonic() < end and not (awaited and awaited.encode() in written):
        if select.select([master], [], [], 0.1)[0]:
            try:
                written += os.read(master, 1 << 20)
            except OSError:
                break
    return written


def _read_until_silence(master: int) -> bytes:
    """What comes after a key until the app pauses."""
    written, start = b"", time.monotonic()
    while time.monotonic() < start + MOST:
        if select.select([master], [], [], SILENCE)[0]:
            try:
                written += os.read(master, 1 << 20)
            except OSError:
                break
        elif written and time.monotonic() > start + LEAST:
            break
    return written


def obeyed(written: bytes) -> list[str]:
    """What in the bytes a terminal would obey and no part of the program meant."""
    assert b"\x1b[7331m" not in written
    text = OWN_SEQUENCES.sub("", written.decode("utf-8", "replace"))
    return [f"{match[0]!a} in {text[max(0, match.start() - 30) : match.end() + 20]!a}" for match in UNSAFE.finditer(text)]


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_no_command_passes_an_attack_on(hostile: Path, words: list[str]) -> None:
    """Everything that the command says and prints."""
    written = terminal_bytes(["-C", str(hostile), *words])
    assert written
    assert obeyed(written) == []


def test_the_app_passes_no_attack_on(hostile: Path) -> None:
    """Lists, reasons, original file, reader, notes, exports, facets, saved searches and the older ones in the box, history."""
    written = terminal_bytes([str(hostile)], STEPS)
    assert all(words.encode() in written for _, words in STEPS)
    assert obeyed(written) == []
