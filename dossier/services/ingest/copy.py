"""Copying into seeds/: a file under a free name, byte for byte, once; parsed before, so that nothing unreadable is copied."""

import hashlib
import os
from dataclasses import dataclass, field
from pathlib import Path

from dossier import reading
from dossier.errors import DossierError, UnreadableFile
from dossier.model.article import Article
from dossier.model.ingest import IngestOptions, IngestResult, IngestStatus
from dossier.reading.containers.entry import ContainerEntry, kept_name
from dossier.reading.registry import SIDECAR_SUFFIX
from dossier.runtime.safe_files import SafeFolder
from dossier.storage.facts import SourceFile

LONGEST_NAME = 200
"""Bytes; file systems allow 255, and a number and the suffix of a sidecar may be appended."""

PART = ".part"
"""The name of a file while it is written; writers hold the index's lock, so there is one at a time."""


@dataclass(slots=True)
class SeedWriter:
    """Copies files into the folder `seeds` below the root of `files`. `known` are the files that are there, by hash; `taken` the names given in a dry run.

    `parsed` holds the article of each file copied, by name, for the stage that stores it: a file is parsed once.
    """

    files: SafeFolder
    seeds: Path
    known: dict[str, SourceFile]
    options: IngestOptions
    language: str
    taken: set[str] = field(default_factory=set)
    parsed: dict[str, Article] = field(default_factory=dict)

    def add(self, path: str, entry: ContainerEntry) -> IngestResult:
        """Parses an entry and copies it; `path` is the name that the user gave it. Raises DossierError where nothing can be written."""
        data = entry.data
        digest = hashlib.sha256(data).hexdigest()
        if digest in self.known:
            same = self.known[digest]
            return IngestResult(path, IngestStatus.SAME, same.article, same.file, f"Already added as {same.file}.")
        target = free_name(self.seeds / _portable_name(entry.name), self.taken)
        sidecar = target.with_name(target.name + SIDECAR_SUFFIX)
        try:
            article = reading.read_bytes(
                data, target.name, language=self.language, sidecar=entry.sidecar or reading.sidecar_of(target, self.files)
            )
        except UnreadableFile as refused:
            return IngestResult(path, IngestStatus.REFUSED, note=f"{refused.what} {refused.do}".strip())
        self.known[digest] = SourceFile(target.name, digest, len(data), 0, article.id)
        if self.options.dry_run:
            self.taken.add(target.name)
            return IngestResult(path, IngestStatus.WOULD_ADD, article.id, target.name, entry.note)
        self._write(target, data)
        if entry.sidecar:
            self._write(sidecar, entry.sidecar)
        if len(data) <= reading.MOST_BYTES:
            self.parsed[target.name] = article
        return IngestResult(path, IngestStatus.ADDED, article.id, target.name, entry.note)

    def _write(self, target: Path, data: bytes) -> None:
        # under a hidden name first, which `walk_files` ignores: a file in seeds/ is complete or not there
        try:
            self.files.make_folder(target.parent)
            self.files.replace(target, data, part=PART)
        except OSError as error:
            raise DossierError(
                f"It could not be copied ({error.strerror}).",
                where=str(target),
                do="Check free space and permissions. Files added before it are saved.",
            ) from error


def _portable_name(name: str) -> str:
    """The name as it is, unless it holds control characters, begins like an option, or is too long for other file systems."""
    if name.isprintable() and not name.startswith("-") and len(name.encode("utf-8", "surrogateescape")) <= LONGEST_NAME:
        return name
    return kept_name(name)


def free_name(target: Path, taken: set[str] | frozenset[str] = frozenset()) -> Path:
    """`name.txt`, else `name-2.txt`, `name-3.txt`, …: the first that no file has and that is not among the names `taken`."""
    number, free = 1, target
    while os.path.lexists(free) or free.name in taken:
        number += 1
        free = target.with_name(f"{target.stem}-{number}{target.suffix}")
    return free
