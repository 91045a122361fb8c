"""Saved searches: a query under a name, part of the notebook."""

from dataclasses import dataclass
from datetime import datetime

from dossier.model.query import Query


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A query that the user keeps under a name. `id` is a number that is never used twice. In the notebook the actors of the query
    are names, which outlive the ids of an index; what asks a dossier has ids in their place.
    """

    id: int
    name: str
    query: Query
    created: datetime
    changed: datetime
