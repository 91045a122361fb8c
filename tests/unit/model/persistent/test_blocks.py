"""Sequences in blocks are those of a tuple after the same changes, and share what has not changed."""

from copy import copy
from random import Random

import pytest

from dossier.model.persistent.blocks import SIZE, Blocks
from dossier.same_objects import changed_objects, changed_stretches


@pytest.mark.parametrize("seed", range(6))
def test_a_sequence_that_follows_changes_is_that_of_a_tuple(seed: int) -> None:
    """Items, length, parts and order after each of many random replacements; what changed is found without looking at shared blocks."""
    chance = Random(seed)  # noqa: S311  no secret
    items = tuple([number] for number in range(chance.choice((0, 1, SIZE, 5 * SIZE))))
    blocks = Blocks.of(items)
    for number in range(120):
        start = chance.randrange(len(items) + 1)
        stop = min(len(items), start + chance.choice((0, 0, 1, 1, 5, SIZE, 3 * SIZE)))
        new = [[number] for _ in range(chance.choice((0, 1, 1, 2, SIZE, 3 * SIZE)))]
        before, blocks, items = blocks, blocks.replaced(start, stop, new), (*items[:start], *new, *items[stop:])
        assert blocks == items
        assert (tuple(blocks), len(blocks), tuple(reversed(blocks))) == (items, len(items), items[::-1])
        assert all(0 < len(block) <= 2 * SIZE for block in blocks.blocks)
        low, high = chance.randrange(-9, len(items) + 9), chance.randrange(-9, len(items) + 9)
        assert (blocks[low:high], blocks[low:high:3]) == (items[low:high], items[low:high:3])
        gone, added = changed_objects(before, blocks)
        assert [*map(id, gone)] == [*map(id, before[start:stop])]
        assert [*map(id, added)] == [*map(id, new)]
    for at in range(-len(items), len(items), 7):
        assert blocks[at] is items[at]
    with pytest.raises(IndexError):
        blocks[len(items)]


def test_one_change_leaves_the_other_blocks_as_they_are() -> None:
    """All blocks but one are the same tuples, and only items of that one are compared."""
    before = Blocks.of([number] for number in range(40 * SIZE))
    after = before.replaced(9 * SIZE + 7, 9 * SIZE + 8, ([0], [1]))
    assert sum(map(lambda one, other: one is other, before.blocks, after.blocks)) == 39
    assert changed_stretches(before, after) == [(9 * SIZE + 7, 9 * SIZE + 8, 9 * SIZE + 7, 9 * SIZE + 9)]


@pytest.mark.parametrize("size", [0, SIZE])
def test_items_that_come_at_the_end_one_by_one_share_blocks(size: int) -> None:
    """Proves that articles of each new day do not leave a block each, for every one of which all tables would pay from then on."""
    blocks = Blocks.of(range(size))
    for number in range(size, 4 * SIZE):
        blocks = blocks.replaced(number, number, (number,))
    assert blocks == tuple(range(4 * SIZE))
    assert len(blocks.blocks) <= 8


def test_equal_sequences() -> None:
    """Equal to a tuple and to other blocks of equal items, in either order, also a copy; not to a list or other items."""
    items = tuple(range(3 * SIZE))
    blocks = Blocks.of(items)
    assert items == blocks == Blocks((items[:7], items[7:])) == copy(blocks)
    assert hash(blocks) == hash(items)
    assert blocks != items[1:]
    assert blocks != list(items)
    assert Blocks.of(blocks) is blocks


def test_what_is_made_of_a_block_is_made_once() -> None:
    """After a change only for the block with the change, also where many changes have been made, and for the items that a function leaves."""
    calls: list[int] = []

    def total(block: tuple[int, ...]) -> int:
        calls.append(len(block))
        return sum(block)

    def odd(block: tuple[int, ...]) -> tuple[int, ...]:
        return block if all(number % 2 for number in block) else tuple(number for number in block if number % 2)

    numbers = Blocks.of(range(9 * SIZE))
    assert sum(numbers.by_block(total)) == sum(numbers)
    for number in range(40):
        numbers = numbers.replaced(number * 99, number * 99 + 1, (number,))
        calls.clear()
        assert sum(numbers.by_block(total)) == sum(numbers)
        assert len(calls) == 1
    assert list(numbers.mapped(odd)) == [number for number in numbers if number % 2]
    assert numbers.mapped(odd).blocks[0] is numbers.mapped(odd).blocks[0]
