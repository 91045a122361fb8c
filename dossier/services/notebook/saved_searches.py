"""Saved searches: kept in the notebook under a name, asked again of the dossier as it is now."""

from __future__ import annotations

from dataclasses import replace
from difflib import get_close_matches
from typing import TYPE_CHECKING

from dossier.errors import DossierError, UsageError
from dossier.model.query import Query
from dossier.services.notebook.search_history import append_search, clear_searches, recent_searches
from dossier.services.notebook.service import CommandResult
from dossier.services.query.filters import describe_query, parse_days

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dossier.api import Dossier
    from dossier.model.facet import ResultCounts
    from dossier.model.saved_search import SavedSearch
    from dossier.services.snapshot import Snapshot


class SavedSearches:
    """The saved searches of one dossier. All methods may be called from worker threads; every act is one step to undo."""

    def __init__(self, dossier: Dossier) -> None:
        self.dossier = dossier

    @property
    def _held(self) -> Snapshot:
        return self.dossier.answers.held

    def names(self) -> tuple[str, ...]:
        """Their names in order, without a look at the dossier."""
        return tuple(sorted((saved.name for saved in self.dossier.notebook.searches()), key=str.casefold))

    def all(self) -> tuple[SavedSearch, ...]:
        """All of them by name, their actors as the dossier knows them now; an actor that is not here stays a name, and finds nothing."""
        held = self._held
        found = (replace(saved, query=_with_ids(saved.query, held)) for saved in self.dossier.notebook.searches())
        return tuple(sorted(found, key=lambda saved: (saved.name.casefold(), saved.id)))

    def named(self, name: str) -> SavedSearch:
        """The search of that name, capitals and blanks aside. Raises DossierError, with the nearest name, where there is none."""
        every = self.all()
        found = next((saved for saved in every if _key(saved.name) == _key(name)), None)
        if found is None:
            near = get_close_matches(name, [saved.name for saved in every], 1)
            do = f"Did you mean “{near[0]}”?" if near else "“dossier searches” lists them."
            raise DossierError(f"There is no saved search “{name}”.", do=do)
        return found

    def counts(self) -> tuple[tuple[SavedSearch, ResultCounts], ...]:
        """All of them with what answers to each now."""
        return tuple((saved, self.dossier.tally(saved.query)) for saved in self.all())

    def save(self, name: str, query: Query) -> CommandResult:
        """Keeps a query under a name; a search of that name is written over, which undo takes back."""
        told = " ".join(name.split())
        if query.empty:
            raise DossierError("Nothing is asked, so there is nothing to save.", do="Search for something or narrow first.")
        if not told:
            raise DossierError("A saved search wants a name.")
        kept, book = _with_names(query, self._held), self.dossier.notebook
        there = next((saved for saved in book.searches() if _key(saved.name) == _key(told)), None)
        if there and there.query == kept and there.name == told:
            return CommandResult(f"“{told}” is saved already.")
        if there:
            book.change_search(replace(there, name=told, query=kept), sentence := f"Saved the search “{told}” again, over the old one.")
        else:
            book.add_search(told, kept, sentence := f"Saved the search “{told}”.")
        return CommandResult(sentence)

    def rename(self, old: str, new: str) -> CommandResult:
        """Gives a saved search another name."""
        found, told = self._kept(old), " ".join(new.split())
        if not told:
            raise DossierError("A saved search wants a name.")
        if told == found.name:
            return CommandResult(f"It is called “{told}” already.")
        if any(_key(saved.name) == _key(told) and saved.id != found.id for saved in self.dossier.notebook.searches()):
            raise DossierError(f"Another saved search is called “{told}”.", do="Take another name, or remove that one first.")
        sentence = f"The search “{found.name}” is now called “{told}”."
        self.dossier.notebook.change_search(replace(found, name=told), sentence)
        return CommandResult(sentence)

    def remove(self, name: str) -> CommandResult:
        """Takes a saved search out."""
        found = self._kept(name)
        sentence = f"Removed the search “{found.name}”."
        self.dossier.notebook.remove_search(found.id, sentence)
        return CommandResult(sentence)

    def _kept(self, name: str) -> SavedSearch:
        """The search of that name as the notebook has it."""
        number = self.named(name).id
        return next(saved for saved in self.dossier.notebook.searches() if saved.id == number)

    def build_query(self, text: str, *, saved: str = "", days: str = "", actors: Sequence[str] = ()) -> Query:
        """A query from what a command was given: words, a saved search that they are added to, days as the query language writes
        them, actors by id or name. Raises UsageError or DossierError for what is not known.
        """
        query = self.named(saved).query if saved else Query()
        query = query.with_text(_both(query.text.strip(), text.strip()))
        if days:
            query = replace(query, days=parse_days(days))
        held = self._held
        for named in actors:
            actor = held.actor_named(named)
            ids = [actor.id] if actor else [ident for ident in held.actors if len(named) > 1 and ident.startswith(named)]
            if len(ids) != 1:
                near = held.nearest_name(named)
                do = f"Did you mean “{near}”?" if near else "“dossier actors” lists their names and ids."
                raise UsageError(f"No actor here is called “{named}”.", do=do)
            query = query if ids[0] in query.actors else query.with_actor(ids[0], add=True)
        return query

    def recent(self) -> tuple[str, ...]:
        """What was searched for lately in the app, oldest first."""
        return recent_searches(self.dossier.layout)

    def remember(self, text: str) -> bool:
        """Keeps a search among those; false where it could not be written."""
        return append_search(self.dossier.layout, text)

    def forget(self) -> CommandResult:
        """Throws those away."""
        return CommandResult(
            "Forgot what was searched for." if clear_searches(self.dossier.layout) else "Nothing was kept of what was searched for."
        )

    def describe(self, query: Query) -> str:
        """A query in words: what was typed, then what it is narrowed to: “talks · Jan 2026 · strike · Harbour Post”."""
        return describe_query(query, self._held)


def _both(one: str, other: str) -> str:
    """Two queries in one that asks for both."""
    if not (one and other):
        return one or other
    return " ".join(f"({part})" if " OR " in part else part for part in (one, other))


def _key(name: str) -> str:
    return " ".join(name.split()).casefold()


def _with_names(query: Query, held: Snapshot) -> Query:
    """The query with actors by name, which outlives the ids of an index."""
    return replace(query, actors=tuple(held.actors[ident].name if ident in held.actors else ident for ident in query.actors))


def _with_ids(query: Query, held: Snapshot) -> Query:
    """The query with actors by id; a name that nobody bears stays."""
    found = ((held.actor_named(name), name) for name in query.actors)
    return replace(query, actors=tuple(dict.fromkeys(actor.id if actor else name for actor, name in found)))
