"""Count tables: the mentions of each actor in each article, as arrays of numbers that follow the changes of a dossier."""

from array import array
from collections.abc import Collection, Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from functools import partial

from dossier.model.actor import Actor, ActorKind
from dossier.model.search_result import ActorRow

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

    def set_articles(self, articles: AbstractSet[str]) -> None:
        """Drop the rows of articles that are gone, and begin empty rows for new ones."""
        for article in self.named.keys() - articles:
            del self.named[article]
        for article in articles - self.named.keys():
            self.named[article] = array("l")

    def count_all(self, actors: Iterable[Actor]) -> None:
        """Fill empty tables."""
        for actor in actors:
            number = self._put(actor)
            for article, mentions in actor.mention_counts.items():
                if article in self.named:
                    self.named[article].extend((number, mentions))

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
        article_counts: dict[int, int] = {}
        mentions: dict[int, int] = {}
        for article in articles:
            numbers = iter(self.named[article])
            for number, count in zip(numbers, numbers, strict=True):
                article_counts[number] = article_counts.get(number, 0) + 1
                mentions[number] = mentions.get(number, 0) + count
        return sorted_rows(
            (self.groups[number], ActorRow(actor, count, mentions[number]))
            for number, count in article_counts.items()
            if (actor := self.actors[number])
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


def sorted_rows(rows: Iterable[tuple[int, ActorRow]]) -> tuple[ActorRow, ...]:
    """Rows with their groups, sorted by group, then by articles, mentions, name and id."""
    keyed = [(group, -row.articles, -row.mentions, row.actor.name, row.actor.id, row) for group, row in rows]
    keyed.sort()
    return tuple(key[-1] for key in keyed)


def _changed_row(row: "array[int]", mentions: dict[int, int]) -> "array[int]":
    """A row with other numbers of mentions, 0 for an actor that is not named any more."""
    numbers = iter(row)
    counts = dict(zip(numbers, numbers, strict=True)) | mentions
    return array("l", (each for number, count in counts.items() if count for each in (number, count)))
