"""Where a plain text's paragraphs begin and end: one a line, or lines wrapped at a fixed width."""

import re
from functools import lru_cache
from itertools import pairwise

LONG_LINE = 45
WIDEST_WRAP = 110
LONGEST_WORD = 100
OPEN_END = re.compile(r"[^.!?…:\"”’')\]]$")
BROKEN_WORD = re.compile(r"[^\W\d_]-$")


def paragraphs_of(text: str) -> list[str]:
    """The paragraphs of a clean text (LF line ends), edges stripped, none of them empty, in order."""
    lines = text.split("\n")
    if not is_wrapped(lines):
        return [line.strip() for line in lines if line.strip()]
    width = max(len(line.rstrip()) for line in lines if len(line.rstrip()) <= WIDEST_WRAP)
    paragraphs: list[str] = []
    for number, line in enumerate(lines):
        if not line.strip():
            continue
        if number and _continues(lines[number - 1], line, width):
            paragraphs[-1] = _join_lines(paragraphs[-1], line.strip(), text)
        else:
            paragraphs.append(line.strip())
    return paragraphs


def is_wrapped(lines: list[str]) -> bool:
    """True where long lines run on into the next: most end inside a sentence, and nearly all are as full as the width allows."""
    lines_with_text = [line.rstrip() for line in lines if line.strip()]
    followed = [(line.rstrip(), after) for line, after in pairwise(lines) if len(line.rstrip()) >= LONG_LINE and after.strip()]
    if len(followed) < 2 or sum(len(line) > WIDEST_WRAP for line in lines_with_text) * 20 > len(lines_with_text):
        return False
    width = max((len(line) for line in lines_with_text if len(line) <= WIDEST_WRAP), default=0)
    full = sum(len(line) + 1 + len(after.split()[0]) > width * 0.85 for line, after in followed)
    inside = sum(bool(OPEN_END.search(line)) for line, _ in followed)
    return inside * 2 > len(followed) and full * 10 >= len(followed) * 7


def _continues(line: str, after: str, width: int) -> bool:
    """True where `after` continues `line`: its first word would not have fitted on it, and it is not indented."""
    if not line.strip() or len(after) - len(after.lstrip()) > len(line) - len(line.lstrip()):
        return False
    room = width - len(line.rstrip()) - 1 - len(after.split(maxsplit=1)[0])
    return room < (0 if not OPEN_END.search(line.rstrip()) else width * 0.25)


@lru_cache(maxsize=2)
def _word_set(text: str) -> frozenset[str]:
    """The words of a text in small letters, looked up once for all its broken ones."""
    return frozenset(re.findall(r"\w+", text.lower()))


def _join_lines(before: str, line: str, text: str) -> str:
    """Two lines of one paragraph as one; a word broken at the line's end is rejoined where the text has it whole elsewhere."""
    end = before[-LONGEST_WORD:]
    if not BROKEN_WORD.search(end):
        return f"{before} {line}"
    head, tail = re.split(r"\W", end[:-1])[-1], re.split(r"\W", line, maxsplit=1)[0]
    whole = bool(tail) and (head + tail).lower() in _word_set(text)
    return before[:-1] + line if whole else before + line
