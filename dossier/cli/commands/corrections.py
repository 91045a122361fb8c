"""Commands that correct: merge, split, rename, hide, date, place, speaker. Each can be undone."""

import re
from typing import TYPE_CHECKING

import click

from dossier.cli.context import CliContext, pass_context
from dossier.errors import DossierError
from dossier.model.actor import Actor
from dossier.model.article import Article
from dossier.model.event import Event
from dossier.model.quotation import Quotation
from dossier.services.snapshot import Item
from dossier.text.typed_days import parse_typed_days

if TYPE_CHECKING:
    from dossier.api import Dossier

KINDS: tuple[tuple[type[Item], str, str], ...] = (
    (Actor, "an actor", "actors"),
    (Event, "an event", "timeline"),
    (Quotation, "a quotation", "quotes"),
    (Article, "an article", "search"),
)
SHORT_ID = re.compile("[a-z][0-9a-f]+")


def _id(opened: "Dossier", name: str) -> str:
    return opened.query.snapshot.find_item(name).id


def _id_of_kind(opened: "Dossier", name: str, kind: type[Item]) -> str:
    """The id of an item that must be of a kind. Raises DossierError where it is of another one, with the command that lists that kind."""
    item = opened.query.snapshot.find_item(name)
    if not isinstance(item, kind):
        actual = next(noun for type_, noun, _ in KINDS if isinstance(item, type_))
        wanted, command = next((noun, command) for type_, noun, command in KINDS if type_ is kind)
        do = f"“dossier {command} --plain” lists them with their ids."
        raise DossierError(f"“{name}” is {actual}; this command needs {wanted}.", do=do)
    return item.id


@click.command("merge")
@click.argument("idents", metavar="ID ID...", nargs=-1, required=True)
@pass_context
def merge_command(context: CliContext, idents: tuple[str, ...]) -> int:
    """Merge actors, or events, into the first one given."""
    opened = context.load_dossier()
    items = {item.id: item for item in map(opened.query.snapshot.find_item, idents)}
    if len(items) == 1 and len(set(idents)) > 1 and isinstance(next(iter(items.values())), Actor | Event):
        names = " and ".join(f"“{ident}”" for ident in idents)
        noun = "event" if Event in map(type, items.values()) else "actor"
        raise DossierError(f"{names} are already the same {noun}.", do="Lists show IDs with --plain or --json.")
    if len(items) < 2 or not any(all(isinstance(item, kind) for item in items.values()) for kind in (Actor, Event)):
        raise DossierError("Give two or more actors, or two or more events, to merge.", do="For example: dossier merge ID ID")
    context.output.say(opened.notebook.merge(list(items)).sentence)
    return 0


@click.command("split")
@click.argument("ident", metavar="ID")
@click.argument("part", metavar="NAME | ARTICLE")
@pass_context
def split_command(context: CliContext, ident: str, part: str) -> int:
    """Split a name off an actor, or a report off an event."""
    opened = context.load_dossier()
    item, articles = opened.query.snapshot.find_item(ident), opened.query.snapshot.articles.values()
    is_article = isinstance(item, Event) and any(part in {a.id, a.file} or a.id.startswith(part) for a in articles)
    context.output.say(opened.notebook.split(item.id, _id(opened, part) if is_article else part).sentence)
    return 0


@click.command("rename")
@click.argument("ident", metavar="ACTOR")
@click.argument("name")
@pass_context
def rename_command(context: CliContext, ident: str, name: str) -> int:
    """Rename an actor."""
    opened = context.load_dossier()
    context.output.say(opened.notebook.rename(_id_of_kind(opened, ident, Actor), name).sentence)
    return 0


@click.command("hide")
@click.argument("ident", metavar="ID")
@pass_context
def hide_command(context: CliContext, ident: str) -> int:
    """Hide an actor or event from all lists."""
    opened = context.load_dossier()
    context.output.say(opened.notebook.hide(_id(opened, ident)).sentence)
    return 0


@click.command("date")
@click.argument("ident", metavar="EVENT")
@click.argument("start", metavar="DAY")
@click.argument("end", metavar="[LAST-DAY]", required=False)
@pass_context
def date_command(context: CliContext, ident: str, start: str, end: str | None) -> int:
    """Set the date, or first and last date, of an event."""
    opened = context.load_dossier()
    event = _id_of_kind(opened, ident, Event)
    first, last = parse_typed_days(f"{start}..{end}" if end else start, opened.query.snapshot.event(event).start)
    context.output.say(opened.notebook.set_day(event, first, last).sentence)
    return 0


@click.command("place")
@click.argument("ident", metavar="EVENT")
@click.argument("place")
@pass_context
def place_command(context: CliContext, ident: str, place: str) -> int:
    """Set the place of an event."""
    opened = context.load_dossier()
    context.output.say(opened.notebook.set_place(_id_of_kind(opened, ident, Event), place).sentence)
    return 0


@click.command("speaker")
@click.argument("ident", metavar="QUOTE")
@click.argument("speaker", metavar="NAME | ACTOR")
@pass_context
def speaker_command(context: CliContext, ident: str, speaker: str) -> int:
    """Set the speaker of a quotation."""
    opened = context.load_dossier()
    actors = [a.id for a in opened.query.snapshot.findings.actors if SHORT_ID.fullmatch(speaker) and a.id.startswith(speaker)]
    context.output.say(
        opened.notebook.set_speaker(_id_of_kind(opened, ident, Quotation), actors[0] if len(actors) == 1 else speaker).sentence
    )
    return 0
