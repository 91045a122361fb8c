"""The passages of an article to show for a query: a few short stretches around its hits."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from operator import attrgetter, itemgetter

from dossier.model.article import Paragraph
from dossier.model.search_result import Snippet
from dossier.model.span import Span

START = attrgetter("start")
SENTENCE = re.compile(r"[.!?…][\"”’)]*\s+")
WIDTH = 160
LIMIT = 3


def snippets(
    text: str, marks: Sequence[Span], paragraphs: Sequence[Paragraph], limit: int = LIMIT, width: int = WIDTH
) -> tuple[Snippet, ...]:
    """At most `limit` snippets of about `width` characters, those with most hits, in the order of the text.

    `marks` are the hits in order, not overlapping. No snippet crosses a paragraph or cuts a word or a hit, and none overlaps another; a
    longer hit makes it longer. Without marks there are none.
    """
    windows: list[tuple[int, Span, Sequence[Span], int]] = []
    for paragraph in paragraphs:
        for window, inside in _windows(text, _marks_in(marks, paragraph.span), paragraph.span, width):
            windows.append((-len(inside), window, inside, paragraph.number))
    best = sorted(windows, key=itemgetter(0, 1))[:limit]
    return tuple(Snippet(window, window.of(text), tuple(inside), number) for _, window, inside, number in sorted(best, key=itemgetter(1)))


def lead_snippet(text: str, paragraphs: Sequence[Paragraph], width: int = WIDTH) -> tuple[Snippet, ...]:
    """The start of the first paragraph that is not a subhead: shown where a query has no words to highlight."""
    for paragraph in paragraphs:
        if not paragraph.subhead:
            end = _word_end(text, min(paragraph.span.start + width, paragraph.span.end), paragraph.span)
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


def _windows(text: str, marks: Sequence[Span], paragraph: Span, width: int) -> Iterator[tuple[Span, Sequence[Span]]]:
    """Windows of one paragraph that contain all its marks, each with its own: neighbours share one where they fit."""
    groups: list[list[Span]] = []
    for mark in marks:
        if groups and mark.end - groups[-1][0].start <= width * 2 // 3:
            groups[-1].append(mark)
        else:
            groups.append([mark])
    left = paragraph.start
    for at, group in enumerate(groups):
        right = groups[at + 1][0].start if at + 1 < len(groups) else paragraph.end
        window = _window_around(text, Span(group[0].start, group[-1].end), Span(left, right), width)
        yield window, group
        left = window.end


def _window_around(text: str, group: Span, room: Span, width: int) -> Span:
    """A group of marks with words on either side, inside `room`; width that one side cannot use goes to the other. It starts with a
    sentence where one starts close enough.
    """
    free = max(0, width - len(group))
    after = min(free - free // 3, room.end - group.end)
    before = min(free - after, group.start - room.start)
    start = group.start - before
    sentences = [match.end() for match in SENTENCE.finditer(text, start, group.start)]
    start = sentences[-1] if sentences else _word_start(text, start, room, group.start)
    end = min(max(start + width, group.end), room.end)
    return Span(start, max(group.end, _word_end(text, end, room)))


def _word_start(text: str, at: int, room: Span, latest: int) -> int:
    """The first start of a word from `at` on."""
    if at > room.start or (at and not text[at - 1].isspace() and room.start == at):
        while at < latest and not text[at - 1].isspace():
            at += 1
    while at < latest and text[at].isspace():
        at += 1
    return at


def _word_end(text: str, at: int, room: Span) -> int:
    """The last end of a word up to `at`."""
    if at < room.end or (at < len(text) and not text[at].isspace()):
        while at > room.start and not text[at].isspace():
            at -= 1
    while at > room.start and text[at - 1].isspace():
        at -= 1
    return at
