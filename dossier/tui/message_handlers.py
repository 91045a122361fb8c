"""What comes to the main screen: intents of the panes, results of the workers."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from textual.message import Message

from dossier.keys.keymap import ARTICLES
from dossier.tui import messages as told
from dossier.tui.actions.filters import narrow_to_days, recall_searches, take_away
from dossier.tui.actions.ingest_report import show_reports
from dossier.tui.actions.notes import note_typed, work_done, work_failed
from dossier.tui.actions.open import open_row, page_came, show_row
from dossier.tui.actions.search import answer_came, completions_came, follow, query_changed, query_entered
from dossier.tui.chrome import refresh_chrome
from dossier.tui.style.roles import style_roles
from dossier.tui.text.placeholders import loading

if TYPE_CHECKING:
    from dossier.tui.screens.main import MainScreen


def _loading(screen: "MainScreen", message: told.Loading) -> None:
    """How far it has come: in the list while there is nothing else to show, else in the footer."""
    if screen.contents is None:
        lines = loading(style_roles(screen.app), message.stage, message.done, message.total, message.file)
        screen.lists[screen.pane].say(lines)
    else:
        screen.show_status(
            f"{message.stage} {message.done:,} of {message.total:,}  {message.file}  {style_roles(screen.app).key('back')} stops"
        )


def _loaded(screen: "MainScreen", message: told.Loaded) -> None:
    screen.loaded = True
    screen.watch_current_query()
    recall_searches(screen)
    told = [getattr(screen.app, "first_words", ""), *message.notices]
    if any(told):
        screen.show_status(" ".join(filter(None, told)))


def _answered(screen: "MainScreen", message: told.ResultsReady) -> None:
    """Rows for a query; where another one is asked by now they are stale and dropped."""
    if message.query != screen.current_query:
        return
    answer_came(screen, message.board)
    if screen.reports:
        show_reports(screen)
    else:
        follow(screen)
    screen.greet(message.board.result.totals.articles)


def _detailed(screen: "MainScreen", message: told.SnippetsReady) -> None:
    """More articles with their hits, for the answer that is shown."""
    board = screen.contents
    if board is None or not message.query == screen.current_query == board.result.query:
        return
    screen.contents = replace(board, lists={**board.lists, ARTICLES: message.listing})
    if not screen.reports:
        screen.lists[ARTICLES].show(message.listing)


ARRIVALS: "dict[type[Message], Callable[[MainScreen, Any], None]]" = {
    told.Loading: _loading,
    told.Loaded: _loaded,
    told.ResultsReady: _answered,
    told.SnippetsReady: _detailed,
    told.ListFiltered: lambda screen, _message: refresh_chrome(screen),
    told.Completed: completions_came,
    told.PageReady: page_came,
    told.RowShown: lambda screen, message: show_row(screen, message.pane, message.row),
    told.RowOpened: lambda screen, message: open_row(screen, message.pane, message.row),
    told.ChipClicked: lambda screen, message: take_away(screen, message.narrowing),
    told.MonthClicked: lambda screen, message: narrow_to_days(screen, message.days),
    told.QueryTyped: lambda screen, message: query_changed(screen, message.text),
    told.QueryEntered: lambda screen, message: query_entered(screen, message.text),
    told.NoteTyped: lambda screen, message: note_typed(screen, message.text),
    told.Finished: work_done,
    told.Failed: work_failed,
}
