"""Quotation-mark pairing: curly, straight, single, „low“, «guillemets»; nested, mixed, and reopened in each paragraph.

Each paragraph is paired on its own: a mark left open ends with its paragraph, so that an odd count never affects later paragraphs.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from dossier.model.article import BLANK_LINES
from dossier.model.span import Span

DOUBLE, SINGLE, LOW, ANGLE, REVERSED = "double", "single", "low", "angle", "reversed angle"
MARK = re.compile("[“”\"„«»‹›‘’']")
OPENING_NEIGHBOUR = frozenset("([{<—–-/“‘\"'«‹„")  # characters that may precede an opening mark, besides a space
CLOSING_NEIGHBOUR = frozenset(".,;:!?…)]}")
ELISION = re.compile(r"(?:\d\ds?\b|(?:em|tis|twas|til|till|cause|bout|n|round|cos|im|er)\b)", re.IGNORECASE)
LIKELIER_END = re.compile(r"(?<=[^\sA-Zs])['’](?!\w)|[‘“”\"]|(?<=\s)'(?=\w)")
MAX_UNMARKED = 3  # paragraphs without marks that a quotation may span before it is closed
MOST_MARKS, MOST_OPEN = 64, 32
"""Marks that are looked at after a mark, and marks open at once: bounds far above those of any text, so that the time does not grow with the
square of a run of marks."""


@dataclass(frozen=True, slots=True)
class QuotedSpan:
    """Text between a pair of quotation marks.

    `inner` excludes the marks and the spaces next to them, `outer` includes them. `depth` counts the enclosing pairs, 0 for none.
    `closed` is false where the paragraph ends before the closing mark: a quotation continued in the next paragraph, or a misprint.
    """

    inner: Span
    outer: Span
    depth: int
    closed: bool


@dataclass(frozen=True, slots=True)
class _OpenMark:
    """Opening mark without a closing one so far: its offset in the text and the kind of mark."""

    at: int
    kind: str
    straight: bool


@dataclass(slots=True)
class _Paragraph:
    """Pairing state of one paragraph (offsets in the text): all its marks and how many were seen, open marks, pairs of opening mark and
    end, a stray closing mark, and how many straight or closing double marks follow.
    """

    start: int
    end: int
    marks: tuple[int, ...]
    remaining: int
    seen: int = 0
    open_marks: list[_OpenMark] = field(default_factory=list)
    pairs: list[tuple[int, int]] = field(default_factory=list)
    stray: int | None = None  # a closing double mark without an opening one, before any other mark

    @property
    def has_no_marks(self) -> bool:
        """True where the paragraph has no mark."""
        return not self.open_marks and not self.pairs and self.stray is None

    def later_marks(self) -> tuple[int, ...]:
        """The next marks, as many as may be looked at."""
        return self.marks[self.seen : self.seen + MOST_MARKS]

    def open(self, at: int, kind: str, *, straight: bool = False) -> None:
        if len(self.open_marks) < MOST_OPEN:
            self.open_marks.append(_OpenMark(at, kind, straight))

    def has_open(self, *kinds: str) -> bool:
        return any(mark.kind in kinds for mark in self.open_marks)

    def close(self, at: int, *kinds: str) -> None:
        """Pair the mark with the last open one of these kinds; marks opened after that one and never closed are discarded."""
        while self.open_marks:
            mark = self.open_marks.pop()
            if mark.kind in kinds:
                self.pairs.append((mark.at, at + 1))
                return


def find_quoted_spans(text: str) -> tuple[QuotedSpan, ...]:
    """Quotation-mark pairing: the quoted spans of `text` by start, outer before inner. A pure function of the text."""
    paragraphs = [_pair_marks(text, start, end) for start, end in _paragraph_ranges(text)]
    ranges: list[tuple[int, int, bool]] = []
    for number, paragraph in enumerate(paragraphs):
        ranges += [(*pair, True) for pair in paragraph.pairs]
        following = paragraphs[number + 1 : number + 2 + MAX_UNMARKED]
        if paragraph.open_marks:
            ranges += _unclosed_ranges(text, paragraph, following)
    return _with_depths(text, sorted(set(ranges), key=lambda r: (r[0], -r[1])))


def quote_around(quotes: Sequence[QuotedSpan], span: Span) -> QuotedSpan | None:
    """The one of the outermost quotations (those of depth 0, in order) that contains a span, or None."""
    at = bisect_right(quotes, span.start, key=lambda quote: quote.outer.start) - 1
    return quotes[at] if at >= 0 and quotes[at].inner.contains(span) else None


def _paragraph_ranges(text: str) -> list[tuple[int, int]]:
    """Start and end of each paragraph, without the white space around it."""
    gaps = [(gap.start(), gap.end()) for gap in BLANK_LINES.finditer(text)]
    starts = [0, *(end for _, end in gaps)]
    ends = [*(start for start, _ in gaps), len(text)]
    ranges = []
    for start, end in zip(starts, ends, strict=True):
        body = text[start:end]
        if body.strip():
            ranges.append((start + len(body) - len(body.lstrip()), start + len(body.rstrip())))
    return ranges


def _pair_marks(text: str, start: int, end: int) -> _Paragraph:
    """Pair the marks of one paragraph, from left to right."""
    marks = tuple(match.start() for match in MARK.finditer(text, start, end))
    paragraph = _Paragraph(start, end, marks, remaining=sum(text[at] in '"”' for at in marks))
    for at in marks:
        mark = text[at]
        paragraph.seen += 1
        paragraph.remaining -= mark in '"”'
        if mark in "‘’'":
            _handle_single(text, at, paragraph)
        elif mark == "„":
            paragraph.open(at, LOW)
        elif mark in "«»‹›":
            _handle_angle(text, at, paragraph)
        else:
            _handle_double(text, at, paragraph)
    return paragraph


def _may_open(text: str, at: int, paragraph: _Paragraph) -> bool:
    """True where the neighbours allow an opening mark: space or bracket before it, a word after it."""
    before = text[at - 1] if at > paragraph.start else " "
    after = text[at + 1] if at + 1 < paragraph.end else " "
    return (before.isspace() or before in OPENING_NEIGHBOUR) and not after.isspace() and after not in CLOSING_NEIGHBOUR


def _may_close(text: str, at: int, paragraph: _Paragraph) -> bool:
    """True where the neighbours allow a closing mark: no space before it, no word after it."""
    before = text[at - 1] if at > paragraph.start else " "
    after = text[at + 1] if at + 1 < paragraph.end else " "
    return not before.isspace() and before not in "([{" and not after.isalnum()


def _handle_double(text: str, at: int, paragraph: _Paragraph) -> None:
    mark = text[at]
    may_open, may_close = _may_open(text, at, paragraph), _may_close(text, at, paragraph)
    if mark == "“" and paragraph.open_marks and paragraph.open_marks[-1].kind == LOW and not may_open:
        paragraph.close(at, LOW)
    elif mark == '"':
        _handle_straight(text, at, paragraph, may_open=may_open, may_close=may_close)
    elif (mark == "“" and not (may_close and not may_open and paragraph.has_open(DOUBLE))) or (
        mark == "”" and may_open and not may_close and not paragraph.has_open(DOUBLE, LOW)
    ):
        if paragraph.has_open(DOUBLE) and not _closes_later(text, paragraph):
            _discard_double(paragraph)
        paragraph.open(at, DOUBLE)
    else:
        _close_double(at, paragraph)


def _handle_straight(text: str, at: int, paragraph: _Paragraph, *, may_open: bool, may_close: bool) -> None:
    """Straight double mark: opens or closes by its neighbours, the open marks, and the number of marks that follow."""
    if paragraph.has_open(DOUBLE, LOW):
        if may_open and not may_close and paragraph.remaining % 2 == 1 and paragraph.open_marks[0].straight:
            _discard_double(paragraph)
            paragraph.open(at, DOUBLE, straight=True)
        elif may_open and not may_close and _stands_inside_curly(text, paragraph):
            paragraph.open(at, DOUBLE, straight=True)
        else:
            _close_double(at, paragraph)
    elif may_open or (paragraph.remaining and not may_close):
        paragraph.open(at, DOUBLE, straight=True)
    elif not text[at - 1 : at].isdigit():  # after a number it is an inch or a second of arc
        _close_double(at, paragraph)


def _stands_inside_curly(text: str, paragraph: _Paragraph) -> bool:
    """True where the innermost open mark is curly, and the rest of the paragraph closes a straight one and then the curly one."""
    innermost = next(mark for mark in reversed(paragraph.open_marks) if mark.kind in {DOUBLE, LOW})
    later = paragraph.later_marks()
    partner = next((at for at in later if text[at] == '"'), None)
    if innermost.straight or partner is None or not _may_close(text, partner, paragraph):
        return False
    return any(text[at] == "”" for at in later if at > partner)


def _close_double(at: int, paragraph: _Paragraph) -> None:
    if paragraph.has_open(DOUBLE, LOW):
        paragraph.close(at, DOUBLE, LOW)
    elif not paragraph.pairs and paragraph.stray is None:
        paragraph.stray = at


def _discard_double(paragraph: _Paragraph) -> None:
    """Discard a double mark that was not closed before the next one opened, and the marks inside it."""
    while paragraph.open_marks and paragraph.open_marks.pop().kind != DOUBLE:
        pass


def _closes_later(text: str, paragraph: _Paragraph) -> bool:
    """True where the rest of the paragraph closes both a curly mark opened here and the one around it."""
    balance = 2
    for mark in (text[at] for at in paragraph.later_marks()):
        balance += (mark == "“") - (mark == "”")
        if balance == 0:
            return True
    return paragraph.open_marks[0].at == paragraph.start and balance == 1


def _handle_angle(text: str, at: int, paragraph: _Paragraph) -> None:
    """Guillemet: «this way» or, in some languages, »this way«."""
    opens = text[at] in "«‹"
    if opens and paragraph.has_open(REVERSED):
        paragraph.close(at, REVERSED)
    elif opens:
        paragraph.open(at, ANGLE)
    elif paragraph.has_open(ANGLE):
        paragraph.close(at, ANGLE)
    elif _may_open(text, at, paragraph):
        paragraph.open(at, REVERSED)


def _handle_single(text: str, at: int, paragraph: _Paragraph) -> None:
    """Single mark, unless it is an apostrophe."""
    before = text[at - 1] if at > paragraph.start else " "
    after = text[at + 1] if at + 1 < paragraph.end else " "
    if before.isalnum() and after.isalnum():
        return
    in_single = bool(paragraph.open_marks) and paragraph.open_marks[-1].kind == SINGLE
    if in_single and text[at] != "‘" and _may_close(text, at, paragraph) and not _is_possessive(text, at, paragraph):
        paragraph.close(at, SINGLE)
    elif text[at] != "’" and not in_single and _may_open(text, at, paragraph) and not ELISION.match(text, at + 1):
        paragraph.open(at, SINGLE)


def _is_possessive(text: str, at: int, paragraph: _Paragraph) -> bool:
    """True for "the players' union" inside single marks: a plural before, a word after, and a likelier closing mark later."""
    if text[at - 1] != "s" or not re.match(r" [a-z]", text[at + 1 : at + 3]):
        return False
    for match in (LIKELIER_END.match(text, later) for later in paragraph.later_marks()):
        if match:
            return match.group() in "'’" and not text[match.start() - 1].isspace()
    return False


def _unclosed_ranges(text: str, paragraph: _Paragraph, following: list[_Paragraph]) -> list[tuple[int, int, bool]]:
    """Ranges (start, end, closed) of the first mark that the paragraph leaves open, with its continuation in later paragraphs.

    A single mark left open is an apostrophe unless the next paragraph reopens it. A double one extends to the end of its
    paragraph; where a later paragraph has the closing mark, the text up to there is a range of its own.
    """
    mark = paragraph.open_marks[0]
    reopened = bool(following) and text[following[0].start] == text[mark.at]
    if mark.kind == SINGLE and not (reopened and mark.at == paragraph.start):
        return []
    ranges = [(mark.at, paragraph.end, False)]
    for distance, later in enumerate(following[: MAX_UNMARKED + 1]):
        if later.stray is not None:
            middle = [(p.start, p.end, False) for p in following[:distance]]
            return [*ranges, *middle, (later.start, later.stray + 1, True)]
        if not later.has_no_marks:
            break
    return ranges


def _with_depths(text: str, ranges: list[tuple[int, int, bool]]) -> tuple[QuotedSpan, ...]:
    """The ranges as quoted spans with their depth; empty ones are left out, and those that end outside the one they start in."""
    enclosing_ends: list[int] = []
    spans = []
    for start, end, closed in ranges:
        while enclosing_ends and enclosing_ends[-1] <= start:
            enclosing_ends.pop()
        if enclosing_ends and end > enclosing_ends[-1]:
            continue
        inner = _inner(text, start, end, closed=closed)
        if len(inner):
            spans.append(QuotedSpan(inner, Span(start, end), len(enclosing_ends), closed))
            enclosing_ends.append(end)
    return tuple(spans)


def _inner(text: str, start: int, end: int, *, closed: bool) -> Span:
    """The range without its marks and the spaces next to them."""
    first = start + 1 if MARK.match(text[start]) else start
    last = end - 1 if closed else end
    body = text[first:last]
    if not body.strip():
        return Span(first, first)
    return Span(first + len(body) - len(body.lstrip()), first + len(body.rstrip()))
