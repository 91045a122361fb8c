"""Same objects: what differs between two sequences of articles or findings, of which nearly all are the same objects.

Objects are compared by identity, by functions that are written in C: comparing values, or a loop in Python over all of them, would take longer
than all else of a change.
"""

from collections.abc import Sequence
from itertools import compress, count
from operator import is_not
from typing import Any, TypeVar

T = TypeVar("T")


def same_ends(before: Sequence[Any], after: Sequence[Any]) -> tuple[int, int]:
    """The number of objects that are the same at the start of both sequences, and at their end without those at the start."""
    size = min(len(before), len(after))
    start = next(compress(count(), map(is_not, before, after)), size)
    end = next(compress(count(), map(is_not, reversed(before), reversed(after))), size)
    return start, min(end, size - start)


def is_in(objects: Sequence[Any], others: Sequence[Any]) -> list[bool]:
    """Whether each of some objects is among the others."""
    return list(map(set(map(id, others)).__contains__, map(id, objects)))


def changed_objects(before: Sequence[T], after: Sequence[T]) -> tuple[list[T], list[T]]:
    """The objects that the sequence before has alone, and those that the one after has alone, in their order."""
    if before is after:
        return [], []
    start, end = same_ends(before, after)
    old, new = before[start : len(before) - end], after[start : len(after) - end]
    return _without(old, new), _without(new, old)


def _without(objects: Sequence[T], others: Sequence[T]) -> list[T]:
    known = set(map(id, others))
    return [each for each in objects if id(each) not in known] if not known.issuperset(map(id, objects)) else []
