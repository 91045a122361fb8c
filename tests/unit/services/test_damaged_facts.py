"""A bit that flipped inside a stored value gives no wrong answer: the index is made anew, with a sentence.

Without the checksums the changed words are shown, or the program ends with a decoding error.
"""

import sqlite3
from pathlib import Path

import pytest

from dossier.api import open_dossier
from dossier.model.query import Query
from dossier.services.ingest.create import new_dossier

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
