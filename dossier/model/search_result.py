"""Result of a query: the rows of every list."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from dossier.model.actor import Actor
from dossier.model.event import Event
from dossier.model.notebook import Entry
from dossier.model.query import Query
from dossier.model.quotation import Quotation
from dossier.model.span import Span


@dataclass(frozen=True, slots=True)
class Snippet:
    """An excerpt of an article's text around hits.

    `marks` are the spans of the hits in the article's text, `paragraph` the number for citations (0 for the title).
    """

    span: Span
    text: str
    marks: tuple[Span, ...]
    paragraph: int


@dataclass(frozen=True, slots=True)
class Hit:
    """An article that matches a query. `count` is the number of hits in its title and text."""

    article: str
    score: float
    count: int
    snippets: tuple[Snippet, ...]


class ActorRow(NamedTuple):
    """An actor with the number of matching articles that name it and of its mentions in them."""

    actor: Actor
    articles: int
    mentions: int


@dataclass(frozen=True, slots=True)
class CorpusCounts:
    """Number of items in the whole dossier."""

    articles: int
    events: int
    quotations: int
    actors: int
    notes: int


@dataclass(frozen=True, slots=True)
class OtherReading:
    """Another query that may have been meant, the number of its articles, and a sentence on how the two differ, empty where that is plain."""

    query: str
    articles: int
    why: str = ""


@dataclass(frozen=True, slots=True)
class SearchResult:
    """The rows of every list for one query.

    `problems` are sentences on parts of the query that are incomplete or not understood; `error` is a mistake in it (an
    unknown field, or a value that its field never has), for which there are no rows at all, or empty. `asks_nothing` is true where the query has text but no complete condition, so that the rows
    show everything. `nearest` is the nearest spelling with its number of articles, where nothing matches. `other_reading` is a query
    that may have been meant, where it has more articles.
    """

    query: Query
    articles: tuple[Hit, ...]
    actors: tuple[ActorRow, ...]
    events: Sequence[Event]
    quotations: Sequence[Quotation]
    notes: tuple[Entry, ...]
    totals: CorpusCounts
    problems: tuple[str, ...] = ()
    error: str = ""
    nearest: tuple[str, int] | None = None
    asks_nothing: bool = False
    other_reading: OtherReading | None = None


@dataclass(frozen=True, slots=True)
class Completion:
    """A completion of a query: the whole query with it, a label, a note, and the number of its results: of articles, events, quotes or
    notes, as `counted` says; it is empty for a field without a value.
    """

    text: str
    label: str
    note: str
    count: int
    counted: str = ""
