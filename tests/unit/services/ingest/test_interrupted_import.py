"""An import that is killed or finds no space leaves no dossier that opens without its notes, and can be repeated."""

import subprocess
import sys
from pathlib import Path

import pytest

from dossier.api import Dossier, open_dossier
from dossier.errors import DossierError
from dossier.model.notebook import Anchor, AnchorKind
from dossier.services.ingest import bundles
from dossier.services.ingest.bundles import new_from_bundle

IMPORT = """
import os, sys
from pathlib import Path
from dossier.services.ingest import bundles

steps, last, bundle = 0, 0, Path(sys.argv[1])

def dying(function):
    def step(*arguments, **named):
        global steps
        steps += 1
        if steps > last:
            os.kill(os.getpid(), 9)
        return function(*arguments, **named)
    return step

Path.rename, Path.mkdir, Path.rmdir = dying(Path.rename), dying(Path.mkdir), dying(Path.rmdir)
Path.write_bytes, bundles.import_notebook = dying(Path.write_bytes), dying(bundles.import_notebook)
died = True
while died:
    child = os.fork()
    if not child:
        bundles.create_from_bundle(bundles.read_bundle(bundle), Path(sys.argv[2]) / f"new-{last}")
        os._exit(0)
    died = os.waitpid(child, 0)[1] != 0
    last += 1
print(last)
"""
"""Imports into one folder after the other, killed before the first step, the second, and so on, until one is not killed."""


@pytest.fixture
def packed(reports: Dossier, tmp_path: Path) -> Path:
    """A bundle of the four reports with two notes."""
    reports.notebook.note(Anchor(AnchorKind.DOSSIER), "one")
    reports.notebook.note(Anchor(AnchorKind.DOSSIER), "two")
    path = tmp_path / "case.dossier.zip"
    reports.exports.prepare("bundle", notes=True).save(path)
    return path


def test_a_killed_import_is_no_dossier_and_can_be_repeated(packed: Path, tmp_path: Path) -> None:
    """Killed before each of its steps in turn: either nothing opens there, or all of it does."""
    output = subprocess.run([sys.executable, "-c", IMPORT, packed, tmp_path], check=True, capture_output=True, text=True).stdout
    assert int(output) > 8
    for step in range(int(output)):
        root = tmp_path / f"new-{step}"
        if not (root / "dossier.toml").exists():
            bundles.create_from_bundle(bundles.read_bundle(packed), root)
        with open_dossier(root) as opened:
            assert sorted(entry.text for entry in opened._state.notebook.entries()) == ["one", "two"]
        assert len(list((root / "seeds").iterdir())) >= 4


def test_without_space_nothing_is_left(packed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The notebook cannot be written: the sentence says so, the folder is as it was, and the next import works."""

    def fail(*_: object) -> tuple[str, ...]:
        raise DossierError("The notebook cannot be written to (disk full).")

    empty = tmp_path / "there"
    empty.mkdir()
    with monkeypatch.context() as patch:
        patch.setattr(bundles, "import_notebook", fail)
        for root in (empty, tmp_path / "not there"):
            with pytest.raises(DossierError, match="disk full"):
                new_from_bundle(packed, root)
    assert list(empty.iterdir()) == []
    assert not (tmp_path / "not there").exists()
    assert "2 notes" in new_from_bundle(packed, empty)


def test_what_a_user_has_there_is_not_removed(packed: Path, tmp_path: Path) -> None:
    """Only the import's own hidden folder says that an import was interrupted."""
    root = tmp_path / "mine"
    (root / "seeds").mkdir(parents=True)
    (root / "seeds" / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(DossierError, match="Something else"):
        new_from_bundle(packed, root)
    assert (root / "seeds" / "mine.txt").read_text(encoding="utf-8") == "mine"
