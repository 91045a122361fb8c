"""Items sorted by key follow any changes, and share blocks with the sequence before."""

from random import Random

import pytest

from dossier.linking.sorted_blocks import SortedBlocks
from dossier.model.persistent.blocks import SIZE


@pytest.mark.parametrize("seed", range(4))
def test_any_changes_give_the_items_in_the_order_of_their_keys(seed: int) -> None:
    """Keys come, go and get other items, few at a time and many; a key that goes and comes in one change is replaced."""
    chance, rows = Random(seed), SortedBlocks[int, object]()  # noqa: S311  no secret
    expected: dict[int, object] = {}
    for _ in range(60):
        most = min(chance.choice((3, 3 * SIZE)), len(expected))
        gone = set(chance.sample(sorted(expected), chance.randrange(most + 1)))
        new = {chance.randrange(9 * SIZE): object() for _ in range(chance.choice((0, 2, SIZE)))}
        new |= {key: object() for key in sorted(gone)[:2]}
        rows.update(gone, new)
        expected = {key: item for key, item in expected.items() if key not in gone} | new
        assert [*map(id, rows.items)] == [id(expected[key]) for key in sorted(expected)]


def test_items_that_are_the_same_change_nothing() -> None:
    """The sequence is the same object after an update with the items that it has."""
    rows, item = SortedBlocks[int, object](), object()
    rows.update((), dict.fromkeys(range(9), item))
    before = rows.items
    rows.update((), {3: item})
    rows.update({4}, {4: item})
    assert rows.items is before
