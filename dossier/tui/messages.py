"""Messages of the app: intents, which widgets post for the user, and the results of workers that are needed for the first paint."""

from __future__ import annotations

from dataclasses import dataclass, field
from threading import Event
from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from datetime import date

    from dossier.errors import DossierError
    from dossier.model.query import Filter
    from dossier.services.notebook.commands import CommandResult
    from dossier.tui.state.first_rows import FirstLists
    from dossier.tui.state.left_off import LeftOff
    from dossier.tui.state.list_model import ListModel, Row


# ---------------------------------------------------------------------- intents
class Intent(Message):
    """Something that the user wants of the main screen, beside keys."""


@dataclass(eq=False, repr=False)
class RowShown(Intent):
    """The selection of a list has moved to a row."""

    pane: str
    row: Row


@dataclass(eq=False, repr=False)
class RowOpened(Intent):
    """A row was opened: enter or a second click."""

    pane: str
    row: Row


@dataclass(eq=False, repr=False)
class ListWanted(Message):
    """A tab was clicked."""

    pane: str


@dataclass(eq=False, repr=False)
class KeyClicked(Message):
    """A key of the footer was clicked."""

    key_id: str


@dataclass(eq=False, repr=False)
class ChipClicked(Intent):
    """The chip of a filter was clicked, to take the filter away."""

    filter: Filter


@dataclass(eq=False, repr=False)
class MonthClicked(Intent):
    """A month of the timeline was clicked; its first and last day."""

    days: tuple[date, date]


@dataclass(eq=False, repr=False)
class QueryTyped(Intent):
    """The words in the search box have changed."""

    text: str


@dataclass(eq=False, repr=False)
class QueryEntered(Intent):
    """The words in the search box were entered."""

    text: str


class PassageMarked(Intent):
    """A passage was selected with the mouse, or the cursor set."""


@dataclass(eq=False, repr=False)
class NoteTyped(Intent):
    """The text of the open note has changed."""

    text: str


# ---------------------------------------------------------------------- results
class WorkResult(Message):
    """The result of a worker's work."""


@dataclass(eq=False, repr=False)
class FirstRowsReady(Message):
    """Rows to show until the dossier is loaded, and where the user left off; without `first`, none fit. `painted` is to be set once they are seen."""

    first: FirstLists | None = None
    place: LeftOff | None = None
    painted: Event = field(default_factory=Event)


@dataclass(eq=False, repr=False)
class DossierLoaded(WorkResult):
    """The dossier is in memory and can be queried; notices are sentences to read once."""

    notices: tuple[str, ...]


@dataclass(eq=False, repr=False)
class WorkFailed(WorkResult):
    """Some work could not be done; the error says why, in words for the user."""

    error: DossierError


class OpenFailed(WorkFailed):
    """The dossier could not be opened, or its opening was stopped."""


class IngestFailed(WorkFailed):
    """Articles could not be added."""


@dataclass(eq=False, repr=False)
class LoadProgress(WorkResult):
    """Progress of opening or reading: `done` of `total` files."""

    done: int
    total: int
    file: str
    stage: str


@dataclass(eq=False, repr=False)
class ListFiltered(WorkResult):
    """The rows of a long list that hold its filter text; `source` are all its rows."""

    source: ListModel
    filter_text: str
    listing: ListModel


@dataclass(eq=False, repr=False)
class ActionDone(WorkResult):
    """A command on the notebook or the articles is done. `undoable` is false for undo and redo themselves."""

    result: CommandResult
    undoable: bool = True
