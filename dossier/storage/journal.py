"""The notebook's journal: a text file of JSON lines beside the database, with every act, from which the notebook can be built again.

A line is written and synced before the database commits its act. Each has a checksum of its own and that of the line before, so that a
changed or missing line shows.
"""

import errno
import hashlib
import json
import os
import stat
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from dossier.storage.database import sync_folder
from dossier.storage.row_rules import change_fault, is_count, is_number

RowChange = tuple[str, int, dict[str, Any] | None]
"""Table, number and new contents of a row; None for a row that was deleted."""
FORMAT = 1
CHECKSUM_MARK = ', "checksum": "'
TAIL = 1 << 16
"""Bytes read from the end in search of the last line, doubled until it is there."""
NO_FILE = (errno.ELOOP, errno.EINVAL)
"""Errors where a link, a folder, a pipe or a device has the journal's name."""
LARGEST = 1 << 30
"""Bytes; a larger file is no journal of this program, which writes a shorter one long before."""
GROWTH, SMALLEST = 8, 1 << 20
"""The journal is rewritten, shorter, when it has grown to this many times its size after the last time, and to this many bytes."""


@dataclass(frozen=True, slots=True)
class JournalLine:
    """One line: the number of its act and the rows that it changed. The first lines of a journal hold a whole notebook: the very first has
    its name in `notebook` and the next number of each table in `next_numbers`.
    """

    act: int
    said: str
    rows: tuple[RowChange, ...]
    checksum: str
    before: str
    notebook: str = ""
    next_numbers: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class JournalContents:
    """The sound lines of a journal in order, and whether they are complete: `complete` is false where one is damaged or missing."""

    lines: tuple[JournalLine, ...] = ()
    complete: bool = False

    @property
    def last(self) -> JournalLine | None:
        """The last sound line."""
        return self.lines[-1] if self.lines else None

    def since(self, act: int, checksum: str) -> tuple[JournalLine, ...] | None:
        """The lines after act number `act`, whose line has that checksum; None where this journal does not follow from it."""
        later = tuple(line for line in self.lines if line.act > act)
        return later if self.complete and later and later[0].before == checksum else None


class Journal:
    """The journal at one path. Raises OSError as files do; a link, pipe or device in its place counts as one that cannot be opened."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def last(self) -> JournalLine | None:
        """The last line; None where there is no journal or its end is damaged. A line that was cut off while it was written is no line."""
        try:
            with self._opened("rb") as file:
                return _last_line(file)
        except FileNotFoundError:
            return None
        except OSError as error:
            if error.errno in NO_FILE:
                return None
            raise

    def is_sound(self) -> bool:
        """True where every line has the right checksum and follows the one before. What the lines say is not looked at."""
        before = ""
        with self._opened("rb") as file:
            if os.fstat(file.fileno()).st_size > LARGEST:
                return False
            for data in file:
                if not data.endswith(b"\n"):  # cut off while it was written, so its act was never acknowledged
                    break
                body, _, end = data.decode("utf-8", "replace").rpartition(CHECKSUM_MARK)
                checksum = end.removesuffix('"}\n')
                if _checksum(body) != checksum or not body.endswith(f'"before": "{before}"'):
                    return False
                before = checksum
        return bool(before)

    def read(self) -> JournalContents:
        """All sound lines; nothing where there is no journal."""
        try:
            with self._opened("rb") as file:
                if os.fstat(file.fileno()).st_size > LARGEST:
                    return JournalContents()
                data = file.read()
        except OSError:
            return JournalContents()
        lines, complete, before = [], True, ""
        for text in data[: data.rfind(b"\n") + 1].split(b"\n")[:-1]:
            line = _parse(text)
            if line is None or line.before != before:
                complete = False
            if line is not None:
                lines.append(line)
                before = line.checksum
        complete = complete and bool(lines) and bool(lines[0].notebook)
        return JournalContents(tuple(lines), complete)

    def append(self, text: str) -> int:
        """Writes a line at the end and syncs it; returns the size before, for `cut`. What remains of a line that was cut off is removed."""
        with self._opened("r+b") as file:
            size = _sound_size(file)
            try:
                file.truncate(size)
                file.seek(size)
                file.write(text.encode())
                file.flush()
                os.fsync(file.fileno())
            except OSError:
                file.truncate(size)
                raise
            return size

    def cut(self, size: int) -> None:
        """Removes the last line again; its act was not committed."""
        with self._opened("r+b") as file:
            file.truncate(size)
            os.fsync(file.fileno())

    def write(self, texts: Iterable[str]) -> None:
        """Replaces the journal by new lines, completely or not at all."""
        part = self.path.with_name(f"{self.path.name}.part")
        part.unlink(missing_ok=True)
        try:
            with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                file.writelines(text.encode() for text in texts)
                file.flush()
                os.fsync(file.fileno())
            part.replace(self.path)
        except OSError:
            part.unlink(missing_ok=True)
            raise
        sync_folder(self.path.parent)

    def needs_rewriting(self) -> bool:
        """True where it has grown so much since it was rewritten that a shorter one is worth the work."""
        try:
            with self._opened("rb") as file:
                size = os.fstat(file.fileno()).st_size
                if size < SMALLEST:
                    return False
                first = _parse(file.readline(TAIL).rstrip(b"\n"))
        except OSError:
            return False
        return first is None or size > GROWTH * first.next_numbers.get("bytes", 0)

    @contextmanager
    def _opened(self, mode: str) -> Iterator[IO[bytes]]:
        access = os.O_RDONLY if mode == "rb" else os.O_RDWR
        number = os.open(self.path, access | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0))
        if not stat.S_ISREG(os.fstat(number).st_mode):
            os.close(number)
            raise OSError(errno.EINVAL, "not an ordinary file", str(self.path))
        with os.fdopen(number, mode) as file:
            yield file


def journal_line(act: int, at: str, said: str, rows: Sequence[RowChange], before: str, **more: object) -> tuple[str, str]:
    """The text of a line, with its line feed, and its checksum."""
    body = json.dumps({"act": act, "at": at, "said": said, **more, "rows": rows, "before": before}, ensure_ascii=False)[:-1]
    checksum = _checksum(body)
    return f'{body}{CHECKSUM_MARK}{checksum}"}}\n', checksum


def whole_journal(notebook: str, act: int, at: str, rows: Sequence[RowChange], next_numbers: Mapping[str, int]) -> tuple[list[str], str]:
    """The lines of a new journal of a notebook as it is after act number `act`, and the checksum of the last one."""
    sizes = sum(len(json.dumps(row)) for row in rows)
    header = {"format": FORMAT, "notebook": notebook, "next": {**next_numbers, "bytes": max(sizes, SMALLEST // GROWTH)}}
    text, checksum = journal_line(act, at, "The whole notebook, one row a line.", [], "", **header)
    texts = [text]
    for row in rows:
        text, checksum = journal_line(act, at, "", [row], checksum)
        texts.append(text)
    return texts, checksum


def _checksum(body: str) -> str:
    return hashlib.blake2b(body.encode(), digest_size=8).hexdigest()


def _parse(data: bytes) -> JournalLine | None:
    """A line; None where it is damaged or was not written by this program."""
    try:
        body, _, end = data.decode().rpartition(CHECKSUM_MARK)
        checksum = end.removesuffix('"}')
        if not body or _checksum(body) != checksum:
            return None
        value = json.loads(f"{body}}}")
        rows = tuple((str(table), number, row) for table, number, row in value["rows"])
        if not is_count(value["act"]) or any(change_fault(*change) for change in rows):
            return None
        known = {str(table): number for table, number in value.get("next", {}).items() if is_number(number)}
        return JournalLine(
            int(value["act"]), str(value["said"]), rows, checksum, str(value["before"]), str(value.get("notebook", "")), known
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def _sound_size(file: IO[bytes]) -> int:
    """The size up to the last line feed."""
    end = os.fstat(file.fileno()).st_size
    size = min(TAIL, end)
    while size:
        file.seek(end - size)
        if (place := file.read(size).rfind(b"\n")) >= 0:
            return end - size + place + 1
        if size == end:
            break
        size = min(size * 2, end)
    return 0


def _last_line(file: IO[bytes]) -> JournalLine | None:
    if os.fstat(file.fileno()).st_size > LARGEST:
        return None
    end = _sound_size(file)
    size = min(TAIL, end)
    while size:
        file.seek(end - size)
        text = file.read(size)[:-1]
        if (place := text.rfind(b"\n")) >= 0 or size == end:
            return _parse(text[place + 1 :])
        size = min(size * 2, end)
    return None
