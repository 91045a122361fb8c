"""A dossier that cannot be written to shows the notes in its folder; what is noted meanwhile is added when it can be written."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from dossier.api import Dossier, open_dossier
from dossier.model.notebook import Anchor, AnchorKind
from dossier.runtime.paths import paths_for, user_index_dir, user_notebook_path

DOSSIER = Anchor(AnchorKind.DOSSIER, label="Case")


@pytest.fixture
def sealed(reports: Dossier) -> Dossier:
    """The four reports with two notes and a hidden actor, as they open where the folder is read-only."""
    reports.notebook.note(DOSSIER, "one", ["verify"])
    reports.notebook.note(DOSSIER, "two")
    reports.notebook.hide(reports.query.snapshot.findings.actors[0].id)
    own = user_notebook_path(reports.root)
    for path in own.parent.glob("*"):
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    paths = replace(paths_for(reports.root), read_only=True, notebook=own, index=user_index_dir(reports.root))
    return Dossier(paths)


def texts(dossier: Dossier) -> list[str]:
    return sorted(entry.text for entry in dossier.notebook.entries())


def files(root: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in root.iterdir() if path.is_file()}


def test_the_notes_in_the_folder_are_shown(sealed: Dossier) -> None:
    """With tags and corrections, and a sentence that says where they are now; no byte of the folder changes; each is copied once."""
    before = files(sealed.root)
    with sealed as opened:
        assert texts(opened) == ["one", "two"]
        assert any(actor.hidden for actor in opened.query.snapshot.findings.actors)
        assert f"Copied 2 notes, 1 correction from the folder to {opened.paths.notebook}." in opened.notices
        opened.notebook.undo()
        assert texts(opened) == ["one", "two"]
        first = next(entry for entry in opened.notebook.entries() if entry.text == "one")
        assert first.tags == ("verify",)
        opened.notebook.remove_entry(first.id)
    with sealed as opened:
        assert texts(opened) == ["two"]
        assert not any("copied" in notice for notice in opened.notices)
    assert files(sealed.root) == before


def test_notes_made_meanwhile_are_added_when_the_folder_can_be_written(sealed: Dossier) -> None:
    """As one step to undo, with a sentence that says where the copy is; what was only copied is not doubled."""
    with sealed as opened:
        opened.notebook.note(DOSSIER, "made meanwhile", ["grain"])
    with open_dossier(sealed.root) as opened:
        opened.query.load()
        assert texts(opened) == ["made meanwhile", "one", "two"]
        (notice,) = [notice for notice in opened.notices if "was read-only" in notice]
        assert notice.startswith("Added 1 note from when")
        assert Path(notice.rpartition(" is in ")[2].removesuffix(".")).is_file()
        opened.notebook.undo()
        assert texts(opened) == ["one", "two"]
    with open_dossier(sealed.root) as opened:
        assert texts(opened) == ["one", "two"]


def test_new_notes_in_the_folder_appear(sealed: Dossier) -> None:
    """Somebody else adds one to the shared folder: it is shown at the next opening, beside the user's own."""
    with sealed as opened:
        opened.notebook.note(DOSSIER, "mine")
    own = user_notebook_path(sealed.root)
    hidden = own.with_name("elsewhere")
    own.rename(hidden)
    with open_dossier(sealed.root) as shared:
        shared.notebook.note(DOSSIER, "theirs")
    hidden.rename(own)
    with sealed as opened:
        assert texts(opened) == ["mine", "one", "theirs", "two"]
