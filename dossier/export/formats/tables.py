"""Tables as CSV after RFC 4180: UTF-8, a header row, ISO days; nothing that a spreadsheet would run as a formula."""

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date

from dossier.export.context import ExportContext
from dossier.export.lookup import Lookup
from dossier.export.sanitize import csv_cell
from dossier.model.event import Event, FigureKind, SourceReport
from dossier.phrases.core import format_figure

Value = str | int | None
Row = dict[str, Value]
BETWEEN = "; "


def table(material: ExportContext) -> Iterator[str]:
    """The table that `material.table` names, reports where it names none, a line at a time."""
    rows = TABLES[material.table or "reports"]
    columns, listed = rows(material)
    return csv_lines(columns, ([row[c] for c in columns] for row in listed))


def csv_lines(columns: Sequence[str], rows: Iterable[Sequence[Value]]) -> Iterator[str]:
    """A header row and the rows, each as one piece that ends in CR LF."""
    writer = csv.writer(_Echo(), lineterminator="\r\n")
    yield str(writer.writerow(columns))
    for row in rows:
        yield str(writer.writerow([csv_cell(v) for v in row]))


class _Echo:
    """What csv writes to: gives each row back as it was formatted."""

    def write(self, row: str) -> str:
        """The row."""
        return row


def reports(material: ExportContext) -> tuple[Sequence[str], Iterator[Row]]:
    """The long table of events: a row for each report, with the event it belongs to and what this source alone says."""
    return REPORT_COLUMNS, _reports(material)


def events(material: ExportContext) -> tuple[Sequence[str], Iterator[Row]]:
    """The wide table of events: a row for each, with the least and the most that any source gives."""
    return EVENT_COLUMNS, _events(material)


def quotes(material: ExportContext) -> tuple[Sequence[str], Iterator[Row]]:
    """A row for each quotation."""
    return QUOTE_COLUMNS, _quotes(material)


def actors(material: ExportContext) -> tuple[Sequence[str], Iterator[Row]]:
    """A row for each actor."""
    return ACTOR_COLUMNS, _actors(material)


def articles(material: ExportContext) -> tuple[Sequence[str], Iterator[Row]]:
    """A row for each article."""
    return ARTICLE_COLUMNS, _articles(material)


TABLES: Mapping[str, Callable[[ExportContext], tuple[Sequence[str], Iterator[Row]]]] = {
    "reports": reports,
    "events": events,
    "quotes": quotes,
    "actors": actors,
    "articles": articles,
}
FIGURES = tuple(f.value for f in FigureKind)
SOURCE_COLUMNS = ("article", "outlet", "title", "published", "published_basis", "url", "file")
EVENT_HEAD = ("event", "kind", "subkind", "status", "start", "end", "granularity", "place")
REPORT_COLUMNS = (
    *(*EVENT_HEAD, *SOURCE_COLUMNS, "paragraph", "start_char", "end_char", "text", "says"),
    *("report_status", "report_start", "report_end", "report_place", "participants", "attacker", "weapon", "figures", *FIGURES),
)
EVENT_COLUMNS = (
    *(*EVENT_HEAD, "sure", "participants", "attacker", "weapon", "target", "articles", "independent_sources", "outlets", "conflicts"),
    *(f"{f}_{bound}" for f in FIGURES for bound in ("least", "most")),
    *("date_why", "merge_why"),
)
QUOTE_COLUMNS = (
    *("quotation", "text", "kind", "speaker", "speaker_id", "speaker_text", "cue", "channel", *SOURCE_COLUMNS),
    *("paragraph", "start_char", "end_char", "same_as", "differs"),
)
ACTOR_COLUMNS = ("actor", "name", "kind", "side", "aliases", "roles", "articles", "mentions", "first_published", "last_published")
ARTICLE_COLUMNS = (*SOURCE_COLUMNS, "byline", "language", "sha256", "published_why", "words")


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _source(references: Lookup, article: str) -> Row:
    told, published = references.articles[article], references.published[article]
    return {
        "article": told.id,
        "outlet": told.outlet,
        "title": told.title,
        "published": _day(published.day),
        "published_basis": published.basis.value,
        "url": told.url,
        "file": told.file,
    }


def _head(event: Event) -> Row:
    return {
        "event": event.id,
        "kind": event.kind.value,
        "subkind": event.subkind,
        "status": event.status.value,
        "start": _day(event.start),
        "end": _day(event.end),
        "granularity": event.granularity,
        "place": event.place,
    }


def _reports(material: ExportContext) -> Iterator[Row]:
    references = Lookup(material)
    for event in material.findings.events:
        for report in event.reports:
            yield _head(event) | _source(references, report.article) | _report(report, references)


def _report(report: SourceReport, references: Lookup) -> Row:
    figures: Row = dict.fromkeys(FIGURES)
    for figure in report.figures:
        figures[figure.name.value] = figure.value
    return figures | {
        "paragraph": references.paragraph(report.article, report.span),
        "start_char": report.span.start,
        "end_char": report.span.end,
        "text": report.text,
        "says": BETWEEN.join(references.names([report.attributed_to])),
        "report_status": report.status.value,
        "report_start": _day(report.start),
        "report_end": _day(report.end),
        "report_place": report.place,
        "participants": BETWEEN.join(references.names(report.participants)),
        "attacker": BETWEEN.join(references.names([report.attacker])),
        "weapon": report.weapon,
        "figures": BETWEEN.join(format_figure(f) for f in report.figures),
    }


def _events(material: ExportContext) -> Iterator[Row]:
    references = Lookup(material)
    for event in material.findings.events:
        told: dict[str, list[int]] = {f: [] for f in FIGURES}
        for figure in (f for r in event.reports for f in r.figures):
            told[figure.name.value].append(figure.value)
        outlets = dict.fromkeys(o for a in event.articles if (o := references.articles[a].outlet))
        row: Row = {
            "sure": "yes" if event.sure else "no",
            "participants": BETWEEN.join(references.names(event.participants)),
            "attacker": BETWEEN.join(references.names([event.attacker])),
            "weapon": event.weapon,
            "target": event.target,
            "articles": len(event.articles),
            "independent_sources": event.independent_sources,
            "outlets": BETWEEN.join(outlets),
            "conflicts": BETWEEN.join(event.conflicts),
            "date_why": event.date_explanation,
            "merge_why": event.merge_explanation,
        }
        least: Row = {f"{name}_least": min(values, default=None) for name, values in told.items()}
        most: Row = {f"{name}_most": max(values, default=None) for name, values in told.items()}
        yield _head(event) | row | least | most


def _quotes(material: ExportContext) -> Iterator[Row]:
    references = Lookup(material)
    for quote in material.findings.quotations:
        yield _source(references, quote.article) | {
            "quotation": quote.id,
            "text": quote.text,
            "kind": quote.kind.value,
            "speaker": BETWEEN.join(references.names([quote.speaker])) or quote.speaker_text,
            "speaker_id": quote.speaker,
            "speaker_text": quote.speaker_text,
            "cue": quote.cue,
            "channel": quote.channel,
            "paragraph": references.paragraph(quote.article, quote.span),
            "start_char": quote.span.start,
            "end_char": quote.span.end,
            "same_as": BETWEEN.join(quote.same_as),
            "differs": quote.differs,
        }


def _actors(material: ExportContext) -> Iterator[Row]:
    references = Lookup(material)
    for actor in material.findings.actors:
        days = [d for a in actor.articles if (d := references.day(a))]
        yield {
            "actor": actor.id,
            "name": actor.name,
            "kind": actor.kind.value,
            "side": actor.side,
            "aliases": BETWEEN.join(actor.aliases),
            "roles": BETWEEN.join(dict.fromkeys(r.text for r in actor.roles)),
            "articles": len(actor.articles),
            "mentions": len(actor.mentions),
            "first_published": _day(min(days, default=None)),
            "last_published": _day(max(days, default=None)),
        }


def _articles(material: ExportContext) -> Iterator[Row]:
    references = Lookup(material)
    for article in material.articles:
        yield _source(references, article.id) | {
            "byline": article.byline,
            "language": article.language,
            "sha256": article.sha256,
            "published_why": references.published[article.id].explanation,
            "words": len(article.text.split()),
        }
