"""An article laid out in lines: who speaks, which paragraph, what is lit, what was searched."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field, replace

from dossier.model.article import Article, Paragraph, PublicationDay
from dossier.model.query import Query
from dossier.model.quotation import Quotation
from dossier.model.span import Span
from dossier.phrases.core import pluralize
from dossier.tui.text.lines import Part, clean, wrap
from dossier.tui.text.phrases import joined, outlet_of, published_words, title_of
from dossier.tui.widgets.reader import NAMES_GUTTER

MEASURE = 66
NUMBER_GUTTER = 6
OPENING, CLOSING = "“\"«„‘'‹‟", "”\"»“’'›"


@dataclass(frozen=True)
class ReaderPosition:
    """Where to go in an article: a sentence or quotation to light up (or none), and whether to go to the first mark."""

    article: str
    lit: Span | None = None
    to_mark: bool = False
    line: int | None = None


@dataclass(frozen=True)
class ArticleView:
    """An article with what is marked in it for a query: quotations with their speakers' names, the hits in text and title (as
    `title_of` has it), its sentences, the quotations that match, and its place among the articles shown (0 of n where it is not among them).
    """

    article: Article
    published: PublicationDay
    query: Query
    quotations: tuple[Quotation, ...] = ()
    speakers: tuple[str, ...] = ()
    marks: tuple[Span, ...] = ()
    title_marks: tuple[Span, ...] = ()
    matching: frozenset[str] = frozenset()
    sentences: tuple[Span, ...] = ()
    at: int = 0
    of: int = 0


@dataclass(frozen=True, slots=True)
class PageLine:
    """One line of a page. `span` is the stretch of the text on it, None for lines of other words, which are then `parts`.
    `title` is the stretch of the title on a line of it. `number` is the paragraph's on its first line; `name` stands in the wide gutter in the role `name_role`.
    """

    parts: tuple[Part, ...] = ()
    span: Span | None = None
    title: Span | None = None
    number: int = 0
    name: str = ""
    name_role: str = "speaker"
    bold: bool = False


@dataclass(frozen=True)
class ArticleLayout:
    """All lines of a page; `starts` are the text offsets at which the text lines begin, `rows` their line numbers."""

    page: ArticleView
    gutter: int
    lines: list[PageLine]
    starts: list[int] = field(default_factory=list)
    rows: list[int] = field(default_factory=list)

    def row_of(self, offset: int) -> int:
        """The line on which an offset of the text stands."""
        at = bisect_right(self.starts, offset) - 1
        return self.rows[at] if at >= 0 else 0

    def offset_at(self, row: int) -> int:
        """The first offset of the text on a line or after it; the last there is where the text is over."""
        at = min(bisect_left(self.rows, row), len(self.rows) - 1)
        return self.starts[at] if at >= 0 else 0


def layout_article(
    page: ArticleView, width: int, *, wide: bool, short_head: bool, longest: int = MEASURE, fold_key: str = ""
) -> ArticleLayout:
    """The lines of a page for a width in cells. `wide` puts speakers into the gutter, else they stand above the paragraph;
    `longest` is the longest line of text. `fold_key` names the key that shows captions and what was left out, which are told in one line; empty, they are shown.
    """
    gutter = NAMES_GUTTER if wide and width > NAMES_GUTTER + 30 else NUMBER_GUTTER
    measure = max(8, min(longest, width - gutter - 1))
    lines = _head(page, gutter, measure, short=short_head)
    starts: list[int] = []
    rows: list[int] = []
    for paragraph in page.article.paragraphs():
        said = _said_in(page, paragraph.span)
        if said and gutter == NUMBER_GUTTER:
            lines.append(PageLine(_speaker_line(said)))
        body = _body(page, paragraph, measure, said if gutter == NAMES_GUTTER else [])
        for line in body:
            if line.span is not None:
                starts.append(line.span.start)
                rows.append(len(lines))
            lines.append(line)
    return ArticleLayout(page, gutter, lines + _tail(page, gutter, measure, fold_key), starts, rows)


def _head(page: ArticleView, gutter: int, measure: int, *, short: bool) -> list[PageLine]:
    pad: Part = (" " * gutter, "")
    title = clean(title_of(page.article))
    lines = [PageLine((pad,), title=Span(a, b)) for a, b in wrap(title, measure)]
    day, how = published_words(page.published, short=short)
    outlet = outlet_of(page.article)
    if short:
        return [*lines, *_wrapped(pad, joined((outlet, day, how)), measure, "muted"), PageLine()]
    about = joined((outlet, page.article.byline))
    dated: tuple[Part, ...] = (pad, (day, ""), (f" · {how}" if day else how, "muted"))
    return [*lines, *_wrapped(pad, about, measure, "muted"), PageLine(dated), PageLine((pad, ("─" * measure, "rule"))), PageLine()]


def _wrapped(pad: Part, text: str, measure: int, role: str) -> list[PageLine]:
    text = clean(text)
    return [PageLine((pad, (text[a:b], role))) for a, b in wrap(text, measure)]


def _tail(page: ArticleView, gutter: int, measure: int, fold_key: str) -> list[PageLine]:
    """Captions and boilerplate: dim at the end, or in one line how much there is and the key that shows it."""
    pad: Part = (" " * gutter, "")
    captions, left_out = page.article.captions, page.article.boilerplate
    if not captions and not left_out:
        return []
    if fold_key:
        boilerplate = f"{pluralize(len(left_out), 'line')} of boilerplate" if left_out else ""
        told = ", ".join(filter(None, (pluralize(len(captions), "caption") if captions else "", boilerplate)))
        return [PageLine((pad, (f"▸ {told} · ", "faint"), (fold_key, "key"), (" shows", "faint")))]
    lines: list[PageLine] = []
    for heading, texts in (("captions", captions), ("boilerplate, not part of the article", left_out)):
        lines += _wrapped(pad, heading, measure, "muted") if texts else []
        for text in texts:
            lines += _wrapped(pad, text, measure, "faint")
        lines += [PageLine()] if texts else []
    return lines


def _said_in(page: ArticleView, span: Span) -> list[tuple[Quotation, str]]:
    """The quotations that begin in a paragraph, with their speakers."""
    pairs = zip(page.quotations, page.speakers, strict=True)
    return [(quotation, speaker) for quotation, speaker in pairs if span.start <= quotation.span.start < span.end]


def _speaker_line(said: list[tuple[Quotation, str]]) -> tuple[Part, ...]:
    parts: list[Part] = [("    ", ""), ("❝ ", "quote-bar")]
    told: dict[str, str] = {}
    for quotation, speaker in said:
        told[speaker] = told.get(speaker, "") or quotation.channel
    for at, (speaker, channel) in enumerate(told.items()):
        parts += [(", " if at else "", "muted"), (speaker, "speaker"), (f" · {channel}" if channel else "", "muted")]
    return tuple(parts)


def _body(page: ArticleView, paragraph: Paragraph, measure: int, named: list[tuple[Quotation, str]]) -> list[PageLine]:
    """The lines of one paragraph and the blank after it, with names in the wide gutter beside the lines where they speak."""
    start = paragraph.span.start
    text = clean(paragraph.span.of(page.article.text))
    lines = [
        PageLine(span=Span(start + a, start + b), number=paragraph.number if n == 0 else 0, bold=paragraph.subhead)
        for n, (a, b) in enumerate(wrap(text, measure))
    ]
    lines.append(PageLine())
    before = ""
    for quotation, speaker in named:
        if speaker == before:
            continue
        before = speaker
        at = next((n for n, line in enumerate(lines) if line.span and quotation.span.start < line.span.end), 0)
        if not lines[at].name:
            lines[at] = replace(lines[at], name=speaker)
            if quotation.channel and at + 1 < len(lines) and not lines[at + 1].name:
                lines[at + 1] = replace(lines[at + 1], name=quotation.channel, name_role="muted")
    return lines


def with_marks(text: str, span: Span) -> Span:
    """A quotation's span with the quotation marks around it, where they stand there."""
    start = span.start - 1 if span.start and text[span.start - 1] in OPENING else span.start
    end = span.end + 1 if span.end < len(text) and text[span.end] in CLOSING else span.end
    return Span(start, end)
