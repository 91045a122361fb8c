"""Mailboxes (.mbox, .mbx, those of mail programs without a suffix): each mail becomes a file of its own."""

import re
from collections.abc import Iterator, Mapping
from typing import BinaryIO

from dossier.errors import UnreadableFile
from dossier.reading.cleaning.mail.source import FROM_LINE, is_separator
from dossier.reading.containers.entry import ContainerEntry
from dossier.reading.containers.mail_file import MOST_MAIL, mail_entry

QUOTED = re.compile(rb"^>(>*From )", re.MULTILINE)
MMDF = b"\x01\x01\x01\x01"
MBX = b"*mbx*"
MBX_HEADER = 2048
"""Bytes before the first mail of a file in the format of UW-IMAP ("mbx")."""
MBX_LINE = re.compile(rb" ?\d{1,2}-[A-Z][a-z]{2}-\d{4} \d\d:\d\d:\d\d [+-]\d{4},(\d{1,12});[^\r\n]*\r\n")
LONGEST_LINE = 1_000_000


def read_mbox(file: BinaryIO, _name: str, _columns: Mapping[str, str]) -> Iterator[ContainerEntry]:
    """The mails of a mailbox: separated by "From " lines (RFC 4155; quoted ones are restored), by lines of four control-A (MMDF), or with
    their sizes before them (mbx). Raises `UnreadableFile` for a file that begins otherwise.
    """
    first = file.readline(LONGEST_LINE).removeprefix(b"\xef\xbb\xbf")
    while first and not first.strip():
        first = file.readline(LONGEST_LINE)
    if first.startswith(MBX):
        file.read(MBX_HEADER - len(first))
        mails = _split_mbx(file)
    elif first.startswith(MMDF):
        mails = _split_mmdf(file)
    elif first.startswith(FROM_LINE):
        mails = (QUOTED.sub(rb"\1", mail) for mail in _split_at_from(file))
    else:
        raise UnreadableFile(
            "This is not a mailbox: it does not start with “From ”.", do="If it is a single email, give it the suffix .eml."
        )
    for number, data in enumerate(mails, 1):
        if data.strip():
            yield mail_entry(data, f"mail {number}")


def _split_at_from(file: BinaryIO) -> Iterator[bytes]:
    """The mails between separators; of one over the limit only the beginning."""
    lines: list[bytes] = []
    size, empty = 0, False
    line = file.readline(LONGEST_LINE)
    while line:
        after = file.readline(LONGEST_LINE)
        if is_separator(line, after, empty_before=empty):
            yield b"".join(lines)
            lines, size, empty = [], 0, False
        else:
            size += len(line)
            if size <= MOST_MAIL + LONGEST_LINE:
                lines.append(line)
            empty = not line.strip()
        line = after
    yield b"".join(lines)


def _split_mmdf(file: BinaryIO) -> Iterator[bytes]:
    """The mails of an MMDF mailbox, each between two lines of control-A; of one over the limit only the beginning."""
    lines: list[bytes] = []
    size = 0
    while line := file.readline(LONGEST_LINE):
        if line.rstrip() == MMDF:
            yield b"".join(lines)
            lines, size = [], 0
            continue
        size += len(line)
        if size <= MOST_MAIL + LONGEST_LINE:
            lines.append(line)
    yield b"".join(lines)


def _split_mbx(file: BinaryIO) -> Iterator[bytes]:
    """The mails of an mbx file, each after a line with its size. Raises `UnreadableFile` where such a line is damaged."""
    while line := file.readline(1000):
        match = MBX_LINE.fullmatch(line)
        if not match:
            raise UnreadableFile("The mailbox is damaged here; emails before this point were read, the rest was skipped.")
        size = int(match[1])
        yield file.read(min(size, MOST_MAIL + 1))
        left = size - MOST_MAIL - 1
        while left > 0 and (piece := file.read(min(left, LONGEST_LINE))):
            left -= len(piece)
