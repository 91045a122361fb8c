"""Splits: the borders between panes, which keys and the mouse move."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from dossier.keys.keymap import ACTORS
from dossier.tui.state.pane_sizes import LAYOUTS, Split

if TYPE_CHECKING:
    from textual.events import MouseEvent
    from textual.widget import Widget

    from dossier.tui.workspace import Workspace

COLUMNS, ROWS = 4, 1
"""Cells by which a key moves a border."""
READER_EDGES = 27
"""Cells of the reader beside its text: names and numbers before it, a blank and the scrollbar after it, borders."""
LEAST_COLUMNS, LEAST_ROWS = 24, 4
"""Cells that a pane keeps."""


def layout_of(workspace: Workspace) -> str:
    """The name of the layout in which borders can be moved; empty where one pane has the whole screen."""
    if any(workspace.has_class(name) for name in ("-zoomed", "-tiny", "-short")):
        return ""
    return next((layout for layout in LAYOUTS if workspace.has_class(f"-{layout}")), "")


def split_named(workspace: Workspace, name: str) -> Split | None:
    """The split of that name in the present layout; None where it has no such split."""
    layout = layout_of(workspace)
    if name not in LAYOUTS.get(layout, ()):
        return None
    body, left = workspace.query_one("#body"), workspace.query_one("#left")
    if name == "lists":
        return Split(name, left, body.region, layout != "narrow")
    return Split(name, workspace.lists[ACTORS], left.region, layout == "wide")


def split_at(workspace: Workspace, x: int, y: int) -> Split | None:
    """The split whose border is at a cell of the screen: the two columns where panes meet side by side, the last row of a pane above."""
    for name in LAYOUTS.get(layout_of(workspace), ()):
        split = split_named(workspace, name)
        if split is None or not split.whole.contains(x, y):
            continue
        edge = split.first.region
        if (split.upright and x in {edge.right - 1, edge.right}) or (not split.upright and y == edge.bottom - 1):
            return split
    return None


def move_border(workspace: Workspace, split: Split, cells: int) -> bool:
    """Give the first side that many cells, as far as both sides keep their least; false where nothing moves."""
    size = split.whole.width if split.upright else split.whole.height
    least = min(LEAST_COLUMNS if split.upright else LEAST_ROWS, size // 2)
    before = split.first.outer_size.width if split.upright else split.first.outer_size.height
    cells = min(max(cells, least), size - least)
    if cells == before:
        return False
    workspace.pane_sizes.setdefault(layout_of(workspace), {})[split.name] = ceil(cells * 100_000 / size) / 1000
    apply_pane_sizes(workspace)
    return True


def reset_pane_sizes(workspace: Workspace) -> None:
    """Give all panes the sizes that the program has for them."""
    workspace.pane_sizes.clear()
    apply_pane_sizes(workspace)


def apply_pane_sizes(workspace: Workspace) -> None:
    """Set the sizes that the user chose for the present layout, and leave all others to the style sheet; the reader is no wider than its
    lines need, unless the user said so.
    """
    layout = layout_of(workspace)
    shares = workspace.pane_sizes.get(layout, {})
    left, actors, right = workspace.query_one("#left"), workspace.lists[ACTORS], workspace.query_one("#right")
    _set_share(left, shares.get("lists"), upright=layout != "narrow")
    _set_share(actors, shares.get("actors"), upright=layout == "wide")
    if layout in {"", "narrow"} or "lists" in shares:
        right.styles.width = right.styles.max_width = None
    else:
        needed = workspace.reader.longest + READER_EDGES
        right.styles.width, right.styles.max_width = f"{needed}fr", needed


def _set_share(widget: Widget, share: float | None, *, upright: bool) -> None:
    """Give a widget a share of its parent's width or height; without one, what the style sheet says."""
    styles, chosen = widget.styles, None if share is None else f"{share}%"
    styles.width, styles.height = (chosen, None) if upright else (None, chosen)
    styles.min_width = 0 if chosen and upright else None
    styles.max_height = "100%" if chosen and not upright else None


# ---------------------------------------------------------------------- the mouse
def drag(workspace: Workspace, event: MouseEvent) -> None:
    """Move the border that was taken to the pointer."""
    if (split := workspace.dragged) is not None:
        region = split.whole
        move_border(workspace, split, event.screen_x - region.x if split.upright else event.screen_y - region.y + 1)
