"""Sanitizers for text from articles and notes: CSV cells, file names, keys."""

import re
import unicodedata

from dossier.text.unsafe_characters import one_line, strip_unsafe

NO_FILE_NAME = re.compile(r'[*"\\/<>:|?#^\[\]`]')
RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)
"""Device names that Windows reserves, with any suffix."""
FORMULA = frozenset("=+-@")
"""First signs of a formula; spreadsheets of East Asia take the full-width ones too."""


def csv_cell(value: str | float | None) -> str:
    """A value for a CSV cell: empty for None; text that a spreadsheet would run as a formula gets an apostrophe in front."""
    if isinstance(value, int | float) or value is None:
        return "" if value is None else str(value)
    text = strip_unsafe(value)
    first = unicodedata.normalize("NFKC", text.lstrip()[:1])
    return f"'{text}" if first in FORMULA or text.startswith("\t") else text


def file_name(text: str, *, otherwise: str, most: int = 80) -> str:
    """A name that every file system and Obsidian's links take: none of the marks that either forbids, no dot at either end, no hyphen in front (commands would take it for
    an option), at most `most` characters; `otherwise` where nothing is left.
    """
    name = NO_FILE_NAME.sub(" ", one_line(text))
    name = " ".join(name.split())[:most].rstrip(" .").lstrip(" .-")
    return otherwise if not name or RESERVED.match(name) else name


def slug(text: str) -> str:
    """Small ASCII letters and digits only ("Ordu Gözcüsü" -> "ordugozcusu"), for keys."""
    flat = unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]", "", flat)
