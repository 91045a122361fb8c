"""One article of a container, and file names that every file system accepts."""

import re
import unicodedata
from dataclasses import dataclass

# Names reserved by Windows; a dossier may be copied there.
RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.IGNORECASE)
LEADING = re.compile(r"^[\s.\-\u2010-\u2015\uff0d~]+")
"""What no name begins with: dots hide a file or lead up, a hyphen makes an option of it, a tilde a home folder."""
LONGEST = 100
"""Bytes of a name without its suffix; file systems allow 255, and a number and a suffix may follow."""


@dataclass(frozen=True, slots=True)
class ContainerEntry:
    """Entry of a container: a file to be written, or the reason why there is none.

    `name` is the file's name, `data` its bytes, `sidecar` the JSON record of its origin, stored in a file next to it. `error` says why
    there is no file; `note` is a remark for the user. `skipped` marks an entry of an unsupported kind. `shown` is its name inside the
    container. `link` is the address of the full text where the entry has only its beginning. `metadata` are fields from the container
    (title, outlet, author, date, language). `duplicate_of` names the article that is already in the dossier.
    `key` identifies the entry within a feed. `replaces` is the file in seeds/ of which it is a newer version.
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
    key: str = ""
    replaces: str = ""


def file_name(words: str, suffix: str, otherwise: str = "article") -> str:
    """A file name from words: no separators, control characters, leading dots or hyphens, reserved names, at most `LONGEST` bytes before the
    suffix.
    """
    plain = unicodedata.normalize("NFC", words.encode("utf-8", "ignore").decode("utf-8"))
    plain = "".join(" " if unicodedata.category(ch)[0] in {"C", "Z"} or ch in '/\\:*?"<>|' else ch for ch in plain)
    plain = LEADING.sub("", " ".join(plain.split())).rstrip(" .")
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
