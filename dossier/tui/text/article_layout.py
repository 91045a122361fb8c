"""Article layout: the lines of an article in the reader, with speakers, paragraph numbers and folded parts."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field, replace
from functools import cached_property

from rich.cells import cell_len

from dossier.model.article import Article, Paragraph, PublicationDay
from dossier.model.query import Query
from dossier.model.quotation import Quotation
from dossier.model.span import Span
from dossier.phrases.core import publication_parts
from dossier.phrases.plural import pluralize
from dossier.tui.state.passage_cursor import sentences_in
from dossier.tui.text.lines import Part, clean, clip, wrap
from dossier.tui.text.phrases import join_parts, outlet_of, title_of

MEASURE = 66
NUMBER_GUTTER = 6
"""Cells before a line of text that hold the number of its paragraph."""
NAMES_GUTTER = 23
"""The same with the speaker before the number, in wide terminals."""
OPENING, CLOSING = "“\"«„‘'‹‟", "”\"»“’'›"


@dataclass(frozen=True)
class ReaderPosition:
    """A position in an article, by its id: a sentence or quotation to highlight, whether to go to the first mark instead, or a line of
    the layout to scroll to.
    """

    article: str
    lit: Span | None = None
    to_mark: bool = False
    line: int | None = None


@dataclass(frozen=True)
class ArticleView:
    """An article with what is marked in it for a query: quotations with their speakers' names, the hits in text and title (as
    `title_of` has it), its sentences, the passages with an entry of the notebook (True for a note), the ids of quotations that match, and its number among
    the articles shown (0 of n where it is not among them).
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
    noted: tuple[tuple[Span, bool], ...] = ()
    at: int = 0
    of: int = 0

    @property
    def title(self) -> str:
        """The title as it is shown: for an untitled text its first words."""
        return title_of(self.article)

    @cached_property
    def steps(self) -> tuple[Span, ...]:
        """The sentences that the cursor moves by: each within one paragraph, without blanks around it."""
        return sentences_in(self.article.text, self.sentences, [paragraph.span for paragraph in self.article.paragraphs()])

    def quoted(self, span: Span) -> Span:
        """A quotation's span with the quotation marks around it."""
        return with_marks(self.article.text, span)

    def layout(self, width: int, *, wide: bool, short_head: bool, longest: int, fold_key: str, changes_key: str = "") -> "ArticleLayout":
        """The lines for a width in cells. A method, since the reader, which is there before the first paint, must not import this module."""
        return layout_article(self, width, wide=wide, short_head=short_head, longest=longest, fold_key=fold_key, changes_key=changes_key)


@dataclass(frozen=True, slots=True)
class PageLine:
    """One line of an article. `span` is the part of the text on it, None for lines of other words, which are then `parts`; `title` is the
    part of the title on it. `number` is the paragraph's, on its first line; `name` stands in the wide gutter in the role `name_role`.
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
    """All lines of an article; `starts` are the text offsets at which the text lines begin, `rows` their line numbers."""

    view: ArticleView
    gutter: int
    lines: list[PageLine]
    starts: list[int] = field(default_factory=list)
    rows: list[int] = field(default_factory=list)

    @property
    def names_in_gutter(self) -> bool:
        """True where speakers stand in the gutter beside the text."""
        return self.gutter == NAMES_GUTTER

    def row_of(self, offset: int) -> int:
        """The line of an offset of the text."""
        at = bisect_right(self.starts, offset) - 1
        return self.rows[at] if at >= 0 else 0

    def offset_in(self, row: int, cell: int) -> int | None:
        """The offset of the character that a cell of a line shows, at its ends that of the first or last one; None for a line without text."""
        span = self.lines[row].span if 0 <= row < len(self.lines) else None
        if span is None:
            return None
        left = cell - self.gutter
        for offset, char in enumerate(clean(span.of(self.view.article.text)), span.start):
            left -= cell_len(char)
            if left < 0:
                return offset
        return span.end - 1

    def offset_at(self, row: int) -> int:
        """The first offset of the text on a line or after it; below the text, that of its last line."""
        at = min(bisect_left(self.rows, row), len(self.rows) - 1)
        return self.starts[at] if at >= 0 else 0


def layout_article(
    view: ArticleView,
    width: int,
    *,
    wide: bool,
    short_head: bool,
    longest: int = MEASURE,
    fold_key: str = "",
    changes_key: str = "",
) -> ArticleLayout:
    """The lines of an article for a width in cells. `wide` puts speakers into the gutter, else they stand above the paragraph; `longest` is
    the longest line of text. Captions and boilerplate are folded into one line that names the key `fold_key`; without a key they are shown.
    An article that was edited says so with the key `changes_key`, which shows what changed.
    """
    gutter = NAMES_GUTTER if wide and width > NAMES_GUTTER + 30 else NUMBER_GUTTER
    measure = max(8, min(longest, width - gutter - 1))
    lines = _head(view, gutter, measure, short=short_head, changes_key=changes_key)
    starts: list[int] = []
    rows: list[int] = []
    for paragraph in view.article.paragraphs():
        quotations = _quotations_in(view, paragraph.span)
        if quotations and gutter == NUMBER_GUTTER:
            lines.append(PageLine(tuple(clip(_speaker_line(quotations), gutter + measure))))
        body = _body(view, paragraph, measure, quotations if gutter == NAMES_GUTTER else [])
        for line in body:
            if line.span is not None:
                starts.append(line.span.start)
                rows.append(len(lines))
            lines.append(line)
    return ArticleLayout(view, gutter, lines + _tail(view, gutter, measure, fold_key), starts, rows)


def _head(view: ArticleView, gutter: int, measure: int, *, short: bool, changes_key: str) -> list[PageLine]:
    pad: Part = (" " * gutter, "")
    title = clean(view.title)
    lines = [PageLine((pad,), title=Span(a, b)) for a, b in wrap(title, measure)]
    day, basis = publication_parts(view.published, short=short)
    outlet, edited = outlet_of(view.article), _edited(view.article, pad, changes_key)
    if short:
        return [*lines, *_wrapped(pad, join_parts((outlet, day, basis)), measure, "muted"), *edited, PageLine()]
    about = join_parts((outlet, view.article.byline))
    return [
        *lines,
        *_wrapped(pad, about, measure, "muted"),
        *_dated(view, pad, measure),
        *edited,
        PageLine((pad, ("─" * measure, "rule"))),
        PageLine(),
    ]


def _edited(article: Article, pad: Part, key: str) -> list[PageLine]:
    """“edited: 2 versions · V shows changes” for an article that its outlet has changed; else nothing."""
    if not article.earlier:
        return []
    hint: list[Part] = [(" · ", "muted"), (key, "key"), (" shows changes", "muted")] if key else []
    return [PageLine((pad, (f"edited: {pluralize(len(article.hashes), 'version')}", "muted"), *hint))]


def _dated(view: ArticleView, pad: Part, measure: int) -> list[PageLine]:
    """The publication day and how it is known, on one line where they fit, in fewer words or on two where not."""
    for short in (False, True):
        day, basis = publication_parts(view.published, short=short)
        if cell_len(f"{day} · {basis}") <= measure:
            return [PageLine((pad, (day, ""), (f" · {basis}" if day else basis, "muted")))]
    return [*([PageLine((pad, (day, "")))] if day else []), *_wrapped(pad, basis, measure, "muted")]


def _wrapped(pad: Part, text: str, measure: int, role: str) -> list[PageLine]:
    text = clean(text)
    return [PageLine((pad, (text[a:b], role))) for a, b in wrap(text, measure)]


def _tail(view: ArticleView, gutter: int, measure: int, fold_key: str) -> list[PageLine]:
    """Captions and boilerplate: dim at the end, or folded into one line with their amount and the key that shows them."""
    pad: Part = (" " * gutter, "")
    captions, boilerplate = view.article.captions, view.article.boilerplate
    if not captions and not boilerplate:
        return []
    if fold_key:
        lines_of_boilerplate = f"{pluralize(len(boilerplate), 'line')} of boilerplate" if boilerplate else ""
        amount = ", ".join(filter(None, (pluralize(len(captions), "caption") if captions else "", lines_of_boilerplate)))
        return [PageLine((pad, (f"▸ {amount} · ", "faint"), (fold_key, "key"), (" shows", "faint")))]
    lines: list[PageLine] = []
    for heading, texts in (("captions", captions), ("boilerplate, not part of the article", boilerplate)):
        lines += _wrapped(pad, heading, measure, "muted") if texts else []
        for text in texts:
            lines += _wrapped(pad, text, measure, "faint")
        lines += [PageLine()] if texts else []
    return lines


def _quotations_in(view: ArticleView, span: Span) -> list[tuple[Quotation, str]]:
    """The quotations that begin in a paragraph, with their speakers."""
    pairs = zip(view.quotations, view.speakers, strict=True)
    return [(quotation, speaker) for quotation, speaker in pairs if span.start <= quotation.span.start < span.end]


def _speaker_line(quotations: list[tuple[Quotation, str]]) -> tuple[Part, ...]:
    parts: list[Part] = [("    ", ""), ("❝ ", "quote-bar")]
    channels: dict[str, str] = {}
    for quotation, speaker in quotations:
        channels[speaker] = channels.get(speaker, "") or quotation.channel
    for at, (speaker, channel) in enumerate(channels.items()):
        parts += [(", " if at else "", "muted"), (speaker, "speaker"), (f" · {channel}" if channel else "", "muted")]
    return tuple(parts)


def _body(view: ArticleView, paragraph: Paragraph, measure: int, named: list[tuple[Quotation, str]]) -> list[PageLine]:
    """The lines of one paragraph and the blank after it, with names in the wide gutter beside the lines where they speak."""
    start = paragraph.span.start
    text = clean(paragraph.span.of(view.article.text))
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
