"""The last export that the next one begins with."""

import stat
from pathlib import Path

import pytest

from dossier.runtime.last_export import FILE, LastExport, last_export, remember_export
from dossier.runtime.paths import state_dir


@pytest.fixture(autouse=True)
def own_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A state folder of its own for every test."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


def test_format_and_folder_are_remembered(tmp_path: Path) -> None:
    """Both come back; a folder that is gone does not."""
    assert last_export() == LastExport()
    remember_export(LastExport("markdown", str(tmp_path)))
    assert last_export() == LastExport("markdown", str(tmp_path))
    remember_export(LastExport("csv", str(tmp_path / "gone")))
    assert last_export() == LastExport("csv", "")


@pytest.mark.parametrize("stored", ["", "[]", '{"format": "csv"}', "[" * 100_000, "\x00"])
def test_a_damaged_file_is_none(stored: str) -> None:
    """Nothing is raised for it."""
    state_dir().mkdir(parents=True)
    (state_dir() / FILE).write_text(stored, encoding="utf-8")
    assert last_export() == LastExport()


def test_a_state_that_cannot_be_written_is_no_failure(tmp_path: Path) -> None:
    """Nothing is remembered, and nothing raised."""
    state = tmp_path / "state"
    state.write_text("a file where the folder would be", encoding="utf-8")
    remember_export(LastExport("csv", str(tmp_path)))
    assert last_export() == LastExport()
    assert stat.S_ISREG(state.stat().st_mode)
