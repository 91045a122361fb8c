"""Reader: an article with its quotations, the highlighted sentence and the hits; draws only the lines in sight."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from rich.cells import cell_len, set_cell_size
from textual import events
from textual.content import Content
from textual.content import Span as Styled
from textual.geometry import Size
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from dossier.model.span import Span
from dossier.tui.style.roles import StyleRoles, style_roles
from dossier.tui.text.lines import Part, assemble, clean, strip_of

if TYPE_CHECKING:
    from dossier.tui.text.article_layout import ArticleLayout, ArticleView, PageLine, ReaderPosition

NAME_CELLS = 15


class Reader(ScrollView, can_focus=True, inherit_bindings=False):
    """Shows one `ArticleView`. The text is never read as markup, and nothing in it reaches the terminal as a control character.
    `longest` is the longest line of its text. `marks` are the spans that one steps through: hits of title and text, or quotations.
    """

    wide: reactive[bool] = reactive(False, repaint=False)  # noqa: FBT003  # a reactive's first value
    narrow: reactive[bool] = reactive(False, repaint=False)  # noqa: FBT003  # a reactive's first value

    def __init__(self, longest: int) -> None:
        super().__init__(id="reader")
        self.longest = longest
        self.view: ArticleView | None = None
        self.position: ReaderPosition | None = None
        self.article_layout: ArticleLayout | None = None
        self.current_mark = -1
        self.has_stepped = False
        self.marks: tuple[Span, ...] = ()
        self.title_mark_count = 0
        self.unfolded = False
        self.placeholder: tuple[Content, ...] = ()
        self.border_contents: tuple[Content, Content] | None = None
        self._strips: dict[int, Strip] = {}
        self._layout_key: tuple[ArticleView, int, bool, bool, str] | None = None

    # what is shown
    def show(self, view: ArticleView, position: ReaderPosition) -> None:
        """Show an article at a position: the highlighted sentence, else the first mark, else a line, else its top."""
        other = self.view is None or self.view.article.id != view.article.id
        hits = (*view.title_marks, *view.marks)
        marks = hits or tuple(quotation.span for quotation in view.quotations)
        stays = not other and position.line is not None and marks == self.marks
        self.view, self.position, self.marks = view, position, marks
        self.title_mark_count = len(view.title_marks)
        if not stays:
            self.current_mark, self.has_stepped = 0 if hits else -1, False
        if position.lit is not None and view.marks and not stays:
            inside = [n for n, mark in enumerate(view.marks) if mark.overlaps(position.lit)]
            self.current_mark = self.title_mark_count + inside[0] if inside else 0
        self._update_layout()
        if other:
            self.scroll_to(y=0, animate=False)
        self.call_after_refresh(self.go_to_position)

    def show_placeholder(self, lines: tuple[Content, ...]) -> None:
        """Show other words in place of an article."""
        self.view, self.article_layout, self.placeholder, self._layout_key = None, None, lines, None
        self.current_mark, self.marks = -1, ()
        self._strips.clear()
        self.virtual_size = Size(0, len(lines))
        self.scroll_to(y=0, animate=False)
        self.refresh()

    def watch_wide(self) -> None:
        """Other gutters at other sizes."""
        self._update_layout()

    def watch_narrow(self) -> None:
        """A shorter head in narrow terminals."""
        self._update_layout()

    def on_resize(self, _event: events.Resize) -> None:
        """Lines break elsewhere."""
        self._update_layout()

    def _update_layout(self) -> None:
        self._strips.clear()
        width = self.scrollable_content_region.width
        if self.view is None or not width:
            return
        fold_key = "" if self.unfolded else style_roles(self.app).key("fold")
        key = (self.view, width, self.wide, self.narrow, fold_key)
        if key != self._layout_key:
            top = (
                self.article_layout.offset_at(self.scroll_offset.y)
                if self.article_layout and self.article_layout.view is self.view
                else None
            )
            changes_key = style_roles(self.app).key("changes")
            self.article_layout = self.view.layout(
                width, wide=self.wide, short_head=self.narrow, longest=self.longest, fold_key=fold_key, changes_key=changes_key
            )
            self._layout_key = key
            self.virtual_size = Size(0, len(self.article_layout.lines))
            if top is not None and self.scroll_offset.y:
                self.scroll_to(y=self.article_layout.row_of(top), animate=False)
        self.refresh()

    def fold(self) -> None:
        """Show captions and boilerplate below the text and go there, or fold them away again."""
        self.unfolded = not self.unfolded
        self._update_layout()
        if self.unfolded and self.article_layout is not None:
            last = self.article_layout.rows[-1] if self.article_layout.rows else 0
            self.scroll_to(y=max(self.scroll_offset.y, last + 2 - self.size.height // 2), animate=False)

    # moving
    def go_to_position(self) -> None:
        """Scroll to the position that was asked for."""
        if self.article_layout is None or self.position is None:
            return
        if self.position.line is not None:
            self.scroll_to(y=self.position.line, animate=False)
        elif self.position.lit is not None:
            self._scroll_to_span(self.position.lit)
        elif self.position.to_mark and self.current_mark >= 0:
            self._scroll_to_mark()
        else:
            self.scroll_to(y=0, animate=False)

    def step(self, by: int) -> bool:
        """Go to the next or previous mark, round at the ends; false where there is none."""
        if not self.marks:
            return False
        if self.current_mark < 0:
            self.current_mark = 0 if by > 0 else len(self.marks) - 1
        else:
            self.current_mark = (self.current_mark + by) % len(self.marks)
        self.has_stepped = True
        self._strips.clear()
        self._scroll_to_mark()
        self.refresh()
        return True

    def _scroll_to_mark(self) -> None:
        if self.current_mark < self.title_mark_count:
            self.scroll_to(y=0, animate=False)
        else:
            self._scroll_to_span(self.marks[self.current_mark])

    def _scroll_to_span(self, span: Span) -> None:
        """Scroll so that a span of the text is in sight, with some lines before it."""
        if self.article_layout is None:
            return
        first, last = self.article_layout.row_of(span.start), self.article_layout.row_of(max(span.start, span.end - 1))
        top, height = self.scroll_offset.y, self.size.height
        if last + 1 <= height and (top == 0 or first < height // 2):
            self.scroll_to(y=0, animate=False)
        elif not (top + 1 < first and last + 1 < top + height):
            self.scroll_to(y=max(0, first - height // 3), animate=False)

    def move(self, lines: int) -> None:
        """Scroll by lines."""
        self.scroll_to(y=self.scroll_offset.y + lines, animate=False)

    def page_by(self, part: float) -> None:
        """Scroll by a part of the height."""
        self.move(round(self.size.height * part))

    def current_passage(self) -> Span | None:
        """The span for a note or bookmark made here, where in sight: the mark stepped to (for a hit: its sentence), the highlighted
        sentence, else the first paragraph.
        """
        if self.article_layout is None or self.view is None:
            return None
        lit = self.position.lit if self.position else None
        for span in (self._stepped_to(), lit):
            if span is not None and self._in_sight(span.start):
                return span
        at = self.article_layout.offset_at(self.scroll_offset.y)
        return next((p.span for p in self.view.article.paragraphs() if p.span.end > at), None)

    def _in_sight(self, offset: int) -> bool:
        return (
            self.article_layout is not None
            and self.scroll_offset.y <= self.article_layout.row_of(offset) < self.scroll_offset.y + self.size.height
        )

    def _stepped_to(self) -> Span | None:
        """The quotation that was stepped to, or the sentence of the hit."""
        if not self.has_stepped or self.view is None or self.current_mark < self.title_mark_count:
            return None
        mark = self.marks[self.current_mark]
        if mark in self.view.marks:
            return next((sentence for sentence in self.view.sentences if sentence.contains(mark)), mark)
        return mark

    # drawing
    def render_line(self, y: int) -> Strip:
        """One line in sight."""
        width = self.scrollable_content_region.width
        row = y + self.scroll_offset.y
        if self.article_layout is None:
            if row < len(self.placeholder):
                return strip_of(self.placeholder[row], width, self.visual_style, style_roles(self.app))
            return Strip.blank(width, self.visual_style.rich_style)
        if row >= len(self.article_layout.lines):
            return Strip.blank(width, self.visual_style.rich_style)
        if (cached := self._strips.get(row)) is None:
            cached = self._strips[row] = strip_of(
                self._draw(self.article_layout.lines[row]), width, self.visual_style, style_roles(self.app)
            )
        return cached

    def _draw(self, line: PageLine) -> Content:
        look = style_roles(self.app)
        if line.span is None or self.article_layout is None or self.view is None:
            name = self._speaker(line, look) if line.name else ()
            head = assemble(look, (*name, *line.parts))
            return head + self._title(line.title, look) if line.title else head
        bars, styles = self._marked(line.span, look)
        number = f"{line.number or '':>3} "
        gutter: tuple[Part, ...] = ((number, "faint"), bars)
        if self.article_layout.names_in_gutter:
            gutter = (*self._speaker(line, look), (f"{line.number or '':>5} ", "faint"), bars)
        text = clean(line.span.of(self.view.article.text))
        base = Styled(0, len(text), look.style("bold" if line.bold else ""))
        return assemble(look, gutter) + Content(text, spans=[base, *styles])

    def _title(self, span: Span, look: StyleRoles) -> Content:
        """A line of the title, with its hits."""
        if self.view is None:
            return Content("")
        text = clean(span.of(self.view.title))
        hits = [
            _within(mark, span, look, "hit-now" if n == self.current_mark else "hit")
            for n, mark in enumerate(self.view.title_marks)
            if mark.overlaps(span)
        ]
        return Content(text, spans=[Styled(0, len(text), look.style("bold")), *hits])

    def _speaker(self, line: PageLine, look: StyleRoles) -> tuple[Part, ...]:
        name = clean(line.name)
        if cell_len(name) > NAME_CELLS:
            name = set_cell_size(name, NAME_CELLS - 1).rstrip() + look.glyphs.ellipsis
        return ((" " * (NAME_CELLS - cell_len(name)), ""), (name, line.name_role))

    def _marked(self, span: Span, look: StyleRoles) -> tuple[Part, list[Styled]]:
        """The bar before a line and the styles on it, applied in order: quotation, highlight, hit."""
        view, glyphs = self.view, look.glyphs
        if view is None:
            return ("  ", ""), []
        bar: Part = ("  ", "")
        styles: list[Styled] = []
        for quotation in view.quotations:
            if quotation.span.overlaps(span):
                match = quotation.id in view.matching
                bar = (
                    (f"{glyphs.match_bar} ", "match-bar")
                    if match
                    else bar
                    if bar[1] == "match-bar"
                    else (f"{glyphs.quote_bar} ", "quote-bar")
                )
                styles.append(_within(view.quoted(quotation.span), span, look, "match" if match else "quote"))
        lit = self.position.lit if self.position else None
        if lit is not None and lit.overlaps(span):
            first = lit.start >= span.start
            bar = (f"{glyphs.lit_first if first else glyphs.lit} ", "lit-mark")
            styles.append(_within(self._lit_span(lit), span, look, "lit"))
        at = bisect_left(view.marks, Span(span.start, span.start))
        for n in range(max(0, at - 1), len(view.marks)):
            if view.marks[n].start >= span.end:
                break
            if view.marks[n].overlaps(span):
                styles.append(_within(view.marks[n], span, look, "hit-now" if n + self.title_mark_count == self.current_mark else "hit"))
        return bar, styles

    def _lit_span(self, lit: Span) -> Span:
        """A highlighted quotation is highlighted with its quotation marks."""
        if self.view and any(quotation.span == lit for quotation in self.view.quotations):
            return self.view.quoted(lit)
        return lit


def _within(mark: Span, line: Span, look: StyleRoles, role: str) -> Styled:
    """A mark's part on one line, counted from the line's start."""
    return Styled(max(0, mark.start - line.start), min(len(line), mark.end - line.start), look.style(role))
