"""The rows of the notes' list: bookmarks, notes and corrections, newest first."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from textual.content import Content

from dossier.model.notebook import Anchor, AnchorKind, Entry, EntryKind, NoteStatus
from dossier.model.search_result import SearchResult
from dossier.phrases.core import DAYS
from dossier.tui.state.labels import Labels
from dossier.tui.state.list_model import ListModel, Row
from dossier.tui.text.lines import Part, RenderContext
from dossier.tui.text.phrases import outlet_of, paragraph_of, short_day, title_of

ORDERS = ("newest first", "oldest first")
GLYPHS = {EntryKind.BOOKMARK: "bookmark", EntryKind.NOTE: "note", EntryKind.CORRECTION: "correction"}


@dataclass(frozen=True, slots=True)
class NoteRow:
    """An entry's row: the words on its first line, what it hangs on, and when it was changed."""

    entry: Entry
    head: str
    on: str
    when: str


def note_rows(answer: SearchResult, names: Labels, order: str = "newest first", now: datetime | None = None) -> ListModel:
    """The notebook's entries of an answer under one heading that names their order."""
    now = now or datetime.now().astimezone()
    entries = answer.notes if order == ORDERS[0] else tuple(reversed(answer.notes))
    rows: list[Row] = [Row("", order)] if entries else []
    for at, entry in enumerate(entries):
        kept = NoteRow(entry, *_head(entry, names), when_words(entry.changed, now))
        lines = 3 if entry.tags else 2
        rows.append(Row(str(entry.id), kept, (1, lines, lines), gap=at > 0))
    return ListModel(rows, draw_note, _words, len(entries))


def _head(entry: Entry, names: Labels) -> tuple[str, str]:
    """The first line and what it hangs on."""
    on = anchor_words(entry, names)
    first = next((line for line in entry.text.splitlines() if line.strip()), "")
    return (first, on) if first else (entry.anchor.label or entry.anchor.exact, on)


def anchor_words(entry: Entry, names: Labels) -> str:
    """What an entry hangs on, in words."""
    anchor = entry.anchor
    if anchor.kind is AnchorKind.DOSSIER:
        return "the whole dossier"
    article = next((a for a in names.articles.values() if anchor.sha256 and a.sha256 == anchor.sha256), None)
    gone = "detached: its place is gone; " if entry.detached else ""
    if anchor.kind is AnchorKind.ACTOR or article is None:
        return gone + (anchor.label or anchor.exact)
    if anchor.kind is AnchorKind.EVENT:
        return gone + anchor.label
    if anchor.kind is AnchorKind.ARTICLE:
        published = names.published.get(article.id)
        day = short_day(published.day) if published and published.day else ""
        about = ", ".join(filter(None, (outlet_of(article), day)))
        return gone + (about if not entry.text else f"{title_of(article)}, {about}")
    number = paragraph_of(article, article.text.find(anchor.exact)) if anchor.exact else 0
    where = f"{outlet_of(article)}, paragraph {number}" if number else outlet_of(article)
    return gone + ", ".join(filter(None, (anchor.label if anchor.kind is not AnchorKind.PASSAGE else "", where)))


def begun_on(anchor: Anchor, names: Labels) -> str:
    """What a note hangs on that has no word yet."""
    epoch = datetime.fromtimestamp(0).astimezone()
    return anchor_words(Entry(0, EntryKind.NOTE, anchor, title_of(None), (), NoteStatus.NONE, epoch, epoch), names)


def when_words(then: datetime, now: datetime) -> str:
    """“just now”, “14:02”, “Sat 14:02”, “12 Jan”, “12 Jan 2024”."""
    then = then.astimezone(now.tzinfo)
    if now - then < timedelta(minutes=1):
        return "just now"
    if then.date() == now.date():
        return f"{then:%H:%M}"
    if now - then < timedelta(days=6):
        return f"{DAYS[then.weekday()]} {then:%H:%M}"
    return short_day(then.date()) + ("" if then.year == now.year else f" {then.year}")


def _words(row: Row) -> str:
    if not isinstance(row.item, NoteRow):
        return ""
    entry = row.item.entry
    return " ".join((entry.text, row.item.head, row.item.on, *entry.tags, entry.status, entry.kind))


def draw_note(row: Row, paint: RenderContext) -> list[Content]:
    """Kind and first line, anchor and time, tags; or the heading."""
    if not isinstance(row.item, NoteRow):
        return [paint.line([(str(row.item), "muted")])]
    entry = row.item.entry
    role = "accent" if entry.kind is EntryKind.NOTE else "muted"
    glyph = getattr(paint.look.glyphs, GLYPHS[entry.kind])
    head: list[Part] = [(f"{glyph} ", role), (str(entry.kind).ljust(11), "muted"), (row.item.head, "bold" if paint.selected else "")]
    when: Part = (row.item.when, "faint")
    tags: list[Part] = [(f"#{tag} ", "accent") for tag in entry.tags]
    status: list[Part] = [(f"{entry.status}  ", "searched")] if entry.status else []
    if paint.narrow:
        return [paint.line(head, [*tags, *status, when])]
    lines = [paint.line(head, status), paint.line([(" " * 13, ""), (row.item.on, "muted")], [when])]
    return [*lines, paint.line([(" " * 13, ""), *tags])] if tags else lines
