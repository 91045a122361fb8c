"""The main screen: one query, and panes that are functions of its answer."""

from collections.abc import Callable
from threading import Event as Flag
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, Vertical
from textual.reactive import reactive
from textual.screen import Screen
from textual.widgets import Input

from dossier.keymap import ARTICLES, LISTS, NOTE, READER, REPORT, SEARCH, TIMELINE
from dossier.model.query import Query
from dossier.model.report import AddReport
from dossier.tui import workers
from dossier.tui.acts import ACTS, key_of
from dossier.tui.acts.finding import answer_came, completions_came, follow, query_changed, query_entered
from dossier.tui.acts.looking import open_place, open_row, page_came, show_row
from dossier.tui.acts.opening import show_reports
from dossier.tui.acts.working import note_typed, work_done, work_failed
from dossier.tui.bindings import chords, screen_bindings
from dossier.tui.board import Board
from dossier.tui.catalogue import Catalogue
from dossier.tui.frames import dress, frame
from dossier.tui.looks import look_of
from dossier.tui.messages import (
    Answered,
    Completed,
    Failed,
    Finished,
    KeyClicked,
    ListWanted,
    Loaded,
    Loading,
    NoteTyped,
    PageReady,
    QueryEntered,
    QueryTyped,
    RowOpened,
    RowShown,
)
from dossier.tui.page import Place
from dossier.tui.states import loading
from dossier.tui.widgets.footer import KeyLine
from dossier.tui.widgets.line_list import LineList
from dossier.tui.widgets.reader import Reader
from dossier.tui.widgets.search_box import SearchBox, TopBar

if TYPE_CHECKING:
    from dossier.folder.dossier import Dossier
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

    asked: reactive[Query] = reactive(Query(), init=False)
    pane: reactive[str] = reactive(TIMELINE, init=False)

    def __init__(self, dossier: "Dossier", greet: Callable[[int], None]) -> None:
        super().__init__(id="main")
        self.dossier = dossier
        self.greet = greet
        self.board: Board | None = None
        self.names: Catalogue | None = None
        self.orders: dict[str, str] = {}
        self.tab = TIMELINE
        self.stop = Flag()
        self.serial = 0
        self.place: Place | None = None
        self.trail: list[Place] = []
        self.chord = False
        self.busy = False
        self.reports: tuple[AddReport, ...] = ()

    def compose(self) -> ComposeResult:
        """The empty shell, painted before anything is opened."""
        yield TopBar(self.dossier.title)
        with Container(id="body"):
            with Container(id="left"):
                for pane in LISTS:
                    yield LineList(pane)
            with Vertical(id="right"):
                yield Reader()
        yield KeyLine(id="foot")

    def on_mount(self) -> None:
        """Show the shell first; all else comes after its paint."""
        self.watch_pane()
        self.lists[TIMELINE].focus()
        self.call_after_refresh(self.begin)

    async def begin(self) -> None:
        """Open the dossier in a worker, and bring in the panes that are seldom seen."""
        workers.load(self, self.dossier, self.stop.is_set)
        from dossier.tui.widgets.completions import Completions  # noqa: PLC0415  # after the first paint
        from dossier.tui.widgets.note_editor import NoteEditor  # noqa: PLC0415  # the same
        from dossier.tui.widgets.prompt import Prompt  # noqa: PLC0415  # the same

        await self.mount(Prompt(), before="#foot")
        await self.mount(Completions())
        await self.query_one("#right").mount(NoteEditor())

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
    def completions(self) -> "Completions":
        """The box of completions."""
        return self.query_one("#completions")  # type: ignore[return-value]

    @property
    def prompt(self) -> "Prompt":
        """The line to type one thing into."""
        return self.query_one("#prompt")  # type: ignore[return-value]

    @property
    def note(self) -> "NoteEditor":
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

    def tell(self, sentence: str) -> None:
        """Say something in the footer until the next key."""
        self.foot.told = sentence

    # ------------------------------------------------------------------ keys
    def action_do(self, key_id: str) -> None:
        """What a key does."""
        self.foot.told = ""
        ACTS[key_id](self)
        frame(self)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A key works where the table says so."""
        if action != "do":
            return True
        return self.in_focus in key_of(str(parameters[0])).where

    def action_chord(self) -> None:
        """The first of two keys: show what the second can be."""
        self.chord = True
        self.foot.instead = tuple((second, key_of(key_id).label) for second, key_id in chords().items())

    def on_key(self, event: events.Key) -> None:
        """The second of two keys."""
        if not self.chord:
            return
        self.chord = False
        self.foot.instead = ()
        event.stop()
        event.prevent_default()
        key_id = chords().get(event.key)
        if key_id and self.in_focus in key_of(key_id).where:
            self.action_do(key_id)

    # ------------------------------------------------------------------ state
    def watch_asked(self) -> None:
        """Another query: ask it."""
        workers.ask(self, self.dossier, self.asked, self.names, self.orders)

    def watch_pane(self) -> None:
        """Another list: show it."""
        self.tab = self.pane if self.pane != LISTS[0] else self.tab
        for pane, widget in self.lists.items():
            widget.set_class(pane == self.pane, "-current")
            widget.set_class(pane == self.tab, "-tab")
        frame(self)

    def refresh_all(self) -> None:
        """Ask again after something has changed; names are looked up anew."""
        self.names = None
        self.watch_asked()

    def on_resize(self) -> None:
        """Other rows at other sizes."""
        self.call_after_refresh(dress, self)

    def on_descendant_focus(self) -> None:
        """Other borders and keys where the focus goes."""
        self.set_class(isinstance(self.focused, Reader) or self.in_focus == NOTE, "-reading")
        frame(self)

    # ------------------------------------------------------------------ messages
    @on(Loading)
    def _loading(self, message: Loading) -> None:
        if self.board is None:
            look = look_of(self.app)
            self.lists[self.pane].say(loading(look, message.stage, message.done, message.total, message.file))
        else:
            self.tell(f"{message.stage} {message.done:,} of {message.total:,}  {message.file}  esc stops")

    @on(Loaded)
    def _loaded(self, message: Loaded) -> None:
        self.watch_asked()
        if message.notices:
            self.tell(" ".join(message.notices))

    @on(Answered)
    def _answered(self, message: Answered) -> None:
        if message.query == self.asked:
            answer_came(self, message.board)
            if self.reports:
                show_reports(self)
            else:
                follow(self)
            self.greet(message.board.answer.totals.articles)

    @on(Completed)
    def _completed(self, message: Completed) -> None:
        completions_came(self, message)

    @on(PageReady)
    def _page_ready(self, message: PageReady) -> None:
        page_came(self, message)

    @on(RowShown)
    def _row_shown(self, message: RowShown) -> None:
        show_row(self, message.pane, message.row)

    @on(RowOpened)
    def _row_opened(self, message: RowOpened) -> None:
        open_row(self, message.pane, message.row)

    @on(ListWanted)
    def _list_wanted(self, message: ListWanted) -> None:
        self.action_do(f"show_{message.pane}")

    @on(KeyClicked)
    def _key_clicked(self, message: KeyClicked) -> None:
        self.action_do(message.key_id)

    @on(QueryTyped)
    def _query_typed(self, message: QueryTyped) -> None:
        query_changed(self, message.text)

    @on(QueryEntered)
    def _query_entered(self, message: QueryEntered) -> None:
        query_entered(self, message.text)

    @on(NoteTyped)
    def _note_typed(self, message: NoteTyped) -> None:
        note_typed(self, message.text)

    @on(Finished)
    def _finished(self, message: Finished) -> None:
        work_done(self, message)

    @on(Failed)
    def _failed(self, message: Failed) -> None:
        work_failed(self, message)

    def go_to(self, place: Place) -> None:
        """Open an article at a place."""
        open_place(self, place)
