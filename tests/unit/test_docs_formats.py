"""docs/formats.md against the code: every format, method, field and column in it is the program's, every limit has the program's number."""

import json
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest
import yaml
from bibtexparser.entrypoint import parse_string
from icalendar import Calendar

from dossier.api import Dossier
from dossier.export.formats import tables
from dossier.export.formats.acled import COLUMNS as ACLED
from dossier.export.html.actors import MOST_ARTICLES
from dossier.model.event_kinds.registry import figure_words
from dossier.model.notebook import AnchorKind
from dossier.reading import bibliography, read
from dossier.reading.cleaning import encoding, zip_xml
from dossier.reading.containers import archive, attachments, feed, json_file, mail_file, split, table, table_csv, wacz, warc
from dossier.reading.containers import open as containers
from dossier.reading.containers.table_columns import column_names
from dossier.reading.formats import epub, html, pdf
from dossier.reading.network import fetch
from dossier.reading.registry import KINDS, METHODS
from dossier.services.ingest import bundles, download, sources

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "formats.md").read_text(encoding="utf-8")
IN, _, OUT = PAGE.partition("\n## Out\n")
LIMITS = {
    "text of one article": (f"{read.MOST_CHARACTERS:,} characters",),
    "a text including what is not part of the article (`.txt`, `.md`, `.rtf`, an email)": (f"{encoding.MOST_RAW:,} characters",),
    "one file": (f"{read.MOST_BYTES // 10**6} MB",),
    "a page's markup, without the pictures, fonts and styles that SingleFile puts in it": (f"{html.MOST_MARKUP // 10**6} MB",),
    "a PDF": (f"{pdf.MOST_PAGES:,} pages",),
    "one container, everything inside it together": (
        f"{containers.MOST_MEMBERS:,} articles",
        f"{containers.MOST_BYTES // 10**9} GB",
    ),
    "containers inside one another": (f"{containers.DEEPEST}",),
    "a file in an archive": (f"{archive.MOST_FILE // 10**6} MB", f"{archive.MOST_RATIO} times", f"over {archive.SMALL // 10**6} MB"),
    "an archive": (f"{archive.MOST_ENTRIES:,} files",),
    "a compressed tar or WARC file": (f"{archive.MOST_STREAM // 10**9} GB", f"{archive.MOST_RATIO} times"),
    "an email in a mailbox": (f"{mail_file.MOST_MAIL // 10**6} MB",),
    "a page in a WARC file": (f"{warc.MOST_RECORD // 10**6} MB", f"{warc.MOST_HEADERS:,} lines of headers"),
    "a WACZ collection": (f"{wacz.MOST_WARCS:,} WARC files", f"{archive.MOST_STREAM // 10**9} GB"),
    "a feed": (f"{feed.MOST_BYTES // 10**6} MB", f"{feed.MOST_ENTRIES:,} entries", f"{feed.MOST_TAGS:,} tags"),
    "a table": (f"{table.MOST_BYTES // 10**6} MB", f"{table_csv.MOST_CELL // 10**6} MB a cell"),
    "a JSON file of articles": (f"{json_file.MOST_BYTES // 10**6} MB",),
    "a download from a press archive": (f"{split.MOST_ARTICLES:,} articles",),
    "a bibliography": (f"{bibliography.MOST_BYTES // 10**6} MB",),
    "a `NAME.source.json`": (f"{read.LARGEST_SIDECAR // 10**6} MB",),
    "a fetched page": (f"{fetch.MOST_BYTES // 10**6} MB",),
    "a `robots.txt`": (f"{fetch.MOST_ROBOTS // 1000} KB",),
    "pages fetched for one feed at once": (f"{download.MOST_PAGES}",),
    "attachments of one email": (f"{attachments.MOST_ATTACHED}", f"{attachments.MOST_FILE // 10**6} MB each"),
    "emails attached to one another": (f"{sources.DEEPEST}",),
    "a document that is an archive inside (`.docx`, `.odt`, `.epub`)": (
        f"{zip_xml.MOST_UNPACKED // 10**6} MB unpacked",
        f"{zip_xml.MOST_PART // 10**6} MB a part",
        f"{epub.MOST_CHAPTERS} chapters",
    ),
}
"""Row of the table of limits -> its text, with the numbers of the code."""
WORDS = {5.0: "five", 10.0: "10", 30.0: "30", 60.0: "60"}


def rows_of_table(text: str, *heads: str) -> list[list[str]]:
    """The cells of the table with these heads."""
    lines = iter(text.splitlines())
    next(line for line in lines if [c.strip() for c in line.strip("|").split("|")] == list(heads))
    next(lines)
    rows = []
    for line in lines:
        if not line.startswith("|"):
            break
        rows.append([cell.strip() for cell in line.strip("|").split(" | ")])
    return rows


def code_names(cell: str) -> list[str]:
    """The names between backticks."""
    return re.findall(r"`([^`]+)`", cell)


def part(heading: str) -> str:
    """The page's text under a heading."""
    return re.split(r"^### ", OUT.partition(f"\n### {heading}\n")[2], maxsplit=1, flags=re.MULTILINE)[0]


def test_every_limit_has_the_number_of_the_code() -> None:
    """No more rows and no fewer, each with its figures; so have the sentences on fetching and bundles, and the list of the report."""
    documented = dict(rows_of_table(IN, "limit", "how much"))
    assert set(documented) == set(LIMITS)
    for name, numbers in LIMITS.items():
        for number in numbers:
            assert re.search(rf"(?<![\d,]){re.escape(number)}(?!\d|,\d)", documented[name]), f"{name}: {number}"
    flat = " ".join(PAGE.split())
    assert f"asked every {WORDS[fetch.PAUSE]} seconds" in flat
    assert f"up to {WORDS[fetch.LONGEST_PAUSE]} seconds" in flat
    assert f"has {WORDS[fetch.CONNECT]} seconds to begin and {WORDS[fetch.TOTAL]} to end" in flat
    assert fetch.MOST_HOPS == 5
    assert "Five redirects are followed" in flat
    assert f"fewer than {feed.TEASER} words" in flat
    assert f"Up to {bundles.MOST_FILES:,} files and {bundles.MOST_BYTES >> 30} GB are imported" in flat
    assert f"({MOST_ARTICLES} articles are listed" in flat


def test_every_method_of_reading_is_there_with_its_words() -> None:
    """In the order of the code, for the suffixes that it reads."""
    documented = [
        (tuple(code_names(files)), code_names(method)[0], what)
        for files, method, what in rows_of_table(IN, "files", "method", "what it takes")
    ]
    suffixes = {kind: tuple(s for s, k in KINDS.items() if k == kind) for kind in METHODS}
    suffix_groups = {tuple(sorted(f)): None for f, _, _ in documented}
    for kind, methods in METHODS.items():
        listed = [(m, w) for f, m, w in documented if set(suffixes[kind]) <= set(f)]
        assert listed == list(methods), kind
    assert {s for files in suffix_groups for s in files} == {s for kind in METHODS for s in suffixes[kind]}


def test_the_names_of_columns_are_those_that_are_known() -> None:
    """Of tables that come in."""
    assert {what: tuple(code_names(cell)) for what, cell in rows_of_table(IN, "what", "columns")} == dict(column_names())


def test_every_column_of_every_table_is_there() -> None:
    """Tables that are exported, a figure's columns listed once; ACLED's."""
    documented = {code_names(name)[0]: code_names(cell) for name, cell in rows_of_table(part("csv"), "table", "columns")}
    assert set(documented) == set(tables.TABLES)
    columns_of = {name: list(tables.table_columns(name)) for name in tables.TABLES}
    for name, columns in columns_of.items():
        shapes = [re.sub(rf"^({'|'.join(figure_words())})(?=_least$|_most$|$)", "FIGURE", c) for c in columns]
        assert documented[name] == list(dict.fromkeys(shapes)), name
    assert all(f"`{figure}`" in part("csv") for figure in figure_words())
    assert code_names(part("acled").rpartition("The columns are")[2]) == list(ACLED)


def fields_of(sample: Dossier) -> dict[str, set[str]]:
    """The fields that the facts of the sample have, by the words of the page."""
    whole: dict[str, Any] = json.loads(sample.exports.prepare("json", notes=True).text)
    events, actors, articles = whole["events"], whole["actors"], whole["articles"]
    rows = {
        "`dossier`": [whole["dossier"]],
        "an article": articles,
        "a time": [t for a in articles for t in a["times"]],
        "a cumulative figure": [c for a in articles for c in a["cumulative"]],
        "an actor": actors,
        "a mention": [m for a in actors for m in a["mentions"]],
        "an event": events,
        "a figure": [f for e in events for f in e["figures"]],
        "a report": [r for e in events for r in e["reports"]],
        "a quotation": whole["quotes"],
        "a source": [q["source"] for q in whole["quotes"] if q["source"]],
        "a note": whole["notes"],
        "an anchor": [n["anchor"] for n in whole["notes"]],
    }
    return {name: {key for row in listed for key in row} for name, listed in rows.items()}


@pytest.fixture
def noted(sample: Dossier) -> Dossier:
    """The sample with a note."""
    sample.notebook.note(sample.notebook.anchor_of(AnchorKind.EVENT, sample.query.snapshot.findings.events[0].id), "A note.", ("verify",))
    return sample


def test_every_field_of_the_facts_is_there(noted: Dossier) -> None:
    """As the export writes them, and as the published schema knows them."""
    assert {name: set(code_names(cell)) for name, cell in rows_of_table(part("json"), "what", "fields")} == fields_of(noted)


def test_every_field_of_the_other_formats_is_there(noted: Dossier, tmp_path: Path) -> None:
    """Fields written in citations, calendars, timelines, graphs, vaults and bundles are documented under their format."""
    documented = {code_names(name)[0]: set(code_names(cell)) for name, cell in rows_of_table(part("csl, bibtex, ris"), "format", "fields")}
    assert {k for item in json.loads(noted.exports.prepare("csl").text) for k in item} <= documented["csl"]
    assert {f.key for e in parse_string(noted.exports.prepare("bibtex").text).entries for f in e.fields} <= documented["bibtex"]
    assert set(re.findall(r"^(\w\w)  - ", noted.exports.prepare("ris").text, re.MULTILINE)) <= documented["ris"]
    calendar = Calendar.from_ical(noted.exports.prepare("ics").text)
    assert isinstance(calendar, Calendar)
    assert {str(k) for e in calendar.walk("VEVENT") for k in e} <= set(code_names(part("ics")))
    slides = json.loads(noted.exports.prepare("timelinejs").text)
    assert {*slides, *(k for s in slides["events"] for k in s)} <= set(code_names(part("timelinejs")))
    assert set(re.findall(r'attr.name="(\w+)"', noted.exports.prepare("graphml").text)) <= set(code_names(part("graphml, gexf")))
    features = json.loads(noted.exports.prepare("geojson").text)["features"]
    assert {k for feature in features for k in feature["properties"]} <= set(code_names(part("geojson, kml").partition("`kml` (2.2)")[0]))
    data = set(re.findall(r'<Data name="(\w+)"', noted.exports.prepare("kml").text))
    assert data
    assert data <= set(code_names(part("geojson, kml").partition("`kml` (2.2)")[2]))
    noted.exports.prepare("obsidian", notes=True).save(tmp_path / "vault")
    properties = [yaml.safe_load(p.read_text(encoding="utf-8").split("---\n")[1]) for p in (tmp_path / "vault").glob("*/*.md")]
    assert {k for p in properties for k in p} <= set(code_names(part("obsidian")))
    noted.exports.prepare("bundle", notes=True).save(tmp_path / "case.dossier.zip")
    with zipfile.ZipFile(tmp_path / "case.dossier.zip") as packed_up:
        assert {"seeds/" if n.startswith("seeds/") else n for n in packed_up.namelist()} <= set(code_names(part("bundle")))
