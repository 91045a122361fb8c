"""What tab makes of a half-typed path or tag."""

from pathlib import Path

import pytest

from dossier.tui.keys.field_completion import Grown, grown_path, grown_tags


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with files and folders of made-up names."""
    for name in ("harbour", "harvest", ".hidden"):
        (tmp_path / name).mkdir()
    for name in ("report one.txt", "Report two.txt", "last.md"):
        (tmp_path / name).write_text("", encoding="utf-8")
    return tmp_path


def test_a_path_grows_by_what_is_sure(folder: Path):
    """A folder gets its slash, several leave the choice, nothing that fits changes nothing; hidden ones want their dot."""
    assert grown_path(f"{folder}/harb") == Grown(f"{folder}/harbour/")
    assert grown_path(f"{folder}/h") == Grown(f"{folder}/har", ("harbour/", "harvest/"))
    assert grown_path(f"{folder}/la") == Grown(f"{folder}/last.md")
    assert grown_path(f"{folder}/zzz") == Grown(f"{folder}/zzz")
    assert grown_path(f"{folder}/gone/x") == Grown(f"{folder}/gone/x")
    assert ".hidden/" not in grown_path(f"{folder}/").choices
    assert grown_path(f"{folder}/.h") == Grown(f"{folder}/.hidden/")
    assert grown_path(f"{folder}/LAS") == Grown(f"{folder}/last.md")


def test_the_home_is_told_as_it_was_typed(folder: Path, monkeypatch: pytest.MonkeyPatch):
    """“~” stands for the home and stays in the line."""
    monkeypatch.setenv("HOME", str(folder))
    assert grown_path("~") == Grown("~/")
    assert grown_path("~/harb") == Grown("~/harbour/")


def test_without_a_slash_the_folder_at_hand_is_looked_at(folder: Path, monkeypatch: pytest.MonkeyPatch):
    """A bare word is a name in the current folder."""
    monkeypatch.chdir(folder)
    assert grown_path("las") == Grown("last.md")


def test_the_last_tag_grows_by_the_tags_there_are():
    """One that fits is taken with a blank after it, one that is in the line already is not offered again."""
    known = ("verify", "verified", "dock")
    assert grown_tags("do", known) == Grown("dock ")
    assert grown_tags("dock ver", known) == Grown("dock verif", ("verified", "verify"))
    assert grown_tags("#do", known) == Grown("#dock ")
    assert grown_tags("verify veri", known) == Grown("verify verified ")
    assert grown_tags("x", known) == Grown("x")
