"""Commands that correct: merge, split, rename, hide, date, place, speaker. Each can be undone."""

import re
from datetime import date
from typing import TYPE_CHECKING

import click

from dossier.cli.context import CliContext, pass_context
from dossier.errors import DossierError
from dossier.model.actor import Actor
from dossier.model.article import Article
from dossier.model.event import Event
from dossier.model.quotation import Quotation

if TYPE_CHECKING:
    from dossier.api import Dossier

Thing = Article | Actor | Event | Quotation
KINDS: tuple[tuple[type[Thing], str, str], ...] = (
    (Actor, "an actor", "actors"),
    (Event, "an event", "timeline"),
    (Quotation, "a quotation", "quotes"),
    (Article, "an article", "search"),
)
SHORT_ID = re.compile("[a-z][0-9a-f]+")


def _id(opened: "Dossier", named: str) -> str:
    return opened.find(named).id


def _only(opened: "Dossier", named: str, kind: type[Thing]) -> str:
    """The id of a thing that must be of a kind. Raises DossierError that says what it is instead, and where those wanted are listed."""
    thing = opened.find(named)
    if not isinstance(thing, kind):
        what = next(told for of, told, _ in KINDS if isinstance(thing, of))
        wanted, where = next((told, where) for of, told, where in KINDS if of is kind)
        do = f"“dossier {where} --plain” lists them with their ids."
        raise DossierError(f"“{named}” is {what}, and {wanted} is wanted here.", do=do)
    return thing.id


@click.command("merge")
@click.argument("idents", metavar="ID ID...", nargs=-1, required=True)
@pass_context
def merge_command(setting: CliContext, idents: tuple[str, ...]) -> int:
    """Join actors, or events, into the first one named."""
    opened = setting.load_dossier()
    things = {thing.id: thing for thing in map(opened.find, idents)}
    if len(things) < 2 or not any(all(isinstance(thing, kind) for thing in things.values()) for kind in (Actor, Event)):
        raise DossierError("Only actors, or only events, can be joined, two of them or more.", do="For example: dossier merge ID ID")
    setting.output.say(opened.desk.merge(list(things)).sentence)
    return 0


@click.command("split")
@click.argument("ident", metavar="ID")
@click.argument("part", metavar="NAME | ARTICLE")
@pass_context
def split_command(setting: CliContext, ident: str, part: str) -> int:
    """Set one name of an actor, or what one article tells of an event, apart."""
    opened = setting.load_dossier()
    thing = opened.find(ident)
    known = isinstance(thing, Event) and any(part in {a.id, a.file} or a.id.startswith(part) for a in opened.articles())
    setting.output.say(opened.desk.split(thing.id, _id(opened, part) if known else part).sentence)
    return 0


@click.command("rename")
@click.argument("ident", metavar="ACTOR")
@click.argument("name")
@pass_context
def rename_command(setting: CliContext, ident: str, name: str) -> int:
    """Give an actor another name."""
    opened = setting.load_dossier()
    setting.output.say(opened.desk.rename(_only(opened, ident, Actor), name).sentence)
    return 0


@click.command("hide")
@click.argument("ident", metavar="ID")
@pass_context
def hide_command(setting: CliContext, ident: str) -> int:
    """Take an actor or an event out of every list."""
    opened = setting.load_dossier()
    setting.output.say(opened.desk.hide(_id(opened, ident)).sentence)
    return 0


@click.command("date")
@click.argument("ident", metavar="EVENT")
@click.argument("start", metavar="DAY")
@click.argument("end", metavar="[LAST-DAY]", required=False)
@pass_context
def date_command(setting: CliContext, ident: str, start: str, end: str | None) -> int:
    """Set the day, or the first and last day, of an event."""
    opened = setting.load_dossier()
    setting.output.say(opened.desk.set_day(_only(opened, ident, Event), _day(start), _day(end) if end else None).sentence)
    return 0


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise DossierError(f"“{text}” is no day.", do="Write it as 2026-02-05.") from error


@click.command("place")
@click.argument("ident", metavar="EVENT")
@click.argument("place")
@pass_context
def place_command(setting: CliContext, ident: str, place: str) -> int:
    """Set the place of an event."""
    opened = setting.load_dossier()
    setting.output.say(opened.desk.set_place(_only(opened, ident, Event), place).sentence)
    return 0


@click.command("speaker")
@click.argument("ident", metavar="QUOTE")
@click.argument("speaker", metavar="NAME | ACTOR")
@pass_context
def speaker_command(setting: CliContext, ident: str, speaker: str) -> int:
    """Say whose a quotation is."""
    opened = setting.load_dossier()
    named = [a.id for a in opened.findings().actors if SHORT_ID.fullmatch(speaker) and a.id.startswith(speaker)]
    setting.output.say(opened.desk.set_speaker(_only(opened, ident, Quotation), named[0] if len(named) == 1 else speaker).sentence)
    return 0
