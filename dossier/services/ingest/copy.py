"""One file into seeds/: under a name that is free, byte for byte, once."""

import hashlib
from dataclasses import dataclass, field
from pathlib import Path

from dossier.errors import DossierError, UnreadableFile
from dossier.model.ingest import IngestOptions, IngestResult, IngestStatus
from dossier.reading.registry import SIDECAR_SUFFIX
from dossier.storage.facts import SourceFile

LONGEST_NAME = 200
"""Bytes; file systems allow 255, and a number and what is kept beside may follow."""

PART = ".part"
"""The name of a file while it is written; writers hold the index's lock, so there is one at a time."""


@dataclass(slots=True)
class SeedWriter:
    """Keeps files in the folder `seeds`. `known` holds what is there already by its hash; `taken` the names given in a dry run."""

    seeds: Path
    known: dict[str, SourceFile]
    how: IngestOptions
    taken: set[str] = field(default_factory=set)

    def add(self, named: str, name: str, data: bytes, beside: bytes = b"", note: str = "") -> IngestResult:
        """Reads the bytes as the article that they would be and keeps them; the report says what became of them.

        `named` is what the user called it, `beside` is kept in a file of its own. Raises DossierError where nothing can be written.
        """
        from dossier.reading.read import read_bytes  # noqa: PLC0415  readers bring large libraries along; --help needs none

        name = self._sound(name)
        digest = hashlib.sha256(data).hexdigest()
        if digest in self.known:
            there = self.known[digest]
            return IngestResult(named, IngestStatus.SAME, there.article, there.file, f"It is here already as {there.file}.")
        try:
            article = read_bytes(data, name)
        except UnreadableFile as refused:
            return IngestResult(named, IngestStatus.REFUSED, note=f"{refused.what} {refused.do}".strip())
        target = free_name(self.seeds / name, self.taken)
        self.known[digest] = SourceFile(target.name, digest, len(data), 0, article.id)
        if self.how.dry_run:
            self.taken.add(target.name)
            return IngestResult(named, IngestStatus.WOULD_ADD, article.id, target.name, note)
        self._write(target, data)
        if beside:
            self._write(target.with_name(target.name + SIDECAR_SUFFIX), beside)
        return IngestResult(named, IngestStatus.ADDED, article.id, target.name, note)

    def _write(self, target: Path, data: bytes) -> None:
        # under a hidden name first, which is passed over: a file in seeds/ is there whole or not at all
        part = target.with_name(PART)
        try:
            target.parent.mkdir(exist_ok=True)
            part.write_bytes(data)
            part.replace(target)
        except OSError as error:
            part.unlink(missing_ok=True)
            raise DossierError(
                f"It could not be copied ({error.strerror}).",
                where=str(target),
                do="Check free space and permissions; what was added before it stays.",
            ) from error

    def _sound(self, name: str) -> str:
        """The name as it is, unless it holds control characters or is too long to be carried about."""
        if name.isprintable() and len(name.encode("utf-8", "surrogateescape")) <= LONGEST_NAME:
            return name
        from dossier.reading.containers.entry import kept_name  # noqa: PLC0415  as above

        return kept_name(name)


def free_name(target: Path, taken: set[str] | frozenset[str] = frozenset()) -> Path:
    """`name.txt`, else `name-2.txt`, `name-3.txt`, … whichever no file holds yet and is not among the names `taken`."""
    number, free = 1, target
    while free.exists() or free.name in taken:
        number += 1
        free = target.with_name(f"{target.stem}-{number}{target.suffix}")
    return free
