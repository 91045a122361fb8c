"""Narrowing beside the words, and searches kept under a name."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from dossier.errors import DossierError
from dossier.model.query import Filter, Query
from dossier.runtime.config import AppSettings
from dossier.tui import workers
from dossier.tui.chrome import list_in_focus
from dossier.tui.messages import Failed, Finished
from dossier.tui.rows.timeline import EventRow, stretch_of
from dossier.tui.state.labels import Labels
from dossier.tui.widgets.chips import in_order, word_of
from dossier.tui.widgets.prompt import PromptRequest

if TYPE_CHECKING:
    from dossier.tui.screens.main import MainScreen


def take_away(screen: "MainScreen", gone: Filter) -> None:
    """Widen by one thing."""
    screen.current_query = screen.current_query.without_filter(gone)


def narrow_to_days(screen: "MainScreen", days: tuple[date, date]) -> None:
    """Narrow to these days, or widen where it is narrowed to just them."""
    screen.current_query = replace(screen.current_query, days=None if screen.current_query.days == days else days)


def asked_words(screen: "MainScreen") -> str:
    """What is asked now, in words: “talks · Jan 2026 · strike”."""
    names = screen.labels or Labels()
    chosen = (word_of(one, names) for one in in_order(screen.top.chosen, screen.current_query))
    return " · ".join(part for part in (screen.current_query.text.strip(), *chosen) if part)


def ask_for(screen: "MainScreen", query: Query) -> None:
    """Ask a whole query: its words stand in the box, what narrows it in chips."""
    screen.search.put(query.text)
    screen.current_query = query


def ask_saved(screen: "MainScreen", name: str) -> None:
    """Ask the saved search of that name."""
    workers.run_in_thread(screen, "ask the search", lambda: Finished("ask the search", screen.dossier.searches.named(name).query))


def searches_came(screen: "MainScreen", result: Query | tuple[str, ...]) -> None:
    """A saved search to ask, or what was searched for before the app was opened."""
    if isinstance(result, Query):
        ask_for(screen, result)
    else:
        screen.search.history = [*result, *(text for text in screen.search.history if text not in result)]


def recall_searches(screen: "MainScreen") -> None:
    """Bring back what was searched for before, and keep what is searched for now, unless the user wants neither."""
    if not getattr(screen.app, "settings", AppSettings()).history or screen.search.recalled:
        return
    searches = screen.dossier.searches
    screen.search.recalled = True

    def keep(text: str) -> None:
        workers.run_in_thread(screen, "keep the search", lambda: None if searches.remember(text) else unkept)

    place = "What you search for cannot be kept for the next time"
    unkept = Failed("keep the search", DossierError(f"{place}: the folder for the program's state cannot be written to."))
    screen.search.keep = keep
    workers.run_in_thread(screen, "recall searches", lambda: Finished("recall searches", searches.recent()))


def _month(screen: "MainScreen") -> None:
    chosen = list_in_focus(screen).chosen
    days = stretch_of(chosen.item.event) if chosen is not None and isinstance(chosen.item, EventRow) else None
    if days is not None:
        narrow_to_days(screen, days)
    elif screen.current_query.days:
        screen.current_query = replace(screen.current_query, days=None)
    else:
        screen.show_status("No day is given for this row, so there is no month to narrow to.")


def _facets(screen: "MainScreen") -> None:
    if screen.contents is None:
        screen.show_status("This works once the articles are read.")
        return
    from dossier.tui.screens.facets import FacetsScreen  # noqa: PLC0415  # opened seldom

    def then(query: Query | None) -> None:
        if query is not None:
            screen.current_query = query.with_text(screen.current_query.text)

    screen.app.push_screen(FacetsScreen(screen.dossier, screen.current_query), then)


def _save(screen: "MainScreen") -> None:
    if screen.contents is None or screen.current_query.empty:
        screen.show_status("Nothing is asked, so there is nothing to save yet.")
        return
    from dossier.tui.actions.notes import give_back_focus  # noqa: PLC0415  # the two rooms know each other

    query, offered = screen.current_query, asked_words(screen)

    def done(text: str) -> None:
        give_back_focus(screen)
        if text.strip():
            workers.run_action(screen, "save the search", lambda: screen.dossier.searches.save(text, query))

    screen.prompt.open(PromptRequest("save this search as", done, offered, "a name to find it by"))


def _searches(screen: "MainScreen") -> None:
    if screen.contents is None:
        screen.show_status("This works once the articles are read.")
        return
    from dossier.tui.screens.searches import SearchesScreen  # noqa: PLC0415  # opened seldom

    def then(query: Query | None) -> None:
        screen.refresh_all()  # undo in there may have taken back more than searches
        if query is not None:
            ask_for(screen, query)

    screen.app.push_screen(SearchesScreen(screen.dossier), then)


ACTS: "dict[str, Callable[[MainScreen], None]]" = {
    "facets": _facets,
    "narrow_month": _month,
    "save_search": _save,
    "searches": _searches,
}
