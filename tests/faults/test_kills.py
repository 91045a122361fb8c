"""Thirty random kills of the program at work lose nothing; `make faults` runs three hundred."""

import subprocess
import sys
from pathlib import Path

import pytest

TRIALS = 30


@pytest.mark.skipif(not hasattr(sys, "getdlopenflags"), reason="processes are forked and killed as POSIX does it")
def test_nothing_that_was_acknowledged_is_lost() -> None:
    """In a process of its own, which has one thread only and can be forked."""
    script = Path(__file__).with_name("kills.py")
    result = subprocess.run([sys.executable, script, "--trials", str(TRIALS)], capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr
    assert f"{TRIALS} trials" in result.stdout
