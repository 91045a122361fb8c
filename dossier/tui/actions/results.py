"""Showing a search result: the lists, and the article that the reader follows with."""

from dataclasses import replace
from functools import partial

from textual.content import Content

from dossier.keys.keymap import NOTES
from dossier.model.search_result import SearchResult
from dossier.tui.actions.open import show_row
from dossier.tui.actions.reading import open_position, position_of
from dossier.tui.chrome import refresh_chrome
from dossier.tui.state.list_contents import ListContents
from dossier.tui.state.list_model import Row
from dossier.tui.style.roles import StyleRoles, style_roles
from dossier.tui.text.article_layout import ReaderPosition
from dossier.tui.text.placeholders import no_hit, nothing_yet
from dossier.tui.widgets.footer import size_bit
from dossier.tui.workspace import Workspace


def show_contents(workspace: Workspace, contents: ListContents) -> None:
    """Show a result in every list; the rows of lists out of sight are built when they come into sight."""
    workspace.contents, workspace.labels = contents, contents.labels
    look, result = style_roles(workspace.app), contents.result
    for pane, widget in workspace.lists.items():
        if pane in workspace.panes_in_sight:
            widget.show(contents.lists[pane])
        else:
            widget.show_later(contents.count(pane), partial(contents.lists.__getitem__, pane))
        if widget.picked and result.query.empty:
            # rows that are gone are selected no more; those that a search leaves out stay selected, to be merged with others
            widget.picked &= {row.id for row in contents.lists[pane].rows}
        widget.show_placeholder(partial(_placeholder, look, pane, result))
    workspace.top_bar.show(result, contents.labels, size_bit(workspace.classes))


def _placeholder(look: StyleRoles, pane: str, result: SearchResult) -> tuple[Content, ...]:
    """Lines for a list without rows: that the query has no hit, or that the dossier has no such items yet."""
    has_query = not result.query.empty and (pane != NOTES or result.totals.notes)
    has_articles = result.totals.articles > 0
    return no_hit(look, pane, result) if has_query and has_articles else nothing_yet(look, pane, articles=has_articles)


def follow_contents(workspace: Workspace) -> None:
    """Let the reader follow the result: the open article with its new marks where it is still shown, else the best one."""
    contents = workspace.contents
    if contents is None:
        return
    shown = [hit.article for hit in contents.result.articles]
    chosen = workspace.lists[workspace.tab_pane].chosen
    position = workspace.position if workspace.position and workspace.position.article in contents.labels.articles else None
    same_query = workspace.reader.view is not None and workspace.reader.view.query == contents.result.query
    if position is not None and same_query:
        open_position(workspace, replace(position, to_mark=False, line=workspace.reader.scroll_offset.y), back=True)
    elif chosen is not None and not contents.result.query.text.strip() and position_of(workspace, chosen):
        show_row(workspace, workspace.tab_pane, chosen)
    elif position is not None and (position.article in shown or not shown):
        lit = position.lit if _leads_here(workspace, chosen) else None
        open_position(workspace, ReaderPosition(position.article, lit, to_mark=True), back=True)
    elif shown:
        open_position(workspace, ReaderPosition(shown[0], to_mark=True))
    else:
        workspace.reader.show_placeholder(())
    refresh_chrome(workspace)


def _leads_here(workspace: Workspace, chosen: Row | None) -> bool:
    """True where the selected row still leads to the highlighted sentence."""
    position = position_of(workspace, chosen) if chosen is not None else None
    current = workspace.position
    return position is not None and current is not None and (position.article, position.lit) == (current.article, current.lit)
