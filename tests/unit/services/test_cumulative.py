"""Cumulative figures from the article to the lists and exports: with their source, which follows the user's corrections."""

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path

import jsonschema
import pytest

from dossier.api import Dossier, open_dossier
from dossier.model.query import Query

TEXT = (
    "---\ntitle: A bus in Tolmar\noutlet: Harbour Post\npublished: 2031-05-07\n---\n\n"
    "A drone hit a bus in the port of Tolmar on Tuesday, killing three people, Mayor Ada Holm said.\n\n"
    "More than 5,400 people have been killed since the war began in March 2029, Ada Holm said. Lew Brandt lives in Tolmar.\n"
)
SCHEMA = Path(__file__).resolve().parents[3] / "docs" / "facts.schema.json"


@pytest.fixture
def war(tmp_path: Path) -> Iterator[Dossier]:
    """A dossier of one invented report."""
    root = tmp_path / "war"
    (root / "seeds").mkdir(parents=True)
    (root / "seeds" / "bus.md").write_text(TEXT, encoding="utf-8")
    (root / "dossier.toml").write_text('title = "War"\n', encoding="utf-8")
    with open_dossier(root) as dossier:
        yield dossier


def test_a_total_is_listed_with_its_article(war: Dossier) -> None:
    """In its details, with period and source; no event has it."""
    (article,) = war.query.snapshot.articles_by_day
    words = "at least 5,400 killed since the war began in March 2029, says Ada Holm"
    assert war.query.snapshot.totals_of(article.id) == (words,)
    assert ("Total", words) in war.review.explain(article.id).rows
    assert {f.value for e in war.query.snapshot.findings.events for r in e.reports for f in r.figures} == {3}


def test_it_is_exported(war: Dossier) -> None:
    """As JSON that fits the schema, with the first day of its period, and as a table; also where a query leaves out its source."""
    facts = json.loads(war.exports.prepare("json", Query("bus")).text)
    jsonschema.validate(facts, json.loads(SCHEMA.read_text(encoding="utf-8")))
    (total,) = facts["articles"][0]["cumulative"]
    assert (total["name"], total["value"], total["at_least"], total["since"]) == ("killed", 5400, True, "2029-03-01")
    assert {a["id"]: a["name"] for a in facts["actors"]}[total["says"]] == "Ada Holm"
    (row,) = csv.DictReader(io.StringIO(war.exports.prepare("csv", table="cumulative").text))
    assert (row["figure"], row["value"], row["says"], row["paragraph"]) == ("killed", "5400", "Ada Holm", "2")
    assert TEXT.split("\n\n")[2].startswith(row["text"])


def test_its_source_follows_corrections(war: Dossier) -> None:
    """A merged actor is named by the one that it was merged into; undo brings the first back."""
    people = {a.name: a.id for a in war.query.snapshot.findings.actors}
    (article,) = war.query.snapshot.articles_by_day
    war.notebook.merge([people["Lew Brandt"], people["Ada Holm"]])
    assert war.query.snapshot.totals_of(article.id)[0].endswith("says Lew Brandt")
    war.notebook.undo()
    assert war.query.snapshot.totals_of(article.id)[0].endswith("says Ada Holm")
