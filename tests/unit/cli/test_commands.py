"""The command line: data on standard output, words on standard error, exit codes, forms, bad input."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from dossier.api import Dossier
from dossier.cli.main import run
from dossier.cli.registry import COMMANDS

TEXT = "Published: 2031-05-07\n\nForeign Minister Orla Brandt met President Tomas Kerr in Lisbon on Tuesday. “We made progress,” Brandt said.\n"


@pytest.fixture
def at(sample: Dossier) -> list[str]:
    """The options that name the sample."""
    return ["-C", str(sample.root)]


def out(capsys: pytest.CaptureFixture[str]) -> str:
    return capsys.readouterr().out


def test_every_command_has_help(capsys: pytest.CaptureFixture[str]) -> None:
    """Each command is found, imports, and says what it does."""
    for name in COMMANDS:
        assert run([name, "--help"]) == 0
        assert f"dossier {name}" in out(capsys)
    assert run(["--help"]) == 0
    listed = out(capsys)
    assert all(f"  {name}" in listed for name in COMMANDS)


def test_search_answers_with_two_lines_a_hit(at: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """Title, outlet, day and file; then the best snippet."""
    assert run([*at, "search", "ceasefire", "OR", "talks"]) == 0
    lines = out(capsys).splitlines()
    assert len(lines) % 2 == 0
    assert all(line.count(" · ") >= 3 and ".md" in line for line in lines[::2])
    assert all(line.startswith("    ") for line in lines[1::2])


def test_the_forms_agree(at: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """JSON, JSONL and plain list the same things, and the options work before and after the command."""
    for name in ("search", "actors", "timeline", "quotes"):
        run([*at, name, "--json"])
        rows = json.loads(out(capsys))
        run([*at, "--jsonl", name])
        lines = [json.loads(line) for line in out(capsys).splitlines()]
        run([*at, name, "--plain"])
        plain = out(capsys).splitlines()
        assert rows == lines
        assert [r["id"] for r in rows] == [line.split("\t")[0] for line in plain]
        assert rows


def test_json_of_a_search_has_spans_that_fit(at: list[str], sample: Dossier, capsys: pytest.CaptureFixture[str]) -> None:
    """Every mark of every snippet stands for the word asked for."""
    run([*at, "search", "--json", "talks"])
    for row in json.loads(out(capsys)):
        text = sample.query.snapshot.article(row["id"]).text
        for snippet in row["snippets"]:
            assert text[snippet["start"] : snippet["end"]] == snippet["text"]
            assert all(text[m["start"] : m["end"]].lower().startswith("talk") for m in snippet["marks"])


def test_json_of_the_timeline_has_values(at: list[str], sample: Dossier, capsys: pytest.CaptureFixture[str]) -> None:
    """Days are ISO dates with how precise and sure they are; figures have a name, a number, its bounds and the article that gives it."""
    run([*at, "timeline", "--json"])
    rows = json.loads(out(capsys))
    events = {event.id: event for event in sample.query.snapshot.findings.events}
    for row in rows:
        event, days = events[row["id"]], row["days"]
        assert (days["start"], days["end"]) == (str(event.start) if event.start else None, str(event.end) if event.end else None)
        assert (days["precision"], days["sure"]) == (event.granularity, event.sure)
        assert {figure["article"] for figure in row["figures"]} <= {report["article"] for report in row["reports"]}
    figures = [figure for row in rows for figure in row["figures"]]
    assert figures
    assert all(isinstance(f["value"], int) and isinstance(f["at_least"], bool) and f"{f['value']:,}" in f["text"] for f in figures)
    run([*at, "timeline", "--plain"])
    plain = [line.split("\t") for line in out(capsys).splitlines()]
    assert [line[1] for line in plain] == [row["days"]["start"] or "" for row in rows]


def test_no_hits_is_an_empty_form_and_exit_code_1(at: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """`[]` in JSON; for people a sentence with the nearest spelling."""
    assert run([*at, "search", "--json", "xylophone"]) == 1
    assert json.loads(out(capsys)) == []
    assert run([*at, "search", "umerow"]) == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "losest word" in captured.err


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (["frobnicate"], 2, "no command"),
        (["search", "bogus:x"], 2, "no field"),
        (["export", "pigeon"], 2, "no format"),
        (["actors", "--json", "--"], 0, ""),
        (["show", "zzzzzz"], 1, "Nothing here has the ID"),
        (["why", "zzzzzz"], 1, "Nothing here has the ID"),
        (["set", "zzzzzz", "--title", "x"], 1, "Nothing here has the ID"),
        (["reread", "2026-01-26-limited-gains-in-rare-talks.md"], 1, "only one way"),
        (["add", "/no/such/file.txt"], 1, ""),
        (["note", ".", ""], 2, "needs text"),
        (["config", "frobnicate"], 2, "not recognised"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)
def test_exit_codes_and_sentences(at: list[str], capsys: pytest.CaptureFixture[str], words: list[str], code: int, message: str) -> None:
    """0 done, 1 could not be done, 2 unknown words; never a traceback."""
    assert run([*at, *words]) == code
    captured = capsys.readouterr()
    assert message in captured.err
    assert "Traceback" not in captured.err


def test_a_folder_that_is_none_and_one_that_is_missing(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Each says what to do."""
    assert run(["-C", str(tmp_path / "nowhere"), "search", "x"]) == 1
    assert "no such folder" in capsys.readouterr().err
    assert run(["-C", str(tmp_path), "search", "x"]) == 1
    assert "is not a dossier" in capsys.readouterr().err
    assert run([str(tmp_path / "nowhere" / "deep")]) == 1
    assert run(["-C"]) == 2


def test_new_add_standard_input_and_remove(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A dossier's life from the shell."""
    case, article = tmp_path / "case", tmp_path / "met.txt"
    article.write_text(TEXT, encoding="utf-8")
    assert run(["new", str(case), "--title", "Lisbon"]) == 0
    assert run(["new", str(case)]) == 1
    assert run(["-C", str(case), "add", str(article), str(tmp_path / "gone.txt")]) == 1
    assert "+ added" in (output := out(capsys))
    assert "! refused" in output
    stdin = subprocess.run(
        [sys.executable, "-m", "dossier", "-C", str(case), "add", "-"],
        input=TEXT.replace("Lisbon", "Porto").encode(),
        capture_output=True,
        check=False,
    )
    assert stdin.returncode == 0, stdin.stderr
    assert re.search(rb"stdin-[0-9a-f]{8}\.txt", stdin.stdout)
    run(["-C", str(case), "search", "--json", "Lisbon"])
    (row,) = json.loads(out(capsys))
    assert run(["-C", str(case), "remove", row["id"][:8]]) == 0
    assert f"dossier remove --restore met.txt (now in {case / '.trash'})" in capsys.readouterr().err
    assert run(["-C", str(case), "search", "Lisbon"]) == 1
    assert run(["-C", str(case), "check"]) == 0
    assert run(["-C", str(case), "remove", "--list", "--json"]) == 0
    assert [row["file"] for row in json.loads(out(capsys))] == ["met.txt"]
    assert run(["-C", str(case), "remove", "--restore", "gone.txt"]) == 1
    assert run(["-C", str(case), "remove", "--restore", "met.txt"]) == 0
    assert run(["-C", str(case), "remove", "--list"]) == 1
    assert run(["-C", str(case), "remove"]) == 2
    assert run(["-C", str(case), "search", "Lisbon"]) == 0
    files = sorted(path.name for path in (case / "seeds").iterdir())
    assert run(["-C", str(case), "remove", files[0], "gone.txt"]) == 1
    assert sorted(path.name for path in (case / "seeds").iterdir()) == files  # nothing is removed if one of them is not there
    assert run(["-C", str(case), "remove", *files]) == 0
    assert list((case / "seeds").iterdir()) == []


def test_nothing_to_forget_is_said_without_a_question(at: list[str], sample: Dossier, capsys: pytest.CaptureFixture[str]) -> None:
    """With and without --list; after a note is removed, what is listed and what was erased."""
    assert run([*at, "forget"]) == 1
    assert run([*at, "forget", "--list"]) == 1
    assert capsys.readouterr().err.count("No removed notes.") == 2
    assert run([*at, "note", ".", "Ask the harbour master."]) == 0
    assert run([*at, "note", ".", "--remove", str(sample.notebook.entries()[0].id)]) == 0
    capsys.readouterr()
    assert run([*at, "forget", "--yes"]) == 0
    assert "Forgot 1 removed entry and 2 undo steps." in capsys.readouterr().err


def test_merging_two_names_of_one_actor_says_so(at: list[str], sample: Dossier, capsys: pytest.CaptureFixture[str]) -> None:
    """Instead of asking for a second one."""
    actor = next(a for a in sample.query.snapshot.findings.actors if a.aliases)
    assert run([*at, "merge", actor.id, actor.name]) == 1
    assert f"“{actor.id}” and “{actor.name}” are already the same actor" in capsys.readouterr().err


def test_a_query_may_begin_with_a_minus(at: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """`-drone` takes away, also after `--`."""
    run([*at, "search", "--json"])
    every = len(json.loads(out(capsys)))
    run([*at, "search", "--json", "-talks"])
    without = len(json.loads(out(capsys)))
    run([*at, "search", "--json", "--", "-talks"])
    assert len(json.loads(out(capsys))) == without < every


def test_work_from_the_shell_is_found_in_the_export(at: list[str], capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Bookmark, tag, note; listed, exported, undone."""
    run([*at, "timeline", "--json"])
    event = json.loads(out(capsys))[0]["id"]
    assert run([*at, "bookmark", event[:10]]) == 0
    assert run([*at, "tag", event, "verify", "#later"]) == 0
    assert run([*at, "note", event, "Ask the zebra.", "--tag", "verify", "--status", "to-verify"]) == 0
    capsys.readouterr()
    assert run([*at, "notes", "tag:verify", "--json"]) == 0
    assert len(json.loads(out(capsys))) == 2
    assert run([*at, "export", "markdown", "--notes", "-o", str(tmp_path / "b.md")]) == 0
    assert "Ask the zebra." in (tmp_path / "b.md").read_text(encoding="utf-8")
    assert run([*at, "export", "markdown", "-o", str(tmp_path / "b.md")]) == 1
    assert run([*at, "undo"]) == 0
    assert run([*at, "notes", "zebra"]) == 1
    assert run([*at, "redo"]) == 0
    assert run([*at, "history"]) == 0


def test_exports_are_the_same_from_run_to_run(at: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """Byte for byte."""
    for form in ("json", "markdown"):
        run([*at, "export", form])
        first = out(capsys)
        run([*at, "export", form])
        assert out(capsys) == first
        assert first


def test_nothing_from_an_article_reaches_the_terminal_raw(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Escapes, bells and direction marks in a text are gone from what is printed."""
    case, article = tmp_path / "case", tmp_path / "evil.txt"
    article.write_text("A \x1b[31mred\x1b[0m word \x07 and \u202egnirts\u202c in a text about nothing at all.\n", encoding="utf-8")
    run(["new", str(case)])
    run(["-C", str(case), "add", str(article)])
    run(["-C", str(case), "search", "word"])
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]", out(capsys))


def test_config_says_where_values_come_from(at: list[str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """The environment beats the program; the dossier's own file is named."""
    monkeypatch.setenv("DOSSIER_THEME", "dossier-light")
    assert run([*at, "config", "show", "--json"]) == 0
    rows = {r["name"]: r for r in json.loads(out(capsys))}
    assert (rows["theme"]["value"], "DOSSIER_THEME" in rows["theme"]["source"]) == ("dossier-light", True)
    assert rows["title"]["source"].endswith("dossier.toml")


def test_config_sets_the_title_and_nothing_else(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Another setting, an empty title and several words are refused; the title is shown from then on."""
    at = ["-C", str(tmp_path / "case")]
    assert run(["new", str(tmp_path / "case"), "--title", "Old"]) == 0
    for words in (["set", "theme", "x"], ["set", "title"], ["set", "title", "a", "b"]):
        assert run([*at, "config", *words]) == 2
    assert run([*at, "config", "set", "title", " "]) == 1
    assert run([*at, "config", "set", "title", "Harbour case"]) == 0
    assert "called Harbour case." in capsys.readouterr().err
    assert run([*at, "config", "--json"]) == 0
    assert "Harbour case" in {row["value"] for row in json.loads(out(capsys))}


def test_add_tries_without_adding_and_knows_its_columns(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """--dry-run names what would be added; --column says which column is the text; a column of no meaning is an error of words."""
    run(["new", str(tmp_path / "case")])
    rows = tmp_path / "rows.csv"
    rows.write_text('Wortlaut\n"' + TEXT.splitlines()[2].replace('"', "") + '"\n', encoding="utf-8")
    at = ["-C", str(tmp_path / "case"), "add", str(rows)]
    out(capsys)
    assert run([*at, "--dry-run"]) == 1
    assert "Wortlaut" in out(capsys)
    assert run([*at, "--dry-run", "--column", "text=Wortlaut"]) == 0
    assert out(capsys).startswith("+ would add")
    assert list((tmp_path / "case" / "seeds").iterdir()) == []
    assert run([*at, "--column", "colour=Wortlaut"]) == 2
    assert "colour" in capsys.readouterr().err
    assert run(["-C", str(tmp_path / "case"), "add", "ftp://example.org/a"]) == 1
    assert "ftp://" in out(capsys)


def test_a_name_that_is_empty_makes_no_dossier(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """An unset variable of a script is no folder: neither for `new` nor for -C."""
    monkeypatch.chdir(tmp_path)
    assert run(["new", ""]) == 2
    assert run(["-C", "", "actors"]) == 2
    assert capsys.readouterr().err.count("empty") == 2
    assert list(tmp_path.iterdir()) == []


def test_a_folder_before_a_command_is_told_how(sample: Dossier, capsys: pytest.CaptureFixture[str]) -> None:
    """The sentence gives the words that work."""
    assert run([str(sample.root), "actors"]) == 2
    assert f"dossier -C {sample.root} actors" in capsys.readouterr().err


def test_speakers_and_parts_may_be_named_by_a_short_id(at: list[str], sample: Dossier, capsys: pytest.CaptureFixture[str]) -> None:
    """As every id may; what is no id is a name."""
    quotation = sample.query.snapshot.findings.quotations[0]
    other = next(a for a in sample.query.snapshot.findings.actors if a.id != quotation.speaker)
    assert run([*at, "speaker", quotation.id[:10], other.id[:8]]) == 0
    capsys.readouterr()
    run([*at, "show", quotation.id, "--json"])
    assert json.loads(out(capsys))["speaker_id"] == other.id
    assert run([*at, "speaker", quotation.id, "A bystander"]) == 0
    capsys.readouterr()
    run([*at, "show", quotation.id, "--json"])
    assert json.loads(out(capsys))["speaker"] == "A bystander"


def test_a_report_is_one_line_whatever_the_file_is_called(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Line feeds and escapes of a file name do not reach the terminal."""
    odd = tmp_path / "met\n! refused\x1b[31m.txt"
    odd.write_text(TEXT, encoding="utf-8")
    run(["new", str(tmp_path / "case")])
    capsys.readouterr()
    assert run(["-C", str(tmp_path / "case"), "add", str(odd)]) == 0
    output = out(capsys)
    assert output.count("\n") == 1
    assert "\x1b" not in output


def test_an_article_is_read_anew_from_the_shell(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The methods are listed with what each keeps, one is chosen, and show names it."""
    at = ["-C", str(tmp_path / "case")]
    (tmp_path / "a.txt").write_text(f"Home / World / Coast\n\nEnvoys meet in the harbour\n\n{TEXT}", encoding="utf-8")
    assert run(["new", str(tmp_path / "case")]) == run([*at, "add", str(tmp_path / "a.txt")]) == 0
    out(capsys)
    assert run([*at, "reread", "a.txt"]) == 0
    shape, preview, whole, _ = out(capsys).splitlines()
    assert shape == "● shape        the article, separated from other text by its form (usual)"
    assert preview.startswith("    17 words, 1 line left out: Foreign Minister Orla Brandt")
    assert whole.startswith("○ whole ")
    assert run([*at, "reread", "a.txt", "--method", "whole"]) == 0
    out(capsys)
    assert run([*at, "show", "a.txt"]) == 0
    assert "read by whole, 29 words, 0 lines left out" in out(capsys)
    assert run([*at, "--json", "reread", "a.txt"]) == 0
    assert [row["method"] for row in json.loads(out(capsys)) if row["chosen"]] == ["whole"]
    assert run([*at, "reread", "a.txt", "--method", "sideways"]) == 1
    assert "shape, whole" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        (["serach", "x"], "“search”"),
        (["timelnie"], "“timeline”"),
        (["search", "x", "--jsno"], "--json"),
        (["undo", "--palin"], "--plain"),
        (["search", "x", "--actr", "y"], "--actor"),
        (["add", "x", "--outlte", "y"], "--outlet"),
    ],
)
def test_what_is_misspelled_is_guessed(words: list[str], meant: str, at: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """The nearest command or option is offered, also of those that work anywhere; the exit code is 2."""
    assert run([*at, *words]) == 2
    assert meant in capsys.readouterr().err


def test_nothing_to_undo_is_no_success(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Undo, redo and the history end with 1 and a sentence where there is no act: a script that undoes until it fails comes to an end."""
    assert run(["new", str(tmp_path / "case")]) == 0
    for words in (["undo"], ["redo"], ["history"], ["searches", "--recent"]):
        capsys.readouterr()
        assert run(["-C", str(tmp_path / "case"), *words]) == 1
        assert capsys.readouterr().err.strip()


def test_an_empty_name_adds_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """An empty word, as a shell gives for a variable that is not set, is not the folder one is in."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "story.txt").write_text(TEXT, encoding="utf-8")
    assert run(["new", str(tmp_path / "case")]) == 0
    monkeypatch.chdir(tmp_path / "in")
    assert run(["-C", str(tmp_path / "case"), "add", ""]) == 1
    assert "The name is empty." in capsys.readouterr().out
    assert not list((tmp_path / "case" / "seeds").iterdir())


def test_a_name_that_is_misspelled_is_guessed(at: list[str], sample: Dossier, capsys: pytest.CaptureFixture[str]) -> None:
    """In place of an id and after --actor, the nearest name of an actor is offered."""
    name = next(a.name for a in sample.query.snapshot.findings.actors if len(a.name) > 8)
    for words in (["show", f"{name[:-1]}q"], ["timeline", "--actor", f"{name[:-1]}q"]):
        assert run([*at, *words]) > 0
        assert f"Did you mean “{name}”?" in capsys.readouterr().err


def test_v_says_where_things_lie(at: list[str], sample: Dossier, capsys: pytest.CaptureFixture[str]) -> None:
    """The folders of dossier, articles, index and notes, on standard error, before or after the command; nothing of it without -v."""
    for words in (["-v", "search"], ["search", "-v"]):
        run([*at, *words])
        assert str(sample.paths.notebook) in capsys.readouterr().err
    run([*at, "search"])
    assert str(sample.paths.notebook) not in capsys.readouterr().err


def test_check_says_each_thing_once_with_how_to_mend_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file that gives no article, a note whose article is gone, and a container in seeds/: each with what to do; a notice once."""
    case = tmp_path / "case"
    at = ["-C", str(case)]
    assert run(["new", str(case)]) == 0
    (case / "seeds" / "story.txt").write_text(TEXT, encoding="utf-8")
    assert run([*at, "note", "story.txt", "Ask."]) == 0
    (case / "seeds" / "story.txt").unlink()
    (case / "seeds" / "empty.txt").write_text("", encoding="utf-8")
    (case / "seeds" / "more.zip").write_bytes(b"")
    capsys.readouterr()
    assert run([*at, "check"]) == 1
    captured = capsys.readouterr()
    assert "empty.txt could not be read" in captured.out
    assert "remove it from seeds/" in captured.out
    assert "dossier note . --remove 1" in captured.out
    assert captured.err.count("more.zip") <= 2
    assert run([*at, "note", ".", "--remove", "1"]) == 0
