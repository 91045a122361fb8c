"""Chips on the top line: what narrows the search beside its words, each with a sign and a word; a click takes one away."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from textual import events
from textual.content import Content
from textual.style import Style
from textual.widgets import Static

from dossier.keys.keymap import NARROW
from dossier.model.query import Filter, FilterKind, Query
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
    """As many chips as there is room for, and the number of the others."""

    def __init__(self) -> None:
        super().__init__("", id="chips")
        self.shown: tuple[Filter, ...] = ()

    def on_click(self, event: events.Click) -> None:
        """Take away the chip under the pointer; the number of the others opens the facets."""
        at = event.style.meta.get("chip")
        if at is not None and at < len(self.shown):
            self.post_message(ChipClicked(self.shown[at]))
        elif event.style.meta.get("others"):
            self.post_message(KeyClicked("facets"))


def in_order(before: Sequence[Filter], query: Query) -> tuple[Filter, ...]:
    """What narrows a query in the order it was chosen: what was there before, then what is new."""
    now = query.filters
    kept = tuple(one for one in before if one in now)
    return (*kept, *(one for one in now if one not in kept))


def word_of(one: Filter, names: "Labels") -> str:
    """What a chip says: “Jan 2026”, “strike”, “no outlet named”, a name."""
    from dossier.phrases.core import format_range  # noqa: PLC0415  # after the first paint

    if one.kind is FilterKind.DAYS:
        first, last = (date.fromisoformat(day) for day in one.value.split(".."))
        return format_range(first, last)
    if one.kind is FilterKind.ACTOR:
        return names.short(one.value) or names.name(one.value) or one.value
    return one.value or "no outlet named"


def sign_of(one: Filter, glyphs: Glyphs) -> str:
    """The sign before a chip's word."""
    signs = {FilterKind.DAYS: glyphs.days, FilterKind.SOURCE: glyphs.outlet, FilterKind.TAG: glyphs.tag, FilterKind.ACTOR: glyphs.actor}
    return signs.get(one.kind) or (glyphs.strike if one.value == "strike" else glyphs.meeting)


def chips_line(chosen: Sequence[Filter], names: "Labels", look: StyleRoles, room: int) -> Content:
    """The chips that a number of cells has room for, each a mark of its own; then “+2” for those left out."""
    line, left = Content(""), len(chosen)
    for at, one in enumerate(chosen):
        chip = _chip(one, names, look).stylize(Style.from_meta({"chip": at}))
        more = _others(left - 1, look) if left > 1 else Content("")
        gap = assemble(look, [(GAP if at else "", "")])
        if line.cell_length + gap.cell_length + chip.cell_length + more.cell_length > room:
            break
        line, left = line + gap + chip, left - 1
    if left == len(chosen) and chosen:
        told = f"{look.glyphs.pane} {left} filter{'s' if left > 1 else ''}"
        line = assemble(look, [(told if len(told) <= room else f"+{left}", "accent")]).stylize(Style.from_meta({"others": True}))
    elif left:
        line += _others(left, look)
    return line


def _chip(one: Filter, names: "Labels", look: StyleRoles) -> Content:
    word: list[Part] = clip([(word_of(one, names), "accent")], LONGEST, look.glyphs.ellipsis)
    return assemble(look, [(f"{sign_of(one, look.glyphs)} ", "accent"), *word, (f" {look.glyphs.remove}", "muted")])


def _others(number: int, look: StyleRoles) -> Content:
    return assemble(look, [(f"{GAP}+{number}", "accent")]).stylize(Style.from_meta({"others": True}))
