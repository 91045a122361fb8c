"""Sources side by side: a table with a cell cursor, its head and its first column always in sight."""

from dataclasses import dataclass, field

from textual import events
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from dossier.model.comparison import Agreement, Cell, ComparedSource, Comparison, ComparisonRow, DiffKind
from dossier.phrases.comparison import copy_note, diff_markup
from dossier.phrases.core import weekday_and_day
from dossier.tui.style.roles import StyleRoles, style_roles
from dossier.tui.text.lines import Part, assemble, strip_of, wrap
from dossier.tui.text.phrases import NOT_REPORTED

LABEL, NARROW_LABEL = 18, 14
LEAST_COLUMN = 26
ROOMY = 84
"""Cells across from which the first column is wide."""
GAP = 2
ROLES = {
    DiffKind.NONE: "",
    DiffKind.DIFFERS: "differing",
    DiffKind.TIME: "lit",
    DiffKind.ADDED: "added",
    DiffKind.CHANGED: "changed",
    DiffKind.DROPPED: "dropped",
}


@dataclass(frozen=True, slots=True)
class ColumnLayout:
    """Columns for a width: cells of the first column and of a source's, the first source in sight and the number in sight."""

    label: int
    column: int
    first_source: int
    shown: int


def layout_of(width: int, sources: int, at: int, first: int) -> ColumnLayout:
    """As many sources as fit, the one at the cursor among them, with as little moving as that takes."""
    label = LABEL if width >= ROOMY else NARROW_LABEL
    room = width - label - 1
    shown = max(1, min(sources, room // LEAST_COLUMN))
    first = min(max(first, at - shown + 1, 0), at, max(0, sources - shown))
    return ColumnLayout(label, room // shown, first, shown)


@dataclass
class CellPicked(Message):
    """A cell was clicked; `opened` is true for the second click."""

    source: int
    point: int
    opened: bool


@dataclass
class _Drawn:
    """The table's lines for a width and a cursor, and the point (row of the comparison) that each line of the body belongs to."""

    head: list[Content] = field(default_factory=list)
    body: list[Content] = field(default_factory=list)
    points: list[int] = field(default_factory=list)


class SideBySide(ScrollView, can_focus=True, inherit_bindings=False):
    """Draws a comparison. The screen moves the cursor; a click posts the cell under it."""

    def __init__(self, comparison: Comparison, source: int, point: int) -> None:
        super().__init__(id="side-by-side")
        self.comparison = comparison
        self.source, self.point = source, point
        self.first = 0
        self._drawn: tuple[int, _Drawn] | None = None

    # the cursor
    def go(self, source: int, point: int) -> None:
        """Put the cursor on a cell and scroll to it."""
        self.source = max(0, min(source, len(self.comparison.sources) - 1))
        self.point = max(0, min(point, len(self.comparison.rows) - 1))
        self._redraw()

    def page(self, by: int) -> None:
        """Move the cursor by about a height of the table."""
        room = max(1, self.size.height - len(self._table().head) - 1)
        points = self._table().points
        start = points.index(self.point) if self.point in points else 0
        self.go(self.source, points[max(0, min(len(points) - 1, start + by * room))])

    @property
    def layout_now(self) -> ColumnLayout:
        """The columns at this width."""
        return layout_of(self.scrollable_content_region.width, len(self.comparison.sources), self.source, self.first)

    def _redraw(self) -> None:
        self.first = self.layout_now.first_source
        self._drawn = None
        drawn = self._table()
        self.virtual_size = Size(0, len(drawn.head) + len(drawn.body))
        lines = [n for n, point in enumerate(drawn.points) if point == self.point]
        room = self.size.height - len(drawn.head)
        if lines and room > 0:
            top, end = (0 if self.point == 0 else lines[0]), lines[-1] + 1
            now = self.scroll_offset.y
            y = top if top < now else min(top, end - room) if end > now + room else now
            self.scroll_to(y=max(0, y), animate=False, force=True)
        self.refresh()

    def on_resize(self, _event: events.Resize) -> None:
        """Other columns at other widths."""
        self._redraw()

    # drawing
    def _table(self) -> _Drawn:
        width = self.scrollable_content_region.width
        if self._drawn is None or self._drawn[0] != width:
            self._drawn = (width, self._draw(style_roles(self.app)))
        return self._drawn[1]

    def _draw(self, look: StyleRoles) -> _Drawn:
        layout, comparison = self.layout_now, self.comparison
        shown = range(layout.first_source, layout.first_source + layout.shown)
        width = self.scrollable_content_region.width
        drawn = _Drawn()
        heads = [_head(comparison.sources[n], look, layout.column - GAP, here=n == self.source) for n in shown]
        cues: list[Part] = [
            ("", ""),
            (f"← {layout.first_source} more" if layout.first_source else "", "muted"),
            (f"→ {len(comparison.sources) - shown.stop} more" if shown.stop < len(comparison.sources) else "", "muted"),
        ]
        rule = assemble(look, [(" " + look.glyphs.rule * (width - 2), "rule")])
        drawn.head = [Content(""), *_row(cues, heads, layout, look), rule]
        for number, point in enumerate(comparison.rows):
            cells = [_cell(point, n, look, layout.column - GAP) for n in shown]
            at = self.source - layout.first_source if number == self.point else -1
            lines = _row(_labels(point, look, here=number == self.point), cells, layout, look, at)
            drawn.body += [*lines, Content("")]
            drawn.points += [number] * (len(lines) + 1)
        return drawn

    def render_line(self, y: int) -> Strip:
        """One line in sight; the head stays where it is."""
        width = self.scrollable_content_region.width
        drawn = self._table()
        at = y - len(drawn.head) + self.scroll_offset.y
        line = drawn.head[y] if y < len(drawn.head) else drawn.body[at] if at < len(drawn.body) else Content("")
        return strip_of(line, width, self.visual_style, style_roles(self.app))

    def on_click(self, event: events.Click) -> None:
        """Post the cell under the pointer; in the head, that of the point at the cursor."""
        offset = event.get_content_offset(self)
        layout, drawn = self.layout_now, self._table()
        if offset is None:
            return
        column = (offset.x - layout.label) // layout.column
        source = layout.first_source + column if offset.x >= layout.label and column < layout.shown else self.source
        at = offset.y - len(drawn.head) + self.scroll_offset.y
        point = drawn.points[at] if 0 <= at < len(drawn.points) and offset.y >= len(drawn.head) else self.point
        self.post_message(CellPicked(source, point, opened=event.chain > 1))


def _head(source: ComparedSource, look: StyleRoles, width: int, *, here: bool) -> list[Content]:
    """Outlet, title, day with its basis, and a remark."""
    sign: list[Part] = [(f"{look.glyphs.pane} ", "key")] if here else []
    day: list[Part] = (
        [(weekday_and_day(source.day), ""), (f" · {source.known.removeprefix('date ')}", "muted")]
        if source.day
        else [(source.known, "muted")]
    )
    lines: list[list[Part]] = [[*sign, (source.outlet, "key" if here else "bold")], [(source.title, "muted")], day]
    if remark := source.remark or copy_note(source):
        lines.append([(f"{look.glyphs.agree} {remark}" if source.copy_of else remark, "muted")])
    return [_cut(assemble(look, line), width, look) for line in lines]


def _labels(point: ComparisonRow, look: StyleRoles, *, here: bool) -> list[Part]:
    """The name of a point, and below it whether sources agree."""
    signs = {Agreement.AGREE: look.glyphs.agree, Agreement.DIFFER: look.glyphs.differ, Agreement.NONE: look.glyphs.none}
    agreement = point.agreement.value or point.remark
    line = f"{signs.get(point.agreement, look.glyphs.dot)} {agreement}" if agreement else ""
    return [(point.name, "key" if here else "bold"), (line, "conflict" if point.agreement is Agreement.DIFFER else "muted")]


def _cell(point: ComparisonRow, source: int, look: StyleRoles, width: int) -> list[Content]:
    """The cell of one source, wrapped, with the remark below it."""
    cell: Cell = point.cells[source]
    if not cell.lines:
        return [assemble(look, [(NOT_REPORTED, "faint")])]
    lines: list[Content] = []
    for pieces in cell.lines:
        words = [(text, ROLES[mark]) for text, mark in diff_markup(pieces, look.glyphs.differ)]
        content = assemble(look, [*_sign(cell, look), *words])
        # a sign stays on the line of the word before it
        whole = content.plain.replace(f" {look.glyphs.differ}", f"\u00a0{look.glyphs.differ}")
        lines += [content[start:end] for start, end in wrap(whole, max(8, width))]
    if cell.remark:
        lines.append(_cut(assemble(look, [(cell.remark, "faint")]), width, look))
    return lines


def _sign(cell: Cell, look: StyleRoles) -> list[Part]:
    """The sign of a plan, or of a kind of event, before the word."""
    return [(f"{look.glyphs.of_role(cell.role)} ", cell.role)] if cell.role else []


def _row(labels: list[Part], cells: list[list[Content]], layout: ColumnLayout, look: StyleRoles, at: int = -1) -> list[Content]:
    """Lines of a row: labels one below the other, then the cells, the one `at` tinted in its whole height."""
    height = max(len([text for text, _ in labels if text]), *map(len, cells))
    labels = [label for label in labels if label[0]] if labels[0][0] else labels
    lines = []
    for n in range(height):
        text, role = labels[n] if n < len(labels) else ("", "")
        line = _padded(_cut(assemble(look, [(" ", ""), (text, role)]), layout.label - 1, look), layout.label)
        for number, cell in enumerate(cells):
            piece = _padded(cell[n] if n < len(cell) else Content(""), layout.column - GAP)
            if number == at:
                piece = Content.styled(piece.plain, look.style("row")) if look.plain else piece.stylize_before(look.style("row"))
            line = line + piece + Content(" " * GAP)
        lines.append(line)
    return lines


def _cut(line: Content, width: int, look: StyleRoles) -> Content:
    """The line no wider than a width; what is cut ends in an ellipsis."""
    return line if line.cell_length <= width else line.truncate(width - 1) + assemble(look, [(look.glyphs.ellipsis, "faint")])


def _padded(line: Content, width: int) -> Content:
    """The line as wide as its column."""
    return line + Content(" " * max(0, width - line.cell_length))
