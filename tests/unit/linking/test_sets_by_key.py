"""Sets by key behave as sets, however many members these have."""

import random

from dossier.linking.sets_by_key import SetsByKey


def test_members_come_and_go_as_in_ordinary_sets() -> None:
    """After any changes, each key has the members of an ordinary set, none where that is empty."""
    rng = random.Random(5)  # noqa: S311  # no secrets
    sets: SetsByKey[str, int] = SetsByKey()
    expected: dict[str, set[int]] = {key: set() for key in "abc"}
    for _ in range(2_000):
        key, value, change = rng.choice("abc"), rng.randrange(4), rng.choice(("add", "discard", "discard", "pop"))
        if change == "add":
            sets.add(key, value)
            expected[key].add(value)
        elif change == "discard":
            sets.discard(key, value)
            expected[key].discard(value)
        elif rng.random() < 0.1:
            assert set(sets.pop(key)) == expected[key]
            expected[key] = set()
        assert {each: set(sets.get(each)) for each in "abc"} == expected
