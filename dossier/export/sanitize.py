"""Sanitizers for text from articles: control characters, single lines, CSV cells, file names."""

import re
import unicodedata

CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffe\uffff]")
"""C0 and C1 controls except tab and line feed, directional marks, and characters that XML forbids."""
NO_FILE_NAME = re.compile(r'[*"\\/<>:|?#^\[\]`]')
RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)
"""Device names that Windows reserves, with any suffix."""
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def strip_controls(text: str) -> str:
    """Text without control characters; tabs and line feeds stay."""
    return CONTROL.sub("", text)


def one_line(text: str) -> str:
    """Text without control characters, on one line, single spaces between words."""
    return " ".join(strip_controls(text).split())


def csv_cell(value: str | float | None) -> str:
    """A value for a CSV cell: empty for None; text that a spreadsheet would run as a formula gets an apostrophe in front."""
    if isinstance(value, int | float) or value is None:
        return "" if value is None else str(value)
    text = strip_controls(value)
    return f"'{text}" if text.startswith(FORMULA) else text


def file_name(text: str, *, otherwise: str, most: int = 80) -> str:
    """A name that every file system and Obsidian's links take: none of the marks that either forbids, no dot at either end, at most
    `most` characters; `otherwise` where nothing is left.
    """
    name = NO_FILE_NAME.sub(" ", one_line(text))
    name = " ".join(name.split())[:most].strip(" .")
    return otherwise if not name or RESERVED.match(name) else name


def slug(text: str) -> str:
    """Small ASCII letters and digits only ("Ordu Gözcüsü" -> "ordugozcusu"), for keys."""
    flat = unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]", "", flat)
