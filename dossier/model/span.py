"""Half-open spans of a text."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters from `start` up to, but not including, `end` of one article's text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The characters of `text` in the span."""
        return text[self.start : self.end]

    def trimmed(self, text: str) -> "Span":
        """The span without white space at its ends; `text` is the article's."""
        words = self.of(text)
        return Span(self.start + len(words) - len(words.lstrip()), self.end - len(words) + len(words.rstrip()))

    def overlaps(self, other: "Span") -> bool:
        """True where the two share a character."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: "Span") -> bool:
        """True where every character of `other` is in this span."""
        return self.start <= other.start and other.end <= self.end

    def __len__(self) -> int:
        return self.end - self.start
