"""The commands searches and filters: saved searches, and filters with their counts."""

from collections.abc import Sequence
from functools import partial

import click

from dossier.cli.context import CliContext, pass_context
from dossier.cli.filter_options import build_query, filter_options, saved_names
from dossier.cli.output import Row
from dossier.cli.query_command import QueryCommand
from dossier.cli.rows import facet_row, search_row
from dossier.errors import UsageError
from dossier.phrases.plural import pluralize

MOST_TITLES = 10
"""New articles that are named for a search."""
COUNTED = (("articles", "article"), ("events", "event"), ("quotations", "quotation"), ("entries", "entry"))


@click.command("searches")
@click.option("--rename", nargs=2, default=None, metavar="NAME NEW-NAME", shell_complete=saved_names, help="Rename a saved search.")
@click.option("--remove", default=None, metavar="NAME", shell_complete=saved_names, help="Delete a saved search. Can be undone.")
@click.option("--new", is_flag=True, help="List only searches with new articles; exit code 1 if there are none.")
@click.option("--mark-seen", is_flag=True, help="Count from now on: what the listed searches have now is no longer new.")
@click.option("--recent", is_flag=True, help="List recent searches in the app, newest first.")
@click.option("--forget", is_flag=True, help="Clear recent searches.")
@pass_context
def searches_command(
    context: CliContext, *, rename: tuple[str, str] | None, remove: str | None, new: bool, mark_seen: bool, recent: bool, forget: bool
) -> int:
    """List saved searches with their current number of results.

    New articles are those that a search did not have when you last ran it in the app, or used --mark-seen. The first count of a search is
    its starting point.

    Save one with “dossier search --save NAME QUERY”; every command with a QUERY also has --saved NAME.
    """
    if recent or forget:
        return _recent(context, forget=forget)
    searches = context.load_dossier().notebook.searches
    if rename or remove is not None:
        result = searches.rename(*rename) if rename else searches.remove(remove or "")
        context.output.say(result.sentence)
        return 0
    return _list_searches(context, new=new, mark_seen=mark_seen)


def _list_searches(context: CliContext, *, new: bool, mark_seen: bool) -> int:
    """Lists saved searches, all or those with new articles; exit code 1 where there are none."""
    opened = context.load_dossier()
    searches, snapshot = opened.notebook.searches, opened.query.snapshot
    news = searches.news()
    listed = [item for item in news if item.new or not new]
    rows = [search_row(snapshot, item, searches.describe(item.search.query)) for item in listed]
    columns = ("id", "name", "asked", "articles", "events", "quotations", "new")
    context.output.rows(rows, partial(_search, titles=new), columns)
    if mark_seen:
        searches.see(*(item.search for item in listed))
    if not news:
        context.output.say("No saved searches yet. Save one with “dossier search --save NAME QUERY”.")
    elif new and not searches.remembers:
        context.output.say("With history = false, nothing is remembered between two runs, so no search has anything new.")
    elif not listed:
        context.output.say("Nothing new in your saved searches.")
    return 0 if listed else 1


def _recent(context: CliContext, *, forget: bool) -> int:
    searches = context.open_dossier().notebook.searches
    if forget:
        context.output.say(searches.forget().sentence)
        return 0
    rows = [{"asked": text} for text in reversed(searches.recent())]
    if not context.output.rows(rows, lambda row: str(row["asked"]), ("asked",)):
        context.output.say("No recent searches.")
    return 0 if rows else 1


def _search(row: Row, *, titles: bool) -> str:
    new = f"; {row['new']} new" if row["new"] else ""
    lines = [row["name"], f"{row['asked']}  ({_counts(row)}{new})"]
    listed = row["new_articles"][:MOST_TITLES] if titles else []
    lines += [f"+ {article['title']}" for article in listed]
    more = row["new"] - len(listed)
    return "\n".join([*lines, f"  and {more} more"] if titles and more else lines)


def _counts(row: Row) -> str:
    return ", ".join(pluralize(row[name], word) for name, word in COUNTED if row.get(name)) or "nothing"


@click.command("filters", cls=QueryCommand)
@click.argument("query", nargs=-1, type=click.UNPROCESSED)
@filter_options
@pass_context
def filters_command(context: CliContext, query: Sequence[str], saved: str, days: str, actors: Sequence[str]) -> int:
    """List filters for QUERY, with counts.

    Filters are months, outlets, kinds, tags and actors.

    For filters where any of several may match (months, outlets, kinds), the counts ignore those already chosen.
    """
    opened = context.load_dossier()
    wanted = build_query(opened, query, saved, days, actors)
    result = opened.query.search(wanted)
    if result.error:
        raise UsageError(result.error)
    for problem in result.problems:
        context.output.say(problem)
    rows = [facet_row(facet) for facet in opened.query.facets(wanted)]
    columns = ("by", "value", "name", "articles", "events", "entries", "chosen")
    return 0 if context.output.rows(rows, _facet, columns) else 1


def _facet(row: Row) -> str:
    chosen = "  chosen" if row["chosen"] else ""
    return f"{row['by']:<7}  {row['name']:<32}  {_counts(row)}{chosen}"
