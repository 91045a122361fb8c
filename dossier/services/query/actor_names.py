"""Actor names: the names of all visible actors, folded, in which a query looks for the words that begin one."""

from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import chain
from typing import NamedTuple

from dossier.model.actor import Actor
from dossier.search.analysis import fold
from dossier.services.snapshot import Snapshot

FoldedName = tuple[str, str]
"""A name or alias as it is written, and folded with a blank before each word."""


class BlockNames(NamedTuple):
    """The names of the actors of a block: those of each, and one text of all folded ones, each between line breaks."""

    folded: Sequence[Sequence[FoldedName]]
    text: str


class ActorNames:
    """The names of the actors of one snapshot. Those of blocks of actors that an earlier snapshot has too are not folded again."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.actors = snapshot.visible_actors
        self._names = self.actors.by_block(_names_in)

    def with_beginning(self, word: str) -> Iterator[str]:
        """The folded names in which a word begins so, each with a blank before each of its words."""
        for _, text in self._names:
            at = text.find(f" {word}")
            while at >= 0:
                end = text.index("\n", at)
                yield text[text.rindex("\n", 0, at) + 1 : end]
                at = text.find(f" {word}", end)

    def ranked_with(self, beginning: str) -> Iterator[tuple[str, Actor]]:
        """Every name with a word, or words, that begin so, and its actor; the most mentioned actor first. `beginning` is folded."""
        return ((name, actor) for name, actor, folded in self._ranked if f" {beginning}" in folded)

    @cached_property
    def _ranked(self) -> Sequence[tuple[str, Actor, str]]:
        """Every name, its actor and the folded name; the most mentioned actor first."""
        names = zip(self.actors, chain.from_iterable(part.folded for part in self._names), strict=True)
        ranked = sorted(names, key=lambda row: (-sum(row[0].mention_counts.values()), row[0].name))
        return [(name, actor, folded) for actor, of_actor in ranked for name, folded in of_actor]


def _names_in(block: Sequence[Actor]) -> BlockNames:
    folded = tuple(map(_folded, block))
    return BlockNames(folded, "\n" + "".join(f"{name}\n" for names in folded for _, name in names))


def _folded(actor: Actor) -> tuple[FoldedName, ...]:
    """The names of an actor."""
    return tuple((name, f" {' '.join(fold(name).split())}") for name in dict.fromkeys((actor.name, *actor.aliases)))
