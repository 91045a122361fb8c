"""Copying into seeds/: a file under a free name, byte for byte, once; parsed before, so that nothing unreadable is copied."""

import hashlib
import os
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from dossier import reading
from dossier.errors import DossierError, UnreadableFile
from dossier.model.article import Article
from dossier.model.ingest import IngestOptions, IngestResult, IngestStatus
from dossier.reading.containers.entry import ContainerEntry, kept_name
from dossier.reading.registry import SIDECAR_SUFFIX
from dossier.reading.version_record import with_earlier
from dossier.runtime.paths import DossierPaths
from dossier.runtime.safe_files import SafeFolder
from dossier.services.ingest.versions import save_version
from dossier.storage.facts import SourceFile

LONGEST_NAME = 200
"""Bytes; file systems allow 255, and a number and the suffix of a sidecar may be appended."""

PART = ".part"
"""The name of a file while it is written; writers hold the index's lock, so there is one at a time."""


@dataclass(slots=True)
class SeedWriter:
    """Copies files into the folder seeds/ at `paths`. `known` gives the file with a hash that is there, `written` has those that came since; `taken` are the names given in a dry run.

    `parsed` holds the article of each file copied, by name, for the stage that stores it: a file is parsed once.
    """

    paths: DossierPaths
    known: Callable[[str], SourceFile | None]
    options: IngestOptions
    language: str
    taken: set[str] = field(default_factory=set)
    written: dict[str, SourceFile] = field(default_factory=dict)
    parsed: dict[str, Article] = field(default_factory=dict)

    @property
    def files(self) -> SafeFolder:
        """Access to the dossier's folder."""
        return self.paths.files

    def add(self, path: str, entry: ContainerEntry) -> IngestResult:
        """Parses an entry and copies it; `path` is the name that the user gave it. Raises DossierError where nothing can be written."""
        data = entry.data
        digest = hashlib.sha256(data).hexdigest()
        if same := self.written.get(digest) or self.known(digest):
            return IngestResult(path, IngestStatus.SAME, same.article, same.file, f"Already added as {same.file}.")
        if entry.replaces and self.files.lstat(self.paths.seeds / entry.replaces):
            return self._replace(path, entry, self.paths.seeds / entry.replaces)
        target = free_name(self.paths.seeds / _portable_name(entry.name), self.taken)
        sidecar = target.with_name(target.name + SIDECAR_SUFFIX)
        try:
            article = reading.read_bytes(
                data, target.name, language=self.language, sidecar=entry.sidecar or reading.sidecar_of(target, self.files)
            )
        except UnreadableFile as refused:
            return IngestResult(path, IngestStatus.REFUSED, note=f"{refused.what} {refused.do}".strip())
        self.written[digest] = SourceFile(target.name, digest, len(data), 0, article.id)
        if self.options.dry_run:
            self.taken.add(target.name)
            return IngestResult(path, IngestStatus.WOULD_ADD, article.id, target.name, entry.note)
        self._write(target, data)
        if entry.sidecar:
            self._write(sidecar, entry.sidecar)
        if len(data) <= reading.MOST_BYTES:
            self.parsed[target.name] = article
        return IngestResult(path, IngestStatus.ADDED, article.id, target.name, entry.note)

    def _replace(self, path: str, entry: ContainerEntry, before: Path) -> IngestResult:
        """Makes an entry the current version of the file `before`, which is copied to versions/ first; it keeps that name if the kind of file
        is the same.
        """
        same_kind = before.suffix.lower() == Path(entry.name).suffix.lower()
        target = before if same_kind else free_name(self.paths.seeds / _portable_name(entry.name), self.taken)
        name = target.relative_to(self.paths.seeds).as_posix()
        try:
            reading.read_bytes(entry.data, name, language=self.language)
            if self.options.dry_run:
                return IngestResult(path, IngestStatus.WOULD_ADD, None, name, entry.note)
            sidecar = with_earlier(entry.sidecar, save_version(self.files, before, self.paths.versions))
            article = reading.read_bytes(entry.data, name, language=self.language, sidecar=sidecar)
        except UnreadableFile as refused:
            return IngestResult(path, IngestStatus.REFUSED, note=f"{refused.what} {refused.do}".strip())
        except OSError as error:
            raise _not_copied(before, error) from error
        # the sidecar first: one that names earlier versions too soon does no harm
        self._write(target.with_name(target.name + SIDECAR_SUFFIX), sidecar)
        self._write(target, entry.data)
        if target != before:
            for old in (before, before.with_name(before.name + SIDECAR_SUFFIX)):
                self.files.remove(old)
        self.written[article.sha256] = SourceFile(name, article.sha256, len(entry.data), 0, article.id)
        self.parsed[name] = article
        return IngestResult(path, IngestStatus.UPDATED, article.id, name, entry.note)

    def _write(self, target: Path, data: bytes) -> None:
        # under a hidden name first, which `walk_files` ignores: a file in seeds/ is complete or not there
        try:
            self.files.make_folder(target.parent)
            self.files.replace(target, data, part=PART)
        except OSError as error:
            raise _not_copied(target, error) from error


def _not_copied(path: Path, error: OSError) -> DossierError:
    """The error for a file that cannot be written."""
    do = "Check free space and permissions. Files added before it are saved."
    return DossierError(f"It could not be copied ({error.strerror}).", where=str(path), do=do)


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
