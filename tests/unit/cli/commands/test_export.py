"""The commands export and import: every format, where it goes, what is said, what is refused."""

import json
import re
from pathlib import Path

import pytest

from dossier.api import Dossier, open_dossier
from dossier.cli.commands.export import export_command
from dossier.cli.main import run
from dossier.export.registry import FORMATS, OutputKind

TEXTS = [f.name for f in FORMATS.values() if f.shape is OutputKind.TEXT]


@pytest.fixture
def at(sample: Dossier) -> list[str]:
    """The options that name the sample."""
    return ["-C", str(sample.root)]


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_is_written_where_it_is_told(at: list[str], form: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """To a file or a folder; standard output is left alone, and a sentence says what was written and where."""
    target = tmp_path / "out"
    assert run([*at, "export", form, "-o", str(target)]) == 0
    captured = capsys.readouterr()
    assert captured.out == ""
    assert str(target) in captured.err
    assert any(c.isdigit() for c in captured.err)
    assert target.is_dir() if form == "obsidian" else target.stat().st_size > 0
    if form != "obsidian":
        before = target.read_bytes()
        assert run([*at, "export", form, "-o", str(target)]) == 1
        assert "--force" in capsys.readouterr().err
        assert run([*at, "export", form, "-o", str(target), "--force"]) == 0
        assert target.read_bytes() == before


@pytest.mark.parametrize("form", TEXTS)
def test_standard_output_holds_the_same_bytes(at: list[str], form: str, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    """As the file does, also with `-o -`."""
    run([*at, "export", form, "-o", str(tmp_path / "out")])
    capfdbinary.readouterr()
    for words in ([], ["-o", "-"]):
        assert run([*at, "export", form, *words]) == 0
        assert capfdbinary.readouterr().out == (tmp_path / "out").read_bytes()


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (["obsidian"], 2, "Choose one with -o"),
        (["bundle", "-o", "-"], 2, "Choose one with -o"),
        (["csv", "--table", "pigeons"], 2, "reports, events, quotes, actors, articles"),
        (["json", "--table", "events"], 2, "Only csv"),
        (["json", "--bom"], 2, "Only csv and acled"),
        (["pigeon"], 2, "bibtex"),
        (["json", "colour:red"], 2, "no field"),
        (["json", "talks", "--only", "a"], 2, "cannot be used with a query"),
        (["json", "--only", "pigeon"], 1, "Nothing here has the ID"),
    ],
)
def test_what_cannot_be_is_told_in_a_sentence(
    at: list[str], capsys: pytest.CaptureFixture[str], words: list[str], code: int, sentence: str
) -> None:
    """With what to do, and without a traceback."""
    assert run([*at, "export", *words]) == code
    captured = capsys.readouterr()
    assert captured.out == ""
    assert sentence in captured.err


def test_a_query_narrows_every_format_and_an_empty_export_says_so(at: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """Fewer reports for one kind of event; a warning where there is nothing."""
    run([*at, "export", "csv"])
    every = capsys.readouterr().out.count("\r\n")
    run([*at, "export", "csv", "type:strike"])
    output = capsys.readouterr().out
    assert 1 < output.count("\r\n") < every
    assert ",meeting," not in output
    assert run([*at, "export", "csv", "xylophone"]) == 0
    captured = capsys.readouterr()
    assert "the export is empty" in captured.err
    assert captured.out.count("\r\n") == 1


def test_only_what_is_named_is_written(at: list[str], sample: Dossier, capsys: pytest.CaptureFixture[str]) -> None:
    """By ids, shortened ones too, and files: just those rows, and a sentence that counts them."""
    first, two = sample.query.snapshot.findings.events[:2]
    assert run([*at, "export", "csv", "--table", "events", "--only", first.id, "--only", two.id[:8]]) == 0
    captured = capsys.readouterr()
    assert [line.partition(",")[0] for line in captured.out.splitlines()[1:]] == [first.id, two.id]
    assert "2 events" in captured.err
    assert run([*at, "export", "ris", "--only", sample.query.snapshot.articles_by_day[0].file]) == 0
    assert "1 article" in capsys.readouterr().err


def test_notes_go_out_only_when_asked_for(at: list[str], sample: Dossier, capsys: pytest.CaptureFixture[str]) -> None:
    """In every format that can hold them."""
    run([*at, "note", sample.query.snapshot.articles_by_day[0].id, "Ask the zebra."])
    for form in ("json", "jsonl", "markdown", "html", "annotations"):
        capsys.readouterr()
        run([*at, "export", form])
        assert "zebra" not in capsys.readouterr().out
        run([*at, "export", form, "--notes"])
        captured = capsys.readouterr()
        assert "zebra" in captured.out
        assert "1 note" in captured.err


def test_a_bundle_makes_a_dossier_and_joins_one(
    at: list[str], sample: Dossier, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """`import` into a folder that is named, or named like the bundle; `add` into a dossier that is there."""
    monkeypatch.chdir(tmp_path)
    run([*at, "note", sample.query.snapshot.articles_by_day[0].id, "Ask the zebra."])
    assert run([*at, "export", "bundle", "--notes", "-o", "case.dossier.zip"]) == 0
    assert run(["import", "case.dossier.zip"]) == 0
    assert "1 note" in capsys.readouterr().err
    with open_dossier(tmp_path / "case") as made:
        assert made.title == sample.title
        assert [e.text for e in made.notebook.entries()] == ["Ask the zebra."]
    assert run(["import", "case.dossier.zip"]) == 1
    assert "dossier already" in capsys.readouterr().err
    assert run(["new", "other"]) == 0
    assert run(["-C", "other", "add", "case.dossier.zip", "--json"]) == 0
    output = json.loads(capsys.readouterr().out)
    assert [row["outcome"] for row in output] == ["added"] * len(sample.query.snapshot.articles_by_day) + ["updated"]
    assert run(["-C", "other", "notes", "zebra"]) == 0


def test_a_bundle_that_is_none_changes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Refused with a sentence; no folder is left behind."""
    (tmp_path / "bad.dossier.zip").write_bytes(b"no archive")
    assert run(["import", str(tmp_path / "bad.dossier.zip"), str(tmp_path / "bad")]) == 1
    assert "damaged" in capsys.readouterr().err
    assert not (tmp_path / "bad").exists()


def test_the_help_names_every_format() -> None:
    """The help of the command lists the formats of the registry, no more and no fewer."""
    listed = (export_command.help or "").split("FORMAT is ", 1)[1].split(".", 1)[0]
    assert re.findall(r"[a-z]+", listed.replace(" or ", " ")) == list(FORMATS)
