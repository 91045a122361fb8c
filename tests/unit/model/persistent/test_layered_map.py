"""A layered map is a dict after the same changes, whichever layer an entry is in."""

from random import Random

import pytest

from dossier.model.persistent import layered_map
from dossier.model.persistent.layered_map import LayeredMap


@pytest.mark.parametrize("seed", range(6))
def test_a_map_that_follows_changes_is_a_dict_after_them(monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    """Entries, order, length and look-ups after each of many random changes; an earlier map stays as it was, and what differs from it is known."""
    monkeypatch.setattr(layered_map, "LARGEST", 24)
    chance = Random(seed)  # noqa: S311  no secret
    entries = {number: [number] for number in range(40)}
    layered: LayeredMap[int, list[int]] = LayeredMap(entries)
    earlier = [(layered, dict(entries))]
    for _ in range(80):
        gone = {chance.randrange(60) for _ in range(chance.randrange(4))}
        new = {chance.randrange(60): [chance.randrange(9)] for _ in range(chance.randrange(4))}
        layered = layered.following(gone, new)
        entries = {key: value for key, value in entries.items() if key not in gone or key in new} | new
        assert (dict(layered), len(layered)) == (entries, len(entries))
        assert list(layered.values()) == [layered[key] for key in layered]
        assert [layered.get(key, 0) for key in range(60)] == [entries.get(key, 0) for key in range(60)]
        assert [key in layered for key in range(60)] == [key in entries for key in range(60)]
        some = frozenset(chance.sample(range(60), 20))
        assert layered.among(some) == some & entries.keys()
        before, expected = chance.choice(earlier)
        assert dict(before) == expected
        assert layered.changes_since(before) == (
            {key: value for key, value in expected.items() if entries.get(key) is not value},
            {key: value for key, value in entries.items() if expected.get(key) is not value},
        )
        earlier.append((layered, entries))
    for key in set(range(60)) - entries.keys():
        with pytest.raises(KeyError):
            layered[key]


def test_the_entries_that_stay_are_shared() -> None:
    """A change makes no copy of them, and one that changes nothing gives the map itself."""
    before = LayeredMap({number: number for number in range(9)})
    after = before.following([3], {5: 0})
    assert after.base is before.base
    assert (after.following([3, 99], {}), list(after)) == (after, [0, 1, 2, 4, 5, 6, 7, 8])
