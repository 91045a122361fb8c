"""Texts that come at once, and terminals that show little, in a real terminal."""

import shutil
import sys
from pathlib import Path

import pytest

from dossier.api import open_dossier
from tests.smoke.terminal import Opener

REPOSITORY = Path(__file__).resolve().parent.parent.parent
pytestmark = pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed; CI installs it")
LONG = "Who said so? Ask: quiz/b and jxq, [5] 2026-01-31 (50% sure) ~ then again. " * 3


def test_what_is_pasted_is_typed_to_the_last_letter(opener: Opener, case: Path) -> None:
    """Two hundred characters in the same breath as the key before them, as keys and as a bracketed paste, are the note, the search
    and the path; none of them does anything else.
    """
    terminal = opener("first", [sys.executable, "-m", "dossier", str(case)])
    terminal.wait("Timeline", "5 articles")
    long = LONG.strip()[:200].strip()
    terminal.type(f"a{long} typed")
    terminal.wait("saved", "typed")
    terminal.until("Escape", "▸ Note", gone=True)
    terminal._tmux("set-buffer", f"{long} pasted")
    terminal.press("a")
    terminal._tmux("paste-buffer", "-p", "-t", "a")
    terminal.wait("saved", "pasted")
    terminal.until("Escape", "▸ Note", gone=True)
    terminal.type("/umerov talks in the hall")
    terminal.wait("umerov talks in the hall")
    terminal.until("Escape", "▸ 2 Timeline")
    terminal.press("i")
    terminal._tmux("set-buffer", f"/nowhere/{'x' * 60}/qjq")
    terminal._tmux("paste-buffer", "-p", "-t", "a")
    terminal.wait(f"/nowhere/{'x' * 60}/qjq")
    terminal.until("Escape", "/nowhere", gone=True)
    terminal.press("C-q")
    terminal.wait("ended with 0")
    with open_dossier(case) as dossier:
        assert sorted(entry.text for entry in dossier.notebook.entries()) == [f"{long} pasted", f"{long} typed"]
        assert len(dossier.notebook.history()) == 2


def test_a_locale_without_utf8_gets_ascii(opener: Opener, case: Path) -> None:
    """With LC_ALL=C every sign on the screen is ASCII and no column is broken; the command line answers so, too."""
    words = ["env", "LC_ALL=C", "PYTHONUTF8=0", "PYTHONCOERCECLOCALE=0", sys.executable, "-m", "dossier"]
    terminal = opener("first", [*words, str(case)])
    for seen in (terminal.wait("> 2 Timeline", "5 articles"),):
        assert seen.isascii()
    terminal.until("0", "> 0 Reader")
    rows = terminal.screen().splitlines()
    assert terminal.screen().isascii()
    assert {row[59] for row in rows[2:12]} == {"|"}
    terminal.press("C-q")
    terminal.wait("ended with 0")
    plain = opener("second", [*words, "-C", str(case), "quotes", "--no-pager"])
    assert plain.wait("ended with 0").isascii()


def test_a_terminal_that_cannot_move_its_cursor_is_told(opener: Opener, case: Path) -> None:
    """With TERM=dumb the app says what it needs and names the commands, with code 1."""
    terminal = opener("first", ["env", "TERM=dumb", sys.executable, "-m", "dossier", str(case)])
    seen = terminal.wait("ended with 1")
    assert "needs an interactive terminal" in " ".join(seen.split())
    assert "Traceback" not in seen
