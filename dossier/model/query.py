"""The one value that drives the panes."""

from dataclasses import dataclass, replace
from datetime import date


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked of a dossier: text in the query language, narrowed by actors (ids, all of them), event kinds, days
    (first and last, inclusive), outlets and tags. An empty query asks for everything.
    """

    text: str = ""
    actors: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    days: tuple[date, date] | None = None
    sources: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()

    def typed(self, text: str) -> "Query":
        """The same narrowing with other words."""
        return replace(self, text=text)

    def with_actor(self, actor: str, *, add: bool = False) -> "Query":
        """Narrowed to one actor; with `add`, to the actors so far and this one. An actor that is there is taken out."""
        if actor in self.actors:
            return replace(self, actors=tuple(a for a in self.actors if a != actor))
        return replace(self, actors=(*self.actors, actor) if add else (actor,))

    @property
    def empty(self) -> bool:
        """True where nothing is asked."""
        return self == Query(text=self.text) and not self.text.strip()
