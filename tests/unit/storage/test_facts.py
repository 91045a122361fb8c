"""Facts come back from SQLite as they went in."""

import sqlite3
from datetime import date
from pathlib import Path

import pytest

from dossier.api import Dossier
from dossier.model.article import Article, Basis, PublicationDay
from dossier.model.facts import Facts
from dossier.model.span import Span
from dossier.storage.facts import FactsStore, Seed

TOLD = PublicationDay(date(2031, 5, 6), Basis.STATED, "It says so.")
ARTICLE = Article("a1", "a.txt", "ff", "Títle", "Outlet", "", "en", TOLD, "Body “text”.")


def test_articles_facts_and_findings_survive_the_store(sample: Dossier, tmp_path: Path):
    """Every article, fact and finding of the sample is equal after a round trip."""
    store = FactsStore(tmp_path / "facts.sqlite3")
    for article, facts in sample.shelf.store.material():
        store.put(Seed(article.file, article.sha256, 1, 1, article.id), article, facts)
    assert store.material() == sample.shelf.store.material()
    store.put_findings(sample.findings(), "mark")
    assert store.findings("mark") == sample.findings()
    assert store.findings("another mark") is None


def test_an_article_stays_while_another_file_holds_the_same_bytes(tmp_path: Path):
    """Two files of the same bytes are one article; it goes with the last of them."""
    store = FactsStore(tmp_path / "facts.sqlite3")
    store.put(Seed("a.txt", "ff", 1, 1, "a1"), ARTICLE, Facts("a1"))
    store.put(Seed("b.txt", "ff", 1, 1, "a1"))
    store.drop("a.txt")
    assert store.articles() == (ARTICLE,)
    store.drop("b.txt")
    assert store.articles() == ()


def test_a_file_and_its_twin_are_looked_up_without_the_others(tmp_path: Path):
    """One file by name; another of the same bytes that gave an article; nothing for a file that is alone or gave none."""
    store = FactsStore(tmp_path / "facts.sqlite3")
    first, copy, alone = Seed("a.txt", "ff", 1, 1, "a1"), Seed("b.txt", "ff", 1, 1, "a1"), Seed("c.txt", "ee", 1, 1, None, "empty")
    store.put(first, ARTICLE, Facts("a1"))
    store.put(copy)
    store.put(alone)
    assert (store.seed("c.txt"), store.seed("d.txt")) == (alone, None)
    assert (store.twin("ff", "b.txt"), store.twin("ff", "a.txt")) == (first, copy)
    assert store.twin("ee", "d.txt") is None


def test_an_outline_tells_whether_a_text_was_read(tmp_path: Path):
    """An article whose facts hold sentences was read, one without was not."""
    store = FactsStore(tmp_path / "facts.sqlite3")
    store.put(Seed("a.txt", "ff", 1, 1, "a1"), ARTICLE, Facts("a1"))
    assert store.outlines() == ((ARTICLE, False),)
    store.put_facts(Facts("a1", sentences=(Span(0, 4),)))
    assert store.outlines() == ((ARTICLE, True),)


def test_a_failure_keeps_nothing_of_the_transaction(tmp_path: Path):
    """All or nothing."""
    store = FactsStore(tmp_path / "facts.sqlite3")

    def half_done() -> None:
        with store.transaction() as db:
            db.execute("INSERT INTO meta VALUES ('half', 'done')")
            db.execute("INSERT INTO nowhere VALUES (1)")

    with pytest.raises(sqlite3.OperationalError):
        half_done()
    assert store.meta("half") is None
