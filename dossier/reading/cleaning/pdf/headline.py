"""The headline of a PDF, by its larger type, and the lines that a browser prints around a page."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pypdf import PageObject

LARGER = 1.25
"""A headline's type, against that of the text."""
FEWEST_WORDS, MOST_WORDS = 3, 25
LETTERS_A_WORD = 3
"""Letters of a mean word of a headline, at least."""
MOST_ABOVE = 400
"""Characters of the text's size that may stand above a headline: a site's menu."""
PRINTED_HEAD = re.compile(
    r"\s*\d{1,4}[./-]\s?\d{1,2}[./-]\s?\d{2,4},?\s+\d{1,2}[:.]\d{2}(?::\d{2})?(?:\s?[AaPp]\.?[Mm]\.?)?(?:\s{2,}\S.*)?$"
)
PRINTED_FOOT = re.compile(r"\s*(?:https?|file)://\S+(?:\s+\d{1,4}\s?/\s?\d{1,4})?\s*$|\s*\d{1,4}\s?/\s?\d{1,4}\s*$")


def headline(page: "PageObject", title: str = "") -> list[str]:
    """The lines of the headline on a first page: the largest type, or the larger type that the record's `title` names; empty where type
    is all of one size, or where no size is the text's own.
    """
    pieces: list[tuple[float, str]] = []

    def collect(text: str, matrix: Sequence[float], text_matrix: Sequence[float], _font: Any, size: float) -> None:
        if text.strip():
            scale = max(map(abs, (text_matrix[0], text_matrix[1]))) * max(map(abs, (matrix[0], matrix[1])))
            pieces.append((round(size * scale * 2) / 2, text))

    page.extract_text(visitor_text=collect)
    letters: Counter[float] = Counter()
    for size, text in pieces:
        letters[size] += sum(map(str.isalnum, text))
    if not letters:
        return []
    body, count = letters.most_common(1)[0]
    if count * 2 < letters.total():
        return []
    larger: list[tuple[float, list[str]]] = []
    text_above = 0
    for size, group in groupby(pieces, key=lambda piece: piece[0]):
        lines = [line for _, text in group for line in _lines(text)]
        if size >= body * LARGER and _may_be_headline(" ".join(lines).split()) and text_above <= MOST_ABOVE:
            larger.append((size, lines))
        text_above += sum(map(len, lines)) if size == body else 0
    named = [(size, lines) for size, lines in larger if title and " ".join(lines).casefold() in title.casefold()]
    return max(named or larger, key=lambda group: group[0], default=(0.0, []))[1]


def _may_be_headline(words: Sequence[str]) -> bool:
    """True for as many words as a headline has; most of them are more than a letter or two, where decoration is set letter by letter."""
    return FEWEST_WORDS <= len(words) <= MOST_WORDS and sum(map(len, words)) >= LETTERS_A_WORD * len(words)


def take_out(page: list[str], lines: Sequence[str]) -> list[str] | None:
    """The lines of a page's grid with the headline's words blanked, so that the columns below keep their places; None where a line of it
    is not found.
    """
    grid, at = list(page), 0
    for line in lines:
        words = re.compile(r"\s+".join(map(re.escape, line.split())))
        found = next(((row, match) for row in range(at, len(grid)) if (match := words.search(grid[row]))), None)
        if not found:
            return None
        at, match = found
        grid[at] = (grid[at][: match.start()] + " " * len(match.group()) + grid[at][match.end() :]).rstrip()
    return grid


def without_print_marks(page: list[str]) -> list[str]:
    """A page without what a browser prints above and below it: time and title, address and number."""
    filled = [at for at, line in enumerate(page) if line.strip()]
    marks = {at for at in filled[:1] if PRINTED_HEAD.match(page[at])} | {at for at in filled[-1:] if PRINTED_FOOT.match(page[at])}
    return ["" if at in marks else line for at, line in enumerate(page)]


def named_line(lines: Sequence[str], title: str) -> str:
    """The line that a record's title begins with, where a site's name follows it ("Title | Site"); empty without one."""
    parts = re.match(r"(?P<title>.{8,}?)\s+[|–—-]\s+[^|–—]{2,60}$", title)
    return next((line for line in lines if parts and line.casefold() == parts["title"].casefold()), "")


def _lines(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.split("\n") if line.strip()]
