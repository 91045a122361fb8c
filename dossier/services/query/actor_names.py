"""Actor names: the names of all visible actors, folded, in which a query looks for the words that begin one."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from dossier.model.actor import Actor
from dossier.same_objects import changed_objects
from dossier.search.analysis import fold
from dossier.services.snapshot import Snapshot

FEW = 32
"""Actors that are cut out of the text of all names; with more of them it is made again."""
FoldedName = tuple[str, str]
"""A name or alias as it is written, and folded with a blank before each word."""


class ActorNames:
    """The names of the actors of one snapshot. `before` are those of an earlier one, of which those of actors that are the same are used again."""

    def __init__(self, snapshot: Snapshot, before: "ActorNames | None" = None) -> None:
        self.actors = snapshot.visible_actors
        self.folded: dict[int, tuple[FoldedName, ...]] = dict(before.folded) if before else {}
        gone, new = changed_objects(before.actors if before else (), self.actors)
        removed = [self.folded.pop(id(actor)) for actor in gone]
        added = [_folded(actor) for actor in new]
        self.folded.update(zip(map(id, new), added, strict=True))
        if before and "text" in vars(before) and len(removed) <= FEW:
            self.text = _replaced(before.text, removed, added)

    def with_beginning(self, word: str) -> Iterator[str]:
        """The folded names in which a word begins so, each with a blank before each of its words."""
        at = self.text.find(f" {word}")
        while at >= 0:
            end = self.text.index("\n", at)
            yield self.text[self.text.rindex("\n", 0, at) + 1 : end]
            at = self.text.find(f" {word}", end)

    def ranked_with(self, beginning: str) -> Iterator[tuple[str, Actor]]:
        """Every name with a word, or words, that begin so, and its actor; the most mentioned actor first. `beginning` is folded."""
        return ((name, actor) for name, actor, folded in self._ranked if f" {beginning}" in folded)

    @cached_property
    def text(self) -> str:
        """All folded names, each between line breaks."""
        return "\n" + "".join(map(_lines, self.folded.values()))

    @cached_property
    def _ranked(self) -> Sequence[tuple[str, Actor, str]]:
        """Every name, its actor and the folded name; the most mentioned actor first."""
        ranked = sorted(self.actors, key=lambda actor: (-sum(actor.mention_counts.values()), actor.name))
        return [(name, actor, folded) for actor in ranked for name, folded in self.folded[id(actor)]]


def _lines(names: Sequence[FoldedName]) -> str:
    """Folded names, each with a line break after it."""
    return "".join(f"{folded}\n" for _, folded in names)


def _replaced(text: str, removed: Iterable[Sequence[FoldedName]], added: Iterable[Sequence[FoldedName]]) -> str:
    """A text of folded names without those that are removed, and with those that are added at its end."""
    for names in removed:
        text = text.replace(f"\n{_lines(names)}", "\n", 1)
    return text + "".join(map(_lines, added))


def _folded(actor: Actor) -> tuple[FoldedName, ...]:
    """The names of an actor."""
    return tuple((name, f" {' '.join(fold(name).split())}") for name in dict.fromkeys((actor.name, *actor.aliases)))
