"""Forgetting: the words of a removed note are in no file of the dossier any more; everything else is as it was."""

import shutil
import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from dossier.api import Dossier, open_dossier
from dossier.cli.main import run
from dossier.errors import DossierError
from dossier.model.notebook import Anchor, AnchorKind
from dossier.runtime.paths import NOTEBOOK, SETTINGS
from dossier.storage import backups
from dossier.storage.history_rows import now

DOSSIER = Anchor(AnchorKind.DOSSIER, label="Case")
SECRET, TAG = "the clerk from the harbour office called", "clerk-of-the-harbour"


def files_with(root: Path, words: str) -> list[str]:
    """The files anywhere below the dossier, hidden or not, in which these words are."""
    return sorted(path.name for path in root.rglob("*") if path.is_file() and words.encode() in path.read_bytes())


@pytest.fixture
def removed(reports: Dossier, monkeypatch: pytest.MonkeyPatch) -> Dossier:
    """Twenty notes; one of them changed, tagged and removed, with backups made before and after each step."""
    monkeypatch.setattr(backups, "PAUSE", timedelta(0))
    names = iter(f"2031-01-{day:02}T10-00-00" for day in range(1, 30))

    def back_up() -> None:
        path = reports._state.notebook.back_up().path
        path.rename(path.with_name(f"{next(names)}-{path.name.rpartition('-')[2]}"))

    for number in range(20):
        reports.notebook.note(DOSSIER, f"note {number} " * 20)
    note = reports.notebook.note(DOSSIER, SECRET, (TAG,))
    back_up()
    reports.notebook.edit_note(note.id, f"{SECRET} twice", (TAG, "again"))
    back_up()
    reports.notebook.remove_entry(note.id)
    back_up()
    return reports


def contents(opened: Dossier) -> list[str]:
    return sorted(entry.text for entry in opened.notebook.entries())


def test_its_words_are_nowhere_any_more(removed: Dossier) -> None:
    """Neither in the database and its log, nor in the journal, nor in a backup; the other notes, and undo for them, are as they were."""
    before = contents(removed)
    assert len(files_with(removed.root, SECRET)) >= 4
    sentence = removed.notebook.forget().sentence
    assert "1 removed entry" in sentence
    assert "3 backups contained it too and were changed" in sentence
    assert files_with(removed.root, SECRET) == []
    assert files_with(removed.root, TAG) == []
    assert contents(removed) == before
    removed.close()
    with open_dossier(removed.root) as opened:
        assert contents(opened) == before
        assert opened.check() == ()
        assert opened.notebook.undo().sentence == "Undone: Noted on Case."
        assert len(contents(opened)) == 19
        opened.notebook.redo()
    assert files_with(removed.root, SECRET) == []


def test_backups_stay_sound_and_can_be_restored(removed: Dossier) -> None:
    """Each has the other notes as they were then."""
    removed.notebook.forget()
    for backup in removed.notebook.backups():
        removed.notebook.restore(backup.path.stem)
        assert len(contents(removed)) == 20
        assert not any(SECRET in text for text in contents(removed))


def test_one_number_leaves_the_others_to_undo(removed: Dossier) -> None:
    """Another removed note can still be brought back."""
    first = next(entry for entry in removed.notebook.entries() if entry.text.startswith("note 3 "))
    removed.notebook.remove_entry(first.id)
    removed.notebook.forget([21])
    assert files_with(removed.root, SECRET) == []
    assert [note.entry.id for note in removed.notebook.removed()] == [first.id]
    removed.notebook.undo()
    assert any(text.startswith("note 3 ") for text in contents(removed))


def test_of_a_note_that_is_there_what_it_was_before_is_forgotten(removed: Dossier) -> None:
    """Its present words stay, in the backups too."""
    entry = next(entry for entry in removed.notebook.entries() if entry.text.startswith("note 3 "))
    removed.notebook.edit_note(entry.id, "Nothing of it is left.")
    removed.notebook.forget([entry.id])
    assert files_with(removed.root, "note 3 note 3") == []
    assert "Nothing of it is left." in contents(removed)
    removed.notebook.restore(removed.notebook.backups()[-1].path.stem)
    assert "Nothing of it is left." in contents(removed)


def test_what_was_undone_before_another_act_is_forgotten_too(removed: Dossier) -> None:
    """No act of the history has it any more, the journal and the backups do."""
    removed.notebook.note(DOSSIER, "a draft that was undone")
    removed._state.notebook.back_up()
    removed.notebook.undo()
    removed.notebook.note(DOSSIER, "another")
    assert files_with(removed.root, "a draft that was undone")
    removed.notebook.forget()
    assert files_with(removed.root, "a draft that was undone") == []
    assert "another" in contents(removed)


def test_a_backup_that_cannot_be_changed_is_named(removed: Dossier) -> None:
    """And so are the copies that were set aside; neither is passed over in silence."""
    backup = removed.notebook.backups()[0].path
    backup.write_bytes(b"SQLite format 3\x00" + bytes(5000))
    shutil.copy(removed.paths.notebook, removed.root / f"{NOTEBOOK}.damaged-1")
    sentence = removed.notebook.forget().sentence
    assert f"The backup {backup} could not be changed" in sentence
    assert f"delete them yourself: {NOTEBOOK}.damaged-1" in sentence
    assert contents(removed)


def test_a_backup_of_a_stranger_runs_nothing(removed: Dossier) -> None:
    """A trigger in it would run while rows are deleted; it is named instead."""
    backup = removed.notebook.backups()[0].path
    with closing(sqlite3.connect(backup)) as db:
        db.executescript("CREATE TRIGGER t AFTER DELETE ON entry BEGIN DELETE FROM correction; END")
    assert f"The backup {backup} could not be changed" in removed.notebook.forget().sentence


def test_an_unknown_number_changes_nothing(removed: Dossier) -> None:
    """A number typed wrongly must not cost another note its history."""
    before = files_with(removed.root, SECRET)
    with pytest.raises(DossierError, match="Nothing was removed under the number 99"):
        removed.notebook.forget([21, 99])
    assert files_with(removed.root, SECRET) == before


@pytest.mark.parametrize(("days", "stays"), [(0, True), (3, True), (1, False)])
def test_after_a_set_time_it_is_forgotten_by_itself(removed: Dossier, monkeypatch: pytest.MonkeyPatch, days: int, *, stays: bool) -> None:
    """The setting forget_after, looked at whenever the notebook is opened; the note was removed two days ago."""
    root, later = removed.root, now() + timedelta(days=2)
    removed.close()
    settings = (root / SETTINGS).read_text(encoding="utf-8")
    monkeypatch.setattr("dossier.services.notebook.forget.now", lambda: later)
    try:
        (root / SETTINGS).write_text(f"{settings}\nforget_after = {days}\n", encoding="utf-8")
        with open_dossier(root) as opened:
            assert len(contents(opened)) == 20
            assert ("Forgot 1 removed entry" in " ".join(opened.notices)) == (not stays)
    finally:
        (root / SETTINGS).write_text(settings, encoding="utf-8")
    assert bool(files_with(root, SECRET)) == stays


def test_the_command_lists_asks_and_forgets(removed: Dossier, capsys: pytest.CaptureFixture[str]) -> None:
    """Without a terminal it wants --yes, since nothing takes it back."""
    here = ["-C", str(removed.root)]
    removed.close()
    assert run([*here, "forget", "--list"]) == 0
    assert SECRET in capsys.readouterr().out
    assert run([*here, "forget"]) == 2
    assert "--yes" in capsys.readouterr().err
    assert files_with(removed.root, SECRET)
    assert run([*here, "forget", "--yes"]) == 0
    assert "Forgot 1 removed entry" in capsys.readouterr().err
    assert files_with(removed.root, SECRET) == []
    assert run([*here, "forget", "--list"]) == 1


@pytest.mark.parametrize("value", ["-1", "'soon'", "true", "1.5", "99999999999999999999"])
def test_a_setting_that_is_no_number_of_days_is_refused(value: str, reports: Dossier) -> None:
    """With the file and the range."""
    settings = (reports.root / SETTINGS).read_text(encoding="utf-8")
    try:
        (reports.root / SETTINGS).write_text(f"{settings}\nforget_after = {value}\n", encoding="utf-8")
        with pytest.raises(DossierError, match="number of days"):
            open_dossier(reports.root)
    finally:
        (reports.root / SETTINGS).write_text(settings, encoding="utf-8")
