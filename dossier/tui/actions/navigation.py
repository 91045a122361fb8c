"""Moving: between panes, in a list, in the reader."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from dossier.keys.keymap import ACTORS, ARTICLES, LISTS
from dossier.tui.actions.open import open_place, place_at_hand
from dossier.tui.text.article_layout import ReaderPosition
from dossier.tui.widgets.line_list import LineList
from dossier.tui.widgets.reader import Reader

if TYPE_CHECKING:
    from dossier.tui.screens.main import MainScreen


def show_list(screen: "MainScreen", pane: str) -> None:
    """Show a list and give it the focus."""
    if screen.has_class("-zoomed") and screen.has_class("-reading"):
        screen.remove_class("-reading")
    screen.pane = pane
    screen.set_focus(screen.lists[pane])
    if pane == ARTICLES and not screen.reports and screen.position is not None and screen.lists[pane].select(screen.position.article):
        open_place(screen, ReaderPosition(screen.position.article, to_mark=False, line=screen.reader.scroll_offset.y))


def show_reader(screen: "MainScreen") -> None:
    """Give the reader the focus."""
    screen.add_class("-reading")
    screen.set_focus(screen.reader)


def _panes(screen: "MainScreen") -> list[LineList | Reader]:
    """The panes that tab goes through, in order."""
    narrow = screen.has_class("-narrow") or screen.has_class("-tiny") or screen.has_class("-short") or screen.has_class("-zoomed")
    lists = [screen.pane] if narrow else [ACTORS, screen.tab]
    return [*(screen.lists[pane] for pane in lists), screen.reader]


def _cycle(by: int, screen: "MainScreen") -> None:
    panes = _panes(screen)
    at = panes.index(screen.focused) if isinstance(screen.focused, LineList | Reader) and screen.focused in panes else 0
    after = panes[(at + by) % len(panes)]
    if isinstance(after, LineList):
        show_list(screen, after.pane)
    else:
        show_reader(screen)


def _step(by: int, screen: "MainScreen") -> None:
    if isinstance(screen.focused, (Reader, LineList)):
        screen.focused.move(by)


def _page(part: float, screen: "MainScreen") -> None:
    if isinstance(screen.focused, Reader):
        screen.focused.page_by(part)
    elif isinstance(screen.focused, LineList):
        screen.focused.page(part)


def _top(screen: "MainScreen") -> None:
    if isinstance(screen.focused, Reader):
        screen.focused.scroll_to(y=0, animate=False)
    elif isinstance(screen.focused, LineList):
        screen.focused.first()


def _bottom(screen: "MainScreen") -> None:
    if isinstance(screen.focused, Reader):
        screen.focused.scroll_to(y=screen.focused.virtual_size.height, animate=False)
    elif isinstance(screen.focused, LineList):
        screen.focused.last()


def _left(screen: "MainScreen") -> None:
    if isinstance(screen.focused, Reader):
        show_list(screen, screen.pane)


def _neighbour(by: int, screen: "MainScreen") -> None:
    """The previous or next article among those shown."""
    if not screen.contents or not screen.contents.result.articles:
        return
    shown = [hit.article for hit in screen.contents.result.articles]
    here = screen.position.article if screen.position else ""
    at = shown.index(here) + by if here in shown else 0
    if 0 <= at < len(shown):
        open_place(screen, ReaderPosition(shown[at], to_mark=True))
        screen.lists[ARTICLES].select(shown[at])
    else:
        screen.show_status("That was the last article shown." if by > 0 else "That was the first article shown.")


def _jump(screen: "MainScreen", *, forth: bool) -> None:
    """Back to where one was, or forth again; the list of articles goes along."""
    here = place_at_hand(screen)
    place = screen.trail.forth(here) if forth else screen.trail.back(here)
    if place is None:
        screen.show_status("There is nothing further on." if forth else "There is nothing further back.")
        return
    open_place(screen, place, back=True)
    if not screen.reports:
        screen.lists[ARTICLES].select(place.article)


ACTS: "dict[str, Callable[[MainScreen], None]]" = {
    "next_pane": partial(_cycle, 1),
    "previous_pane": partial(_cycle, -1),
    **{f"show_{pane}": partial(show_list, pane=pane) for pane in LISTS},
    "show_reader": show_reader,
    "down": partial(_step, 1),
    "up": partial(_step, -1),
    "left": _left,
    "right": show_reader,
    "half_down": partial(_page, 0.5),
    "half_up": partial(_page, -0.5),
    "page_down": partial(_page, 1.0),
    "page_up": partial(_page, -1.0),
    "top": _top,
    "bottom": _bottom,
    "previous_article": partial(_neighbour, -1),
    "next_article": partial(_neighbour, 1),
    "jump_back": partial(_jump, forth=False),
    "jump_forth": partial(_jump, forth=True),
}
