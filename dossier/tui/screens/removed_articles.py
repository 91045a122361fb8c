"""Removed articles: what is in the dossier's trash, to be restored."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from dossier.keys.keymap import REMOVED
from dossier.model.ingest import RemovedArticle
from dossier.services.notebook.commands import CommandResult
from dossier.tui.keys.bindings import bind_overlay, overlay_bindings
from dossier.tui.messages import ActionDone, RowOpened, RowShown, WorkFailed, WorkResult
from dossier.tui.state.list_model import ListModel, Row, item_of
from dossier.tui.style.roles import style_roles
from dossier.tui.text.lines import RenderContext, assemble
from dossier.tui.text.phrases import join_parts
from dossier.tui.widgets.line_list import LineList
from dossier.tui.widgets.modal_sheet import border_keys
from dossier.tui.workers import run_action, run_in_thread

if TYPE_CHECKING:
    from dossier.api import Dossier


@dataclass
class RemovedArticlesReady(WorkResult):
    """The removed articles as they are now."""

    articles: tuple[RemovedArticle, ...]


class RemovedArticlesScreen(ModalScreen[CommandResult | None], inherit_bindings=False):
    """Ends with the result of the last command that restored articles, or with None."""

    BINDINGS: ClassVar[list[BindingType]] = overlay_bindings(REMOVED)
    AUTO_FOCUS = "LineList"

    def __init__(self, dossier: "Dossier") -> None:
        super().__init__()
        self.dossier = dossier
        self.articles: tuple[RemovedArticle, ...] | None = None
        self.message = ""
        self.restoring = False
        self.last: CommandResult | None = None

    def compose(self) -> ComposeResult:
        """The articles and a message."""
        bind_overlay(self, REMOVED, style_roles(self.app).keys)
        with Vertical(classes="sheet", id="removed"):
            yield LineList("removed-list")
            yield Static("", id="removed-message")

    def on_mount(self) -> None:
        """Title and keys go into the border; the articles are asked for."""
        look, box = style_roles(self.app), self.query_one("#removed")
        box.border_title = assemble(look, [("Removed articles", "key")])
        box.border_subtitle = border_keys(look, REMOVED)
        self._list.visited = True
        self._show()
        self._ask()

    @property
    def _list(self) -> LineList:
        return self.query_one(LineList)

    def _ask(self) -> None:
        run_in_thread(self, "list removed articles", lambda: RemovedArticlesReady(self.dossier.ingest.removed_articles()))

    @on(RemovedArticlesReady)
    def _removed_articles_ready(self, message: RemovedArticlesReady) -> None:
        message.stop()
        self.articles = message.articles
        self._show()

    @on(ActionDone)
    def _action_done(self, message: ActionDone) -> None:
        message.stop()
        self.message = message.result.sentence
        self.restoring, self.last = False, message.result
        self._list.picked = frozenset()
        self._ask()
        self._show()

    @on(WorkFailed)
    def _work_failed(self, message: WorkFailed) -> None:
        message.stop()
        self.restoring = False
        self.message = f"! {message.error}"
        self._show()

    def _show(self) -> None:
        look = style_roles(self.app)
        rows = [Row(article.file, article, (2, 2, 2)) for article in self.articles or ()]
        self._list.show(ListModel(rows, draw_removed, lambda row: row.id, len(rows)))
        if not rows:
            sentence = "Loading…" if self.articles is None else "No removed articles."
            self._list.show_placeholder((Content(""), assemble(look, [(f"  {sentence}", "muted")]), Content("")))
        self._list.styles.height = max(3, 2 * len(rows))
        role = "trouble" if self.message.startswith("!") else ""
        self.query_one("#removed-message", Static).update(assemble(look, [(f"  {self.message}", role)]))

    def action_run(self, key_id: str) -> None:
        """Run the action of a key."""
        steps = {"scroll_down": 1, "scroll_up": -1}
        pages = {"sheet_down": 1.0, "sheet_up": -1.0}
        if key_id == "close":
            self.dismiss(self.last)
        elif key_id in steps:
            self._list.move(steps[key_id])
        elif key_id in pages:
            self._list.page(pages[key_id])
        elif key_id == "select_removed" and self._list.chosen is not None:
            self._list.pick(self._list.chosen.id)
            self._list.move(1)
        elif key_id == "restore":
            self._restore()

    def _restore(self) -> None:
        """Restore the selected articles."""
        widget = self._list
        files = [row.id for row in widget.listing.rows if row.id in widget.picked] or ([widget.chosen.id] if widget.chosen else [])
        if files and not self.restoring:
            self.restoring, self.message = True, "Restoring…"
            self._show()
            run_action(self, "restore", lambda: self.dossier.ingest.restore_articles(files))

    def on_row_shown(self, message: RowShown) -> None:
        """The main screen does not follow the selection of this list."""
        message.stop()

    def on_row_opened(self, message: RowOpened) -> None:
        """A double click restores the article."""
        message.stop()
        self._restore()


def draw_removed(row: Row, context: RenderContext) -> list[Content]:
    """Title, or the file's name where it has none; outlet and file."""
    article = item_of(row, RemovedArticle)
    if article is None:
        return []
    first = context.line([(article.title or article.file, "bold" if context.selected else "")])
    about = join_parts((article.outlet, article.file)) if article.title else "could not be read"
    return [first, context.line([("  ", ""), (about, "muted")])]
