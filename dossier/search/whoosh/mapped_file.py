"""Mapped file: a file inside a segment, read where the segment is mapped into memory.

Whoosh copies each of these files into memory in order to read it, which takes as much again as the whole index.
"""

import importlib
import os
from typing import Any


class _MappedBytes:
    """A readable, seekable file over a part of a mapping; Whoosh and its unpickler use no other methods."""

    def __init__(self, view: memoryview) -> None:
        self._view, self._at = view, 0

    def read(self, size: int = -1) -> bytes:
        """The next bytes, all that are left without a size."""
        at = self._at
        end = len(self._view) if size is None or size < 0 else min(at + size, len(self._view))
        self._at = max(at, end)
        return self._view[at:end].tobytes()

    def readline(self) -> bytes:
        """The next bytes up to the end of a line, itself included."""
        at, size = self._at, 128
        while (end := self._view[at : at + size].tobytes().find(b"\n")) < 0 and at + size < len(self._view):
            size *= 2
        return self.read(size if end < 0 else end + 1)

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        """Sets the position, and returns it."""
        start = {os.SEEK_SET: 0, os.SEEK_CUR: self._at, os.SEEK_END: len(self._view)}[whence]
        self._at = max(0, start + offset)
        return self._at

    def tell(self) -> int:
        """The position."""
        return self._at

    def close(self) -> None:
        """Gives the mapping back."""
        self._view.release()


def read_mapped() -> None:
    """Lets Whoosh read the files in its segments where they are mapped."""
    compound: Any = importlib.import_module("whoosh.filedb.compound")

    class MappedFile(compound.BufferFile):  # type: ignore[misc]  # loaded with Whoosh, which has no types
        def __init__(self, buf: Any, name: str | None = None, onclose: Any = None) -> None:
            self._buf, self._name, self.onclose = memoryview(buf), name, onclose
            self.file = _MappedBytes(self._buf)
            self.read, self.seek, self.tell = self.file.read, self.file.seek, self.file.tell
            self.is_real = self.is_closed = False

        def subset(self, position: int, length: int, name: str | None = None) -> "MappedFile":
            return MappedFile(self._buf[position : position + length], name or self._name)

        def get(self, position: int, length: int) -> bytes:
            return self._buf[position : position + length].tobytes()

    compound.BufferFile = MappedFile
