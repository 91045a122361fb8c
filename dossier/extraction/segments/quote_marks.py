"""Pairs quotation marks: curly, straight, single, „low“, «guillemets»; nested, mixed, and reopened each paragraph.

A paragraph stands for itself: a mark left open there ends with it, so that one odd count never spoils the paragraphs below.
"""

import re
from dataclasses import dataclass, field

from dossier.model.article import BLANK_LINES
from dossier.model.span import Span

DOUBLE, SINGLE, LOW, ANGLE, REVERSED = "double", "single", "low", "angle", "reversed angle"
MARK = re.compile("[“”\"„«»‹›‘’']")
OPENING_NEIGHBOUR = frozenset("([{<—–-/“‘\"'«‹„")  # what may stand, beside a space, before an opening mark
CLOSING_NEIGHBOUR = frozenset(".,;:!?…)]}")
ELISION = re.compile(r"(?:\d\ds?\b|(?:em|tis|twas|til|till|cause|bout|n|round|cos|im|er)\b)", re.IGNORECASE)
REACH = 3  # paragraphs without a mark of their own that a quotation may run through before it is closed


@dataclass(frozen=True, slots=True)
class QuotedSpan:
    """A stretch between quotation marks.

    `inner` leaves the marks (and spaces beside them) out, `outer` holds them. `depth` is 0 outside all other marks. `closed`
    is false where the paragraph ends before the mark is closed: a quotation continued in the next paragraph, or a slip.
    """

    inner: Span
    outer: Span
    depth: int
    closed: bool


@dataclass(frozen=True, slots=True)
class _Opened:
    """A mark that waits for its partner."""

    at: int
    sort: str
    straight: bool


@dataclass(slots=True)
class _Paragraph:
    """The marks of one paragraph while it is read."""

    start: int
    end: int
    waiting: list[_Opened] = field(default_factory=list)
    pairs: list[tuple[int, int]] = field(default_factory=list)
    stray: int | None = None  # a closing double mark that nothing opened, met before any other

    @property
    def untouched(self) -> bool:
        """True where no mark was met."""
        return not self.waiting and not self.pairs and self.stray is None

    def open(self, at: int, sort: str, *, straight: bool = False) -> None:
        self.waiting.append(_Opened(at, sort, straight))

    def holds(self, *sorts: str) -> bool:
        return any(o.sort in sorts for o in self.waiting)

    def close(self, at: int, *sorts: str) -> None:
        """Pair the mark with the last one of its sort; what was opened since and not closed was no mark."""
        while self.waiting:
            opened = self.waiting.pop()
            if opened.sort in sorts:
                self.pairs.append((opened.at, at + 1))
                return


def find_quoted_spans(text: str) -> tuple[QuotedSpan, ...]:
    """All marked stretches of `text`, in order of their start, outer before inner. A pure function of the text."""
    read = [_read(text, start, end) for start, end in _paragraphs(text)]
    stretches: list[tuple[int, int, bool]] = []
    for number, paragraph in enumerate(read):
        stretches += [(*pair, True) for pair in paragraph.pairs]
        following = read[number + 1 :]
        if paragraph.waiting:
            stretches += _left_open(text, paragraph, following)
    return _nested(text, sorted(set(stretches), key=lambda s: (s[0], -s[1])))


def _paragraphs(text: str) -> list[tuple[int, int]]:
    """Start and end of each paragraph, without the white space around it."""
    edges = [(gap.start(), gap.end()) for gap in BLANK_LINES.finditer(text)]
    starts = [0, *(end for _, end in edges)]
    ends = [*(start for start, _ in edges), len(text)]
    found = []
    for start, end in zip(starts, ends, strict=True):
        body = text[start:end]
        if body.strip():
            found.append((start + len(body) - len(body.lstrip()), start + len(body.rstrip())))
    return found


def _read(text: str, start: int, end: int) -> _Paragraph:
    """Pair the marks of one paragraph from left to right."""
    paragraph = _Paragraph(start, end)
    for hit in MARK.finditer(text, start, end):
        at, mark = hit.start(), hit.group()
        if mark in "‘’'":
            _single(text, at, paragraph)
        elif mark == "„":
            paragraph.open(at, LOW)
        elif mark in "«»‹›":
            _angle(text, at, paragraph)
        else:
            _double(text, at, paragraph)
    return paragraph


def _may_open(text: str, at: int, paragraph: _Paragraph) -> bool:
    """True where the mark's neighbours let it open: space or bracket before, a word after."""
    before = text[at - 1] if at > paragraph.start else " "
    after = text[at + 1] if at + 1 < paragraph.end else " "
    return (before.isspace() or before in OPENING_NEIGHBOUR) and not after.isspace() and after not in CLOSING_NEIGHBOUR


def _may_close(text: str, at: int, paragraph: _Paragraph) -> bool:
    """True where the mark's neighbours let it close: no space before, no word after."""
    before = text[at - 1] if at > paragraph.start else " "
    after = text[at + 1] if at + 1 < paragraph.end else " "
    return not before.isspace() and before not in "([{" and not after.isalnum()


def _double(text: str, at: int, paragraph: _Paragraph) -> None:
    mark = text[at]
    may_open, may_close = _may_open(text, at, paragraph), _may_close(text, at, paragraph)
    if mark == "“" and paragraph.waiting and paragraph.waiting[-1].sort == LOW and not may_open:
        paragraph.close(at, LOW)
    elif mark == '"':
        _straight(text, at, paragraph, may_open=may_open, may_close=may_close)
    elif (mark == "“" and not (may_close and not may_open and paragraph.holds(DOUBLE))) or (
        mark == "”" and may_open and not may_close and not paragraph.holds(DOUBLE, LOW)
    ):
        if paragraph.holds(DOUBLE) and not _closes_later(text, at, paragraph):
            _drop(paragraph)
        paragraph.open(at, DOUBLE)
    else:
        _close_double(at, paragraph)


def _straight(text: str, at: int, paragraph: _Paragraph, *, may_open: bool, may_close: bool) -> None:
    """A straight mark opens or closes by its neighbours, by what is open, and by how many follow."""
    follow = text.count('"', at + 1, paragraph.end) + text.count("”", at + 1, paragraph.end)
    if paragraph.holds(DOUBLE, LOW):
        if may_open and not may_close and follow % 2 == 1 and paragraph.waiting[0].straight:
            _drop(paragraph)
            paragraph.open(at, DOUBLE, straight=True)
        elif may_open and not may_close and _stands_inside_curly(text, at, paragraph):
            paragraph.open(at, DOUBLE, straight=True)
        else:
            _close_double(at, paragraph)
    elif may_open or (follow and not may_close):
        paragraph.open(at, DOUBLE, straight=True)
    elif not text[at - 1 : at].isdigit():  # after a number it is an inch or a second of arc
        _close_double(at, paragraph)


def _stands_inside_curly(text: str, at: int, paragraph: _Paragraph) -> bool:
    """True where the innermost open mark is curly, and the rest of the paragraph closes a straight one and then the curly one."""
    partner = text.find('"', at + 1, paragraph.end)
    innermost = next(opened for opened in reversed(paragraph.waiting) if opened.sort in {DOUBLE, LOW})
    return not innermost.straight and partner > 0 and _may_close(text, partner, paragraph) and text.find("”", partner, paragraph.end) > 0


def _close_double(at: int, paragraph: _Paragraph) -> None:
    if paragraph.holds(DOUBLE, LOW):
        paragraph.close(at, DOUBLE, LOW)
    elif not paragraph.pairs and paragraph.stray is None:
        paragraph.stray = at


def _drop(paragraph: _Paragraph) -> None:
    """Forget a double mark that was never closed before the next one opened, and what it held."""
    while paragraph.waiting and paragraph.waiting.pop().sort != DOUBLE:
        pass


def _closes_later(text: str, at: int, paragraph: _Paragraph) -> bool:
    """True where the rest of the paragraph closes a curly mark opened at `at` and the one around it."""
    balance = 2
    for hit in re.finditer("[“”]", text[at + 1 : paragraph.end]):
        balance += 1 if hit.group() == "“" else -1
        if balance == 0:
            return True
    return paragraph.waiting[0].at == paragraph.start and balance == 1


def _angle(text: str, at: int, paragraph: _Paragraph) -> None:
    """«so» or, in some languages, »so«."""
    opens = text[at] in "«‹"
    if opens and paragraph.holds(REVERSED):
        paragraph.close(at, REVERSED)
    elif opens:
        paragraph.open(at, ANGLE)
    elif paragraph.holds(ANGLE):
        paragraph.close(at, ANGLE)
    elif _may_open(text, at, paragraph):
        paragraph.open(at, REVERSED)


def _single(text: str, at: int, paragraph: _Paragraph) -> None:
    """A single mark, unless it is an apostrophe."""
    before = text[at - 1] if at > paragraph.start else " "
    after = text[at + 1] if at + 1 < paragraph.end else " "
    if before.isalnum() and after.isalnum():
        return
    inside = bool(paragraph.waiting) and paragraph.waiting[-1].sort == SINGLE
    if inside and text[at] != "‘" and _may_close(text, at, paragraph) and not _possessive(text, at, paragraph):
        paragraph.close(at, SINGLE)
    elif text[at] != "’" and not inside and _may_open(text, at, paragraph) and not ELISION.match(text, at + 1):
        paragraph.open(at, SINGLE)


def _possessive(text: str, at: int, paragraph: _Paragraph) -> bool:
    """True for "the players' union" inside single marks: a plural before, a word after, and a surer mark to come."""
    if text[at - 1] != "s" or not re.match(r" [a-z]", text[at + 1 : at + 3]):
        return False
    later = re.compile(r"(?<=[^\sA-Zs])['’](?!\w)|[‘“”\"]|(?<=\s)'(?=\w)")
    hit = later.search(text, at + 1, paragraph.end)
    return bool(hit) and hit is not None and hit.group() in "'’" and not text[hit.start() - 1].isspace()


def _left_open(text: str, paragraph: _Paragraph, following: list[_Paragraph]) -> list[tuple[int, int, bool]]:
    """Stretches for the first mark that the paragraph leaves open, and for its rest in a later paragraph.

    A single mark left open is an apostrophe unless the next paragraph reopens it. A double one runs to the end of its
    paragraph; where a later paragraph starts with a closing part, that part is a stretch of its own.
    """
    opened = paragraph.waiting[0]
    reopened = bool(following) and text[following[0].start] == text[opened.at]
    if opened.sort == SINGLE and not (reopened and opened.at == paragraph.start):
        return []
    stretches = [(opened.at, paragraph.end, False)]
    for distance, later in enumerate(following[: REACH + 1]):
        if later.stray is not None:
            middle = [(p.start, p.end, False) for p in following[:distance]]
            return [*stretches, *middle, (later.start, later.stray + 1, True)]
        if not later.untouched:
            break
    return stretches


def _nested(text: str, stretches: list[tuple[int, int, bool]]) -> tuple[QuotedSpan, ...]:
    """Give every stretch its depth; leave out the empty ones."""
    around: list[int] = []
    found = []
    for start, end, closed in stretches:
        while around and around[-1] <= start:
            around.pop()
        inner = _inner(text, start, end, closed=closed)
        if len(inner):
            found.append(QuotedSpan(inner, Span(start, end), len(around), closed))
            around.append(end)
    return tuple(found)


def _inner(text: str, start: int, end: int, *, closed: bool) -> Span:
    """The stretch without its marks and without spaces beside them."""
    first = start + 1 if MARK.match(text[start]) else start
    last = end - 1 if closed else end
    body = text[first:last]
    if not body.strip():
        return Span(first, first)
    return Span(first + len(body) - len(body.lstrip()), first + len(body.rstrip()))
