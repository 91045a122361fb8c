"""An actor's page on the command line."""

import json

import pytest

from dossier.api import Dossier
from dossier.cli.main import run


def test_an_actor_is_shown_by_name_with_its_whole_page(outlets: Dossier, capsys: pytest.CaptureFixture[str]) -> None:
    """Names, roles, events, words, company and sources, each under a heading with its count."""
    assert run(["-C", str(outlets.root), "show", "Ilse Vantor"]) == 0
    output = capsys.readouterr().out
    for heading in ("Names used 2", "Events ", "Said ", "Said about it 1", "Beside ", "Sources ", "Articles "):
        assert f"\n{heading}" in output
    assert "first named " in output


def test_the_page_as_json_has_spans_that_fit(outlets: Dossier, capsys: pytest.CaptureFixture[str]) -> None:
    """Each name stands where it is said to stand."""
    assert run(["-C", str(outlets.root), "show", "--json", "Ilse Vantor"]) == 0
    row = json.loads(capsys.readouterr().out)
    assert row["first"] == "2031-05-07"
    for name in row["names"]:
        assert " ".join(outlets.query.snapshot.article(name["article"]).text[name["start"] : name["end"]].split()) == name["text"]
    assert {entry["name"] for entry in row["mentioned_with"]} >= {"Orla Brandt", "Marek Dolan", "Henrik Brandt"}
    assert [q["speaker"] for q in row["quotes_about"]] == ["Orla Brandt"]


def test_a_name_that_nobody_has_is_told(outlets: Dossier, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit code 1, in a sentence."""
    assert run(["-C", str(outlets.root), "show", "Nobody Here"]) == 1
    assert "Nobody Here" in capsys.readouterr().err
