"""A bit that flipped inside a stored value gives no wrong answer: the index is made anew, with a sentence.

Without the checksums the changed words are shown, or the program ends with a decoding error.
"""

import random
import sqlite3
from pathlib import Path

import pytest

from dossier.api import Dossier, open_dossier
from dossier.model.query import Query
from dossier.services.ingest.create import new_dossier

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
        before = answer(opened)
    with sqlite3.connect(case / "index" / "facts.sqlite3") as db:
        db.execute(change)
    db.close()
    with open_dossier(case) as opened:
        assert answer(opened) == before
        assert any("damaged" in notice for notice in opened.notices)


def test_random_damages_of_the_facts_give_no_wrong_answer(tmp_path: Path) -> None:
    """Bytes that flip, a page of zeros, a file cut short: a dozen here, hundreds in `make faults`."""
    chance = random.Random(1)  # noqa: S311  no secret
    case = two_articles(tmp_path)
    with open_dossier(case) as opened:
        before = answer(opened)
    facts = case / "index" / "facts.sqlite3"
    for number in range(12):
        facts.write_bytes(damaged(facts.read_bytes(), chance))
        with open_dossier(case) as opened:
            assert answer(opened) == before, number


def damaged(data: bytes, chance: random.Random) -> bytes:
    """The bytes with one damage of a kind that disks and programs do."""
    at, kind = chance.randrange(len(data)), chance.choice(("flip", "flip", "flips", "zeros", "cut", "copy"))
    body = bytearray(data)
    if kind == "cut":
        return data[:at]
    if kind == "zeros":
        body[at // 4096 * 4096 : at // 4096 * 4096 + 4096] = bytes(4096)
    elif kind == "copy":
        body[at : at + 512] = body[-512:]
    for _ in range({"flip": 1, "flips": 40}.get(kind, 0)):
        body[chance.randrange(len(body))] ^= 1 << chance.randrange(8)
    return bytes(body)


def two_articles(folder: Path) -> Path:
    """A dossier of two articles, read and linked."""
    case = new_dossier(folder / "case")
    (case / "seeds" / "met.txt").write_text(MET, encoding="utf-8")
    (case / "seeds" / "struck.txt").write_text(STRUCK, encoding="utf-8")
    return case


def answer(opened: Dossier) -> object:
    """What a user sees of it: texts, events, quotations, actors, and a search for words."""
    result, grain = opened.query.search(Query()), opened.query.search(Query(text="grain"))
    texts = sorted(article.text for article in opened.query.snapshot.articles.values())
    events = sorted((event.place, str(event.start), event.kind) for event in result.events)
    return texts, events, sorted(row.actor.name for row in result.actors), sorted(q.text for q in result.quotations), len(grain.articles)
