"""Registry of export formats by name; an exporter's module is imported on first use."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from importlib import import_module
from typing import IO, Any

from dossier.export.context import ExportContext
from dossier.export.item_counts import COUNTS, DATED_EVENT, LOCATED_EVENT, OCCURRED_EVENT
from dossier.text.unsafe_characters import strip_unsafe


class OutputKind(StrEnum):
    """Kind of output: TEXT goes to a file or to standard output, FOLDER is many files, ARCHIVE is bytes."""

    TEXT = "text"
    FOLDER = "folder"
    ARCHIVE = "archive"


@dataclass(frozen=True, slots=True)
class ExportFormat:
    """Registration of a format: its name, a description, the suffix of its files (empty for a folder), and the kind of output.

    `writer` is the exporter as `module.function` below `dossier.export`; `items` are the kinds of item in it, as keys of COUNTS; `tables`
    the tables it can write, each with the item that is its row, the default first. A format that lists only articles, or only actors and
    their links, leaves out what other items refer to.
    """

    name: str
    what: str
    suffix: str
    writer: str
    items: tuple[str, ...] = ("article", "event", "quotation", "note")
    shape: OutputKind = OutputKind.TEXT
    tables: tuple[tuple[str, str], ...] = ()

    def pieces(self, context: ExportContext) -> Iterator[str]:
        """The text of a TEXT format, in parts. This and `files` are the door to every file of text: no unsafe character passes."""
        pieces: Iterator[str] = self._writer()(context.listing(_sole_item(self._items(context))))
        return map(strip_unsafe, pieces)

    def files(self, context: ExportContext) -> Iterator[tuple[str, Callable[[], str]]]:
        """The files of a FOLDER format: a name with forward slashes, and a function that gives the text, so that not all are in memory
        at once.
        """
        files: Iterator[tuple[str, Callable[[], str]]] = self._writer()(context)
        return ((name, partial(_stripped, text)) for name, text in files)

    def archive(self, context: ExportContext, stream: IO[bytes]) -> None:
        """Writes an ARCHIVE format."""
        self._writer()(context, stream)

    def counted(self, context: ExportContext) -> tuple[tuple[int, str], ...]:
        """The number of items of each kind that the format contains for this context; notes only if there are any."""
        items = self._items(context)
        listed = context.listing(_sole_item(items))
        counts = ((COUNTS[item](listed), item) for item in items)
        return tuple((number, item) for number, item in counts if number or item != "note")

    def _items(self, context: ExportContext) -> tuple[str, ...]:
        """The kinds of item for this context."""
        table = context.table or (self.tables[0][0] if self.tables else "")
        return tuple(item for name, item in self.tables if name == table) or self.items

    def _writer(self) -> Callable[..., Any]:
        module, _, function = self.writer.rpartition(".")
        writer: Callable[..., Any] = getattr(import_module(f"dossier.export.{module}"), function)
        return writer


def _stripped(text: Callable[[], str]) -> str:
    return strip_unsafe(text())


def _sole_item(items: tuple[str, ...]) -> str:
    """The kind of item of a format that lists articles only, or actors with their links only; empty for every other format."""
    return items[0] if set(items) in ({"article"}, {"actor"}, {"actor", "link"}) else ""


TABLES = (
    ("reports", "report"),
    ("events", "event"),
    ("quotes", "quotation"),
    ("actors", "actor"),
    ("articles", "article"),
    ("cumulative", "total"),
)
ALL_ITEMS = ("article", "event", "quotation", "actor", "note")
FORMATS: Mapping[str, ExportFormat] = {
    f.name: f
    for f in (
        ExportFormat("json", "all facts with their passages, for programs", ".json", "formats.facts_json.facts_json"),
        ExportFormat("jsonl", "the same, one object per line", ".jsonl", "formats.facts_jsonl.facts_lines", ALL_ITEMS),
        ExportFormat("markdown", "a report with citations, to read", ".md", "formats.brief.brief"),
        ExportFormat("csv", "a table for spreadsheets", ".csv", "formats.tables.table", tables=TABLES),
        ExportFormat("html", "one page with a timeline and a map, to view and print", ".html", "html.page.report"),
        ExportFormat("timelinejs", "a timeline for TimelineJS", ".json", "formats.timelinejs.timelinejs", (DATED_EVENT,)),
        ExportFormat("ics", "events for a calendar", ".ics", "formats.ics.calendar", (DATED_EVENT,)),
        ExportFormat("csl", "articles, for citation managers", ".json", "formats.bibliography.csl", ("article",)),
        ExportFormat("bibtex", "articles, for LaTeX", ".bib", "formats.bibliography.bibtex", ("article",)),
        ExportFormat("ris", "articles, for reference managers", ".ris", "formats.bibliography.ris", ("article",)),
        ExportFormat(
            "annotations",
            "passages as W3C Web Annotations",
            ".jsonld",
            "formats.annotations.annotations",
            ("report", "quotation", "note"),
        ),
        ExportFormat("obsidian", "a vault of linked notes", "", "formats.obsidian.vault", ALL_ITEMS, OutputKind.FOLDER),
        ExportFormat("graphml", "who appears with whom, for Gephi, yEd, NetworkX", ".graphml", "formats.graph.graphml", ("actor", "link")),
        ExportFormat("gexf", "the same, for Gephi", ".gexf", "formats.graph.gexf", ("actor", "link")),
        ExportFormat("acled", "events in ACLED columns", ".csv", "formats.acled.acled", (OCCURRED_EVENT,)),
        ExportFormat("geojson", "a map layer, for QGIS, Kepler, Leaflet", ".geojson", "formats.geojson.geojson", (LOCATED_EVENT,)),
        ExportFormat("kml", "the same, for Google Earth", ".kml", "formats.kml.kml", (LOCATED_EVENT,)),
        ExportFormat(
            "bundle", "the whole dossier, for another computer", ".dossier.zip", "formats.bundle.bundle", ALL_ITEMS, OutputKind.ARCHIVE
        ),
    )
}
