"""Actor counts: the mentions of each actor in each article, counted once a snapshot, so that a query for some articles only adds them up."""

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
        self._articles = snapshot.articles.keys()
        self._actors: Sequence[Actor] = sorted((a for a in snapshot.findings.actors if not a.hidden), key=lambda a: a.name)
        self._groups = array(
            "b", (2 * KINDS.index(a.kind) + watched.isdisjoint(n.casefold() for n in (a.name, *a.aliases)) for a in self._actors)
        )
        known = before.counted if before else {}
        self.counted: dict[str, tuple[Actor, Mapping[str, int]]] = {}
        for actor in self._actors:
            if not is_stored(actor):  # those have their counts in memory
                row = known.get(actor.id)
                self.counted[actor.id] = row if row is not None and row[0] is actor else (actor, actor.mention_counts)

    @property
    def actors(self) -> int:
        """The number of visible actors."""
        return len(self._actors)

    def rows(self, articles: Collection[str]) -> tuple[ActorRow, ...]:
        """The actors named in these articles, by kind, watched ones first, then by articles, mentions and name."""
        return self._all_rows if len(articles) == len(self._articles) else self._rows(articles)

    @cached_property
    def _all_rows(self) -> tuple[ActorRow, ...]:
        weights = ((len(counts), sum(counts.values())) for counts in map(self._counts_of, self._actors))
        ordered = sorted(
            (group, -articles, -mentions, at) for at, (group, (articles, mentions)) in enumerate(zip(self._groups, weights, strict=True))
        )
        return tuple(ActorRow(self._actors[at], -articles, -mentions) for _, articles, mentions, at in ordered if articles)

    @cached_property
    def _named(self) -> "Mapping[str, array[int]]":
        """One flat row of numbers an article: an actor's position, its mentions, the next actor's position ..."""
        named: Mapping[str, array[int]] = {article: array("l") for article in self._articles}
        for place, actor in enumerate(self._actors):
            for article, mentions in self._counts_of(actor).items():
                if article in named:
                    named[article].extend((place, mentions))
        return named

    def _counts_of(self, actor: Actor) -> Mapping[str, int]:
        counted = self.counted.get(actor.id)
        return counted[1] if counted else actor.mention_counts

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
