"""One mail as its program stores it (.emlx of Apple Mail, the files of a Maildir): the mail becomes an .eml file under its subject."""

import re
from collections.abc import Iterator, Mapping
from email import policy
from email.parser import BytesHeaderParser
from typing import BinaryIO

from dossier.reading.cleaning.mail.headers import REPLY
from dossier.reading.cleaning.mail.source import without_preamble
from dossier.reading.containers.entry import ContainerEntry, file_name
from dossier.reading.formats.mail import header_of

MOST_MAIL = 50_000_000
LONGEST_COUNT = 20
"""Bytes of the line in which an .emlx file says how long its mail is."""


def read_mail_file(file: BinaryIO, name: str, _columns: Mapping[str, str]) -> Iterator[ContainerEntry]:
    """The mail in the file; the length before it and the property list after it, which .emlx files have, are left out."""
    data = file.read(MOST_MAIL + 1_000_000)
    first, _, rest = data.partition(b"\n")
    if len(first) < LONGEST_COUNT and re.fullmatch(rb"\d+\s*", first):
        length = int(first)
        data = rest[:length] if _is_properties(rest[length:]) else rest
    yield mail_entry(data, "", otherwise=name.rpartition(".")[0])


def mail_entry(data: bytes, shown: str, otherwise: str = "") -> ContainerEntry:
    """The entry of one mail, named by its subject; an error for one over the limit. `shown` is its name inside the container."""
    if not data.strip():
        return ContainerEntry("", error="The file is empty.", shown=shown)
    header = BytesHeaderParser(policy=policy.compat32).parsebytes(without_preamble(data))
    name = file_name(REPLY.sub("", header_of(header, "Subject")), ".eml", otherwise or shown)
    if len(data) > MOST_MAIL:
        return ContainerEntry(name, error=f"The email is larger than {MOST_MAIL // 1_000_000} MB.", shown=shown)
    return ContainerEntry(name, data, shown=shown)


def _is_properties(data: bytes) -> bool:
    """True for what follows a mail: nothing, or a property list."""
    return not data.strip() or data.lstrip().startswith((b"<?xml", b"<plist", b"bplist"))
