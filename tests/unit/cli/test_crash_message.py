"""What nobody foresaw is told in a sentence, and a report is kept only where it helps."""

import errno
import sqlite3

import pytest

from dossier.cli import registry
from dossier.cli.crash_message import describe_error
from dossier.cli.main import run
from dossier.runtime.paths import state_dir


def test_a_full_disk_is_named_with_its_file() -> None:
    """Where, what, and what to do."""
    told = describe_error(OSError(errno.ENOSPC, "No space left on device", "/somewhere/file"))
    assert told.startswith("/somewhere/file: There is no space left")
    assert "make room" in told


def test_other_failures_of_the_system_and_of_the_database_say_what_failed() -> None:
    """The system's own words are in the sentence."""
    assert "/x/y: Permission denied." in describe_error(PermissionError(errno.EACCES, "Permission denied", "/x/y"))
    assert "disk I/O error" in describe_error(sqlite3.OperationalError("disk I/O error"))


def test_a_mistake_of_the_program_leaves_a_report() -> None:
    """The traceback is in the file that the sentence names."""
    try:
        _ = dict[str, str]()["gone"]
    except KeyError as error:
        told = describe_error(error)
    assert "KeyError" in told
    kept = state_dir() / "crash.txt"
    assert str(kept) in told
    assert "builtins.KeyError" in kept.read_text(encoding="utf-8")


def test_no_command_ends_in_a_traceback(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Whatever escapes a command is told on standard error with exit code 1."""
    monkeypatch.setitem(registry.COMMANDS, "search", "nowhere")
    assert run(["search", "x"]) == 1
    told = capsys.readouterr()
    assert (told.out, "Traceback" in told.err, "The program failed" in told.err) == ("", False, True)
