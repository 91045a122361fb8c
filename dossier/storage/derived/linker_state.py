"""Stored state of a linker, in compressed blocks, with a label that says of which articles it is.

Each block is sealed with its number. A state that is missing, damaged or incomplete is as good as none: everything is linked from nothing.
"""

import io
import sqlite3
import zlib
from collections.abc import Callable
from typing import Any, BinaryIO

from dossier.errors import DamagedFacts
from dossier.storage.derived.sealed import seal_bytes, unseal

SCHEMA = "CREATE TABLE IF NOT EXISTS linker_state (block INTEGER PRIMARY KEY, body BLOB NOT NULL);"
TABLES = ("linker_state",)
BLOCK = 1 << 20
"""Bytes of a block before it is compressed."""
NUMBER = 4
"""Bytes of the number of a block."""
FASTEST = 1
"""The level of compression."""


class StoredLinkerState:
    """The state in one database: its label in block 0, then its bytes, then an empty block. Change it within a transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def label(self) -> bytes:
        """The label; empty where no state is stored."""
        try:
            return self.block(0)
        except DamagedFacts:
            return b""

    def write(self, label: bytes, write: Callable[[BinaryIO], None]) -> None:
        """Replaces the state by what `write` writes into the file that it is called with."""
        self.delete()
        self.add_block(0, label)
        with io.BufferedWriter(_Blocks(self), BLOCK) as file:
            write(file)

    def open(self) -> io.BufferedReader:
        """The state as a file. Reading it raises DamagedFacts where a block is missing or damaged."""
        return io.BufferedReader(_Blocks(self), BLOCK)

    def delete(self) -> None:
        """Deletes the state."""
        self._connection.execute("DELETE FROM linker_state")

    def block(self, number: int) -> bytes:
        """The bytes of one block. Raises DamagedFacts."""
        row = self._connection.execute("SELECT body FROM linker_state WHERE block = ?", (number,)).fetchone()
        data = unseal(row[0] if row else None)
        if int.from_bytes(data[:NUMBER]) != number:
            raise DamagedFacts("A block of the linker's state is in the place of another one.")
        return zlib.decompress(data[NUMBER:])

    def add_block(self, number: int, data: bytes) -> None:
        """Adds a block."""
        body = number.to_bytes(NUMBER) + zlib.compress(data, FASTEST)
        self._connection.execute("INSERT INTO linker_state VALUES (?, ?)", (number, seal_bytes(body)))


class _Blocks(io.RawIOBase):
    """The blocks from the first on as one file, to be read from start to end, or written."""

    def __init__(self, state: StoredLinkerState) -> None:
        self._state, self._number = state, 0
        self._rest = memoryview(b"")
        self._is_written = False

    def readable(self) -> bool:
        return True

    def writable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:  # any object with a buffer
        if not self._rest:
            self._number += 1
            self._rest = memoryview(self._state.block(self._number))
        size = min(len(buffer), len(self._rest))
        buffer[:size] = self._rest[:size]
        self._rest = self._rest[size:]
        return size

    def write(self, data: Any) -> int:  # as above
        self._number, self._is_written = self._number + 1, True
        self._state.add_block(self._number, bytes(data))
        return len(data)

    def close(self) -> None:
        if self._is_written and not self.closed:
            self._state.add_block(self._number + 1, b"")
        super().close()
