"""The passages of an article to show for a query: a few short stretches around its hits."""

import re
from collections.abc import Sequence

from dossier.model.article import Paragraph
from dossier.model.search_result import Snippet
from dossier.model.span import Span

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
    windows = [
        (window, paragraph)
        for paragraph in paragraphs
        for window in _windows(text, _marks_in(marks, paragraph.span), paragraph.span, width)
    ]
    best = sorted(windows, key=lambda pair: (-len(_marks_in(marks, pair[0])), pair[0]))[:limit]
    return tuple(_snippet(text, window, marks, paragraph.number) for window, paragraph in sorted(best, key=lambda pair: pair[0]))


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


def _marks_in(marks: Sequence[Span], window: Span) -> list[Span]:
    """The marks inside a window."""
    return [mark for mark in marks if window.contains(mark)]


def _windows(text: str, marks: list[Span], paragraph: Span, width: int) -> list[Span]:
    """Windows of one paragraph that contain all its marks: neighbours share one where they fit."""
    groups: list[Span] = []
    for mark in marks:
        if groups and mark.end - groups[-1].start <= width * 2 // 3:
            groups[-1] = Span(groups[-1].start, mark.end)
        else:
            groups.append(mark)
    windows: list[Span] = []
    for at, group in enumerate(groups):
        left = windows[-1].end if windows else paragraph.start
        right = groups[at + 1].start if at + 1 < len(groups) else paragraph.end
        windows.append(_window_around(text, group, Span(left, right), width))
    return windows


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
