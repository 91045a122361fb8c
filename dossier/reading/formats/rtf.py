"""Rich text (.rtf): text from striprtf, title and author from the document's info group."""

import re
from typing import TYPE_CHECKING

from dossier.errors import UnreadableFile
from dossier.reading.cleaning.encoding import clean, truncate
from dossier.reading.cleaning.office_metadata import build_document
from dossier.reading.cleaning.paragraphs import paragraphs_of
from dossier.reading.parsed_document import ParsedDocument

if TYPE_CHECKING:
    from collections.abc import Callable

CODE_PAGE = re.compile(rb"\\ansicpg(\d{3,5})")
STRAY_MARK = re.compile(r"(\\\\)|(?<![{\s])\\\*")
"""The mark of a group that may be ignored, where it does not open the group; two backslashes are one in the text."""
PAGE = re.compile(r"(\\\\)|\\page\b ?")
CELL = re.compile(r"(\\\\)|\\(?:nest)?cell(?![a-z]) ?")
CELL_END = "\x1f"
FONT_TABLE = re.compile(r"\{[^{}]{0,200}\\fonttbl")
BRACE = re.compile("[{}]")
FONT = re.compile(r"\\f(\d{1,6})(?!\d)")
CHARSET = re.compile(r"\\fcharset(\d{1,3})(?!\d)")
MOST_FONTS = 2000
LINK = re.compile(r"\\fldinst(?![a-z])")
METADATA = re.compile(r"\{\\(?P<key>title|author)\s(?P<value>[^{}]{1,500})\}")


def read_rtf(data: bytes) -> ParsedDocument:
    """Read a rich text document; raises `UnreadableFile` where it is not one or is broken."""
    text = plain_text(data)
    fields = {m["key"]: _decode_value(m["value"], _encoding_of(data)) for m in METADATA.finditer(data[:20_000].decode("latin-1"))}
    author = fields.get("author", "")
    return build_document(
        paragraphs_of(clean(truncate(text))),
        ParsedDocument("", title=fields.get("title", ""), byline=author if " " in author else ""),
    )


def plain_text(data: bytes, page_break: str = "") -> str:
    """The text of a rich text document, the cells of a row separated by semicolons, with `page_break` as a line between its pages.

    Raises `UnreadableFile` where it is not one or is broken.
    """
    if not data.lstrip().startswith(b"{\\rtf"):
        raise UnreadableFile("This is not an RTF document.", do="Save it as RTF or as text.")
    source = data.decode("latin-1")
    if page_break:
        source = PAGE.sub(lambda match: match[1] or rf"\par {page_break}\par ", source)
    # the library takes the mark of an unknown group for the group's, wherever in it the mark stands, and writes cells apart by bars
    source = CELL.sub(lambda match: match[1] or CELL_END, STRAY_MARK.sub(lambda match: match[1] or "", source))
    # the library would add the address of each link to its words, with a pattern whose work grows with the cube of their number
    source = LINK.sub(r"\n\\fldinst", _with_short_font_table(source))
    try:
        return _join_cells(_strip_markup(source, _encoding_of(data)))
    except (ValueError, IndexError, KeyError, TypeError, RecursionError) as error:
        raise UnreadableFile("This RTF document is damaged.", do="Open it in the program that made it and save it again.") from error


def _with_short_font_table(source: str) -> str:
    """The source with only numbers and character sets in its font table, a line for each font: the library's pattern looks for the end of each
    font in the rest of the line, and of the table.
    """
    start = FONT_TABLE.search(source)
    if start is None:
        return source
    depth, end = 1, len(source)
    for brace in BRACE.finditer(source, start.end()):
        depth += 1 if brace[0] == "{" else -1
        if depth == 0:
            end = brace.start()
            break
    fonts: dict[str, str] = {}
    marks = list(FONT.finditer(source, start.end(), end))
    ends = [*(mark.start() for mark in marks[1:]), end][: len(marks)]
    for mark, until in zip(marks, ends, strict=True):
        if charset := CHARSET.search(source, mark.end(), until):
            fonts[mark[1]] = charset[1]
    lines = (rf"{{\f{number}\fcharset{charset} A;}}" for number, charset in list(fonts.items())[:MOST_FONTS])
    return "\n".join((source[: start.end()], *lines, source[end:]))


def _strip_markup(source: str, encoding: str) -> str:
    from striprtf import striprtf  # noqa: PLC0415  as with every large reader

    rtf_to_text: Callable[..., str] = striprtf.rtf_to_text
    return rtf_to_text(source, encoding=encoding, errors="replace")


def _join_cells(text: str) -> str:
    """The text with the cells of a table's row separated by semicolons."""
    lines = (line.split(CELL_END) for line in text.split("\n"))
    return "\n".join("; ".join(filter(None, map(str.strip, cells))) if len(cells) > 1 else cells[0] for cells in lines)


def _encoding_of(data: bytes) -> str:
    """The code page that a document declares; Windows-1252 where it declares none that is known."""
    code_page = CODE_PAGE.search(data[:2000])
    name = f"cp{code_page[1].decode()}" if code_page else "cp1252"
    try:
        "".encode(name)
    except LookupError:
        return "cp1252"
    return name


def _decode_value(value: str, encoding: str) -> str:
    return " ".join(_strip_markup("{\\rtf1 " + value + "}", encoding).split())
