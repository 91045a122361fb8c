"""Comparison of an event's sources: a row for each source, a column for each figure and each point on which they differ."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dossier.export.lookup import Lookup
from dossier.model.event import Event, SourceReport
from dossier.model.event_kinds.registry import figure_words
from dossier.phrases.core import figure_label, format_days
from dossier.text.unsafe_characters import one_line

NOTHING = "–"


@dataclass(frozen=True, slots=True)
class Column:
    """Column of the comparison: its heading, whether the sources differ on it, and whether its cells are numbers."""

    words: str
    differs: bool
    number: bool


@dataclass(frozen=True, slots=True)
class Table:
    """Columns, and for each article its id and its cells."""

    columns: Sequence[Column]
    rows: Sequence[tuple[str, Sequence[str]]]


def compare_sources(event: Event, lookup: Lookup) -> Table | None:
    """The figures of each source, and the day, place and participants where sources differ on them; None for fewer than two sources with
    any.
    """
    by_article = {article: [r for r in event.reports if r.article == article] for article in event.articles}
    points = [point for point in ("day", "place", "who") if point in event.conflicts]
    names = [name for name in figure_words() if any(f.name == name for r in event.reports for f in r.figures)]
    rows = []
    for article, reports in by_article.items():
        cells = [_join_distinct(_point_cell(point, report, lookup) for report in reports) for point in points]
        figures = [_join_distinct(_figure_cell(name, report) for report in reports) for name in names]
        if any(cell != NOTHING for cell in (*cells, *figures)):
            rows.append((article, [*cells, *figures]))
    if len(rows) < 2:
        return None
    columns = [Column(point, differs=True, number=False) for point in points]
    columns += [Column(figure_label(name), name in event.conflicts, number=True) for name in names]
    return Table(columns, rows)


def _join_distinct(cells: Iterable[str]) -> str:
    """The distinct cells of a source joined; a dash where there are none."""
    return " / ".join(dict.fromkeys(cell for cell in cells if cell)) or NOTHING


def _point_cell(point: str, report: SourceReport, lookup: Lookup) -> str:
    if point == "day":
        if report.start is None or report.end is None:
            return ""
        return f"{'' if report.sure else '~'}{format_days(report.start, report.end, report.granularity)}"
    if point == "place":
        return one_line(report.place)
    return one_line(lookup.attacker(report) or ", ".join(lookup.names(report.participants)))


def _figure_cell(name: str, report: SourceReport) -> str:
    figures = (f for f in report.figures if f.name == name)
    return " / ".join(dict.fromkeys(f"{'≥ ' if f.at_least else '~ ' if f.about else ''}{f.value:,}" for f in figures))
