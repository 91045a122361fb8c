"""Headers of tar archives, with limits: the library copies, searches and joins them in time that grows with the square of their length."""

import tarfile
from dataclasses import dataclass
from typing import Self

from dossier.errors import UnreadableFile

EXTENDED = frozenset({tarfile.XHDTYPE, tarfile.XGLTYPE, tarfile.SOLARIS_XHDTYPE, tarfile.GNUTYPE_LONGNAME, tarfile.GNUTYPE_LONGLINK})
"""Types of headers that describe the next entry, or all that follow (pax, GNU)."""
MOST_EXTENDED = 16_384
"""Bytes of an extended header; names and links have 4,096 at most."""
MOST_GLOBAL = 4_096
"""Bytes of all headers for all entries, which are copied for each; `git archive` writes 52."""
MOST_WORK = 5_000_000_000
"""Sum of the squares of the lengths; 20,000 headers of 500 bytes make as much, a second or two."""
UNUSUAL = "The headers of the archive are unusually long or many; the rest was skipped."


@dataclass(slots=True)
class HeaderBudget:
    """Header budget of one archive: what its extended headers may still cost."""

    work: int = MOST_WORK
    shared: int = MOST_GLOBAL

    def take(self, header: tarfile.TarInfo) -> None:
        """Counts a header before its contents are read. Raises `UnreadableFile` past the limits."""
        if header.type not in EXTENDED:
            return
        self.work -= header.size**2
        self.shared -= header.size if header.type == tarfile.XGLTYPE else 0
        if header.size > MOST_EXTENDED or self.work < 0 or self.shared < 0:
            raise UnreadableFile(UNUSUAL, do="Extract it and add the folder.")


def bounded_tar_info(budget: HeaderBudget) -> type[tarfile.TarInfo]:
    """The class of the entries of one archive, for `tarfile.open`; its headers are counted."""

    class BoundedTarInfo(tarfile.TarInfo):
        """An entry whose header was counted."""

        @classmethod
        def frombuf(cls, buf: bytes | bytearray, encoding: str, errors: str) -> Self:
            """The header in a block of 512 bytes."""
            header = super().frombuf(buf, encoding, errors)
            budget.take(header)
            return header

    return BoundedTarInfo
