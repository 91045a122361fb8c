"""Actor counts: the mentions of each actor in each article, counted once a snapshot, so that a query only adds them up."""

from array import array
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial

from dossier.model.actor import Actor, ActorKind
from dossier.model.search_result import ActorRow
from dossier.services.snapshot import Snapshot

KINDS = tuple(ActorKind)
FEW = 100


@dataclass(slots=True)
class CountTables:
    """The actors by number with their groups, and a flat row an article: an actor's number, its mentions, the next actor's number, and so on."""

    watched: frozenset[str]
    numbers: dict[str, int] = field(default_factory=dict)
    actors: list[Actor | None] = field(default_factory=list)
    groups: "array[int]" = field(default_factory=partial(array, "b"))
    named: "dict[str, array[int]]" = field(default_factory=dict)

    def copy(self) -> "CountTables":
        """Other tables with the same rows."""
        return CountTables(self.watched, dict(self.numbers), list(self.actors), self.groups[:], dict(self.named))

    @property
    def is_sparse(self) -> bool:
        """True where most numbers are of actors that are gone."""
        return len(self.actors) > 2 * len(self.numbers) + FEW


class ActorCounts:
    """Counts of actors in articles. Actors with a name in `watch` come first within their kind. `before` are the counts of an earlier snapshot,
    which stay as they are: those of articles and actors that are the same are used again.
    """

    def __init__(self, snapshot: Snapshot, watch: Sequence[str], before: "ActorCounts | None" = None) -> None:
        watched = frozenset(name.casefold() for name in watch)
        known = before.tables if before is not None else None
        if known is not None and (known.watched != watched or known.is_sparse):
            known = None
        self.tables: CountTables = known.copy() if known else CountTables(watched)
        self._articles, named = len(snapshot.articles), self.tables.named
        for article in named.keys() - snapshot.articles.keys():
            del named[article]
        for article in snapshot.articles.keys() - named.keys():
            named[article] = array("l")
        visible = {actor.id: actor for actor in snapshot.findings.actors if not actor.hidden}
        if known:
            self._update(visible)
        else:
            self._count_all(visible.values())

    @property
    def actors(self) -> int:
        """The number of visible actors."""
        return len(self.tables.numbers)

    def rows(self, articles: Collection[str]) -> tuple[ActorRow, ...]:
        """The actors named in these articles, by kind, watched ones first, then by articles, mentions, name and id."""
        return self._all_rows if len(articles) == self._articles else self._rows(articles)

    @cached_property
    def _all_rows(self) -> tuple[ActorRow, ...]:
        return self._rows(self.tables.named)

    def _count_all(self, actors: Iterable[Actor]) -> None:
        for actor in actors:
            number = self._put(actor)
            for article, mentions in actor.mention_counts.items():
                if article in self.tables.named:
                    self.tables.named[article].extend((number, mentions))

    def _update(self, visible: Mapping[str, Actor]) -> None:
        """Take over the actors that are other objects than before. Rows that change are made anew: the counts before may still be in use."""
        mentions: dict[str, dict[int, int]] = {}
        for ident in self.tables.numbers.keys() - visible.keys():
            number = self.tables.numbers.pop(ident)
            for article in self._mentions_of(number):
                mentions.setdefault(article, {})[number] = 0
            self.tables.actors[number] = None
        for ident, actor in visible.items():
            known = self.tables.numbers.get(ident)
            if known is None or self.tables.actors[known] is not actor:
                before = {} if known is None else self._mentions_of(known)
                number, after = self._put(actor), actor.mention_counts
                for article in before.keys() - after.keys():
                    mentions.setdefault(article, {})[number] = 0
                for article, count in after.items() - before.items():
                    mentions.setdefault(article, {})[number] = count
        for article in mentions.keys() & self.tables.named.keys():
            self.tables.named[article] = _changed_row(self.tables.named[article], mentions[article])

    def _put(self, actor: Actor) -> int:
        """Note an actor, in place of the one with its id; returns its number."""
        number = self.tables.numbers.get(actor.id)
        if number is None:
            number = self.tables.numbers[actor.id] = len(self.tables.actors)
            self.tables.actors.append(None)
            self.tables.groups.append(0)
        is_other = self.tables.watched.isdisjoint(name.casefold() for name in (actor.name, *actor.aliases))
        self.tables.actors[number], self.tables.groups[number] = actor, 2 * KINDS.index(actor.kind) + is_other
        return number

    def _mentions_of(self, number: int) -> Mapping[str, int]:
        actor = self.tables.actors[number]
        return actor.mention_counts if actor else {}

    def _rows(self, articles: Collection[str]) -> tuple[ActorRow, ...]:
        article_counts: dict[int, int] = {}
        mentions: dict[int, int] = {}
        for article in articles:
            numbers = iter(self.tables.named[article])
            for number, count in zip(numbers, numbers, strict=True):
                article_counts[number] = article_counts.get(number, 0) + 1
                mentions[number] = mentions.get(number, 0) + count
        rows = [
            (self.tables.groups[number], -count, -mentions[number], actor.name, actor.id, actor)
            for number, count in article_counts.items()
            if (actor := self.tables.actors[number])
        ]
        rows.sort()
        return tuple(ActorRow(actor, -count, -number) for _, count, number, _, _, actor in rows)


def _changed_row(row: "array[int]", mentions: dict[int, int]) -> "array[int]":
    """A row with other numbers of mentions, 0 for an actor that is not named any more."""
    numbers = iter(row)
    counts = dict(zip(numbers, numbers, strict=True)) | mentions
    return array("l", (each for number, count in counts.items() if count for each in (number, count)))
