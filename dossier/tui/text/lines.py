"""Lines of lists and pages: clipped, flush right, wrapped, and safe to send to a terminal."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from textual.content import Content
from textual.content import Span as Styled
from textual.strip import Strip
from textual.style import Style

from dossier.text.unsafe_characters import UNSAFE
from dossier.tui.style.glyphs import ASCII
from dossier.tui.style.roles import LIFT, StyleRoles

Part = tuple[str, str]
"""A piece of a line: text, and the role it plays."""

# Control characters are shown as their pictures, one for one, so that spans of a text still hold in what is shown.
_SAFE = {code: 0x2400 + code for code in range(0x20)}
_SAFE |= {0x7F: 0x2421, 0x0A: 0x20, 0x0D: 0x20, 0x09: 0x20}
_SAFE |= {0x2028: 0x20, 0x2029: 0x20, 0x0B: 0x20, 0x0C: 0x20, 0x85: 0x20}

# One cell a character, so that a line can be measured by counting: Latin, Greek and Cyrillic, and the usual signs of print.
_NARROW = re.compile("[ -~\xa1-\xac\xae-\u02ff\u0370-\u0377\u0384-\u0482\u048a-\u052f\u1e00-\u1eff\u2010-\u2027\u2030-\u205e\u20ac]*")
_JOINERS = frozenset("\u200d\ufe0e\ufe0f\u20e3\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff")
_FLAGS = frozenset(map(chr, range(0x1F1E6, 0x1F200)))
_NOT_FIRST = frozenset("。、，．！？：；）］｝」』】〉》〕・ー々…”’")
_NOT_LAST = frozenset("（［｛「『【〈《〔“‘")

_ASCII = str.maketrans("─▸·…–—“”‘’‹›≠↑↓←→×❝", '->-~--""\'\'<>#^v<>x"')
_ARROWS = {"←↓↑→": "arrows", "↑↓": "up/down", "←→": "left/right", "↑": "up", "↓": "down", "←": "left", "→": "right"}


def clean(text: str) -> str:
    """A text without control characters, as long as before; line ends become blanks."""
    return text if text.isascii() and text.isprintable() else UNSAFE.sub("\ufffd", text.translate(_SAFE))


def width_of(parts: Sequence[Part]) -> int:
    """Cells that the parts take."""
    return sum(cell_len(text) for text, _ in parts)


def assemble(look: StyleRoles, parts: Sequence[Part]) -> Content:
    """The parts as one line, each cleaned and in the style of its role; signs are replaced where the terminal cannot show them."""
    text, styles, at = [], [], 0
    for raw, role in parts:
        if not raw:
            continue
        piece = clean(raw) if look.glyphs is not ASCII else _spelt_out(clean(raw), role)
        text.append(piece)
        styles.append(Styled(at, at + len(piece), look.style(role)))
        at += len(piece)
    return Content("".join(text), spans=styles)


def _spelt_out(text: str, role: str) -> str:
    """A text with its signs in ASCII; arrows that are keys become words, since `v` and `^` are keys themselves."""
    if role == "key":
        for arrow, word in _ARROWS.items():
            text = text.replace(arrow, word)
    return text.translate(_ASCII)


def clip(parts: Sequence[Part], width: int, ellipsis: str = "…") -> list[Part]:
    """The parts cut to a width; what is cut ends in an ellipsis."""
    clipped: list[Part] = []
    left = width
    for at, (text, role) in enumerate(parts):
        size = cell_len(text)
        more = any(later.strip() for later, _ in parts[at + 1 :])
        if size < left or (size == left and not more):
            clipped.append((text, role))
            left -= size
            continue
        if left > 0:
            clipped.append((set_cell_size(text, min(left - 1, size)).rstrip(" ,·") + ellipsis, role))
        break
    return clipped


class RenderContext(NamedTuple):
    """Context for drawing a row: cells across, style roles, whether rows have one line only or are wide, whether it is the selected row,
    the selected row of its list, and whether an item has one row in columns, since the list has the whole screen.
    """

    width: int
    look: StyleRoles
    narrow: bool = False
    wide: bool = False
    selected: bool = False
    chosen: object = None
    table: bool = False

    def line(self, left: Sequence[Part], right: Sequence[Part] = ()) -> Content:
        """One line: the left part clipped to what the right part leaves, the right part flush, one blank before the edge."""
        if self.selected:
            left, right = _lift(left), _lift(right)
        room = self.width - 1
        taken = width_of(right)
        gap = 1 if taken else 0
        shown = clip(left, max(0, room - taken - gap), self.look.glyphs.ellipsis)
        fill = " " * max(0, room - taken - width_of(shown))
        return assemble(self.look, (*shown, (fill, ""), *right, (" ", "")))


def _lift(parts: Sequence[Part]) -> list[Part]:
    return [(text, LIFT.get(role, role)) for text, role in parts]


def wrap(text: str, width: int) -> Iterator[tuple[int, int]]:
    """Line breaking: start and end offsets of the lines of a paragraph, half-open, blanks at a break left out.

    Breaks at blanks, and between the signs of scripts that are written without them; a word longer than the width is cut. Widths
    are cells, so wide characters count twice; a grapheme (marks over a letter, joined emoji) stays together.
    """
    narrow_cells = _NARROW.fullmatch(text) is not None
    start, size = 0, len(text)
    while start < size:
        stop = _reach(text, start, width) if not narrow_cells else min(size, start + width)
        if stop >= size:
            yield start, size
            return
        cut = text.rfind(" ", start, stop + 1)
        if not narrow_cells:
            cut = max(cut, _between_wide(text, max(start, cut), stop))
        if cut <= start:
            cut = stop
        yield start, cut
        start = cut
        while start < size and text[start] == " ":
            start += 1


def _reach(text: str, start: int, width: int) -> int:
    """The end of the longest part from `start` on that fits, at least one grapheme long."""
    used, at = 0, start
    while at < len(text):
        end = _sign_end(text, at)
        used += cell_len(text[at:end])
        if used > width and at > start:
            break
        at = end
    return at


def _sign_end(text: str, at: int) -> int:
    """The end of a grapheme: a character with its combining marks and the characters joined to it."""
    end = at + 1
    if text[at] in _FLAGS and end < len(text) and text[end] in _FLAGS:
        end += 1
    while end < len(text) and (text[end] in _JOINERS or text[end - 1] == "\u200d" or _is_mark(text[end])):
        end += 1
    return end


def _is_mark(char: str) -> bool:
    return not char.isascii() and unicodedata.category(char) in {"Mn", "Me", "Mc"}


def _between_wide(text: str, start: int, stop: int) -> int:
    """The last place up to `stop` where a line may end between two signs of a script without blanks; `start` where there is none."""
    at = stop
    while at > start + 1:
        is_joined = text[at] in _JOINERS or _is_mark(text[at])
        if _is_wide(text[at - 1]) and not is_joined and text[at] not in _NOT_FIRST and text[at - 1] not in _NOT_LAST:
            return at
        at -= 1
    return start


def _is_wide(char: str) -> bool:
    return unicodedata.east_asian_width(char) in {"W", "F"} and not char.isspace()


def bar(look: StyleRoles, value: float, peak: float, width: int) -> str:
    """A bar of half cells for a weight, at least half a cell long, filled up with blanks."""
    halves = max(1, round(value / peak * width * 2)) if peak else 1
    glyphs = look.glyphs
    return (glyphs.bar * (halves // 2) + (glyphs.half_bar if halves % 2 else "")).ljust(width)


def strip(look: StyleRoles, counts: Sequence[int], now: range | None = None) -> list[Part]:
    """One block a value, higher for more; the values whose index is in `now` are highlighted."""
    peak = max(counts, default=0)
    blocks = look.glyphs.blocks
    parts: list[Part] = []
    for at, count in enumerate(counts):
        level = 0 if not count else min(len(blocks) - 1, 1 + round(count / peak * (len(blocks) - 2)))
        role = "bar-now" if now is not None and at in now and count else "bar" if count else "rule"
        parts.append((blocks[level], role))
    return parts


def strip_of(content: Content, width: int, base: Style, look: StyleRoles) -> Strip:
    """One line of content as a strip of exactly `width` cells; what is cut ends in the terminal's ellipsis."""
    if content.cell_length > width > 0 and cell_len(content.plain.rstrip()) > width:
        content = content.truncate(width - 1) + Content(look.glyphs.ellipsis)
    segments = [Segment(text, (base + style).rich_style) for text, style in content.render(base, end="")]
    return Strip(segments).adjust_cell_length(width, base.rich_style)
