"""Recently opened dossiers: newest first, each once, without those that are missing."""

from pathlib import Path

import pytest

from dossier.runtime import recents
from dossier.runtime.paths import state_dir
from dossier.runtime.recents import add_recent, distinct_folders, recent_dossiers


@pytest.fixture(autouse=True)
def own_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A state folder for each test."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


def make_dossier(folder: Path) -> Path:
    """A dossier without articles."""
    folder.mkdir()
    (folder / "dossier.toml").write_text('title = "A case"\n', encoding="utf-8")
    return folder.resolve()


def test_the_newest_comes_first_and_each_once(tmp_path: Path) -> None:
    """Opening a dossier again puts it first."""
    first, second = make_dossier(tmp_path / "first"), make_dossier(tmp_path / "second")
    for root in (first, second, first):
        add_recent(root)
    assert recent_dossiers() == (first, second)


def test_a_missing_dossier_is_left_out_until_it_is_there_again(tmp_path: Path) -> None:
    """A folder on a disk that is not mounted is not listed, and is not removed from the list."""
    first, second = make_dossier(tmp_path / "first"), make_dossier(tmp_path / "second")
    add_recent(first)
    add_recent(second)
    (first / "dossier.toml").rename(first / "away")
    assert recent_dossiers() == (second,)
    (first / "away").rename(first / "dossier.toml")
    assert recent_dossiers() == (second, first)


def test_an_invalid_list_counts_as_empty_and_is_replaced(tmp_path: Path) -> None:
    """No content of the state folder prevents the app from opening."""
    state_dir().mkdir(parents=True)
    for content in ("{", "7", '["/nowhere", 3]'):
        (state_dir() / recents.FILE).write_text(content, encoding="utf-8")
        assert recent_dossiers() == ()
    root = make_dossier(tmp_path / "first")
    add_recent(root)
    assert recent_dossiers() == (root,)


def test_folders_are_told_apart_by_the_end_of_their_paths() -> None:
    """Two parts of a path are enough for most; folders that share them show more, up to the whole path."""
    roots = [Path("/a/x/talks"), Path("/b/x/talks"), Path("/b/y/talks"), Path("/x/talks")]
    assert list(distinct_folders(roots).values()) == ["…/a/x/talks", "…/b/x/talks", "…/y/talks", "/x/talks"]
    assert distinct_folders([]) == {}
