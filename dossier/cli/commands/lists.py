"""Commands that list: search, actors, timeline, quotes, notes."""

import re
from collections.abc import Callable, Sequence
from functools import partial

import click

from dossier.cli.context import CliContext, pass_context
from dossier.cli.filter_options import build_query, filter_options
from dossier.cli.output import Row
from dossier.cli.parts import Part
from dossier.cli.query_command import QueryCommand
from dossier.cli.rows import actor_row, entry_row, event_row, hit_row, quotation_row
from dossier.cli.run_query import QueryArguments, run_query
from dossier.errors import UsageError
from dossier.model.search_result import SearchResult
from dossier.phrases.core import conflict_words
from dossier.phrases.plural import pluralize
from dossier.services.snapshot import Snapshot

_BLANKS = re.compile(r"\s+")
_SENTENCE_END = re.compile(r"(?:[.!?…:]['\"”’»)\]]*\s*|\n\s*)\Z")
"""The end of a sentence or of a paragraph."""
LONGEST_END = 40
"""Characters in which such an end is found."""


def _list_results(
    context: CliContext,
    arguments: QueryArguments,
    rows: Callable[[Snapshot, SearchResult], list[Row]],
    human: Callable[[Snapshot, Row], Sequence[Part]],
    columns: Sequence[str],
) -> int:
    """Runs a query and prints one of its lists; exit code 1 where that is empty."""

    def show(snapshot: Snapshot, result: SearchResult) -> int:
        return context.output.rows([] if result.asks_nothing else rows(snapshot, result), partial(human, snapshot), columns)

    return run_query(context, arguments, show)


@click.command("search", cls=QueryCommand)
@click.argument("query", nargs=-1, type=click.UNPROCESSED)
@filter_options
@click.option("--save", default="", metavar="NAME", help="Save the search under this name.")
@pass_context
def search_command(context: CliContext, query: tuple[str, ...], saved: str, days: str, actors: tuple[str, ...], save: str) -> int:
    """Search articles, best matches first, with snippets."""
    arguments = QueryArguments(query, saved, days, actors)
    if save:
        opened = context.load_dossier(waits=False)
        wanted = build_query(opened, query, saved, days, actors)
        if error := opened.query.search(wanted).error:
            raise UsageError(error)
        context.output.say(opened.notebook.searches.save(save, wanted).sentence)
    columns = ("id", "published", "outlet", "title", "file", "snippets")
    return _list_results(context, arguments, lambda snapshot, result: [hit_row(snapshot, h) for h in result.articles], _hit, columns)


def _hit(snapshot: Snapshot, row: Row) -> list[Part]:
    outlet, day = row["outlet"] or "no outlet named", row["published"] or "no day given"
    snippet = (
        _snippet(snapshot.article(row["id"]).text, row["snippets"][0]) if row["snippets"] else [(" ".join(row["opening"].split()), "")]
    )
    return [(row["title"] or row["opening"], "strong"), (f" · {outlet} · ", ""), (day, "date"), (f" · {row['file']}\n", "faint"), *snippet]


def _snippet(article: str, snippet: Row) -> list[Part]:
    """The words of a snippet, its hits as parts of their own, with an ellipsis where it is cut within a sentence."""
    text, start, parts, at = snippet["text"], snippet["start"], [], 0
    for mark in snippet["marks"]:
        begin, end = max(mark["start"] - start, at), mark["end"] - start
        parts += [(text[at:begin], ""), (text[begin:end], "hit")]
        at = max(end, at)
    end = snippet["end"] + (article[snippet["end"] : snippet["end"] + 1] != " ")
    before = "" if not start or _ends_sentence(article, start) else "… "
    after = "" if _ends_sentence(article, end) else " …"
    return [(before, ""), *((_BLANKS.sub(" ", words), style) for words, style in (*parts, (text[at:], ""))), (after, "")]


def _ends_sentence(text: str, at: int) -> bool:
    """True where a sentence or paragraph ends at an offset; only the characters just before it are looked at."""
    return _SENTENCE_END.search(text, max(0, at - LONGEST_END), at) is not None


@click.command("actors", cls=QueryCommand)
@click.argument("query", nargs=-1, type=click.UNPROCESSED)
@filter_options
@pass_context
def actors_command(context: CliContext, query: tuple[str, ...], saved: str, days: str, actors: tuple[str, ...]) -> int:
    """List actors: people, organisations and states.

    Each has its role, its side and the number of articles that mention it.
    """
    columns = ("id", "kind", "name", "roles", "side", "articles", "mentions", "aliases")
    return _list_results(
        context, QueryArguments(query, saved, days, actors), lambda _, result: [actor_row(r) for r in result.actors], _actor, columns
    )


def _actor(_: Snapshot, row: Row) -> list[Part]:
    about = " · ".join(str(v) for v in (next(iter(row["roles"]), ""), row["side"] if row["kind"] != "state" else "state") if v)
    return [(f"{row['articles']:>4}  ", ""), (f"{row['name']:<32}", "strong"), (f"  {about}", ""), _ident(row)]


@click.command("timeline", cls=QueryCommand)
@click.argument("query", nargs=-1, type=click.UNPROCESSED)
@filter_options
@pass_context
def timeline_command(context: CliContext, query: tuple[str, ...], saved: str, days: str, actors: tuple[str, ...]) -> int:
    """List meetings and strikes by date.

    Undated ones come last.
    """
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


def _event(_: Snapshot, row: Row) -> list[Part]:
    differs = f"  ≠ {conflict_words(row['conflicts'])}" if row["conflicts"] else ""
    figures = dict.fromkeys(figure["text"] for figure in row["figures"])
    parts = (row["place"] or "no place given", row["who"], ", ".join(figures))
    planned = "planned " if row["status"] == "planned" else ""
    what = f"  {planned}{row['kind']}  {' · '.join(p for p in parts if p)}  ({pluralize(row['sources'], 'source')})"
    return [(f"{row['days']['text']:<32}", "date"), (what, ""), (differs, "warning"), _ident(row)]


@click.command("quotes", cls=QueryCommand)
@click.argument("query", nargs=-1, type=click.UNPROCESSED)
@filter_options
@pass_context
def quotes_command(context: CliContext, query: tuple[str, ...], saved: str, days: str, actors: tuple[str, ...]) -> int:
    """List quotations: who said what.

    Each has its speaker, its channel and the other articles that print it.
    """
    columns = ("id", "speaker", "cue", "channel", "published", "outlet", "file", "text")
    return _list_results(
        context,
        QueryArguments(query, saved, days, actors),
        lambda snapshot, result: [quotation_row(snapshot, q) for q in result.quotations],
        _quotation,
        columns,
    )


def _quotation(_: Snapshot, row: Row) -> list[Part]:
    about = " · ".join(v for v in (row["cue"], row["channel"], row["outlet"] or "no outlet named", row["published"] or "no day given") if v)
    also = f" · also in {pluralize(row['also_in'], 'other')}" if row["also_in"] else ""
    return [(row["speaker"] or "unnamed speaker", "strong"), (f": “{row['text']}”\n", ""), (f"{about}{also}", ""), _ident(row)]


@click.command("notes", cls=QueryCommand)
@click.argument("query", nargs=-1, type=click.UNPROCESSED)
@filter_options
@pass_context
def notes_command(context: CliContext, query: tuple[str, ...], saved: str, days: str, actors: tuple[str, ...]) -> int:
    """List your bookmarks, notes and tags.

    Those changed last come first.
    """
    columns = ("id", "kind", "on", "text", "tags", "status", "changed")
    return _list_results(
        context, QueryArguments(query, saved, days, actors), lambda _, result: [entry_row(e) for e in result.notes], _entry, columns
    )


def _entry(_: Snapshot, row: Row) -> list[Part]:
    tags = " ".join(f"#{t}" for t in row["tags"])
    detached = "  (detached: the item it was on is gone)" if row["detached"] else ""
    origin = f"  from {row['origin']}" if row["origin"] else ""
    first = f"{row['id']:>4}  {row['kind']:<10}  {row['on']}{origin}{'  ' + tags if tags else ''}{'  ' + row['status'] if row['status'] else ''}{detached}"
    return [(first, "strong"), (f"\n{row['text']}" if row["text"] else "", "")]


def _ident(row: Row) -> Part:
    return f"  [{row['id']}]", "faint"
