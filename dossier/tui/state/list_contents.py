"""The rows of every list for one answer, made in a worker."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from dossier.keys.keymap import ACTORS, ARTICLES, NOTES, QUOTES, TIMELINE
from dossier.model.search_result import SearchResult
from dossier.tui.rows import actors, articles, notes, quotes, timeline
from dossier.tui.state.labels import Labels
from dossier.tui.state.list_model import ListModel

ORDERS: Mapping[str, tuple[str, ...]] = {
    ACTORS: actors.ORDERS,
    TIMELINE: timeline.ORDERS,
    ARTICLES: articles.ORDERS,
    QUOTES: quotes.ORDERS,
    NOTES: notes.ORDERS,
}


@dataclass(frozen=True)
class ListContents:
    """An answer, the names in it, its rows by list, and the order they stand in where it can be chosen."""

    result: SearchResult
    labels: Labels
    lists: Mapping[str, ListModel] = field(default_factory=dict)
    order: Mapping[str, str] = field(default_factory=dict)


def build_list_contents(
    answer: SearchResult, names: Labels, orders: Mapping[str, str] | None = None, whole: ListContents | None = None
) -> ListContents:
    """All lists for an answer; `orders` names the order of a list where it is not its first. `whole` is a board that was made before
    from the same findings: rows of what has stayed the same are taken from it.
    """
    order = {pane: choices[0] for pane, choices in ORDERS.items()} | dict(orders or {})
    before = whole.result if whole else None
    same = {
        ACTORS: before is not None and before.actors is answer.actors and before.query.actors == answer.query.actors,
        TIMELINE: before is not None and before.events is answer.events,
        ARTICLES: before is not None and before.articles is answer.articles and whole is not None and whole.labels.work == names.work,
        QUOTES: before is not None and before.quotations is answer.quotations,
    }
    made: Mapping[str, Callable[[], ListModel]] = {
        ACTORS: lambda: actors.actor_rows(answer, names, order[ACTORS]),
        TIMELINE: lambda: timeline.timeline_rows(answer, names, order[TIMELINE]),
        ARTICLES: lambda: articles.article_rows(answer, names, order[ARTICLES]),
        QUOTES: lambda: quotes.quote_rows(answer, names, order[QUOTES]),
        NOTES: lambda: notes.note_rows(answer, names, order[NOTES]),
    }
    lists = {
        pane: whole.lists[pane] if whole and same.get(pane) and whole.order.get(pane) == order.get(pane) else make().prepared()
        for pane, make in made.items()
    }
    return ListContents(answer, names, lists, order)
