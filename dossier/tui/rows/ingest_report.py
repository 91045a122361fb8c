"""The rows that stand in place of the articles after files were taken in: what became of each."""

from collections.abc import Sequence
from pathlib import PurePath

from textual.content import Content

from dossier.model.ingest import IngestResult, IngestStatus
from dossier.tui.state.labels import Labels
from dossier.tui.state.list_model import ListModel, Row
from dossier.tui.text.lines import Part, RenderContext
from dossier.tui.text.phrases import outlet_of, title_of

WORDS = {
    IngestStatus.ADDED: ("+", "added", "good"),
    IngestStatus.UPDATED: ("+", "updated", "good"),
    IngestStatus.SAME: ("=", "skipped", "muted"),
    IngestStatus.SKIPPED: ("=", "passed over", "muted"),
    IngestStatus.REMOVED: ("=", "removed", "muted"),
    IngestStatus.WAITING: ("=", "waiting", "muted"),
    IngestStatus.REFUSED: ("!", "failed", "trouble"),
}
ORDER = (
    IngestStatus.ADDED,
    IngestStatus.UPDATED,
    IngestStatus.SAME,
    IngestStatus.SKIPPED,
    IngestStatus.REMOVED,
    IngestStatus.WAITING,
    IngestStatus.REFUSED,
)


def report_rows(reports: Sequence[IngestResult], names: Labels) -> ListModel:
    """A row a file under one heading with the sums."""
    sums = [(sum(r.status is outcome for r in reports), WORDS[outcome][1]) for outcome in ORDER]
    told = " · ".join(f"{count} {word}" for count, word in sums if count)
    rows = [Row("", told)]
    for at, report in enumerate(reports):
        article = names.articles.get(report.article or "")
        name = title_of(article) if article and report.status is IngestStatus.ADDED else PurePath(report.path).name or report.path
        about = outlet_of(article) if article and report.status is IngestStatus.ADDED else report.note
        rows.append(Row(f"report {at}", (report, name, about)))
    return ListModel(rows, draw_report, lambda row: row.item[1] if row.id else "", len(reports))


def first_refused(listing: ListModel) -> str:
    """The row to look at first: that of a file that was refused, else the first."""
    rows = [row for row in listing.rows if not row.heading]
    return next((row.id for row in rows if row.item[0].status is IngestStatus.REFUSED), rows[0].id if rows else "")


def draw_report(row: Row, paint: RenderContext) -> list[Content]:
    """What became of a file, its title or name, and a word on it."""
    if row.heading:
        return [paint.line([("added just now", "muted")], [(row.item, "muted")])]
    report, name, about = row.item
    sign, word, role = WORDS[report.status]
    head: list[Part] = [(f"{sign} ", role), (word.ljust(12), role), (name, "bold" if paint.selected else ""), ("  ", ""), (about, "muted")]
    return [paint.line(head)]
