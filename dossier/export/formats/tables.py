"""Tables as CSV after RFC 4180: UTF-8, a header row, ISO days; nothing that a spreadsheet would run as a formula."""

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date

from dossier.export.context import ExportContext
from dossier.export.lookup import Lookup
from dossier.export.place_columns import PLACE_COLUMNS, place_columns
from dossier.export.sanitize import csv_cell
from dossier.model.event import Event, SourceReport
from dossier.model.event_kinds.registry import figure_words
from dossier.phrases.core import format_figure

Value = str | float | None
Row = dict[str, Value]
SEPARATOR = "; "


def table(context: ExportContext) -> Iterator[str]:
    """The table named by `context.table`, by default the reports, a line at a time."""
    rows = TABLES[context.table or "reports"]
    columns, listed = rows(context)
    return csv_lines(columns, ([row[c] for c in columns] for row in listed))


def csv_lines(columns: Sequence[str], rows: Iterable[Sequence[Value]]) -> Iterator[str]:
    """A header row and the rows, one part each, ended by CR LF."""
    writer = csv.writer(_Echo(), lineterminator="\r\n")
    yield str(writer.writerow(columns))
    for row in rows:
        yield str(writer.writerow([csv_cell(v) for v in row]))


class _Echo:
    """File-like object for csv.writer: returns each row as it was formatted."""

    def write(self, row: str) -> str:
        """The row."""
        return row


def reports(context: ExportContext) -> tuple[Sequence[str], Iterator[Row]]:
    """The long table of events: a row for each report, with its event and the values of this source alone."""
    return table_columns("reports"), _reports(context)


def events(context: ExportContext) -> tuple[Sequence[str], Iterator[Row]]:
    """The wide table of events: a row for each, with the least and the most that any source gives."""
    return table_columns("events"), _events(context)


def quotes(context: ExportContext) -> tuple[Sequence[str], Iterator[Row]]:
    """A row for each quotation."""
    return table_columns("quotes"), _quotes(context)


def actors(context: ExportContext) -> tuple[Sequence[str], Iterator[Row]]:
    """A row for each actor."""
    return table_columns("actors"), _actors(context)


def articles(context: ExportContext) -> tuple[Sequence[str], Iterator[Row]]:
    """A row for each article."""
    return table_columns("articles"), _articles(context)


def cumulative(context: ExportContext) -> tuple[Sequence[str], Iterator[Row]]:
    """A row for each figure that belongs to no event: totals of a war or of several days."""
    return table_columns("cumulative"), _cumulative(context)


TABLES: Mapping[str, Callable[[ExportContext], tuple[Sequence[str], Iterator[Row]]]] = {
    "reports": reports,
    "events": events,
    "quotes": quotes,
    "actors": actors,
    "articles": articles,
    "cumulative": cumulative,
}
SOURCE_COLUMNS = ("article", "outlet", "title", "published", "published_basis", "url", "file")
EVENT_HEAD = ("event", "kind", "subkind", "status", "start", "end", "granularity", "place", *PLACE_COLUMNS)
REPORT_COLUMNS = (
    *(*EVENT_HEAD, *SOURCE_COLUMNS, "paragraph", "start_char", "end_char", "text", "says"),
    *("report_status", "report_start", "report_end", "report_place", "participants", "attacker", "weapon", "figures"),
)
EVENT_COLUMNS = (
    *(*EVENT_HEAD, "sure", "participants", "attacker", "weapon", "target", "articles", "independent_sources", "outlets", "conflicts"),
)
WHY_COLUMNS = ("date_why", "place_why", "merge_why")
QUOTE_COLUMNS = (
    *("quotation", "text", "kind", "speaker", "speaker_id", "speaker_text", "cue", "channel", *SOURCE_COLUMNS),
    *("paragraph", "start_char", "end_char", "same_as", "differs"),
)
ACTOR_COLUMNS = ("actor", "name", "kind", "side", "aliases", "roles", "articles", "mentions", "first_published", "last_published")
ARTICLE_COLUMNS = (*SOURCE_COLUMNS, "byline", "language", "sha256", "published_why", "words")

CUMULATIVE_COLUMNS = (
    *("figure", "value", "at_least", "about", "period", "since", "says", *SOURCE_COLUMNS),
    *("paragraph", "start_char", "end_char", "text"),
)


def table_columns(name: str) -> tuple[str, ...]:
    """The columns of a table, among them those of every figure that a kind of event declares."""
    figures = tuple(figure_words())
    ranges = tuple(f"{figure}_{bound}" for figure in figures for bound in ("least", "most"))
    return {
        "reports": (*REPORT_COLUMNS, *figures),
        "events": (*EVENT_COLUMNS, *ranges, *WHY_COLUMNS),
        "quotes": QUOTE_COLUMNS,
        "actors": ACTOR_COLUMNS,
        "articles": ARTICLE_COLUMNS,
        "cumulative": CUMULATIVE_COLUMNS,
    }[name]


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _source_columns(lookup: Lookup, article_id: str) -> Row:
    article, published = lookup.articles[article_id], lookup.published[article_id]
    return {
        "article": article.id,
        "outlet": article.outlet,
        "title": article.title,
        "published": _day(published.day),
        "published_basis": published.basis.value,
        "url": article.url,
        "file": article.file,
    }


def _event_columns(event: Event) -> Row:
    return {
        "event": event.id,
        "kind": event.kind,
        "subkind": event.subkind,
        "status": event.status.value,
        "start": _day(event.start),
        "end": _day(event.end),
        "granularity": event.granularity,
        "place": event.place,
        **place_columns(event),
    }


def _reports(context: ExportContext) -> Iterator[Row]:
    lookup = Lookup(context)
    for event in context.findings.events:
        for report in event.reports:
            yield _event_columns(event) | _source_columns(lookup, report.article) | _report(report, lookup)


def _report(report: SourceReport, lookup: Lookup) -> Row:
    figures: Row = dict.fromkeys(figure_words())
    for figure in report.figures:
        figures[figure.name] = figure.value
    return figures | {
        "paragraph": lookup.paragraph(report.article, report.span),
        "start_char": report.span.start,
        "end_char": report.span.end,
        "text": report.text,
        "says": SEPARATOR.join(lookup.names([report.attributed_to])),
        "report_status": report.status.value,
        "report_start": _day(report.start),
        "report_end": _day(report.end),
        "report_place": report.place,
        "participants": SEPARATOR.join(lookup.names(report.participants)),
        "attacker": lookup.attacker(report),
        "weapon": report.weapon,
        "figures": SEPARATOR.join(format_figure(f) for f in report.figures),
    }


def _events(context: ExportContext) -> Iterator[Row]:
    lookup = Lookup(context)
    for event in context.findings.events:
        values_of: dict[str, list[int]] = {name: [] for name in figure_words()}
        for figure in (f for r in event.reports for f in r.figures):
            values_of[figure.name].append(figure.value)
        outlets = dict.fromkeys(o for a in event.articles if (o := lookup.articles[a].outlet))
        row: Row = {
            "sure": "yes" if event.sure else "no",
            "participants": SEPARATOR.join(lookup.names(event.participants)),
            "attacker": lookup.attacker(event),
            "weapon": event.weapon,
            "target": event.target,
            "articles": len(event.articles),
            "independent_sources": event.independent_sources,
            "outlets": SEPARATOR.join(outlets),
            "conflicts": SEPARATOR.join(event.conflicts),
            "date_why": event.date_explanation,
            "place_why": event.location.explanation if event.location else "",
            "merge_why": event.merge_explanation,
        }
        least: Row = {f"{name}_least": min(values, default=None) for name, values in values_of.items()}
        most: Row = {f"{name}_most": max(values, default=None) for name, values in values_of.items()}
        yield _event_columns(event) | row | least | most


def _quotes(context: ExportContext) -> Iterator[Row]:
    lookup = Lookup(context)
    for quote in context.findings.quotations:
        yield _source_columns(lookup, quote.article) | {
            "quotation": quote.id,
            "text": quote.text,
            "kind": quote.kind.value,
            "speaker": SEPARATOR.join(lookup.names([quote.speaker])) or quote.speaker_text,
            "speaker_id": quote.speaker,
            "speaker_text": quote.speaker_text,
            "cue": quote.cue,
            "channel": quote.channel,
            "paragraph": lookup.paragraph(quote.article, quote.span),
            "start_char": quote.span.start,
            "end_char": quote.span.end,
            "same_as": SEPARATOR.join(quote.same_as),
            "differs": quote.differs,
        }


def _actors(context: ExportContext) -> Iterator[Row]:
    lookup = Lookup(context)
    for actor in context.findings.actors:
        days = [d for a in actor.articles if (d := lookup.day(a))]
        yield {
            "actor": actor.id,
            "name": actor.name,
            "kind": actor.kind.value,
            "side": actor.side,
            "aliases": SEPARATOR.join(actor.aliases),
            "roles": SEPARATOR.join(dict.fromkeys(r.text for r in actor.roles)),
            "articles": len(actor.articles),
            "mentions": len(actor.mentions),
            "first_published": _day(min(days, default=None)),
            "last_published": _day(max(days, default=None)),
        }


def _articles(context: ExportContext) -> Iterator[Row]:
    lookup = Lookup(context)
    for article in context.articles:
        yield _source_columns(lookup, article.id) | {
            "byline": article.byline,
            "language": article.language,
            "sha256": article.sha256,
            "published_why": lookup.published[article.id].explanation,
            "words": len(article.text.split()),
        }


def _cumulative(context: ExportContext) -> Iterator[Row]:
    lookup = Lookup(context)
    links = {links.article: links for links in context.findings.articles}
    for article in context.articles:
        for total in links[article.id].cumulative:
            yield _source_columns(lookup, article.id) | {
                "figure": total.figure.name,
                "value": total.figure.value,
                "at_least": "yes" if total.figure.at_least else "no",
                "about": "yes" if total.figure.about else "no",
                "period": total.period,
                "since": _day(total.start),
                "says": SEPARATOR.join(lookup.names([total.attributed_to])),
                "paragraph": lookup.paragraph(article.id, total.span),
                "start_char": total.span.start,
                "end_char": total.span.end,
                "text": total.span.of(article.text),
            }
