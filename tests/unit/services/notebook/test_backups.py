"""Backups of the notebook, made by themselves and by command; a damage that every command tells."""

import json
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from dossier.api import Dossier, open_dossier
from dossier.cli.main import run
from dossier.errors import DossierError
from dossier.model.notebook import Anchor, AnchorKind
from dossier.runtime.paths import NOTEBOOK
from dossier.storage.backups import Backup, Backups, _superseded

DOSSIER = Anchor(AnchorKind.DOSSIER, label="Case")


def backups(root: Path) -> list[str]:
    return sorted(path.name for path in (root / f"{NOTEBOOK}.backups").glob("*"))


def texts(root: Path) -> list[str]:
    with open_dossier(root) as opened:
        return sorted(entry.text for entry in opened.notebook.entries())


def test_a_session_with_acts_leaves_a_backup(reports: Dossier) -> None:
    """One that only reads leaves none; a second session within minutes leaves none either."""
    assert texts(reports.root) == []
    assert backups(reports.root) == []
    with open_dossier(reports.root) as opened:
        opened.notebook.note(DOSSIER, "one")
    assert len(backups(reports.root)) == 1
    with open_dossier(reports.root) as opened:
        opened.notebook.note(DOSSIER, "two")
    assert len(backups(reports.root)) == 1


def test_an_old_backup_is_followed_by_another_as_soon_as_the_notebook_is_opened(reports: Dossier) -> None:
    """Daily, also where the program never ends in order; not where nothing was done since."""
    with open_dossier(reports.root) as opened:
        opened.notebook.note(DOSSIER, "one")
    folder = reports.root / f"{NOTEBOOK}.backups"
    (path,) = folder.iterdir()
    path.rename(folder / "2031-01-01T10-00-00-1.sqlite3")
    texts(reports.root)
    assert len(backups(reports.root)) == 1
    opened = open_dossier(reports.root)
    opened.notebook.note(DOSSIER, "two")
    texts(reports.root)
    assert len(backups(reports.root)) == 2
    opened.close()


def test_backups_are_thinned_out() -> None:
    """The newest eight stay, then one a day for fourteen days and one a month for twelve."""
    now = datetime(2031, 6, 30, 12, tzinfo=UTC)
    made = [Backup(Path(f"{hours}"), now - timedelta(hours=hours), 1) for hours in range(0, 24 * 800, 5)]
    old = {backup.path for backup in _superseded(made)}
    remaining = [backup for backup in made if backup.path not in old]
    assert remaining[:8] == made[:8]
    assert len(remaining) < 8 + 14 + 12
    assert len({f"{backup.made:%Y-%m}" for backup in remaining}) == 12
    assert len({f"{backup.made:%Y-%m-%d}" for backup in remaining[:22]}) >= 14


def test_restoring_is_one_step_and_can_be_undone(reports: Dossier, capsys: pytest.CaptureFixture[str]) -> None:
    """Notes, tags and corrections are those of the backup; what was there before is in a backup of its own and comes back with undo."""
    at = ["-C", str(reports.root)]
    note = reports.notebook.note(DOSSIER, "one", ["verify"])
    assert run([*at, "backup"]) == 0
    reports.notebook.edit_note(note.id, "changed", ["other"])
    reports.notebook.note(DOSSIER, "two")
    reports.notebook.hide(reports.query.snapshot.findings.actors[0].id)
    capsys.readouterr()
    assert run([*at, "backup", "--list", "--json"]) == 0
    row = json.loads(capsys.readouterr().out)[0]
    assert row["acts"] == 1
    assert run([*at, "restore", row["name"]]) == 0
    assert "1 entry, 0 corrections" in capsys.readouterr().err
    assert [(e.text, e.tags) for e in reports.notebook.entries()] == [("one", ("verify",))]
    assert reports._state.notebook.corrections() == ()
    assert run([*at, "undo"]) == 0
    assert sorted((e.text, e.tags) for e in reports.notebook.entries()) == [("changed", ("other",)), ("two", ())]
    assert len(reports._state.notebook.corrections()) == 1
    assert reports.notebook.note(DOSSIER, "three").id == 3


def test_a_notebook_set_aside_or_a_journal_can_be_restored(reports: Dossier, tmp_path: Path) -> None:
    """By its path; a file that is neither is refused."""
    reports.notebook.note(DOSSIER, "one")
    journal = tmp_path / "old.jsonl"
    shutil.copy(reports.root / f"{NOTEBOOK}.jsonl", journal)
    reports.notebook.note(DOSSIER, "two")
    assert "1 entry" in reports.notebook.restore(str(journal)).sentence
    assert [entry.text for entry in reports.notebook.entries()] == ["one"]
    for name, words in ((str(reports.root / "dossier.toml"), "neither a notebook"), ("nothing", "There is no backup")):
        with pytest.raises(DossierError, match=words):
            reports.notebook.restore(name)


def test_every_command_tells_of_a_damage_until_its_report_is_deleted(reports: Dossier, capsys: pytest.CaptureFixture[str]) -> None:
    """Timeline, notes and check, and the app's first message; then no more."""
    at = ["-C", str(reports.root)]
    reports.notebook.note(DOSSIER, "one")
    reports.close()
    (reports.root / NOTEBOOK).write_bytes(b"x" * 5000)
    for command in ("timeline", "notes"):
        assert run([*at, command]) == 0
        assert "The notebook was damaged" in capsys.readouterr().err
    assert run([*at, "check"]) == 1
    assert "nothing is missing" in capsys.readouterr().out
    with open_dossier(reports.root) as opened:
        opened.query.load()
        assert any("notebook was damaged" in notice for notice in opened.notices)
        assert [entry.text for entry in opened.notebook.entries()] == ["one"]
    (reports.root / f"{NOTEBOOK}.damaged-1.txt").unlink()
    assert run([*at, "check"]) == 0
    assert "damaged" not in "".join(capsys.readouterr())


def test_a_row_that_is_not_understood_is_told(reports: Dossier, capsys: pytest.CaptureFixture[str]) -> None:
    """Its checksum is right, as a stranger's program could write it: all other notes are there, and the sentence names the one."""
    at = ["-C", str(reports.root)]
    reports.notebook.note(DOSSIER, "one")
    reports.notebook.note(DOSSIER, "two")
    notebook = reports._state.notebook
    with notebook.command("Odd."):
        notebook._write("entry", {**(notebook._rows.get("entry", 1) or {}), "status": "no status"})
    assert run([*at, "notes", "--json"]) == 0
    output = capsys.readouterr()
    assert [row["text"] for row in json.loads(output.out)] == ["two"]
    assert "1 in the notebook cannot be read" in output.err
    assert run([*at, "check"]) == 1
    assert "1 in the notebook cannot be read" in capsys.readouterr().out


def test_a_backup_that_fails_leaves_nothing_behind(reports: Dossier) -> None:
    """The sentence says why; no file is half written."""
    reports.notebook.note(DOSSIER, "one")
    folder = reports.root / f"{NOTEBOOK}.backups"
    folder.write_text("in the way", encoding="utf-8")
    with pytest.raises(DossierError, match="No backup could be made"):
        reports.notebook.back_up()
    assert Backups(folder).all() == ()
    folder.unlink()
    assert [entry.text for entry in reports.notebook.entries()] == ["one"]
