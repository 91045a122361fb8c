"""The kinds of file that are read, by suffix; light, so that a folder can be looked at without any reader being imported."""

from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import PurePath

from dossier.reading.parsed_document import ParsedDocument

Reader = Callable[..., ParsedDocument]
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
"""Suffix -> the module of `formats` whose `read_<module>` turns a file's bytes into a `ParsedDocument`, or raises UnreadableFile; those
in METHODS take the name of a method too.
"""
CONTAINERS = {
    ".zip": "archive",
    ".tar": "archive",
    ".tar.gz": "archive",
    ".tgz": "archive",
    ".tar.bz2": "archive",
    ".tar.xz": "archive",
    ".mbox": "mbox",
    ".mbx": "mbox",
    ".emlx": "mail_file",
    ".rss": "feed",
    ".atom": "feed",
    ".rdf": "feed",
    ".xml": "feed",
    ".csv": "table",
    ".tsv": "table",
    ".json": "json_file",
    ".jsonl": "json_file",
    ".ndjson": "json_file",
    ".warc": "warc",
    ".warc.gz": "warc",
    ".wacz": "wacz",
}
"""End of the name -> the module of `containers` whose `read_<module>` yields the articles in a file of that kind."""
REFERENCES = {".json": "csl", ".ris": "ris", ".bib": "bibtex"}
"""Suffix -> format of a bibliography with metadata of articles that are already there; see `bibliography`."""
BUNDLE = ".dossier.zip"
"""Suffix of a dossier's own archive, which is imported whole and is not a container of articles."""
SIDECAR_SUFFIX = ".source.json"
"""Suffix of the sidecar, appended to a file's name: the file that records where that file came from."""


METHODS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "html": (
        ("balanced", "the article, found by trafilatura"),
        ("recall", "the article, found by trafilatura (more text)"),
        ("precise", "the article, found by trafilatura (less text)"),
        ("readability", "the part of the page with the most running text"),
        ("blocks", "article paragraphs, selected by their form"),
        ("whole", "every line of the page"),
    ),
    "pdf": (
        ("columns", "by layout, column by column"),
        ("lines", "by layout, line by line across the page"),
        ("stream", "in the order in which the words are stored in the file"),
        ("whole", "column by column, every line"),
    ),
    "mail": (
        ("best", "its HTML or plain text, whichever has more"),
        ("plain", "its plain text"),
        ("page", "its HTML"),
        ("whole", "every line of its text"),
    ),
    "text": (("shape", "the article, separated from other text by its form"), ("whole", "every line")),
}
"""Module -> the methods by which it can extract the text, each with a description, the default first. Modules not listed have one method
only.
"""
METHODS = {**METHODS, "mhtml": METHODS["html"]}


def text_methods(name: str) -> tuple[tuple[str, str], ...]:
    """Text methods for a file of that name, each with a description; empty where there is no choice."""
    return METHODS.get(KINDS.get(PurePath(name).suffix.lower(), ""), ())


def is_supported(path: PurePath) -> bool:
    """True where the name's suffix is of a kind that is read."""
    return path.suffix.lower() in KINDS


def container_kind(name: str) -> str | None:
    """The module that opens a container of that name; None where it is not a container."""
    lower = name.lower()
    ends = () if lower.endswith(BUNDLE) else sorted(CONTAINERS, key=len, reverse=True)
    return next((CONTAINERS[end] for end in ends if lower.endswith(end)), None)


def is_container(name: str) -> bool:
    """True for files that hold articles or describe them, and are not articles themselves: containers, bundles, bibliographies."""
    lower = name.lower()
    return not lower.endswith(SIDECAR_SUFFIX) and (lower.endswith((BUNDLE, *CONTAINERS)) or PurePath(lower).suffix in REFERENCES)


def get_reader(suffix: str) -> Reader:
    """The reader of a kind, imported on first use. KeyError for an unsupported kind."""
    kind = KINDS[suffix.lower()]
    reader: Reader = getattr(import_module(f"dossier.reading.formats.{kind}"), f"read_{kind}")
    return reader
