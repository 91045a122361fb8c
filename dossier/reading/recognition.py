"""Files whose name does not say what they are: recognised by how they begin."""

from pathlib import Path, PurePath

from dossier.errors import UnsafeFile
from dossier.reading.cleaning.content_kind import suffix_of
from dossier.reading.cleaning.mail.source import mail_suffix
from dossier.reading.registry import container_kind, is_supported
from dossier.runtime.safe_files import open_regular

HEAD = 4096
"""Bytes that are looked at."""
JSON = ".json"
"""A suffix that says little: such a file may hold articles, a bibliography or anything else."""


def name_by_contents(name: str, head: bytes) -> str:
    """The name by which a file is read: its own where its suffix is known, one with a suffix appended where its first bytes are those of a
    mail or a mailbox; empty for a file of an unsupported kind.
    """
    if is_supported(PurePath(name)) or container_kind(name):
        return name
    suffix = mail_suffix(head)
    return f"{name}{suffix}" if suffix else ""


def recognised_name(path: Path) -> str:
    """The name by which a file is read, as `name_by_contents` gives it; empty for a JSON file without articles and for a file that cannot
    be opened.
    """
    from dossier.reading.containers.json_file import MOST_BYTES, holds_articles  # noqa: PLC0415  tables and their columns, for JSON alone

    name = name_by_contents(path.name, b"")
    if name and path.suffix.lower() != JSON:
        return name
    try:
        with open_regular(path) as file:
            if name:
                return name if holds_articles(file.read(MOST_BYTES)) else ""
            return name_by_contents(path.name, file.read(HEAD))
    except (OSError, ValueError, UnsafeFile):
        return ""


def suffix_by_contents(data: bytes) -> str:
    """The suffix of the kind that bytes without a name are of, as `content_kind.suffix_of` gives it; ".json" for articles in JSON."""
    from dossier.reading.containers.json_file import holds_articles  # noqa: PLC0415  as above

    suffix = suffix_of(data)
    return JSON if suffix == ".txt" and data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in {b"{", b"["} and holds_articles(data) else suffix
