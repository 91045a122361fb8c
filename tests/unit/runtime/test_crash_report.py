"""A mistake of the program: its report tells where in the code and nothing of the user's; the last words fit one screen."""

from pathlib import Path

import pytest

from dossier.api import open_dossier
from dossier.runtime import crash_report
from dossier.runtime.crash_report import crash_message, format_crash_report, write_crash_report
from dossier.runtime.paths import state_dir


def failure(folder: Path) -> Exception:
    """An error from inside the program, raised from another, both of which quote the user's words and paths."""
    private = folder / "zebra-case"
    try:
        try:
            open_dossier(private)
        except Exception as first:
            raise KeyError(f"the minister's secret words, in {private}") from first
    except KeyError as error:
        return error


def test_a_report_leads_through_the_code_and_quotes_nothing_of_the_user(tmp_path: Path) -> None:
    """Files, lines, functions and names of errors are there, of the cause too; no message and no path is."""
    told = format_crash_report(failure(tmp_path))
    assert "builtins.KeyError" in told
    assert "dossier.errors.DossierError" in told
    assert "dossier/runtime/paths.py:" in told
    assert "in find_root" in told
    for private in ("zebra", "secret", str(tmp_path), str(Path.home())):
        assert private not in told
        assert private not in crash_message(failure(tmp_path), None, Path("/case"))


def test_the_report_lies_in_the_private_state(tmp_path: Path) -> None:
    """The path that is told is that of the file."""
    error = failure(tmp_path)
    kept = write_crash_report(error)
    assert kept == state_dir() / crash_report.FILE
    assert kept is not None
    assert kept.read_text(encoding="utf-8") == format_crash_report(error)


def test_the_last_words_fit_one_screen_and_say_what_to_do(tmp_path: Path) -> None:
    """What, that nothing is lost, where the report is, the command that goes on; and that no report could be kept, where so."""
    told = crash_message(failure(tmp_path), Path("/state/crash.txt"), Path("/my case"))
    assert len(told.splitlines()) < 15
    assert "/state/crash.txt" in told
    assert "dossier '/my case'" in told
    assert "nothing: notes, tags and corrections" in told
    assert "could not be written" in crash_message(failure(tmp_path), None, Path("/case"))


def test_an_unwritable_state_folder_is_no_second_failure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a place for the report there is none, and no error either."""
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "file"))
    assert write_crash_report(failure(tmp_path)) is None
