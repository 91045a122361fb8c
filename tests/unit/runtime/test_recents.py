"""The dossiers opened lately: newest first, each once, without those that are gone."""

from pathlib import Path

import pytest

from dossier.runtime import recents as room
from dossier.runtime.paths import state_dir
from dossier.runtime.recents import add_recent, recent_dossiers


@pytest.fixture(autouse=True)
def own_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A state of its own."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


def made(folder: Path) -> Path:
    """A dossier without articles."""
    folder.mkdir()
    (folder / "dossier.toml").write_text('title = "A case"\n', encoding="utf-8")
    return folder.resolve()


def test_the_newest_comes_first_and_each_once(tmp_path: Path) -> None:
    """Opening one again puts it on top."""
    first, second = made(tmp_path / "first"), made(tmp_path / "second")
    for root in (first, second, first):
        add_recent(root)
    assert recent_dossiers() == (first, second)


def test_what_is_gone_is_left_out_and_comes_back(tmp_path: Path) -> None:
    """A folder on a disk that is not at hand is not offered, but it is not forgotten either."""
    first, second = made(tmp_path / "first"), made(tmp_path / "second")
    add_recent(first)
    add_recent(second)
    (first / "dossier.toml").rename(first / "away")
    assert recent_dossiers() == (second,)
    (first / "away").rename(first / "dossier.toml")
    assert recent_dossiers() == (second, first)


def test_a_broken_list_is_an_empty_one_and_is_written_anew(tmp_path: Path) -> None:
    """Nothing that stands in the state folder keeps the app from opening."""
    state_dir().mkdir(parents=True)
    for told in ("{", "7", '["/nowhere", 3]'):
        (state_dir() / room.FILE).write_text(told, encoding="utf-8")
        assert recent_dossiers() == ()
    root = made(tmp_path / "first")
    add_recent(root)
    assert recent_dossiers() == (root,)
