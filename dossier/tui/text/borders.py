"""Border texts of panes: tabs with number, name and count; position in the list."""

from collections.abc import Mapping, Sequence

from textual.content import Content
from textual.style import Style

from dossier.keys.keymap import ACTORS, ARTICLES, NOTES, QUOTES, READER, TIMELINE
from dossier.tui.style.roles import StyleRoles
from dossier.tui.text.lines import Part, assemble

NUMBERS = {READER: "0", ACTORS: "1", TIMELINE: "2", ARTICLES: "3", QUOTES: "4", NOTES: "5"}


def tabs(
    look: StyleRoles, panes: Sequence[str], current: str, counts: Mapping[str, int], news: Mapping[str, int], *, focused: bool
) -> Content:
    """The border title of a pane that holds several lists, each with its count, and how many of its rows are new; a click on one takes it."""
    title = Content("")
    for pane in panes:
        gap = assemble(look, [("  ", "")]) if title else Content("")
        title = title + gap + _tab(look, pane, counts.get(pane), news.get(pane, 0), here=pane == current, focused=focused)
    return title


def _tab(look: StyleRoles, pane: str, count: int | None, new: int, *, here: bool, focused: bool) -> Content:
    number, name, amount = "faint", "muted", "faint"
    sign: list[Part] = []
    if here:
        number, name, amount = ("accent", "key", "accent") if focused else ("faint", "bold", "muted")
        sign = [(f"{look.glyphs.pane} ", "key")] if focused else []
    parts = [*sign, (f"{NUMBERS[pane]} ", number), (pane.capitalize(), name)]
    if count is not None:
        parts.append((f" {count:,}", amount))
    if new:
        parts.append((f" +{new:,}", "accent"))
    return assemble(look, parts).stylize(Style.from_meta({"tab": pane}))


def position(look: StyleRoles, at: int, of: int, note: str = "") -> Content:
    """“9 of 21”, “3 of 5 articles”; empty where there is nothing to count."""
    if not of:
        return Content("")
    return assemble(look, [(f"{at:,} of {of:,}" + (f" {note}" if note else ""), "faint")])
