"""Changed objects: what differs between two sequences of articles or findings, of which nearly all are the same objects."""

from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


def changed_objects(before: Sequence[T], after: Sequence[T]) -> tuple[list[T], list[T]]:
    """The objects that the sequence before has alone, and those that the one after has alone, in their order. Compared by identity, since
    comparing values would take longer than all else of a change.
    """
    if before is after:
        return [], []
    old, new = set(map(id, before)), set(map(id, after))
    gone, come = old - new, new - old
    return [each for each in before if id(each) in gone] if gone else [], [each for each in after if id(each) in come] if come else []
