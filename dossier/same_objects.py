"""Same objects: what differs between two sequences of articles or findings, of which nearly all are the same objects.

Objects are compared by identity, by functions that are written in C: comparing values, or a loop in Python over all of them, would take longer
than all else of a change. Of sequences in blocks, only the blocks that they do not share are compared.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import compress, count
from operator import is_, is_not, not_
from typing import Any, NamedTuple, TypeVar

from dossier.model.persistent.blocks import Blocks

T = TypeVar("T")


class ChangedStretch(NamedTuple):
    """Items of a sequence before, from `start` to `stop`, that others are in place of in the one after it. Half-open."""

    start: int
    stop: int
    new_start: int
    new_stop: int


def same_ends(before: Sequence[Any], after: Sequence[Any]) -> tuple[int, int]:
    """The number of objects that are the same at the start of both sequences, and at their end without those at the start."""
    size = min(len(before), len(after))
    start = next(compress(count(), map(is_not, before, after)), size)
    end = next(compress(count(), map(is_not, reversed(before), reversed(after))), size)
    return start, min(end, size - start)


def is_in(objects: Sequence[Any], others: Sequence[Any]) -> list[bool]:
    """Whether each of some objects is among the others."""
    return list(map(set(map(id, others)).__contains__, map(id, objects)))


def changed_stretches(before: Sequence[Any], after: Sequence[Any]) -> list[ChangedStretch]:
    """The stretches outside of which both sequences have the same objects, in order."""
    if before is after:
        return []
    trimmed = (_without_same_ends(before, after, stretch) for stretch in _stretches_of_blocks(before, after))
    return [stretch for stretch in trimmed if stretch.start < stretch.stop or stretch.new_start < stretch.new_stop]


def changed_objects(before: Sequence[T], after: Sequence[T]) -> tuple[list[T], list[T]]:
    """The objects that the sequence before has alone, and those that the one after has alone, in their order."""
    stretches = changed_stretches(before, after)
    old = [each for start, stop, _, _ in stretches for each in before[start:stop]]
    new = [each for _, _, start, stop in stretches for each in after[start:stop]]
    return _without(old, new), _without(new, old)


def _stretches_of_blocks(before: Sequence[Any], after: Sequence[Any]) -> Iterator[ChangedStretch]:
    """The stretches between the blocks that both have; all, where one is not in blocks or these are in another order."""
    if isinstance(before, Blocks) and isinstance(after, Blocks):
        was_kept, is_kept = is_in(before.blocks, after.blocks), is_in(after.blocks, before.blocks)
        if all(map(is_, compress(before.blocks, was_kept), compress(after.blocks, is_kept))):
            gone, new = _runs_between(was_kept), _runs_between(is_kept)
            gone_before = new_before = 0
            for number in sorted(gone.keys() | new.keys()):
                first, new_first = number + gone_before, number + new_before
                gone_before, new_before = gone_before + gone[number], new_before + new[number]
                last, new_last = number + gone_before, number + new_before
                yield ChangedStretch(before.starts[first], before.starts[last], after.starts[new_first], after.starts[new_last])
            return
    yield ChangedStretch(0, len(before), 0, len(after))


def _runs_between(is_kept: Sequence[bool]) -> Counter[int]:
    """The number of blocks that are not kept by the number of kept ones before them."""
    runs: Counter[int] = Counter()
    for others, at in enumerate(compress(count(), map(not_, is_kept))):
        runs[at - others] += 1
    return runs


def _without_same_ends(before: Sequence[Any], after: Sequence[Any], stretch: ChangedStretch) -> ChangedStretch:
    if stretch.start == stretch.stop or stretch.new_start == stretch.new_stop:
        return stretch
    start, end = same_ends(before[stretch.start : stretch.stop], after[stretch.new_start : stretch.new_stop])
    return ChangedStretch(stretch.start + start, stretch.stop - end, stretch.new_start + start, stretch.new_stop - end)


def _without(objects: Sequence[T], others: Sequence[T]) -> list[T]:
    known = set(map(id, others))
    return [each for each in objects if id(each) not in known] if not known.issuperset(map(id, objects)) else []
