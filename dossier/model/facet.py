"""Facets: what a query can be narrowed to, with how much of each there is for it."""

from dataclasses import dataclass

from dossier.model.query import Filter


@dataclass(frozen=True, slots=True)
class ResultCounts:
    """How much answers to a query."""

    articles: int
    events: int
    quotations: int


@dataclass(frozen=True, slots=True)
class Facet:
    """One thing that a query can be narrowed to: its name for people, what there is of it as numbers with words (9, "event"), the
    weightiest first, and whether the query is narrowed to it. `kind` is the actor's kind, else empty.
    """

    filter: Filter
    name: str
    counts: tuple[tuple[int, str], ...]
    chosen: bool = False
    kind: str = ""
