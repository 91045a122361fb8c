"""Article lines: a line of the reader drawn with its gutter, and with what is marked on it."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.cells import cell_len, set_cell_size
from textual.content import Content
from textual.content import Span as Styled

from dossier.model.span import Span
from dossier.tui.style.roles import StyleRoles
from dossier.tui.text.lines import Part, assemble, clean

if TYPE_CHECKING:
    from dossier.tui.state.passage_cursor import PassageCursor
    from dossier.tui.text.article_layout import ArticleView, PageLine

NAME_CELLS = 15


@dataclass(frozen=True, slots=True)
class ArticleMarks:
    """What is marked in an article: the hits and quotations of its view, a highlighted sentence, the number of the current mark among the
    hits of title and text, and the user's cursor.
    """

    view: ArticleView
    names_in_gutter: bool
    lit: Span | None
    current_mark: int
    cursor: PassageCursor | None


def draw_line(line: PageLine, marks: ArticleMarks, look: StyleRoles) -> Content:
    """A line of text after its gutter; a line of other words as it is, with a part of the title after it."""
    if line.span is None:
        head = assemble(look, (*(_speaker(line, look) if line.name else ()), *line.parts))
        return head + _title(line.title, marks, look) if line.title else head
    bar, styles = _marked(line.span, marks, look)
    names = _speaker(line, look) if marks.names_in_gutter else ()
    number, sign = f"{line.number or '':>{5 if names else 3}}", _work_sign(line.span, marks.view, look)
    before: tuple[Part, ...] = ((number, "faint"), (sign, "accent")) if sign else ((f"{number} ", "faint"),)
    gutter = assemble(look, (*names, *before, bar))
    text = clean(line.span.of(marks.view.article.text))
    return gutter + Content(text, spans=[Styled(0, len(text), look.style("bold" if line.bold else "")), *styles])


def _title(span: Span, marks: ArticleMarks, look: StyleRoles) -> Content:
    """A line of the title, with its hits."""
    text = clean(span.of(marks.view.title))
    hits = [
        _within(mark, span, look, "hit-now" if n == marks.current_mark else "hit")
        for n, mark in enumerate(marks.view.title_marks)
        if mark.overlaps(span)
    ]
    return Content(text, spans=[Styled(0, len(text), look.style("bold")), *hits])


def _speaker(line: PageLine, look: StyleRoles) -> tuple[Part, ...]:
    name = clean(line.name)
    if cell_len(name) > NAME_CELLS:
        name = set_cell_size(name, NAME_CELLS - 1).rstrip() + look.glyphs.ellipsis
    return ((" " * (NAME_CELLS - cell_len(name)), ""), (name, line.name_role))


def _work_sign(span: Span, view: ArticleView, look: StyleRoles) -> str:
    """The sign of an entry of the notebook on the line where its passage begins, of a note rather than a bookmark; else nothing."""
    kinds = {is_note for passage, is_note in view.noted if span.start <= passage.start < span.end}
    return look.glyphs.note if True in kinds else look.glyphs.bookmark if kinds else ""


def _marked(span: Span, marks: ArticleMarks, look: StyleRoles) -> tuple[Part, list[Styled]]:
    """The bar before a line and the styles on it, applied in order: quotation, highlight, note, cursor, hit."""
    view, glyphs = marks.view, look.glyphs
    bar, styles = _quoted(span, view, look)
    if marks.lit is not None and marks.lit.overlaps(span):
        bar = (f"{glyphs.lit_first if marks.lit.start >= span.start else glyphs.lit} ", "lit-mark")
        styles.append(_within(_lit_span(marks.lit, view), span, look, "lit"))
    styles += [_within(passage, span, look, "noted") for passage, _ in view.noted if passage.overlaps(span)]
    if marks.cursor is not None and marks.cursor.span.overlaps(span):
        bar = (f"{glyphs.cursor} ", "cursor-mark")
        styles.append(_within(marks.cursor.span, span, look, "passage" if marks.cursor.origin else "cursor"))
    at = bisect_left(view.marks, Span(span.start, span.start))
    for n in range(max(0, at - 1), len(view.marks)):
        if view.marks[n].start >= span.end:
            break
        if view.marks[n].overlaps(span):
            is_current = n + len(view.title_marks) == marks.current_mark
            styles.append(_within(view.marks[n], span, look, "hit-now" if is_current else "hit"))
    return bar, styles


def _quoted(span: Span, view: ArticleView, look: StyleRoles) -> tuple[Part, list[Styled]]:
    """The bar and the styles of the quotations on a line."""
    bar: Part = ("  ", "")
    styles = []
    for quotation in view.quotations:
        if quotation.span.overlaps(span):
            match = quotation.id in view.matching
            if match:
                bar = (f"{look.glyphs.match_bar} ", "match-bar")
            elif bar[1] != "match-bar":
                bar = (f"{look.glyphs.quote_bar} ", "quote-bar")
            styles.append(_within(view.quoted(quotation.span), span, look, "match" if match else "quote"))
    return bar, styles


def _lit_span(lit: Span, view: ArticleView) -> Span:
    """A highlighted quotation is highlighted with its quotation marks."""
    return view.quoted(lit) if any(quotation.span == lit for quotation in view.quotations) else lit


def _within(mark: Span, line: Span, look: StyleRoles, role: str) -> Styled:
    """A mark's part on one line, counted from the line's start."""
    return Styled(max(0, mark.start - line.start), min(len(line), mark.end - line.start), look.style(role))
