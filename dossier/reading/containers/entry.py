"""One article out of a file that holds several, and a name for it that every file system takes."""

import re
import unicodedata
from dataclasses import dataclass

# What Windows reserves; a dossier may be carried there.
RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.IGNORECASE)
LONGEST = 100
"""Bytes of a name without its suffix; file systems allow 255, and a number and a suffix may follow."""


@dataclass(frozen=True, slots=True)
class ContainerEntry:
    """What a container gives for one thing in it: a file to be, or the reason why it gives none.

    `name` is the file's name, `data` its bytes, `beside` what is known of where it came from (JSON, kept in a file of its own).
    `why` says why there is no file, `note` what the user should know of one that there is. `passed` marks a thing of no kind that is read.
    `shown` is what it is called inside the container. `link` is the address of the whole where only its beginning is given, `told` what the
    container tells of it (title, outlet, author, date, language). `same` says that it is here already.
    """

    name: str
    data: bytes = b""
    sidecar: bytes = b""
    error: str = ""
    note: str = ""
    skipped: bool = False
    shown: str = ""
    link: str = ""
    metadata: tuple[tuple[str, str], ...] = ()
    duplicate_of: str = ""


def file_name(words: str, suffix: str, otherwise: str = "article") -> str:
    """A file name made of words: no separators, controls, leading dots or reserved names, at most `LONGEST` bytes before the suffix."""
    plain = unicodedata.normalize("NFC", words.encode("utf-8", "ignore").decode("utf-8"))
    plain = "".join(" " if unicodedata.category(ch)[0] in {"C", "Z"} or ch in '/\\:*?"<>|' else ch for ch in plain)
    plain = " ".join(plain.split()).strip(" .")
    while len(plain.encode()) > LONGEST:
        plain = plain[:-1].rstrip(" .")
    if not any(ch.isalnum() for ch in plain) or RESERVED.match(plain):
        plain = f"{otherwise} {plain}".strip(" .") if any(ch.isalnum() for ch in plain) else otherwise
    return plain + suffix


def kept_name(path: str, otherwise: str = "article") -> str:
    """The last part of a path inside an archive as a file name, its suffix kept."""
    last = re.split(r"[/\\]", path)[-1]
    stem, dot, suffix = last.rpartition(".")
    if not dot or not re.fullmatch(r"[A-Za-z0-9]{1,10}", suffix):
        return file_name(last, "", otherwise)
    return file_name(stem, f".{suffix}", otherwise)
