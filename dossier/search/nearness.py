"""Where words stand near one another, over lists of positions: one rule for every engine and for the marks."""

from collections import Counter
from collections.abc import Sequence


def positional_matches(positions: Sequence[Sequence[int]], near: int | None) -> list[tuple[int, int]]:
    """First and last position of each place where the words of a phrase stand.

    `positions` holds the positions of each word in turn, ascending. Without `near` they stand one after the other in
    this order; with it in any order, at most `near` other words among them, and places do not overlap.
    """
    if not positions or not all(positions):
        return []
    return _in_order(positions) if near is None else _together(positions, near)


def _in_order(positions: Sequence[Sequence[int]]) -> list[tuple[int, int]]:
    """Runs of one word after the other."""
    rest = [set(some) for some in positions[1:]]
    size = len(positions)
    return [(at, at + size - 1) for at in positions[0] if all(at + step in some for step, some in enumerate(rest, 1))]


def _together(positions: Sequence[Sequence[int]], near: int) -> list[tuple[int, int]]:
    """Shortest stretches that hold all the words, from the left, none reaching into the one before."""
    # Two words never share a position, so equal lists are one word asked for twice.
    wanted = Counter(tuple(some) for some in positions)
    marks = sorted((at, some) for some in wanted for at in some)
    longest = len(positions) + near
    held: Counter[tuple[int, ...]] = Counter()
    found, left = [], 0
    for right, (end, word) in enumerate(marks):
        held[word] += 1
        while held[marks[left][1]] > wanted[marks[left][1]]:
            held[marks[left][1]] -= 1
            left += 1
        start = marks[left][0]
        if held >= wanted and end - start < longest:
            found.append((start, end))
            left = right + 1
            held.clear()
    return found
