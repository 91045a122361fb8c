"""The passages of an article to show for a query: a few short stretches around its hits."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from operator import attrgetter
from typing import NamedTuple

from dossier.model.article import Paragraph
from dossier.model.search_result import Snippet
from dossier.model.span import Span

START = attrgetter("start")
SENTENCE = re.compile(r"[.!?…][\"”’)]*\s+")
WIDTH = 160
LIMIT = 3


class MarkGroup(NamedTuple):
    """Hits that one snippet shows, in order; the characters that it may use, up to the hits before and after; and its paragraph's number."""

    marks: Sequence[Span]
    room: tuple[int, int]
    paragraph: int


def snippets(
    text: str, marks: Sequence[Span], paragraphs: Sequence[Paragraph], limit: int = LIMIT, width: int = WIDTH
) -> tuple[Snippet, ...]:
    """At most `limit` snippets of about `width` characters, those with most hits, in the order of the text.

    `marks` are the hits in order, not overlapping. No snippet crosses a paragraph or cuts a word or a hit, and none overlaps another; a
    longer hit makes it longer. Without marks there are none.
    """
    groups = [
        group for paragraph in paragraphs for group in _groups(_marks_in(marks, paragraph.span), paragraph.span, paragraph.number, width)
    ]
    chosen = sorted(sorted(groups, key=_fewest_marks)[:limit], key=_first_mark)  # both sorts leave equal groups in the order of the text
    made: list[Snippet] = []
    for group in chosen:
        left = max(group.room[0], made[-1].span.end) if made else group.room[0]
        start, end = _window_around(text, (group.marks[0].start, group.marks[-1].end), (left, group.room[1]), width)
        made.append(Snippet(Span(start, end), text[start:end], tuple(group.marks), group.paragraph))
    return tuple(made)


def lead_snippet(text: str, paragraphs: Sequence[Paragraph], width: int = WIDTH) -> tuple[Snippet, ...]:
    """The start of the first paragraph that is not a subhead: shown where a query has no words to highlight."""
    for paragraph in paragraphs:
        if not paragraph.subhead:
            end = _word_end(text, min(paragraph.span.start + width, paragraph.span.end), (paragraph.span.start, paragraph.span.end))
            return (_snippet(text, Span(paragraph.span.start, end), (), paragraph.number),)
    return ()


def whole(text: str, marks: Sequence[Span]) -> Snippet:
    """A title as one snippet, with paragraph 0."""
    return _snippet(text, Span(0, len(text)), marks, 0)


def _snippet(text: str, window: Span, marks: Sequence[Span], paragraph: int) -> Snippet:
    """The stretch with its marks."""
    return Snippet(window, window.of(text), tuple(_marks_in(marks, window)), paragraph)


def _marks_in(marks: Sequence[Span], window: Span) -> Sequence[Span]:
    """The marks inside a window."""
    inside = marks[bisect_left(marks, window.start, key=START) : bisect_right(marks, window.end, key=START)]
    while inside and inside[-1].end > window.end:
        inside = inside[:-1]
    return inside


def _groups(marks: Sequence[Span], paragraph: Span, number: int, width: int) -> Iterator[MarkGroup]:
    """The marks of one paragraph: neighbours are in one group where one snippet can show them."""
    groups: list[list[Span]] = []
    for mark in marks:
        if groups and mark.end - groups[-1][0].start <= width * 2 // 3:
            groups[-1].append(mark)
        else:
            groups.append([mark])
    left = paragraph.start
    for group, following in zip_longest(groups, groups[1:]):
        yield MarkGroup(group, (left, following[0].start if following else paragraph.end), number)
        left = group[-1].end


def _fewest_marks(group: MarkGroup) -> int:
    return -len(group.marks)


def _first_mark(group: MarkGroup) -> int:
    return group.marks[0].start


def _window_around(text: str, group: tuple[int, int], room: tuple[int, int], width: int) -> tuple[int, int]:
    """Start and end of a group of marks with words on either side, inside `room`; width that one side cannot use goes to the other. It starts
    with a sentence where one starts close enough.
    """
    first, last = group
    free = max(0, width - (last - first))
    after = min(free - free // 3, room[1] - last)
    before = min(free - after, first - room[0])
    start = first - before
    sentences = [match.end() for match in SENTENCE.finditer(text, start, first)]
    start = sentences[-1] if sentences else _word_start(text, start, room[0], first)
    end = min(max(start + width, last), room[1])
    return start, max(last, _word_end(text, end, room))


def _word_start(text: str, at: int, earliest: int, latest: int) -> int:
    """The first start of a word from `at` on."""
    if at > earliest or (at and not text[at - 1].isspace() and earliest == at):
        while at < latest and not text[at - 1].isspace():
            at += 1
    while at < latest and text[at].isspace():
        at += 1
    return at


def _word_end(text: str, at: int, room: tuple[int, int]) -> int:
    """The last end of a word up to `at`."""
    earliest, latest = room
    if at < latest or (at < len(text) and not text[at].isspace()):
        while at > earliest and not text[at].isspace():
            at -= 1
    while at > earliest and text[at - 1].isspace():
        at -= 1
    return at
