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
from dossier.model.span import Span
from dossier.phrases.core import format_time

if TYPE_CHECKING:
    from dossier.api import Dossier


def anchor_from(opened: "Dossier", named: str, words: str) -> Anchor:
    """An anchor on the thing of that id or, with words, on the passage of the article that holds them."""
    if named == ".":
        return opened.desk.anchor_of(AnchorKind.DOSSIER)
    thing = opened.find(named)
    if words:
        if not isinstance(thing, Article):
            raise UsageError("--at works on an article.", do="Name the article whose words you mean.")
        at = thing.text.find(words)
        if at < 0:
            raise DossierError(f"The article does not hold “{words}”.", where=thing.file, do="Give the words as they are printed.")
        return opened.desk.anchor_of(AnchorKind.PASSAGE, article=thing.id, span=Span(at, at + len(words)))
    kinds = {Article: AnchorKind.ARTICLE, Actor: AnchorKind.ACTOR, Event: AnchorKind.EVENT}
    return opened.desk.anchor_of(kinds.get(type(thing), AnchorKind.QUOTATION), thing.id)


@click.command("bookmark")
@click.argument("ident", metavar="ID")
@click.option("--at", "words", default="", metavar="WORDS", help="The passage of the article that holds these words.")
@pass_context
def bookmark_command(setting: CliContext, ident: str, words: str) -> int:
    """Bookmark a thing, or take its bookmark away."""
    opened = setting.load_dossier()
    setting.output.say(opened.desk.bookmark(anchor_from(opened, ident, words)).sentence)
    return 0


@click.command("note")
@click.argument("ident", metavar="ID")
@click.argument("text", required=False)
@click.option("--at", "words", default="", metavar="WORDS", help="The passage of the article that holds these words.")
@click.option("--tag", "tags", multiple=True, help="A tag; may be given several times.")
@click.option("--status", type=click.Choice([s.value for s in NoteStatus if s]), default=None, help="How far it is checked.")
@click.option("--edit", type=int, default=None, metavar="NUMBER", help="Change that note instead of writing a new one.")
@click.option("--remove", type=int, default=None, metavar="NUMBER", help="Take that entry out.")
@pass_context
def note_command(
    setting: CliContext,
    ident: str,
    text: str | None,
    words: str,
    tags: tuple[str, ...],
    status: str | None,
    edit: int | None,
    remove: int | None,
) -> int:
    """Write a note on a thing (ID), or on the dossier (.). TEXT of - is read from standard input."""
    opened = setting.load_dossier()
    if remove is not None:
        setting.output.say(opened.desk.remove_entry(remove).sentence)
        return 0
    told = sys.stdin.read().strip() if text == "-" else text
    if edit is not None:
        entry = opened.desk.edit_note(edit, told, tags or None, NoteStatus(status) if status else None)
    elif told:
        entry = opened.desk.note(anchor_from(opened, ident, words), told, tags, NoteStatus(status or ""))
    else:
        raise UsageError("A note wants a text.", do="For example: dossier note . 'Ask the press office.'")
    setting.output.thing(entry_row(entry), f"Note {entry.id} on {entry.anchor.label or 'the dossier'}.")
    return 0


@click.command("tag")
@click.argument("ident", metavar="ID")
@click.argument("tags", nargs=-1, required=True)
@click.option("--at", "words", default="", metavar="WORDS", help="The passage of the article that holds these words.")
@pass_context
def tag_command(setting: CliContext, ident: str, tags: tuple[str, ...], words: str) -> int:
    """Tag a thing; tags that it has already are taken away."""
    opened = setting.load_dossier()
    setting.output.say(opened.desk.tag(anchor_from(opened, ident, words), tags).sentence)
    return 0


@click.command("undo")
@pass_context
def undo_command(setting: CliContext) -> int:
    """Take the last act back."""
    done = setting.load_dossier().desk.undo()
    setting.output.say(done.sentence)
    return 0 if done.changed else 1


@click.command("redo")
@pass_context
def redo_command(setting: CliContext) -> int:
    """Do the act undone last again."""
    done = setting.load_dossier().desk.redo()
    setting.output.say(done.sentence)
    return 0 if done.changed else 1


@click.command("history")
@pass_context
def history_command(setting: CliContext) -> int:
    """List your acts, newest first, with when each was made and which are undone."""
    acts = setting.load_dossier().desk.history()
    rows = [{"made": act.at.isoformat(), "undone": act.undone, "act": act.sentence} for act in acts]
    when = {act.at.isoformat(): format_time(act.at) for act in acts}
    if not setting.output.rows(
        rows, lambda r: f"{when[r['made']]:<18}{'undone  ' if r['undone'] else ''}{r['act']}", ("made", "undone", "act")
    ):
        setting.output.say("You have done nothing here yet that could be undone.")
    return 0 if rows else 1
