"""Facts come back from SQLite as they went in."""

import sqlite3
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from dossier.api import Dossier
from dossier.errors import DamagedFacts
from dossier.model.article import Article, DateBasis, PublicationDay
from dossier.model.facts import Facts
from dossier.model.span import Span
from dossier.storage.derived.stored_articles import StoredArticles
from dossier.storage.facts import FactsStore, SourceFile

TOLD = PublicationDay(date(2031, 5, 6), DateBasis.STATED, "It says so.")
ARTICLE = Article("a1", "a.txt", "ff", "Títle", "Outlet", "", "en", TOLD, "Body “text”.")


def test_articles_facts_and_findings_survive_the_store(sample: Dossier, tmp_path: Path) -> None:
    """Every article, fact and finding of the sample is equal after a round trip."""
    store = FactsStore(tmp_path / "facts.sqlite3")
    of_sample = sample._state.index.store
    documents = [(article, facts) for article in of_sample.articles() if (facts := of_sample.facts(article.id))]
    for article, facts in documents:
        store.save(SourceFile(article.file, article.sha256, 1, 1, article.id), article, facts)
    lengths = {ident: len(article.text) for ident, article in sample.query.snapshot.articles.items()}
    assert [(article, store.facts(article.id)) for article in store.articles()] == documents
    store.save_findings(sample.query.snapshot.findings, "mark")
    assert store.findings("mark", lambda: lengths) == sample.query.snapshot.findings
    assert store.findings("another mark", dict) is None


def test_an_article_stays_while_another_file_holds_the_same_bytes(tmp_path: Path) -> None:
    """Two files of the same bytes are one article; it goes with the last of them."""
    store = FactsStore(tmp_path / "facts.sqlite3")
    store.save(SourceFile("a.txt", "ff", 1, 1, "a1"), ARTICLE, Facts("a1"))
    store.save(SourceFile("b.txt", "ff", 1, 1, "a1"))
    store.delete("a.txt")
    assert store.articles() == (ARTICLE,)
    store.delete("b.txt")
    assert store.articles() == ()


def test_a_file_and_its_twin_are_looked_up_without_the_others(tmp_path: Path) -> None:
    """One file by name; another of the same bytes that gave an article; nothing for a file that is alone or gave none."""
    store = FactsStore(tmp_path / "facts.sqlite3")
    first, copy, alone = (
        SourceFile("a.txt", "ff", 1, 1, "a1"),
        SourceFile("b.txt", "ff", 1, 1, "a1"),
        SourceFile("c.txt", "ee", 1, 1, None, "empty"),
    )
    store.save(first, ARTICLE, Facts("a1"))
    store.save(copy)
    store.save(alone)
    assert (store.source_file("c.txt"), store.source_file("d.txt")) == (alone, None)
    assert (store.find_duplicate("ff", "b.txt"), store.find_duplicate("ff", "a.txt")) == (first, copy)
    assert store.find_duplicate("ee", "d.txt") is None


def test_an_outline_tells_whether_a_text_was_read(tmp_path: Path) -> None:
    """An article whose facts hold sentences was read, one without was not."""
    store = FactsStore(tmp_path / "facts.sqlite3")
    store.save(SourceFile("a.txt", "ff", 1, 1, "a1"), ARTICLE, Facts("a1"))
    stored = StoredArticles()
    stored.update(store.pin())
    assert stored.articles == {"a1": (ARTICLE, False)}
    store.save_facts(Facts("a1", sentences=(Span(0, 4),)))
    stored.update(store.pin())
    assert stored.articles == {"a1": (ARTICLE, True)}


def test_a_failure_keeps_nothing_of_the_transaction(tmp_path: Path) -> None:
    """All or nothing."""
    store = FactsStore(tmp_path / "facts.sqlite3")

    def half_done() -> None:
        with store.transaction() as db:
            db.execute("INSERT INTO meta VALUES ('half', 'done')")
            db.execute("INSERT INTO nowhere VALUES (1)")

    with pytest.raises(sqlite3.OperationalError):
        half_done()
    assert store.meta("half") is None


READ_AT_ONCE = """
import sys, threading
from pathlib import Path
from dossier.storage.facts import FactsStore

store = FactsStore(Path(sys.argv[1]))
def read():
    for number in range(5_000):
        store.facts("a1"), store.source_file(f"{number % 200}.txt"), store.meta(f"name {number % 200}")
threads = [threading.Thread(target=read) for _ in range(4)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print("read")
"""


def test_threads_read_at_once(tmp_path: Path) -> None:
    """As the app does with several workers: none waits for ever for a lock that another has. In a process of its own, which can be ended."""
    path = tmp_path / "facts.sqlite3"
    store = FactsStore(path)
    store.save(SourceFile("a.txt", "ff", 1, 1, "a1"), ARTICLE, Facts("a1"))
    store.close()
    done = subprocess.run([sys.executable, "-c", READ_AT_ONCE, str(path)], stdout=subprocess.PIPE, timeout=120, check=True, text=True)
    assert done.stdout == "read\n"


def test_code_in_the_database_is_damage(tmp_path: Path) -> None:
    """A trigger or a view is not ours."""
    for code in ("CREATE TRIGGER t AFTER INSERT ON seed BEGIN DELETE FROM article; END", "CREATE VIEW v AS SELECT 1"):
        store = FactsStore(tmp_path / f"{len(code)}.sqlite3")
        store.check_rows()
        store.connection.execute(code)
        with pytest.raises(DamagedFacts):
            store.check_rows()
        store.close()
