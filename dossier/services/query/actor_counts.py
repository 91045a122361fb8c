"""Actor counts: the mentions of each actor in each article, counted once a snapshot, so that a query only adds them up."""

from array import array
from collections.abc import Collection, Mapping, Sequence
from functools import cached_property

from dossier.model.actor import Actor, ActorKind
from dossier.model.search_result import ActorRow
from dossier.services.snapshot import Snapshot
from dossier.storage.derived.stored_items import is_stored

KINDS = tuple(ActorKind)


class ActorCounts:
    """Counts of actors in articles. Actors with a name in `watch` come first within their kind. `before` are the counts of an earlier snapshot,
    of which those of actors that are the same objects are used again.
    """

    def __init__(self, snapshot: Snapshot, watch: Sequence[str], before: "ActorCounts | None" = None) -> None:
        watched = {name.casefold() for name in watch}
        self._articles = len(snapshot.articles)
        self._actors: Sequence[Actor] = sorted((a for a in snapshot.findings.actors if not a.hidden), key=lambda a: a.name)
        self._groups = array(
            "b", (2 * KINDS.index(a.kind) + watched.isdisjoint(n.casefold() for n in (a.name, *a.aliases)) for a in self._actors)
        )
        # one flat row of numbers an article: an actor's position, its mentions, the next actor's position ...
        self._named: Mapping[str, array[int]] = {article: array("l") for article in snapshot.articles}
        known = before.counted if before else {}
        self.counted: dict[str, tuple[Actor, Mapping[str, int]]] = {}
        for place, actor in enumerate(self._actors):
            row = known.get(actor.id)
            counts = actor.mention_counts if row is None or row[0] is not actor else row[1]
            if not is_stored(actor):  # those have their counts in memory
                self.counted[actor.id] = actor, counts
            for article, mentions in counts.items():
                if article in self._named:
                    self._named[article].extend((place, mentions))

    @property
    def actors(self) -> int:
        """The number of visible actors."""
        return len(self._actors)

    def rows(self, articles: Collection[str]) -> tuple[ActorRow, ...]:
        """The actors named in these articles, by kind, watched ones first, then by articles, mentions and name."""
        return self._all_rows if len(articles) == self._articles else self._rows(articles)

    @cached_property
    def _all_rows(self) -> tuple[ActorRow, ...]:
        return self._rows(self._named)

    def _rows(self, articles: Collection[str]) -> tuple[ActorRow, ...]:
        article_counts: dict[int, int] = {}
        mentions: dict[int, int] = {}
        for article in articles:
            numbers = iter(self._named[article])
            for place, count in zip(numbers, numbers, strict=True):
                article_counts[place] = article_counts.get(place, 0) + 1
                mentions[place] = mentions.get(place, 0) + count
        groups = self._groups
        ordered = sorted(article_counts, key=lambda place: (groups[place], -article_counts[place], -mentions[place], place))
        return tuple(ActorRow(self._actors[place], article_counts[place], mentions[place]) for place in ordered)
