"""List of rows that draws only the lines in sight, however many rows there are."""

from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Callable, Sequence

from textual import events
from textual.content import Content
from textual.geometry import Region, Size
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from dossier.tui import text as late_text
from dossier.tui.messages import ListFiltered, ListWanted, RowOpened, RowShown
from dossier.tui.state.list_model import ListModel, Row, empty_list
from dossier.tui.style.roles import style_roles
from dossier.tui.text.lines import RenderContext, assemble, strip_of
from dossier.tui.workers import run_in_thread

KEPT_STRIPS = 600
BORDER = 6
"""Cells of a border's title that are no words: corners, a stretch of line and a blank on both sides."""
AT_ONCE = 1000
"""Rows up to which a list is filtered while the key is handled; a longer one is filtered in a worker."""


class LineList(ScrollView, can_focus=True, inherit_bindings=False):
    """A list of rows of one to three lines. The screen gives it a `ListModel`; it reports the selection by messages."""

    cursor: reactive[int] = reactive(-1, repaint=False)
    narrow: reactive[bool] = reactive(False, repaint=False)  # noqa: FBT003  # a reactive's first value
    wide: reactive[bool] = reactive(False, repaint=False)  # noqa: FBT003  # a reactive's first value
    table: reactive[bool] = reactive(False, repaint=False)  # noqa: FBT003  # a reactive's first value

    def __init__(self, pane: str, classes: str = "") -> None:
        super().__init__(id=pane, classes=classes)
        self.pane = pane
        self.source = empty_list(lambda _row, _context: [])
        self.filter_text = ""
        self.visited = False
        self.picked: frozenset[str] = frozenset()
        self._placeholder: tuple[Content, ...] | Callable[[], tuple[Content, ...]] = ()
        self.border_contents: tuple[Content, Content] | None = None
        self.title_for: Callable[[int], Content] = lambda _room: Content("")
        self._listing = self.source
        self._later: tuple[int, Callable[[], ListModel]] | None = None
        self._ends: Sequence[int] = ()
        self._strips: OrderedDict[object, list[Strip]] = OrderedDict()
        self._generation = 0

    # what is shown
    def show(self, listing: ListModel, *, stay_first: bool = False) -> None:
        """Show other rows; the selection stays on the same item where it is still there, or with `stay_first` on the first row."""
        if stay_first and self.cursor == self._first_in(self._listing):
            self.set_reactive(LineList.cursor, -1)
        self.source, self._later = listing, None
        self._filter()

    def show_later(self, count: int, build: Callable[[], ListModel], *, stay_first: bool = False) -> None:
        """Take other rows, of that number, when the list is next looked at; for a list that is out of sight."""
        if stay_first and self.cursor == self._first_in(self._listing):
            self.set_reactive(LineList.cursor, -1)
        self._later = (count, build)

    @staticmethod
    def _first_in(listing: ListModel) -> int:
        """The first row that can be selected, -1 without one."""
        return next((n for n, row in enumerate(listing.rows) if not row.heading), -1)

    def take_rows(self) -> None:
        """Take the rows that were put off."""
        if self._later is not None:
            self.show(self._later[1]())

    def filter_by(self, text: str) -> None:
        """Show only the rows that hold a text; of a long list a moment later."""
        self.take_rows()
        self.filter_text = text
        self._filter()

    @property
    def listing(self) -> ListModel:
        """The rows shown, filtered."""
        self.take_rows()
        return self._listing

    @property
    def count(self) -> int:
        """The number of rows that can be selected; rows that were put off are not built for it."""
        return self._later[0] if self._later is not None and not self.filter_text.strip() else self.listing.count

    def _filter(self) -> None:
        source, text = self.source, self.filter_text
        if not text.strip() or len(source.rows) <= AT_ONCE:
            self._fill(source.filtered(text))
            return
        run_in_thread(self, f"filter {self.pane}", lambda: ListFiltered(source, text, source.filtered(text).prepared()))

    def on_list_filtered(self, message: ListFiltered) -> None:
        """Show the filtered rows, unless others are wanted by now; the screen renews the border."""
        if message.source is self.source and message.filter_text == self.filter_text:
            self._fill(message.listing)
        else:
            message.stop()

    def show_placeholder(self, lines: tuple[Content, ...] | Callable[[], tuple[Content, ...]]) -> None:
        """Lines to show while the list has no rows, or a function that gives them once they are seen."""
        self._placeholder = lines
        self.refresh()

    @property
    def placeholder(self) -> tuple[Content, ...]:
        """Lines to show while the list has no rows."""
        if not isinstance(self._placeholder, tuple):
            self._placeholder = self._placeholder()
        return self._placeholder

    def pick(self, row_id: str) -> None:
        """Take a row into the selection of several, or out of it."""
        self.picked = self.picked ^ {row_id}
        self.refresh()

    def _fill(self, listing: ListModel) -> None:
        chosen, part = self.chosen.id if self.chosen else "", self._listing
        above = self.line_of_cursor - self.scroll_offset.y
        self._listing = listing
        self._generation += 1
        self._strips.clear()
        self._measure()
        at = listing.find(chosen) if chosen else -1
        self.set_reactive(LineList.cursor, at if at >= 0 else self._selectable(0, 1))
        if part.before and at >= 0:
            # rows that come before those that were there move none of these
            self.scroll_to(y=self.line_of_cursor - above, animate=False, force=True)
        self._keep_in_sight()
        self.refresh()

    def _measure(self) -> None:
        size = 0 if self.narrow or self.table else 2 if self.wide else 1
        self._ends = self._listing.ends[size]
        self.virtual_size = Size(0, self._ends[-1] if self._ends else 0)

    def watch_narrow(self) -> None:
        """Other heights at other sizes."""
        self._resized()

    def watch_wide(self) -> None:
        """Other heights at other sizes."""
        self._resized()

    def watch_table(self) -> None:
        """One row an item, or more."""
        self._resized()

    def _resized(self) -> None:
        self._strips.clear()
        self._measure()
        self.call_after_refresh(self._keep_in_sight)
        self.refresh()

    def redraw(self) -> None:
        """Draw the rows again: what they show beside their own items has changed."""
        self._strips.clear()
        self.refresh()

    # the selection
    @property
    def chosen(self) -> Row | None:
        """The selected row."""
        rows = self.listing.rows
        return rows[self.cursor] if 0 <= self.cursor < len(rows) else None

    @property
    def position(self) -> tuple[int, int]:
        """The number of the selected row among those that can be selected, from 1 on, and their number."""
        return (self.listing.numbers[self.cursor] if 0 <= self.cursor < len(self.listing.rows) else 0), self.listing.count

    def select(self, row_id: str) -> bool:
        """Select the row of an item; false where it is not in the list. Posts no message."""
        at = self.listing.find(row_id)
        if at >= 0:
            self.set_reactive(LineList.cursor, at)
            self._keep_in_sight()
            self.refresh()
        return at >= 0

    @property
    def line_of_cursor(self) -> int:
        """The line on which the selected row begins, counted from the top of the list."""
        return self._top(self.cursor) if 0 <= self.cursor < len(self._ends) else 0

    def line_of_heading(self, at: int) -> int:
        """The line of the row `at`, which is a heading, after the blank line before it."""
        return self._top(at) + (self.listing.rows[at].gap and not (self.narrow or self.table)) if at else 0

    def move(self, rows: int) -> None:
        """Move the selection by rows, over headings."""
        step = 1 if rows > 0 else -1
        at = self.cursor
        for _ in range(abs(rows)):
            after = self._selectable(at + step, step)
            if after < 0:
                break
            at = after
        self._go(at)

    def page(self, part: float) -> None:
        """Move the selection by a part of the height, negative for up."""
        self.take_rows()
        if not self._ends:
            return
        line = self._top(self.cursor) + round(self.size.height * part)
        at = min(max(0, bisect_right(self._ends, max(0, line))), len(self._ends) - 1)
        step = 1 if part > 0 else -1
        after = self._selectable(at, step)
        self._go(after if after >= 0 else self._selectable(at, -step))

    def first(self) -> None:
        """Select the first row, and show the heading over it."""
        self._go(self._selectable(0, 1))
        self.scroll_to(y=0, animate=False)

    def last(self) -> None:
        """Select the last row."""
        self._go(self._selectable(len(self.listing.rows) - 1, -1))

    def _selectable(self, start: int, step: int) -> int:
        rows = self.listing.rows
        at = start
        while 0 <= at < len(rows):
            if not rows[at].heading:
                return at
            at += step
        return -1

    def _go(self, at: int) -> None:
        if at < 0 or at == self.cursor:
            return
        self.cursor = at
        self._keep_in_sight()
        self.refresh()
        self.post_message(RowShown(self.pane, self.listing.rows[at]))

    def _top(self, at: int) -> int:
        return self._ends[at - 1] if at > 0 else 0

    def _keep_in_sight(self) -> None:
        if self.cursor < 0 or not self._ends or not self.size.height:
            return
        top, end = self._top(self.cursor), self._ends[self.cursor]
        if self.cursor == self._selectable(0, 1):
            top = 0
        self.scroll_to_region(Region(0, top, 1, end - top), animate=False, force=True)

    # drawing
    def render_line(self, y: int) -> Strip:
        """One line in sight."""
        self.take_rows()
        width = self.scrollable_content_region.width
        line = y + self.scroll_offset.y
        at = bisect_right(self._ends, line)
        if at >= len(self._ends):
            if not self._ends and y < len(lines := self._without_rows()):
                return strip_of(lines[y], width, self.visual_style, style_roles(self.app))
            return Strip.blank(width, self.visual_style.rich_style)
        return self._lines(at, width)[line - self._top(at)]

    def _without_rows(self) -> tuple[Content, ...]:
        """The lines of a list that shows no row: that the filter leaves none, else the placeholder."""
        if not (self.filter_text.strip() and self.source.rows):
            return self.placeholder
        return late_text.placeholders.no_match(style_roles(self.app), self.pane, self.filter_text.strip())

    def _lines(self, at: int, width: int) -> list[Strip]:
        row = self.listing.rows[at]
        selected = at == self.cursor and self.visited
        look = style_roles(self.app)
        picked = row.id in self.picked
        chosen = self.chosen.id if row.heading and self.chosen else ""
        key = (at, width, selected, selected and self.has_focus, picked, chosen, self._generation, look.theme, look.plain)
        if (cached := self._strips.get(key)) is not None:
            return cached
        context = RenderContext(width - 1, look, self.narrow, self.wide, selected, self.chosen, self.table)
        lines = [self._finish(content, context, n, picked) for n, content in enumerate(self.listing.draw(row, context))]
        height = self._ends[at] - self._top(at)
        drawn = [strip_of(line, width, self.visual_style, look) for line in lines[:height]]
        missing = height - len(drawn)
        blank = [Strip.blank(width, self.visual_style.rich_style)] * missing
        drawn = blank + drawn if row.gap and not (self.narrow or self.table) else drawn + blank
        self._strips[key] = drawn
        if len(self._strips) > KEPT_STRIPS:
            self._strips.popitem(last=False)
        return drawn

    def _finish(self, content: Content, context: RenderContext, line: int, picked: bool) -> Content:  # noqa: FBT001  # private, one caller
        """The mark cell before a line, and the selected row's fill under it."""
        look, here = context.look, self.has_focus
        if context.selected:
            sign = look.glyphs.row
            if look.plain and here:
                # One reversed stretch: greys and weights under it would break it up.
                sign = look.glyphs.row_plain if line == 0 else " "
                return Content.styled(sign + content.plain, look.style("row"))
            whole = assemble(look, [(sign, "row-mark" if here else "row-mark-blurred")]) + content
            fill = look.style("row" if here else "row-blurred")
            return whole.stylize(fill) if look.plain else whole.stylize_before(fill)
        mark = look.glyphs.picked if picked and line == 0 else " "
        return assemble(look, [(mark, "key")]) + content

    # focus, size and mouse
    def on_show(self) -> None:
        """Come into sight with the rows of now."""
        self.take_rows()

    def on_resize(self) -> None:
        """Keep the selected row in sight, and the title within the border."""
        self._keep_in_sight()
        title = self.fitting_title
        if self.border_contents and not self.border_contents[0].is_same(title):
            self.border_contents = (title, self.border_contents[1])
            self.border_title = title

    @property
    def fitting_title(self) -> Content:
        """The title for the room that the border has; the longest one before the list is laid out."""
        return self.title_for(max(0, self.outer_size.width - BORDER))

    def on_focus(self) -> None:
        """Another background for the selected row, which is shown once the list has been entered."""
        self.visited = True
        self.refresh()

    def on_blur(self) -> None:
        """Another background for the selected row."""
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """Select the row under the pointer; a second click opens it. On the border: take the tab."""
        tab = event.style.meta.get("tab")
        if tab:
            self.post_message(ListWanted(tab))
            return
        offset = event.get_content_offset(self)
        if offset is None:
            return
        at = bisect_right(self._ends, offset.y + self.scroll_offset.y)
        if at >= len(self._ends) or self.listing.rows[at].heading:
            return
        self._go(at)
        if event.chain > 1:
            self.post_message(RowOpened(self.pane, self.listing.rows[at]))
