"""PDF: the text layer, in reading order, without the lines that repeat on every page."""

import io
import logging
import math
import re
import struct
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from dossier.errors import UnreadableFile
from dossier.reading.cleaning.columns import in_reading_order, join_lines, paragraphs_in
from dossier.reading.cleaning.encoding import ESCAPES
from dossier.reading.cleaning.language_id import main_script
from dossier.reading.cleaning.office_metadata import build_document, created_on
from dossier.reading.parsed_document import ParsedDocument

if TYPE_CHECKING:
    from pypdf import PdfReader

MOST_PAGES = 1_000
MOST_CHARACTERS = 600_000
"""Characters after which no further page is read: the limit of an article is passed by then."""
PAGE_NUMBER = re.compile(r"\W*(?:page|p\.|seite)?\s*(?:\d{1,4}|[ivxl]{1,6})(?:\s*(?:of|/|von)\s*\d{1,4})?\W*$", re.IGNORECASE)
ADDRESS = re.compile(r"https?://[^\s<>\"]{4,500}")
LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st"}
# a damaged file makes the library fail in every way that Python knows
BROKEN = (
    *(ValueError, TypeError, LookupError, AttributeError, RuntimeError, OSError, ArithmeticError, AssertionError, EOFError),
    *(zlib.error, struct.error),
)
EDGE_LINES = 3
HEADLINE_WORDS, LONGEST_TITLE = 5, 20
"""Words that a headline has at least, and a title at most."""
NUMBERED = re.compile(r"(?:\d{1,2}(?:\.\d{1,2})*|[IVX]{1,5})[.)]?\s+[A-Z]")
LONGEST_WORDS = 13
"""Letters of a mean word, above which words run together; German and Finnish news have about seven."""
OCR = "Run text recognition on it first (for example ocrmypdf) and add the result."


def read_pdf(data: bytes, method: str = "columns") -> ParsedDocument:
    """Reads a PDF's text layer by one of its methods (see `kinds.METHODS`). Raises `UnreadableFile` where it is locked, broken, too long or holds pictures of text only."""
    from pypdf import PdfReader  # noqa: PLC0415  as with every large reader: only who reads a PDF waits for it
    from pypdf.errors import DependencyError, FileNotDecryptedError, LimitReachedError, PdfReadError  # noqa: PLC0415

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(io.BytesIO(data))
        _check(reader)
        pages = list(_pages(reader, laid_out=method != "stream"))
        known = _known(reader)
    except (DependencyError, FileNotDecryptedError) as error:
        raise UnreadableFile("This PDF is locked in a way that is not read.", do="Save a copy without the lock and add that.") from error
    except LimitReachedError as error:
        raise UnreadableFile("This PDF unpacks to more than is read at once.", do="Save it anew, or as text.") from error
    except UnreadableFile:
        raise
    except (PdfReadError, *BROKEN) as error:
        raise UnreadableFile("This PDF is broken.", do="Open it in a viewer and save it anew, or save its text.") from error
    if not any(ch.isalpha() for page in pages for line in page for ch in line):
        raise UnreadableFile("This PDF has no text layer: its pages are pictures or empty.", do=OCR)
    if _runs_together(pages):
        raise UnreadableFile(
            "The words of this PDF run together: it does not mark their spaces.", do="Save its text from a viewer and add that."
        )
    parts = paragraphs_of_pages(pages, in_columns=method not in {"lines", "stream"}, title=known.title)
    return build_document(parts, known, whole=method == "whole")


def _runs_together(pages: list[list[str]]) -> bool:
    """True where words are longer on the whole than those of any language that parts its words."""
    text = "\n".join(line for page in pages for line in page)
    words = re.findall(r"[^\W\d_]+(?:[’'.,()/-][^\W\d_]+)*", text)
    parted = main_script(text) in {"LATIN", "CYRILLIC", "GREEK", "ARABIC", "HEBREW"}
    return parted and len(words) > 10 and sum(map(len, words)) > LONGEST_WORDS * len(words)


def _check(reader: "PdfReader") -> None:
    if reader.is_encrypted and not reader.decrypt(""):
        raise UnreadableFile("This PDF is locked with a password.", do="Save a copy without the password and add that.")
    if len(reader.pages) > MOST_PAGES:
        raise UnreadableFile(f"This PDF has {len(reader.pages):,} pages; the limit is {MOST_PAGES:,}.", do="Split it into articles.")


def paragraphs_of_pages(pages: list[list[str]], *, in_columns: bool = True, title: str = "") -> list[str]:
    """The paragraphs of pages given as lines on a grid of characters; running heads and page numbers dropped, broken words mended. A title
    that runs over every page as its head, be it the one that the file's record names or not, stands once, in front.
    """
    kept = _without_edges(pages)
    whole = "\n".join(" ".join(line.split()) for page in kept for line in page)
    found = _titled(pages, kept, title)
    for page in kept:
        for block in in_reading_order(page) if in_columns else [page]:
            parts = paragraphs_in(block, whole)
            # a sentence that the end of a column or page breaks goes on in the next
            if found and parts and parts[0][:1].islower() and not re.search(r"[.!?:…][\"'”’)]*$", found[-1]):
                found[-1] = join_lines(found[-1], parts.pop(0), whole)
            found += parts
    return found


def _pages(reader: "PdfReader", *, laid_out: bool = True) -> Iterator[list[str]]:
    """The lines of each page; the plain order of the file where the layout of a page cannot be made out."""
    read = 0
    for page in reader.pages:
        plain = page.extract_text() or ""
        try:
            text = page.extract_text(extraction_mode="layout") if laid_out else plain
        except BROKEN:
            text = plain
        if _letters(text) * 10 < _letters(plain) * 9:
            text = plain
        elif len(text.split()) < len(plain.split()):
            text = restore_spacing(text, plain)
        lines = [ESCAPES.sub("", line).translate(LIGATURES).replace("\t", "    ").rstrip() for line in text.splitlines()]
        yield lines
        read += _letters(text)
        if read > MOST_CHARACTERS:
            return


def restore_spacing(grid: str, plain: str) -> str:
    """The grid with its words parted as the plain text parts them: where letters stand close, the grid runs words together.

    A line, or a piece of it between gaps, is put right where the plain text has a line of the same letters; places stay as they are.
    """
    known = {"".join(line.split()): " ".join(line.split()) for line in plain.splitlines()}

    def right(piece: re.Match[str]) -> str:
        words = known.get("".join(piece["words"].split()), "")
        if len(words.split()) <= len(piece["words"].split()):
            return piece.group()
        room = len(piece.group()) - len(words)
        return words + " " * max(room, min(2, len(piece["gap"])))

    whole = re.compile(r"(?P<words>\S.*\S)(?P<gap>)")
    parts = re.compile(r"(?P<words>\S+(?: \S+)*)(?P<gap> *)")
    return "\n".join(parts.sub(right, whole.sub(right, line, count=1)) for line in grid.splitlines())


def _letters(text: str) -> int:
    return sum(not ch.isspace() for ch in text)


def _without_edges(pages: list[list[str]]) -> list[list[str]]:
    """The pages without what stands at the head or foot of many of them, whatever the numbers in it, and without page numbers."""
    edges = Counter(shape for page in pages for shape in {_shape(page[at]) for at in _edge_places(page)})
    often = max(2, math.ceil(len(pages) * 0.3))
    kept = []
    for page in pages:
        places = _edge_places(page)
        gone = {at for at in places if edges[_shape(page[at])] >= often}
        rest = [at for at in places if at not in gone]
        gone |= {at for at in (rest[:1] + rest[-1:]) if PAGE_NUMBER.match(page[at])}
        kept.append(["" if at in gone else line for at, line in enumerate(page)])
    return kept


def _titled(pages: list[list[str]], kept: list[list[str]], title: str) -> list[str]:
    """The first line of the document where it was dropped for running on over the other pages and is the title all the same: its record
    says so, or what follows is a name, a date or a numbered heading and no headline. A head in capitals or with a number is none.
    """
    first, below = (
        [" ".join(line.split()) for line in page if line.strip()] for page in (pages[0] if pages else [], kept[0] if kept else [])
    )
    if not first or not below or first[0] == below[0]:
        return []
    named = first[0].casefold() == " ".join(title.split()).casefold()
    plain = first[0] != first[0].upper() and not any(ch.isdigit() for ch in first[0]) and 2 <= len(first[0].split()) <= LONGEST_TITLE
    followed = len(below[0].split()) < HEADLINE_WORDS or NUMBERED.match(below[0])
    return [first[0]] if named or (plain and followed) else []


def _edge_places(page: list[str]) -> list[int]:
    """Where the first and the last lines of a page stand."""
    held = [at for at, line in enumerate(page) if line.strip()]
    return sorted({*held[:EDGE_LINES], *held[-EDGE_LINES:]})


def _shape(line: str) -> str:
    return re.sub(r"\d+|\b[ivxl]+$", "#", " ".join(line.split()).casefold())


def _known(reader: "PdfReader") -> ParsedDocument:
    """What the PDF's own record tells: title, author, the day the file was made. Its language is that of the program, often."""
    info: Mapping[str, object] = reader.metadata or {}
    words = {key: " ".join(str(info.get(f"/{key}") or "").split()) for key in ("Title", "Author", "CreationDate")}
    made = re.match(r"D?:?(\d{4})(\d\d)(\d\d)", words["CreationDate"])
    return ParsedDocument(
        text="",
        title=words["Title"],
        byline=words["Author"] if " " in words["Author"] else "",
        published=created_on("-".join(made.groups())) if made else None,
    )
