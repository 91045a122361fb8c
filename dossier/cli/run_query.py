"""Running the query of a command: its results, what is wrong with it, and what else may have been meant."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from dossier.cli.context import CliContext
from dossier.cli.filter_options import build_query
from dossier.errors import UsageError
from dossier.model.search_result import SearchResult
from dossier.phrases.plural import pluralize
from dossier.services.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class QueryArguments:
    """The query of a command: words and filters."""

    words: Sequence[str]
    saved: str
    days: str
    actors: Sequence[str]


def run_query(context: CliContext, arguments: QueryArguments, show: Callable[[Snapshot, SearchResult], int]) -> int:
    """Runs a query and has its result shown by `show`, which returns the number of items shown; exit code 1 where there are none.

    Raises UsageError for a mistake in the query.
    """
    opened = context.load_dossier(waits=False)
    query = build_query(opened, arguments.words, arguments.saved, arguments.days, arguments.actors)
    result = opened.query.search(query)
    if result.error:
        raise UsageError(result.error)
    for problem in result.problems:
        context.output.say(problem)
    count = show(opened.query.snapshot, result)
    if not count and not result.asks_nothing:
        description = opened.notebook.searches.describe(query)
        context.output.say(f"No results for {description}." if description else "Nothing here yet.")
        if result.nearest:
            word, number = result.nearest
            context.output.say(f"Closest word in these articles: {word}, in {pluralize(number, 'article')}.")
    if reading := result.other_reading:
        why = f"{reading.why} " if reading.why else ""
        context.output.say(f"{why}{reading.query} has {pluralize(reading.articles, 'article')}, this {len(result.articles)}.")
    return 0 if count else 1
