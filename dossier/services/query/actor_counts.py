"""How much each actor weighs in some articles: counted once for a dossier, so that a question only adds up."""

from array import array
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from functools import cached_property

from dossier.model.actor import Actor, ActorKind
from dossier.model.search_result import ActorRow
from dossier.services.snapshot import Snapshot

KINDS = tuple(ActorKind)


class ActorCounts:
    """Who is named where. `watch` are names that come first within their kind."""

    def __init__(self, held: Snapshot, watch: Sequence[str]) -> None:
        watched = {name.casefold() for name in watch}
        self._all = len(held.articles)
        self._actors: Sequence[Actor] = sorted((a for a in held.findings.actors if not a.hidden), key=lambda a: a.name)
        self._groups = array(
            "b", (2 * KINDS.index(a.kind) + watched.isdisjoint(n.casefold() for n in (a.name, *a.aliases)) for a in self._actors)
        )
        # one flat row of numbers an article: an actor's place, its mentions, the next actor's place ...
        self._named: Mapping[str, array[int]] = {article: array("l") for article in held.articles}
        for place, actor in enumerate(self._actors):
            for article, mentions in Counter(m.article for m in actor.mentions).items():
                if article in self._named:
                    self._named[article].extend((place, mentions))

    @property
    def actors(self) -> int:
        """How many actors are not hidden."""
        return len(self._actors)

    def rows(self, articles: Collection[str]) -> tuple[ActorRow, ...]:
        """Who is named in these articles, by kind, those watched first, then by articles, mentions and name."""
        return self._everyone if len(articles) == self._all else self._weighed(articles)

    @cached_property
    def _everyone(self) -> tuple[ActorRow, ...]:
        return self._weighed(self._named)

    def _weighed(self, articles: Collection[str]) -> tuple[ActorRow, ...]:
        told: dict[int, int] = {}
        mentions: dict[int, int] = {}
        for article in articles:
            numbers = iter(self._named[article])
            for place, count in zip(numbers, numbers, strict=True):
                told[place] = told.get(place, 0) + 1
                mentions[place] = mentions.get(place, 0) + count
        groups = self._groups
        ordered = sorted(told, key=lambda place: (groups[place], -told[place], -mentions[place], place))
        return tuple(ActorRow(self._actors[place], told[place], mentions[place]) for place in ordered)
