"""The main screen: one query, and panes that show its results. It implements `Workspace`, and dispatches keys and messages."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, ClassVar, cast

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, Vertical
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.screen import Screen
from textual.signal import Signal
from textual.widgets import Input

from dossier import tui
from dossier.keys.keymap import ACTORS, ARTICLES, KEYMAP, LISTS, NOTE, PANES, READER, REPORT, SEARCH, TIMELINE, KeyAction, display_key
from dossier.model.query import Query
from dossier.tui import widgets
from dossier.tui.chrome import apply_breakpoint, refresh_chrome
from dossier.tui.keys.bindings import bind, chords, screen_bindings, where_it_works
from dossier.tui.messages import FirstRowsReady, Intent, KeyClicked, ListWanted, MonthClicked, WorkResult
from dossier.tui.seed_watch import EVERY, SeedWatch
from dossier.tui.splits import drag, split_at
from dossier.tui.state.history import NavigationHistory
from dossier.tui.state.pane_sizes import load_pane_sizes
from dossier.tui.widgets.footer import KeyLine
from dossier.tui.widgets.line_list import LineList
from dossier.tui.widgets.reader import Reader
from dossier.tui.widgets.search_box import SearchBox, TopBar
from dossier.tui.workers import is_running
from dossier.tui.workspace import MAIN

if TYPE_CHECKING:
    from dossier.api import Dossier
    from dossier.model.ingest import IngestResult
    from dossier.tui.state.first_rows import FirstRowsShown
    from dossier.tui.state.labels import Labels
    from dossier.tui.state.left_off import LeftOff
    from dossier.tui.state.list_contents import ListContents
    from dossier.tui.state.pane_sizes import PaneSizes, Split
    from dossier.tui.text.article_layout import ReaderPosition
    from dossier.tui.widgets.completions import Completions
    from dossier.tui.widgets.note_editor import NoteEditor
    from dossier.tui.widgets.prompt import Prompt
    from dossier.tui.workspace import HostApp


LATE_STYLES = Path(__file__).parent.parent / "overlays.tcss"
"""Styles of what is mounted after the first paint; reading them takes as long as reading those of the main screen."""
LATEST = 0.5
"""Seconds after which keys are taken, whether or not it is known if there are first rows."""
EVERY_CHECK = 60.0
"""Seconds after which the app looks whether a watched feed is due."""


class MainScreen(Screen[None], inherit_bindings=False):
    """Actors, four more lists, the reader.

    A key runs `action_run`, which calls the function that `tui.actions` has registered for it. A widget or a worker posts a message, and
    `_dispatch` calls the function that `tui.message_handlers` has registered for it. Both load after the first paint.
    """

    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [*screen_bindings()]
    HORIZONTAL_BREAKPOINTS = [(0, "-tiny"), (60, "-narrow"), (100, "-medium"), (160, "-wide")]  # noqa: RUF012  # as Textual declares it
    VERTICAL_BREAKPOINTS = [(0, "-short"), (16, "-low"), (36, "-high")]  # noqa: RUF012  # the same

    current_query: reactive[Query] = reactive(Query(), init=False)
    pane: reactive[str] = reactive(TIMELINE, init=False)

    def __init__(self, dossier: Dossier, greet: Callable[[int], None], keymap: tuple[KeyAction, ...], measure: int, size: Size) -> None:
        super().__init__(id=MAIN, classes=self._breakpoints_at(size))
        self.keymap, self.key_actions = keymap, {key.id: key for key in keymap}
        if keymap is not KEYMAP:
            bind(self, screen_bindings(keymap))
        self.dossier, self.measure = dossier, measure
        self.greet = greet
        self.contents: ListContents | None = None
        self.first_rows: FirstRowsShown | None = None
        self.contents_shown: Signal[ListContents] = Signal(self, "contents shown")
        self.labels: Labels | None = None
        self.sort_orders: dict[str, str] = {}
        self.tab_pane = TIMELINE
        self.cancel_event = Event()
        self.loaded = False
        self.article_request = 0
        self.position: ReaderPosition | None = None
        self.history = NavigationHistory()
        self.marked_read: frozenset[str] = frozenset()
        self.pane_sizes: PaneSizes = {}
        self.dragged: Split | None = None
        self.pending_chord = ""
        self.fully_mounted = False
        self.ingesting = False
        self.articles_changed = self.offer_due = False
        self.left_off: LeftOff | None = None
        self.jump_target: tuple[str, str] | None = None
        self.network_allowed = False
        self.seed_watch = SeedWatch()
        self.ingest_results: tuple[IngestResult, ...] = ()

    @classmethod
    def _breakpoints_at(cls, size: Size) -> str:
        """The classes for a size, which Textual would only set once the screen is mounted, and style everything in it again."""
        sides = ((cls.HORIZONTAL_BREAKPOINTS, size.width), (cls.VERTICAL_BREAKPOINTS, size.height))
        return " ".join(max(point for point in points if point[0] <= cells)[1] for points, cells in sides)

    def compose(self) -> ComposeResult:
        """The empty shell, painted before anything is opened."""
        yield TopBar(self.dossier.title)
        with Container(id="body"):
            with Container(id="left"):
                for pane in LISTS:
                    yield LineList(pane, "-current -tab" if pane == TIMELINE else "")
            with Vertical(id="right"):
                yield Reader(self.measure)
        yield KeyLine(id="foot")

    def on_mount(self) -> None:
        """Show the shell; all else comes after its paint. If the app was quit at once, the panes may be gone by now."""
        if not self.query(LineList):
            return
        if self.host.restores:
            self.pane_sizes = load_pane_sizes()
        self.watch_pane()
        # Brought back to the foreground, the terminal is blank; Textual redraws only what has changed.
        self.app.app_resume_signal.subscribe(self, lambda app: app.refresh(layout=True))
        self.lists[TIMELINE].focus()
        self.call_after_refresh(self.begin)

    async def begin(self) -> None:
        """Open the dossier in a worker, and mount the panes that are seldom seen."""
        if not self.is_attached or not self.app.is_running:
            return
        restores = self.host.restores and self.host.settings.history
        tui.opening.open_first(self, self.dossier, self.cancel_event.is_set, lambda: tui.message_handlers, restores=restores)
        self.app.stylesheet.read(LATE_STYLES)
        self.app.stylesheet.parse()
        await self.mount(widgets.prompt.Prompt(), before="#foot")
        await self.mount(widgets.completions.Completions())
        await self.query_one("#right").mount(widgets.note_editor.NoteEditor())
        self.fully_mounted = True
        self.set_interval(EVERY, self.look_at_seeds)
        self.set_interval(EVERY_CHECK, self.check_feeds)
        # at the latest: to open a dossier may take long where another program is writing
        self.set_timer(LATEST, self.host.main_screen_ready)

    # ------------------------------------------------------------------ panes
    @property
    def lists(self) -> dict[str, LineList]:
        """The five lists by name."""
        return {pane: self.query_one(f"#{pane}", LineList) for pane in LISTS}

    @property
    def panes_in_sight(self) -> frozenset[str]:
        """The lists that are in sight at one breakpoint or another: actors, the list shown, the list of the frame with the tabs."""
        return frozenset((ACTORS, self.pane, self.tab_pane))

    @property
    def reader(self) -> Reader:
        """The reader."""
        return self.query_one(Reader)

    @property
    def search_box(self) -> SearchBox:
        """The search box."""
        return self.query_one(SearchBox)

    @property
    def footer(self) -> KeyLine:
        """The footer."""
        return self.query_one(KeyLine)

    @property
    def top_bar(self) -> TopBar:
        """The top line."""
        return self.query_one(TopBar)

    @property
    def completions(self) -> Completions:
        """The box of completions."""
        return self.query_one(widgets.completions.Completions)

    @property
    def prompt(self) -> Prompt:
        """The prompt."""
        return self.query_one(widgets.prompt.Prompt)

    @property
    def note_editor(self) -> NoteEditor:
        """The note editor."""
        return self.query_one(widgets.note_editor.NoteEditor)

    @property
    def focused_pane(self) -> str:
        """The pane in focus, as the keymap names it."""
        focused = self.focused
        if isinstance(focused, LineList):
            return REPORT if self.ingest_results and focused.pane == ARTICLES else focused.pane
        if isinstance(focused, Reader):
            return READER
        if focused is None:
            return self.pane
        return SEARCH if isinstance(focused, Input) else NOTE

    @property
    def host(self) -> HostApp:
        """The app as actions see it."""
        return cast("HostApp", self.app)

    def show_status(self, sentence: str) -> None:
        """Show a sentence in the footer until the next key."""
        self.footer.message = sentence

    # ------------------------------------------------------------------ keys
    def action_run(self, key_id: str) -> None:
        """Run the action of a key."""
        self.show_status("")
        if self.contents is None and self.key_actions[key_id].group == "work":
            self.show_status("Wait until the articles are read.")
            return
        tui.actions.ACTIONS[key_id](self)
        refresh_chrome(self)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A key works in the panes that the keymap has for it, once all panes are mounted; while a chord waits, only its second keys do."""
        name = str(parameters[0]) if parameters else ""
        if action == "second":
            return bool(self.pending_chord) and name in chords(self.pending_chord, self.keymap)
        if action == "chord":
            return not self.pending_chord and any(map(self._works_here, chords(name, self.keymap).values()))
        if action != "run":
            return True
        return not self.pending_chord and self._works_here(name) and (self.fully_mounted or name.startswith("quit"))

    def _works_here(self, key_id: str) -> bool:
        return self.focused_pane in self.key_actions[key_id].panes

    def action_chord(self, first: str) -> None:
        """The first of two keys: show the second ones in the footer."""
        self.pending_chord = first
        second_keys = chords(first, self.keymap).items()
        here = ((display_key(name), self.key_actions[key_id]) for name, key_id in second_keys if self._works_here(key_id))
        self.footer.key_override = tuple((name, key.label, key.id) for name, key in here)

    def action_second(self, key: str) -> None:
        """The second of two keys."""
        key_id = chords(self.pending_chord, self.keymap)[key]
        self._end_chord()
        if self._works_here(key_id):
            self.action_run(key_id)

    def on_key(self, event: events.Key) -> None:
        """A key that is no second one ends the chord, and nothing else; a key of other panes says where it works."""
        if self.pending_chord:
            self._end_chord()
            event.stop()
            event.prevent_default()
        elif self.fully_mounted and self.focused_pane in (*PANES, REPORT):
            self.show_status(where_it_works(event.key, self.keymap))

    def _end_chord(self) -> None:
        self.pending_chord, self.footer.key_override = "", ()

    # ------------------------------------------------------------------ state
    def watch_current_query(self) -> None:
        """Another query is current: ask it, once the dossier is loaded."""
        if self.loaded:
            self.ask_again()

    def ask_again(self) -> None:
        """Ask the current query again with the labels of now."""
        tui.queries.ask(self, self.dossier, self.current_query, self.labels, self.sort_orders, self.panes_in_sight)

    def refresh_all(self) -> None:
        """Ask the current query again after something has changed, with new labels."""
        self.labels = None
        self.watch_current_query()

    def watch_pane(self) -> None:
        """Another list is shown."""
        self.tab_pane = self.pane if self.pane != ACTORS else self.tab_pane
        for pane, widget in self.lists.items():
            widget.set_class(pane == self.pane, "-current")
            widget.set_class(pane == self.tab_pane, "-tab")
            if pane in self.panes_in_sight:
                widget.take_rows()
        refresh_chrome(self)

    def look_at_seeds(self, *, at_once: bool = False) -> None:
        """Check whether files were put into seeds/, changed or removed; `at_once` to read them without waiting for a second check. One that
        takes longer than the interval is not begun again: that would drop what it sees.
        """
        is_due = self.seed_watch.is_due() and not self.dossier.paths.read_only and not is_running(self.app, tui.queries.LOOK)
        if self.loaded and not self.ingesting and (at_once or is_due):
            tui.queries.look_at_seeds(self, self.dossier, at_once=at_once)

    def check_feeds(self) -> None:
        """Check the watched feeds that are due, once the network was allowed."""
        if self.network_allowed:
            tui.actions.watch.check.check_in_background(self)

    def on_resize(self) -> None:
        """Other rows at other sizes."""
        self.call_after_refresh(apply_breakpoint, self)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Take the border between two panes."""
        self.dragged = split_at(self, event.screen_x, event.screen_y) if event.button == 1 else None
        if self.dragged is not None:
            self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Move the border that was taken."""
        drag(self, event)

    def on_mouse_up(self) -> None:
        """Let go of the border."""
        if self.dragged is not None:
            self.dragged = None
            self.release_mouse()
            tui.actions.navigation.store_pane_sizes(self)

    def on_descendant_focus(self) -> None:
        """Other borders and keys for the pane in focus. A prompt leaves the pane that it was opened from in sight, and goes back to it."""
        if not (self.fully_mounted and self.prompt.has_field(self.focused)):
            self.set_class(isinstance(self.focused, Reader) or self.focused_pane == NOTE, "-reading")
        if self.fully_mounted:
            tui.actions.read_state.note_reading(self)
        refresh_chrome(self)

    def on_click(self, event: events.Click) -> None:
        """A click on a month of the timeline narrows to it."""
        if days := event.style.meta.get("days"):
            self.post_message(MonthClicked(days))

    # ------------------------------------------------------------------ messages
    @on(Intent)
    @on(WorkResult)
    def _dispatch(self, message: Message) -> None:
        """Call the handler of a message."""
        message.stop()
        if not tui.first_rows.puts_off(self, message):
            tui.message_handlers.HANDLERS[type(message)](self, message)

    @on(FirstRowsReady)
    def _first_rows_ready(self, message: FirstRowsReady) -> None:
        if message.first is not None and self.contents is None:
            tui.first_rows.show_first_rows(self, message.first, message.place)
        self.call_after_refresh(message.painted.set)
        self.host.main_screen_ready()

    @on(ListWanted)
    def _list_wanted(self, message: ListWanted) -> None:
        if not tui.first_rows.puts_off(self, message):
            self.action_run(f"show_{message.pane}")

    @on(KeyClicked)
    def _key_clicked(self, message: KeyClicked) -> None:
        if not tui.first_rows.puts_off(self, message):
            self.pending_chord = ""
            self.action_run(message.key_id)
