"""Facets: the filters that can be added to a query, with counts."""

from dataclasses import dataclass

from dossier.model.query import Filter


@dataclass(frozen=True, slots=True)
class ResultCounts:
    """Number of results of a query."""

    articles: int
    events: int
    quotations: int


@dataclass(frozen=True, slots=True)
class Facet:
    """A filter with its display name and its counts, as numbers with words (9, "event"), most important first.

    `chosen` is true where the query has the filter; `kind` is the actor's kind, else empty.
    """

    filter: Filter
    name: str
    counts: tuple[tuple[int, str], ...]
    chosen: bool = False
    kind: str = ""
