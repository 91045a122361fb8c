"""Mailboxes (.mbox): each mail becomes a file of its own."""

import re
from collections.abc import Iterator, Mapping
from email import policy
from email.parser import BytesHeaderParser
from typing import BinaryIO

from dossier.errors import UnreadableFile
from dossier.reading.containers.entry import ContainerEntry, file_name
from dossier.reading.formats.mail import REPLY, header_of

MOST_MAIL = 50_000_000
QUOTED = re.compile(rb"^>(>*From )", re.MULTILINE)


def read_mbox(file: BinaryIO, _name: str, _columns: Mapping[str, str]) -> Iterator[ContainerEntry]:
    """The mails of a mailbox, separated by lines that begin with "From " after an empty line (RFC 4155); quoted "From " lines are restored.

    Raises `UnreadableFile` for a file that begins otherwise.
    """
    first = file.readline(10_000)
    if not first.startswith(b"From "):
        raise UnreadableFile("This is no mailbox: it does not begin with “From ”.", do="If it is one mail, give it the suffix .eml.")
    for number, lines in enumerate(_split_mails(file), 1):
        data = QUOTED.sub(rb"\1", b"".join(lines))
        subject = header_of(BytesHeaderParser(policy=policy.compat32).parsebytes(data), "Subject")
        name = file_name(REPLY.sub("", subject), ".eml", f"mail {number}")
        if len(data) > MOST_MAIL:
            yield ContainerEntry(name, error=f"The mail is larger than {MOST_MAIL // 1_000_000} MB.", shown=f"mail {number}")
        elif data.strip():
            yield ContainerEntry(name, data, shown=f"mail {number}")


def _split_mails(file: BinaryIO) -> Iterator[list[bytes]]:
    """The lines of each mail; of one over the limit only the beginning."""
    lines: list[bytes] = []
    size, empty = 0, False
    for line in file:
        if empty and line.startswith(b"From "):
            yield lines
            lines, size, empty = [], 0, False
            continue
        size += len(line)
        if size <= MOST_MAIL + 100_000:
            lines.append(line)
        empty = not line.strip()
    yield lines
