"""Changes of the actors between two calls of their linker, for what is computed from them by difference."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from dossier.model.actor import Actor

ActorIds = Mapping[tuple[str, int], str]
"""The id of the actor for (article id, key of an entity cluster in its facts)."""


@dataclass(frozen=True, slots=True)
class ActorChanges:
    """The ids of actors that no longer exist, the actors that are new or differ, and the articles with another actor for one of their entities."""

    gone: AbstractSet[str]
    actors: Sequence[Actor]
    articles: AbstractSet[str]
