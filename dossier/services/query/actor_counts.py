"""Actor counts: the mentions of each actor in each article, counted once a snapshot, so that a query only adds them up."""

from collections.abc import Collection, Sequence
from functools import cached_property

from dossier.model.search_result import ActorRow
from dossier.same_objects import changed_objects
from dossier.services.query.count_tables import CountTables, group_of, sorted_rows
from dossier.services.snapshot import Snapshot


class ActorCounts:
    """Counts of actors in articles. Actors with a name in `watch` come first within their kind. `before` are the counts of an earlier snapshot,
    which stay as they are: those of articles and actors that are the same are used again.
    """

    def __init__(self, snapshot: Snapshot, watch: Sequence[str], before: "ActorCounts | None" = None) -> None:
        self.watch = watch
        self._watched = frozenset(name.casefold() for name in watch)
        self.articles = snapshot.articles
        self.visible = snapshot.visible_actors
        self._is_first = before is None
        if before is not None:
            self.tables = self._follow(before)

    @property
    def actors(self) -> int:
        """The number of visible actors."""
        return len(self.visible)

    def rows(self, articles: Collection[str]) -> tuple[ActorRow, ...]:
        """The actors named in these articles, by kind, watched ones first, then by articles, mentions, name and id."""
        return self._all_rows if len(articles) == len(self.articles) else self.tables.rows(articles)

    @cached_property
    def tables(self) -> CountTables:
        """The tables of these counts, made when first needed: the list of all actors of an opened dossier does not need them."""
        return CountTables.of(self.visible, self.articles, self._watched)

    def _follow(self, before: "ActorCounts") -> CountTables:
        """The tables of the counts before, brought up to date; new ones where they are of no use."""
        if before.tables.watched != self._watched or before.tables.is_sparse:
            return self.tables
        gone, new = self.articles.changes_since(before.articles)
        return before.tables.following(*changed_objects(before.visible, self.visible), gone.keys() - new.keys(), new.keys() - gone.keys())

    @cached_property
    def _all_rows(self) -> tuple[ActorRow, ...]:
        if not self._is_first:
            return self.tables.rows(self.articles)
        counted = [(actor, counts.values()) for actor in self.visible if (counts := actor.mention_counts)]
        actors = [actor for actor, _ in counted]
        groups = [group_of(actor, self._watched) for actor in actors]
        return sorted_rows(groups, actors, [len(counts) for _, counts in counted], [sum(counts) for _, counts in counted])
