"""A journalist's hour in a real terminal: from an empty dossier to a brief with citations, by keyboard alone."""

import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.smoke.terminal import Terminal

REPOSITORY = Path(__file__).resolve().parent.parent.parent
COMMAND = Path(sys.executable).parent / "dossier"
REAL = REPOSITORY.parent / "shared" / "articles" / "talks"
REPORTS = REAL if REAL.is_dir() else REPOSITORY / "seeds"

pytestmark = [
    pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed; CI installs it"),
    pytest.mark.skipif(not COMMAND.exists(), reason="the command is not installed beside this Python"),
]


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    """The command on an empty dossier, at 120×40."""
    case = tmp_path / "case"
    case.mkdir()
    (case / "dossier.toml").write_text('title = "My case"\n', encoding="utf-8")
    opened = Terminal(tmp_path, [str(COMMAND), str(case)], (120, 40))
    yield opened
    opened.close()


def search(terminal: Terminal, words: str, *seen: str) -> None:
    """Search in place of what was searched before, back in the list when it is found."""
    terminal.until("/", "enter search")
    terminal.press("C-e", "C-u")
    terminal.type(words)
    terminal.wait(*seen)
    terminal.until("Enter", "enter search", gone=True)


def test_an_hour_in_a_real_terminal(terminal: Terminal, tmp_path: Path) -> None:
    """Adds five articles, finds who spoke of security guarantees, compares the sources of a round, splits a match and undoes that,
    marks passages, writes and tags notes, and finds all of it in the brief.
    """
    terminal.wait("add articles")
    terminal.until("i", "Add ")
    terminal.type(str(REPORTS))
    terminal.press("Enter")
    terminal.wait("5 articles", "dismiss")
    terminal.until("x", "x dismiss", gone=True)

    search(terminal, '"security guarantees"', "/5 articles", "1 quote")
    terminal.until("4", "▸ 4 Quotes 1", "Umerov")

    search(terminal, 'type:meeting place:"abu dhabi"', "3 events")
    terminal.until("2", "▸ 2 Timeline 3")
    terminal.press("g")
    terminal.wait("1 of 3")
    terminal.until("c", "Sources side by side", "China Daily")
    terminal.until("Escape", "Sources side by side", gone=True)

    terminal.until("M", "Review matches", "matched by rule")
    terminal.press("G")
    terminal.until("d", "decided by you")
    terminal.until("u", "decided by you", gone=True)
    terminal.until("Escape", "Review matches", gone=True)

    mark_three_passages(terminal)
    write_note(terminal, "Who counted the delegates?")
    terminal.until("2", "▸ 2 Timeline")
    write_note(terminal, "Ask the host for the list.")
    terminal.until("5", "▸ 5 Notes 5")
    terminal.press("g")
    terminal.until("t", "separated by spaces")
    terminal.type("to-verify")
    terminal.wait("to-verify")
    terminal.press("Enter")
    terminal.wait("#to-verify")

    terminal.until("2", "▸ 2 Timeline")
    terminal.until("Escape", "/ words, said:name")
    export_brief(terminal)
    terminal.press("C-q")
    terminal.wait("ended with 0")
    (brief,) = [path for path in tmp_path.rglob("*.md") if "seeds" not in path.parts]
    text = brief.read_text(encoding="utf-8")
    assert "Who counted the delegates?" in text
    assert "Ask the host for the list." in text
    assert "to-verify" in text
    assert text.count("[^") > 10


def write_note(terminal: Terminal, words: str) -> None:
    """Write a note on what is in focus."""
    terminal.press("a")
    terminal.wait("▸ Note")
    terminal.type(words)
    terminal.wait(words, "saved")
    terminal.until("Escape", "▸ Note", gone=True)


def mark_three_passages(terminal: Terminal) -> None:
    """Step through the hits of a search in the article with most of them, and bookmark the second, fourth and sixth."""
    search(terminal, "talks", "5/5 articles")
    terminal.until("3", "▸ 3 Articles")
    terminal.press("g")
    hits = [int(number) for number in re.findall(r"(\d+) hits? ", terminal.wait("1 of 5"))]
    terminal.press(*["j"] * hits.index(max(hits)))
    terminal.until("Enter", "▸ 0 Reader")
    terminal.wait("mark 1 of")
    for at in range(2, 7):
        terminal.press("n")
        terminal.wait(f"mark {at} of")
        if at % 2 == 0:
            terminal.press("b")
            terminal.wait("Bookmarked")


def export_brief(terminal: Terminal) -> None:
    """Write the Markdown brief, with the notes, under the name offered."""
    terminal.until("e", "Export these results")
    for _ in range(20):
        if "● markdown" in terminal.screen():
            break
        before = terminal.screen()
        terminal.press("Down")
        terminal.changed(before)
    terminal.until("C-n", "[x] include my notes")
    terminal.press("Enter")
    terminal.wait("Export these results", gone=True)
