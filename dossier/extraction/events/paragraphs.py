"""Paragraph index of a text: paragraph numbers and spans by character offset."""

from bisect import bisect_right

from dossier.model.article import BLANK_LINES
from dossier.model.span import Span


class Paragraphs:
    """The paragraphs of one text, separated by blank lines and numbered from 0."""

    def __init__(self, text: str) -> None:
        self._breaks = [(gap.start(), gap.end()) for gap in BLANK_LINES.finditer(text)]
        self._starts = [start for start, _ in self._breaks]
        self._length = len(text)

    def number_at(self, offset: int) -> int:
        """Number of the paragraph that contains the character offset."""
        return bisect_right(self._starts, offset)

    def span_at(self, offset: int) -> Span:
        """Span of the paragraph that contains the character offset, without the blank lines around it."""
        number = self.number_at(offset)
        start = self._breaks[number - 1][1] if number else 0
        return Span(start, self._starts[number] if number < len(self._starts) else self._length)
