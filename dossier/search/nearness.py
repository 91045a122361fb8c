"""Phrase and proximity matching over lists of positions: one rule for every engine and for the highlights."""

from collections import Counter
from collections.abc import Sequence

BREAK = "¶"
"""Between the words of title and text where both are joined: it takes a position, so that no phrase reaches across, and is part of no word."""


def positional_matches(positions: Sequence[Sequence[int]], near: int | None) -> list[tuple[int, int]]:
    """First and last position of each match of a phrase.

    `positions` holds the positions of each word in turn, ascending. Without `near` the words follow one another in this order; with it they
    come in any order, at most `near` other words among them, and matches do not overlap.
    """
    if not positions or not all(positions):
        return []
    return _in_sequence(positions) if near is None else _within_distance(positions, near)


def are_near(joined: str, field: str, words: Sequence[str], near: int) -> bool:
    """True where the words of a phrase match in the title, or for the field "text" in title or text. `joined` has the words of both, with
    blanks and `BREAK` between them.
    """
    title, _, text = joined.partition(BREAK)
    for part in (title,) if field == "title" else (title, text):
        positions: dict[str, list[int]] = {word: [] for word in words}
        for position, word in enumerate(part.split()):
            if word in positions:
                positions[word].append(position)
        if positional_matches([positions[word] for word in words], near):
            return True
    return False


def _in_sequence(positions: Sequence[Sequence[int]]) -> list[tuple[int, int]]:
    """Runs of one word after the other."""
    following = [set(word_positions) for word_positions in positions[1:]]
    size = len(positions)
    return [
        (at, at + size - 1) for at in positions[0] if all(at + step in word_positions for step, word_positions in enumerate(following, 1))
    ]


def _within_distance(positions: Sequence[Sequence[int]], near: int) -> list[tuple[int, int]]:
    """Shortest windows that contain all the words, from the left, not overlapping."""
    # Two words never share a position, so equal lists are one word that occurs twice in the phrase.
    required = Counter(tuple(word_positions) for word_positions in positions)
    marks = sorted((at, word_positions) for word_positions in required for at in word_positions)
    longest = len(positions) + near
    counts: Counter[tuple[int, ...]] = Counter()
    matches, left = [], 0
    for right, (end, word) in enumerate(marks):
        counts[word] += 1
        while counts[marks[left][1]] > required[marks[left][1]]:
            counts[marks[left][1]] -= 1
            left += 1
        start = marks[left][0]
        if counts >= required and end - start < longest:
            matches.append((start, end))
            left = right + 1
            counts.clear()
    return matches
