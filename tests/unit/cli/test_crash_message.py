"""Unexpected errors are one sentence, and a report is written only where it helps."""

import errno
import sqlite3

import pytest

from dossier.cli import registry
from dossier.cli.crash_message import describe_error
from dossier.cli.main import run
from dossier.runtime.paths import state_dir


def test_a_full_disk_is_named_with_its_file() -> None:
    """The file, the cause, and what to do."""
    message = describe_error(OSError(errno.ENOSPC, "No space left on device", "/somewhere/file"))
    assert message.startswith("/somewhere/file: No space left")
    assert "free some space" in message


def test_other_failures_of_the_system_and_of_the_database_say_what_failed() -> None:
    """The system's own words are in the sentence."""
    assert "/x/y: Permission denied." in describe_error(PermissionError(errno.EACCES, "Permission denied", "/x/y"))
    assert "disk I/O error" in describe_error(sqlite3.OperationalError("disk I/O error"))


def test_a_mistake_of_the_program_leaves_a_report() -> None:
    """The traceback is in the file that the sentence names."""
    try:
        _ = dict[str, str]()["gone"]
    except KeyError as error:
        message = describe_error(error)
    assert "KeyError" in message
    path = state_dir() / "crash.txt"
    assert str(path) in message
    assert "builtins.KeyError" in path.read_text(encoding="utf-8")


def test_no_command_ends_in_a_traceback(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """An unexpected error of a command is printed on standard error, with exit code 1."""
    monkeypatch.setitem(registry.COMMANDS, "search", "nowhere")
    assert run(["search", "x"]) == 1
    captured = capsys.readouterr()
    assert (captured.out, "Traceback" in captured.err, "The program failed" in captured.err) == ("", False, True)
