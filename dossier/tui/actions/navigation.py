"""Navigation: between panes, in a list, in the reader, from article to article."""

from dossier.keys.keymap import ACTORS, ARTICLES, NOTES, QUOTES, TIMELINE
from dossier.model.query import Query
from dossier.tui.actions.open import show_row
from dossier.tui.actions.read_state import leave_list
from dossier.tui.actions.reading import current_position, open_position
from dossier.tui.actions.registry import action
from dossier.tui.actions.search import ask_query
from dossier.tui.splits import COLUMNS, ROWS, move_border, split_named
from dossier.tui.state.pane_sizes import save_pane_sizes
from dossier.tui.style.roles import style_roles
from dossier.tui.text.article_layout import ReaderPosition
from dossier.tui.widgets.line_list import LineList
from dossier.tui.widgets.reader import Reader
from dossier.tui.workers import run_in_thread
from dossier.tui.workspace import Workspace


@action("show_actors", pane=ACTORS)
@action("show_timeline", pane=TIMELINE)
@action("show_articles", pane=ARTICLES)
@action("show_quotes", pane=QUOTES)
@action("show_notes", pane=NOTES)
def show_list(workspace: Workspace, pane: str) -> None:
    """Show a list and focus it."""
    if workspace.has_class("-zoomed") and workspace.has_class("-reading"):
        workspace.remove_class("-reading")
    if pane != workspace.pane:
        leave_list(workspace)
    workspace.pane = pane
    workspace.set_focus(workspace.lists[pane])
    position = workspace.position
    if pane == ARTICLES and not workspace.ingest_results and position is not None and workspace.lists[pane].select(position.article):
        open_position(workspace, ReaderPosition(position.article, to_mark=False, line=workspace.reader.scroll_offset.y))


@action("show_reader")
@action("right")
def show_reader(workspace: Workspace) -> None:
    """Focus the reader."""
    workspace.add_class("-reading")
    workspace.set_focus(workspace.reader)


def _panes(workspace: Workspace) -> list[LineList | Reader]:
    """The panes that tab goes through, in order."""
    one_list = any(workspace.has_class(name) for name in ("-narrow", "-tiny", "-short", "-zoomed"))
    lists = [workspace.pane] if one_list else [ACTORS, workspace.tab_pane]
    return [*(workspace.lists[pane] for pane in lists), workspace.reader]


@action("next_pane", by=1)
@action("previous_pane", by=-1)
def cycle_panes(workspace: Workspace, by: int) -> None:
    """Focus the next or previous pane."""
    panes, focused = _panes(workspace), workspace.focused
    at = panes.index(focused) if isinstance(focused, LineList | Reader) and focused in panes else 0
    after = panes[(at + by) % len(panes)]
    if isinstance(after, LineList):
        show_list(workspace, after.pane)
    else:
        show_reader(workspace)


@action("down", by=1)
@action("up", by=-1)
def move(workspace: Workspace, by: int) -> None:
    """Move the selection, or scroll the reader, by rows."""
    if isinstance(workspace.focused, (Reader, LineList)):
        workspace.focused.move(by)


@action("half_down", part=0.5)
@action("half_up", part=-0.5)
@action("page_down", part=1.0)
@action("page_up", part=-1.0)
def move_by_pages(workspace: Workspace, part: float) -> None:
    """Move the selection, or scroll the reader, by a part of the height."""
    if isinstance(workspace.focused, Reader):
        workspace.focused.page_by(part)
    elif isinstance(workspace.focused, LineList):
        workspace.focused.page(part)


@action("top")
def go_to_top(workspace: Workspace) -> None:
    """Go to the first row or line."""
    if isinstance(workspace.focused, Reader):
        workspace.focused.scroll_to(y=0, animate=False)
    elif isinstance(workspace.focused, LineList):
        workspace.focused.first()


@action("bottom")
def go_to_bottom(workspace: Workspace) -> None:
    """Go to the last row or line."""
    if isinstance(workspace.focused, Reader):
        workspace.focused.scroll_to(y=workspace.focused.virtual_size.height, animate=False)
    elif isinstance(workspace.focused, LineList):
        workspace.focused.last()


@action("next_sentence", by=1)
@action("previous_sentence", by=-1)
def move_cursor(workspace: Workspace, by: int) -> None:
    """Move the cursor of the reader by a sentence, and a selection with it."""
    if not workspace.reader.move_cursor(by):
        workspace.show_status("There is no text here to move in.")


@action("select_passage")
def select_passage(workspace: Workspace) -> None:
    """Begin to select a passage at the cursor, or end the selection."""
    if not workspace.reader.toggle_selection():
        workspace.show_status("There is no text here to select.")


@action("left")
def leave_reader(workspace: Workspace) -> None:
    """Go from the reader to the list."""
    if isinstance(workspace.focused, Reader):
        show_list(workspace, workspace.pane)


# ---------------------------------------------------------------------- to an item
def jump_to(workspace: Workspace, pane: str, row: str) -> None:
    """Go to the row of an item, and show it in the reader; where the search or a filter leaves it out, that is cleared first."""
    widget = workspace.lists[pane]
    if pane == ARTICLES and workspace.ingest_results:
        open_position(workspace, ReaderPosition(row))
        return
    if not widget.select(row) and widget.filter_text:
        widget.filter_by("")
    workspace.jump_target = (pane, row)
    if widget.select(row):
        finish_jump(workspace)
    elif not workspace.current_query.empty:
        ask_query(workspace, Query())
    else:
        finish_jump(workspace)


def finish_jump(workspace: Workspace) -> bool:
    """Select the row that was to be jumped to, now that it is there; false where there is none."""
    target, workspace.jump_target = workspace.jump_target, None
    if target is None:
        return False
    pane, row = target
    show_list(workspace, pane)
    widget = workspace.lists[pane]
    if not widget.select(row) or widget.chosen is None:
        workspace.show_status("That item is gone.")
        return False
    show_row(workspace, pane, widget.chosen)
    return True


# ---------------------------------------------------------------------- sizes of panes
@action("narrower", by=-1)
@action("wider", by=1)
def resize_across(workspace: Workspace, by: int) -> None:
    """Make the lists narrower or wider, with the actors in focus beside another list only theirs."""
    split = split_named(workspace, "actors") if workspace.focused_pane == ACTORS else None
    split = split if split and split.upright else split_named(workspace, "lists")
    if split is None:
        workspace.show_status("Only one pane is shown, so there is no border to move.")
    elif not split.upright:
        keys = style_roles(workspace.app)
        workspace.show_status(f"The panes are one above the other: {keys.key('shorter')} and {keys.key('taller')} change their height.")
    elif move_border(workspace, split, split.first.outer_size.width + by * COLUMNS):
        store_pane_sizes(workspace)


@action("shorter", by=-1)
@action("taller", by=1)
def resize_down(workspace: Workspace, by: int) -> None:
    """Make the actors above the other list shorter or taller, or the list above the reader."""
    splits = [split for name in ("actors", "lists") if (split := split_named(workspace, name))]
    split = next((split for split in splits if not split.upright), None)
    if not splits:
        workspace.show_status("Only one pane is shown, so there is no border to move.")
    elif split is None:
        keys = style_roles(workspace.app)
        workspace.show_status(f"The panes are side by side: {keys.key('narrower')} and {keys.key('wider')} change their width.")
    elif move_border(workspace, split, split.first.outer_size.height + by * ROWS):
        store_pane_sizes(workspace)


def store_pane_sizes(workspace: Workspace) -> None:
    """Store the sizes of the panes, where the app stores what it shows."""
    if workspace.host.restores:
        sizes = {layout: dict(shares) for layout, shares in workspace.pane_sizes.items()}
        run_in_thread(workspace, "store the sizes of panes", lambda: save_pane_sizes(sizes))


# ---------------------------------------------------------------------- from article to article
@action("previous_article", by=-1)
@action("next_article", by=1)
def open_neighbour(workspace: Workspace, by: int) -> None:
    """Open the previous or next article among those shown."""
    if not workspace.contents or not workspace.contents.result.articles:
        return
    shown = [hit.article for hit in workspace.contents.result.articles]
    open_now = workspace.position.article if workspace.position else ""
    at = shown.index(open_now) + by if open_now in shown else 0
    if 0 <= at < len(shown):
        open_position(workspace, ReaderPosition(shown[at], to_mark=True))
        workspace.lists[ARTICLES].select(shown[at])
    else:
        workspace.show_status("This is the last article in the list." if by > 0 else "This is the first article in the list.")


@action("jump_back", forth=False)
@action("jump_forth", forth=True)
def jump(workspace: Workspace, *, forth: bool) -> None:
    """Go back to the position before, or forward again; the list of articles follows."""
    current = current_position(workspace)
    position = workspace.history.forth(current) if forth else workspace.history.back(current)
    if position is None:
        workspace.show_status("No later position to go forward to." if forth else "No earlier position to go back to.")
        return
    open_position(workspace, position, back=True)
    if not workspace.ingest_results:
        workspace.lists[ARTICLES].select(position.article)
