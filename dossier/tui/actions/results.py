"""Showing a search result: the lists, and the article that the reader follows with."""

from dataclasses import replace
from functools import partial

from textual.content import Content

from dossier.keys.keymap import ARTICLES, NOTES
from dossier.model.search_result import SearchResult
from dossier.tui import queries
from dossier.tui.actions.filters import count_search_news
from dossier.tui.actions.read_state import show_news
from dossier.tui.actions.reading import open_position, position_of
from dossier.tui.chrome import refresh_chrome
from dossier.tui.state.list_contents import ListContents
from dossier.tui.state.list_model import Row
from dossier.tui.style.roles import StyleRoles, style_roles
from dossier.tui.text.article_layout import ReaderPosition
from dossier.tui.text.placeholders import no_hit, nothing_yet
from dossier.tui.widgets.footer import size_bit
from dossier.tui.workspace import Workspace


def show_contents(workspace: Workspace, contents: ListContents) -> bool:
    """Show a result in every list; the rows of lists out of sight are built when they come into sight. After articles have come or gone,
    lists that were at their first row stay there. True where the list shown has another row selected than before.
    """
    before = workspace.lists[workspace.tab_pane].chosen
    workspace.contents, workspace.labels = contents, contents.labels
    look, result, stay_first = style_roles(workspace.app), contents.result, workspace.articles_changed
    for pane, widget in workspace.lists.items():
        if pane in workspace.panes_in_sight:
            widget.show(contents.lists[pane], stay_first=stay_first)
        else:
            widget.show_later(contents.count(pane), partial(contents.lists.__getitem__, pane), stay_first=stay_first)
        if widget.picked and result.query.empty:
            # rows that are gone are no longer selected; those that a search leaves out stay selected, to be merged with others
            widget.picked &= {row.id for row in contents.lists[pane].rows}
        widget.show_placeholder(partial(_placeholder, look, pane, result))
    workspace.top_bar.set_title(workspace.dossier.title)
    workspace.top_bar.show(result, contents.labels, size_bit(workspace.classes))
    workspace.articles_changed = False
    after = workspace.lists[workspace.tab_pane].chosen
    return (before.id if before else "") != (after.id if after else "")


def _placeholder(look: StyleRoles, pane: str, result: SearchResult) -> tuple[Content, ...]:
    """Lines for a list without rows: that the query has no hit, or that the dossier has no such items yet."""
    has_query = not result.query.empty and (pane != NOTES or result.totals.notes)
    has_articles = result.totals.articles > 0
    return no_hit(look, pane, result) if has_query and has_articles else nothing_yet(look, pane, articles=has_articles)


def follow_contents(workspace: Workspace, *, other_row: bool) -> None:
    """Let the reader follow the result: what the selected row of the list shown leads to; without such a row the open article with its new
    marks where it is still shown, else the best one. Where the query is the same, and the selected row too (not `other_row`), the reader
    stays where it is.
    """
    contents = workspace.contents
    if contents is None:
        return
    shown = [hit.article for hit in contents.result.articles]
    chosen = workspace.lists[workspace.tab_pane].chosen
    position = workspace.position if workspace.position and workspace.position.article in contents.labels.articles else None
    if newer := _newer_version(workspace, contents):
        position, other_row = ReaderPosition(newer), False
    same_query = workspace.reader.view is not None and workspace.reader.view.query == contents.result.query
    led_to = _led_to(workspace, chosen) if chosen is not None else None
    if position is not None and same_query and not (other_row and led_to):
        open_position(workspace, replace(position, to_mark=False, line=workspace.reader.scroll_offset.y), back=True)
    elif led_to is not None:
        open_position(workspace, led_to, back=True)
    elif position is not None and (position.article in shown or not shown):
        open_position(workspace, ReaderPosition(position.article, to_mark=True), back=True)
    elif shown:
        open_position(workspace, ReaderPosition(shown[0], to_mark=True))
    else:
        workspace.reader.show_placeholder(())
    refresh_chrome(workspace)


def _newer_version(workspace: Workspace, contents: ListContents) -> str:
    """The id of the open article's newer version, where its outlet has edited it since it was opened; else empty."""
    view = workspace.reader.view
    if view is None or workspace.position is None or view.article.id in contents.labels.articles:
        return ""
    newer = contents.labels.by_hash.get(view.article.sha256)
    return newer.id if newer and view.article.id == workspace.position.article else ""


def _led_to(workspace: Workspace, row: Row) -> ReaderPosition | None:
    """The position that a row of the list shown leads to, in an article its first mark; None where it leads to none."""
    if workspace.tab_pane == ARTICLES:
        return ReaderPosition(row.id, to_mark=True)
    return position_of(workspace, row)


def finish_opening(workspace: Workspace) -> None:
    """Do what waited for the first result: open the full-text index, say what is new."""
    queries.open_engine(workspace, workspace.dossier)
    show_news(workspace)
    if workspace.labels and workspace.labels.fresh:
        count_search_news(workspace)


def show_result(workspace: Workspace, sentence: str, *, undoable: bool = True) -> None:
    """Show the sentence of a command, with the key that undoes it, and the dossier as it is after the command."""
    if sentence:
        undo = f"  {style_roles(workspace.app).key('undo')} undo" if undoable else ""
        workspace.show_status(sentence + undo)
    workspace.refresh_all()
