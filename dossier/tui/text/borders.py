"""Border texts of panes: tabs with number, name and count; position in the list."""

from collections.abc import Collection, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from textual.content import Content
from textual.style import Style

from dossier.keys.keymap import ACTORS, ARTICLES, NOTES, QUOTES, READER, TIMELINE
from dossier.tui.style.roles import StyleRoles
from dossier.tui.text.lines import Part, assemble

NUMBERS = {READER: "0", ACTORS: "1", TIMELINE: "2", ARTICLES: "3", QUOTES: "4", NOTES: "5"}


class TabCounts(NamedTuple):
    """Counts for tabs: the rows of each list, and how many of them are new."""

    rows: Mapping[str, int] = MappingProxyType({})
    new: Mapping[str, int] = MappingProxyType({})


def tabs(look: StyleRoles, panes: Sequence[str], current: str, counts: TabCounts, room: int = 0, *, focused: bool) -> Content:
    """The border title of a pane that holds several lists, each with its count, and how many of its rows are new; a click on one takes it.
    For less room, in cells, the other lists give up their counts, from the last on, then their names; 0 is for any room.
    """
    others = [pane for pane in panes if pane != current]

    def title(counted: Collection[str], gap: str = "  ", *, named: bool = True) -> Content:
        pieces = [_tab(look, p, counts, here=p == current, focused=focused, counted=p in counted, named=named) for p in panes]
        return _joined(look, pieces, gap)

    for number in range(len(others), -1, -1):
        fitting = title({current, *others[:number]})
        if not room or fitting.cell_length <= room:
            return fitting
    close = title({current}, " ")
    return close if close.cell_length <= room else title({current}, named=False)


def tab(look: StyleRoles, pane: str, *, focused: bool) -> Content:
    """The border title of a pane that holds one thing."""
    return _tab(look, pane, TabCounts(), here=True, focused=focused, counted=False)


def _joined(look: StyleRoles, pieces: Sequence[Content], gap: str) -> Content:
    title = pieces[0]
    for piece in pieces[1:]:
        title = title + assemble(look, [(gap, "")]) + piece
    return title


def _tab(look: StyleRoles, pane: str, counts: TabCounts, *, here: bool, focused: bool, counted: bool, named: bool = True) -> Content:
    number, name, amount = "faint", "muted", "faint"
    sign: list[Part] = []
    if here:
        number, name, amount = ("accent", "key", "accent") if focused else ("faint", "bold", "muted")
        sign = [(f"{look.glyphs.pane} ", "key")] if focused else []
    parts = [*sign, (f"{NUMBERS[pane]} ", number), (pane.capitalize(), name)] if named or here else [(NUMBERS[pane], number)]
    if counted and (count := counts.rows.get(pane)) is not None:
        parts.append((f" {count:,}", amount))
    if named and (new := counts.new.get(pane)):
        parts.append((f" +{new:,}", "accent"))
    return assemble(look, parts).stylize(Style.from_meta({"tab": pane}))


def position(look: StyleRoles, at: int, of: int, note: str = "") -> Content:
    """“9 of 21”, “3 of 5 articles”; empty where there is nothing to count."""
    if not of:
        return Content("")
    return assemble(look, [(f"{at:,} of {of:,}" + (f" {note}" if note else ""), "faint")])
