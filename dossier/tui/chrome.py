"""What frames the panes at a moment: borders with tabs and positions, the footer's keys and marks, rows for the size."""

from typing import TYPE_CHECKING

from textual.content import Content

from dossier.keys.keymap import ACTORS, LISTS, NOTES, READER
from dossier.tui.style.roles import StyleRoles, style_roles
from dossier.tui.text.borders import position, tabs
from dossier.tui.widgets.footer import size_bit
from dossier.tui.widgets.line_list import LineList
from dossier.tui.widgets.reader import Reader
from dossier.tui.widgets.search_box import HINTS

if TYPE_CHECKING:
    from dossier.tui.screens.main import MainScreen


def apply_breakpoint(screen: "MainScreen") -> None:
    """Fit the rows to the breakpoint that the screen is at."""
    size = size_bit(screen.classes)
    narrow = size == 1
    for widget in screen.lists.values():
        widget.narrow, widget.wide = narrow, size == 4
    screen.reader.narrow, screen.reader.wide = narrow, size == 4
    screen.search.placeholder = HINTS[size]
    if screen.contents:
        screen.top.show(screen.contents.result, screen.contents.labels, size)
    refresh_chrome(screen)


def refresh_chrome(screen: "MainScreen") -> None:
    """Renew borders and footer."""
    look = style_roles(screen.app)
    if getattr(getattr(screen.app, "settings", None), "accessible", False):
        from dossier.tui.platform.terminal_cursor import put_cursor  # noqa: PLC0415  # seldom asked for

        put_cursor(screen)
    size = size_bit(screen.classes)
    merged = size == 1 or screen.has_class("-zoomed") or screen.has_class("-short")
    lists = screen.lists
    counts = {pane: widget.listing.count for pane, widget in lists.items()} if screen.contents else {}
    for pane, widget in lists.items():
        shown = LISTS if merged else (ACTORS,) if pane == ACTORS else LISTS[1:]
        at, of = widget.position
        order = order_words(screen.sort_orders[pane]) if pane in screen.sort_orders else ""
        narrowed = f"with “{widget.wanted}”" if widget.wanted else ""
        place = position(look, at, of, f"{narrowed} · {order}".strip() if order else narrowed)
        quiet = pane == ACTORS and not widget.has_focus and not widget.wanted and not order
        _put(widget, tabs(look, shown, pane, counts, focused=widget.has_focus), Content("") if quiet else place)
    _frame_reader(screen)
    _frame_foot(screen, size)


def order_words(order: str) -> str:
    """The order of a list, as a person says it: “latest first”, “by day”."""
    return order if order.endswith("first") else f"by {order}"


def _frame_reader(screen: "MainScreen") -> None:
    look, reader = style_roles(screen.app), screen.reader
    page = reader.page
    thing = "" if size_bit(screen.classes) == 1 or page is None else "article" if page.of == 1 else "articles"
    place = position(look, page.at, page.of, thing) if page and page.at else Content("")
    _put(reader, tabs(look, (READER,), READER, {}, focused=reader.has_focus), place)


def _put(widget: LineList | Reader, title: Content, place: Content) -> None:
    """Set what stands in a border, where it is another than before: setting it draws the pane anew."""
    before = widget.framed
    if before and before[0].is_same(title) and before[1].is_same(place):
        return
    widget.framed = (title, place)
    widget.border_title = title
    widget.border_subtitle = place


def _frame_foot(screen: "MainScreen", size: int) -> None:
    foot, reader = screen.foot, screen.reader
    foot.pane = screen.in_focus
    foot.size_bit = size
    foot.small = screen.has_class("-tiny") or screen.has_class("-short")
    if not screen.chord:
        foot.instead = _prompt_keys(screen) or _empty_keys(screen)
    picked = sum(len(widget.picked) for widget in screen.lists.values())
    told = [f"{picked} selected"] if picked else []
    if reader.page and reader.mark >= 0 and reader.stepping:
        kind = "mark" if reader.page.marks or reader.page.title_marks else "quotation"
        told.append(f"{kind} {reader.mark + 1} of {len(reader.stepping)}")
    foot.status = "   ".join([*told, "network" if screen.networked else "offline"])


Named = tuple[tuple[str, str, str], ...]
"""Keys for the footer: sign, label, id."""


def _named(look: StyleRoles, *keys: tuple[str, str]) -> Named:
    """Keys by their ids, each with a label of its own."""
    return tuple((look.key(key_id), label, key_id) for key_id, label in keys)


def _prompt_keys(screen: "MainScreen") -> Named:
    """The keys of the line to type one thing into, while it is open."""
    if not screen.fully_mounted or not screen.prompt.has_focus_within:
        return ()
    asked = screen.prompt.asked
    grows = (("take", "complete"),) if asked and asked.grow else ()
    return _named(style_roles(screen.app), ("enter_search", "done"), *grows, ("leave_search", "cancel"))


def _empty_keys(screen: "MainScreen") -> Named:
    """The keys to name while the list in focus is empty: the ways on."""
    focused = screen.focused
    if not isinstance(focused, LineList) or focused.listing.rows or screen.contents is None:
        return ()
    look, answer = style_roles(screen.app), screen.contents.result
    if answer.query.empty and not focused.wanted:
        first = (
            (("note", "note"), ("bookmark", "bookmark")) if focused.pane == NOTES and answer.totals.articles else (("add", "add articles"),)
        )
        return _named(look, ("help", "help"), ("quit", "quit"), *first, ("search", "search"), ("palette", "all commands"))
    on = (("open", f"search {answer.nearest[0]}"),) if answer.nearest and not answer.articles else ()
    return _named(look, ("help", "help"), ("quit", "quit"), *on, ("back", "clear"), ("search", "search"))


def list_in_focus(screen: "MainScreen") -> LineList:
    """The list in focus, else the one shown last."""
    focused = screen.focused
    return focused if isinstance(focused, LineList) else screen.lists[screen.pane]
