"""Exports of what a query shows, narrowed every way, and of what was selected row by row: exactly that, and what it rests on."""

import csv
import io
import json
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import networkx as nx
import pytest

from dossier.api import Dossier
from dossier.errors import DossierError, UsageError
from dossier.model.notebook import AnchorKind
from dossier.model.query import Query
from dossier.services.query.selection import select_items

MARCH = (date(2031, 3, 1), date(2031, 3, 31))


def facts(reports: Dossier, query: Query | None = None, only: tuple[str, ...] = (), *, notes: bool = False) -> dict[str, Any]:
    """The facts that go out, read back."""
    content: dict[str, Any] = json.loads(reports.exports.prepare("json", query, notes=notes, only=only).text)
    return content


def table(reports: Dossier, name: str, query: Query | None = None, only: tuple[str, ...] = ()) -> list[dict[str, str]]:
    """A table that goes out, read back."""
    return list(csv.DictReader(io.StringIO(reports.exports.prepare("csv", query, table=name, only=only).text, newline=""), strict=True))


def actor(reports: Dossier, name: str) -> str:
    """The id of an actor."""
    return next(a.id for a in reports.query.snapshot.findings.actors if a.name == name)


def event(reports: Dossier, place: str) -> str:
    """The id of the event there."""
    return next(e.id for e in reports.query.snapshot.findings.events if town(e.place) == place)


def town(place: str) -> str:
    """The first part of a place."""
    return place.partition(",")[0]


@pytest.mark.parametrize(
    "query",
    [
        Query(days=MARCH),
        Query(sources=("Northern Wire",)),
        Query(kinds=("strike",)),
        Query(kinds=("strike",), days=MARCH),
        Query("grain"),
        Query("grain", sources=("Harbour Post",)),
        Query(tags=("later",)),
    ],
)
def test_an_export_holds_what_the_lists_show(reports: Dossier, query: Query) -> None:
    """Month, outlet, kind, tag and words, alone and together: the events, quotations and articles of the answer, and no id that is not
    there; a bibliography and a table of articles list just the articles that answer.
    """
    reports.notebook.tag(reports.notebook.anchor_of(AnchorKind.EVENT, event(reports, "Bergen")), ["later"])
    answer, exported = reports.query.search(query), facts(reports, query)
    assert [e["id"] for e in exported["events"]] == [e.id for e in answer.events]
    assert {q["id"] for q in exported["quotes"]} == {q.id for q in answer.quotations}
    assert {h.article for h in answer.articles} <= {a["id"] for a in exported["articles"]}
    assert {r["article"] for e in exported["events"] for r in e["reports"]} <= {a["id"] for a in exported["articles"]}
    everybody = {a["id"] for a in exported["actors"]}
    assert {p for e in exported["events"] for p in (*e["participants"], e["attacker"]) if p} <= everybody
    assert {r["article"] for r in table(reports, "articles", query)} == {h.article for h in answer.articles}
    assert len(json.loads(reports.exports.prepare("csl", query).text)) == len(answer.articles) > 0


def test_several_actors_narrow_to_what_involves_all(reports: Dossier) -> None:
    """Two ministers met in Lisbon only."""
    both = Query(actors=(actor(reports, "Orla Brandt"), actor(reports, "Tomas Kerr")))
    assert [town(r["place"]) for r in table(reports, "events", both)] == ["Lisbon"]
    assert reports.exports.prepare("bibtex", both).what == "1 article"


def test_selected_events_go_out_alone(reports: Dossier) -> None:
    """With every source, what is quoted in their sentences, and the people they name; the brief says that they were chosen."""
    only = (event(reports, "Lisbon"), event(reports, "Bergen"))
    exported = facts(reports, only=only)
    assert {e["id"] for e in exported["events"]} == set(only)
    assert {a["file"] for a in exported["articles"]} == {"lisbon.md", "bergen.md", "later.md"}
    assert {a["name"] for a in exported["actors"]} >= {"Orla Brandt", "Tomas Kerr"}
    assert len(table(reports, "events", only=only)) == 2
    assert "Selected items: 2 selected events." in reports.exports.prepare("markdown", only=only).text
    assert "Selected only: 2 selected events" in reports.exports.prepare("html", only=only).text
    assert reports.exports.prepare("ics", only=only).what == "2 dated events"


def test_a_selected_article_goes_out_with_what_it_tells(reports: Dossier) -> None:
    """Its events whole, so that their other sources stand in the brief; a bibliography and a table of articles hold it alone."""
    exported = facts(reports, only=("later.md",))
    assert {town(e["place"]) for e in exported["events"]} == {"Narvik", "Bergen"}
    assert {a["file"] for a in exported["articles"]} == {"later.md", "bergen.md"}
    assert [r["file"] for r in table(reports, "articles", only=("later.md",))] == ["later.md"]
    assert [c["title"] for c in json.loads(reports.exports.prepare("csl", only=("later.md",)).text)] == ["later.md"]
    assert reports.exports.prepare("ris", only=("later.md",)).what == "1 article"


def test_a_selected_quotation_goes_out_with_its_article(reports: Dossier) -> None:
    """And its speaker; no event."""
    quotation = next(q for q in reports.query.snapshot.findings.quotations if "winter" in q.text)
    exported = facts(reports, only=(quotation.id,))
    assert ([q["id"] for q in exported["quotes"]], exported["events"]) == ([quotation.id], [])
    assert [a["file"] for a in exported["articles"]] == ["porto.md"]
    assert quotation.speaker in {a["id"] for a in exported["actors"]}


def test_selected_actors_are_the_graph_and_the_table(reports: Dossier) -> None:
    """Just they are its nodes; their events and words go out whole, with whom they met."""
    only = (actor(reports, "Orla Brandt"), actor(reports, "Nils Aker"))
    graph = nx.parse_graphml(reports.exports.prepare("graphml", only=only).text)
    assert set(graph) == set(only)
    assert graph.has_edge(*only)
    assert {r["actor"] for r in table(reports, "actors", only=only)} == set(only)
    assert {"Lisbon", "Porto"} <= {town(e["place"]) for e in facts(reports, only=only)["events"]}
    assert "Tomas Kerr" in {a["name"] for a in facts(reports, only=only)["actors"]}


def test_notes_go_along_with_what_they_hang_on(reports: Dossier) -> None:
    """With the option for notes; a note that is named is exported in any case, with its item."""
    note = reports.notebook.note(reports.notebook.anchor_of(AnchorKind.EVENT, event(reports, "Porto")), "Ask the zebra.")
    reports.notebook.note(reports.notebook.anchor_of(AnchorKind.EVENT, event(reports, "Lisbon")), "Another.")
    porto = (event(reports, "Porto"),)
    assert "notes" not in facts(reports, only=porto) or facts(reports, only=porto)["notes"] == []
    assert [n["text"] for n in facts(reports, only=porto, notes=True)["notes"]] == ["Ask the zebra."]
    exported = facts(reports, only=(str(note.id),))
    assert [n["text"] for n in exported["notes"]] == ["Ask the zebra."]
    assert [town(e["place"]) for e in exported["events"]] == ["Porto"]


def test_what_is_hidden_or_gone_is_reported(reports: Dossier) -> None:
    """A hidden event is not smuggled out; an id that is none is a sentence."""
    gone = event(reports, "Porto")
    reports.notebook.hide(gone)
    assert facts(reports, only=(gone,))["events"] == []
    with pytest.raises(DossierError, match="Nothing here has the ID"):
        reports.exports.prepare("json", only=("pigeon",))


def test_a_part_fits_the_schema(reports: Dossier) -> None:
    """A part of the facts is valid by the published schema, and every text is at its span."""
    schema = json.loads((Path(__file__).resolve().parents[4] / "docs" / "facts.schema.json").read_text(encoding="utf-8"))
    for only in (
        (event(reports, "Bergen"),),
        ("later.md",),
        (actor(reports, "Nils Aker"),),
        (reports.query.snapshot.findings.quotations[0].id,),
    ):
        exported = facts(reports, only=only)
        jsonschema.validate(exported, schema)
        texts = {a["id"]: a["text"] for a in exported["articles"]}
        spans = (
            [m for a in exported["actors"] for m in a["mentions"]]
            + [r for e in exported["events"] for r in e["reports"]]
            + exported["quotes"]
        )
        assert all(texts[s["article"]][s["start"] : s["end"]] == s["text"] for s in spans)
        assert {s for q in exported["quotes"] for s in q["same_as"]} <= {q["id"] for q in exported["quotes"]}


def test_every_format_takes_a_selection(reports: Dossier) -> None:
    """None fails on a part, and each says how much it holds."""
    for info in reports.exports.formats():
        assert reports.exports.prepare(info.name, only=(event(reports, "Bergen"),)).count > 0 or info.name in {"graphml", "gexf"}


def test_nothing_selected_is_refused_where_it_is_asked_of_the_part(reports: Dossier) -> None:
    """An empty selection never means everything."""
    with pytest.raises(UsageError, match="Nothing is selected"):
        select_items((), reports.query.view().evaluator())
