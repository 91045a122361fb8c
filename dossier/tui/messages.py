"""What panes tell the screen (intents), and what workers bring back (results)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from textual.message import Message

if TYPE_CHECKING:
    from datetime import date

    from dossier.errors import DossierError
    from dossier.model.query import Filter, Query
    from dossier.model.search_result import Completion
    from dossier.tui.state.list_contents import ListContents
    from dossier.tui.state.list_model import ListModel, Row
    from dossier.tui.text.article_layout import ArticleView, ReaderPosition


@dataclass
class RowShown(Message):
    """The selection of a list has moved to a row."""

    pane: str
    row: Row


@dataclass
class RowOpened(Message):
    """A row was opened: enter or a second click."""

    pane: str
    row: Row


@dataclass
class ListWanted(Message):
    """A tab was clicked."""

    pane: str


@dataclass
class KeyClicked(Message):
    """A key of the footer was clicked."""

    key_id: str


@dataclass
class ChipClicked(Message):
    """Something that narrows the search was clicked, to be taken away."""

    narrowing: Filter


@dataclass
class MonthClicked(Message):
    """A month of the timeline was clicked; its first and last day."""

    days: tuple[date, date]


@dataclass
class QueryTyped(Message):
    """The words in the search box have changed."""

    text: str


@dataclass
class QueryEntered(Message):
    """The words in the search box were entered."""

    text: str


@dataclass
class NoteTyped(Message):
    """The text of the open note has changed."""

    text: str


@dataclass
class ResultsReady(Message):
    """The rows of all lists for a query."""

    query: Query
    board: ListContents


@dataclass
class SnippetsReady(Message):
    """The articles of an answer that was shown before, more of them with their hits."""

    query: Query
    listing: ListModel


@dataclass
class ListFiltered(Message):
    """The rows of a long list that hold what it is filtered by; `source` are all its rows."""

    source: ListModel
    wanted: str
    listing: ListModel


@dataclass
class Completed(Message):
    """Completions for what stood in the search box."""

    text: str
    completions: tuple[Completion, ...]


@dataclass
class PageReady(Message):
    """An article laid open at a place; `serial` is that of the request, so that a late page is dropped."""

    page: ArticleView
    place: ReaderPosition
    serial: int


@dataclass
class Loading(Message):
    """How far opening or reading has come: done of total, at a file."""

    done: int
    total: int
    file: str
    stage: str


@dataclass
class Loaded(Message):
    """The dossier is in memory and can be asked."""

    notices: tuple[str, ...]


@dataclass
class Finished(Message):
    """Some work is done; `what` names it, `result` is its outcome."""

    what: str
    result: Any


@dataclass
class Failed(Message):
    """Some work could not be done; `what` names it."""

    what: str
    error: DossierError
