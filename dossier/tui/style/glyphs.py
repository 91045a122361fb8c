"""Glyphs: the signs beside words, with replacements where the terminal cannot show them."""

import locale
from typing import NamedTuple

from dossier.model.event_kinds.registry import find_kind


class Glyphs(NamedTuple):
    """One sign for each meaning; each is one cell wide, `differ` excepted in ASCII. Each kind of event declares its own."""

    planned: str = "◌"
    differ: str = "≠"
    unsure: str = "~"
    agree: str = "="
    none: str = "–"
    pane: str = "▸"
    row: str = "▌"
    row_plain: str = "▶"
    picked: str = "+"
    lit_first: str = "▶"
    lit: str = "▌"
    quote_bar: str = "│"
    match_bar: str = "┃"
    cursor: str = "█"
    quote: str = "❝"
    bar: str = "━"
    half_bar: str = "╸"
    rule: str = "─"
    blocks: str = "▁▂▃▄▅▆▇█"
    bookmark: str = "★"
    note: str = "✎"
    unread: str = "•"
    correction: str = "⚑"
    ellipsis: str = "…"
    dot: str = "·"
    open_title: str = "‹"
    close_title: str = "›"
    scrollbar: str = "▐"
    left_mark: str = "“"
    right_mark: str = "”"
    chosen: str = "●"
    other: str = "○"
    days: str = "▦"
    outlet: str = "▤"
    tag: str = "#"
    actor: str = "@"
    remove: str = "×"

    def of_role(self, role: str) -> str:
        """The sign of an event: of a plan, or of the kind of that name."""
        if role == "planned":
            return self.planned
        return find_kind(role).ascii_glyph if self is ASCII else find_kind(role).glyph


ASCII = Glyphs(
    planned=".",
    differ="!=",
    none="-",
    pane=">",
    row=">",
    row_plain=">",
    lit_first=">",
    lit="|",
    quote_bar=":",
    match_bar="|",
    cursor="#",
    quote='"',
    bar="=",
    half_bar="-",
    rule="-",
    blocks="_.:::###",
    bookmark="*",
    note="-",
    unread="N",
    correction="^",
    ellipsis="~",
    dot="-",
    open_title="<",
    close_title=">",
    scrollbar="|",
    left_mark='"',
    right_mark='"',
    chosen="*",
    other="o",
    days="%",
    outlet="&",
    remove="x",
)


CONSOLES = ("linux", "vt100", "vt220", "cons25")
"""Terminals by TERM whose fonts lack our signs, whatever the locale says."""


def glyphs_for(encoding: str | None = None) -> Glyphs:
    """Signs for a terminal's encoding; without one, that of the locale."""
    name = (encoding or locale.getpreferredencoding(do_setlocale=False)).lower().replace("-", "")
    return Glyphs() if name in {"utf8", "utf16", "utf32", "cp65001"} else ASCII
