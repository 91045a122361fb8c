"""Changed objects are found by identity, in order."""

from dossier.same_objects import changed_objects


def test_objects_of_one_sequence_alone() -> None:
    """Equal objects that are not the same count as changed; those that only moved do not."""
    first, second, third = [1], [2], [3]
    copy = [2]
    gone, new = changed_objects((first, second, third), (third, copy, first))
    assert gone == [second]
    assert gone[0] is second
    assert new[0] is copy
    assert changed_objects((first, second), (second, first)) == ([], [])
    assert changed_objects((), (first, second)) == ([], [first, second])
