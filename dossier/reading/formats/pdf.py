"""PDF: the text layer, in reading order, without the lines that repeat on every page."""

import io
import logging
import math
import re
import struct
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from dossier.errors import UnreadableFile
from dossier.reading.cleaning.encoding import ESCAPES
from dossier.reading.cleaning.language_id import UNSPACED, main_script, script_of
from dossier.reading.cleaning.office_metadata import build_document, created_on
from dossier.reading.cleaning.pdf.columns import in_reading_order, join_lines, paragraphs_in
from dossier.reading.cleaning.pdf.headline import headline, named_line, take_out, without_print_marks
from dossier.reading.cleaning.pdf.layout import page_grid
from dossier.reading.parsed_document import ParsedDocument

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader
    from pypdf.generic import ContentStream

MOST_PAGES = 1_000
MOST_CHARACTERS = 600_000
"""Characters after which no further page is read: the limit of an article is passed by then."""
PAGE_NUMBER = re.compile(r"\W*(?:page|p\.|seite)?\s*(?:\d{1,4}|[ivxl]{1,6})(?:\s*(?:of|/|von)\s*\d{1,4})?\W*$", re.IGNORECASE)
ADDRESS = re.compile(r"https?://[^\s<>\"]{4,500}")
SHOWS_TEXT = re.compile(rb"T[jJ]|Do|['\"]")
"""Operators that show text, or a form that may hold some."""
LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st"}
# a damaged file makes the library fail in many ways
BROKEN = (
    *(ValueError, TypeError, LookupError, AttributeError, RuntimeError, OSError, ArithmeticError, AssertionError, EOFError),
    *(zlib.error, struct.error),
)
EDGE_LINES = 3
TITLE_WITHIN = 15
"""Paragraphs at the top of a document among which its title is looked for."""
HEADLINE_WORDS, LONGEST_TITLE = 5, 20
"""Words that a headline has at least, and a title at most."""
NUMBERED = re.compile(r"(?:\d{1,2}(?:\.\d{1,2})*|[IVX]{1,5})[.)]?\s+[A-Z]")
LONGEST_WORDS = 13
"""Letters of a mean word, above which words run together; German and Finnish news have about seven."""
FEWEST_WORDS = 20
"""Words from which a PDF's letters are judged."""
OCR = "Run text recognition on it first (for example ocrmypdf) and add the result."


def read_pdf(data: bytes, method: str = "columns") -> ParsedDocument:
    """Read a PDF's text layer by one of its methods (see `registry.METHODS`). Raises `UnreadableFile` where it is locked, broken, too
    long or has no text layer.
    """
    from pypdf import PdfReader  # noqa: PLC0415  as with every large reader: loaded only when a PDF is read
    from pypdf.errors import DependencyError, FileNotDecryptedError, LimitReachedError, PdfReadError  # noqa: PLC0415

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(io.BytesIO(data))
        _check_readable(reader)
        metadata = _metadata(reader)
        pages = [without_print_marks(page) for page in _extract_lines(reader, laid_out=method != "stream")]
        large = [line.translate(LIGATURES) for line in headline(reader.pages[0], metadata.title)] if pages else []
    except (DependencyError, FileNotDecryptedError) as error:
        raise UnreadableFile("This PDF uses unsupported encryption.", do="Save a copy without encryption and add that.") from error
    except LimitReachedError as error:
        raise UnreadableFile("This PDF unpacks to more data than the limit.", do="Save it again, or as text.") from error
    except UnreadableFile:
        raise
    except (PdfReadError, *BROKEN) as error:
        raise UnreadableFile("This PDF is damaged.", do="Open it in a viewer and save it again, or save its text.") from error
    if not any(ch.isalpha() for page in pages for line in page for ch in line):
        raise UnreadableFile("This PDF has no text layer: its pages are images or empty.", do=OCR)
    if _words_run_together(pages):
        raise UnreadableFile("The words in this PDF run together because it has no spaces.", do="Save its text from a viewer and add that.")
    if letters_are_unknown(pages):
        raise UnreadableFile("The text of this PDF cannot be decoded: its fonts do not identify their characters.", do=OCR)
    body = take_out(pages[0], large) if large else None
    parts = paragraphs_of_pages([body or pages[0], *pages[1:]], in_columns=method not in {"lines", "stream"}, title=metadata.title)
    if body:
        parts.insert(0, _joined(large))
        metadata = replace(metadata, title=_joined(large), outlet=_site_behind(metadata.title, _joined(large)))
    elif named := named_line(parts[:TITLE_WITHIN], metadata.title):
        # what stands above the title is the site's menu
        metadata = replace(metadata, title=named, outlet=_site_behind(metadata.title, named))
        parts = [named, *(part for part in parts if part != named)]
    return build_document(parts, metadata, whole=method == "whole")


def _joined(lines: list[str]) -> str:
    """A headline's lines as one; a word broken at a line's end is rejoined."""
    return re.sub(r"(?<=[^\W\d_])[-\u00ad] (?=[a-zà-ÿ])", "", " ".join(lines))


def _site_behind(declared: str, title: str) -> str:
    """The site's name after the title in a PDF's record, as browsers print it."""
    match = (
        re.match(r"\s+[|–—-]\s+(?P<site>[^|]{2,60})$", declared[len(title) :]) if declared.casefold().startswith(title.casefold()) else None
    )
    return match["site"].strip() if match else ""


def _words_run_together(pages: list[list[str]]) -> bool:
    """True where words are longer on the whole than those of any language that parts its words."""
    text = "\n".join(line for page in pages for line in page)
    words = re.findall(r"[^\W\d_]+(?:[’'.,()/-][^\W\d_]+)*", text)
    separates_words = main_script(text) in {"LATIN", "CYRILLIC", "GREEK", "ARABIC", "HEBREW"}
    return separates_words and len(words) > 10 and sum(map(len, words)) > LONGEST_WORDS * len(words)


def letters_are_unknown(pages: list[list[str]]) -> bool:
    """True where many words are in two scripts at once: the letters are those that the numbers of signs stand for elsewhere."""
    words = re.findall(r"[^\W\d_]{3,}", "\n".join(line for page in pages for line in page))
    mixed = sum(len({script_of(letter) for letter in word} - UNSPACED - {""}) > 1 for word in words)
    return len(words) >= FEWEST_WORDS and mixed * 4 > len(words)


def _check_readable(reader: "PdfReader") -> None:
    if reader.is_encrypted and not reader.decrypt(""):
        raise UnreadableFile("This PDF is password-protected.", do="Save a copy without the password and add that.")
    if len(reader.pages) > MOST_PAGES:
        raise UnreadableFile(f"This PDF has {len(reader.pages):,} pages; the limit is {MOST_PAGES:,}.", do="Split it into articles.")


def paragraphs_of_pages(pages: list[list[str]], *, in_columns: bool = True, title: str = "") -> list[str]:
    """The paragraphs of pages given as lines on a grid of characters; running heads and page numbers dropped, broken words rejoined. A
    title that is repeated as running head on every page is kept once, in front, whether or not it equals the PDF's metadata `title`.
    """
    body_pages = _drop_running_heads(pages)
    document_text = "\n".join(" ".join(line.split()) for page in body_pages for line in page)
    paragraphs = _title_line(pages, body_pages, title)
    for page in body_pages:
        for block in in_reading_order(page) if in_columns else [page]:
            parts = paragraphs_in(block, document_text)
            # a sentence broken by the end of a column or page continues in the next
            if paragraphs and parts and parts[0][:1].islower() and not re.search(r"[.!?:…][\"'”’)]*$", paragraphs[-1]):
                paragraphs[-1] = join_lines(paragraphs[-1], parts.pop(0), document_text)
            paragraphs += parts
    return paragraphs


def _extract_lines(reader: "PdfReader", *, laid_out: bool = True) -> Iterator[list[str]]:
    """The lines of each page; in the file's own order where the layout of a page cannot be determined."""
    letters_read = 0
    for page in reader.pages:
        text = _page_text(page, laid_out=laid_out)
        lines = [ESCAPES.sub("", line).translate(LIGATURES).replace("\t", "    ").rstrip() for line in text.splitlines()]
        yield lines
        letters_read += _letters(text)
        if letters_read > MOST_CHARACTERS:
            return


def _page_text(page: "PageObject", *, laid_out: bool) -> str:
    """The text of a page: on a grid, unless pypdf's plain text, which knows no places, has more of it."""
    content = _parse_content(page)
    if content is None:
        return ""
    try:
        grid = page_grid(page, content.operations) if laid_out else None
    except BROKEN:
        grid = None
    if grid and grid.is_whole:
        return grid.text
    # with a visitor pypdf takes the parsed content as it is, and does not write it out to look for text in it
    plain = page.extract_text(visitor_text=lambda *_: None) or ""
    if grid is None or _letters(grid.text) * 10 < _letters(plain) * 9:
        return plain
    return restore_spacing(grid.text, plain) if len(grid.text.split()) < len(plain.split()) else grid.text


def _parse_content(page: "PageObject") -> "ContentStream | None":
    """The parsed content of a page, which takes the place of the unparsed, so that it is parsed once; None for a page without text."""
    from pypdf.generic import ArrayObject, ContentStream, NameObject, StreamObject  # noqa: PLC0415  as above

    source = page.get("/Contents")
    source = source.get_object() if source is not None else None
    if not isinstance(source, (ArrayObject, StreamObject)):
        return None
    content = ContentStream(source, page.pdf, "bytes")
    if not SHOWS_TEXT.search(content.get_data()):
        return None
    page[NameObject("/Contents")] = content
    return content


def restore_spacing(grid: str, plain: str) -> str:
    """Restore spacing: split words of the grid as the plain text does, since the grid runs words together where letters are close.

    A line, or a part of it between gaps, is corrected where the plain text has a line of the same letters; positions stay as they are.
    """
    spaced = {"".join(line.split()): " ".join(line.split()) for line in plain.splitlines()}

    def respace(piece: re.Match[str]) -> str:
        words = spaced.get("".join(piece["words"].split()), "")
        if len(words.split()) <= len(piece["words"].split()):
            return piece.group()
        room = len(piece.group()) - len(words)
        return words + " " * max(room, min(2, len(piece["gap"])))

    whole = re.compile(r"(?P<words>\S.*\S)(?P<gap>)")
    parts = re.compile(r"(?P<words>\S+(?: \S+)*)(?P<gap> *)")
    return "\n".join(parts.sub(respace, whole.sub(respace, line, count=1)) for line in grid.splitlines())


def _letters(text: str) -> int:
    return sum(not ch.isspace() for ch in text)


def _drop_running_heads(pages: list[list[str]]) -> list[list[str]]:
    """The pages without running heads and feet, whatever numbers they contain, and without page numbers."""
    edge_counts = Counter(shape for page in pages for shape in {_line_shape(page[at]) for at in _edge_lines(page)})
    threshold = max(2, math.ceil(len(pages) * 0.3))
    body_pages = []
    for page in pages:
        places = _edge_lines(page)
        dropped = {at for at in places if edge_counts[_line_shape(page[at])] >= threshold}
        rest = [at for at in places if at not in dropped]
        dropped |= {at for at in (rest[:1] + rest[-1:]) if PAGE_NUMBER.match(page[at])}
        body_pages.append(["" if at in dropped else line for at, line in enumerate(page)])
    return body_pages


def _title_line(pages: list[list[str]], body_pages: list[list[str]], title: str) -> list[str]:
    """The document's first line, where it was dropped as a running head but is the title: the metadata name it, or a name, date or
    numbered heading follows it and no headline. A head in capitals or with a digit is not a title.
    """
    first_lines, body_lines = (
        [" ".join(line.split()) for line in page if line.strip()]
        for page in (pages[0] if pages else [], body_pages[0] if body_pages else [])
    )
    if not first_lines or not body_lines or first_lines[0] == body_lines[0]:
        return []
    is_declared_title = first_lines[0].casefold() == " ".join(title.split()).casefold()
    looks_like_title = (
        first_lines[0] != first_lines[0].upper()
        and not any(ch.isdigit() for ch in first_lines[0])
        and 2 <= len(first_lines[0].split()) <= LONGEST_TITLE
    )
    no_headline_below = len(body_lines[0].split()) < HEADLINE_WORDS or NUMBERED.match(body_lines[0])
    return [first_lines[0]] if is_declared_title or (looks_like_title and no_headline_below) else []


def _edge_lines(page: list[str]) -> list[int]:
    """Indexes of the first and the last lines of a page."""
    filled = [at for at, line in enumerate(page) if line.strip()]
    return sorted({*filled[:EDGE_LINES], *filled[-EDGE_LINES:]})


def _line_shape(line: str) -> str:
    return re.sub(r"\d+|\b[ivxl]+$", "#", " ".join(line.split()).casefold())


def _metadata(reader: "PdfReader") -> ParsedDocument:
    """Metadata of the PDF: title, author, the day the file was made. Its declared language is not used: it is often the program's."""
    info: Mapping[str, object] = reader.metadata or {}
    words = {key: " ".join(str(info.get(f"/{key}") or "").split()) for key in ("Title", "Author", "CreationDate")}
    created = re.match(r"D?:?(\d{4})(\d\d)(\d\d)", words["CreationDate"])
    return ParsedDocument(
        text="",
        title=words["Title"],
        byline=words["Author"] if " " in words["Author"] else "",
        published=created_on("-".join(created.groups())) if created else None,
    )
