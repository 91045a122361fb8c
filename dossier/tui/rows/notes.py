"""Rows of the notes' list: bookmarks, notes and corrections, newest first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from textual.content import Content

from dossier.model.notebook import Anchor, AnchorKind, Entry, EntryKind, NoteStatus
from dossier.model.search_result import SearchResult
from dossier.phrases.core import DAYS, day_and_month, format_event_days
from dossier.text.anchors import locate
from dossier.tui.state.labels import Labels
from dossier.tui.state.list_model import Heading, ListModel, Row, item_of
from dossier.tui.text.lines import Part, RenderContext
from dossier.tui.text.phrases import NO_PLACE, outlet_of, paragraph_of, title_of, who

ORDERS = ("newest first", "oldest first")
GLYPHS = {EntryKind.BOOKMARK: "bookmark", EntryKind.NOTE: "note", EntryKind.CORRECTION: "correction"}


@dataclass(frozen=True, slots=True)
class NoteRow:
    """Payload of an entry's row: the words on its first line, its anchor in words, and when it was changed."""

    entry: Entry
    first_line: str
    anchor: str
    changed: str


def note_rows(result: SearchResult, labels: Labels, order: str = "newest first", now: datetime | None = None) -> ListModel:
    """The notebook's entries of a result under one heading that names their order."""
    now = now or datetime.now().astimezone()
    return ListModel(_rows(result, labels, order, now), draw_note, _words, len(result.notes))


def _rows(result: SearchResult, labels: Labels, order: str, now: datetime) -> Sequence[Row]:
    entries = result.notes if order == ORDERS[0] else tuple(reversed(result.notes))
    rows: list[Row] = [Row("", Heading(order, len(entries)))] if entries else []
    for at, entry in enumerate(entries):
        first_text = next((line for line in entry.text.splitlines() if line.strip()), "")
        first_line = first_text or event_words(entry, labels) or passage_words(entry) or entry.anchor.label or entry.anchor.exact
        anchor = anchor_words(entry, labels) + (f", from {entry.origin}" if entry.origin else "")
        item = NoteRow(entry, first_line, anchor, when_words(entry.changed, now))
        lines = 3 if entry.tags else 2
        rows.append(Row(str(entry.id), item, (1, lines, lines), gap=at > 0))
    return rows


def event_words(entry: Entry, labels: Labels) -> str:
    """Who and what of the event that an entry is on: “meeting: Kerr with Brandt”; empty for an entry on anything else, or without such words."""
    event = labels.events.get(entry.target or "") if entry.anchor.kind is AnchorKind.EVENT else None
    words = who(event, labels) if event else ""
    return f"{event.kind}: {words}" if event and words else ""


def passage_words(entry: Entry) -> str:
    """The words of the passage that an entry is on; empty for an entry on anything else."""
    return f"“{' '.join(entry.anchor.exact.split())}”" if entry.anchor.kind is AnchorKind.PASSAGE else ""


def anchor_words(entry: Entry, labels: Labels) -> str:
    """An entry's anchor, in words."""
    anchor = entry.anchor
    if anchor.kind is AnchorKind.DOSSIER:
        return "the whole dossier"
    article = labels.by_hash.get(anchor.sha256)
    gone = "detached (its passage is gone); " if entry.detached else ""
    if anchor.kind is AnchorKind.ACTOR or article is None:
        return gone + (anchor.label or anchor.exact)
    if anchor.kind is AnchorKind.EVENT:
        event = labels.events.get(entry.target or "")
        return f"{event.place or NO_PLACE}, {format_event_days(event)}" if event and not entry.text else gone + anchor.label
    if anchor.kind is AnchorKind.ARTICLE:
        published = labels.published.get(article.id)
        day = day_and_month(published.day) if published and published.day else ""
        about = ", ".join(filter(None, (outlet_of(article), day)))
        return gone + (about if not entry.text else f"{title_of(article)}, {about}")
    span = locate(anchor, article.text)
    number = paragraph_of(article, span.start) if span else 0
    where = f"{outlet_of(article)}, paragraph {number}" if number else outlet_of(article)
    with_label = anchor.kind is not AnchorKind.PASSAGE or not entry.text
    return gone + ", ".join(filter(None, (anchor.label if with_label else "", where)))


def new_note_words(anchor: Anchor, labels: Labels) -> str:
    """The anchor of a note that has no word yet, in words; of a passage with its own words."""
    epoch = datetime.fromtimestamp(0).astimezone()
    entry = Entry(0, EntryKind.NOTE, anchor, title_of(None), (), NoteStatus.NONE, epoch, epoch)
    return ": ".join(filter(None, (anchor_words(entry, labels), passage_words(entry))))


def when_words(then: datetime, now: datetime) -> str:
    """“just now”, “14:02”, “Sat 14:02”, “12 Jan”, “12 Jan 2024”."""
    then = then.astimezone(now.tzinfo)
    if now - then < timedelta(minutes=1):
        return "just now"
    if then.date() == now.date():
        return f"{then:%H:%M}"
    if now - then < timedelta(days=6):
        return f"{DAYS[then.weekday()]} {then:%H:%M}"
    return day_and_month(then.date()) + ("" if then.year == now.year else f" {then.year}")


def _words(row: Row) -> str:
    item = item_of(row, NoteRow)
    if item is None:
        return ""
    entry = item.entry
    return " ".join((entry.text, item.first_line, item.anchor, *entry.tags, entry.status, entry.kind))


def draw_note(row: Row, context: RenderContext) -> list[Content]:
    """Kind and first line, anchor and time, tags; or the heading."""
    if isinstance(row.item, Heading):
        return [context.line([(row.item.name, "muted")])]
    item = item_of(row, NoteRow)
    if item is None:
        return []
    entry = item.entry
    role = "accent" if entry.kind is EntryKind.NOTE else "muted"
    glyph = getattr(context.look.glyphs, GLYPHS[entry.kind])
    head: list[Part] = [(f"{glyph} ", role), (str(entry.kind).ljust(11), "muted"), (item.first_line, "bold" if context.selected else "")]
    changed: Part = (item.changed, "faint")
    tags: list[Part] = [(f"#{tag} ", "accent") for tag in entry.tags]
    status: list[Part] = [(f"{entry.status}  ", "searched")] if entry.status else []
    if context.narrow:
        return [context.line(head, [*tags, *status, changed])]
    lines = [context.line(head, status), context.line([(" " * 13, ""), (item.anchor, "muted")], [changed])]
    return [*lines, context.line([(" " * 13, ""), *tags])] if tags else lines
