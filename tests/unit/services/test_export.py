"""Exports on disk: whole or not at all, nothing written over unasked, a vault that keeps what its reader wrote."""

from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from dossier.api import Dossier
from dossier.errors import DossierError, UsageError
from dossier.export.context import ExportContext
from dossier.runtime.safe_files import SafeFolder
from dossier.services.export import ExportJob
from dossier.services.output_files import MARKER


def test_text_is_saved_as_it_is_printed(sample: Dossier, tmp_path: Path) -> None:
    """Byte for byte, line ends too."""
    job = sample.exports.prepare("ics")
    job.save(tmp_path / "a.ics")
    assert (tmp_path / "a.ics").read_bytes() == job.text.encode()
    assert job.text.count("\r\n") == job.text.count("\n") > 0


def test_a_byte_order_mark_stands_before_a_table_that_is_to_have_one(sample: Dossier, tmp_path: Path) -> None:
    """Printed and saved; nothing else changes, and a format that is no table takes none."""
    for form, table in (("csv", "quotes"), ("acled", "")):
        plain, marked = sample.exports.prepare(form, table=table), sample.exports.prepare(form, table=table, bom=True)
        marked.save(tmp_path / f"{form}.csv")
        assert (tmp_path / f"{form}.csv").read_bytes() == b"\xef\xbb\xbf" + plain.text.encode() == marked.text.encode()
    with pytest.raises(UsageError, match="cannot have a byte order mark"):
        sample.exports.prepare("markdown", bom=True)


def test_nothing_is_written_over_without_force(sample: Dossier, tmp_path: Path) -> None:
    """A file, a folder with other things; a folder where a file is wanted."""
    (tmp_path / "a.csv").write_text("mine", encoding="utf-8")
    with pytest.raises(DossierError, match="already exists"):
        sample.exports.prepare("csv").save(tmp_path / "a.csv")
    assert (tmp_path / "a.csv").read_text(encoding="utf-8") == "mine"
    sample.exports.prepare("csv").save(tmp_path / "a.csv", force=True)
    assert (tmp_path / "a.csv").read_text(encoding="utf-8").startswith("event,")
    with pytest.raises(DossierError, match="folder"):
        sample.exports.prepare("csv").save(tmp_path, force=True)
    with pytest.raises(DossierError, match="other files"):
        sample.exports.prepare("obsidian").save(tmp_path)
    with pytest.raises(DossierError, match="file"):
        sample.exports.prepare("obsidian").save(tmp_path / "a.csv", force=True)


def test_a_failure_leaves_what_was_there(sample: Dossier, tmp_path: Path) -> None:
    """An original that is gone stops a bundle; the old file stays, and no half of a new one."""
    target = tmp_path / "a.dossier.zip"
    target.write_bytes(b"old")
    job = sample.exports.prepare("bundle")
    broken = ExportJob(job.info, _without_originals(job), job.count, job.what)
    with pytest.raises(DossierError, match="original"):
        broken.save(target, force=True)
    assert target.read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == [target.name]


def _without_originals(job: ExportJob) -> ExportContext:
    """The context of a job with originals that are not there."""
    return replace(job.context, originals=tuple((n, partial(SafeFolder(Path("/nowhere")).open, Path(n))) for n, _ in job.context.originals))


def test_a_place_that_cannot_be_written_is_a_sentence(sample: Dossier, tmp_path: Path) -> None:
    """A folder that is not there."""
    with pytest.raises(DossierError, match="could not be written"):
        sample.exports.prepare("json").save(tmp_path / "no" / "a.json")


def test_folders_and_archives_do_not_go_to_standard_output(sample: Dossier) -> None:
    """The sentence says what to do."""
    for form in ("obsidian", "bundle"):
        with pytest.raises(UsageError, match="-o"):
            _ = sample.exports.prepare(form).text


def test_a_format_or_table_that_is_not_known_is_named(sample: Dossier) -> None:
    """With those that are."""
    with pytest.raises(UsageError, match="json"):
        sample.exports.prepare("pigeon")
    with pytest.raises(UsageError, match="quotes"):
        sample.exports.prepare("csv", table="pigeons")
    with pytest.raises(UsageError, match="Only csv"):
        sample.exports.prepare("json", table="quotes")


def test_a_vault_written_again_keeps_what_stands_below_the_line(sample: Dossier, tmp_path: Path) -> None:
    """The program's part is renewed, the reader's stays; unchanged, all bytes stay; notes no longer part of it go unless written in."""
    home = tmp_path / "vault"
    sample.exports.prepare("obsidian").save(home)
    before = {p: p.read_bytes() for p in home.rglob("*") if p.is_file()}
    sample.exports.prepare("obsidian").save(home)
    assert {p: p.read_bytes() for p in home.rglob("*") if p.is_file()} == before
    actors = sorted((home / "Actors").iterdir())
    written, renamed = actors[0], actors[1]
    written.write_text(written.read_text(encoding="utf-8").replace("# ", "# Spoilt ", 1) + "My own words.\n", encoding="utf-8")
    (home / "Mine.md").write_text("A note of mine.", encoding="utf-8")
    sample.notebook.rename(next(a.id for a in sample.query.snapshot.findings.actors if a.name == renamed.stem), "Somebody Else")
    sample.exports.prepare("obsidian").save(home)
    text = written.read_text(encoding="utf-8")
    assert "Spoilt" not in text
    assert text.endswith(f"{MARKER}\nMy own words.\n")
    assert (home / "Mine.md").read_text(encoding="utf-8") == "A note of mine."
    assert not renamed.exists()
    assert (home / "Actors" / "Somebody Else.md").exists()


def test_a_note_that_is_gone_but_was_written_in_stays(sample: Dossier, tmp_path: Path) -> None:
    """Nothing of the reader's is lost when an actor gets another name."""
    home = tmp_path / "vault"
    sample.exports.prepare("obsidian").save(home)
    note = sorted((home / "Actors").iterdir())[2]
    note.write_text(note.read_text(encoding="utf-8") + "My own words.\n", encoding="utf-8")
    sample.notebook.hide(next(a.id for a in sample.query.snapshot.findings.actors if a.name == note.stem))
    sample.notebook.rename(
        sample.query.snapshot.find_item(next(a.id for a in sample.query.snapshot.findings.actors if a.name == note.stem)).id,
        "Somebody Else",
    )
    sample.exports.prepare("obsidian").save(home)
    assert note.read_text(encoding="utf-8").endswith("My own words.\n")


def test_a_vault_does_not_take_over_a_file_that_it_did_not_write(sample: Dossier, tmp_path: Path) -> None:
    """A reader's own Timeline.md is named, not written over."""
    home = tmp_path / "vault"
    sample.exports.prepare("obsidian").save(home)
    (home / ".dossier-export.json").write_text("{}", encoding="utf-8")
    with pytest.raises(DossierError, match="not written by an export"):
        sample.exports.prepare("obsidian").save(home)


def test_the_list_of_written_files_leads_nowhere_else(sample: Dossier, tmp_path: Path) -> None:
    """A list from a stranger cannot have files outside the folder removed."""
    home, other = tmp_path / "vault", tmp_path / "precious.txt"
    other.write_text("precious", encoding="utf-8")
    sample.exports.prepare("obsidian").save(home)
    (home / ".dossier-export.json").write_text(f'{{"../precious.txt": "x", "{other}": "y"}}', encoding="utf-8")
    sample.exports.prepare("obsidian").save(home, force=True)
    assert other.read_text(encoding="utf-8") == "precious"
