"""Drawing of a map for a terminal: rows of signs with roles, from coasts, marks of events with the names of places, and a scale."""

import unicodedata
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from rich.cells import cell_len

from dossier.maps.dots import CELL, ORDER, draw_world
from dossier.maps.scale import round_length
from dossier.maps.spots import MapMark, MapSpot, place_marks
from dossier.maps.view import MapView
from dossier.model.event import Event
from dossier.model.event_kinds.registry import find_kind

Run = tuple[str, str]
"""Signs with one role: a kind of line, that of a mark, "name", "chosen" (the chosen event), "chosen-name", "scale", or empty."""
LONGEST_NAME = 24
"""Cells of a name."""
SCALE_SHARE, LONGEST_SCALE = 0.25, 24
"""The most of the width that the scale takes, and its most cells."""


@dataclass(frozen=True, slots=True)
class MapSigns:
    """Signs of the marks beside those that each kind of event declares, and whether all signs and lines are ASCII."""

    planned: str = "◌"
    ellipsis: str = "…"
    scale: str = "├─┤"
    ascii_only: bool = False

    def of_role(self, role: str) -> str:
        """The sign of one event: of a plan, or of the kind of that name."""
        if role == "planned":
            return self.planned
        return find_kind(role).ascii_glyph if self.ascii_only else find_kind(role).glyph


ASCII_SIGNS = MapSigns(".", "~", "|-|", ascii_only=True)


@dataclass(frozen=True, slots=True)
class MapDrawing:
    """The rows of a drawing, each as runs of one role; the marks in it; and their names with row, first cell and end."""

    rows: tuple[tuple[Run, ...], ...]
    marks: tuple[MapMark, ...]
    names: tuple[tuple[MapMark, int, int, int], ...]

    def mark_near(self, column: int, row: int) -> MapMark | None:
        """The mark whose name or sign is at a cell, or whose sign is right beside it; None where there is none."""
        named = next((mark for mark, name_row, first, end in self.names if name_row == row and first <= column < end), None)
        if named is not None:
            return named
        near = [mark for mark in self.marks if abs(mark.row - row) <= 1 and -1 <= column - mark.column <= len(str(len(mark.events)))]
        return min(near, key=lambda mark: (mark.row - row) ** 2 * 4 + (mark.column - column) ** 2, default=None)


def role_of(events: Collection[Event]) -> str:
    """The role of the mark of events: "planned" or the name of their kind where all have that role, else "several"."""
    roles = {event.role for event in events}
    return roles.pop() if len(roles) == 1 else "several"


def draw_map(view: MapView, spots: Sequence[MapSpot], chosen: str, signs: MapSigns) -> MapDrawing:
    """The map of a view. One event at a place has the sign of its kind, several their number; `chosen` is the id of the event to light."""
    marks = place_marks(spots, view)
    overlay = _Overlay(view.width // CELL[0], view.height // CELL[1])
    lit = next((mark for mark in marks if any(event.id == chosen for event in mark.events)), None)
    ordered = [lit, *(mark for mark in marks if mark is not lit)] if lit else list(marks)
    for mark in ordered:
        sign, role = _sign(mark, signs)
        overlay.put_mark(mark, sign, "chosen" if mark is lit else role)
    names = []
    for mark in ordered:
        name = _short_name(mark.label, signs.ellipsis)
        if (at := overlay.put_name(mark, name, "chosen-name" if mark is lit else "name")) is not None:
            names.append((mark, *at))
    overlay.put_scale(*_scale(view, signs))
    base = _base_rows(view, ascii_only=signs.ascii_only)
    rows = tuple(tuple(overlay.runs(row, base[row])) for row in range(overlay.rows))
    return MapDrawing(rows, marks, tuple(names))


def _sign(mark: MapMark, signs: MapSigns) -> Run:
    events = mark.events
    role = role_of(events)
    return (str(len(events)) if len(events) > 1 else signs.of_role(role)), role


def _short_name(name: str, ellipsis: str) -> str:
    """A name of at most this many cells."""
    if cell_len(name) <= LONGEST_NAME:
        return name
    while cell_len(name) > LONGEST_NAME - 1:
        name = name[:-1]
    return name.rstrip() + ellipsis


def _scale(view: MapView, signs: MapSigns) -> tuple[str, str]:
    """A bar, as long as a round number of kilometres in the middle of the view, and the words for it."""
    most = min(view.width * SCALE_SHARE, LONGEST_SCALE * CELL[0])
    kilometres = view.kilometres(most)
    length = round_length(kilometres)
    cells = max(2, round(most * length / kilometres / CELL[0]))
    words = f"{length:,.0f} km" if length >= 1 else f"{length * 1000:,.0f} m"
    return signs.scale[0] + signs.scale[1] * (cells - 2) + signs.scale[2], words


@lru_cache(maxsize=8)
def _base_rows(view: MapView, *, ascii_only: bool) -> tuple[tuple[str, tuple[str, ...], tuple[Run, ...]], ...]:
    """The coasts and borders of a view, for each row: its signs, their roles, and both as runs."""
    canvas = draw_world(view)
    names = ("", *(kind.value for kind in ORDER))
    rows = []
    for row in range(canvas.rows):
        text = canvas.text(row, ascii_only=ascii_only)
        roles = tuple(names[kind] for kind in canvas.kinds[row * canvas.columns : (row + 1) * canvas.columns])
        rows.append((text, roles, tuple(_runs(text, roles))))
    return tuple(rows)


def _runs(signs: Sequence[str], roles: Sequence[str]) -> Iterator[Run]:
    """Signs of one role joined."""
    at = 0
    for role, members in groupby(roles):
        end = at + sum(1 for _ in members)
        yield "".join(signs[at:end]), role
        at = end


class _Overlay:
    """Marks, names and the scale in the cells of a drawing; what is put first stays."""

    def __init__(self, columns: int, rows: int) -> None:
        self.columns, self.rows = columns, rows
        self._cells: dict[int, dict[int, Run]] = {}
        self._taken = [0] * rows
        """A bit for each cell of a row that something was put into."""

    def put_mark(self, mark: MapMark, sign: str, role: str) -> None:
        """Put the sign of a mark at its cell, a long number as far to the left as it needs."""
        column = max(0, min(mark.column, self.columns - len(sign)))
        if self._is_free(mark.row, column, len(sign)):
            self._put(mark.row, column, sign, role)

    def put_name(self, mark: MapMark, name: str, role: str) -> tuple[int, int, int] | None:
        """Put the name of a mark beside its sign, else below or above it: row, first cell and end. None where there is no room."""
        cells, sign = cell_len(name), self._sign_cells(mark)
        if not cells or not sign:
            return None
        after, before = sign[-1] + 2, sign[0] - cells - 1
        middle = max(0, min(self.columns - cells, (sign[0] + sign[-1] - cells + 1) // 2))
        below, above = mark.row + 1, mark.row - 1
        places = [(mark.row, after), (mark.row, before), *((row, at) for row in (below, above) for at in (middle, after, before))]
        for row, column in places:
            if self._is_free(row, column - 1, cells + 2, within=(column, column + cells)):
                self._put_words(row, column, name, role)
                return row, column, column + cells
        return None

    def put_scale(self, bar: str, words: str) -> None:
        """Put the scale in a lower corner, the left one if it is free."""
        text = f"{bar} {words}"
        for column in (1, self.columns - len(text) - 1):
            if self._is_free(self.rows - 1, column, len(text)):
                self._put_words(self.rows - 1, column, text, "scale")
                return

    def runs(self, row: int, base: tuple[str, tuple[str, ...], tuple[Run, ...]]) -> Iterator[Run]:
        """A row with what lies over it."""
        text, roles, runs = base
        cells = self._cells.get(row)
        if not cells:
            yield from runs
            return
        over = [cells.get(column, (sign, roles[column])) for column, sign in enumerate(text)]
        yield from _runs([sign for sign, _ in over], [role for _, role in over])

    def _sign_cells(self, mark: MapMark) -> list[int]:
        """The columns of a mark's sign; none where another mark covers it."""
        cells = self._cells.get(mark.row, {})
        count = len(mark.events)
        start = max(0, min(mark.column, self.columns - len(str(count)))) if count > 1 else mark.column
        columns = list(range(start, start + (len(str(count)) if count > 1 else 1)))
        return columns if all(column in cells for column in columns) else []

    def _is_free(self, row: int, column: int, cells: int, within: tuple[int, int] | None = None) -> bool:
        """True where cells of a row are on the drawing and nothing was put there; those outside of `within` may be off the drawing."""
        first, end = within or (column, column + cells)
        if not (0 <= row < self.rows and first >= 0 and end <= self.columns):
            return False
        return not self._taken[row] >> max(column, 0) & (1 << min(cells, column + cells)) - 1

    def _put_words(self, row: int, column: int, words: str, role: str) -> None:
        """Put words with a blank on each side, so that no line touches them."""
        end = column + cell_len(words)
        for at in (column - 1, end):
            if 0 <= at < self.columns:
                self._cells.setdefault(row, {}).setdefault(at, (" ", ""))
                self._taken[row] |= 1 << at
        self._put(row, column, words, role)

    def _put(self, row: int, column: int, text: str, role: str) -> None:
        cells = self._cells.setdefault(row, {})
        for sign in text:
            if not cell_len(sign) or unicodedata.combining(sign):
                before = cells.get(column - 1)
                if before is not None:
                    cells[column - 1] = (before[0] + sign, role)
                continue
            for n in range(cell_len(sign)):
                cells[column + n] = (sign if n == 0 else "", role)
                self._taken[row] |= 1 << column + n
            column += cell_len(sign)
