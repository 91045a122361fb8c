"""First rows on the screen, until the dossier is loaded. Moving among them, going from list to list and searching work at once; every other key waits
with those after it, since it might need what is not there yet, and is pressed when it is.
"""

from textual import events
from textual.message import Message
from textual.widgets import Input

from dossier.keys.keymap import LISTS
from dossier.tui.chrome import apply_breakpoint, refresh_chrome
from dossier.tui.messages import QueryEntered, QueryTyped, RowShown, WorkResult
from dossier.tui.state.first_rows import FirstLists, FirstRowsShown
from dossier.tui.state.left_off import LeftOff
from dossier.tui.state.list_model import empty_list
from dossier.tui.widgets.line_list import LineList
from dossier.tui.workspace import Workspace

AT_ONCE = {"search", "help", "quit", "quit_now"}
"""Keys that need no rows."""
SHOWING = {f"show_{pane}": pane for pane in LISTS}
MOVES = {"down": 0.0, "up": 0.0, "half_down": 0.5, "half_up": -0.5, "page_down": 1.0, "page_up": -1.0, "top": 0.0}
"""Keys that move the selection of a list, those of a part of its height with that part."""
STEPS = {"down": 1, "up": -1}


def show_first_rows(workspace: Workspace, first: FirstLists, place: LeftOff | None) -> None:
    """Show some rows of each list, the list where the user left off with its row selected."""
    if place is not None and place.pane in LISTS and place.pane != workspace.pane:
        workspace.pane = place.pane
        workspace.set_focus(workspace.lists[place.pane])
    for pane, listing in first.lists.items():
        workspace.lists[pane].show(listing)
    if place is not None and place.row:
        workspace.lists[place.pane].select(place.row)
    workspace.first_rows = FirstRowsShown(first, _chosen(workspace))
    apply_breakpoint(workspace)


def _chosen(workspace: Workspace) -> tuple[str, str]:
    row = workspace.lists[workspace.pane].chosen
    return workspace.pane, row.id if row else ""


def was_used(workspace: Workspace) -> bool:
    """True where the user has gone elsewhere, or searched, while the first rows are shown."""
    shown = workspace.first_rows
    return shown is not None and (shown.search_begun or shown.chosen != _chosen(workspace))


def end_first_rows(workspace: Workspace) -> None:
    """Take the keys and clicks that waited for all rows."""
    shown, workspace.first_rows = workspace.first_rows, None
    if shown is not None:
        for message in shown.waiting:
            workspace.post_message(message)
        workspace.host.main_screen_ready()


def drop_first_rows(workspace: Workspace) -> None:
    """Empty the lists again: what is stored is not what there is any more."""
    if (shown := workspace.first_rows) is not None:
        for pane in shown.first.lists:
            workspace.lists[pane].show(empty_list(lambda _row, _context: []))
        end_first_rows(workspace)
        refresh_chrome(workspace)


def puts_off(workspace: Workspace, message: Message) -> bool:
    """True for what has to wait for all rows. The reader follows the selection once they are there, so that moving it does not wait."""
    if workspace.first_rows is None or isinstance(message, QueryTyped | QueryEntered | WorkResult):
        return False
    if not isinstance(message, RowShown):
        workspace.first_rows.waiting.append(message)
    return True


def waits(workspace: Workspace, event: events.Event) -> bool:
    """True for what can only be typed once all rows are there. After a search was begun that is all but its words: the rows are those of another
    one.
    """
    shown, widget = workspace.first_rows, workspace.focused
    if shown is None:
        return False
    if isinstance(widget, Input):
        shown.search_begun = True
        return False
    if shown.search_begun or not isinstance(widget, LineList):
        return True
    action = _action_of(workspace, event)
    if action in SHOWING:
        return SHOWING[action] not in shown.first.lists
    return action not in AT_ONCE and not (action in MOVES and _is_room(widget, action))


def moves(workspace: Workspace, event: events.Event) -> bool:
    """Moves the selection of the list in focus, where a key that need not wait is one for that, as its action does: what actions import would keep
    the first keys waiting.
    """
    widget, action = workspace.focused, _action_of(workspace, event)
    if not isinstance(widget, LineList) or action not in MOVES:
        return False
    if action == "top":
        widget.first()
    elif action in STEPS:
        widget.move(STEPS[action])
    else:
        widget.page(MOVES[action])
    refresh_chrome(workspace)
    return True


def _action_of(workspace: Workspace, event: events.Event) -> str:
    """The action of a key in the pane in focus, empty for one without any."""
    name = event.key if isinstance(event, events.Key) else ""
    return next((key.id for key in workspace.host.keymap if name in key.keys and workspace.focused_pane in key.panes), "")


def _is_room(widget: LineList, action: str) -> bool:
    """True where a move stays within the rows that are there, or the list begins or ends with them."""
    listing, height = widget.listing, widget.size.height
    begins, ends = listing.before == 0, listing.position_of_last == listing.count
    at, line = widget.cursor + STEPS.get(action, 0), widget.line_of_cursor + MOVES[action] * height
    if action == "top":
        return begins
    return (begins or (at > 1 and line > 1)) and (ends or (at < len(listing.rows) - 1 and line < widget.virtual_size.height - 2))
