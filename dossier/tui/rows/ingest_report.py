"""The rows that stand in place of the articles after files were taken in: what became of each."""

from collections.abc import Sequence
from pathlib import PurePath

from textual.content import Content

from dossier.model.ingest import AddReport, Outcome
from dossier.tui.state.labels import Catalogue
from dossier.tui.state.list_model import Listing, Row
from dossier.tui.text.lines import Paint, Part
from dossier.tui.text.phrases import outlet_of, title_of

WORDS = {
    Outcome.ADDED: ("+", "added", "good"),
    Outcome.UPDATED: ("+", "updated", "good"),
    Outcome.SAME: ("=", "skipped", "muted"),
    Outcome.PASSED_OVER: ("=", "passed over", "muted"),
    Outcome.REMOVED: ("=", "removed", "muted"),
    Outcome.WAITING: ("=", "waiting", "muted"),
    Outcome.REFUSED: ("!", "failed", "trouble"),
}
ORDER = (Outcome.ADDED, Outcome.UPDATED, Outcome.SAME, Outcome.PASSED_OVER, Outcome.REMOVED, Outcome.WAITING, Outcome.REFUSED)


def report_rows(reports: Sequence[AddReport], names: Catalogue) -> Listing:
    """A row a file under one heading with the sums."""
    sums = [(sum(r.outcome is outcome for r in reports), WORDS[outcome][1]) for outcome in ORDER]
    told = " · ".join(f"{count} {word}" for count, word in sums if count)
    rows = [Row("", told)]
    for at, report in enumerate(reports):
        article = names.articles.get(report.article or "")
        name = title_of(article) if article and report.outcome is Outcome.ADDED else PurePath(report.path).name or report.path
        about = outlet_of(article) if article and report.outcome is Outcome.ADDED else report.note
        rows.append(Row(f"report {at}", (report, name, about)))
    return Listing(rows, draw_report, lambda row: row.of[1] if row.id else "", len(reports))


def first_refused(listing: Listing) -> str:
    """The row to look at first: that of a file that was refused, else the first."""
    rows = [row for row in listing.rows if not row.heading]
    return next((row.id for row in rows if row.of[0].outcome is Outcome.REFUSED), rows[0].id if rows else "")


def draw_report(row: Row, paint: Paint) -> list[Content]:
    """What became of a file, its title or name, and a word on it."""
    if row.heading:
        return [paint.line([("added just now", "muted")], [(row.of, "muted")])]
    report, name, about = row.of
    sign, word, role = WORDS[report.outcome]
    head: list[Part] = [(f"{sign} ", role), (word.ljust(12), role), (name, "bold" if paint.selected else ""), ("  ", ""), (about, "muted")]
    return [paint.line(head)]
