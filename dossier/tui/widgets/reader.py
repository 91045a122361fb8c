"""The reader: an article with its quotations, the lit sentence and the hits; draws only the lines in sight."""

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
from dossier.tui.text.lines import Part, assemble, clean
from dossier.tui.widgets.line_list import strip_of

if TYPE_CHECKING:
    from dossier.tui.text.article_layout import ArticleLayout, ArticleView, PageLine, ReaderPosition

NAME_CELLS = 15
NAMES_GUTTER = 23


class Reader(ScrollView, can_focus=True, inherit_bindings=False):
    """Shows one `Page`. The text is never read as markup, and nothing in it reaches the terminal as a control character.
    `longest` is the longest line of its text.
    """

    wide: reactive[bool] = reactive(False, repaint=False)  # noqa: FBT003  # a reactive's first value
    narrow: reactive[bool] = reactive(False, repaint=False)  # noqa: FBT003  # a reactive's first value

    def __init__(self, longest: int) -> None:
        super().__init__(id="reader")
        self.longest = longest
        self.page: ArticleView | None = None
        self.place: ReaderPosition | None = None
        self.laid: ArticleLayout | None = None
        self.mark = -1
        self.stepped = False
        self.stepping: tuple[Span, ...] = ()
        self.in_title = 0
        self.unfolded = False
        self.blank: tuple[Content, ...] = ()
        self.framed: tuple[Content, Content] | None = None
        self._strips: dict[int, Strip] = {}
        self._laid_for: tuple[ArticleView, int, bool, bool, str] | None = None

    # what is shown
    def show(self, page: ArticleView, place: ReaderPosition) -> None:
        """Show an article at a place: the lit sentence, else the first mark, else a line, else its top."""
        other = self.page is None or self.page.article.id != page.article.id
        hits = (*page.title_marks, *page.marks)
        stepping = hits or tuple(quotation.span for quotation in page.quotations)
        stays = not other and place.line is not None and stepping == self.stepping
        self.page, self.place, self.stepping = page, place, stepping
        self.in_title = len(page.title_marks)
        if not stays:
            self.mark, self.stepped = 0 if hits else -1, False
        if place.lit is not None and page.marks and not stays:
            inside = [n for n, mark in enumerate(page.marks) if mark.overlaps(place.lit)]
            self.mark = self.in_title + inside[0] if inside else 0
        self._lay()
        if other:
            self.scroll_to(y=0, animate=False)
        self.call_after_refresh(self.go_to_place)

    def say(self, lines: tuple[Content, ...]) -> None:
        """Show other words in place of an article."""
        self.page, self.laid, self.blank, self._laid_for = None, None, lines, None
        self.mark, self.stepping = -1, ()
        self._strips.clear()
        self.virtual_size = Size(0, len(lines))
        self.scroll_to(y=0, animate=False)
        self.refresh()

    def watch_wide(self) -> None:
        """Other gutters at other sizes."""
        self._lay()

    def watch_narrow(self) -> None:
        """A shorter head in narrow terminals."""
        self._lay()

    def on_resize(self, _event: events.Resize) -> None:
        """Lines break elsewhere."""
        self._lay()

    def _lay(self) -> None:
        self._strips.clear()
        width = self.scrollable_content_region.width
        if self.page is None or not width:
            return
        fold_key = "" if self.unfolded else style_roles(self.app).key("fold")
        wanted = (self.page, width, self.wide, self.narrow, fold_key)
        if wanted != self._laid_for:
            top = self.laid.offset_at(self.scroll_offset.y) if self.laid and self.laid.page is self.page else None
            from dossier.tui.text.article_layout import layout_article  # noqa: PLC0415  # after the first paint

            self.laid = layout_article(self.page, width, wide=self.wide, short_head=self.narrow, longest=self.longest, fold_key=fold_key)
            self._laid_for = wanted
            self.virtual_size = Size(0, len(self.laid.lines))
            if top is not None and self.scroll_offset.y:
                self.scroll_to(y=self.laid.row_of(top), animate=False)
        self.refresh()

    def fold(self) -> None:
        """Show captions and boilerplate below the text and go there, or fold them away again."""
        self.unfolded = not self.unfolded
        self._lay()
        if self.unfolded and self.laid is not None:
            last = self.laid.rows[-1] if self.laid.rows else 0
            self.scroll_to(y=max(self.scroll_offset.y, last + 2 - self.size.height // 2), animate=False)

    # moving
    def go_to_place(self) -> None:
        """Scroll to where the page was asked to open."""
        if self.laid is None or self.place is None:
            return
        if self.place.line is not None:
            self.scroll_to(y=self.place.line, animate=False)
        elif self.place.lit is not None:
            self._bring(self.place.lit)
        elif self.place.to_mark and self.mark >= 0:
            self._bring_mark()
        else:
            self.scroll_to(y=0, animate=False)

    def step(self, by: int) -> bool:
        """Go to the next or previous mark, round at the ends; false where there is none."""
        if not self.stepping:
            return False
        if self.mark < 0:
            self.mark = 0 if by > 0 else len(self.stepping) - 1
        else:
            self.mark = (self.mark + by) % len(self.stepping)
        self.stepped = True
        self._strips.clear()
        self._bring_mark()
        self.refresh()
        return True

    def _bring_mark(self) -> None:
        if self.mark < self.in_title:
            self.scroll_to(y=0, animate=False)
        else:
            self._bring(self.stepping[self.mark])

    def _bring(self, span: Span) -> None:
        """Scroll so that a stretch of the text is in sight, with what leads up to it."""
        if self.laid is None:
            return
        first, last = self.laid.row_of(span.start), self.laid.row_of(max(span.start, span.end - 1))
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

    def here(self) -> Span | None:
        """What a note or bookmark in the reader hangs on, where in sight: the mark stepped to (a hit: its sentence), the lit
        sentence, else the first paragraph.
        """
        if self.laid is None or self.page is None:
            return None
        lit = self.place.lit if self.place else None
        for wanted in (self._stepped_to(), lit):
            if wanted is not None and self._in_sight(wanted.start):
                return wanted
        at = self.laid.offset_at(self.scroll_offset.y)
        return next((p.span for p in self.page.article.paragraphs() if p.span.end > at), None)

    def _in_sight(self, offset: int) -> bool:
        return self.laid is not None and self.scroll_offset.y <= self.laid.row_of(offset) < self.scroll_offset.y + self.size.height

    def _stepped_to(self) -> Span | None:
        """The quotation that was stepped to, or the sentence of the hit."""
        if not self.stepped or self.page is None or self.mark < self.in_title:
            return None
        mark = self.stepping[self.mark]
        if mark in self.page.marks:
            return next((sentence for sentence in self.page.sentences if sentence.contains(mark)), mark)
        return mark

    # drawing
    def render_line(self, y: int) -> Strip:
        """One line in sight."""
        width = self.scrollable_content_region.width
        row = y + self.scroll_offset.y
        if self.laid is None:
            if row < len(self.blank):
                return strip_of(self.blank[row], width, self.visual_style)
            return Strip.blank(width, self.visual_style.rich_style)
        if row >= len(self.laid.lines):
            return Strip.blank(width, self.visual_style.rich_style)
        if (kept := self._strips.get(row)) is None:
            kept = self._strips[row] = strip_of(self._draw(self.laid.lines[row]), width, self.visual_style)
        return kept

    def _draw(self, line: PageLine) -> Content:
        look = style_roles(self.app)
        if line.span is None or self.laid is None or self.page is None:
            name = self._speaker(line, look) if line.name else ()
            head = assemble(look, (*name, *line.parts))
            return head + self._title(line.title, look) if line.title else head
        bars, styles = self._marked(line.span, look)
        number = f"{line.number or '':>3} "
        gutter: tuple[Part, ...] = ((number, "faint"), bars)
        if self.laid.gutter == NAMES_GUTTER:
            gutter = (*self._speaker(line, look), (f"{line.number or '':>5} ", "faint"), bars)
        text = clean(line.span.of(self.page.article.text))
        base = Styled(0, len(text), look.style("bold" if line.bold else ""))
        return assemble(look, gutter) + Content(text, spans=[base, *styles])

    def _title(self, span: Span, look: StyleRoles) -> Content:
        """A line of the title, with its hits."""
        if self.page is None:
            return Content("")
        from dossier.tui.text.phrases import title_of  # noqa: PLC0415  # after the first paint

        text = clean(span.of(title_of(self.page.article)))
        hits = [
            _within(mark, span, look, "hit-now" if n == self.mark else "hit")
            for n, mark in enumerate(self.page.title_marks)
            if mark.overlaps(span)
        ]
        return Content(text, spans=[Styled(0, len(text), look.style("bold")), *hits])

    def _speaker(self, line: PageLine, look: StyleRoles) -> tuple[Part, ...]:
        name = clean(line.name)
        if cell_len(name) > NAME_CELLS:
            name = set_cell_size(name, NAME_CELLS - 1).rstrip() + look.glyphs.ellipsis
        return ((" " * (NAME_CELLS - cell_len(name)), ""), (name, line.name_role))

    def _marked(self, span: Span, look: StyleRoles) -> tuple[Part, list[Styled]]:
        """The bar before a line and the styles on it, painted in order: quotation, lit, hit."""
        page, glyphs = self.page, look.glyphs
        if page is None:
            return ("  ", ""), []
        bar: Part = ("  ", "")
        styles: list[Styled] = []
        from dossier.tui.text.article_layout import with_marks  # noqa: PLC0415  # after the first paint

        text = page.article.text
        for quotation in page.quotations:
            if quotation.span.overlaps(span):
                match = quotation.id in page.matching
                bar = (
                    (f"{glyphs.match_bar} ", "match-bar")
                    if match
                    else bar
                    if bar[1] == "match-bar"
                    else (f"{glyphs.quote_bar} ", "quote-bar")
                )
                styles.append(_within(with_marks(text, quotation.span), span, look, "match" if match else "quote"))
        lit = self.place.lit if self.place else None
        if lit is not None and lit.overlaps(span):
            first = lit.start >= span.start
            bar = (f"{glyphs.lit_first if first else glyphs.lit} ", "lit-mark")
            styles.append(_within(self._lit_span(lit), span, look, "lit"))
        at = bisect_left(page.marks, Span(span.start, span.start))
        for n in range(max(0, at - 1), len(page.marks)):
            if page.marks[n].start >= span.end:
                break
            if page.marks[n].overlaps(span):
                styles.append(_within(page.marks[n], span, look, "hit-now" if n + self.in_title == self.mark else "hit"))
        return bar, styles

    def _lit_span(self, lit: Span) -> Span:
        """A lit quotation is lit with its marks."""
        from dossier.tui.text.article_layout import with_marks  # noqa: PLC0415  # after the first paint

        if self.page and any(quotation.span == lit for quotation in self.page.quotations):
            return with_marks(self.page.article.text, lit)
        return lit


def _within(mark: Span, line: Span, look: StyleRoles, role: str) -> Styled:
    """A mark's part on one line, counted from the line's start."""
    return Styled(max(0, mark.start - line.start), min(len(line), mark.end - line.start), look.style(role))
