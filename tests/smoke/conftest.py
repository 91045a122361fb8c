"""Fixtures of the tests in a real terminal: articles to open, and terminals that are closed in the end."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.smoke.terminal import Opener, Terminal

REPOSITORY = Path(__file__).resolve().parent.parent.parent


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """A copy of the sample's articles."""
    folder = tmp_path / "case"
    shutil.copytree(REPOSITORY / "seeds", folder / "seeds")
    shutil.copy(REPOSITORY / "dossier.toml", folder)
    return folder


@pytest.fixture
def opener(tmp_path: Path) -> Iterator[Opener]:
    """Opens terminals of a name each at 120×40, and closes them all."""
    made: list[Terminal] = []

    def open_one(name: str, words: list[str]) -> Terminal:
        (tmp_path / name).mkdir()
        made.append(Terminal(tmp_path / name, words, (120, 40)))
        return made[-1]

    yield open_one
    for terminal in made:
        terminal.close()
