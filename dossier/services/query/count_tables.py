"""Count tables: the mentions of each actor in each article, as arrays of numbers that follow the changes of a dossier.

A query counts thousands of actors each time, so this is left to functions that are written in C.
"""

from array import array
from bisect import insort
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import chain, repeat
from operator import attrgetter
from threading import Lock

from dossier.model.actor import Actor, ActorKind
from dossier.model.persistent.layered_map import LayeredMap
from dossier.model.search_result import ActorRow

KINDS = tuple(ActorKind)
FEW = 100
LARGEST = 1024
"""Actors whose place by name is looked for each time; with more of them, all are ranked by name once."""
PER_GROUP, PER_ARTICLE = 2.0**48, 2.0**26
"""Weights by which a group, a number of articles and one of mentions are one number that a float has exactly."""
NAME, ID = attrgetter("name"), attrgetter("id")
NameKey = tuple[str, str]


class ActorNumbers:
    """Numbers of actors, by which all tables name them: those that follow a change and those before, in any thread. `first` are the actors by
    number, as they were when they got it.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._numbers: dict[str, int] = {}
        self.first: list[Actor] = []

    def number(self, actor: Actor) -> int:
        """The number of an actor, by its id."""
        with self._lock:
            number = self._numbers.get(actor.id)
            if number is None:
                number = self._numbers[actor.id] = len(self.first)
                self.first.append(actor)
            return number

    def following(self, others: Mapping[int, Actor | None]) -> "ActorNumbers":
        """The numbers for tables in which these actors are other ones; None for one that is gone, whose number is not used again."""
        after = ActorNumbers()
        with self._lock:
            after.first, after._numbers = list(self.first), dict(self._numbers)
        for number, actor in others.items():
            if actor is None:
                del after._numbers[after.first[number].id]
            else:
                after.first[number] = actor
        return after


@dataclass(slots=True)
class CountTables:
    """The actors by number with their groups, and a row an article: the number of an actor once for each mention, those of one actor together.

    `others` are the actors that are not as `numbers` has them, None for one that is gone. `ranks` give the order of names and ids; actors that came
    since, or have another name, are `unranked`.
    """

    watched: frozenset[str]
    numbers: ActorNumbers = field(default_factory=ActorNumbers)
    others: dict[int, Actor | None] = field(default_factory=dict)
    groups: "array[int]" = field(default_factory=partial(array, "b"))
    ranks: "array[int]" = field(default_factory=partial(array, "i"))
    unranked: frozenset[int] = frozenset()
    named: "LayeredMap[str, array[int]]" = field(default_factory=LayeredMap)
    gone: int = 0

    @classmethod
    def of(cls, actors: Iterable[Actor], articles: Collection[str], watched: frozenset[str]) -> "CountTables":
        """The tables of these actors in these articles."""
        tables, named = cls(watched), {article: array("i") for article in articles}
        for actor in actors:
            number = tables.put(actor)
            for article, mentions in actor.mention_counts.items():
                if article in named:
                    named[article].extend(repeat(number, mentions))
        tables.named = LayeredMap(named)
        tables.rank()
        return tables

    @property
    def is_sparse(self) -> bool:
        """True where most numbers are of actors that are gone."""
        return 2 * self.gone > len(self.groups) + FEW

    def following(
        self, gone: Iterable[Actor], new: Collection[Actor], gone_articles: Iterable[str], new_articles: Iterable[str]
    ) -> "CountTables":
        """The tables after a change: actors and articles that are gone, and new ones, some with the id of one that is gone."""
        empty = {article: array("i") for article in new_articles}
        after = replace(self, others=dict(self.others), groups=self.groups[:], named=self.named.following(gone_articles, empty))
        mentions: dict[str, dict[int, int]] = {}
        before = {actor.id: actor for actor in gone}
        for ident in before.keys() - {actor.id for actor in new}:
            number = self.numbers.number(before[ident])
            after.others[number] = None
            after.gone += 1
            for article in before[ident].mention_counts:
                mentions.setdefault(article, {})[number] = 0
        for actor in new:
            known = before.get(actor.id)
            counted, counts = known.mention_counts if known else {}, actor.mention_counts
            number = after.put(actor)
            for article in counted.keys() - counts.keys():
                mentions.setdefault(article, {})[number] = 0
            for article, count in counts.items() - counted.items():
                mentions.setdefault(article, {})[number] = count
            if known is None or known.name != actor.name:
                after.unranked |= {number}
        changed = {article: _changed_row(after.named[article], row) for article, row in mentions.items() if article in after.named}
        after.named = after.named.following((), changed)
        if len(after.others) > LARGEST:
            after.numbers, after.others = self.numbers.following(after.others), {}
        if len(after.unranked) > LARGEST:
            after.rank()
        return after

    def rows(self, articles: Collection[str]) -> tuple[ActorRow, ...]:
        """The actors named in these articles, in the order of `sorted_rows`."""
        named = list(map(self.named.__getitem__, articles))
        mentions = Counter(chain.from_iterable(named))
        article_counts = Counter(chain.from_iterable(map(dict.fromkeys, named)))
        numbers = self._by_name(article_counts)
        actors = dict(zip(numbers, map(self.numbers.first.__getitem__, numbers), strict=True))
        for number in self.others.keys() & article_counts.keys():
            actors[number] = self._actor(number)
        groups = map(self.groups.__getitem__, numbers)
        return _in_order(
            list(groups),
            list(actors.values()),
            list(map(article_counts.__getitem__, numbers)),
            list(map(mentions.__getitem__, numbers)),
        )

    def _by_name(self, numbers: Mapping[int, int]) -> Sequence[int]:
        """These numbers in the order of names and ids."""
        unranked = self.unranked.intersection(numbers)
        ordered = sorted(numbers.keys() - unranked if unranked else numbers, key=self.ranks.__getitem__)
        for number in unranked:
            insort(ordered, number, key=self._name_key)
        return ordered

    def rank(self) -> None:
        """Ranks all actors by name and id."""
        actors = [(self._name_key(number), number) for number in range(len(self.groups))]
        self.ranks = array("i", bytes(4 * len(actors)))
        for rank, (_, number) in enumerate(sorted(actors)):
            self.ranks[number] = rank
        self.unranked = frozenset()

    def _name_key(self, number: int) -> NameKey:
        actor = self._actor(number)
        return actor.name, actor.id

    def _actor(self, number: int) -> Actor:
        return self.others.get(number) or self.numbers.first[number]

    def put(self, actor: Actor) -> int:
        """Note an actor, in place of the one with its id; returns its number."""
        number = self.numbers.number(actor)
        self.gone -= self.others.pop(number, actor) is None
        if self.numbers.first[number] is not actor:
            self.others[number] = actor
        if number >= len(self.groups):
            self.groups.extend(repeat(0, number + 1 - len(self.groups)))
        self.groups[number] = group_of(actor, self.watched)
        return number


def group_of(actor: Actor, watched: frozenset[str]) -> int:
    """The place of an actor's group in lists: by kind, and within a kind first those with a name in `watched` (names in lower case)."""
    return 2 * KINDS.index(actor.kind) + watched.isdisjoint(name.casefold() for name in (actor.name, *actor.aliases))


def sorted_rows(groups: Sequence[int], actors: Sequence[Actor], articles: Sequence[int], mentions: Sequence[int]) -> tuple[ActorRow, ...]:
    """Rows of actors with these groups and counts, sorted by group, then by articles, mentions, name and id."""
    order = sorted(sorted(range(len(actors)), key=lambda at: actors[at].id), key=lambda at: actors[at].name)
    return _in_order(
        [groups[at] for at in order], [actors[at] for at in order], [articles[at] for at in order], [mentions[at] for at in order]
    )


def _in_order(groups: Sequence[int], actors: Sequence[Actor], articles: Sequence[int], mentions: Sequence[int]) -> tuple[ActorRow, ...]:
    """Rows of actors that are given by name and id, sorted by group, then by articles and mentions."""
    weights = [
        group * PER_GROUP - of_articles * PER_ARTICLE - count for group, of_articles, count in zip(groups, articles, mentions, strict=True)
    ]
    order = sorted(range(len(weights)), key=weights.__getitem__)
    columns = (map(column.__getitem__, order) for column in (actors, articles, mentions))
    return tuple(map(partial(tuple.__new__, ActorRow), zip(*columns, strict=True)))


def _changed_row(row: "array[int]", mentions: Mapping[int, int]) -> "array[int]":
    """A row with other numbers of mentions, 0 for an actor that is not named any more."""
    return array("i", Counter({**Counter(row), **mentions}).elements())
