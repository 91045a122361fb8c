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
from dossier.tui.chrome import frame
from dossier.tui.style.roles import look_of
from dossier.tui.text.placeholders import loading

if TYPE_CHECKING:
    from dossier.tui.screens.main import MainScreen


def _loading(screen: "MainScreen", message: told.Loading) -> None:
    """How far it has come: in the list while there is nothing else to show, else in the footer."""
    if screen.board is None:
        lines = loading(look_of(screen.app), message.stage, message.done, message.total, message.file)
        screen.lists[screen.pane].say(lines)
    else:
        screen.tell(f"{message.stage} {message.done:,} of {message.total:,}  {message.file}  {look_of(screen.app).key('back')} stops")


def _loaded(screen: "MainScreen", message: told.Loaded) -> None:
    screen.loaded = True
    screen.watch_asked()
    recall_searches(screen)
    told = [getattr(screen.app, "first_words", ""), *message.notices]
    if any(told):
        screen.tell(" ".join(filter(None, told)))


def _answered(screen: "MainScreen", message: told.Answered) -> None:
    """Rows for a query; where another one is asked by now they are stale and dropped."""
    if message.query != screen.asked:
        return
    answer_came(screen, message.board)
    if screen.reports:
        show_reports(screen)
    else:
        follow(screen)
    screen.greet(message.board.answer.totals.articles)


def _detailed(screen: "MainScreen", message: told.Detailed) -> None:
    """More articles with their hits, for the answer that is shown."""
    board = screen.board
    if board is None or not message.query == screen.asked == board.answer.query:
        return
    screen.board = replace(board, lists={**board.lists, ARTICLES: message.listing})
    if not screen.reports:
        screen.lists[ARTICLES].show(message.listing)


ARRIVALS: "dict[type[Message], Callable[[MainScreen, Any], None]]" = {
    told.Loading: _loading,
    told.Loaded: _loaded,
    told.Answered: _answered,
    told.Detailed: _detailed,
    told.Narrowed: lambda screen, _message: frame(screen),
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
