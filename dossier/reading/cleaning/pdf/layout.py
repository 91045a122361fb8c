"""The layout of a PDF's page: the strings that it shows, on a grid of characters.

pypdf's own layout mode parses a page's content once more and multiplies all matrices of the page for every string; this one takes the
parsed content and multiplies two. Operators and matrices: ISO 32000-1, sections 8.3 (coordinates) and 9.3 to 9.4 (text).
"""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from pypdf import PageObject
    from pypdf.generic._font import Font

Matrix: TypeAlias = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
BACKWARDS = 5
"""Spaces that a string may begin before the end of the one before it and stand on the same line."""
MOST_SPACES, MOST_BLANK_LINES = 10_000, 1_000
WORD_GAP = 0.475
"""Share of a space's width from which a gap parts two words, as in pypdf's plain mode."""
DEEPEST = 1_000
"""Saved graphics states at a time."""
FLAT = 1e-6
"""Scale below which an axis counts as turned away."""
WIDER = 1.25
"""Share by which a line's length in characters is taken as longer, so that the words of wide lines stay apart on the grid."""


@dataclass(slots=True)
class _TextState:
    """Font, size, spacing and leading, as the operators of a page set them; q and Q save and restore them with the matrix."""

    matrix: Matrix = IDENTITY
    font: "Font | None" = None
    size: float = 12.0
    letter_space: float = 0.0
    word_space: float = 0.0
    scale: float = 1.0
    leading: float = 0.0
    rise: float = 0.0


@dataclass(slots=True)
class _Line:
    """A line of a text object: where it starts, on an upright page, and ends (points), its height and space, what stands on it."""

    x: float
    upright_y: float
    height: float
    space: float
    end: float
    last_y: float
    text: str = ""


@dataclass(frozen=True, slots=True)
class PageGrid:
    """Page grid: the lines of a page with each word near its place, and blank lines where the page leaves space. `is_whole` is False where
    the page shows text beside it: turned on its side, in a font that is not understood, or in a form.
    """

    text: str
    is_whole: bool


def page_grid(page: "PageObject", operations: Iterable[tuple[Any, bytes]]) -> PageGrid:
    """The text of a page on a grid of characters. `operations` is the page's parsed content. Raises what pypdf raises for a damaged font."""
    reader = _Reader(page._layout_mode_fonts(), _pictures(page))  # noqa: SLF001  widths and tables of signs are in no public place
    lines = reader.lines_of(operations)
    characters = sum(len(line.text) for line in lines)
    unit = sum(line.end - line.x for line in lines) / (characters * WIDER) if characters else 0.0
    left = min((line.x for line in lines), default=0.0)
    text: list[str] = []
    y_above = 0
    for y, row in _rows(lines):
        height = row[0].height
        blank = int(abs(y - y_above) / height) - 1 if text and height else 0
        text += [""] * min(blank, MOST_BLANK_LINES)
        words = _draw(row, left, unit)
        text += [words] if words or text else []
        y_above = y
    return PageGrid("\n".join(text), reader.is_whole)


def _rows(lines: "list[_Line]") -> "list[tuple[int, list[_Line]]]":
    """The rows of a page from top to bottom, each from left to right with its distance from the foot. Lines less than their height apart
    are one row, unless two of them begin at one place.
    """
    lines = sorted(lines, key=lambda line: (-line.upright_y, line.x))
    baselines = [(y, sorted(group, key=lambda line: line.x)) for y, group in groupby(lines, key=lambda line: int(line.upright_y))]
    rows: list[tuple[int, list[_Line]]] = []
    starts: set[int] = set()
    for y, row in baselines:
        own_starts = {int(line.x) for line in row if line.text.strip()}
        is_near = bool(rows) and abs(y - rows[-1][0]) < min(row[0].height, rows[-1][1][0].height)
        if is_near and not starts & own_starts:
            rows[-1][1][:] = sorted([*rows[-1][1], *row], key=lambda line: line.x)
            starts |= own_starts
        else:
            rows.append((y, row))
            starts = own_starts
    return rows


def _draw(row: "Sequence[_Line]", left: float, unit: float) -> str:
    """The lines of a row at their places, `unit` points a character; one space at least where there is a gap between them."""
    text, end = "", 0.0
    for line in row:
        x = line.x - left
        column = min(int(x // unit), MOST_SPACES) if unit else len(text)
        if column > len(text) and math.ceil(end) < int(x):
            text += " " * (column - len(text))
        elif text and not text.endswith(" ") and x - end >= line.space * WORD_GAP > 0:
            text += " "
        text += line.text
        end = line.end - left
    return text.rstrip()


class _Reader:
    """Interpreter of a page's operators, as far as they place text."""

    def __init__(self, fonts: Mapping[str, "Font"], pictures: frozenset[str]) -> None:
        self.fonts, self.pictures = fonts, pictures
        self.state = _TextState()
        self.saved: list[_TextState] = []
        self.line_start = self.place = IDENTITY
        self.in_text = False
        self.line: _Line | None = None
        self.lines: list[_Line] = []
        self.is_whole = True
        self.signs: dict[int, dict[Any, tuple[str, float, bool]]] = {}
        self.handlers: dict[bytes, Callable[[Sequence[Any]], None]] = {
            b"q": self._save,
            b"Q": self._restore,
            b"cm": self._transform,
            b"BT": self._begin,
            b"ET": self._end,
            b"Tf": self._set_font,
            b"Td": self._move,
            b"TD": self._move_and_lead,
            b"Tm": self._set_place,
            b"T*": self._next_line,
            b"Tj": self._show,
            b"TJ": self._show_array,
            b"'": self._show_below,
            b'"': self._show_spaced,
            b"Do": self._draw_object,
        }
        settings = {b"Tc": "letter_space", b"Tw": "word_space", b"TL": "leading", b"Ts": "rise"}
        self.handlers |= {operator: partial(self._set, name) for operator, name in settings.items()}
        self.handlers[b"Tz"] = self._set_scale

    def lines_of(self, operations: Iterable[tuple[Any, bytes]]) -> list[_Line]:
        """The lines of all text objects, in the order of the file."""
        for operands, operator in operations:
            if handler := self.handlers.get(operator):
                handler(operands)
        self._end(())
        return self.lines

    def _save(self, _operands: Sequence[Any]) -> None:
        if len(self.saved) < DEEPEST:
            state = self.state
            self.saved.append(state)
            self.state = _TextState(*(getattr(state, name) for name in _TextState.__slots__))

    def _restore(self, _operands: Sequence[Any]) -> None:
        if self.saved:
            self.state = self.saved.pop()

    def _transform(self, operands: Sequence[Any]) -> None:
        if len(matrix := _numbers(operands, 6)) == 6:
            self.state.matrix = _product(_matrix(matrix), self.state.matrix)

    def _draw_object(self, operands: Sequence[Any]) -> None:
        """Draw a picture, or a form, which may hold text."""
        self.is_whole = self.is_whole and bool(operands) and operands[0] in self.pictures

    def _begin(self, _operands: Sequence[Any]) -> None:
        self.line_start = self.place = IDENTITY
        self.in_text = True

    def _end(self, _operands: Sequence[Any]) -> None:
        self._close_line(with_blank=True)
        self.in_text = False

    def _set_font(self, operands: Sequence[Any]) -> None:
        self.state.font = self.fonts.get(operands[0]) if operands else None
        self._set("size", operands[1:])

    def _set(self, name: str, operands: Sequence[Any]) -> None:
        for number in _numbers(operands, 1):
            setattr(self.state, name, number)

    def _set_scale(self, operands: Sequence[Any]) -> None:
        self._set("scale", [number / 100 for number in _numbers(operands, 1)])

    def _move(self, operands: Sequence[Any]) -> None:
        if len(by := _numbers(operands, 2)) == 2:
            self.line_start = self.place = _product((1.0, 0.0, 0.0, 1.0, by[0], by[1]), self.line_start)

    def _move_and_lead(self, operands: Sequence[Any]) -> None:
        if len(by := _numbers(operands, 2)) == 2:
            self.state.leading = -by[1]
        self._move(operands)

    def _set_place(self, operands: Sequence[Any]) -> None:
        if len(matrix := _numbers(operands, 6)) == 6:
            self.line_start = self.place = _matrix(matrix)

    def _next_line(self, _operands: Sequence[Any]) -> None:
        self._move((0.0, -self.state.leading))

    def _show_below(self, operands: Sequence[Any]) -> None:
        self._next_line(())
        self._show(operands)

    def _show_spaced(self, operands: Sequence[Any]) -> None:
        if len(operands) >= 3:
            self._set("word_space", operands[:1])
            self._set("letter_space", operands[1:2])
            self._show_below(operands[2:3])

    def _show_array(self, operands: Sequence[Any]) -> None:
        for item in operands[0] if operands and isinstance(operands[0], list) else ():
            if isinstance(item, bytes):
                self._show((item,))
            elif isinstance(item, (int, float)):
                self._advance(-self.state.size * float(item) / 1000 * self.state.scale)

    def _advance(self, width: float) -> None:
        a, b, c, d, e, f = self.place
        self.place = (a, b, c, d, e + width * a, f + width * b)

    def _show(self, operands: Sequence[Any]) -> None:
        """Show a string at the current place: append it to the line there, or begin another."""
        font, state = self.state.font, self.state
        if not (self.in_text and font and operands and isinstance(operands[0], (str, bytes))):
            return
        text, units, count, spaces = self._decode(operands[0], font)
        width = (state.size * units / 1000 + count * state.letter_space + spaces * state.word_space) * state.scale
        matrix = _product(self.place, state.matrix)
        a, b, _, d, x, y = matrix
        self._advance(width)
        is_turned = abs(d) <= FLAT or (d < -FLAT and a < -FLAT)
        if is_turned or not font.interpretable:
            self.is_whole = self.is_whole and not text.strip()
            return
        height = state.size * math.hypot(b, d)
        y += state.rise * d
        space = (state.size * font.space_width / 1000 + state.letter_space + state.word_space) * state.scale
        space = round(space if space >= FLAT else state.size * font.space_width / 1000 * state.scale, 3)
        line = self.line
        if line and (abs(y - line.last_y) > height or line.end - x > space * BACKWARDS):
            self._close_line()
            line = None
        step = space * abs(a)
        if line is None:
            line = self.line = _Line(x, -y if d < -FLAT else y, height, step, x, y)
        gap = round(x - line.end, 3)
        if line.text and step and gap >= step * WORD_GAP and not line.text.endswith(" "):
            line.text += " " * min(MOST_SPACES, max(1, round(gap / step)))
        elif line.text and step and gap > 0:
            line.text += " " * min(MOST_SPACES, round(gap / step))
        line.text += text
        line.end, line.last_y = x + width * a, y

    def _close_line(self, *, with_blank: bool = False) -> None:
        line, self.line = self.line, None
        if line and (line.text if with_blank else line.text.strip()):
            self.lines.append(line)

    def _decode(self, shown: str | bytes, font: "Font") -> tuple[str, float, int, int]:
        """The text of a string, its width in thousandths of the size, the number of its signs, and how many of them are spaces."""
        signs = self.signs.setdefault(id(font), {})
        named = isinstance(font.encoding, str)
        codes: Iterable[Any] = shown
        if named and isinstance(shown, bytes):
            try:
                codes = shown.decode(str(font.encoding), "surrogatepass")
            except UnicodeDecodeError:
                codes = shown.decode(str(font.encoding), "replace")
        found = [signs.get(code) or signs.setdefault(code, _sign(code, font)) for code in codes]
        return "".join(sign[0] for sign in found), sum(sign[1] for sign in found), len(found), sum(sign[2] for sign in found)


def _pictures(page: "PageObject") -> frozenset[str]:
    """The names of the pictures among the objects that a page may draw."""
    resources = page.get("/Resources")
    objects = resources.get_object().get("/XObject") if resources is not None else None
    named = objects.get_object() if objects is not None else {}
    return frozenset(str(name) for name in named if named[name].get("/Subtype") == "/Image")


def _sign(code: int | str, font: "Font") -> tuple[str, float, bool]:
    """The text of one code of a font, its width, and whether it is the font's space. A number is a byte, by the font's own table."""
    char = code if isinstance(code, str) else chr(code)
    words = font.encoding.get(code, char) if isinstance(code, int) and isinstance(font.encoding, dict) else char
    text = "".join(font.character_map.get(letter, letter) for letter in words)
    is_space = char == font.space_char
    return text, font.space_width if is_space else font.get_text_width(char), is_space


def _numbers(operands: Sequence[Any], count: int) -> list[float]:
    """The first operands as numbers; empty where one of them is not a number."""
    first = operands[:count]
    return [float(number) for number in first] if all(isinstance(number, (int, float)) for number in first) else []


def _matrix(numbers: Sequence[float]) -> Matrix:
    a, b, c, d, e, f = numbers
    return a, b, c, d, e, f


def _product(left: Matrix, right: Matrix) -> Matrix:
    """The matrix that applies `left` first, then `right`."""
    a, b, c, d, e, f = left
    p, q, r, s, t, u = right
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u
