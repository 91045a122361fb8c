"""Leaving and reopening: the place where the user left off is stored, and shown again."""

from dataclasses import replace

from dossier.keys.keymap import LISTS
from dossier.tui import opening
from dossier.tui.actions.reading import open_position, position_of
from dossier.tui.actions.search import ask_query
from dossier.tui.state.left_off import LeftOff, load_left_off, save_left_off
from dossier.tui.style.roles import style_roles
from dossier.tui.text.article_layout import ReaderPosition
from dossier.tui.workspace import Workspace


def store_left_off(workspace: Workspace) -> None:
    """Store where the user is, unless the settings keep no history, and that the list shown was looked at."""
    if workspace.contents is not None:
        workspace.dossier.read_state.see(workspace.pane)
        opening.keep_first_rows(workspace.dossier, workspace.contents, selected_row(workspace))
    if workspace.contents is None or not workspace.host.settings.history:
        return
    chosen, position = workspace.lists[workspace.pane].chosen, workspace.position
    place = LeftOff(
        workspace.current_query,
        workspace.pane,
        chosen.id if chosen else "",
        position.article if position else "",
        workspace.reader.scroll_offset.y,
    )
    save_left_off(workspace.dossier.paths, place)


def selected_row(workspace: Workspace) -> dict[str, str]:
    """The list shown, with the id of its selected row; nothing where the next session begins at the first row."""
    chosen = workspace.lists[workspace.pane].chosen
    return {workspace.pane: chosen.id} if chosen and workspace.host.restores and workspace.host.settings.history else {}


def begin_restoring(workspace: Workspace) -> None:
    """Set the query and the list of last time, once the dossier is loaded; row and article follow with the result."""
    place = load_left_off(workspace.dossier.paths) if workspace.host.settings.history else None
    if place is None:
        return
    known = workspace.dossier.query.snapshot.actors
    query = replace(place.query, actors=tuple(actor for actor in place.query.actors if actor in known))
    workspace.left_off = replace(place, query=query)
    if place.pane in LISTS and place.pane != workspace.pane:
        workspace.pane = place.pane
        workspace.set_focus(workspace.lists[place.pane])
    ask_query(workspace, query)


def finish_restoring(workspace: Workspace) -> bool:
    """Select the row and show the article of last time; false where there is nothing to restore, or not any more."""
    place, workspace.left_off = workspace.left_off, None
    if place is None or workspace.contents is None or workspace.current_query != place.query:
        return False
    if not place.query.empty:
        workspace.show_status(f"Back where you left off.  {style_roles(workspace.app).key('back')} clears the search")
    widget = workspace.lists[workspace.pane]
    led_to = position_of(workspace, widget.chosen) if widget.select(place.row) and widget.chosen else None
    if place.article not in workspace.contents.labels.articles:
        return False
    lit = led_to.lit if led_to and led_to.article == place.article else None
    open_position(workspace, ReaderPosition(place.article, lit, line=place.line), back=True)
    return True
