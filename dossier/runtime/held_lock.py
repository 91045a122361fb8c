"""Held locks: one process at a time, and a sentence on which one has the lock.

The lock itself is the system's (flock), which ends with the process that has it, however that ends: a file that a dead process left behind
keeps nobody out. Beside it lies a note on who has it: program, process, machine, and since when.
"""

import contextlib
import json
import os
import socket
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from filelock import FileLock, Timeout

from dossier.errors import DossierError

AGAIN = "Wait until it ends, or end it; then say this again. Nothing was changed."


@dataclass(frozen=True, slots=True)
class LockHolder:
    """A process that has a lock: the words of its command, its number, the machine that it runs on, and since when it has the lock."""

    program: str
    process: int
    host: str
    since: datetime

    @property
    def is_alive(self) -> bool:
        """False where the process has ended; true for one on another machine, of which nothing is known."""
        if self.host != socket.gethostname():
            return True
        try:
            os.kill(self.process, 0)
        except ProcessLookupError:
            return False
        except (OSError, OverflowError):
            return True  # it is another user's, or no process of this machine has its number
        return True

    def __str__(self) -> str:
        here = self.since.astimezone()
        return f"“{self.program}”, process {self.process} on {self.host}, since {here:%H:%M:%S} of {here:%Y-%m-%d}"


class HeldLock:
    """A lock at one path for a purpose, given in words (“the index”). One thread at a time, too; it may be entered again by the thread that has it.

    Entering waits for `seconds`, then raises DossierError with who has it.
    """

    def __init__(self, path: Path, purpose: str, seconds: float) -> None:
        self._lock, self._note = FileLock(path, timeout=seconds), path.with_suffix(".holder")
        self._purpose, self._seconds = purpose, seconds

    def holder(self) -> LockHolder | None:
        """Who has the lock, as far as its note says; None where there is none, or it was left by a process that has ended."""
        try:
            note = json.loads(self._note.read_text(encoding="utf-8"))
            holder = LockHolder(str(note["program"]), int(note["process"]), str(note["host"]), datetime.fromisoformat(note["since"]))
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            return None
        return holder if holder.is_alive else None

    def other_holder(self) -> LockHolder | None:
        """Who has the lock, where that is another process."""
        holder = self.holder()
        return None if holder is not None and (holder.process, holder.host) == (os.getpid(), socket.gethostname()) else holder

    @contextlib.contextmanager
    def attempt(self, seconds: float) -> Iterator[bool]:
        """Enters if the lock is free within this many seconds, and returns whether it was."""
        try:
            self._lock.acquire(timeout=seconds)
        except Timeout:
            yield False
            return
        self._write_note()
        try:
            yield True
        finally:
            self._leave()

    def __enter__(self) -> Self:
        try:
            self._lock.acquire()
        except Timeout as error:
            holder = self.holder()
            who = f"It is {holder}." if holder else "Which one is not known."
            what = f"Another program has been busy with {self._purpose} for {self._seconds:.0f} seconds. {who}"
            raise DossierError(what, where=str(self._lock.lock_file), do=AGAIN) from error
        self._write_note()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._leave()

    def _leave(self) -> None:
        if self._lock.lock_counter == 1:
            with contextlib.suppress(OSError):
                self._note.unlink(missing_ok=True)
        self._lock.release()

    def _write_note(self) -> None:
        """Says who has the lock, unless it was entered before; where the disk is full the lock counts all the same."""
        if self._lock.lock_counter > 1:
            return
        words = " ".join(("dossier", *sys.argv[1:]))[:80]
        note = {"program": words, "process": os.getpid(), "host": socket.gethostname(), "since": datetime.now(tz=UTC).isoformat()}
        with contextlib.suppress(OSError, UnicodeEncodeError):
            number = os.open(self._note, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(number, "w", encoding="utf-8") as file:
                json.dump(note, file)
