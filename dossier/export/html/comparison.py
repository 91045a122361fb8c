"""What the sources of one event tell, side by side: a row for each source, a column for what they give, cells that differ marked."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dossier.export.lookup import Lookup
from dossier.export.sanitize import one_line
from dossier.model.event import Event, FigureKind, SourceReport
from dossier.phrases.core import FIGURE_WORDS, format_days

NOTHING = "–"


@dataclass(frozen=True, slots=True)
class Column:
    """A point that sources tell: its words, whether they differ on it, and whether its cells are numbers."""

    words: str
    differs: bool
    number: bool


@dataclass(frozen=True, slots=True)
class Table:
    """Columns, and for each article its id and its cells."""

    columns: Sequence[Column]
    rows: Sequence[tuple[str, Sequence[str]]]


def compared(event: Event, references: Lookup) -> Table | None:
    """The figures of each source, and the day, place and participants where sources differ on them; None where fewer than two tell any."""
    told = {article: [r for r in event.reports if r.article == article] for article in event.articles}
    points = [point for point in ("day", "place", "who") if point in event.conflicts]
    names = [name for name in FigureKind if any(f.name is name for r in event.reports for f in r.figures)]
    rows = []
    for article, reports in told.items():
        plain = [_joined(_point(point, report, references) for report in reports) for point in points]
        figures = [_joined(_figure(name, report) for report in reports) for name in names]
        if any(cell != NOTHING for cell in (*plain, *figures)):
            rows.append((article, [*plain, *figures]))
    if len(rows) < 2:
        return None
    columns = [Column(point, differs=True, number=False) for point in points]
    columns += [Column(FIGURE_WORDS[name], name.value in event.conflicts, number=True) for name in names]
    return Table(columns, rows)


def _joined(cells: Iterable[str]) -> str:
    """What a source says, each way of saying it once; a dash where it says nothing."""
    return " / ".join(dict.fromkeys(cell for cell in cells if cell)) or NOTHING


def _point(point: str, report: SourceReport, references: Lookup) -> str:
    if point == "day":
        if report.start is None or report.end is None:
            return ""
        return f"{'' if report.sure else '~'}{format_days(report.start, report.end, report.granularity)}"
    return one_line(report.place) if point == "place" else one_line(", ".join(references.names(report.participants)))


def _figure(name: FigureKind, report: SourceReport) -> str:
    told = (f for f in report.figures if f.name is name)
    return " / ".join(dict.fromkeys(f"{'≥ ' if f.at_least else '~ ' if f.about else ''}{f.value:,}" for f in told))
