"""Count tables: the mentions of each actor in each article, as arrays of numbers that follow the changes of a dossier.

A query counts thousands of actors each time, so this is left to functions that are written in C.
"""

from array import array
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from functools import partial
from itertools import chain, repeat
from operator import attrgetter, neg

from dossier.model.actor import Actor, ActorKind
from dossier.model.search_result import ActorRow

KINDS = tuple(ActorKind)
FEW = 100
NAME, ID = attrgetter("name"), attrgetter("id")


@dataclass(slots=True)
class CountTables:
    """The actors by number with their groups, and a row an article: the number of an actor once for each mention, those of one actor together."""

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

    def set_articles(self, articles: AbstractSet[str]) -> None:
        """Drop the rows of articles that are gone, and begin empty rows for new ones."""
        for article in self.named.keys() - articles:
            del self.named[article]
        for article in articles - self.named.keys():
            self.named[article] = array("i")

    def count_all(self, actors: Iterable[Actor]) -> None:
        """Fill empty tables."""
        for actor in actors:
            number = self._put(actor)
            for article, mentions in actor.mention_counts.items():
                if article in self.named:
                    self.named[article].extend(repeat(number, mentions))

    def update(self, gone: Iterable[Actor], new: Collection[Actor]) -> None:
        """Take over actors that are other objects than before: `gone` ones, and `new` ones, some with the id of one that is gone. Rows that change
        are replaced by new ones: a copy of them may be in use.
        """
        mentions: dict[str, dict[int, int]] = {}
        before = {actor.id: actor.mention_counts for actor in gone}
        for ident in before.keys() - {actor.id for actor in new}:
            number = self.numbers.pop(ident)
            self.actors[number] = None
            for article in before[ident]:
                mentions.setdefault(article, {})[number] = 0
        for actor in new:
            number, counted, after = self._put(actor), before.get(actor.id, {}), actor.mention_counts
            for article in counted.keys() - after.keys():
                mentions.setdefault(article, {})[number] = 0
            for article, count in after.items() - counted.items():
                mentions.setdefault(article, {})[number] = count
        for article in mentions.keys() & self.named.keys():
            self.named[article] = _changed_row(self.named[article], mentions[article])

    def rows(self, articles: Collection[str]) -> tuple[ActorRow, ...]:
        """The actors named in these articles, in the order of `sorted_rows`."""
        named = list(map(self.named.__getitem__, articles))
        mentions = Counter(chain.from_iterable(named))
        article_counts = Counter(chain.from_iterable(map(dict.fromkeys, named)))
        actors = {number: actor for number in article_counts if (actor := self.actors[number])}
        return sorted_rows(
            list(map(self.groups.__getitem__, actors)),
            list(actors.values()),
            list(map(article_counts.__getitem__, actors)),
            list(map(mentions.__getitem__, actors)),
        )

    def _put(self, actor: Actor) -> int:
        """Note an actor, in place of the one with its id; returns its number."""
        number = self.numbers.get(actor.id)
        if number is None:
            number = self.numbers[actor.id] = len(self.actors)
            self.actors.append(None)
            self.groups.append(0)
        self.actors[number], self.groups[number] = actor, group_of(actor, self.watched)
        return number


def group_of(actor: Actor, watched: frozenset[str]) -> int:
    """The place of an actor's group in lists: by kind, and within a kind first those with a name in `watched` (names in lower case)."""
    return 2 * KINDS.index(actor.kind) + watched.isdisjoint(name.casefold() for name in (actor.name, *actor.aliases))


def sorted_rows(groups: Sequence[int], actors: Sequence[Actor], articles: Sequence[int], mentions: Sequence[int]) -> tuple[ActorRow, ...]:
    """Rows of actors with these groups and counts, sorted by group, then by articles, mentions, name and id."""
    order = sorted(zip(groups, map(neg, articles), map(neg, mentions), map(NAME, actors), map(ID, actors), range(len(actors)), strict=True))
    return tuple(ActorRow(actors[number], articles[number], mentions[number]) for *_, number in order)


def _changed_row(row: "array[int]", mentions: Mapping[int, int]) -> "array[int]":
    """A row with other numbers of mentions, 0 for an actor that is not named any more."""
    return array("i", Counter({**Counter(row), **mentions}).elements())
