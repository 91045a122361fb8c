"""Saved searches: a query under a name, part of the notebook."""

from dataclasses import dataclass
from datetime import datetime

from dossier.model.facet import ResultCounts
from dossier.model.query import Query


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A query saved under a name. `id` is a number that is never used twice.

    In the notebook the actors of the query are names, since ids change with the index; before the query runs they are
    replaced by ids.
    """

    id: int
    name: str
    query: Query
    created: datetime
    changed: datetime


@dataclass(frozen=True, slots=True)
class SearchNews:
    """A saved search with the number of its results now, and the articles, by id, that it has now and had not when it was last looked at."""

    search: SavedSearch
    counts: ResultCounts
    new: frozenset[str]
