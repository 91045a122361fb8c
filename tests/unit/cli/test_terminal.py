"""Lists on a terminal: colours, wrapping and the pager; plain text elsewhere."""

import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest

from dossier.api import Dossier

WIDTH, HEIGHT = 60, 12


def on_terminal(root: Path, *words: str, **variables: str) -> str:
    """What a command prints on a pseudo-terminal of 60 columns and 12 lines."""
    main, side = pty.openpty()
    environment = {**os.environ, "TERM": "xterm-256color", "COLUMNS": str(WIDTH), "LINES": str(HEIGHT), "PAGER": "cat", **variables}
    with subprocess.Popen(
        [sys.executable, "-m", "dossier", "-C", str(root), *words], stdin=side, stdout=side, stderr=subprocess.PIPE, env=environment
    ) as process:
        os.close(side)
        output = b""
        while True:
            try:
                block = os.read(main, 65536)
            except OSError:  # the other side is closed
                break
            if not block:
                break
            output += block
        os.close(main)
    assert process.returncode == 0
    return output.decode().replace("\r\n", "\n")


def plain(text: str) -> str:
    """The text without its escape sequences."""
    return re.sub(r"\x1b\[[\d;]*m", "", text)


def test_hits_are_highlighted_and_lines_wrap_at_words(sample: Dossier) -> None:
    """Wrapped lines are indented, none is wider than the terminal, and a snippet that is cut has an ellipsis."""
    text = on_terminal(sample.root, "search", "Kremlin")
    assert re.search(r"\x1b\[[\d;]*m\x1b?\[?[\d;]*m?Kremlin\x1b", text)
    lines = plain(text).splitlines()
    assert max(map(len, lines)) <= WIDTH
    assert sum(line.startswith("    ") for line in lines) > len(lines) / 2
    assert "…" in plain(text)


@pytest.mark.parametrize("variables", [{"NO_COLOR": "1"}, {"option": "--no-color"}])
def test_no_colour_where_none_is_wanted(sample: Dossier, variables: dict[str, str]) -> None:
    """By the variable or the option."""
    option = variables.pop("option", "")
    assert "\x1b[3" not in on_terminal(sample.root, "timeline", *filter(None, (option,)), **variables)


def test_a_pager_shows_lists_longer_than_the_screen(sample: Dossier, tmp_path: Path) -> None:
    """A list that fits is printed directly, as is any with --no-pager."""
    pager = tmp_path / "pager"
    pager.write_text("#!/bin/sh\necho PAGED\ncat\n", encoding="utf-8")
    pager.chmod(0o755)
    assert on_terminal(sample.root, "actors", PAGER=str(pager)).startswith("PAGED")
    assert "PAGED" not in on_terminal(sample.root, "actors", "--no-pager", PAGER=str(pager))
    assert "PAGED" not in on_terminal(sample.root, "actors", PAGER="cat")
    assert "PAGED" not in on_terminal(sample.root, "timeline", "type:strike", LINES="200", PAGER=str(pager))


def test_a_pipe_gets_one_plain_line_for_each_row(sample: Dossier) -> None:
    """Neither colours nor wrapping."""
    run = subprocess.run([sys.executable, "-m", "dossier", "-C", str(sample.root), "timeline"], capture_output=True, text=True, check=True)
    assert "\x1b" not in run.stdout
    assert len(run.stdout.splitlines()) == len(sample.query.snapshot.findings.events)


def test_patterns_in_quotes_are_expanded(sample: Dossier, tmp_path: Path) -> None:
    """As the shell would; one that matches nothing is an error."""
    for name in ("b", "a"):
        (tmp_path / f"{name}.txt").write_text(f"Minister {name} met the envoy in Lisbon on Tuesday.\n", encoding="utf-8")
    command = [sys.executable, "-m", "dossier", "-C", str(sample.root), "add", "--dry-run"]
    run = subprocess.run([*command, str(tmp_path / "*.txt")], capture_output=True, text=True, check=False)
    assert [Path(line.split()[-1]).name for line in run.stdout.splitlines()] == ["a.txt", "b.txt"]
    run = subprocess.run([*command, str(tmp_path / "*.pdf")], capture_output=True, text=True, check=False)
    assert (run.returncode, run.stdout) == (2, "")
    assert "No files match" in run.stderr
