"""Rows that stand in place of the articles after files were added: the result of each."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath

from textual.content import Content

from dossier.model.ingest import IngestResult, IngestStatus
from dossier.tui.state.labels import Labels
from dossier.tui.state.list_model import Heading, ListModel, Row, item_of
from dossier.tui.text.lines import Part, RenderContext
from dossier.tui.text.phrases import outlet_of, title_of

WORDS = {
    IngestStatus.ADDED: ("+", "added", "good"),
    IngestStatus.UPDATED: ("+", "updated", "good"),
    IngestStatus.SAME: ("=", "unchanged", "muted"),
    IngestStatus.SKIPPED: ("=", "skipped", "muted"),
    IngestStatus.REMOVED: ("=", "removed", "muted"),
    IngestStatus.WAITING: ("=", "waiting", "muted"),
    IngestStatus.REFUSED: ("!", "failed", "trouble"),
}
"""Sign, word and style role of each status, in the order in which the heading counts them."""


@dataclass(frozen=True, slots=True)
class IngestRow:
    """Payload of a file's row: its result, its title or name, and a word on it."""

    result: IngestResult
    name: str
    about: str


def report_rows(results: Sequence[IngestResult], labels: Labels) -> ListModel:
    """A row a file under one heading with the sums."""
    counts = [(sum(result.status is status for result in results), word) for status, (_, word, _) in WORDS.items()]
    rows = [Row("", Heading(" · ".join(f"{count} {word}" for count, word in counts if count), len(results)))]
    for at, result in enumerate(results):
        article = labels.articles.get(result.article or "")
        added = article if result.status in {IngestStatus.ADDED, IngestStatus.UPDATED} else None
        name = title_of(added) if added else _name_of(result.path)
        about = outlet_of(added) if added and (result.status is IngestStatus.ADDED or not result.note) else result.note
        rows.append(Row(f"report {at}", IngestRow(result, name, about)))
    return ListModel(rows, draw_report, _words, len(results))


def _name_of(path: str) -> str:
    """The name of a file; the whole of a web address, whose last part says little."""
    return path if path.startswith(("http://", "https://")) else PurePath(path).name or path


def synced_words(results: Sequence[IngestResult]) -> str:
    """What reading the changes in seeds/ came to: “seeds/: 2 added, 1 removed.”, with the first file that was refused and why."""
    counts = [(sum(result.status is status for result in results), word) for status, (_, word, _) in WORDS.items()]
    counted = ", ".join(f"{count} {word}" for count, word in counts if count)
    if not counted:
        return "Reloaded: another program changed this dossier."
    refused = next((result for result in results if result.status is IngestStatus.REFUSED), None)
    return f"seeds/: {counted}." + (f" {PurePath(refused.path).name}: {refused.note}" if refused else "")


def first_refused(listing: ListModel) -> str:
    """The id of the row to look at first: that of a file that was refused, else the first."""
    items = [(row.id, item.result) for row in listing.rows if (item := item_of(row, IngestRow))]
    return next((row_id for row_id, result in items if result.status is IngestStatus.REFUSED), items[0][0] if items else "")


def _words(row: Row) -> str:
    item = item_of(row, IngestRow)
    return item.name if item else ""


def draw_report(row: Row, context: RenderContext) -> list[Content]:
    """The result for a file, its title or name, and a word on it."""
    if isinstance(row.item, Heading):
        return [context.line([("Just added", "muted")], [(row.item.name, "muted")])]
    item = item_of(row, IngestRow)
    if item is None:
        return []
    sign, word, role = WORDS[item.result.status]
    name: Part = (item.name, "bold" if context.selected else "")
    return [context.line([(f"{sign} ", role), (word.ljust(12), role), name, ("  ", ""), (item.about, "muted")])]
