"""The manual: whole, sound roff, the same at any time."""

import re
import shutil
import subprocess

import pytest

from dossier import RELEASED, __version__
from dossier.cli.commands.man import page, roff
from dossier.cli.main import run
from dossier.cli.registry import COMMANDS
from dossier.keys.keymap import KEYMAP
from dossier.services.query.vocabulary import query_fields


def test_the_manual_tells_every_command_key_and_field(capsys: pytest.CaptureFixture[str]) -> None:
    """Printed by the command, with the version and its day, and no other clock."""
    assert run(["man"]) == 0
    output = capsys.readouterr().out
    assert output == page()
    assert output.startswith(f'.TH DOSSIER 1 "{RELEASED}" "dossier {__version__}"')
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", RELEASED)
    assert all(f".SS dossier {name}" in output for name in COMMANDS)
    assert all(roff(key.help) in output for key in KEYMAP)
    assert all(f"\\fB{roff(field)}" in output for field, _ in query_fields())
    assert "\\-\\-notes" in output


def test_groff_reads_it_without_a_warning() -> None:
    """With every warning on."""
    if not shutil.which("groff"):
        pytest.skip("groff is not installed")
    done = subprocess.run(["groff", "-man", "-Kutf8", "-Tutf8", "-ww"], input=page(), capture_output=True, text=True, check=True)
    assert done.stderr == ""
    assert "EXIT STATUS" in re.sub(r".\x08|\x1b\[[\d;]*m", "", done.stdout)


def test_what_means_something_to_roff_is_named() -> None:
    """Back-slashes, dashes and stops at the start of a line are printed, not obeyed."""
    assert roff(".x \\n -a") == "\\&.x \\en \\-a"
    assert roff("two\nlines") == "two lines"
