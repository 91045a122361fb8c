"""Saved searches: queries stored in the notebook under a name, run again on the dossier as it is now."""

from collections.abc import Sequence
from dataclasses import replace
from difflib import get_close_matches

from dossier.errors import ChangedMeanwhile, DossierError, UsageError
from dossier.model.facet import ResultCounts
from dossier.model.query import Query
from dossier.model.saved_search import SavedSearch, SearchNews
from dossier.services.notebook.commands import CommandResult
from dossier.services.notebook.search_history import append_search, clear_searches, recent_searches
from dossier.services.query.filters import describe_query, parse_days
from dossier.services.query.service import QueryService
from dossier.services.snapshot import Snapshot
from dossier.services.state import DossierState

NO_NAME = "Give the saved search a name."


class SavedSearches:
    """The saved searches and the search history of one dossier. All methods may be called from worker threads; every command on a saved
    search is one step to undo.
    """

    def __init__(self, state: DossierState, query: QueryService) -> None:
        self._state, self._query = state, query

    def names(self) -> tuple[str, ...]:
        """The names in order; the dossier is not loaded for that."""
        return tuple(sorted((search.name for search in self._state.notebook.searches()), key=str.casefold))

    def all(self) -> tuple[SavedSearch, ...]:
        """All saved searches by name, with the ids of their actors; an actor that the dossier does not have stays a name, and matches
        nothing.
        """
        snapshot = self._query.snapshot
        searches = (replace(search, query=_with_ids(search.query, snapshot)) for search in self._state.notebook.searches())
        return tuple(sorted(searches, key=lambda search: (search.name.casefold(), search.id)))

    def named(self, name: str) -> SavedSearch:
        """The search with that name, case and blanks aside. Raises DossierError, with the nearest name, where there is none."""
        searches = self.all()
        search = next((search for search in searches if _key(search.name) == _key(name)), None)
        if search is None:
            near = get_close_matches(name, [search.name for search in searches], 1)
            do = f"Did you mean “{near[0]}”?" if near else "See “dossier searches”."
            raise DossierError(f"There is no saved search “{name}”.", do=do)
        return search

    def news(self) -> tuple[SearchNews, ...]:
        """All saved searches with the number of their results now, and what is new in them since they were last looked at. One that was
        not looked at yet counts as looked at from now on.
        """
        snapshot, read_state, news = self._query.snapshot, self._state.read_state, []
        for search in self.all():
            articles, events, quotations = self._query.matching(search.query)
            new = read_state.new_hits(search.id, _with_names(search.query, snapshot), articles)
            news.append(SearchNews(search, ResultCounts(len(articles), len(events), len(quotations)), new))
        return tuple(news)

    def see(self, *searches: SavedSearch) -> None:
        """Notes that saved searches were looked at: what they have now is no longer new."""
        for search in searches:
            articles = self._query.matching(search.query)[0]
            self._state.read_state.see_search(search.id, _with_names(search.query, self._query.snapshot), articles)

    @property
    def remembers(self) -> bool:
        """False where the user's settings forbid storing what was looked at."""
        return self._state.read_state.stores

    def save(self, name: str, query: Query) -> CommandResult:
        """Saves a query under a name; a search with that name is replaced, which undo takes back."""
        name = " ".join(name.split())
        if query.empty:
            raise DossierError("Enter a search first, then save it.", do="Type a query or choose a filter.")
        if not name:
            raise DossierError(NO_NAME)
        stored, notebook = _with_names(query, self._query.snapshot), self._state.notebook
        seen = _by_name(notebook.searches(), name)
        with notebook.command():
            old = _by_name(notebook.searches(), name)
            if old and old.query == stored and old.name == name:
                return CommandResult(f"A search called “{name}” is already saved.")
            if old != seen:
                raise ChangedMeanwhile(
                    f"Another program saved or changed a search “{name}” in the meantime.", do="Save again to replace it."
                )
            if old:
                sentence = f"Replaced the saved search “{name}”."
                notebook.change_search(replace(old, name=name, query=stored), sentence)
            else:
                notebook.add_search(name, stored, sentence := f"Saved the search “{name}”.")
        self.see(self.named(name))
        return CommandResult(sentence)

    def rename(self, old: str, new: str) -> CommandResult:
        """Gives a saved search another name."""
        number, name, notebook = self.named(old).id, " ".join(new.split()), self._state.notebook
        if not name:
            raise DossierError(NO_NAME)
        with notebook.command():
            search = self._stored(number, old)
            if name == search.name:
                return CommandResult(f"It is already called “{name}”.")
            if any(_key(other.name) == _key(name) and other.id != search.id for other in notebook.searches()):
                raise DossierError(f"Another saved search is called “{name}”.", do="Choose another name, or remove that search first.")
            sentence = f"The search “{search.name}” is now called “{name}”."
            notebook.change_search(replace(search, name=name), sentence)
            return CommandResult(sentence)

    def remove(self, name: str) -> CommandResult:
        """Removes a saved search."""
        number, notebook = self.named(name).id, self._state.notebook
        with notebook.command():
            search = self._stored(number, name)
            sentence = f"Removed the search “{search.name}”."
            notebook.remove_search(search.id, sentence)
            return CommandResult(sentence)

    def _stored(self, number: int, name: str) -> SavedSearch:
        """The search with that number as the notebook stores it, its actors by name. Raises ChangedMeanwhile where it has gone, or is
        called otherwise.
        """
        search = next((search for search in self._state.notebook.searches() if search.id == number), None)
        if search is None or _key(search.name) != _key(name):
            raise ChangedMeanwhile(f"Another program renamed or removed the search “{name}” in the meantime.", do="See “dossier searches”.")
        return search

    def build_query(self, text: str, *, saved: str = "", days: str = "", actors: Sequence[str] = ()) -> Query:
        """A query from the arguments of a command: words, a saved search that they are added to, days in the syntax of the query
        language, actors by id or name. Raises UsageError or DossierError for what is not known.
        """
        query = self.named(saved).query if saved else Query()
        query = query.with_text(_both(query.text.strip(), text.strip()))
        if days:
            query = replace(query, days=parse_days(days))
        snapshot = self._query.snapshot
        for name in actors:
            actor = snapshot.actor_named(name)
            ids = [actor.id] if actor else [ident for ident in snapshot.actors if len(name) > 1 and ident.startswith(name)]
            if len(ids) != 1:
                near = snapshot.nearest_name(name)
                do = f"Did you mean “{near}”?" if near else "See “dossier actors” for names and IDs."
                raise UsageError(f"No actor here is called “{name}”.", do=do)
            query = query if ids[0] in query.actors else query.with_actor(ids[0], add=True)
        return query

    def describe(self, query: Query) -> str:
        """A query in words: the text, then the filters: “talks · Jan 2026 · strike · Harbour Post”."""
        return describe_query(query, self._query.snapshot)

    def recent(self) -> tuple[str, ...]:
        """The latest searches of the app, oldest first."""
        return recent_searches(self._state.paths)

    def remember(self, text: str) -> bool:
        """Appends a search to them; false where the file could not be written."""
        return append_search(self._state.paths, text)

    def forget(self) -> CommandResult:
        """Deletes them."""
        return CommandResult("Cleared recent searches." if clear_searches(self._state.paths) else "There were no recent searches.")


def _both(first: str, second: str) -> str:
    """One query text that requires both."""
    if not (first and second):
        return first or second
    return " ".join(f"({part})" if " OR " in part else part for part in (first, second))


def _by_name(searches: Sequence[SavedSearch], name: str) -> SavedSearch | None:
    return next((search for search in searches if _key(search.name) == _key(name)), None)


def _key(name: str) -> str:
    return " ".join(name.split()).casefold()


def _with_names(query: Query, snapshot: Snapshot) -> Query:
    """The query with actors by name, which stays the same when the index is built again."""
    return replace(query, actors=tuple(snapshot.actors[ident].name if ident in snapshot.actors else ident for ident in query.actors))


def _with_ids(query: Query, snapshot: Snapshot) -> Query:
    """The query with actors by id; a name that no actor has stays."""
    actors = ((snapshot.actor_named(name), name) for name in query.actors)
    return replace(query, actors=tuple(dict.fromkeys(actor.id if actor else name for actor, name in actors)))
