"""A full disk, damages and many processes at once, a little of each; `make faults` runs hundreds."""

import subprocess
import sys
from pathlib import Path

import pytest

FOLDER = Path(__file__).parent
pytestmark = pytest.mark.skipif(not hasattr(sys, "getdlopenflags"), reason="processes are forked and limited as POSIX does it")


def run(program: str, *options: str) -> None:
    """Runs a program in a process of its own, which has one thread only and can be forked."""
    result = subprocess.run([sys.executable, FOLDER / program, *options], capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.parametrize("work", ["take_notes", "correct", "add", "import_bundle", "export"])
def test_a_full_disk_is_a_sentence(work: str) -> None:
    """Nothing that was acknowledged is lost, nothing is half done, and the work can be repeated."""
    run("full_disk.py", "--only", work, "--limits", "1024", "65536")


def test_many_processes_lose_nothing() -> None:
    """What each acknowledged is there once, and none ends with an error."""
    run("crowd.py", "--seconds", "6", "--commands", "1", "--readers", "2")


def test_damage_is_noticed() -> None:
    """No answer from a damaged index, and no loss of notes without a sentence."""
    run("damages.py", "--index", "6", "--notebook", "6", "--seed", "3")
