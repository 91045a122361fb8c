"""Completion of a half-typed path or tag."""

from pathlib import Path

import pytest

from dossier.tui.keys.field_completion import FieldCompletion, complete_path, complete_tags


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with files and folders of made-up names."""
    for name in ("harbour", "harvest", ".hidden"):
        (tmp_path / name).mkdir()
    for name in ("report one.txt", "Report two.txt", "last.md"):
        (tmp_path / name).write_text("", encoding="utf-8")
    return tmp_path


def test_a_path_grows_by_what_is_sure(folder: Path) -> None:
    """A folder gets its slash, several leave the choice, nothing that fits changes nothing; hidden ones want their dot."""
    assert complete_path(f"{folder}/harb") == FieldCompletion(f"{folder}/harbour/")
    assert complete_path(f"{folder}/h") == FieldCompletion(f"{folder}/har", ("harbour/", "harvest/"))
    assert complete_path(f"{folder}/la") == FieldCompletion(f"{folder}/last.md")
    assert complete_path(f"{folder}/zzz") == FieldCompletion(f"{folder}/zzz")
    assert complete_path(f"{folder}/gone/x") == FieldCompletion(f"{folder}/gone/x")
    assert ".hidden/" not in complete_path(f"{folder}/").choices
    assert complete_path(f"{folder}/.h") == FieldCompletion(f"{folder}/.hidden/")
    assert complete_path(f"{folder}/LAS") == FieldCompletion(f"{folder}/last.md")


def test_the_home_is_told_as_it_was_typed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """“~” stands for the home and stays in the line."""
    monkeypatch.setenv("HOME", str(folder))
    assert complete_path("~") == FieldCompletion("~/")
    assert complete_path("~/harb") == FieldCompletion("~/harbour/")


def test_without_a_slash_the_folder_at_hand_is_looked_at(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A bare word is a name in the current folder."""
    monkeypatch.chdir(folder)
    assert complete_path("las") == FieldCompletion("last.md")


def test_the_last_tag_grows_by_the_tags_there_are() -> None:
    """One that fits is taken with a blank after it, one that is in the line already is not offered again."""
    known_tags = ("verify", "verified", "dock")
    assert complete_tags("do", known_tags) == FieldCompletion("dock ")
    assert complete_tags("dock ver", known_tags) == FieldCompletion("dock verif", ("verified", "verify"))
    assert complete_tags("#do", known_tags) == FieldCompletion("#dock ")
    assert complete_tags("verify veri", known_tags) == FieldCompletion("verify verified ")
    assert complete_tags("x", known_tags) == FieldCompletion("x")
