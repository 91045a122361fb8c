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
CONTAINERS = {
    ".zip": "archive",
    ".tar": "archive",
    ".tar.gz": "archive",
    ".tgz": "archive",
    ".tar.bz2": "archive",
    ".tar.xz": "archive",
    ".mbox": "mbox",
    ".rss": "feed",
    ".atom": "feed",
    ".xml": "feed",
    ".csv": "rows",
    ".tsv": "rows",
    ".jsonl": "rows",
    ".ndjson": "rows",
    ".warc": "web_archive",
    ".warc.gz": "web_archive",
}
"""End of the name -> the module of this room whose `members_of_<module>` gives the articles that a file of that kind holds."""
REFERENCES = {".json": "csl", ".ris": "ris", ".bib": "bibtex"}
"""Suffix -> format of the bibliographies that tell of articles which are there; see `references`."""
BUNDLE = ".dossier.zip"
"""A dossier's own archive, which is imported whole and is no container of articles."""
BESIDE = ".source.json"
"""What the name of a file is followed by where it is kept where that file came from."""


def readable(path: PurePath) -> bool:
    """True where the name's suffix is of a kind that is read."""
    return path.suffix.lower() in KINDS


def container_kind(name: str) -> str | None:
    """The module that opens a container of that name; None for what is no container."""
    lower = name.lower()
    ends = () if lower.endswith(BUNDLE) else sorted(CONTAINERS, key=len, reverse=True)
    return next((CONTAINERS[end] for end in ends if lower.endswith(end)), None)


def is_container(name: str) -> bool:
    """True for what holds articles, or tells of articles, and does nothing where it lies: containers, bundles, bibliographies."""
    lower = name.lower()
    return not lower.endswith(BESIDE) and (lower.endswith((BUNDLE, *CONTAINERS)) or PurePath(lower).suffix in REFERENCES)


def reader_of(suffix: str) -> Reader:
    """The reader of a kind, imported when it is first asked for. KeyError for a kind that is not read."""
    kind = KINDS[suffix.lower()]
    reader: Reader = getattr(import_module(f"dossier.reading.{kind}"), f"read_{kind}")
    return reader
