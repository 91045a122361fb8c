"""Rows of the actors' list: people, organisations and states with role, side and weight."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from typing import Any

from rich.cells import cell_len
from textual.content import Content

from dossier.model.actor import Actor, ActorKind
from dossier.model.article import PublicationDay
from dossier.model.search_result import ActorRow, SearchResult
from dossier.phrases.core import day_and_month
from dossier.phrases.plural import pluralize
from dossier.tui.state.labels import Labels
from dossier.tui.state.list_model import GroupedRows, Heading, ListModel, Row, RowGroup, count_rows, item_of
from dossier.tui.text.lines import Part, RenderContext, bar, width_of
from dossier.tui.text.phrases import join_parts

HEADINGS = {ActorKind.PERSON: "people", ActorKind.ORGANISATION: "organisations", ActorKind.STATE: "states"}
NAME = 21
"""Cells of the column of names, where a role stands beside them."""
MOST_NAME = 48
"""Cells of that column at most, where a row has the whole screen."""
DAYS = 24
"""Cells of the column of first and last day there: “28 May 2025 – 2 Jun 2026”."""
HEIGHTS = (1, 1, 2)
ORDERS = ("most mentioned first", "name", "first day", "most quoted first")


@dataclass(frozen=True, slots=True)
class ActorListRow:
    """Payload of an actor's row: the actor with its counts, the highest number of mentions among its kind, whether the search is narrowed
    to it, its quotations and events in the lists, and the publication days of all articles, for its own first and last.
    """

    row: ActorRow
    peak: int
    narrowed: bool
    quotations: int = 0
    events: int = 0
    published: Mapping[str, PublicationDay] = field(default_factory=dict)


def actor_rows(result: SearchResult, labels: Labels, order: str = ORDERS[0]) -> ListModel:
    """The actors of a result, grouped by kind in the order of the result; or within the kinds by name, by the first day they are named
    on, or by number of quotations.
    """
    return ListModel(_rows(result, labels, order), draw_actor, _words, len(result.actors), count_rows)


def _rows(result: SearchResult, labels: Labels, order: str) -> Sequence[Row]:
    quotations = Counter(quotation.speaker for quotation in result.quotations)
    events = Counter(actor for event in result.events for actor in {*event.participants, event.attacker})
    sort_keys: dict[str, Callable[[ActorRow], Any]] = {
        "name": lambda row: row.actor.name.casefold(),
        "first day": lambda row: days_of(row.actor, labels.published)[0] or date.max,
        "most quoted first": lambda row: -quotations[row.actor.id],
    }
    groups: list[RowGroup[ActorRow]] = []
    for kind, members in groupby(result.actors, key=lambda row: row.actor.kind):
        group = list(members)
        if order in sort_keys:
            group.sort(key=sort_keys[order])
        groups.append(RowGroup(Row("", Heading(HEADINGS[kind], len(group)), gap=bool(groups)), group))
    peaks = {kind: max(row.mentions for row in members) for kind, members in groupby(result.actors, key=lambda row: row.actor.kind)}

    def make(group: RowGroup[ActorRow], at: int) -> Row:
        row = group.items[at]
        actor = row.actor
        narrowed = actor.id in result.query.actors
        item = ActorListRow(row, peaks[actor.kind], narrowed, quotations[actor.id], events[actor.id], labels.published)
        return Row(actor.id, item, HEIGHTS)

    return GroupedRows(groups, make, lambda row: row.actor.id, HEIGHTS)


def days_of(actor: Actor, published: Mapping[str, PublicationDay]) -> tuple[date | None, date | None]:
    """The first and the last publication day of articles that name an actor; None where no day is known."""
    days = [day.day for article in actor.articles if (day := published.get(article)) and day.day]
    return min(days, default=None), max(days, default=None)


def second_line(actor: Actor) -> str:
    """Role and side; a state has none."""
    side = (actor.side or "") if actor.kind is not ActorKind.STATE and actor.side != actor.name else ""
    return join_parts((actor.first_role, side))


def _words(row: Row) -> str:
    item = item_of(row, ActorListRow)
    if item is None:
        return ""
    actor = item.row.actor
    return " ".join((actor.name, *actor.aliases, second_line(actor)))


def draw_actor(row: Row, context: RenderContext) -> list[Content]:
    """One or two lines of an actor, or a heading."""
    cells = 8 if context.wide else 6
    if isinstance(row.item, Heading):
        return [context.line([(row.item.name, "muted")], [(str(row.item.count), "faint"), (" " * (cells + 1), "")])]
    item = item_of(row, ActorListRow)
    if item is None:
        return []
    actor = item.row.actor
    strong = "bold" if context.selected else "accent" if item.narrowed else ""
    weight = bar(context.look, item.row.mentions, item.peak, cells)
    right = [(f"{item.row.articles}", strong), (" ", ""), (weight, "bar")]
    second = second_line(actor)
    if context.table:
        return [_table_row(item, second, strong, right, context)]
    if context.wide:
        # rather the whole name than its bar
        if cell_len(actor.name) + width_of(right) + 2 > context.width:
            right = right[:1]
        return [context.line([(actor.name, strong)], right), _second(item, second, context)]
    left: list[Part] = [(actor.name, strong)]
    if second:
        left = [(_column(actor.name), strong), (" ", ""), (second, "muted")]
    return [context.line(left, right)]


def _table_row(item: ActorListRow, second: str, strong: str, right: list[Part], context: RenderContext) -> Content:
    """Name, role and side, quotations, events, first and last day, articles: a column each."""
    first, last = days_of(item.row.actor, item.published)
    days = f"{_day_range(first, last)} {last.year}" if first and last else ""
    quotations = pluralize(item.quotations, "quote") if item.quotations else ""
    events = pluralize(item.events, "event") if item.events else ""
    facts: list[Part] = [(f"{quotations:>11} {events:>10}  {days:>{DAYS}}  ", "muted" if context.selected else "faint")]
    figures: list[Part] = [(f"{item.row.articles:>5}", right[0][1]), *right[1:]]
    name = max(NAME, min(MOST_NAME, context.width // 4))
    return context.line([(_column(item.row.actor.name, name), strong), ("  ", ""), (second, "muted")], [*facts, *figures])


def _second(item: ActorListRow, second: str, context: RenderContext) -> Content:
    """Role and side, and flush right, as far as there is room: quotations, events, first and last day."""
    first, last = days_of(item.row.actor, item.published)
    days_and_year = f"{_day_range(first, last)} {last.year}" if first and last else ""
    # a first year alone would stand for both days
    days = _day_range(first, last) if first and last and first.year == last.year else days_and_year
    quotations = pluralize(item.quotations, "quote") if item.quotations else ""
    events = pluralize(item.events, "event") if item.events else ""
    left: list[Part] = [("  ", ""), (second, "muted")]
    room = context.width - 1 - width_of(left) - (2 if second else 0)
    with_counts = ((quotations, events, days_and_year), (quotations, events, days), (quotations, days)) if quotations or events else ()
    choices = (*map(join_parts, with_counts), days_and_year, days)
    fitting = next((choice for choice in choices if cell_len(choice) <= room), "")
    return context.line(left, [(fitting, "faint")] if fitting else [])


def _day_range(first: date, last: date) -> str:
    """“5 May”, “5–28 May”, “5 May – 2 Jun”; with the first year where there are two."""
    if first == last:
        return day_and_month(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{day_and_month(last)}"
    year = f" {first.year}" if first.year != last.year else ""
    return f"{day_and_month(first)}{year} – {day_and_month(last)}"


def _column(name: str, width: int = NAME) -> str:
    """A name as wide as its column, cut where it is longer."""
    return name.ljust(width) if len(name) <= width else name[: width - 1].rstrip() + "…"
