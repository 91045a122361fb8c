"""Passage cursor: the sentence that the reader's cursor is on, and the passage selected from there."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from unicodedata import east_asian_width

from dossier.model.span import Span

WORD = re.compile(r"\w+(?:['’-]\w+)*")
"""A word, with the apostrophes and hyphens in it."""


@dataclass(frozen=True, slots=True)
class PassageCursor:
    """The span that the cursor is on, a sentence, or in a selection by mouse a word; and the span on which the selection began, None while
    nothing is selected.
    """

    at: Span
    origin: Span | None = None

    @property
    def span(self) -> Span:
        """The passage: from the beginning of the selection to the cursor, both included."""
        begin = self.origin or self.at
        return Span(min(begin.start, self.at.start), max(begin.end, self.at.end))

    def toggled(self) -> PassageCursor:
        """The cursor with a selection that begins here, or without the one that it has."""
        return replace(self, origin=None if self.origin else self.at)

    def moved(self, sentences: Sequence[Span], by: int) -> PassageCursor:
        """The cursor on the next or previous sentence; from within a sentence first to its end or its start. It stays at the ends."""
        if by > 0:
            after = next((sentence for sentence in sentences if sentence.end > self.at.end), self.at)
        else:
            after = next((sentence for sentence in reversed(sentences) if sentence.start < self.at.start), self.at)
        return replace(self, at=after)


def sentences_in(text: str, sentences: Sequence[Span], paragraphs: Sequence[Span]) -> tuple[Span, ...]:
    """The sentences of each paragraph without the blanks around them; a paragraph in which none is known is one. Both are in order."""
    return tuple(step for paragraph in paragraphs for step in _in_paragraph(text, sentences, paragraph))


def _in_paragraph(text: str, sentences: Sequence[Span], paragraph: Span) -> Iterator[Span]:
    first = bisect_right(sentences, paragraph.start, key=lambda sentence: sentence.end)
    last = bisect_left(sentences, paragraph.end, key=lambda sentence: sentence.start)
    parts = [Span(max(sentence.start, paragraph.start), min(sentence.end, paragraph.end)) for sentence in sentences[first:last]]
    for part in parts or [paragraph]:
        words = part.of(text)
        start = part.start + len(words) - len(words.lstrip())
        if stripped := words.strip():
            yield Span(start, start + len(stripped))


def sentence_at(sentences: Sequence[Span], offset: int) -> Span | None:
    """The sentence of an offset, else the next one, else the last."""
    return next((sentence for sentence in sentences if sentence.end > offset), sentences[-1] if sentences else None)


def word_at(text: str, offset: int) -> Span:
    """The word of an offset, or the character there: a blank, a sign, one of a script that is written without blanks."""
    here = Span(offset, min(len(text), offset + 1))
    if east_asian_width(here.of(text) or " ") in {"W", "F"}:
        return here
    start = offset
    while start and not text[start - 1].isspace():
        start -= 1
    for match in WORD.finditer(text, start):
        if match.start() > offset:
            break
        if offset < match.end():
            return Span(*match.span())
    return here
