"""List contents: the rows of every list for one search result, built when they are first needed."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace

from dossier.keys.keymap import ACTORS, ARTICLES, LISTS, NOTES, QUOTES, TIMELINE
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
BUILDERS: Mapping[str, Callable[[SearchResult, Labels, str], ListModel]] = {
    ACTORS: actors.actor_rows,
    TIMELINE: timeline.timeline_rows,
    ARTICLES: articles.article_rows,
    QUOTES: quotes.quote_rows,
    NOTES: notes.note_rows,
}
LONG = 1000
"""Rows from which on a list is built in the worker also where it is not in sight: to build it on the UI thread later would be felt."""


class LazyLists(Mapping[str, ListModel]):
    """The five lists by name, each built when it is first asked for."""

    def __init__(self, build: Callable[[str], ListModel], built: Mapping[str, ListModel]) -> None:
        self._build, self.built = build, dict(built)

    def __getitem__(self, pane: str) -> ListModel:
        if pane not in self.built:
            self.built[pane] = self._build(pane)
        return self.built[pane]

    def __iter__(self) -> Iterator[str]:
        return iter(LISTS)

    def __len__(self) -> int:
        return len(LISTS)

    def with_list(self, pane: str, listing: ListModel) -> "LazyLists":
        """The same with another list."""
        return LazyLists(self._build, {**self.built, pane: listing})


@dataclass(frozen=True)
class ListContents:
    """A search result, the labels in it, its rows by list, the order of each list that is not in its first one, and the number of rows
    that are new since each list was last looked at.
    """

    result: SearchResult
    labels: Labels
    lists: LazyLists
    orders: Mapping[str, str] = field(default_factory=dict)
    news: Mapping[str, int] = field(default_factory=dict)

    def count(self, pane: str) -> int:
        """The number of rows of a list that can be selected, without building it."""
        result = self.result
        items = {ACTORS: result.actors, TIMELINE: result.events, ARTICLES: result.articles, QUOTES: result.quotations, NOTES: result.notes}
        return len(items[pane])

    @property
    def has_first_orders(self) -> bool:
        """True where each list is in its first order."""
        return all(self.orders.get(pane, choices[0]) == choices[0] for pane, choices in ORDERS.items())

    def with_list(self, pane: str, listing: ListModel) -> "ListContents":
        """The same with another list."""
        return replace(self, lists=self.lists.with_list(pane, listing))


def build_list_contents(
    result: SearchResult,
    labels: Labels,
    orders: Mapping[str, str] | None = None,
    reusable: ListContents | None = None,
    panes: Collection[str] = (),
) -> ListContents:
    """All lists for a result; `orders` names the order of a list where it is not its first. Those of `panes`, which are in sight, and long
    ones are built now. From `reusable`, which was built from the same findings, lists are taken that have not changed.
    """
    order = {pane: choices[0] for pane, choices in ORDERS.items()} | dict(orders or {})
    lists = LazyLists(lambda pane: BUILDERS[pane](result, labels, order[pane]), _unchanged(result, labels, order, reusable))
    contents = ListContents(result, labels, lists, order, _count_news(result, labels))
    for pane in LISTS:
        if pane in panes or contents.count(pane) > LONG:
            lists[pane].prepared()
    return contents


def _unchanged(result: SearchResult, labels: Labels, orders: Mapping[str, str], reusable: ListContents | None) -> dict[str, ListModel]:
    """The lists that were built before from what is in the result now."""
    if reusable is None:
        return {}
    before = reusable.result
    same = {
        ACTORS: before.actors is result.actors and before.query.actors == result.query.actors,
        TIMELINE: before.events is result.events and reusable.labels.work == labels.work,
        ARTICLES: before.articles is result.articles and reusable.labels.work == labels.work and orders[ARTICLES] != articles.UNREAD_FIRST,
        QUOTES: before.quotations is result.quotations,
    }
    same = {pane: is_same and reusable.labels.fresh.get(pane) == labels.fresh.get(pane) for pane, is_same in same.items()}
    built = reusable.lists.built
    return {pane: listing for pane, listing in built.items() if same.get(pane) and reusable.orders.get(pane) == orders[pane]}


def _count_news(result: SearchResult, labels: Labels) -> dict[str, int]:
    """The number of rows in each list that are new since it was last looked at; lists without any are left out."""
    if not labels.fresh:
        return {}
    news = {
        ARTICLES: sum(hit.article in labels.fresh.get(ARTICLES, ()) for hit in result.articles),
        TIMELINE: sum(map(labels.is_new_event, result.events)),
        QUOTES: sum(map(labels.is_new_quote, result.quotations)),
    }
    return {pane: number for pane, number in news.items() if number}
