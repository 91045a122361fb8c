"""Workspace: the main screen as actions, message handlers and overlays see it. They import this Protocol, never the screen itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol, cast

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from threading import Event

    from textual.app import App
    from textual.message import Message
    from textual.screen import Screen
    from textual.signal import Signal
    from textual.widget import Widget
    from textual.worker import Worker

    from dossier.api import Dossier
    from dossier.keys.keymap import KeyAction
    from dossier.model.ingest import IngestResult
    from dossier.model.query import Query
    from dossier.runtime.config import AppSettings
    from dossier.tui.seed_watch import SeedWatch
    from dossier.tui.state.first_rows import FirstRowsShown
    from dossier.tui.state.history import NavigationHistory
    from dossier.tui.state.labels import Labels
    from dossier.tui.state.left_off import LeftOff
    from dossier.tui.state.list_contents import ListContents
    from dossier.tui.state.pane_sizes import PaneSizes, Split
    from dossier.tui.text.article_layout import ReaderPosition
    from dossier.tui.widgets.completions import Completions
    from dossier.tui.widgets.footer import KeyLine
    from dossier.tui.widgets.line_list import LineList
    from dossier.tui.widgets.note_editor import NoteEditor
    from dossier.tui.widgets.prompt import Prompt
    from dossier.tui.widgets.reader import Reader
    from dossier.tui.widgets.search_box import SearchBox, TopBar

MAIN = "main"
"""The id of the main screen."""


class HostApp(Protocol):
    """The app as actions see it."""

    settings: AppSettings
    keymap: tuple[KeyAction, ...]
    first_message: str
    """A sentence to show once the dossier is loaded."""
    restores: bool
    """True where the place that the user left is shown again."""
    mouse_enabled: bool
    next_dossier: Path | None
    """The dossier to open once the app has left this one."""
    next_message: str
    """A sentence for the user of that dossier."""

    def main_screen_ready(self) -> None:
        """Take what was typed before it could be taken, as far as it can be now."""

    def enable_mouse(self, *, enabled: bool) -> None:
        """Listen to the mouse, or leave it to the terminal."""


class Workspace(Protocol):
    """State, panes and services of the main screen."""

    # state
    dossier: Dossier
    pane: str
    """The list shown, or last in focus."""
    tab_pane: str
    """The list shown in the frame with the tabs: `pane`, unless that is the actors', which have a frame of their own."""
    contents: ListContents | None
    """The rows shown; None until the dossier is loaded and the first result is there."""
    first_rows: FirstRowsShown | None
    """The rows shown while there are no contents; None where there are, or where no rows were known before."""
    contents_shown: Signal[ListContents]
    """Published with the contents each time that a result is shown."""
    labels: Labels | None
    """Names by id; None while they are outdated."""
    sort_orders: dict[str, str]
    """The order of each list that is not in its first one."""
    cancel_event: Event
    """Set to stop loading or adding after the current file."""
    loaded: bool
    ingesting: bool
    network_allowed: bool
    ingest_results: tuple[IngestResult, ...]
    """What stands in place of the articles after some were added; empty once it is dismissed."""
    seed_watch: SeedWatch
    left_off: LeftOff | None
    """Where the user left off last time, until it is shown again."""
    jump_target: tuple[str, str] | None
    """The list and id of the item to select, once the search that left it out is cleared."""
    offer_due: bool
    """True from when a search was entered until its result is there: then another reading of it is offered."""
    articles_changed: bool
    """True from when articles have come or gone until the lists show it."""
    position: ReaderPosition | None
    """The position in the article that is open or about to be."""
    article_request: int
    """The number of the last request for an article: an article of an older one is dropped."""
    history: NavigationHistory
    pane_sizes: PaneSizes
    """The sizes of panes that the user chose."""
    dragged: Split | None
    """The border that the mouse has taken."""
    marked_read: frozenset[str]
    """The articles that were marked as read all at once, as long as that can be undone."""
    pending_chord: str
    """The first of two keys, while the second is waited for."""
    fully_mounted: bool
    classes: frozenset[str]

    @property
    def current_query(self) -> Query:
        """The query whose results are shown; setting another one asks it."""

    @current_query.setter
    def current_query(self, query: Query) -> None: ...

    # panes
    @property
    def lists(self) -> dict[str, LineList]:
        """The five lists by name."""

    @property
    def panes_in_sight(self) -> frozenset[str]:
        """The lists whose rows must be up to date now."""

    @property
    def reader(self) -> Reader:
        """The reader."""

    @property
    def search_box(self) -> SearchBox:
        """The search box."""

    @property
    def top_bar(self) -> TopBar:
        """The top line."""

    @property
    def footer(self) -> KeyLine:
        """The footer."""

    @property
    def completions(self) -> Completions:
        """The box of completions."""

    @property
    def prompt(self) -> Prompt:
        """The prompt."""

    @property
    def note_editor(self) -> NoteEditor:
        """The note editor."""

    @property
    def focused_pane(self) -> str:
        """The pane in focus, as the keymap names it."""

    # what can be done
    @property
    def greet(self) -> Callable[[int], None]:
        """Welcome the user once the articles are counted."""

    def action_run(self, key_id: str) -> None:
        """Run the action of a key."""

    def show_status(self, sentence: str) -> None:
        """Show a sentence in the footer until the next key."""

    def look_at_seeds(self, *, at_once: bool = False) -> None:
        """Look whether files in seeds/ have changed."""

    def ask_again(self) -> None:
        """Ask the current query again with the labels of now."""

    def refresh_all(self) -> None:
        """Ask the current query again after something has changed, with new labels."""

    @property
    def host(self) -> HostApp:
        """The app as actions see it."""

    # Textual's screen
    @property
    def app(self) -> App[Any]:
        """The app."""

    @property
    def focused(self) -> Widget | None:
        """The widget in focus."""

    def set_focus(self, widget: Widget | None) -> None:
        """Focus a widget at once, before the next key."""

    def query_one(self, selector: str) -> Widget:
        """The widget that a selector names."""

    def has_class(self, *class_names: str) -> bool:
        """True where the screen has all these classes."""

    def add_class(self, *class_names: str) -> object:
        """Add classes."""

    def remove_class(self, *class_names: str) -> object:
        """Remove classes."""

    def set_class(self, add: bool, *class_names: str) -> object:  # noqa: FBT001  # Textual's own signature
        """Add or remove classes."""

    def toggle_class(self, *class_names: str) -> object:
        """Add the classes that are not there, remove the others."""

    def post_message(self, message: Message) -> bool:
        """Post a message."""

    def run_worker(
        self, work: Callable[[], None], *, name: str, group: str, exclusive: bool, exit_on_error: bool, thread: bool
    ) -> Worker[Any]:
        """Run a worker."""


def workspace_of(screen: Screen[Any]) -> Workspace | None:
    """A screen as the workspace, where it is the main screen."""
    return cast("Workspace", screen) if screen.id == MAIN else None
