"""The command that reviews matches: list, evidence, answers, undo."""

import json
from pathlib import Path

import pytest

from dossier.api import Dossier
from dossier.cli.main import run


@pytest.fixture
def at(sample: Dossier) -> list[str]:
    """The options that name the sample."""
    return ["-C", str(sample.root)]


def test_matches_are_listed_shown_answered_and_undone(at: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """A line a match, its evidence with an id, an answer that is listed as the user's, and undo; every form lists the same matches."""
    assert run([*at, "matches", "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert {r["status"] for r in rows} == {"to decide", "matched by rule"}
    assert all((r["probability"] is None) is (r["kind"] == "actor") is (r["score"] is not None) for r in rows)
    assert all(0 < r["probability"] < 1 for r in rows if r["kind"] != "actor")
    assert run([*at, "matches"]) == 0
    assert [line.split()[0] for line in capsys.readouterr().out.splitlines()] == [r["id"] for r in rows]
    first = rows[0]
    assert run([*at, "matches", first["id"][:8]]) == 0
    output = capsys.readouterr().out
    assert first["why"] in output
    assert all(effect in output for effect in first["effects"].values())
    assert run([*at, "matches", first["id"], "--different"]) == 0
    assert "apart" in capsys.readouterr().err
    run([*at, "matches", "--json"])
    after = json.loads(capsys.readouterr().out)
    assert [(r["status"], r["decision"]) for r in after if r["id"] == first["id"]] == [("decided by you", "different")]
    assert run([*at, "undo"]) == 0
    capsys.readouterr()
    run([*at, "matches", "--json"])
    assert json.loads(capsys.readouterr().out) == rows


def test_a_dossier_without_matches_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit code 1 as for every empty list, and a sentence."""
    assert run(["new", str(tmp_path / "case")]) == 0
    capsys.readouterr()
    assert run(["-C", str(tmp_path / "case"), "matches"]) == 1
    assert capsys.readouterr().err == "No matches to review.\n"


def test_answers_that_cannot_be_are_told(at: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """An answer without an id, and an id that no match has."""
    assert run([*at, "matches", "--same"]) == 2
    assert "ID of a match" in capsys.readouterr().err
    assert run([*at, "matches", "j0nothing", "--same"]) == 1
    assert "No match" in capsys.readouterr().err


def test_checking_names_what_is_to_decide(at: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """Words on standard error, and no problem: an open question is no inconsistency."""
    assert run([*at, "check"]) == 0
    captured = capsys.readouterr()
    assert "1 pair might be the same" in captured.err
    assert captured.out == ""


def test_acts_are_listed_with_their_times(at: list[str], sample: Dossier, capsys: pytest.CaptureFixture[str]) -> None:
    """Newest first, each with when it was made and whether it is undone."""
    match = sample.review.merge_candidates()[0]
    run([*at, "matches", match.id, "--unsure"])
    run([*at, "undo"])
    capsys.readouterr()
    assert run([*at, "history", "--json"]) == 0
    (row,) = json.loads(capsys.readouterr().out)
    assert row["undone"]
    assert row["act"].startswith("Marked")
    assert sample.notebook.history()[0].at.isoformat() == row["made"]
    assert run([*at, "history"]) == 0
    assert "undone  Marked" in capsys.readouterr().out


def test_a_reading_is_taken_from_the_shell(at: list[str], sample: Dossier, capsys: pytest.CaptureFixture[str]) -> None:
    """By its number in why; a number that is not there is an error."""
    event = next(e for e in sample.query.snapshot.findings.events if len(sample.review.explain(e.id).candidates) > 1)
    assert run([*at, "why", event.id, "--take", "2"]) == 0
    assert "Set the date" in capsys.readouterr().err
    assert run([*at, "why", event.id]) == 0
    assert "2 ●" in capsys.readouterr().out
    assert run([*at, "why", event.id, "--take", "7"]) == 1
    assert "no reading 7" in capsys.readouterr().err
