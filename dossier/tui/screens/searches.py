"""Saved searches: their names, with the number of results of each now."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.style import Style
from textual.widgets import Input, Static

from dossier.keys.keymap import SEARCHES
from dossier.model.saved_search import SavedSearch, SearchNews
from dossier.phrases.core import short_day
from dossier.phrases.plural import pluralize
from dossier.tui.keys.bindings import bind_overlay, overlay_bindings
from dossier.tui.messages import ActionDone, RowOpened, RowShown, WorkFailed, WorkResult
from dossier.tui.state.list_model import ListModel, Row, item_of
from dossier.tui.style.roles import style_roles
from dossier.tui.text.lines import Part, RenderContext, assemble
from dossier.tui.widgets.line_list import LineList
from dossier.tui.widgets.modal_sheet import border_keys
from dossier.tui.workers import run_action, run_in_thread

if TYPE_CHECKING:
    from dossier.api import Dossier


@dataclass(frozen=True, slots=True)
class SearchRow:
    """Payload of a saved search's row: the number of its results, how many articles are new, and its query in words."""

    news: SearchNews
    words: str

    @property
    def search(self) -> SavedSearch:
        """The search itself."""
        return self.news.search


@dataclass
class SavedSearchesReady(WorkResult):
    """All saved searches as they are now."""

    searches: tuple[SearchRow, ...]


class SearchesScreen(ModalScreen[SavedSearch | None], inherit_bindings=False):
    """Ends with the search to run, or with None where it was left."""

    BINDINGS: ClassVar[list[BindingType]] = overlay_bindings(SEARCHES)
    AUTO_FOCUS = "LineList"

    def __init__(self, dossier: "Dossier") -> None:
        super().__init__()
        self.dossier = dossier
        self.searches: tuple[SearchRow, ...] | None = None
        self.message = ""
        self.renaming = ""
        """The name of the search that is being renamed."""

    def compose(self) -> ComposeResult:
        """The searches, an input field for another name, and a message."""
        bind_overlay(self, SEARCHES, style_roles(self.app).keys)
        with Vertical(classes="sheet", id="searches"):
            yield LineList("search-list")
            yield Input(placeholder="New name", compact=True, id="searches-name", select_on_focus=False)
            yield Static("", id="searches-message")

    def on_mount(self) -> None:
        """Title and keys go into the border; the searches are asked for."""
        look, box = style_roles(self.app), self.query_one("#searches")
        box.border_title = assemble(look, [("Saved searches", "key")])
        box.border_subtitle = border_keys(look, SEARCHES)
        self._list.visited = True
        self._show()
        self._count()

    @property
    def _list(self) -> LineList:
        return self.query_one(LineList)

    def _count(self) -> None:
        searches = self.dossier.notebook.searches

        def work() -> SavedSearchesReady:
            return SavedSearchesReady(tuple(SearchRow(news, searches.describe(news.search.query)) for news in searches.news()))

        run_in_thread(self, "list the searches", work)

    @on(SavedSearchesReady)
    def _saved_searches_ready(self, message: SavedSearchesReady) -> None:
        message.stop()
        self.searches = message.searches
        self._show()

    @on(ActionDone)
    def _action_done(self, message: ActionDone) -> None:
        message.stop()
        undo = f"  {style_roles(self.app).key('undo')} undo" if message.undoable else ""
        self.message = message.result.sentence + undo
        self._count()
        self._show()

    @on(WorkFailed)
    def _work_failed(self, message: WorkFailed) -> None:
        message.stop()
        self.message = f"! {message.error}"
        self._show()

    def _show(self) -> None:
        look = style_roles(self.app)
        rows = [Row(str(item.search.id), item, (2, 2, 2)) for item in self.searches or ()]
        self._list.show(ListModel(rows, draw_search, _words, len(rows)))
        if not rows:
            save = look.key("save_search")
            sentence = "Loading…" if self.searches is None else f"No saved searches yet. {save} in a list saves the current search."
            self._list.show_placeholder((Content(""), assemble(look, [(f"  {sentence}", "muted")]), Content("")))
        self._list.styles.height = max(3, 2 * len(rows))
        role = "trouble" if self.message.startswith("!") else ""
        self.query_one("#searches-message", Static).update(assemble(look, [(f"  {self.message}", role)]))

    def action_run(self, key_id: str) -> None:
        """Run the action of a key."""
        steps = {"scroll_down": 1, "scroll_up": -1}
        pages = {"sheet_down": 1.0, "sheet_up": -1.0}
        if key_id == "leave_searches" and self._box.has_focus:
            self._close_box()
        elif key_id == "leave_searches":
            self.dismiss(None)
        elif key_id == "undo":
            run_action(self, "undo", self.dossier.notebook.undo, undoable=False)
        elif key_id in steps:
            self._list.move(steps[key_id])
        elif key_id in pages:
            self._list.page(pages[key_id])
        elif item := item_of(self._list.chosen, SearchRow):
            self._run_on(item.search, key_id)

    def _run_on(self, saved: SavedSearch, key_id: str) -> None:
        """Run the action of a key on a search."""
        searches = self.dossier.notebook.searches
        if key_id == "run_search":
            self.dismiss(saved)
        elif key_id == "remove_search":
            run_action(self, "remove the search", lambda: searches.remove(saved.name))
        elif key_id == "rename_search":
            self.renaming = saved.name
            self._box.display = True
            self._box.value = saved.name
            self._box.cursor_position = len(saved.name)
            self.set_focus(self._box)

    @property
    def _box(self) -> Input:
        return self.query_one(Input)

    def _close_box(self) -> None:
        self._box.display = False
        self.set_focus(self._list)

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        searches, old, new = self.dossier.notebook.searches, self.renaming, event.value
        self._close_box()
        if new.strip() and new != old:
            run_action(self, "rename the search", lambda: searches.rename(old, new))

    def on_row_shown(self, message: RowShown) -> None:
        """The main screen does not follow the selection of this list."""
        message.stop()

    def on_row_opened(self, message: RowOpened) -> None:
        """A double click asks the search again."""
        message.stop()
        if item := item_of(message.row, SearchRow):
            self._run_on(item.search, "run_search")


def _words(row: Row) -> str:
    item = item_of(row, SearchRow)
    return item.search.name if item else ""


def draw_search(row: Row, context: RenderContext) -> list[Content]:
    """Name, what is new and counts, then the query in words, where its name is not just that, and the day it was saved."""
    item = item_of(row, SearchRow)
    if item is None:
        return []
    search, words, result = item.search, item.words, item.news.counts
    numbers = ((result.articles, "article"), (result.events, "event"), (result.quotations, "quote"))
    counts = " · ".join(pluralize(number, noun) for number, noun in numbers)
    new: list[Part] = [(f"{len(item.news.new):,} new", "key"), ("  ", "")] if item.news.new else []
    first = context.line([(search.name, "bold" if context.selected else "")], [*new, (counts, "muted")])
    day = f"saved {short_day(search.changed.date())}"
    second = context.line([("  ", ""), (words if words != search.name else "", "muted")], [(day, "faint")])
    return [line.stylize(Style.from_meta({"search": row.id})) for line in (first, second)]
