"""What a dossier answers to a query: rows for every list."""

from dataclasses import dataclass

from dossier.model.actor import Actor
from dossier.model.event import Event
from dossier.model.notebook import Entry
from dossier.model.query import Query
from dossier.model.quotation import Quotation
from dossier.model.span import Span


@dataclass(frozen=True, slots=True)
class Snippet:
    """A stretch of an article's text around hits; `marks` are spans of hits in the article's text, `paragraph` the
    number that citations name (0 for the title).
    """

    span: Span
    text: str
    marks: tuple[Span, ...]
    paragraph: int


@dataclass(frozen=True, slots=True)
class Hit:
    """An article that answers a query. `count` is the number of hits in its title and text."""

    article: str
    score: float
    count: int
    snippets: tuple[Snippet, ...]


@dataclass(frozen=True, slots=True)
class ActorRow:
    """An actor with its weight for the query: articles that name it and mentions in them."""

    actor: Actor
    articles: int
    mentions: int


@dataclass(frozen=True, slots=True)
class CorpusCounts:
    """How much the whole dossier holds."""

    articles: int
    events: int
    quotations: int
    actors: int
    notes: int


@dataclass(frozen=True, slots=True)
class SearchResult:
    """Rows of every list for one query. `problems` say what of the query was not understood or is incomplete, `error` what is wrong in it
    (an unknown field), or is empty;
    `asks_nothing` is true where something was typed and none of it is complete, so that the rows show everything;
    `nearest` is the nearest spelling with the number of articles that hold it, where nothing was found.
    """

    query: Query
    articles: tuple[Hit, ...]
    actors: tuple[ActorRow, ...]
    events: tuple[Event, ...]
    quotations: tuple[Quotation, ...]
    notes: tuple[Entry, ...]
    totals: CorpusCounts
    problems: tuple[str, ...] = ()
    error: str = ""
    nearest: tuple[str, int] | None = None
    asks_nothing: bool = False


@dataclass(frozen=True, slots=True)
class Completion:
    """Something to complete a half-typed query with: the whole query after taking it, what it is, and a count."""

    text: str
    label: str
    note: str
    count: int
