"""The rows of the actors' list: people, organisations and states with role, side and weight."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from typing import Any

from rich.cells import cell_len
from textual.content import Content

from dossier.model.actor import Actor, ActorKind
from dossier.model.article import PublicationDay
from dossier.model.search_result import ActorRow, SearchResult
from dossier.phrases.core import pluralize
from dossier.tui.state.labels import Labels
from dossier.tui.state.list_model import ListModel, Row, counted_anew
from dossier.tui.text.lines import Part, RenderContext, bar, width_of
from dossier.tui.text.phrases import joined, short_day

HEADINGS = {ActorKind.PERSON: "people", ActorKind.ORGANISATION: "organisations", ActorKind.STATE: "states"}
NAME = 21


@dataclass(frozen=True, slots=True)
class ActorGroup:
    """A heading with the number of actors under it."""

    name: str
    count: int


@dataclass(frozen=True, slots=True)
class ActorListRow:
    """An actor's row, the highest number of mentions among its kind, whether the search is narrowed to it, how often it is quoted and in
    how many events it has part, as the lists show them; and the days of all articles, for its own first and last.
    """

    row: ActorRow
    peak: int
    narrowed: bool
    said: int = 0
    events: int = 0
    published: Mapping[str, PublicationDay] = field(default_factory=dict)


ORDERS = ("weight", "name", "first day", "quotations")


def actor_rows(answer: SearchResult, names: Labels, order: str = "weight") -> ListModel:
    """The actors of an answer, grouped by kind in the order of the answer; or within the kinds by name, by the first day they are named
    on, or by how often they are quoted.
    """
    said = Counter(quotation.speaker for quotation in answer.quotations)
    events = Counter(actor for event in answer.events for actor in {*event.participants, event.attacker})
    sorts: dict[str, Callable[[ActorRow], Any]] = {
        "name": lambda row: row.actor.name.casefold(),
        "first day": lambda row: days_of(row.actor, names.published)[0] or date.max,
        "quotations": lambda row: -said[row.actor.id],
    }
    rows: list[Row] = []
    for kind, members in groupby(answer.actors, key=lambda row: row.actor.kind):
        group = list(members)
        peak = max(row.mentions for row in group)
        if order in sorts:
            group.sort(key=sorts[order])
        rows.append(Row("", ActorGroup(HEADINGS[kind], len(group)), gap=bool(rows)))
        for row in group:
            actor = row.actor
            weighed = ActorListRow(row, peak, actor.id in answer.query.actors, said[actor.id], events[actor.id], names.published)
            rows.append(Row(actor.id, weighed, (1, 1, 2)))
    return ListModel(rows, draw_actor, _words, len(answer.actors), counted_anew)


def days_of(actor: Actor, published: Mapping[str, PublicationDay]) -> tuple[date | None, date | None]:
    """The first and the last publication day of articles that name an actor; none where none has a day."""
    days = [told.day for article in actor.articles if (told := published.get(article)) and told.day]
    return min(days, default=None), max(days, default=None)


def second_line(actor: Actor) -> str:
    """Role and side; a state has none."""
    role = actor.roles[0].text if actor.roles else ""
    side = (actor.side or "") if actor.kind is not ActorKind.STATE and actor.side != actor.name else ""
    return joined((role, side))


def _words(row: Row) -> str:
    if not isinstance(row.item, ActorListRow):
        return ""
    actor = row.item.row.actor
    return " ".join((actor.name, *actor.aliases, second_line(actor)))


def draw_actor(row: Row, paint: RenderContext) -> list[Content]:
    """One or two lines of an actor, or a heading."""
    cells = 8 if paint.wide else 6
    if isinstance(row.item, ActorGroup):
        return [paint.line([(row.item.name, "muted")], [(str(row.item.count), "faint"), (" " * (cells + 1), "")])]
    weighed: ActorListRow = row.item
    actor = weighed.row.actor
    strong = "bold" if paint.selected else "accent" if weighed.narrowed else ""
    weight = bar(paint.look, weighed.row.mentions, weighed.peak, cells)
    right = [(f"{weighed.row.articles}", strong), (" ", ""), (weight, "bar")]
    second = second_line(actor)
    if paint.wide:
        return [paint.line([(actor.name, strong)], right), _second(weighed, second, paint)]
    left: list[Part] = [(actor.name, strong)]
    if second:
        left = [(_column(actor.name), strong), (" ", ""), (second, "muted")]
    return [paint.line(left, right)]


def _second(weighed: ActorListRow, second: str, paint: RenderContext) -> Content:
    """Role and side, and flush right as much as there is room for of: quotations, events, first and last day."""
    first, last = days_of(weighed.row.actor, weighed.published)
    days = _stretch(first, last) if first and last else ""
    year = f"{days} {last.year}" if last else ""
    said = pluralize(weighed.said, "quote") if weighed.said else ""
    events = pluralize(weighed.events, "event") if weighed.events else ""
    left: list[Part] = [("  ", ""), (second, "muted")]
    room = paint.width - 1 - width_of(left) - (2 if second else 0)
    counted = (joined((said, events, year)), joined((said, events, days)), joined((said, days))) if said or events else ()
    choices = (*counted, days)
    told = next((choice for choice in choices if cell_len(choice) <= room), "")
    return paint.line(left, [(told, "faint")] if told else [])


def _stretch(first: date, last: date) -> str:
    """“5 May”, “5–28 May”, “5 May – 2 Jun”; with years where they are not one."""
    if first == last:
        return short_day(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{short_day(last)}"
    year = f" {first.year}" if first.year != last.year else ""
    return f"{short_day(first)}{year} – {short_day(last)}"


def _column(name: str) -> str:
    """A name as wide as its column, cut where it is longer."""
    return name.ljust(NAME) if len(name) <= NAME else name[: NAME - 1].rstrip() + "…"
