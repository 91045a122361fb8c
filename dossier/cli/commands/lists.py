"""Commands that list: search, actors, timeline, quotes, notes."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import click

from dossier.cli.context import CliContext, pass_context
from dossier.cli.filter_options import build_query, filter_options
from dossier.cli.output import Row
from dossier.cli.query_command import QueryCommand
from dossier.cli.rows import actor_row, entry_row, event_row, hit_row, quotation_row
from dossier.errors import UsageError
from dossier.model.search_result import SearchResult
from dossier.phrases.core import pluralize
from dossier.services.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class QueryArguments:
    """The query of a command: words and filters."""

    words: Sequence[str]
    saved: str
    days: str
    actors: Sequence[str]


def _list_results(
    context: CliContext,
    arguments: QueryArguments,
    rows: Callable[[Snapshot, SearchResult], list[Row]],
    human: Callable[[Row], str],
    columns: Sequence[str],
) -> int:
    """Runs a query and prints one of its lists; exit code 1 where that is empty."""
    opened = context.load_dossier()
    query = build_query(opened, arguments.words, arguments.saved, arguments.days, arguments.actors)
    result = opened.query.search(query)
    if result.error:
        raise UsageError(result.error)
    for problem in result.problems:
        context.output.say(problem)
    count = context.output.rows([] if result.asks_nothing else rows(opened.query.snapshot, result), human, columns)
    if not count and not result.asks_nothing:
        description = opened.notebook.searches.describe(query)
        context.output.say(f"Nothing here answers to {description}." if description else "There is nothing here yet.")
        if result.nearest:
            word, number = result.nearest
            context.output.say(f"The nearest word here: {word}, in {number} article{'' if number == 1 else 's'}.")
    if reading := result.other_reading:
        why = f"{reading.why} " if reading.why else ""
        context.output.say(f"{why}{reading.query} has {pluralize(reading.articles, 'article')}, this {len(result.articles)}.")
    return 0 if count else 1


@click.command("search", cls=QueryCommand)
@click.argument("query", nargs=-1, type=click.UNPROCESSED)
@filter_options
@click.option("--save", default="", metavar="NAME", help="Keep the search under that name.")
@pass_context
def search_command(context: CliContext, query: tuple[str, ...], saved: str, days: str, actors: tuple[str, ...], save: str) -> int:
    """List the articles that answer to QUERY, best first, each with its best snippet."""
    arguments = QueryArguments(query, saved, days, actors)
    if save:
        opened = context.load_dossier()
        wanted = build_query(opened, query, saved, days, actors)
        if error := opened.query.search(wanted).error:
            raise UsageError(error)
        context.output.say(opened.notebook.searches.save(save, wanted).sentence)
    columns = ("id", "published", "outlet", "title", "file", "snippets")
    return _list_results(context, arguments, lambda snapshot, result: [hit_row(snapshot, h) for h in result.articles], _hit, columns)


def _hit(row: Row) -> str:
    head = " · ".join((row["title"] or row["opening"], row["outlet"] or "no outlet named", row["published"] or "no day given", row["file"]))
    snippet = row["snippets"][0]["text"] if row["snippets"] else row["opening"]
    return f"{head}\n    {' '.join(snippet.split())}"


@click.command("actors", cls=QueryCommand)
@click.argument("query", nargs=-1, type=click.UNPROCESSED)
@filter_options
@pass_context
def actors_command(context: CliContext, query: tuple[str, ...], saved: str, days: str, actors: tuple[str, ...]) -> int:
    """List who acts: people, organisations and states, with roles, side and number of articles."""
    columns = ("id", "kind", "name", "roles", "side", "articles", "mentions", "aliases")
    return _list_results(
        context, QueryArguments(query, saved, days, actors), lambda _, result: [actor_row(r) for r in result.actors], _actor, columns
    )


def _actor(row: Row) -> str:
    about = " · ".join(str(v) for v in (next(iter(row["roles"]), ""), row["side"] if row["kind"] != "state" else "state") if v)
    return f"{row['articles']:>4}  {row['name']:<32}  {about}  [{row['id']}]"


@click.command("timeline", cls=QueryCommand)
@click.argument("query", nargs=-1, type=click.UNPROCESSED)
@filter_options
@pass_context
def timeline_command(context: CliContext, query: tuple[str, ...], saved: str, days: str, actors: tuple[str, ...]) -> int:
    """List meetings and strikes in the order of their days, those without a day last."""
    columns = (
        "id",
        "days.start",
        "days.end",
        "days.precision",
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
    return _list_results(
        context,
        QueryArguments(query, saved, days, actors),
        lambda snapshot, result: [event_row(snapshot, e) for e in result.events],
        _event,
        columns,
    )


def _event(row: Row) -> str:
    differs = f"  ≠ {', '.join(row['conflicts'])}" if row["conflicts"] else ""
    figures = dict.fromkeys(figure["text"] for figure in row["figures"])
    parts = (row["place"] or "no place given", row["who"], ", ".join(figures))
    planned = "planned " if row["status"] == "planned" else ""
    sources = f"{row['sources']} source{'' if row['sources'] == 1 else 's'}"
    return f"{row['days']['text']:<32}  {planned}{row['kind']}  {' · '.join(p for p in parts if p)}  ({sources}){differs}  [{row['id']}]"


@click.command("quotes", cls=QueryCommand)
@click.argument("query", nargs=-1, type=click.UNPROCESSED)
@filter_options
@pass_context
def quotes_command(context: CliContext, query: tuple[str, ...], saved: str, days: str, actors: tuple[str, ...]) -> int:
    """List who said what, with cue, channel and where else the words stand."""
    columns = ("id", "speaker", "cue", "channel", "published", "outlet", "file", "text")
    return _list_results(
        context,
        QueryArguments(query, saved, days, actors),
        lambda snapshot, result: [quotation_row(snapshot, q) for q in result.quotations],
        _quotation,
        columns,
    )


def _quotation(row: Row) -> str:
    about = " · ".join(v for v in (row["cue"], row["channel"], row["outlet"] or "no outlet named", row["published"] or "no day given") if v)
    also = f" · also in {pluralize(row['also_in'], 'other')}" if row["also_in"] else ""
    return f"{row['speaker'] or 'nobody named'}: “{row['text']}”\n    {about}{also}  [{row['id']}]"


@click.command("notes", cls=QueryCommand)
@click.argument("query", nargs=-1, type=click.UNPROCESSED)
@filter_options
@pass_context
def notes_command(context: CliContext, query: tuple[str, ...], saved: str, days: str, actors: tuple[str, ...]) -> int:
    """List your bookmarks, notes and tags, last changed first."""
    columns = ("id", "kind", "on", "text", "tags", "status", "changed")
    return _list_results(
        context, QueryArguments(query, saved, days, actors), lambda _, result: [entry_row(e) for e in result.notes], _entry, columns
    )


def _entry(row: Row) -> str:
    tags = " ".join(f"#{t}" for t in row["tags"])
    detached = "  (detached: what it hung on is no longer here)" if row["detached"] else ""
    first = f"{row['id']:>4}  {row['kind']:<10}  {row['on']}{'  ' + tags if tags else ''}{'  ' + row['status'] if row['status'] else ''}{detached}"
    return first + (f"\n      {row['text']}" if row["text"] else "")
