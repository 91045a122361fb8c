"""CSV read back by the csv module: every table, every cell, formulas disarmed."""

import csv
import io
import re
from dataclasses import replace

import pytest

from dossier.export.context import ExportContext
from dossier.export.formats.tables import TABLES, table


def rows(context: ExportContext, name: str) -> list[dict[str, str]]:
    """A table as a reader of CSV sees it."""
    text = "".join(table(replace(context, table=name)))
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def test_a_report_is_a_row_with_its_event_and_its_own_figures(context: ExportContext) -> None:
    """The long table: two sources of one strike are two rows."""
    row = [r for r in rows(context, "reports") if r["event"] == "x1"]
    assert [(r["outlet"], r["killed"], r["without_power"], r["figures"]) for r in row] == [
        ("The Morning Post", "7", "1200", "at least 7 killed; 1,200 without power"),
        ('\'=Evil, "Outlet"', "3", "", "3 killed"),
    ]
    assert {r["start"] for r in row} == {"2031-05-06"}
    assert [r["paragraph"] for r in row] == ["2", "1"]


def test_an_event_is_a_row_with_the_range_of_its_figures(context: ExportContext) -> None:
    """The wide table: least and most; blank where no source gives a figure."""
    row = {r["event"]: r for r in rows(context, "events")}
    assert len(row) == 4
    assert (row["x1"]["killed_least"], row["x1"]["killed_most"], row["x1"]["wounded_least"]) == ("3", "7", "")
    assert row["x1"]["attacker"] == 'West<land> & "Sons"'
    assert (row["m2"]["start"], row["m2"]["status"]) == ("", "planned")


def test_an_event_has_its_place_in_the_world_list(context: ExportContext) -> None:
    """Identifier, country and degrees, which no apostrophe makes text; blank where the list has no such place."""
    row = {r["event"]: r for r in rows(context, "events")}
    names = ("place_id", "place_name", "place_kind", "country", "latitude", "longitude", "place_why")
    lisbon = ("g1", "Lisbon, Lisbon District, Portugal", "town", "PT", "38.72", "-9.13", "Lisbon is in Portugal.")
    assert tuple(row["m1"][name] for name in names) == lisbon
    assert tuple(row["x1"][name] for name in names) == ("", "", "", "", "", "", "Velmar is not in the world list of places.")
    assert {r["latitude"] for r in rows(context, "reports") if r["event"] == "m1"} == {"38.72"}


def test_quotations_actors_and_articles_are_tables_too(context: ExportContext) -> None:
    """Names of speakers, counts, days."""
    quotes, actors, articles = (rows(context, n) for n in ("quotes", "actors", "articles"))
    assert [(q["speaker"], q["text"]) for q in quotes] == [("Orla Brandt", "We made progress,"), ("somebody", "'=SUM(A1)")]
    assert [(a["name"], a["mentions"], a["first_published"]) for a in actors][:2] == [
        ("Orla Brandt", "2", "2031-05-07"),
        ("Tomas Kerr", "1", "2031-05-07"),
    ]
    assert [(a["published"], a["published_basis"]) for a in articles] == [("2031-05-07", "stated"), ("", "unknown")]


@pytest.mark.parametrize("name", TABLES)
def test_no_cell_is_a_formula_and_lines_end_as_the_rfc_says(context: ExportContext, name: str) -> None:
    """CR LF between records, the same number of cells in each."""
    pieces = list(table(replace(context, table=name)))
    assert all(p.endswith("\r\n") for p in pieces)
    cells = list(csv.reader(io.StringIO("".join(pieces), newline=""), strict=True))
    assert len({len(row) for row in cells}) == 1
    words = [c for row in cells for c in row if not re.fullmatch(r"-?[0-9]+(?:\.[0-9]+)?", c)]
    assert not [c for c in words if c.startswith(("=", "+", "-", "@", "\t", "\r"))]


def test_rows_are_made_as_they_are_read(context: ExportContext) -> None:
    """The first piece comes before anything else is looked at: memory does not grow with the table."""
    pieces = table(replace(context, table="reports"))
    assert next(pieces).startswith("event,kind")
    assert next(pieces).startswith("m0,")
