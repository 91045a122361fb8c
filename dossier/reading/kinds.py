"""The kinds of file that are read, by suffix; light, so that a folder can be looked at without any reader being imported."""

from collections.abc import Callable
from importlib import import_module
from pathlib import PurePath

from dossier.reading.draft import Draft

Reader = Callable[[bytes], Draft]
KINDS = {
    ".txt": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".pdf": "pdf",
    ".docx": "docx",
    ".odt": "odt",
    ".rtf": "rtf",
    ".epub": "epub",
    ".eml": "mail",
    ".mht": "mhtml",
    ".mhtml": "mhtml",
}
"""Suffix -> the module of this room whose `read_<module>` takes a file's bytes and gives a Draft, or raises UnreadableFile."""


def readable(path: PurePath) -> bool:
    """True where the name's suffix is of a kind that is read."""
    return path.suffix.lower() in KINDS


def reader_of(suffix: str) -> Reader:
    """The reader of a kind, imported when it is first asked for. KeyError for a kind that is not read."""
    kind = KINDS[suffix.lower()]
    reader: Reader = getattr(import_module(f"dossier.reading.{kind}"), f"read_{kind}")
    return reader
