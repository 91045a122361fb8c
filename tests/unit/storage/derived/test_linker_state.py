"""Stored state of a linker: as it was written, or known to be damaged."""

import random
import sqlite3
from typing import BinaryIO

import pytest

from dossier.errors import DamagedFacts
from dossier.storage.derived.linker_state import BLOCK, SCHEMA, StoredLinkerState

STATE = random.Random(1).randbytes(3 * BLOCK + 7)  # noqa: S311  no secret


def write_state(file: BinaryIO) -> None:
    """Writes the state in pieces, as pickle does."""
    file.writelines(STATE[at : at + 1000] for at in range(0, len(STATE), 1000))


@pytest.fixture
def connection() -> sqlite3.Connection:
    """A database with a state."""
    connection = sqlite3.connect(":memory:")
    connection.executescript(SCHEMA)
    for label in (b"first", b"label"):
        StoredLinkerState(connection).write(label, write_state)
    return connection


def test_a_state_is_read_as_it_was_written(connection: sqlite3.Connection) -> None:
    """Its bytes and its label, in place of those of an earlier one."""
    state = StoredLinkerState(connection)
    assert (state.label(), state.open().read()) == (b"label", STATE)
    state.delete()
    assert state.label() == b""


@pytest.mark.parametrize(
    "damage",
    [
        "DELETE FROM linker_state WHERE block = 2",
        "DELETE FROM linker_state WHERE block = (SELECT max(block) FROM linker_state)",
        "UPDATE linker_state SET body = (SELECT body FROM linker_state WHERE block = 3) WHERE block = 2",
        "UPDATE linker_state SET body = zeroblob(length(body)) WHERE block = 2",
    ],
)
def test_a_damaged_state_is_not_read(connection: sqlite3.Connection, damage: str) -> None:
    """A block that is missing, at the end too, in the place of another one, or changed."""
    connection.execute(damage)
    with pytest.raises(DamagedFacts):
        StoredLinkerState(connection).open().read()
