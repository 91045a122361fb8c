"""A page set in columns becomes lines in reading order; its lines become paragraphs. Works on a grid of characters, spaces and all."""

import re
from collections import Counter
from functools import lru_cache
from itertools import pairwise

GAPS = re.compile(r" {2,}")
BEFORE, GAP, AFTER = "\x01\x02\x03"
"""Marks of blank places; no text has them, since control characters are removed before."""
LONGEST_WORD = 100
FEWEST_LINES = 6
"""Least number of lines of a column; fewer are a table, a pair of addresses or a heading."""
BULLET = re.compile(r"(?:[•·▪◦‣–—*]|\(?\d{1,2}[.)]|\(?[a-z]\))\s")
SENTENCE_END = re.compile(r"[.!?…:][\"'”’»)\]]*$")
HYPHEN = re.compile(r"(?P<head>[^\W\d_]+)(?P<mark>[-\u00ad\u2010])$")


def in_reading_order(lines: list[str]) -> list[list[str]]:
    """Reading order of a page's blocks: lines that run across the page, then column by column down to the next such line."""
    cut = _gutter(lines)
    if cut is None and (cut := _short_column(lines)) is not None:
        return [[line[:cut].rstrip() for line in lines], _dedent([" " * cut + line[cut:] if line[cut:].strip() else "" for line in lines])]
    if cut is None:
        return [lines]
    blocks: list[list[str]] = []
    left: list[str] = []
    right: list[str] = []
    for line in [*lines, None]:
        if line is not None and _is_blank_at(line, cut):
            left.append(line[:cut].rstrip())
            right.append(" " * cut + line[cut:] if line[cut:].strip() else "")
            continue
        for column in (left, right):
            blocks += in_reading_order(_dedent(column)) if any(column) else []
        left, right = [], []
        if line is not None and blocks and not _is_column(blocks[-1]):
            blocks[-1].append(line)
        elif line is not None:
            blocks.append([line])
    return blocks


def paragraphs_in(lines: list[str], whole: str) -> list[str]:
    """The paragraphs of one block of lines. `whole` is the text of the document, used to decide how broken words are spelt."""
    numbered = [(number, line.rstrip()) for number, line in enumerate(lines) if line.strip()]
    if not numbered:
        return []
    steps = Counter(after - before for (before, _), (after, _) in pairwise(numbered))
    step = min((gap for gap, count in steps.items() if count * 3 >= len(numbered) - 1), default=1)
    edge = min(_indent(line) for _, line in numbered)
    width = max(len(line) for _, line in numbered)
    paragraphs = [_one_line(numbered[0][1])]
    for (before_at, before), (at, line) in pairwise(numbered):
        apart = at - before_at > step and not (at - before_at <= step * 2 and _continues(before, line, width))
        if apart or _starts_paragraph(before, line, edge, width):
            paragraphs.append(_one_line(line))
        else:
            paragraphs[-1] = join_lines(paragraphs[-1], _one_line(line), whole)
    return paragraphs


def join_lines(before: str, line: str, whole: str) -> str:
    """Dehyphenation: two lines of one paragraph as one. A word broken at the line's end is rejoined, unless the text hyphenates it
    elsewhere.
    """
    broken = HYPHEN.search(before[-LONGEST_WORD:])
    tail = re.match(r"[^\W\d_]+", line)
    if not broken or not tail:
        return f"{before} {line}"
    head, rest = broken["head"], tail.group()
    if broken["mark"] == "\u00ad" or (rest.islower() and not head.isupper() and not _is_hyphenated(head, rest, whole)):
        return before[:-1] + line
    return before + line


def _is_hyphenated(head: str, rest: str, whole: str) -> bool:
    """True where the document itself writes the two parts with a hyphen, or each as a word of its own and never as one."""
    words, pairs, unhyphenated = _word_forms(whole)
    head, rest = head.lower(), rest.lower()
    if head + rest in words:
        return False
    if f"{head}-{rest}" in pairs:
        return True
    return min(len(head), len(rest)) >= 4 and {head, rest} <= unhyphenated


@lru_cache(maxsize=2)
def _word_forms(whole: str) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """The words of a document, its pairs of words with a hyphen between them, and the words next to no hyphen, in small letters.

    Looked up once for all broken words: a long document has thousands.
    """
    text = whole.lower()
    pairs = re.findall(r"(?<!\w)(?=(\w+-\w+))", text)
    return frozenset(re.findall(r"\w+", text)), frozenset(pairs), frozenset(re.findall(r"(?<![\w-])\w+(?![\w-])", text))


def _continues(before: str, line: str, width: int) -> bool:
    """True where a full line ends inside a sentence, however large the space below it: recognised and scanned pages are uneven."""
    return not SENTENCE_END.search(before) and (line.lstrip()[:1].islower() or len(before) > width * 0.85)


def _starts_paragraph(before: str, line: str, edge: int, width: int) -> bool:
    """True where `line` opens a paragraph: a bullet, an indent after a line at the edge, or a line before it that ended early."""
    if BULLET.match(line.lstrip()):
        return True
    if line.lstrip()[:1].islower() and not SENTENCE_END.search(before):
        # a crooked scan indents at random
        return width - len(before) > (width - edge) * 0.6
    if 2 <= _indent(line) - edge <= 12 and _indent(before) - edge <= 1:
        return True
    room = width - len(before) - 1 - len(line.split(maxsplit=1)[0])
    if SENTENCE_END.search(before):
        return room > (width - edge) * 0.1
    return room > (width - edge) * 0.45


def _gutter(lines: list[str]) -> int | None:
    """The position of the blank strip between two columns, or None for a page set in one."""
    lines_with_text = [line for line in lines if line.strip()]
    width = max((len(line) for line in lines_with_text), default=0)
    best, most = None, 0
    for at, marks in enumerate(zip(*(_blanks(line, width) for line in lines_with_text), strict=True)):
        before, after, gaps = marks.count(BEFORE), marks.count(AFTER), marks.count(GAP)
        free, right, left = before + after + gaps, before + gaps, after + gaps
        if not width // 5 <= at < width * 4 // 5:
            continue
        fits = free * 10 >= len(lines_with_text) * 7 and min(left, right) >= FEWEST_LINES and min(left, right) * 5 >= free * 2
        if fits and free * 2 + min(left, right) > most and _both_sides_are_prose(lines_with_text, at):
            best, most = at, free * 2 + min(left, right)
    return best


def _blanks(line: str, width: int) -> str:
    """A line of `width` characters in which marks stand for what is blank as `_is_blank_at` says: before its text, after it, or a gap."""
    text = line.strip()
    start = len(line) - len(line.lstrip())
    return BEFORE * start + GAPS.sub(lambda gap: GAP * len(gap.group()), text) + AFTER * (width - start - len(text))


def _short_column(lines: list[str]) -> int | None:
    """The position of a second column that holds a few lines at the top only: no line crosses it, those on its left fill a column of their
    own, and its lines are prose or continue the sentence that the first column leaves open. None without one.
    """
    filled = [line for line in lines if line.strip()]
    width = max((len(line) for line in filled), default=0)
    starts = [match.end() for line in filled for match in GAPS.finditer(line) if match.end() > width // 3 and match.end() < len(line)]
    if not starts or len(filled) < FEWEST_LINES * 2:
        return None
    cut = min(starts)
    right = [at for at, line in enumerate(filled) if line[cut:].strip()]
    left = [line[:cut].rstrip() for line in filled if line[:cut].strip()]
    if not all(_is_blank_at(line, cut - 1) and len(line[:cut].rstrip()) < cut - 1 for line in filled) or len(right) >= FEWEST_LINES:
        return None
    column = max(map(len, left), default=0)
    is_filled = len(left) >= FEWEST_LINES * 2 and sum(len(line) > column * 0.6 for line in left) * 5 >= len(left) * 3
    words = [_one_line(filled[at][cut:]) for at in right]
    continues = words[0][:1].islower() and not SENTENCE_END.search(left[-1] if left else ".")
    is_prose = len(words) >= 3 and sum(ch.isalpha() for line in words for ch in line) >= 14 * len(words)
    at_top = right[0] <= 1 and right[-1] - right[0] <= len(right) * 2 + 2
    return cut if is_filled and at_top and (continues or is_prose) else None


def _both_sides_are_prose(lines: list[str], at: int) -> bool:
    """True where both sides hold running text: a table's cells, a list of contents or figures are short or mostly digits."""
    for side in ([line[:at] for line in lines if _is_blank_at(line, at)], [line[at:] for line in lines if _is_blank_at(line, at)]):
        words = [_one_line(part) for part in side if part.strip()]
        letters = sum(ch.isalpha() for part in words for ch in part)
        if letters < 14 * len(words) or sum(len(part.split()) >= 3 for part in words) * 5 < len(words) * 3:
            return False
    return True


def _is_blank_at(line: str, at: int) -> bool:
    """True where the line is blank at that position: it ends before, begins after, or has a gap of two spaces there."""
    if len(line.rstrip()) <= at or not line[: at + 1].strip():
        return True
    return any(gap.start() <= at < gap.end() for gap in GAPS.finditer(line, max(0, at - 40), min(len(line), at + 40)))


def _is_column(block: list[str]) -> bool:
    return sum(bool(line.strip()) for line in block) >= FEWEST_LINES


def _dedent(lines: list[str]) -> list[str]:
    indent = min((_indent(line) for line in lines if line.strip()), default=0)
    return [line[indent:] for line in lines]


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _one_line(line: str) -> str:
    return " ".join(line.split())
