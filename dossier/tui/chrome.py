"""Chrome: borders with tabs and positions, the footer's keys and status, and the breakpoint that rows are drawn for."""

from functools import partial

from textual.content import Content

from dossier.keys.keymap import ACTORS, ARTICLES, LISTS, NARROW, NOTES, READER, TIMELINE, WIDE
from dossier.phrases.plural import pluralize
from dossier.tui.platform.terminal_cursor import put_cursor
from dossier.tui.splits import apply_pane_sizes
from dossier.tui.style.roles import StyleRoles, style_roles
from dossier.tui.text.borders import TabCounts, position, tab, tabs
from dossier.tui.widgets.footer import size_bit
from dossier.tui.widgets.line_list import LineList
from dossier.tui.widgets.reader import Reader
from dossier.tui.widgets.search_box import HINTS, problem_of
from dossier.tui.workspace import Workspace

TABLES = (ACTORS, TIMELINE, ARTICLES)
"""Lists that have one row an item, in columns, where they have the whole screen."""


def apply_breakpoint(workspace: Workspace) -> None:
    """Fit panes, rows, top line and chrome to the breakpoint that the screen is at, and to whether one pane has it all."""
    size, zoomed = size_bit(workspace.classes), workspace.has_class("-zoomed")
    apply_pane_sizes(workspace)
    for pane, widget in workspace.lists.items():
        widget.table = zoomed and size != NARROW and pane in TABLES
        widget.narrow, widget.wide = size == NARROW, size == WIDE and not widget.table
    workspace.reader.narrow, workspace.reader.wide = size == 1, size == 4
    workspace.search_box.placeholder = HINTS[size]
    if shown := workspace.contents or (workspace.first_rows and workspace.first_rows.first):
        workspace.top_bar.show(shown.result, shown.labels, size)
    refresh_chrome(workspace)


def refresh_chrome(workspace: Workspace) -> None:
    """Renew the borders of the panes in sight, and the footer."""
    if workspace.host.settings.accessible:
        put_cursor(workspace)
    _frame_lists(workspace)
    _frame_reader(workspace)
    _frame_footer(workspace)


def _frame_lists(workspace: Workspace) -> None:
    look, lists = style_roles(workspace.app), workspace.lists
    merged = size_bit(workspace.classes) == 1 or workspace.has_class("-zoomed") or workspace.has_class("-short")
    first = workspace.first_rows.first.counts if workspace.first_rows else {}
    counts = {pane: widget.count for pane, widget in lists.items()} if workspace.contents else dict(first)
    if workspace.contents and workspace.ingest_results:
        counts[ARTICLES] = workspace.contents.count(ARTICLES)  # the list shows the report of what was added
    tab_counts = TabCounts(counts, workspace.contents.news if workspace.contents else {})
    for pane in workspace.panes_in_sight:
        widget = lists[pane]
        shown = LISTS if merged else (ACTORS,) if pane == ACTORS else LISTS[1:]
        order = order_words(workspace.sort_orders[pane]) if pane in workspace.sort_orders else ""
        filtered = f"matching “{widget.filter_text}”" if widget.filter_text else ""
        place = position(look, *widget.position, f"{filtered} · {order}".strip() if order else filtered)
        quiet = pane == ACTORS and not widget.has_focus and not widget.filter_text and not order
        widget.title_for = partial(tabs, look, shown, pane, tab_counts, focused=widget.has_focus)
        _set_border(widget, widget.fitting_title, Content("") if quiet else place)


def order_words(order: str) -> str:
    """The order of a list in words: “latest first”, “by day”."""
    return order if order.endswith("first") else f"by {order}"


def _frame_reader(workspace: Workspace) -> None:
    look, reader = style_roles(workspace.app), workspace.reader
    view = reader.view
    noun = "" if size_bit(workspace.classes) == 1 or view is None else "article" if view.of == 1 else "articles"
    place = position(look, view.at, view.of, noun) if view and view.at else Content("")
    _set_border(reader, tab(look, READER, focused=reader.has_focus), place)


def _set_border(widget: LineList | Reader, title: Content, place: Content) -> None:
    """Set the border texts where they differ from those of before: setting them draws the pane again."""
    before = widget.border_contents
    if before and before[0].is_same(title) and before[1].is_same(place):
        return
    widget.border_contents = (title, place)
    widget.border_title = title
    widget.border_subtitle = place


def _frame_footer(workspace: Workspace) -> None:
    footer, reader = workspace.footer, workspace.reader
    footer.pane = workspace.focused_pane
    problem = problem_of(workspace.contents.result) if workspace.contents and size_bit(workspace.classes) == NARROW else ""
    footer.problem = f"! {problem}" if problem else ""
    footer.size_bit = size_bit(workspace.classes)
    footer.too_small = workspace.has_class("-tiny") or workspace.has_class("-short")
    if not workspace.pending_chord:
        footer.key_override = _prompt_keys(workspace) or _passage_keys(workspace) or _empty_list_keys(workspace)
    picked = sum(len(widget.picked) for widget in workspace.lists.values())
    parts = [f"{picked} selected"] if picked else []
    if reader.view and reader.passage:
        parts.append(f"{pluralize(len(reader.passage.of(reader.view.article.text).split()), 'word')} selected")
    if reader.view and reader.current_mark >= 0 and reader.marks:
        kind = "mark" if reader.view.marks or reader.view.title_marks else "quote"
        parts.append(f"{kind} {reader.current_mark + 1} of {len(reader.marks)}")
    footer.status = "   ".join([*parts, "network" if workspace.network_allowed else "offline"])


FooterKeys = tuple[tuple[str, str, str], ...]
"""Keys for the footer: key, label, id of the action."""


def _footer_keys(look: StyleRoles, *labels: tuple[str, str]) -> FooterKeys:
    """Keys by the ids of their actions, each with a label of its own."""
    return tuple((look.key(key_id), label, key_id) for key_id, label in labels)


def _prompt_keys(workspace: Workspace) -> FooterKeys:
    """The keys of the prompt while it is open."""
    if not workspace.fully_mounted or not workspace.prompt.has_focus_within:
        return ()
    request = workspace.prompt.request
    completes = (("take", "complete"),) if request and request.complete else ()
    return _footer_keys(style_roles(workspace.app), ("enter_search", "done"), *completes, ("leave_search", "cancel"))


def _passage_keys(workspace: Workspace) -> FooterKeys:
    """The keys for a passage that is selected in the reader in focus."""
    if workspace.focused is not workspace.reader or workspace.reader.passage is None:
        return ()
    labels = (("next_sentence", "more"), ("previous_sentence", "less"), ("bookmark", "bookmark"), ("note", "note"), ("tag", "tag"))
    copies = (("copy_text", "copy"), ("copy_citation", "cite"))
    return _footer_keys(style_roles(workspace.app), ("help", "help"), ("back", "cancel"), *labels, *copies)


def _empty_list_keys(workspace: Workspace) -> FooterKeys:
    """The keys that lead on from an empty list in focus."""
    focused = workspace.focused
    if not isinstance(focused, LineList) or focused.listing.rows or workspace.contents is None:
        return ()
    look, result = style_roles(workspace.app), workspace.contents.result
    if result.query.empty and not focused.filter_text:
        first = (
            (("note", "note"), ("bookmark", "bookmark")) if focused.pane == NOTES and result.totals.articles else (("add", "add articles"),)
        )
        return _footer_keys(look, ("help", "help"), ("quit", "quit"), *first, ("search", "search"), ("palette", "all commands"))
    nearest = (("open", f"search {result.nearest[0]}"),) if result.nearest and not result.articles else ()
    return _footer_keys(look, ("help", "help"), ("quit", "quit"), *nearest, ("back", "clear"), ("search", "search"))
