"""Sums: a changed bit in a file of the index is seen when it is opened."""

from pathlib import Path

import pytest

from dossier.search.engine import Document
from dossier.search.stamp import STAMP, UntrustedIndex
from dossier.search.whoosh.engine import create_engine, open_engine
from dossier.search.whoosh.sums import LOCK, SUMS


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An index of two commits."""
    engine = create_engine(tmp_path / "index", tmp_path / "tokens")
    engine.index([Document("a1", title="Grain", body="Talks on grain went on in the harbour.")])
    engine.index([Document("a2", title="Rain", body="It rained.")])
    engine.close()
    return tmp_path / "index"


def test_a_flipped_bit_anywhere_is_seen(folder: Path) -> None:
    tokens = folder.parent / "tokens"
    for path in sorted(folder.iterdir()):
        if path.name in {STAMP, LOCK, SUMS}:
            continue
        data = path.read_bytes()
        for at in range(0, len(data), max(1, len(data) // 40)):
            path.write_bytes(data[:at] + bytes([data[at] ^ 4]) + data[at + 1 :])
            assert isinstance(open_engine(folder, tokens), UntrustedIndex), (path.name, at)
        path.write_bytes(data)
    engine = open_engine(folder, tokens)
    assert not isinstance(engine, UntrustedIndex)
    assert set(engine.digests()) == {"a1", "a2"}
    engine.close()


@pytest.mark.parametrize("damage", [b"", b"[]", b'{"MAIN_', None])
def test_sums_that_cannot_be_read_are_damage(folder: Path, damage: bytes | None) -> None:
    if damage is None:
        (folder / SUMS).unlink()
    else:
        (folder / SUMS).write_bytes(damage)
    assert isinstance(open_engine(folder, folder.parent / "tokens"), UntrustedIndex)


def test_what_a_killed_commit_left_can_be_opened(folder: Path) -> None:
    """Sums of before the last commit: its files are not among them yet, and those that it merged are gone."""
    before = (folder / SUMS).read_bytes()
    tokens = folder.parent / "tokens"
    engine = open_engine(folder, tokens)
    assert not isinstance(engine, UntrustedIndex)
    engine.index([Document("a3", title="Snow", body="It snowed.")])
    engine.close()
    (folder / SUMS).write_bytes(before)
    again = open_engine(folder, tokens)
    assert not isinstance(again, UntrustedIndex)
    assert set(again.digests()) == {"a1", "a2", "a3"}
    again.close()
