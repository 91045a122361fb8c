"""Paths of dossiers, of the user's folders and of the sample."""

import os
import shutil
import sys
from pathlib import Path

import platformdirs
import pytest

from dossier.errors import DossierError
from dossier.runtime import paths
from dossier.runtime.config import read_settings
from dossier.runtime.paths import (
    APP,
    SETTINGS,
    find_enclosing,
    find_root,
    is_sample,
    lock_path,
    paths_for,
    reset_sample,
    sample,
    user_index_dir,
)
from dossier.services.ingest.create import new_dossier


def make_dossier(root: Path) -> Path:
    """A folder that is a dossier."""
    (root / "seeds").mkdir(parents=True)
    (root / SETTINGS).write_text('title = "x"\n', encoding="utf-8")
    return root


def test_the_nearest_enclosing_dossier_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """From any depth, the inner one before the outer one; a folder with the name of the settings file does not count."""
    outer, inner = make_dossier(tmp_path / "outer"), make_dossier(tmp_path / "outer" / "x" / "inner")
    deep = inner / "seeds" / "y"
    deep.mkdir()
    assert find_enclosing(deep) == inner
    assert find_enclosing(outer / "x") == outer
    (outer / "x" / SETTINGS).mkdir()
    assert find_enclosing(outer / "x") == outer
    monkeypatch.chdir(deep)
    assert find_root(None) == inner


def test_a_named_folder_is_a_dossier_or_an_error(tmp_path: Path) -> None:
    """No folder, a file, a folder that is no dossier: each message says what to do."""
    assert find_root(make_dossier(tmp_path / "case")) == tmp_path / "case"
    (tmp_path / "file").write_text("x", encoding="utf-8")
    (tmp_path / "plain").mkdir()
    for name, words in (("nowhere", "no such folder"), ("file", "a file"), ("plain", "no dossier")):
        with pytest.raises(DossierError, match=words) as raised:
            find_root(tmp_path / name)
        assert raised.value.do
        assert raised.value.where == str(tmp_path / name)


def test_without_a_dossier_there_is_an_error_or_the_sample(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Outside of any dossier, the sample is opened only where the caller says that it will do, or where it is named."""
    monkeypatch.chdir(tmp_path)
    with pytest.raises(DossierError, match="no dossier here"):
        find_root(None)
    assert find_root(None, or_sample=True) == sample() == find_root(Path("sample"))


def test_the_sample_can_be_reset(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A new copy takes the place of the user's, which is kept beside it, however often."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    package = tmp_path / "site" / "dossier"
    make_dossier(package / "sample")
    monkeypatch.setattr(paths, "PACKAGE", package)
    for number in (1, 2):
        (sample() / "mine").write_text("x", encoding="utf-8")
        aside = reset_sample()
        assert aside.name == f"sample.before-reset-{number}"
        assert (aside / "mine").is_file()
        assert not (sample() / "mine").exists()


def test_the_repository_is_not_reset() -> None:
    """Where the sample is the repository itself, nothing is moved."""
    with pytest.raises(DossierError, match="repository"):
        reset_sample()


def test_the_sample_of_a_wheel_is_copied_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is copied to the user's data folder, where changes by the user stay."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    package = tmp_path / "site" / "dossier"
    make_dossier(package / "sample")
    monkeypatch.setattr(paths, "PACKAGE", package)
    own = sample()
    assert own == platformdirs.user_data_path(APP) / "sample"
    assert is_sample(own)
    (own / SETTINGS).write_text('title = "mine"\n', encoding="utf-8")
    assert (sample() / SETTINGS).read_text(encoding="utf-8") == 'title = "mine"\n'
    shutil.rmtree(own)
    shutil.rmtree(package / "sample")
    with pytest.raises(DossierError, match="sample is missing"):
        sample()


def test_two_folders_of_one_name_have_different_paths(tmp_path: Path) -> None:
    """Private indexes and locks are named by the whole path; links and dots are resolved."""
    first, second = make_dossier(tmp_path / "a" / "case"), make_dossier(tmp_path / "b" / "case")
    assert user_index_dir(first) != user_index_dir(second)
    assert lock_path(first / "index") != lock_path(second / "index")
    (tmp_path / "link").symlink_to(first)
    assert user_index_dir(tmp_path / "link") == user_index_dir(first / "seeds" / "..")
    assert paths_for(tmp_path / "link").root == first.resolve()


def test_an_unwritable_home_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The message names the variable to set."""
    (tmp_path / "file").write_text("x", encoding="utf-8")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "file"))
    with pytest.raises(DossierError, match="program's state") as raised:
        lock_path(tmp_path / "index")
    assert "XDG_STATE_HOME" in raised.value.do


@pytest.mark.skipif(sys.platform == "darwin", reason="macOS takes no such names")
def test_a_folder_whose_name_is_not_utf8_is_an_error(tmp_path: Path) -> None:
    """It is neither created nor opened: databases and exports could not contain its path."""
    odd = tmp_path / os.fsdecode(b"caf\xe9")
    with pytest.raises(DossierError, match="not valid UTF-8"):
        new_dossier(odd)
    assert not odd.exists()
    odd.mkdir()
    with pytest.raises(DossierError, match="not valid UTF-8"):
        paths_for(odd)


def test_a_title_has_no_control_characters(tmp_path: Path) -> None:
    """Neither a given title nor one from the folder's name: dossier.toml could not be read again."""
    assert read_settings(new_dossier(tmp_path / "a\x7f\nb")).title == "ab"
    assert read_settings(new_dossier(tmp_path / "c", 'Port\n"Vale"\x7f \\')).title == 'Port "Vale" \\'
