"""Reader: an article with its quotations, the highlighted sentence and the hits; draws only the lines in sight."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events
from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from dossier.tui import state, widgets
from dossier.tui.messages import PassageMarked
from dossier.tui.style.roles import style_roles
from dossier.tui.text.lines import strip_of

if TYPE_CHECKING:
    from dossier.model.span import Span
    from dossier.tui.state.passage_cursor import PassageCursor
    from dossier.tui.text.article_layout import ArticleLayout, ArticleView, PageLine, ReaderPosition


class Reader(ScrollView, can_focus=True, inherit_bindings=False):
    """Shows one `ArticleView`. The text is never read as markup, and nothing in it reaches the terminal as a control character.
    `longest` is the longest line of its text. `marks` are the spans that one steps through: hits of title and text, or quotations.
    `cursor` is the user's, None until a key or the mouse sets it.
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
        self.cursor: PassageCursor | None = None
        self._pressed: Span | None = None
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
        if not stays or (self.view and self.view.article.text != view.article.text):
            self.cursor = None
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
        self.current_mark, self.marks, self.cursor = -1, (), None
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
        if self.passage is None:
            self.cursor = None
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

    # the cursor
    @property
    def passage(self) -> Span | None:
        """The passage that the user has selected, None without one."""
        return self.cursor.span if self.cursor and self.cursor.origin else None

    @property
    def marked_passage(self) -> Span | None:
        """The passage that the user has selected, or the sentence of the cursor where in sight."""
        cursor = self._cursor_in_sight()
        return cursor.span if cursor else None

    def move_cursor(self, by: int) -> bool:
        """Set the cursor on a sentence in sight, or move it by one, and a selection with it; false where there is no text."""
        if (cursor := self._cursor_in_sight()) is not None:
            self._set_cursor(cursor.moved(self.view.steps if self.view else (), by))
        elif (first := self._first_cursor()) is not None:
            self._set_cursor(first)
        return self.cursor is not None

    def toggle_selection(self) -> bool:
        """Begin to select at the cursor, which is set first where there is none in sight, or end the selection; false where there is no
        text.
        """
        cursor = self._cursor_in_sight() or self._first_cursor()
        if cursor is not None:
            self._set_cursor(cursor.toggled())
        return cursor is not None

    def drop_cursor(self) -> bool:
        """Drop the cursor and the selection; false where there is none."""
        had_cursor, self.cursor = self.cursor is not None, None
        self._strips.clear()
        self.refresh()
        return had_cursor

    def _cursor_in_sight(self) -> PassageCursor | None:
        """The cursor where it can be moved from: a selection anywhere, else a sentence in sight."""
        cursor = self.cursor
        return cursor if cursor and (cursor.origin or self._in_sight(cursor.at.start) or self._in_sight(cursor.at.end - 1)) else None

    def _first_cursor(self) -> PassageCursor | None:
        """The cursor on the sentence that a note would be attached to now."""
        self.cursor = None
        passage = self.current_passage()
        if passage is None or self.view is None or self.article_layout is None:
            return None
        top = self.article_layout.offset_at(self.scroll_offset.y)
        sentence = state.passage_cursor.sentence_at(self.view.steps, max(passage.start, top))
        return state.passage_cursor.PassageCursor(sentence) if sentence else None

    def _set_cursor(self, cursor: PassageCursor) -> None:
        self.cursor = cursor
        self._strips.clear()
        if self.article_layout is not None:
            first, last = (self.article_layout.row_of(at) for at in (cursor.at.start, cursor.at.end - 1))
            top, height = self.scroll_offset.y, self.size.height
            if last + 2 > top + height:
                top = last + 2 - height
            if first < top + 1:
                top = max(0, first - 1)
            self.scroll_to(y=top, animate=False)
        self.refresh()

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Begin to select with the mouse."""
        on_text = self.scrollable_content_region.contains(event.screen_x, event.screen_y)
        offset = self._offset_under(event) if event.button == 1 and on_text else None
        self._pressed = state.passage_cursor.word_at(self.view.article.text, offset) if self.view and offset is not None else None
        if self._pressed is not None:
            self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Select up to the word under the pointer; beyond the edges the text scrolls."""
        offset = self._offset_under(event) if self._pressed else None
        if self.view is None or self._pressed is None or offset is None:
            return
        word = state.passage_cursor.word_at(self.view.article.text, offset)
        if word != self._pressed or self.passage is not None:
            self._set_cursor(state.passage_cursor.PassageCursor(word, self._pressed))

    def on_mouse_up(self, _event: events.MouseUp) -> None:
        """End the selection; without one, set the cursor on the sentence that was clicked."""
        pressed, self._pressed = self._pressed, None
        self.release_mouse()
        if pressed is not None and self.view is not None:
            sentence = state.passage_cursor.sentence_at(self.view.steps, pressed.start)
            if (self.passage is None or not self.passage.overlaps(pressed)) and sentence is not None:
                self._set_cursor(state.passage_cursor.PassageCursor(sentence))
        self.post_message(PassageMarked())

    def _offset_under(self, event: events.MouseEvent) -> int | None:
        """The offset of the text under the pointer, which may be beyond the edges while it is held; None beside the text."""
        if self.article_layout is None:
            return None
        region = self.scrollable_content_region
        x, y = event.screen_x - region.x, event.screen_y - region.y
        row = self.scroll_offset.y + max(-1, min(region.height, y))
        return self.article_layout.offset_in(row, x)

    def current_passage(self) -> Span | None:
        """The span for a note or bookmark made here: the selection; where in sight, the sentence of the cursor, the mark stepped to (for a
        hit: its sentence), the highlighted sentence; else the first paragraph in sight.
        """
        if self.article_layout is None or self.view is None:
            return None
        if (marked := self.marked_passage) is not None:
            return marked
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
        look, layout = style_roles(self.app), self.article_layout
        if layout is None or self.view is None:
            return Content("")
        lit = self.position.lit if self.position else None
        marks = widgets.article_lines.ArticleMarks(self.view, layout.names_in_gutter, lit, self.current_mark, self.cursor)
        return widgets.article_lines.draw_line(line, marks, look)
