"""The rows of every list for one answer, made in a worker."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from dossier.keymap import ACTORS, ARTICLES, NOTES, QUOTES, TIMELINE
from dossier.model.answer import Answer
from dossier.tui.catalogue import Catalogue
from dossier.tui.listing import Listing
from dossier.tui.widgets import actors, articles, notes, quotes, timeline

ORDERS: Mapping[str, tuple[str, ...]] = {
    ACTORS: actors.ORDERS,
    ARTICLES: articles.ORDERS,
    QUOTES: quotes.ORDERS,
    NOTES: notes.ORDERS,
}


@dataclass(frozen=True)
class Board:
    """An answer, the names in it, and its rows by list."""

    answer: Answer
    names: Catalogue
    lists: Mapping[str, Listing] = field(default_factory=dict)


def board_of(answer: Answer, names: Catalogue, orders: Mapping[str, str] | None = None) -> Board:
    """All lists for an answer; `orders` names the order of a list where it is not its first."""
    order = {pane: choices[0] for pane, choices in ORDERS.items()} | dict(orders or {})
    lists = {
        ACTORS: actors.actor_rows(answer, names, order[ACTORS]),
        TIMELINE: timeline.timeline_rows(answer, names),
        ARTICLES: articles.article_rows(answer, names, order[ARTICLES]),
        QUOTES: quotes.quote_rows(answer, names, order[QUOTES]),
        NOTES: notes.note_rows(answer, names, order[NOTES]),
    }
    return Board(answer, names, lists)
