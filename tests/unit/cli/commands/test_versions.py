"""The command versions, on an article that was edited."""

import json
import re
from pathlib import Path

import pytest

from dossier.api import open_dossier
from dossier.cli.main import run
from dossier.reading.containers.entry import ContainerEntry
from dossier.services.ingest.create import new_dossier
from dossier.services.ingest.sources import Download

FIRST = "A drone hit a depot near Riga on Thursday and killed two people, Governor Ilse Varda said.\n\nFerries run again on Sunday.\n"
SECOND = "A drone hit a depot near Riga on Thursday and killed three people, Governor Ilse Varda said.\n\nThe harbour is closed, the master of the port said.\n"


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """A dossier with an article in two versions."""
    root = new_dossier(tmp_path / "case", "A case")
    with open_dossier(root) as opened:
        for text, fetched, replaces in ((FIRST, "2031-05-09T10:00:00+00:00", ""), (SECOND, "2031-05-10T10:00:00+00:00", "depot.txt")):
            sidecar = json.dumps({"fetched": fetched}).encode()
            opened.ingest.add_downloads({"depot": Download((ContainerEntry("depot.txt", text.encode(), sidecar, replaces=replaces),))})
    return root


def test_the_newest_version_comes_first_with_what_changed(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Words within a paragraph, and whole paragraphs; the days are those on which the texts came."""
    assert run(["-C", str(case), "versions", "depot.txt"]) == 0
    lines = [line.strip() for line in capsys.readouterr().out.splitlines()]
    assert lines[0].startswith("Version 2  10 May 2031")
    assert "killed [-two] [+three] people" in lines[1]
    assert lines[1].startswith("Paragraph 1, changed: ")
    assert "Earlier paragraph 2, dropped: [-Ferries run again on Sunday.]" in lines
    assert lines[-1].startswith("Version 1  9 May 2031")


def test_json_has_the_changes_word_by_word(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The words that are not dropped make up the newer paragraph."""
    assert run(["-C", str(case), "versions", "depot.txt", "--json"]) == 0
    newest, oldest = json.loads(capsys.readouterr().out)
    assert (newest["number"], oldest["number"], oldest["changes"]) == (2, 1, [])
    changed = newest["changes"][0]
    assert "".join(part["text"] for part in changed["parts"] if part["as"] != "dropped") == SECOND.split("\n", maxsplit=1)[0]


def test_show_says_that_an_article_was_edited(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With a command that can be copied as it is: with the ID, since file names may contain spaces and brackets."""
    assert run(["-C", str(case), "show", "depot.txt"]) == 0
    command = re.search("edited: 2 versions; “dossier (versions [0-9a-f]{12})” shows what changed", capsys.readouterr().out)
    assert command is not None
    assert run(["-C", str(case), *command[1].split()]) == 0


def test_an_article_with_one_version_says_so(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """By a sentence and the exit code; what is no article is refused."""
    (case / "seeds" / "other.txt").write_text("Bakers in the old town sold out before noon.\n", encoding="utf-8")
    assert run(["-C", str(case), "versions", "other.txt"]) == 1
    assert "no earlier versions" in capsys.readouterr().err
    assert run(["-C", str(case), "versions", "Ilse Varda"]) == 1
    assert "is not an article" in capsys.readouterr().err
