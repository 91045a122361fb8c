"""Filters of the query beside its words, and saved searches."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import partial

from dossier.errors import DossierError
from dossier.model.query import Filter, Query
from dossier.model.saved_search import SavedSearch
from dossier.tui import screens
from dossier.tui.actions.focus import list_in_focus, return_focus
from dossier.tui.actions.registry import Command, action, slow_palette_commands
from dossier.tui.actions.search import ask_query
from dossier.tui.messages import WorkFailed
from dossier.tui.rows.timeline import EventRow, heading_period
from dossier.tui.state.labels import Labels
from dossier.tui.state.list_model import item_of
from dossier.tui.text.result_summary import filter_label
from dossier.tui.widgets.chips import in_order
from dossier.tui.widgets.prompt import PromptRequest
from dossier.tui.work_results import SavedSearchReady, SearchHistoryReady, SearchNewsReady
from dossier.tui.workers import run_action, run_in_thread
from dossier.tui.workspace import Workspace

LOADING = "Wait until the articles are read."


def remove_filter(workspace: Workspace, filter_: Filter) -> None:
    """Widen the query by one filter."""
    workspace.current_query = workspace.current_query.without_filter(filter_)


def toggle_days(workspace: Workspace, days: tuple[date, date]) -> None:
    """Narrow to these days, or widen where the query is narrowed to just them."""
    query = workspace.current_query
    workspace.current_query = replace(query, days=None if query.days == days else days)


def query_in_words(workspace: Workspace) -> str:
    """The current query in words: “talks · Jan 2026 · strike”."""
    labels = workspace.labels or Labels()
    filters = (filter_label(filter_, labels) for filter_ in in_order(workspace.top_bar.filters, workspace.current_query))
    return " · ".join(part for part in (workspace.current_query.text.strip(), *filters) if part)


@action("narrow_month")
def narrow_to_month(workspace: Workspace) -> None:
    """Narrow to the month of the selected event, or widen again."""
    row = item_of(list_in_focus(workspace).chosen, EventRow)
    days = heading_period(row.event) if row else None
    if days is not None:
        toggle_days(workspace, days)
    elif workspace.current_query.days:
        workspace.current_query = replace(workspace.current_query, days=None)
    else:
        workspace.show_status("This row has no date, so there is no month to filter by.")


@action("facets")
def choose_facets(workspace: Workspace) -> None:
    """Choose filters on the filters sheet."""
    if workspace.contents is None:
        workspace.show_status(LOADING)
        return

    def closed(query: Query | None) -> None:
        if query is not None:
            workspace.current_query = query.with_text(workspace.current_query.text)

    workspace.app.push_screen(screens.filters.FiltersScreen(workspace.dossier, workspace.current_query), closed)


# ---------------------------------------------------------------------- saved searches
@action("save_search")
def save_search(workspace: Workspace) -> None:
    """Save the current query under a name."""
    if workspace.contents is None or workspace.current_query.empty:
        workspace.show_status("Enter a search first, then save it.")
        return
    query = workspace.current_query

    def entered(text: str) -> None:
        return_focus(workspace)
        if text.strip():
            run_action(workspace, "save the search", lambda: workspace.dossier.notebook.searches.save(text, query))

    workspace.prompt.open(PromptRequest("Save search as", entered, query_in_words(workspace), "a name"))


@action("searches")
def show_searches(workspace: Workspace) -> None:
    """Show the saved searches, and run the one that is chosen."""
    if workspace.contents is None:
        workspace.show_status(LOADING)
        return

    def closed(search: SavedSearch | None) -> None:
        workspace.refresh_all()  # undo in there may have undone more than searches
        if search is not None:
            ask_query(workspace, search.query)
            run_in_thread(workspace, "note what was seen", lambda: _see(workspace, search), f"see search {search.id}")

    workspace.app.push_screen(screens.searches.SearchesScreen(workspace.dossier), closed)


def ask_saved(workspace: Workspace, name: str) -> None:
    """Run the saved search of that name; comes back as `SavedSearchReady`."""

    def work() -> SavedSearchReady:
        search = workspace.dossier.notebook.searches.named(name)
        _see(workspace, search)
        return SavedSearchReady(search.query)

    run_in_thread(workspace, "run the search", work)


def _see(workspace: Workspace, search: SavedSearch) -> None:
    """What a saved search has now is no longer new."""
    workspace.dossier.notebook.searches.see(search)


def count_search_news(workspace: Workspace) -> None:
    """Count the saved searches that have new articles; comes back as `SearchNewsReady`."""

    def work() -> SearchNewsReady | None:
        searches = workspace.dossier.notebook.searches
        number = sum(bool(news.new) for news in searches.news()) if searches.names() else 0
        return SearchNewsReady(number) if number else None

    run_in_thread(workspace, "count what is new", work)


@slow_palette_commands
def saved_search_commands(workspace: Workspace) -> Iterator[Command]:
    """A command for each saved search."""
    if workspace.contents is not None:
        for name in workspace.dossier.notebook.searches.names():
            yield Command(f"Saved search: {name}", "run it", partial(ask_saved, workspace, name))


def recall_history(workspace: Workspace) -> None:
    """Bring back the searches of earlier runs, and store those made from now on, unless the user's settings forbid both; comes back as
    `SearchHistoryReady`.
    """
    search_box = workspace.search_box
    if not workspace.host.settings.history or search_box.recalled:
        return
    search_box.recalled = True
    problem = "Your search history cannot be saved: the folder for the program's state is not writable."

    def keep(text: str) -> None:
        run_in_thread(
            workspace,
            "save the search history",
            lambda: None if workspace.dossier.notebook.searches.remember(text) else WorkFailed(DossierError(problem)),
        )

    search_box.keep = keep
    run_in_thread(workspace, "recall searches", lambda: SearchHistoryReady(workspace.dossier.notebook.searches.recent()))
