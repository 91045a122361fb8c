"""First rows: the rows in sight and their neighbours of each list, encoded when a dossier is left, and shown when it is opened again until the lists
are there as a whole.

Nothing but drawing them and moving among them works on such rows, so their items have only what is drawn.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Generic, TypeVar

import msgspec
from textual.content import Content
from textual.message import Message

from dossier.keys.keymap import ACTORS, ARTICLES, LISTS, NOTES, QUOTES, TIMELINE
from dossier.model.actor import Actor, ArticleMention, ArticleRole
from dossier.model.article import Article, PublicationDay
from dossier.model.notebook import EntryKind
from dossier.model.query import Query
from dossier.model.search_result import ActorRow, CorpusCounts, Hit, SearchResult
from dossier.model.span import Span
from dossier.tui.rows import actors, articles, quotes, timeline
from dossier.tui.state.labels import Labels
from dossier.tui.state.left_off import LeftOff
from dossier.tui.state.list_model import Heading, Heights, ListModel, Row, item_of
from dossier.tui.text.lines import RenderContext

if TYPE_CHECKING:
    from dossier.tui.state.list_contents import ListContents

AROUND = 70
"""Rows on each side of the selected one: more than the largest terminal shows."""
WORDS = 400
"""Characters of an article without a title whose first words stand for one."""
NOWHERE = Span(0, 0)
Head = TypeVar("Head", bound=Heading)
Item = TypeVar("Item")


class _FirstRow(msgspec.Struct, Generic[Head, Item], array_like=True):
    """A row: with an item, or else a heading."""

    id: str
    heights: Heights
    gap: bool
    heading: Head | None
    item: Item | None


class _FirstList(msgspec.Struct, Generic[Head, Item], array_like=True):
    """Some rows of a list. `before` are the rows before them that can be selected, `count` all that can."""

    before: int
    count: int
    rows: list[_FirstRow[Head, Item]]


class _ArticleItem(msgspec.Struct, array_like=True):
    """What the row of an article shows."""

    hit: Hit
    article: Article | None
    published: PublicationDay | None
    work: frozenset[EntryKind]


class _Body(msgspec.Struct, array_like=True):
    """The first rows of a dossier as they are stored."""

    totals: CorpusCounts
    timeline: _FirstList[timeline.MonthHeading, timeline.EventRow]
    actors: _FirstList[Heading, actors.ActorListRow]
    articles: _FirstList[Heading, _ArticleItem]
    quotes: _FirstList[Heading, quotes.QuoteRow]


BODY = msgspec.msgpack.Decoder(_Body)


@dataclass(frozen=True)
class FirstLists:
    """Some rows of each list but the notes, a result without rows that has the totals, and labels that know what was read."""

    result: SearchResult
    labels: Labels
    lists: Mapping[str, ListModel]

    def begins_at(self, place: LeftOff | None) -> bool:
        """True where the lists begin as they will once they are whole: at their first rows, but the one that was shown when the user left
        with the row that was selected.
        """
        at = place.pane if place and place.row else ""
        if at and (at not in self.lists or self.lists[at].find(place.row if place else "") < 0):
            return False
        return all(listing.before == 0 for pane, listing in self.lists.items() if pane != at)

    @property
    def counts(self) -> Mapping[str, int]:
        """The number of rows of every list."""
        return {pane: listing.count for pane, listing in self.lists.items()} | {NOTES: self.result.totals.notes}


@dataclass
class FirstRowsShown:
    """First rows that are on the screen, the list and the row that were selected at first, whether something was typed into the search box since,
    and what the user wanted with the mouse.
    """

    first: FirstLists
    chosen: tuple[str, str]
    search_begun: bool = False
    waiting: list[Message] = field(default_factory=list)


def encode_first_rows(contents: "ListContents", chosen: Mapping[str, str]) -> bytes:
    """The rows of lists in their first order for a query for everything, around those with the `chosen` ids."""
    parts = {pane: _around(contents.lists[pane], chosen.get(pane, "")) for pane in LISTS if pane in ITEMS}
    lists = {pane: _FirstList(part.before, part.count, [_encoded(row, *ITEMS[pane]) for row in part.rows]) for pane, part in parts.items()}
    return msgspec.msgpack.encode(_Body(contents.result.totals, lists[TIMELINE], lists[ACTORS], lists[ARTICLES], lists[QUOTES]))


def decode_first_rows(body: bytes, labels: Labels) -> FirstLists | None:
    """The rows that were encoded, with the read marks of `labels`; None where they are of another form."""
    try:
        first = BODY.decode(body)
    except (msgspec.MsgspecError, ValueError):
        return None

    def article_item(item: _ArticleItem) -> articles.ArticleRow:
        return articles.ArticleRow(item.hit, item.article, item.published, item.work, labels.mark)

    lists = {
        TIMELINE: _listing(first.timeline, lambda item: item, timeline.draw_event),
        ACTORS: _listing(first.actors, lambda item: item, actors.draw_actor),
        ARTICLES: _listing(first.articles, article_item, articles.draw_article),
        QUOTES: _listing(first.quotes, lambda item: item, quotes.draw_quote),
    }
    return FirstLists(SearchResult(Query(), (), (), (), (), (), first.totals), labels, lists)


def _around(listing: ListModel, chosen: str) -> ListModel:
    """The rows of a list around a chosen one, else its first ones."""
    at = max(listing.find(chosen), 0) if chosen else 0
    start = max(0, at - AROUND)
    return replace(listing, rows=listing.rows[start : at + AROUND], before=listing.numbers[start - 1] if start else 0)


def _encoded(row: Row, kind: type[Any], shown: Callable[[Any], Any]) -> _FirstRow[Any, Any]:
    item = item_of(row, kind)
    return _FirstRow(row.id, row.heights, row.gap, None if item is not None else row.item, None if item is None else shown(item))


def _listing(
    first: _FirstList[Head, Item], item_of_row: Callable[[Item], object], draw: Callable[[Row, RenderContext], list[Content]]
) -> ListModel:
    rows = [Row(row.id, row.heading if row.item is None else item_of_row(row.item), row.heights, row.gap) for row in first.rows]
    return ListModel(rows, draw, lambda row: row.id, first.count, before=first.before).prepared()


# ---------------------------------------------------------------------- what rows show of their items
def _event_row(item: timeline.EventRow) -> timeline.EventRow:
    event = item.event
    reports = {report.article: report for report in event.reports}
    stubs = tuple(replace(report, text="", figures=(), date_evidence=(), location=None) for report in reports.values())
    shown = replace(event, reports=stubs, date_explanation="", merge_explanation="", location=None)
    return replace(item, event=shown, is_new=False)


def _actor_row(item: actors.ActorListRow) -> actors.ActorListRow:
    published = ((article, item.published.get(article)) for article in item.row.actor.articles)
    days = [(day.day, article) for article, day in published if day and day.day]
    ends = dict.fromkeys(article for _, article in (min(days), max(days))) if days else {}
    row = ActorRow(_shown_actor(item.row.actor, tuple(ends)), item.row.articles, item.row.mentions)
    return replace(item, row=row, published={article: item.published[article] for article in ends})


def _shown_actor(actor: Actor, named_in: Sequence[str]) -> Actor:
    """An actor with its first role, named in some of its articles; its mentions and roles are not read for that."""
    return Actor(
        id=actor.id,
        name=actor.name,
        kind=actor.kind,
        aliases=actor.aliases,
        roles=tuple(_role(actor)),
        side=actor.side,
        mentions=tuple(ArticleMention(article, NOWHERE, "") for article in named_in),
    )


def _role(actor: Actor) -> Iterator[ArticleRole]:
    if actor.first_role:
        yield ArticleRole(actor.first_role, "", NOWHERE)


def _article_item(item: articles.ArticleRow) -> _ArticleItem:
    article = item.article and replace(item.article, text=item.article.text[:WORDS], captions=(), boilerplate=())
    return _ArticleItem(item.hit, article, item.published, item.work)


def _quote_row(item: quotes.QuoteRow) -> quotes.QuoteRow:
    return replace(item, quotation=replace(item.quotation, same_as=(), explanation=""), is_new=False)


ITEMS: Mapping[str, tuple[type[Any], Callable[[Any], Any]]] = {
    TIMELINE: (timeline.EventRow, _event_row),
    ACTORS: (actors.ActorListRow, _actor_row),
    ARTICLES: (articles.ArticleRow, _article_item),
    QUOTES: (quotes.QuoteRow, _quote_row),
}
"""By list, the type of the items of its rows, and what is stored of one."""
