"""The rows of the actors' list: people, organisations and states with role, side and weight."""

from dataclasses import dataclass
from itertools import groupby

from textual.content import Content

from dossier.model.actor import Actor, ActorKind
from dossier.model.answer import ActorRow, Answer
from dossier.tui.catalogue import Catalogue
from dossier.tui.lines import Paint, Part, bar
from dossier.tui.listing import Listing, Row
from dossier.tui.wording import joined

HEADINGS = {ActorKind.PERSON: "people", ActorKind.ORGANISATION: "organisations", ActorKind.STATE: "states"}
NAME = 21


@dataclass(frozen=True, slots=True)
class Group:
    """A heading with the number of actors under it."""

    name: str
    count: int


@dataclass(frozen=True, slots=True)
class Weighed:
    """An actor's row, the highest number of mentions among its kind, and whether the search is narrowed to it."""

    row: ActorRow
    peak: int
    narrowed: bool


ORDERS = ("weight", "name")


def actor_rows(answer: Answer, names: Catalogue, order: str = "weight") -> Listing:  # noqa: ARG001  # all lists are made from both
    """The actors of an answer, grouped by kind in the order of the answer; or by name within the kinds."""
    rows: list[Row] = []
    for kind, members in groupby(answer.actors, key=lambda row: row.actor.kind):
        group = list(members)
        peak = max(row.mentions for row in group)
        if order == "name":
            group.sort(key=lambda row: row.actor.name.casefold())
        rows.append(Row("", Group(HEADINGS[kind], len(group)), gap=bool(rows)))
        for row in group:
            two = 2 if second_line(row.actor) else 1
            rows.append(Row(row.actor.id, Weighed(row, peak, row.actor.id in answer.query.actors), (1, 1, two)))
    return Listing(rows, draw_actor, _words, len(answer.actors))


def second_line(actor: Actor) -> str:
    """Role and side; a state has none."""
    role = actor.roles[0].text if actor.roles else ""
    side = (actor.side or "") if actor.kind is not ActorKind.STATE and actor.side != actor.name else ""
    return joined((role, side))


def _words(row: Row) -> str:
    if not isinstance(row.of, Weighed):
        return ""
    actor = row.of.row.actor
    return " ".join((actor.name, *actor.aliases, second_line(actor)))


def draw_actor(row: Row, paint: Paint) -> list[Content]:
    """One or two lines of an actor, or a heading."""
    cells = 8 if paint.wide else 6
    if isinstance(row.of, Group):
        return [paint.line([(row.of.name, "muted")], [(str(row.of.count), "faint"), (" " * (cells + 1), "")])]
    weighed: Weighed = row.of
    actor = weighed.row.actor
    strong = "bold" if paint.selected else "accent" if weighed.narrowed else ""
    weight = bar(paint.look, weighed.row.mentions, weighed.peak, cells)
    right = [(f"{weighed.row.articles}", strong), (" ", ""), (weight, "bar")]
    second = second_line(actor)
    if paint.wide:
        lines = [paint.line([(actor.name, strong)], right)]
        return [*lines, paint.line([("  ", ""), (second, "muted")])] if second else lines
    left: list[Part] = [(actor.name, strong)]
    if second:
        left = [(_column(actor.name), strong), (" ", ""), (second, "muted")]
    return [paint.line(left, right)]


def _column(name: str) -> str:
    """A name as wide as its column, cut where it is longer."""
    return name.ljust(NAME) if len(name) <= NAME else name[: NAME - 1].rstrip() + "…"
