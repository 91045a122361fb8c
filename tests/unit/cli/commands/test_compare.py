"""The command that puts sources side by side."""

import json

import pytest

from dossier.api import Dossier
from dossier.cli.main import run
from dossier.model.query import Query


def test_figures_that_differ_are_printed_with_their_sign(outlets: Dossier, capsys: pytest.CaptureFixture[str]) -> None:
    """A line a source under each point, sources by number."""
    event = next(e for e in outlets.query.search(Query()).events if "killed" in e.conflicts)
    assert run(["-C", str(outlets.root), "compare", event.id]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[1] == "2 sources · 2 differences"
    at = lines.index("Killed  ≠ differ")
    assert lines[at + 1 : at + 3] == ["  [1] 4 ≠", "  [2] at least 6 ≠"]


def test_wordings_are_printed_with_what_was_dropped_or_changed(outlets: Dossier, capsys: pytest.CaptureFixture[str]) -> None:
    """As signs that hold without colour, and as JSON."""
    quotation = next(q for q in outlets.query.search(Query("border")).quotations if q.same_as)
    run(["-C", str(outlets.root), "compare", quotation.id])
    output = capsys.readouterr().out
    assert "ships, [-and the guns along" in output
    assert "[border ≠ river] will" in output
    run(["-C", str(outlets.root), "compare", "--json", quotation.id])
    row = json.loads(capsys.readouterr().out)
    assert [s["remark"] for s in row["sources"]] == ["first to publish it", "", ""]
    assert row["points"][0]["values"][2]["marked"] == [{"text": "border", "as": "changed", "was": "river"}]


def test_one_source_is_told_in_a_sentence(outlets: Dossier, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit code 1, nothing on standard output."""
    alone = next(e for e in outlets.query.search(Query()).events if len(e.articles) == 1)
    assert run(["-C", str(outlets.root), "compare", alone.id]) == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "nly one source" in captured.err


def test_quotes_count_the_other_articles_that_print_the_words(outlets: Dossier, capsys: pytest.CaptureFixture[str]) -> None:
    """“also in 2 others”, “also in 1 other”; in JSON as a number."""
    run(["-C", str(outlets.root), "quotes", "border"])
    assert "also in 2 others" in capsys.readouterr().out
    run(["-C", str(outlets.root), "quotes", '"two lines apart"', "--json"])
    assert {row["also_in"] for row in json.loads(capsys.readouterr().out)} == {1}
