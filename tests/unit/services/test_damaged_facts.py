"""A bit that flipped inside a stored value gives no wrong answer: the index is rebuilt, with a sentence.

Without the checksums the changed words are shown, or the program ends with a decoding error.
"""

import hashlib
import random
import re
import resource
import signal
import sqlite3
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest

from dossier.api import open_dossier
from dossier.errors import DamagedFacts
from dossier.model.query import Query
from dossier.runtime.paths import clean_marker_path
from dossier.services.ingest.create import new_dossier
from dossier.storage.derived.findings import FindingsStage
from dossier.storage.derived.sealed import CHECKSUM, digest_of, row_hash
from dossier.storage.facts import FactsStore, _digest_names
from tests.faults.damages import answer, damaged
from tests.faults.kills import Acknowledge, run_apart

STRUCK = "Published: 2031-05-09\n\nA drone attack killed four people in Narvik on Thursday. “We will rebuild the grain port,” Mayor Ida Farrow said.\n"
MET = "Published: 2031-05-07\n\nForeign Minister Orla Brandt met President Tomas Kerr in Lisbon on Tuesday.\n"


@pytest.mark.parametrize(
    ("table", "column", "where"),
    [
        ("article", "article", "1"),
        ("article", "facts", "1"),
        ("finding", "body", "kind = 'events'"),
        ("finding", "body", "kind = 'actors'"),
    ],
)
def test_a_changed_value_is_noticed_and_made_anew(tmp_path: Path, table: str, column: str, where: str) -> None:
    """The town is another one in the database; the answer has the town of the article."""
    case = new_dossier(tmp_path / "case")
    (case / "seeds" / "met.txt").write_text(MET, encoding="utf-8")
    with open_dossier(case) as opened:
        before = opened.query.search(Query())
    with sqlite3.connect(case / "index" / "facts.sqlite3") as db:
        changed = 0
        for number, body in db.execute(f"SELECT rowid, {column} FROM {table} WHERE {where}").fetchall():  # noqa: S608  the names above
            other = body.replace(b"i", b"j")
            changed += other != body
            db.execute(f"UPDATE {table} SET {column} = ? WHERE rowid = ?", (other, number))  # noqa: S608
        assert changed
    if column == "facts":
        with sqlite3.connect(case / "index" / "facts.sqlite3") as db:
            db.execute("DELETE FROM meta")  # the findings must be linked again, from the facts
    with open_dossier(case) as opened:
        after = opened.query.search(Query())
        assert any("damaged" in notice for notice in opened.notices)
    assert [(e.place, e.start) for e in after.events] == [(e.place, e.start) for e in before.events]
    assert [row.actor.name for row in after.actors] == [row.actor.name for row in before.actors]


@pytest.mark.parametrize(
    ("table", "column", "where"),
    [
        ("article", "facts", "1"),
        ("finding", "body", "kind = 'events'"),
        ("finding", "body", "kind = 'actors'"),
        ("finding", "body", "kind = 'quotations'"),
        ("finding", "body", "kind = 'linked actors'"),
    ],
)
@pytest.mark.parametrize("span", [b'"start":1,"end":99999', b'"start":-5,"end":3', b'"start":9,"end":3'])
def test_a_span_outside_of_its_text_is_noticed(tmp_path: Path, table: str, column: str, where: str, span: bytes) -> None:
    """Checksums and digests are those of the changed rows, as an error of the program would leave them."""
    case = new_dossier(tmp_path / "case")
    (case / "seeds" / "struck.txt").write_text(STRUCK, encoding="utf-8")
    with open_dossier(case) as opened:
        before = opened.query.search(Query())
    with FactsStore(case / "index" / "facts.sqlite3").transaction() as db:
        places = "place, id" if table == "finding" else "0, id"
        change = 0
        query = f"SELECT rowid, {column}, {places} FROM {table} WHERE {where}"  # noqa: S608  the names above
        for number, body, place, ident in db.execute(query).fetchall():
            data, changes = re.subn(rb'"start":\d+,"end":\d+', span, body[CHECKSUM:])
            assert changes
            row = hashlib.blake2b(data, digest_size=CHECKSUM).digest() + data
            db.execute(f"UPDATE {table} SET {column} = ? WHERE rowid = ?", (row, number))  # noqa: S608
            kind = where.removeprefix("kind = ").strip("'")
            change += row_hash(kind, place, ident, row[:CHECKSUM]) - row_hash(kind, place, ident, body[:CHECKSUM])
        if where.startswith("kind"):
            stage = FindingsStage.LINKED if "linked" in where else FindingsStage.CORRECTED
            name = _digest_names(stage)[0]
            digest = db.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()[0]
            db.execute("UPDATE meta SET value = ? WHERE name = ?", (digest_of(int(digest, 16) + change), name))
        if table == "article" or "linked" in where:
            names = [stage.value for stage in FindingsStage if table == "article" or stage is FindingsStage.CORRECTED]
            db.executemany("DELETE FROM meta WHERE name = ?", [(name,) for name in names])
    with open_dossier(case) as opened:
        after = opened.query.search(Query())
        assert any("damaged" in notice for notice in opened.notices)
    assert after.events == before.events
    assert [row.actor for row in after.actors] == [row.actor for row in before.actors]
    assert after.quotations == before.quotations


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE seed SET note = 'It could not be read.'",
        "UPDATE seed SET article = NULL WHERE file = 'met.txt'",
        "UPDATE seed SET article = (SELECT max(article) FROM seed)",
        "UPDATE seed SET size = 'many'",
        "DELETE FROM article WHERE id = (SELECT min(id) FROM article)",
        "UPDATE article SET article = (SELECT article FROM article ORDER BY id DESC LIMIT 1)",
        "UPDATE article SET id = 'abcdef012345' WHERE id = (SELECT min(id) FROM article)",
        "DELETE FROM finding WHERE kind = 'events' AND place = 0",
        "UPDATE finding SET place = 9 - place WHERE kind = 'events'",
        "UPDATE finding SET kind = 'linked events' || place WHERE kind = 'events'",
        "INSERT INTO finding SELECT kind, 7, id, body FROM finding WHERE kind = 'quotations' OR kind = 'events' LIMIT 1",
        "DROP TABLE finding",
        "ALTER TABLE article RENAME COLUMN facts TO words",
    ],
)
def test_changed_rows_give_no_wrong_answer(tmp_path: Path, change: str) -> None:
    """Rows that are missing, doubled, moved or mixed up, each sound by itself, are noticed too."""
    case = two_articles(tmp_path)
    with open_dossier(case) as opened:
        before = answer(opened, "grain")
    with sqlite3.connect(case / "index" / "facts.sqlite3") as db:
        db.execute(change)
    db.close()
    with open_dossier(case) as opened:
        assert answer(opened, "grain") == before
        assert any("damaged" in notice for notice in opened.notices)


def test_random_damages_of_the_facts_give_no_wrong_answer(tmp_path: Path) -> None:
    """Bytes that flip, a page of zeros, a file cut short: a dozen here, hundreds in `make faults`."""
    chance = random.Random(1)  # noqa: S311  no secret
    case = two_articles(tmp_path)
    with open_dossier(case) as opened:
        before = answer(opened, "grain")
    facts = case / "index" / "facts.sqlite3"
    for number in range(12):
        facts.write_bytes(damaged(facts.read_bytes(), chance))
        with open_dossier(case) as opened:
            assert answer(opened, "grain") == before, number


def test_what_only_the_disk_has_changed_is_not_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that looks as it was closed: its damaged row is an error when it is shown, also at once no longer taken for sound."""
    case = two_articles(tmp_path)
    with open_dossier(case) as opened:
        before = answer(opened, "grain")
    marker = clean_marker_path(case / "index")
    assert marker.exists()
    with closing(sqlite3.connect(case / "index" / "facts.sqlite3")) as db, db:
        assert db.execute("UPDATE finding SET body = replace(body, 'grain', 'brown') WHERE kind = 'quotations'").rowcount
    with monkeypatch.context() as patched:
        patched.setattr("dossier.services.derived.index.is_clean", lambda _database, _marker: True)
        opened = open_dossier(case)
        quotations = opened.query.search(Query()).quotations
        with pytest.raises(DamagedFacts, match="The index is damaged"):
            _ = [quotation.text for quotation in quotations]
        assert not marker.exists()
        opened.close()
    with open_dossier(case) as opened:
        assert answer(opened, "grain") == before
        assert any("damaged" in notice for notice in opened.notices)


@pytest.mark.parametrize("limit", [0, 100, 4096])
def test_a_full_disk_is_no_damage(tmp_path: Path, limit: int) -> None:
    """SQLite cannot make the files beside the facts: a sentence says so, and the facts are still there."""
    case = two_articles(tmp_path)
    with open_dossier(case) as opened:
        before = answer(opened, "grain")
    facts = case / "index" / "facts.sqlite3"
    contents = facts.read_bytes()
    _, error, _ = run_apart(partial(open_without_space, case, limit), None)
    assert error.startswith("ERROR DossierError") or not error
    assert facts.read_bytes() == contents
    with open_dossier(case) as opened:
        assert answer(opened, "grain") == before
        assert not opened.notices


def open_without_space(case: Path, limit: int, _: Acknowledge) -> None:
    """Opens a dossier in a process in which no file can grow beyond so many bytes."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.getrlimit(resource.RLIMIT_FSIZE)[1]))
    with open_dossier(case) as opened:
        opened.query.load()


def two_articles(folder: Path) -> Path:
    """A dossier of two articles, read and linked."""
    case = new_dossier(folder / "case")
    (case / "seeds" / "met.txt").write_text(MET, encoding="utf-8")
    (case / "seeds" / "struck.txt").write_text(STRUCK, encoding="utf-8")
    return case


@pytest.mark.parametrize("text", [None, MET.replace("Lisbon", "Porto")])
def test_findings_of_an_article_that_was_removed_or_edited_are_no_damage(tmp_path: Path, text: str | None) -> None:
    """The findings stored last are of the article from before, when the file is looked at by a program that reads the whole index."""
    case = new_dossier(tmp_path / "case")
    for name, words in {"met": MET, "struck": STRUCK}.items():
        (case / "seeds" / f"{name}.txt").write_text(words, encoding="utf-8")
    with open_dossier(case) as opened:
        opened.query.load()
    if text is None:
        (case / "seeds" / "met.txt").unlink()
    else:
        (case / "seeds" / "met.txt").write_text(text, encoding="utf-8")
    with open_dossier(case, doubtful=True) as opened:
        assert {event.place for event in opened.query.search(Query()).events} == {"Narvik"} | ({"Porto"} if text else set())
        assert opened.notices == ()


@pytest.mark.parametrize("column", ["article", "facts"])
def test_a_row_damaged_while_the_index_is_open_is_made_anew_at_the_next_opening(tmp_path: Path, column: str) -> None:
    """Also if nothing but the page of the article reads it; the error says what to do."""
    case = new_dossier(tmp_path / "case")
    database = case / "index" / "facts.sqlite3"
    (case / "seeds" / "met.txt").write_text(MET, encoding="utf-8")
    with open_dossier(case) as opened:
        opened.query.load()
    with open_dossier(case) as opened:
        (ident,) = opened.query.snapshot.articles
        with closing(sqlite3.connect(database)) as db:
            (stored,) = db.execute(f"SELECT {column} FROM article").fetchone()  # noqa: S608  the names above
        content, end = database.read_bytes(), stored[-20:]
        assert end in content
        database.write_bytes(content.replace(end, end[:-1] + b"]"))
    with open_dossier(case) as opened:
        opened.query.load()
        with pytest.raises(DamagedFacts, match="The index is damaged") as caught:
            opened.query.sentences(ident)
        assert "Open the dossier again" in caught.value.do
    with open_dossier(case) as opened:
        opened.query.load()
        assert opened.query.sentences(ident)
        assert any("damaged" in notice for notice in opened.notices)
