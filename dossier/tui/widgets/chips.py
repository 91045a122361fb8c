"""Chips on the top line: the filters of the search, each with a sign and a word; a click removes one."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual import events
from textual.content import Content
from textual.style import Style
from textual.widgets import Static

from dossier.keys.keymap import NARROW
from dossier.model.event_kinds.registry import kind_names
from dossier.model.query import Filter, FilterKind, Query
from dossier.tui import text as late_text
from dossier.tui.messages import ChipClicked, KeyClicked
from dossier.tui.style.glyphs import Glyphs
from dossier.tui.style.roles import StyleRoles
from dossier.tui.text.lines import Part, assemble, clip

if TYPE_CHECKING:
    from dossier.tui.state.labels import Labels

LONGEST = 24
"""Cells of a chip's word; a longer one is cut."""
LEAST_BOX = {NARROW: 22, 2: 30, 4: 40}
"""Cells that the search box keeps beside chips, by the size of the screen."""
GAP = "  "


class Chips(Static):
    """As many chips as there is room for, and the number of the others; `shown` are all filters."""

    def __init__(self) -> None:
        super().__init__("", id="chips")
        self.shown: tuple[Filter, ...] = ()

    def on_click(self, event: events.Click) -> None:
        """Remove the filter of the chip under the pointer; the number of the others opens the filters."""
        at = event.style.meta.get("chip")
        if at is not None and at < len(self.shown):
            self.post_message(ChipClicked(self.shown[at]))
        elif event.style.meta.get("others"):
            self.post_message(KeyClicked("facets"))


def in_order(before: Sequence[Filter], query: Query) -> tuple[Filter, ...]:
    """The filters of a query in the order in which they were chosen: those of `before` first, then the new ones."""
    now = query.filters
    remaining = tuple(filter_ for filter_ in before if filter_ in now)
    return (*remaining, *(filter_ for filter_ in now if filter_ not in remaining))


def sign_of(filter_: Filter, glyphs: Glyphs) -> str:
    """The sign before a chip's word."""
    signs = {FilterKind.DAYS: glyphs.days, FilterKind.SOURCE: glyphs.outlet, FilterKind.TAG: glyphs.tag, FilterKind.ACTOR: glyphs.actor}
    return signs.get(filter_.kind) or (glyphs.of_role(filter_.value) if filter_.value in kind_names() else glyphs.other)


def chips_line(filters: Sequence[Filter], labels: "Labels", look: StyleRoles, room: int) -> Content:
    """The chips that a number of cells has room for, each with its index as meta data; then “+2” for those left out."""
    line, left = Content(""), len(filters)
    for at, filter_ in enumerate(filters):
        chip = _chip(filter_, labels, look).stylize(Style.from_meta({"chip": at}))
        more = _others(left - 1, look) if left > 1 else Content("")
        gap = assemble(look, [(GAP if at else "", "")])
        if line.cell_length + gap.cell_length + chip.cell_length + more.cell_length > room:
            break
        line, left = line + gap + chip, left - 1
    if left == len(filters) and filters:
        count = f"{look.glyphs.pane} {left} filter{'s' if left > 1 else ''}"
        line = assemble(look, [(count if len(count) <= room else f"+{left}", "accent")]).stylize(Style.from_meta({"others": True}))
    elif left:
        line += _others(left, look)
    return line


def _chip(filter_: Filter, labels: "Labels", look: StyleRoles) -> Content:
    label: list[Part] = clip([(late_text.result_summary.filter_label(filter_, labels), "accent")], LONGEST, look.glyphs.ellipsis)
    return assemble(look, [(f"{sign_of(filter_, look.glyphs)} ", "accent"), *label, (f" {look.glyphs.remove}", "muted")])


def _others(number: int, look: StyleRoles) -> Content:
    return assemble(look, [(f"{GAP}+{number}", "accent")]).stylize(Style.from_meta({"others": True}))
