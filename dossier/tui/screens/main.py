"""The main screen: one query, and panes that are functions of its answer."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event as Flag
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, Vertical
from textual.message import Message
from textual.reactive import reactive
from textual.screen import Screen
from textual.widgets import Input

from dossier.keys.keymap import ARTICLES, KEYMAP, LISTS, NOTE, READER, REPORT, SEARCH, TIMELINE, KeyAction, display_key
from dossier.model.query import Query
from dossier.tui.chrome import apply_breakpoint, refresh_chrome
from dossier.tui.keys.bindings import bind, chords, screen_bindings
from dossier.tui.messages import (
    ChipClicked,
    Completed,
    Failed,
    Finished,
    KeyClicked,
    ListFiltered,
    ListWanted,
    Loaded,
    Loading,
    MonthClicked,
    NoteTyped,
    PageReady,
    QueryEntered,
    QueryTyped,
    ResultsReady,
    RowOpened,
    RowShown,
    SnippetsReady,
)
from dossier.tui.state.history import NavigationHistory
from dossier.tui.widgets.footer import KeyLine
from dossier.tui.widgets.line_list import LineList
from dossier.tui.widgets.reader import Reader
from dossier.tui.widgets.search_box import SearchBox, TopBar

if TYPE_CHECKING:
    from dossier.api import Dossier
    from dossier.model.ingest import IngestResult
    from dossier.tui.state.labels import Labels
    from dossier.tui.state.list_contents import ListContents
    from dossier.tui.text.article_layout import ReaderPosition
    from dossier.tui.widgets.completions import Completions
    from dossier.tui.widgets.note_editor import NoteEditor
    from dossier.tui.widgets.prompt import Prompt


class MainScreen(Screen[None], inherit_bindings=False):
    """Actors, four more lists, the reader. State goes down from `asked` and `board`; intents come up as messages; what a key
    does stands in the acts, one function a key.
    """

    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [*screen_bindings()]
    HORIZONTAL_BREAKPOINTS = [(0, "-tiny"), (60, "-narrow"), (100, "-medium"), (160, "-wide")]  # noqa: RUF012  # as Textual declares it
    VERTICAL_BREAKPOINTS = [(0, "-short"), (16, "-low"), (36, "-high")]  # noqa: RUF012  # the same

    current_query: reactive[Query] = reactive(Query(), init=False)
    pane: reactive[str] = reactive(TIMELINE, init=False)

    def __init__(self, dossier: Dossier, greet: Callable[[int], None], table: tuple[KeyAction, ...], measure: int) -> None:
        super().__init__(id="main")
        self.table, self.known = table, {key.id: key for key in table}
        if table is not KEYMAP:
            bind(self, screen_bindings(table))
        self.dossier, self.measure = dossier, measure
        self.greet = greet
        self.contents: ListContents | None = None
        self.labels: Labels | None = None
        self.sort_orders: dict[str, str] = {}
        self.tab = TIMELINE
        self.cancel_event = Flag()
        self.loaded = False
        self.serial = 0
        self.position: ReaderPosition | None = None
        self.trail = NavigationHistory()
        self.chord = ""
        self.fully_mounted = False
        self.busy = False
        self.networked = False
        self.reports: tuple[IngestResult, ...] = ()

    def compose(self) -> ComposeResult:
        """The empty shell, painted before anything is opened."""
        yield TopBar(self.dossier.title)
        with Container(id="body"):
            with Container(id="left"):
                for pane in LISTS:
                    yield LineList(pane)
            with Vertical(id="right"):
                yield Reader(self.measure)
        yield KeyLine(id="foot")

    def on_mount(self) -> None:
        """Show the shell first; all else comes after its paint. Whoever quits at once may have taken the panes down by now."""
        if not self.query(LineList):
            return
        self.watch_pane()
        # Brought back to the foreground, the terminal is blank; Textual redraws only what has changed.
        self.app.app_resume_signal.subscribe(self, lambda app: app.refresh(layout=True))
        self.lists[TIMELINE].focus()
        self.call_after_refresh(self.begin)

    async def begin(self) -> None:
        """Open the dossier in a worker, and bring in the panes that are seldom seen."""
        if not self.is_attached or not self.app.is_running:
            return
        from dossier.tui import workers  # noqa: PLC0415  # after the first paint
        from dossier.tui.widgets.completions import Completions  # noqa: PLC0415  # after the first paint
        from dossier.tui.widgets.note_editor import NoteEditor  # noqa: PLC0415  # the same
        from dossier.tui.widgets.prompt import Prompt  # noqa: PLC0415  # the same

        workers.load(self, self.dossier, self.cancel_event.is_set)
        await self.mount(Prompt(), before="#foot")
        await self.mount(Completions())
        await self.query_one("#right").mount(NoteEditor())
        self.fully_mounted = True
        stands = getattr(self.app, "stands", None)
        if stands is not None:
            stands()

    # ------------------------------------------------------------------ parts
    @property
    def lists(self) -> dict[str, LineList]:
        """The five lists by name."""
        return {pane: self.query_one(f"#{pane}", LineList) for pane in LISTS}

    @property
    def reader(self) -> Reader:
        """The reader."""
        return self.query_one(Reader)

    @property
    def search(self) -> SearchBox:
        """The search box."""
        return self.query_one(SearchBox)

    @property
    def foot(self) -> KeyLine:
        """The footer."""
        return self.query_one(KeyLine)

    @property
    def top(self) -> TopBar:
        """The top line."""
        return self.query_one(TopBar)

    @property
    def completions(self) -> Completions:
        """The box of completions."""
        return self.query_one("#completions")  # type: ignore[return-value]

    @property
    def prompt(self) -> Prompt:
        """The line to type one thing into."""
        return self.query_one("#prompt")  # type: ignore[return-value]

    @property
    def note(self) -> NoteEditor:
        """The pane for a note."""
        return self.query_one("#note")  # type: ignore[return-value]

    @property
    def in_focus(self) -> str:
        """The pane in focus, as the key table names it."""
        focused = self.focused
        if isinstance(focused, LineList):
            return REPORT if self.reports and focused.pane == ARTICLES else focused.pane
        if isinstance(focused, Reader):
            return READER
        if focused is None:
            return self.pane
        return SEARCH if isinstance(focused, Input) else NOTE

    def show_status(self, sentence: str) -> None:
        """Say something in the footer until the next key."""
        self.foot.told = sentence

    # ------------------------------------------------------------------ keys
    def action_do(self, key_id: str) -> None:
        """What a key does."""
        from dossier.tui.actions import ACTS  # noqa: PLC0415  # after the first paint

        self.foot.told = ""
        if self.contents is None and self.known[key_id].group == "work":
            self.show_status("This works once the articles are read.")
            return
        ACTS[key_id](self)
        refresh_chrome(self)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A key works where the table says so, once all panes are there; none works by itself as the second of two."""
        name = str(parameters[0]) if parameters else ""
        if action == "second":
            return bool(self.chord) and name in chords(self.chord, self.table)
        if action == "chord":
            return not self.chord and any(self.in_focus in self.known[key_id].panes for key_id in chords(name, self.table).values())
        if action != "do":
            return True
        return not self.chord and self.in_focus in self.known[name].panes and (self.fully_mounted or name.startswith("quit"))

    def action_chord(self, first: str) -> None:
        """The first of two keys: show what the second can be."""
        self.chord = first
        seconds = {second: self.known[key_id] for second, key_id in chords(first, self.table).items()}
        self.foot.instead = tuple((display_key(name), key.label, key.id) for name, key in seconds.items() if self.in_focus in key.panes)

    def action_second(self, key: str) -> None:
        """The second of two keys."""
        key_id = chords(self.chord, self.table)[key]
        self.chord, self.foot.instead = "", ()
        if self.in_focus in self.known[key_id].panes:
            self.action_do(key_id)

    def on_key(self, event: events.Key) -> None:
        """A key that is none of the second ones: nothing is meant by it."""
        if self.chord:
            self.chord, self.foot.instead = "", ()
            event.stop()
            event.prevent_default()

    # ------------------------------------------------------------------ state
    def watch_current_query(self) -> None:
        """Another query: ask it, once there is something to ask."""
        if not self.loaded:
            return
        from dossier.tui import workers  # noqa: PLC0415  # after the first paint

        workers.ask(self, self.dossier, self.current_query, self.labels, self.sort_orders)

    def watch_pane(self) -> None:
        """Another list: show it."""
        self.tab = self.pane if self.pane != LISTS[0] else self.tab
        for pane, widget in self.lists.items():
            widget.set_class(pane == self.pane, "-current")
            widget.set_class(pane == self.tab, "-tab")
        refresh_chrome(self)

    def look_for_changes(self) -> None:
        """Bring the index in step with what was put into seeds/ or taken out of it."""
        if self.loaded and not self.busy:
            from dossier.tui import workers  # noqa: PLC0415  # after the first paint

            workers.catch_up(self, self.dossier, self.cancel_event.is_set)

    def refresh_all(self) -> None:
        """Ask again after something has changed; names are looked up anew."""
        self.labels = None
        self.watch_current_query()

    def on_resize(self) -> None:
        """Other rows at other sizes."""
        self.call_after_refresh(apply_breakpoint, self)

    def on_descendant_focus(self) -> None:
        """Other borders and keys where the focus goes."""
        self.set_class(isinstance(self.focused, Reader) or self.in_focus == NOTE, "-reading")
        refresh_chrome(self)

    def on_click(self, event: events.Click) -> None:
        """A month of the timeline under the pointer narrows to it."""
        if days := event.style.meta.get("days"):
            self.post_message(MonthClicked(days))

    # ------------------------------------------------------------------ messages
    @on(RowShown)
    @on(RowOpened)
    @on(ChipClicked)
    @on(MonthClicked)
    @on(QueryTyped)
    @on(QueryEntered)
    @on(NoteTyped)
    @on(Loading)
    @on(Loaded)
    @on(ResultsReady)
    @on(SnippetsReady)
    @on(ListFiltered)
    @on(Completed)
    @on(PageReady)
    @on(Finished)
    @on(Failed)
    def _arrived(self, message: Message) -> None:
        """Intents from the panes and results from workers; what they lead to is read in after the first paint."""
        from dossier.tui.message_handlers import ARRIVALS  # noqa: PLC0415  # after the first paint

        message.stop()
        ARRIVALS[type(message)](self, message)

    @on(ListWanted)
    def _list_wanted(self, message: ListWanted) -> None:
        self.action_do(f"show_{message.pane}")

    @on(KeyClicked)
    def _key_clicked(self, message: KeyClicked) -> None:
        self.chord = ""
        self.action_do(message.key_id)
