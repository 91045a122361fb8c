"""Where things lie."""

import os
import shutil
import sys
from pathlib import Path

import platformdirs
import pytest

from dossier.errors import DossierError
from dossier.runtime import paths
from dossier.runtime.config import read_settings
from dossier.runtime.paths import APP, SETTINGS, find_enclosing, find_root, is_sample, lock_path, paths_for, sample, user_index_dir
from dossier.services.ingest.create import new_dossier


def case(at: Path) -> Path:
    """A folder that is a dossier."""
    (at / "seeds").mkdir(parents=True)
    (at / SETTINGS).write_text('title = "x"\n', encoding="utf-8")
    return at


def test_the_nearest_enclosing_dossier_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """From any depth, the inner one before the outer one; a folder of that name is no settings file."""
    outer, inner = case(tmp_path / "outer"), case(tmp_path / "outer" / "x" / "inner")
    deep = inner / "seeds" / "y"
    deep.mkdir()
    assert find_enclosing(deep) == inner
    assert find_enclosing(outer / "x") == outer
    (outer / "x" / SETTINGS).mkdir()
    assert find_enclosing(outer / "x") == outer
    monkeypatch.chdir(deep)
    assert find_root(None) == inner


def test_a_named_folder_is_taken_or_refused_in_a_sentence(tmp_path: Path) -> None:
    """No folder, a file, a folder that is none: each says what to do."""
    assert find_root(case(tmp_path / "case")) == tmp_path / "case"
    (tmp_path / "file").write_text("x", encoding="utf-8")
    (tmp_path / "plain").mkdir()
    for name, words in (("nowhere", "no such folder"), ("file", "a file"), ("plain", "no dossier")):
        with pytest.raises(DossierError, match=words) as told:
            find_root(tmp_path / name)
        assert told.value.do
        assert told.value.where == str(tmp_path / name)


def test_the_sample_of_a_wheel_is_copied_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """To the user's data folder, where what the user changes stays."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    package = tmp_path / "site" / "dossier"
    case(package / "sample")
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


def test_two_folders_of_one_name_stay_apart(tmp_path: Path) -> None:
    """Private indexes and locks are named for the whole path; links and dots lead to the same."""
    one, two = case(tmp_path / "a" / "case"), case(tmp_path / "b" / "case")
    assert user_index_dir(one) != user_index_dir(two)
    assert lock_path(one / "index") != lock_path(two / "index")
    (tmp_path / "link").symlink_to(one)
    assert user_index_dir(tmp_path / "link") == user_index_dir(one / "seeds" / "..")
    assert paths_for(tmp_path / "link").root == one.resolve()


def test_a_home_that_cannot_be_written_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The sentence names the folder and the variable that mends it."""
    (tmp_path / "file").write_text("x", encoding="utf-8")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "file"))
    with pytest.raises(DossierError, match="private state") as told:
        lock_path(tmp_path / "index")
    assert "XDG_STATE_HOME" in told.value.do


@pytest.mark.skipif(sys.platform == "darwin", reason="macOS takes no such names")
def test_a_folder_whose_name_is_no_text_is_refused(tmp_path: Path) -> None:
    """Neither made nor opened, with a sentence: databases and exports could not name it."""
    odd = tmp_path / os.fsdecode(b"caf\xe9")
    with pytest.raises(DossierError, match="no UTF-8"):
        new_dossier(odd)
    assert not odd.exists()
    odd.mkdir()
    with pytest.raises(DossierError, match="no UTF-8"):
        paths_for(odd)


def test_a_title_holds_no_control_characters(tmp_path: Path) -> None:
    """Neither one that is told nor one that the folder's name gives: dossier.toml could not be read again."""
    assert read_settings(new_dossier(tmp_path / "a\x7f\nb")).title == "ab"
    assert read_settings(new_dossier(tmp_path / "c", 'Port\n"Vale"\x7f \\')).title == 'Port "Vale" \\'
