"""An article laid out in lines."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.model.article import Article, DateBasis, PublicationDay
from dossier.model.query import Query
from dossier.model.quotation import Quotation, QuotationKind
from dossier.model.span import Span
from dossier.tui.text.article_layout import MEASURE, NAMES_GUTTER, NUMBER_GUTTER, ArticleView, layout_article, with_marks

TEXT = "The envoys met on Tuesday. “We are near a deal,” Orlo said.\n\nWhat comes next\n\nNobody else spoke of it [at all] that day."


def page(text: str = TEXT, quotations: tuple[Quotation, ...] = (), speakers: tuple[str, ...] = ()) -> ArticleView:
    """A page of a made-up article."""
    article = Article(
        "i", "f.txt", "s", "A made-up title", "The Gazette", "A. Writer", "en", PublicationDay(None, DateBasis.UNKNOWN, ""), text
    )
    return ArticleView(article, article.published, Query(), quotations, speakers)


def quotation(words: str, channel: str = "") -> Quotation:
    """A quotation of the text above."""
    start = TEXT.index(words)
    span = Span(start, start + len(words))
    return Quotation("q", "i", span, words, QuotationKind.DIRECT, None, "Orlo", None, "", "said", channel, "")


@pytest.mark.parametrize(("width", "wide", "gutter"), [(58, False, NUMBER_GUTTER), (90, True, NAMES_GUTTER), (40, True, NUMBER_GUTTER)])
def test_every_word_of_the_text_is_on_a_line(width: int, wide: bool, gutter: int) -> None:  # noqa: FBT001  # a parameter
    """Proves that the text lines hold the text and no line is longer than the measure; brackets are text."""
    laid = layout_article(page(), width, wide=wide, short_head=False)
    spans = [line.span for line in laid.lines if line.span]
    assert laid.gutter == gutter
    assert "".join("".join(span.of(TEXT) for span in spans).split()) == "".join(TEXT.split())
    assert all(len(span) <= min(MEASURE, width - gutter) for span in spans)


def test_paragraph_numbers_count_paragraphs_and_not_subheads() -> None:
    """Proves that citations can name a paragraph, and that a subhead is bold and has no number."""
    laid = layout_article(page(), 58, wide=False, short_head=False)
    assert [line.number for line in laid.lines if line.number] == [1, 2]
    assert [line.span.of(TEXT) for line in laid.lines if line.bold and line.span] == ["What comes next"]


def test_speakers_stand_over_the_paragraph_or_in_the_wide_gutter() -> None:
    """Proves where a speaker and the channel are named at each width."""
    view = page(quotations=(quotation("We are near a deal", "on the radio"),), speakers=("Orlo",))
    narrow = layout_article(view, 58, wide=False, short_head=False)
    assert "Orlo · on the radio" in ["".join(text for text, _ in line.parts).strip().removeprefix("❝ ") for line in narrow.lines]
    wide = layout_article(view, 90, wide=True, short_head=False)
    assert [line.name for line in wide.lines if line.name] == ["Orlo", "on the radio"]


@given(st.integers(0, len(TEXT) - 1), st.integers(20, 120))
def test_an_offset_leads_to_the_line_that_holds_it(offset: int, width: int) -> None:
    """Proves that jumping to a span lands on its line, whatever the width."""
    laid = layout_article(page(), width, wide=False, short_head=True)
    line = laid.lines[laid.row_of(offset)]
    assert line.span is not None
    assert line.span.start <= offset
    following = [start for start in laid.starts if start > line.span.start]
    assert not following or offset < following[0]


def test_a_quotation_is_marked_with_its_quotation_marks() -> None:
    """Proves that the marks around a quotation are taken along where they stand there, and only then."""
    span = quotation("We are near a deal").span
    assert with_marks(TEXT, span).of(TEXT) == "“We are near a deal"
    assert with_marks("a “b” c", Span(3, 4)).of("a “b” c") == "“b”"
    assert with_marks("b", Span(0, 1)) == Span(0, 1)


def test_an_empty_article_is_a_page_too() -> None:
    """Proves that an article without text has a head and leads nowhere."""
    laid = layout_article(page(""), 58, wide=False, short_head=False)
    assert laid.lines
    assert laid.row_of(0) == 0
    assert laid.offset_at(3) == 0


def test_an_edited_article_says_so_with_the_key_that_shows_what_changed() -> None:
    """Proves that the head names the number of versions, long or short, and that other articles say nothing of it."""
    for short in (False, True):
        for earlier, words in (((), False), (("a" * 64, "b" * 64), True)):
            edited = replace(page(), article=replace(page().article, earlier=earlier))
            lines = layout_article(edited, 60, wide=False, short_head=short, changes_key="V").lines
            texts = ["".join(text for text, _ in line.parts).strip() for line in lines]
            assert ("edited: 3 versions · V shows changes" in texts) is words
