"""Commands on the notebook: bookmark, note, tag, undo, redo, history."""

import sys
from typing import TYPE_CHECKING

import click

from dossier.cli.context import CliContext, pass_context
from dossier.cli.rows import entry_row
from dossier.errors import DossierError, UsageError
from dossier.model.actor import Actor
from dossier.model.article import Article
from dossier.model.event import Event
from dossier.model.notebook import Anchor, AnchorKind, NoteStatus
from dossier.model.quotation import Quotation
from dossier.model.span import Span
from dossier.phrases.core import format_time

if TYPE_CHECKING:
    from dossier.api import Dossier


def anchor_from(opened: "Dossier", name: str, words: str) -> Anchor:
    """An anchor on the item with that id, on the dossier for ".", or on the passage of the article with these `words`."""
    if name == ".":
        return opened.notebook.anchor_of(AnchorKind.DOSSIER)
    item = opened.query.snapshot.find_item(name)
    if words:
        if not isinstance(item, Article):
            raise UsageError("--at needs an article.", do="Give the ID of an article.")
        start = item.text.find(words)
        if start < 0:
            raise DossierError(f"The article does not contain “{words}”.", where=item.file, do="Give the words exactly as printed.")
        return opened.notebook.anchor_of(AnchorKind.PASSAGE, article=item.id, span=Span(start, start + len(words)))
    kinds = {Article: AnchorKind.ARTICLE, Actor: AnchorKind.ACTOR, Event: AnchorKind.EVENT, Quotation: AnchorKind.QUOTATION}
    return opened.notebook.anchor_of(next(anchor for kind, anchor in kinds.items() if isinstance(item, kind)), item.id)


@click.command("bookmark")
@click.argument("ident", metavar="ID")
@click.option("--at", "words", default="", metavar="WORDS", help="Passage of the article with these words.")
@pass_context
def bookmark_command(context: CliContext, ident: str, words: str) -> int:
    """Bookmark an item, or remove its bookmark."""
    opened = context.load_dossier()
    context.output.say(opened.notebook.bookmark(anchor_from(opened, ident, words)).sentence)
    return 0


@click.command("note")
@click.argument("ident", metavar="ID")
@click.argument("text", required=False)
@click.option("--at", "words", default="", metavar="WORDS", help="Passage of the article with these words.")
@click.option("--tag", "tags", multiple=True, help="Tag to add. Can be repeated.")
@click.option("--status", type=click.Choice([s.value for s in NoteStatus if s]), default=None, help="Verification status.")
@click.option("--edit", type=int, default=None, metavar="NUMBER", help="Edit this note instead of writing a new one.")
@click.option("--remove", type=int, default=None, metavar="NUMBER", help="Remove this entry.")
@pass_context
def note_command(
    context: CliContext,
    ident: str,
    text: str | None,
    words: str,
    tags: tuple[str, ...],
    status: str | None,
    edit: int | None,
    remove: int | None,
) -> int:
    """Write a note on an item (ID) or on the dossier (.). With - as TEXT, read it from standard input."""
    opened = context.load_dossier()
    if remove is not None:
        context.output.say(opened.notebook.remove_entry(remove).sentence)
        return 0
    content = sys.stdin.read().strip() if text == "-" else text
    if edit is not None:
        entry = opened.notebook.edit_note(edit, content, tags or None, NoteStatus(status) if status else None)
    elif content:
        entry = opened.notebook.note(anchor_from(opened, ident, words), content, tags, NoteStatus(status or ""))
    else:
        raise UsageError("A note needs text.", do="For example: dossier note . 'Ask the press office.'")
    context.output.item(entry_row(entry), f"Note {entry.id} on {entry.anchor.label or 'the dossier'}.")
    return 0


@click.command("tag")
@click.argument("ident", metavar="ID")
@click.argument("tags", nargs=-1, required=True)
@click.option("--at", "words", default="", metavar="WORDS", help="Passage of the article with these words.")
@pass_context
def tag_command(context: CliContext, ident: str, tags: tuple[str, ...], words: str) -> int:
    """Tag an item; tags it already has are removed."""
    opened = context.load_dossier()
    context.output.say(opened.notebook.tag(anchor_from(opened, ident, words), tags).sentence)
    return 0


@click.command("undo")
@pass_context
def undo_command(context: CliContext) -> int:
    """Undo the last change."""
    result = context.load_dossier().notebook.undo()
    context.output.say(result.sentence)
    return 0 if result.changed else 1


@click.command("redo")
@pass_context
def redo_command(context: CliContext) -> int:
    """Redo the change undone last."""
    result = context.load_dossier().notebook.redo()
    context.output.say(result.sentence)
    return 0 if result.changed else 1


@click.command("history")
@pass_context
def history_command(context: CliContext) -> int:
    """List your changes, newest first.

    Each has its time, and whether it was undone.
    """
    history = context.load_dossier().notebook.history()
    rows = [{"made": act.at.isoformat(), "undone": act.undone, "act": act.sentence} for act in history]
    times = {act.at.isoformat(): format_time(act.at) for act in history}
    if not context.output.rows(
        rows, lambda r: f"{times[r['made']]:<18}{'undone  ' if r['undone'] else ''}{r['act']}", ("made", "undone", "act")
    ):
        context.output.say("No changes yet.")
    return 0 if rows else 1
