"""Clipboard: a program of the machine that succeeds is named, else no more is claimed than is known; always a file."""

import os
from pathlib import Path

import pytest

from dossier.runtime.paths import state_dir
from dossier.tui.platform.clipboard import FILE, ignores_osc52, local_tool, store


def kept_in() -> str:
    """The file that copies go into, as messages name it."""
    return str(state_dir() / FILE).replace(str(Path.home()), "~", 1)


def program(folder: Path, name: str, ends: int = 0) -> Path:
    """A made-up clipboard program that writes what it is given beside itself, and ends with a code."""
    path = folder / name
    path.write_text(f'#!/bin/sh\ncat > "{folder}/taken"\nexit {ends}\n', encoding="utf-8")
    path.chmod(0o755)
    return path


@pytest.mark.skipif(os.name != "posix", reason="the made-up programs are scripts")
def test_a_program_of_the_machine_takes_the_text(tmp_path: Path) -> None:
    """Under X and Wayland the program is given the text, and it is named."""
    program(tmp_path, "xclip")
    program(tmp_path, "wl-copy")
    under_x = {"DISPLAY": ":0", "PATH": f"{tmp_path}:{os.environ['PATH']}"}
    sentence = store("the text", "über “alles”", under_x)
    assert sentence.startswith("Copied the text with xclip; also saved in ")
    assert (tmp_path / "taken").read_text(encoding="utf-8") == "über “alles”"
    assert local_tool(under_x | {"WAYLAND_DISPLAY": "w"}) == (str(tmp_path / "wl-copy"),)


@pytest.mark.skipif(os.name != "posix", reason="the made-up programs are scripts")
def test_a_program_that_fails_is_not_claimed(tmp_path: Path) -> None:
    """Where it ends with another code than 0, nothing is said of it."""
    program(tmp_path, "xclip", ends=1)
    sentence = store("the text", "words", {"DISPLAY": ":0", "PATH": f"{tmp_path}:{os.environ['PATH']}"})
    assert sentence == f"Sent the text to the clipboard; also saved in {kept_in()}."


def test_from_afar_no_program_is_asked(tmp_path: Path) -> None:
    """Over ssh the clipboard of the machine is not the user's."""
    program(tmp_path, "xclip")
    assert local_tool({"DISPLAY": ":0", "PATH": str(tmp_path), "SSH_CONNECTION": "a b"}) is None
    assert local_tool({"PATH": str(tmp_path)}) is None


def test_the_file_is_named_from_home(monkeypatch: pytest.MonkeyPatch) -> None:
    """A path under the home folder is written with ~, so that a narrow footer shows it to the end."""
    monkeypatch.setenv("HOME", str(state_dir().parent))
    assert store("the text", "words", {}).endswith(f"; also saved in ~/{state_dir().name}/{FILE}.")


@pytest.mark.parametrize("environment", [{"TERM_PROGRAM": "Apple_Terminal"}, {"VTE_VERSION": "7402"}, {"TERM": "linux"}])
def test_a_terminal_without_clipboard_access_is_named_with_the_file(environment: dict[str, str]) -> None:
    """The sentence does not claim a copy, and the file holds the text."""
    assert ignores_osc52(environment)
    assert store("the text", "words", environment) == f"This terminal has no clipboard access; saved the text in {kept_in()}."
    assert (state_dir() / FILE).read_text(encoding="utf-8") == "words"
    assert not ignores_osc52({"TERM": "xterm-256color"})


def test_without_a_file_and_a_program_that_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nothing can be written, no file is named and nothing is claimed."""
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "file"))
    assert store("the text", "words", {}) == "Sent the text to the clipboard; the terminal does not confirm it."
    assert (
        store("the text", "words", {"TERM": "linux"})
        == "Could not copy: this terminal has no clipboard access, and no file could be written."
    )


def test_what_is_copied_runs_nothing_where_it_is_pasted(tmp_path: Path) -> None:
    """A shell would take an escape sequence or a carriage return for keys."""
    program(tmp_path, "xclip")
    store("the note", "a\x1b[201~b\rc\u202ed\ne", {"DISPLAY": ":0", "PATH": f"{tmp_path}:{os.environ['PATH']}"})
    assert (tmp_path / "taken").read_text(encoding="utf-8") == "a[201~bcd\ne"
    assert (state_dir() / FILE).read_text(encoding="utf-8") == "a[201~bcd\ne"
