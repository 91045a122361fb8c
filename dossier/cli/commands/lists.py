"""Commands that list: search, actors, timeline, quotes, notes."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from dossier.cli.context import CliContext, pass_context
from dossier.cli.filter_options import build_query, filter_options
from dossier.cli.output import Row
from dossier.cli.query_command import QueryCommand
from dossier.cli.rows import actor_row, entry_row, event_row, hit_row, quotation_row
from dossier.errors import UsageError
from dossier.model.search_result import SearchResult
from dossier.phrases.core import pluralize

if TYPE_CHECKING:
    from dossier.api import Dossier


@dataclass(frozen=True, slots=True)
class QueryArguments:
    """What a command was given to ask: words, and what narrows them."""

    words: Sequence[str]
    saved: str
    days: str
    actors: Sequence[str]


def _ask(
    setting: CliContext,
    told: QueryArguments,
    rows: Callable[["Dossier", SearchResult], list[Row]],
    human: Callable[[Row], str],
    columns: Sequence[str],
) -> int:
    """Puts a query and lists what one of its lists holds; exit code 1 where that is nothing."""
    opened = setting.load_dossier()
    query = build_query(opened, told.words, told.saved, told.days, told.actors)
    answer = opened.answer(query)
    if answer.error:
        raise UsageError(answer.error)
    for problem in answer.problems:
        setting.output.say(problem)
    count = setting.output.rows([] if answer.asks_nothing else rows(opened, answer), human, columns)
    if not count and not answer.asks_nothing:
        wanted = opened.searches.describe(query)
        setting.output.say(f"Nothing here answers to {wanted}." if wanted else "There is nothing here yet.")
        if answer.nearest:
            word, number = answer.nearest
            setting.output.say(f"The nearest word here: {word}, in {number} article{'' if number == 1 else 's'}.")
    return 0 if count else 1


@click.command("search", cls=QueryCommand)
@click.argument("query", nargs=-1, type=click.UNPROCESSED)
@filter_options
@click.option("--save", default="", metavar="NAME", help="Keep the search under that name.")
@pass_context
def search_command(setting: CliContext, query: tuple[str, ...], saved: str, days: str, actors: tuple[str, ...], save: str) -> int:
    """List the articles that answer to QUERY, best first, each with its best snippet."""
    told = QueryArguments(query, saved, days, actors)
    if save:
        opened = setting.load_dossier()
        wanted = build_query(opened, query, saved, days, actors)
        if error := opened.answer(wanted).error:
            raise UsageError(error)
        setting.output.say(opened.searches.save(save, wanted).sentence)
    columns = ("id", "published", "outlet", "title", "file", "snippets")
    return _ask(setting, told, lambda d, a: [hit_row(d, h) for h in a.articles], _hit, columns)


def _hit(row: Row) -> str:
    head = " · ".join((row["title"] or row["opening"], row["outlet"] or "no outlet named", row["published"] or "no day given", row["file"]))
    snippet = row["snippets"][0]["text"] if row["snippets"] else row["opening"]
    return f"{head}\n    {' '.join(snippet.split())}"


@click.command("actors", cls=QueryCommand)
@click.argument("query", nargs=-1, type=click.UNPROCESSED)
@filter_options
@pass_context
def actors_command(setting: CliContext, query: tuple[str, ...], saved: str, days: str, actors: tuple[str, ...]) -> int:
    """List who acts: people, organisations and states, with roles, side and number of articles."""
    columns = ("id", "kind", "name", "roles", "side", "articles", "mentions", "aliases")
    return _ask(setting, QueryArguments(query, saved, days, actors), lambda _, a: [actor_row(r) for r in a.actors], _actor, columns)


def _actor(row: Row) -> str:
    about = " · ".join(str(v) for v in (next(iter(row["roles"]), ""), row["side"] if row["kind"] != "state" else "state") if v)
    return f"{row['articles']:>4}  {row['name']:<32}  {about}  [{row['id']}]"


@click.command("timeline", cls=QueryCommand)
@click.argument("query", nargs=-1, type=click.UNPROCESSED)
@filter_options
@pass_context
def timeline_command(setting: CliContext, query: tuple[str, ...], saved: str, days: str, actors: tuple[str, ...]) -> int:
    """List meetings and strikes in the order of their days, those without a day last."""
    columns = (
        "id",
        "start",
        "end",
        "granularity",
        "kind",
        "status",
        "place",
        "participants",
        "attacker",
        "weapon",
        "figures",
        "sources",
        "conflicts",
    )
    return _ask(setting, QueryArguments(query, saved, days, actors), lambda d, a: [event_row(d, e) for e in a.events], _event, columns)


def _event(row: Row) -> str:
    differs = f"  ≠ {', '.join(row['conflicts'])}" if row["conflicts"] else ""
    parts = (row["place"] or "no place given", row["who"], ", ".join(row["figures"]))
    planned = "planned " if row["status"] == "planned" else ""
    sources = f"{row['sources']} source{'' if row['sources'] == 1 else 's'}"
    return f"{row['days']:<32}  {planned}{row['kind']}  {' · '.join(p for p in parts if p)}  ({sources}){differs}  [{row['id']}]"


@click.command("quotes", cls=QueryCommand)
@click.argument("query", nargs=-1, type=click.UNPROCESSED)
@filter_options
@pass_context
def quotes_command(setting: CliContext, query: tuple[str, ...], saved: str, days: str, actors: tuple[str, ...]) -> int:
    """List who said what, with cue, channel and where else the words stand."""
    columns = ("id", "speaker", "cue", "channel", "published", "outlet", "file", "text")
    return _ask(
        setting, QueryArguments(query, saved, days, actors), lambda d, a: [quotation_row(d, q) for q in a.quotations], _quotation, columns
    )


def _quotation(row: Row) -> str:
    about = " · ".join(v for v in (row["cue"], row["channel"], row["outlet"] or "no outlet named", row["published"] or "no day given") if v)
    also = f" · also in {pluralize(row['also_in'], 'other')}" if row["also_in"] else ""
    return f"{row['speaker'] or 'nobody named'}: “{row['text']}”\n    {about}{also}  [{row['id']}]"


@click.command("notes", cls=QueryCommand)
@click.argument("query", nargs=-1, type=click.UNPROCESSED)
@filter_options
@pass_context
def notes_command(setting: CliContext, query: tuple[str, ...], saved: str, days: str, actors: tuple[str, ...]) -> int:
    """List your bookmarks, notes and tags, last changed first."""
    columns = ("id", "kind", "on", "text", "tags", "status", "changed")
    return _ask(setting, QueryArguments(query, saved, days, actors), lambda _, a: [entry_row(e) for e in a.notes], _entry, columns)


def _entry(row: Row) -> str:
    tags = " ".join(f"#{t}" for t in row["tags"])
    detached = "  (detached: what it hung on is no longer here)" if row["detached"] else ""
    first = f"{row['id']:>4}  {row['kind']:<10}  {row['on']}{'  ' + tags if tags else ''}{'  ' + row['status'] if row['status'] else ''}{detached}"
    return first + (f"\n      {row['text']}" if row["text"] else "")
