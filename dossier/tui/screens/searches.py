"""Saved searches: what is kept under a name, with what each finds now."""

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
from dossier.model.facet import ResultCounts
from dossier.model.query import Query
from dossier.model.saved_search import SavedSearch
from dossier.phrases.core import pluralize, short_day
from dossier.tui import workers
from dossier.tui.keys.bindings import bind_overlay, overlay_bindings
from dossier.tui.messages import Failed, Finished, RowOpened, RowShown
from dossier.tui.state.list_model import ListModel, Row
from dossier.tui.style.roles import style_roles
from dossier.tui.text.lines import RenderContext, assemble
from dossier.tui.widgets.line_list import LineList
from dossier.tui.widgets.modal_sheet import border_keys

if TYPE_CHECKING:
    from dossier.api import Dossier

Found = tuple[tuple[SavedSearch, ResultCounts, str], ...]
"""Saved searches with what answers to each, and the search in words."""


class SearchesScreen(ModalScreen[Query | None], inherit_bindings=False):
    """Ends with the query to ask, or with None where it was left."""

    BINDINGS: ClassVar[list[BindingType]] = overlay_bindings(SEARCHES)
    AUTO_FOCUS = "LineList"

    def __init__(self, dossier: "Dossier") -> None:
        super().__init__()
        self.dossier = dossier
        self.found: Found | None = None
        self.told = ""
        self.renaming = ""

    def compose(self) -> ComposeResult:
        """The searches, a field for another name, and what was done."""
        bind_overlay(self, SEARCHES, style_roles(self.app).keys)
        with Vertical(classes="sheet", id="searches"):
            yield LineList("search-list")
            yield Input(placeholder="another name", compact=True, id="searches-name", select_on_focus=False)
            yield Static("", id="searches-told")

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
        searches = self.dossier.searches

        def work() -> Finished:
            return Finished("searches", tuple((saved, tally, searches.describe(saved.query)) for saved, tally in searches.counts()))

        workers.run_in_thread(self, "list the searches", work)

    def on_finished(self, message: Finished) -> None:
        """The searches as they are now, or what an act did to them."""
        message.stop()
        if message.what == "searches":
            self.found = message.result
        else:
            again = "" if message.what == "undo" else f"  {style_roles(self.app).key('undo')} undo"
            self.told = message.result.sentence + again
            self._count()
        self._show()

    def on_failed(self, message: Failed) -> None:
        """Say why not."""
        message.stop()
        self.told = f"! {message.error}"
        self._show()

    def _show(self) -> None:
        look, found = style_roles(self.app), self.found
        rows = [Row(str(saved.id), (saved, tally, words), (2, 2, 2)) for saved, tally, words in found or ()]
        self._list.show(ListModel(rows, draw_search, lambda row: row.item[0].name, len(rows)))
        if not rows:
            save = look.key("save_search")
            told = "Looking …" if found is None else f"No search is saved yet: {save} in the lists saves what is asked."
            self._list.say((Content(""), assemble(look, [(f"  {told}", "muted")]), Content("")))
        self._list.styles.height = max(3, 2 * len(rows))
        role = "trouble" if self.told.startswith("!") else ""
        self.query_one("#searches-told", Static).update(assemble(look, [(f"  {self.told}", role)]))

    def action_do(self, key_id: str) -> None:
        """What a key does here."""
        steps = {"scroll_down": 1, "scroll_up": -1}
        pages = {"sheet_down": 1.0, "sheet_up": -1.0}
        if key_id == "leave_searches" and self._box.has_focus:
            self._put_away()
        elif key_id == "leave_searches":
            self.dismiss(None)
        elif key_id == "undo":
            workers.run_action(self, "undo", self.dossier.desk.undo)
        elif key_id in steps:
            self._list.move(steps[key_id])
        elif key_id in pages:
            self._list.page(pages[key_id])
        elif self._list.chosen is not None:
            self._act(key_id, self._list.chosen.item[0])

    def _act(self, key_id: str, saved: SavedSearch) -> None:
        searches = self.dossier.searches
        if key_id == "run_search":
            self.dismiss(saved.query)
        elif key_id == "remove_search":
            workers.run_action(self, "remove the search", lambda: searches.remove(saved.name))
        elif key_id == "rename_search":
            self.renaming = saved.name
            self._box.display = True
            self._box.value = saved.name
            self._box.cursor_position = len(saved.name)
            self.set_focus(self._box)

    @property
    def _box(self) -> Input:
        return self.query_one(Input)

    def _put_away(self) -> None:
        self._box.display = False
        self.set_focus(self._list)

    @on(Input.Submitted)
    def _named(self, event: Input.Submitted) -> None:
        event.stop()
        searches, old, new = self.dossier.searches, self.renaming, event.value
        self._put_away()
        if new.strip() and new != old:
            workers.run_action(self, "rename the search", lambda: searches.rename(old, new))

    def on_row_shown(self, message: RowShown) -> None:
        """A row that is gone to shows nothing elsewhere."""
        message.stop()

    def on_row_opened(self, message: RowOpened) -> None:
        """A double click asks the search again."""
        message.stop()
        self._act("run_search", message.row.item[0])


def draw_search(row: Row, paint: RenderContext) -> list[Content]:
    """Name and counts, then the search in words, where its name is not just that, and the day it was saved."""
    saved, tally, words = row.item
    counts = ((tally.articles, "article"), (tally.events, "event"), (tally.quotations, "quote"))
    told = " · ".join(pluralize(number, word) for number, word in counts)
    first = paint.line([(saved.name, "bold" if paint.selected else "")], [(told, "muted")])
    day = f"saved {short_day(saved.changed.date())}"
    second = paint.line([("  ", ""), (words if words != saved.name else "", "muted")], [(day, "faint")])
    return [line.stylize(Style.from_meta({"search": row.id})) for line in (first, second)]
