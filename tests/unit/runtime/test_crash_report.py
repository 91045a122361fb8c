"""Crash reports name places in the code and nothing of the user; the message fits one screen."""

from pathlib import Path

import pytest

from dossier.api import open_dossier
from dossier.errors import DossierError
from dossier.runtime import crash_report
from dossier.runtime.crash_report import crash_message, format_crash_report, write_crash_report
from dossier.runtime.paths import state_dir


def failure(folder: Path) -> Exception:
    """An error caused by another inside the program; both messages quote words and paths of the user."""
    private = folder / "zebra-case"
    error = KeyError(f"the minister's secret words, in {private}")
    try:
        open_dossier(private)
    except DossierError as cause:
        error.__cause__ = cause
    return error


def test_a_report_has_the_traceback_and_nothing_of_the_user(tmp_path: Path) -> None:
    """It has files, lines, functions and names of errors, of the cause too, and no message and no path."""
    report = format_crash_report(failure(tmp_path))
    assert "builtins.KeyError" in report
    assert "dossier.errors.DossierError" in report
    assert "dossier/runtime/paths.py:" in report
    assert "in find_root" in report
    for private in ("zebra", "secret", str(tmp_path), str(Path.home())):
        assert private not in report
        assert private not in crash_message(failure(tmp_path), None, Path("/case"))


def test_the_report_is_in_the_private_state(tmp_path: Path) -> None:
    """The path returned is that of the file."""
    error = failure(tmp_path)
    path = write_crash_report(error)
    assert path == state_dir() / crash_report.FILE
    assert path is not None
    assert path.read_text(encoding="utf-8") == format_crash_report(error)


def test_the_message_fits_one_screen_and_says_what_to_do(tmp_path: Path) -> None:
    """The error, that nothing is lost, the path of the report, the command to continue; or that no report could be written."""
    message = crash_message(failure(tmp_path), Path("/state/crash.txt"), Path("/my case"))
    assert len(message.splitlines()) < 15
    assert "/state/crash.txt" in message
    assert "dossier '/my case'" in message
    assert "nothing: your notes, tags and corrections" in message
    assert "could not be written" in crash_message(failure(tmp_path), None, Path("/case"))


def test_an_unwritable_state_folder_is_no_second_failure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """If the report cannot be written there is none, and no error either."""
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "file"))
    assert write_crash_report(failure(tmp_path)) is None
