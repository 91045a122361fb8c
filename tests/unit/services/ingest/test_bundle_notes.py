"""What somebody else noted in a bundle is shown before it is imported, imported only where the user says so, and marked with whose it is."""

import json
import os
import pty
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dossier.api import Dossier, open_dossier
from dossier.cli.main import run
from dossier.model.ingest import IngestOptions, IngestStatus
from dossier.model.notebook import AnchorKind
from dossier.runtime.paths import state_dir
from dossier.services.ingest.bundles import new_from_bundle, read_bundle
from dossier.services.ingest.create import new_dossier
from tests.unit.services.ingest.test_bundles import rewritten

ARTICLE = "Published: 2031-05-07\n\nForeign Minister Orla Brandt met President Tomas Kerr in Lisbon on Tuesday. “We talk,” Brandt said.\n"


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A bundle of one article with a note, a bookmark and two corrections, made here."""
    root = new_dossier(tmp_path / "case", "Case")
    (root / "seeds" / "a.txt").write_text(ARTICLE, encoding="utf-8")
    with open_dossier(root) as case:
        actors, event = case.query.snapshot.findings.actors, case.query.snapshot.findings.events[0]
        brandt = next(actor for actor in actors if "Brandt" in actor.name)
        case.notebook.note(case.notebook.anchor_of(AnchorKind.DOSSIER), "Ask the press office.", ("verify",))
        case.notebook.bookmark(case.notebook.anchor_of(AnchorKind.ACTOR, brandt.id))
        case.notebook.rename(brandt.id, "Somebody Else")
        case.notebook.set_day(event.id, date(2031, 5, 6))
        case.exports.prepare("bundle", notes=True).save(tmp_path / "case.dossier.zip")
    return tmp_path / "case.dossier.zip"


@pytest.fixture
def foreign(own: Path, tmp_path: Path) -> Path:
    """The same, with a byte more: as another machine would have written it."""
    return rewritten(own, tmp_path / "from anna.dossier.zip", more={"dossier.toml": b'title = "Of Anna"\n'})


@pytest.fixture
def mine(tmp_path: Path) -> Iterator[Dossier]:
    """An empty dossier."""
    with open_dossier(new_dossier(tmp_path / "mine", "Mine")) as opened:
        yield opened


def names(opened: Dossier) -> set[str]:
    return {actor.name for actor in opened.query.snapshot.findings.actors}


def test_a_strangers_notes_are_left_out_unless_asked_for(foreign: Path, mine: Dossier) -> None:
    """Articles only; the report says what was left out, by kind, and how to import it."""
    results = mine.ingest.add([foreign])
    assert [result.status for result in results] == [IngestStatus.ADDED, IngestStatus.SKIPPED]
    assert "1 note, 1 bookmark, 2 corrections (1 rename actor, 1 set the day of an event)" in results[-1].note
    assert "dossier add --notes" in results[-1].note
    assert mine.notebook.entries() == ()
    assert "Orla Brandt" in names(mine)


def test_imported_they_are_marked_with_whose_they_are(foreign: Path, mine: Dossier) -> None:
    """In the list, every export and JSON, in the explanation of what a correction changed, and after a journey through another bundle."""
    mine.notebook.note(mine.notebook.anchor_of(AnchorKind.DOSSIER), "My own.")
    results = mine.ingest.add([foreign], options=IngestOptions(notes=True))
    assert results[-1].note == "2 notes, 2 corrections imported."
    assert {entry.origin for entry in mine.notebook.entries() if entry.text != "My own."} == {"from anna"}
    assert next(entry for entry in mine.notebook.entries() if entry.text == "My own.").origin == ""
    renamed = next(actor for actor in mine.query.snapshot.findings.actors if actor.name == "Somebody Else")
    assert "“from anna” renamed this actor “Somebody Else”." in renamed.explanation
    assert mine.query.snapshot.findings.events[0].date_explanation == "“from anna” set this date."
    for form in ("markdown", "json", "jsonl", "annotations", "html"):
        assert "from anna" in mine.exports.prepare(form, notes=True).text, form
    vault = dict(mine.exports.prepare("obsidian", notes=True).info.files(mine.exports.prepare("obsidian", notes=True).context))
    assert any("From from anna" in text for text in (text() for text in vault.values()))


def test_undo_takes_all_of_it_back_and_removing_leaves_no_mark(foreign: Path, mine: Dossier) -> None:
    """One command; a later note with the number of a removed one is your own."""
    mine.ingest.add([foreign], options=IngestOptions(notes=True))
    mine.notebook.undo()
    assert mine.notebook.entries() == ()
    mine.notebook.redo()
    for entry in mine.notebook.entries():
        mine.notebook.remove_entry(entry.id)
    assert mine._state.notebook._rows.numbers("origin", "item", "entry") == []
    mine.notebook.undo()
    assert [entry.origin for entry in mine.notebook.entries()] == ["from anna"]


def test_your_own_bundle_is_imported_whole_and_unmarked(own: Path, mine: Dossier) -> None:
    """Known by a record in private state; without it, it is a stranger's."""
    mine.ingest.add([own])
    assert len(mine.notebook.entries()) == 2
    assert {entry.origin for entry in mine.notebook.entries()} == {""}
    for record in (state_dir() / "bundles").iterdir():
        record.unlink()
    assert not read_bundle(own).is_own


def test_a_mark_cannot_be_taken_off_by_a_bundle(own: Path, tmp_path: Path, mine: Dossier) -> None:
    """Whoever made it may write any name into it: the bundle's own name is always there too."""
    with zipfile.ZipFile(own) as archive:
        lines = [json.loads(line) for line in archive.read("notebook/entries.jsonl").splitlines()]
    lines = [line | {"origin": "You\u202e\n\x1b[2J"} for line in lines]
    bad = rewritten(own, tmp_path / "bad.dossier.zip", more={"notebook/entries.jsonl": "\n".join(map(json.dumps, lines)).encode()})
    mine.ingest.add([bad], options=IngestOptions(notes=True))
    assert {entry.origin for entry in mine.notebook.entries()} == {"You [2J, in bad"}


BAD: dict[str, tuple[dict[str, Any], list[dict[str, Any]]]] = {
    "notebook/entries.jsonl": (
        {"id": 9, "kind": "note", "anchor": {"kind": "dossier"}, "text": "first", "tags": [], "status": ""},
        [{"created": "0001-01-01T00:00:00+14:00", "changed": "0001-01-01T00:00:00+14:00"}, {"created": "2031-05-07T10:00:00", "changed": "2031-05-07T10:00:00"}],
    ),
    "notebook/corrections.jsonl": (
        {"id": 9, "act": "set the day of an event", "anchors": [{"kind": "event"}], "value": "soon"},
        [{}, {"anchors": []}, {"act": "rename actor", "value": " "}, {"act": "set what an article does not tell", "values": {"published": "x"}}],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_what_no_notebook_holds_is_left_out_with_a_word(name: str, own: Path, tmp_path: Path, mine: Dossier) -> None:
    """Times at the end of the calendar, days that are none, corrections of nothing: all others are imported, and nothing ends in a traceback."""
    row, changes = BAD[name]
    with zipfile.ZipFile(own) as archive:
        lines = archive.read(name).splitlines()
    lines += [json.dumps(row | change).encode() for change in changes]
    bad = rewritten(own, tmp_path / "bad.dossier.zip", more={name: b"\n".join(lines)})
    results = mine.ingest.add([bad], options=IngestOptions(notes=True))
    assert f"{len(changes)} entries of its notebook were unreadable and left out" in results[-1].note
    assert len(mine.notebook.entries()) == 2
    assert len(mine._state.notebook.corrections()) == 2
    assert mine.check() == () or not any("Traceback" in line for line in mine.check())


def test_in_a_pipe_articles_only_and_the_options_decide(foreign: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`dossier import` and `dossier add`, with nobody to ask."""
    assert run(["import", str(foreign), str(tmp_path / "one")]) == 0
    assert "Left out what someone else noted in it: 1 note, 1 bookmark" in capsys.readouterr().err
    assert run(["import", "--notes", str(foreign), str(tmp_path / "two")]) == 0
    run(["-C", str(tmp_path / "two"), "notes"])
    assert capsys.readouterr().out.count("from from anna") == 2
    run(["-C", str(tmp_path / "two"), "--json", "notes"])
    assert {row["origin"] for row in json.loads(capsys.readouterr().out)} == {"from anna"}
    run(["-C", str(tmp_path / "one"), "add", "--notes", str(foreign)])
    run(["-C", str(tmp_path / "one"), "notes"])
    assert "Ask the press office." in capsys.readouterr().out
    assert run(["import", "--no-notes", str(foreign), str(tmp_path / "three")]) == 0
    with open_dossier(tmp_path / "three") as opened:
        assert opened.notebook.entries() == ()


@pytest.mark.parametrize(("answer", "number"), [(b"y\n", 2), (b"n\n", 0), (b"\n", 0)])
def test_in_a_terminal_they_are_shown_and_asked_for(answer: bytes, number: int, foreign: Path, tmp_path: Path) -> None:
    """Each note and correction in a line, then one question; no is the default."""
    parent, child = pty.openpty()
    os.write(parent, answer)
    command = [sys.executable, "-m", "dossier", "import", str(foreign), str(tmp_path / "new")]
    with subprocess.Popen(command, stdin=child, stdout=child, stderr=child, env={**os.environ, "TERM": "xterm"}) as process:
        os.close(child)
        output = b""
        while True:
            try:
                piece = os.read(parent, 10_000)
            except OSError:
                break
            output += piece
        assert process.wait() == 0, output.decode()
    os.close(parent)
    assert b"made by someone else" in output
    assert b"note on Case: Ask the press office." in output
    assert "rename actor: Orla Brandt → Somebody Else".encode() in output
    with open_dossier(tmp_path / "new") as opened:
        assert len(opened.notebook.entries()) == number
        assert ("Somebody Else" in names(opened)) == bool(number)


def test_new_dossiers_from_a_strangers_bundle_are_the_same(foreign: Path, tmp_path: Path) -> None:
    """The service that makes a dossier decides as the one that adds to it."""
    assert "Left out" in new_from_bundle(foreign, tmp_path / "one")
    assert "Left out" not in new_from_bundle(foreign, tmp_path / "two", notes=True)


SETTINGS_OF_ANNA = b"""title = "Of Anna \\u202e\\u007f \\"quoted\\""
description = "two\\nlines"
forget_after = 1
[aliases]
"Tomas Kerr" = ["Orla Brandt"]
[watch]
names = ["Tomas Kerr"]
"""


def test_settings_that_are_corrections_are_left_out_too(own: Path, tmp_path: Path) -> None:
    """Names that dossier.toml makes one actor change the lists as a correction does; the title and what else says what it is stays."""
    foreign = rewritten(own, tmp_path / "anna.dossier.zip", more={"dossier.toml": SETTINGS_OF_ANNA})
    assert "Left out 3 settings" in new_from_bundle(foreign, tmp_path / "one")
    with open_dossier(tmp_path / "one") as opened:
        assert (opened.title, opened.settings.description) == ('Of Anna "quoted"', "two\nlines")
        assert (opened.settings.aliases, opened.settings.watch, opened.settings.forget_after) == ((), (), 0)
        assert {"Orla Brandt", "Tomas Kerr"} <= names(opened)
    assert "Left out" not in new_from_bundle(foreign, tmp_path / "two", notes=True)
    with open_dossier(tmp_path / "two") as opened:
        assert opened.settings.forget_after == 1
        assert opened.settings.aliases == (("Tomas Kerr", "Orla Brandt"),)
