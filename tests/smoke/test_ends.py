"""Ends of the app in a real terminal."""

import shutil
import sys
from pathlib import Path

import pytest

from dossier.runtime.paths import state_dir
from tests.smoke.terminal import Opener

REPOSITORY = Path(__file__).resolve().parent.parent.parent
pytestmark = pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed; CI installs it")

BROKEN = """
import sys
from dossier.tui import actions

def zoom(screen):
    raise ValueError(f"the zebra keeper said {screen.reader.view.article.text}")

actions.ACTIONS["zoom"] = zoom
from dossier.cli.main import run
sys.exit(run(sys.argv[1:]))
"""


def test_a_mistake_of_the_program_gives_the_terminal_back_and_loses_nothing(opener: Opener, case: Path, tmp_path: Path) -> None:
    """An act that fails ends the app with one screen of words and code 1; the note that was being typed is there, the report quotes
    no article, and the terminal takes what is typed.
    """
    program = tmp_path / "broken.py"
    program.write_text(BROKEN, encoding="utf-8")
    terminal = opener("first", [sys.executable, str(program), str(case)])
    terminal.wait("Timeline", "5 articles")
    terminal.press("a")
    terminal.wait("▸ Note")
    terminal.type("Ask the otter keeper.")
    terminal.wait("saved")
    terminal.until("Escape", "▸ Note", gone=True)
    terminal.press("z")
    seen = terminal.wait("ended with 1")
    assert "dossier crashed because of a bug" in seen
    assert "ValueError" in seen
    assert "Traceback" not in seen
    assert "zebra" not in seen
    assert "Timeline" not in seen
    report = (state_dir() / "crash.txt").read_text(encoding="utf-8")
    assert "in action_run" in report
    assert "zebra" not in report
    assert str(case) not in report
    again = opener("again", [sys.executable, "-m", "dossier", str(case)])
    again.wait("Timeline", "5 articles")
    again.until("5", "Ask the otter keeper.")


def test_a_note_is_written_in_the_users_own_editor(opener: Opener, case: Path, tmp_path: Path) -> None:
    """`A` gives the terminal to the editor and takes it back; the note is kept with its tags; an empty text and an editor that fails or
    is not there change nothing and are said in a sentence.
    """
    editor = tmp_path / "editor"
    editor.write_text(
        '#!/bin/sh\necho "the editor has the terminal"; read word\n'
        'case "$word" in\n'
        '  empty) : > "$1" ;;\n'
        "  fail) exit 3 ;;\n"
        '  *) printf -- "---\\ntags: dock\\nstatus: to-verify\\n---\\n%s\\n" "$word" > "$1" ;;\n'
        "esac\n",
        encoding="utf-8",
    )
    editor.chmod(0o755)
    words = ["env", "-u", "VISUAL", f"EDITOR={editor}", sys.executable, "-m", "dossier", str(case)]
    terminal = opener("first", words)
    terminal.wait("Timeline", "5 articles")
    for word, message in (("empty", "The text was empty"), ("fail", "exited with 3; nothing changed"), ("walrus", "Saved the note")):
        terminal.press("A")
        terminal.wait("the editor has the terminal")
        terminal.type(word)
        terminal.press("Enter")
        terminal.wait("Timeline", message)
    terminal.until("5", "walrus", "#dock", "to-verify")
    terminal.press("q")
    gone = opener("second", ["env", "-u", "VISUAL", "EDITOR=no-such-editor", sys.executable, "-m", "dossier", str(case)])
    gone.wait("Timeline", "5 articles")
    gone.press("A")
    gone.wait("Editor “no-such-editor” not found")
