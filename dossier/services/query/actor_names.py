"""Actor names: the names of all visible actors, folded, in which a query looks for the words that begin one."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from dossier.model.actor import Actor
from dossier.search.analysis import fold
from dossier.services.snapshot import Snapshot

FoldedName = tuple[str, str]
"""A name or alias as it is written, and folded with a blank before each word."""


class ActorNames:
    """The names of the actors of one snapshot. `before` are those of an earlier one, of which those of actors that are the same are used again."""

    def __init__(self, snapshot: Snapshot, before: "ActorNames | None" = None) -> None:
        known: Mapping[int, tuple[FoldedName, ...]] = before.folded if before else {}
        self._actors = [actor for actor in snapshot.findings.actors if not actor.hidden]
        rows = map(known.get, map(id, self._actors))
        self.folded: Mapping[int, tuple[FoldedName, ...]] = {
            id(actor): row or _folded(actor) for actor, row in zip(self._actors, rows, strict=True)
        }

    def with_beginning(self, word: str) -> Iterator[str]:
        """The folded names in which a word begins so, each with a blank before each of its words."""
        at = self._text.find(f" {word}")
        while at >= 0:
            end = self._text.index("\n", at)
            yield self._text[self._text.rindex("\n", 0, at) + 1 : end]
            at = self._text.find(f" {word}", end)

    def ranked_with(self, beginning: str) -> Iterator[tuple[str, Actor]]:
        """Every name with a word, or words, that begin so, and its actor; the most mentioned actor first. `beginning` is folded."""
        return ((name, actor) for name, actor, folded in self._ranked if f" {beginning}" in folded)

    @cached_property
    def _text(self) -> str:
        """All folded names, each between line breaks."""
        return "\n".join(("", *(folded for names in self.folded.values() for _, folded in names), ""))

    @cached_property
    def _ranked(self) -> Sequence[tuple[str, Actor, str]]:
        """Every name, its actor and the folded name; the most mentioned actor first."""
        ranked = sorted(self._actors, key=lambda actor: (-sum(actor.mention_counts.values()), actor.name))
        return [(name, actor, folded) for actor in ranked for name, folded in self.folded[id(actor)]]


def _folded(actor: Actor) -> tuple[FoldedName, ...]:
    """The names of an actor."""
    return tuple((name, f" {' '.join(fold(name).split())}") for name in dict.fromkeys((actor.name, *actor.aliases)))
