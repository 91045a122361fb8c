"""The command mark."""

import pytest

from dossier.api import Dossier
from dossier.cli.main import run


def test_articles_are_marked_by_file_id_and_all_at_once(sample: Dossier, capsys: pytest.CaptureFixture[str]) -> None:
    """And found by the query language; only those are counted that were not so before."""
    at, articles = ["-C", str(sample.root)], list(sample.query.snapshot.articles.values())
    first, second = articles[:2]
    assert run([*at, "mark", first.file, second.id]) == 0
    assert capsys.readouterr().err == "Marked 2 articles as read.\n"
    assert run([*at, "search", "is:read", "--plain"]) == 0
    assert {line.split("\t")[0] for line in capsys.readouterr().out.splitlines()} == {first.id, second.id}
    assert run([*at, "mark", "--all"]) == 0
    assert capsys.readouterr().err == f"Marked {len(articles) - 2} articles as read.\n"
    assert run([*at, "search", "is:unread"]) == 1
    capsys.readouterr()
    assert run([*at, "mark", "--unread", first.id]) == 0
    assert capsys.readouterr().err == "Marked 1 article as unread.\n"
    assert sample.read_state.read == {article.id for article in articles} - {first.id}


def test_what_cannot_be_marked_is_refused(sample: Dossier, capsys: pytest.CaptureFixture[str]) -> None:
    """No article, both ways at once, another kind of item; nothing is marked then."""
    at, actor = ["-C", str(sample.root)], sample.query.snapshot.findings.actors[0]
    assert run([*at, "mark"]) == 2
    assert run([*at, "mark", "--all", "x"]) == 2
    assert run([*at, "mark", next(iter(sample.query.snapshot.articles)), actor.id]) != 0
    assert "is not an article" in capsys.readouterr().err
    assert sample.read_state.read == frozenset()
