"""Actor names: the folded names of all visible actors as one text, in which a query looks for the words that begin one."""

from collections.abc import Iterator
from functools import cached_property

from dossier.model.actor import Actor
from dossier.search.analysis import fold
from dossier.services.snapshot import Snapshot


class ActorNames:
    """The names of the actors of one snapshot. `before` are those of an earlier one, of which those of actors that are the same are used again."""

    def __init__(self, snapshot: Snapshot, before: "ActorNames | None" = None) -> None:
        known = before.folded if before else {}
        visible = (actor for actor in snapshot.findings.actors if not actor.hidden)
        self.folded: dict[str, tuple[Actor, str]] = {
            actor.id: row if (row := known.get(actor.id)) and row[0] is actor else (actor, _folded(actor)) for actor in visible
        }

    def with_beginning(self, word: str) -> Iterator[str]:
        """The folded names in which a word begins so, each with a blank before each of its words."""
        at = self._text.find(f" {word}")
        while at >= 0:
            end = self._text.index("\n", at)
            yield self._text[self._text.rindex("\n", 0, at) + 1 : end]
            at = self._text.find(f" {word}", end)

    @cached_property
    def _text(self) -> str:
        """All names, each between line breaks."""
        return "\n".join(("", *(names for _, names in self.folded.values()), ""))


def _folded(actor: Actor) -> str:
    """The names of an actor, one a line."""
    return "\n".join(f" {' '.join(fold(name).split())}" for name in dict.fromkeys((actor.name, *actor.aliases)))
