"""Actor names: the names of all visible actors, folded, in which a query looks for the words that begin one."""

from collections.abc import Iterator, Sequence
from functools import cached_property

from dossier.model.actor import Actor
from dossier.search.analysis import fold
from dossier.services.snapshot import Snapshot

FoldedName = tuple[str, str]
"""A name or alias as it is written, and folded with a blank before each word."""


class ActorNames:
    """The names of the actors of one snapshot. `before` are those of an earlier one, of which those of actors that are the same are used again."""

    def __init__(self, snapshot: Snapshot, before: "ActorNames | None" = None) -> None:
        known = before.folded if before else {}
        visible = (actor for actor in snapshot.findings.actors if not actor.hidden)
        self.folded: dict[str, tuple[Actor, tuple[FoldedName, ...]]] = {
            actor.id: row if (row := known.get(actor.id)) and row[0] is actor else (actor, _folded(actor)) for actor in visible
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
        return "\n".join(("", *(folded for _, names in self.folded.values() for _, folded in names), ""))

    @cached_property
    def _ranked(self) -> Sequence[tuple[str, Actor, str]]:
        """Every name, its actor and the folded name; the most mentioned actor first."""
        rows = sorted(self.folded.values(), key=lambda row: (-sum(row[0].mention_counts.values()), row[0].name))
        return [(name, actor, folded) for actor, names in rows for name, folded in names]


def _folded(actor: Actor) -> tuple[FoldedName, ...]:
    """The names of an actor."""
    return tuple((name, f" {' '.join(fold(name).split())}") for name in dict.fromkeys((actor.name, *actor.aliases)))
