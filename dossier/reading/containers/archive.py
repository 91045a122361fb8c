"""Zip and tar archives, opened with nothing written and nothing trusted."""

import bz2
import gzip
import io
import lzma
import re
import stat
import tarfile
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import IO, BinaryIO, cast

from dossier.errors import UnreadableFile
from dossier.reading.bundle_contents import has_bundle_manifest
from dossier.reading.cleaning.zip_xml import BROKEN
from dossier.reading.containers.entry import ContainerEntry, kept_name
from dossier.reading.containers.tar_headers import HeaderBudget, bounded_tar_info
from dossier.reading.recognition import HEAD, name_by_contents

MOST_FILE = 50_000_000
MOST_RATIO = 200
SMALL = 5_000_000
"""Bytes below which no ratio is looked at: text that repeats packs well."""
MOST_STREAM = 4_000_000_000
"""Most bytes unpacked from a compressed tar, whether the entries are used or not."""
MOST_ENTRIES = 200_000
OUTSIDE = "Its name points outside the archive."
LINK = "It is a link, not a file."
TOO_LARGE = f"It is larger than {MOST_FILE // 1_000_000} MB."
BOMB = f"It unpacks to more than {MOST_RATIO} times its size."
DAMAGED = "The archive is damaged here; entries before this point were read, the rest was skipped."


@dataclass(slots=True)
class LimitedReader:
    """A stream that gives out no more than `left` bytes, and no more than MOST_RATIO times what was read of `packed`, the file that it unpacks."""

    stream: BinaryIO
    left: int = MOST_STREAM
    packed: BinaryIO | None = None
    count: int = 0

    def read(self, size: int = -1) -> bytes:
        """The next bytes. Raises `UnreadableFile` past the limits."""
        data = self.stream.read(size)
        self.left -= len(data)
        self.count += len(data)
        if self.left < 0:
            raise UnreadableFile(f"The archive unpacks to more than {MOST_STREAM // 1_000_000_000} GB; the rest was skipped.")
        if self.packed is not None and self.count > SMALL and self.count > MOST_RATIO * self.packed.tell():
            raise UnreadableFile(f"The archive unpacks to more than {MOST_RATIO} times its size; the rest was skipped.")
        return data


def read_archive(file: BinaryIO, name: str, _columns: Mapping[str, str]) -> Iterator[ContainerEntry]:
    """The files of an archive that are of a supported kind; an entry with an error for each that is refused, a skipped one for each of
    another kind.
    """
    yield from _read_zip(file) if name.lower().endswith(".zip") else _read_tar(file)


def _read_zip(file: BinaryIO) -> Iterator[ContainerEntry]:
    try:
        archive = zipfile.ZipFile(file)
        entries, bundle = archive.infolist(), has_bundle_manifest(archive)
    except BROKEN as error:
        raise UnreadableFile("This is not a valid zip archive.") from error
    if bundle:
        raise UnreadableFile("This is a bundle: another dossier with its notes. Import it by itself.")
    if len(entries) > MOST_ENTRIES:
        raise UnreadableFile(f"The archive lists more than {MOST_ENTRIES:,} files.")
    for entry in entries:
        if entry.is_dir() or _is_hidden(entry.filename):
            continue
        refusal = _refusal(entry.filename, link=stat.S_ISLNK(entry.external_attr >> 16), size=entry.file_size)
        if refusal:
            yield refusal
        elif entry.flag_bits & 1:
            yield _refused("It is password-protected.", entry.filename)
        elif entry.file_size > SMALL and entry.file_size > MOST_RATIO * max(1, entry.compress_size):
            yield _refused(BOMB, entry.filename)
        else:
            yield _read_zip_entry(archive, entry)


def _read_zip_entry(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> ContainerEntry:
    try:
        with archive.open(entry) as part:
            return _read_entry(entry.filename, part)
    except BROKEN:
        return ContainerEntry("", error="It is damaged inside the archive.", shown=entry.filename)


def _read_entry(shown: str, part: IO[bytes]) -> ContainerEntry:
    """An entry with its bytes, or a skipped one where neither its name nor its first bytes are of a supported kind."""
    head = part.read(HEAD)
    name = name_by_contents(kept_name(shown), head)
    if not name:
        return ContainerEntry("", skipped=True, shown=shown)
    data = head + part.read(MOST_FILE + 1 - len(head))
    return ContainerEntry(name, data, shown=shown) if len(data) <= MOST_FILE else ContainerEntry("", error=TOO_LARGE, shown=shown)


def _read_tar(file: BinaryIO) -> Iterator[ContainerEntry]:
    magic = file.read(6)
    file.seek(0)
    opened = file
    if magic.startswith(b"\x1f\x8b"):
        opened = cast("BinaryIO", gzip.open(file))  # noqa: SIM115  closed with the file below it
    elif magic.startswith(b"BZh"):
        opened = cast("BinaryIO", bz2.open(file))  # noqa: SIM115  closed with the file below it
    elif magic.startswith(b"\xfd7zXZ\0"):
        opened = cast("BinaryIO", lzma.open(file))  # noqa: SIM115  closed with the file below it
    count = 0
    try:
        reader, tar_info = cast("BinaryIO", LimitedReader(opened, packed=file)), bounded_tar_info(HeaderBudget())
        with tarfile.open(fileobj=reader, mode="r|", tarinfo=tar_info) as archive:
            for entry in archive:
                count += 1
                if count > MOST_ENTRIES:
                    raise UnreadableFile(f"The archive contains more than {MOST_ENTRIES:,} files; the rest was skipped.")
                if entry.isdir() or _is_hidden(entry.name):
                    continue
                refusal = _refusal(entry.name, link=not entry.isfile(), size=entry.size)
                part = None if refusal else archive.extractfile(entry)
                yield refusal or _read_entry(entry.name, part or io.BytesIO())
    except (tarfile.TarError, lzma.LZMAError, *BROKEN) as error:
        raise UnreadableFile(DAMAGED if count else "This is not a valid tar archive.") from error


def _refusal(name: str, *, link: bool, size: int) -> ContainerEntry | None:
    """Refusal of an entry (error or skipped), or None where it can be read."""
    parts = PurePosixPath(name.replace("\\", "/")).parts
    if link:
        return ContainerEntry("", error=LINK, shown=name)
    if ".." in parts or name.startswith(("/", "\\")) or re.match(r"[A-Za-z]:", name):
        return ContainerEntry("", error=OUTSIDE, shown=name)
    return _refused(TOO_LARGE, name) if size > MOST_FILE else None


def _refused(error: str, name: str) -> ContainerEntry:
    """An entry with an error; a skipped one where its name is of an unsupported kind."""
    named = name_by_contents(kept_name(name), b"")
    return ContainerEntry("", error=error if named else "", skipped=not named, shown=name)


def _is_hidden(name: str) -> bool:
    """True for files that programs leave behind: dot files, the resource forks of a Mac."""
    parts = PurePosixPath(name.replace("\\", "/")).parts
    return any((part.startswith(".") and part not in {".", ".."}) or part == "__MACOSX" for part in parts)
