"""Files that look like one article and hold several: chats, and downloads of press archives; recognised by their contents."""

import io
import logging
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import PurePath

from dossier.errors import UnreadableFile
from dossier.reading.cleaning.boilerplate import ends_sentence
from dossier.reading.cleaning.encoding import decode_text
from dossier.reading.cleaning.html_blocks import blocks_of
from dossier.reading.containers.chats.chat_html import read_chat_html
from dossier.reading.containers.chats.chat_text import read_chat_text
from dossier.reading.containers.chats.messages import chat_entries
from dossier.reading.containers.entry import ContainerEntry
from dossier.reading.containers.press.article import article_entry
from dossier.reading.containers.press.heads import count_heads, records_at_heads
from dossier.reading.containers.press.lines import document_lines
from dossier.reading.containers.press.pages import OWN_PAGE, page_records
from dossier.reading.containers.press.records import END, FEWEST, seems_several, split_records
from dossier.reading.formats.html import decode_page
from dossier.reading.formats.pdf import BROKEN, MOST_PAGES, read_pdf

MOST_BYTES = 50_000_000
MOST_ARTICLES = 5_000
SEVERAL = "It seems to contain several articles, which are read as one. Save each article as a separate file."
# The marks at the beginning of a line take no line above it: in a run of empty lines the whole run would be tried from each.
MARKS = re.compile(
    r"\b\d{1,4}\s*(?:of|/|von|de|sur|di|van|из)\s*\d{1,4}\b|end of document|ende des dokuments|fin du document|fin del documento|fine del documento"
    r"|load-date|\bdocument [A-Z0-9]{15}|^[^\S\n]*(?:HD|PD)\s|^[^\w\n]*(?:title|headline|titel|titre|título)\s*:|[_=*]{8}|-{12}|\f|^[^\S\n]*(?:document|article|record)\W{1,3}\d",
    re.IGNORECASE | re.MULTILINE,
)
"""One of these is in every download whose articles are separated by its marks."""
STRONG_MARKS = re.compile(
    r"\b\d{1,4}\s*(?:of|/|von|de|sur|di|van)\s*\d{1,4}\s+documents?\b|\b(?:document|dokument|article|artikel) \d{1,4} (?:of|von|de|sur|di|van) \d{1,4}\b"
    r"|end of document|ende des dokuments|fin du document|fin del documento|load-date|ladedatum|\bdocument [A-Z0-9]{15}|^[^\S\n]*documents? \(\d{1,4}\)",
    re.IGNORECASE | re.MULTILINE,
)
"""The same where less will not do: on the first pages of a PDF, which is slow to read as a whole, and on a page of a site."""
FIRST_PAGES = 3
FULL_LINE = 0.75
"""Share of the longest line's length from which a line is full."""
PAGES = (".html", ".htm")
DOCUMENTS = (".docx", ".odt", ".rtf", ".md")


def split_document(entry: ContainerEntry, place: str) -> tuple[ContainerEntry, ...]:
    """The articles in a file that holds several; nothing for a file that is one article. `place` is its path, which may name a chat."""
    suffix = PurePath(entry.name).suffix.lower()
    if len(entry.data) > MOST_BYTES or suffix not in {*PAGES, *DOCUMENTS, ".txt", ".pdf"}:
        return ()
    try:
        if suffix in PAGES:
            source = decode_page(entry.data)
            chat = read_chat_html(entry.data, source)
            marks = STRONG_MARKS if OWN_PAGE.search(source) else MARKS
            lines = blocks_of(source) if chat is None and marks.search(source) else []
            if chat is None and not split_records(lines):
                return _entries(page_records(source), " ".join(blocks_of(source)), title_first=True)
        elif suffix == ".txt":
            text = decode_text(entry.data)
            chat, lines = read_chat_text(text), text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        elif suffix == ".pdf":
            return next((articles for lines in _pdf_readings(entry.data) if (articles := _press_articles(lines))), ())
        else:
            chat, lines = None, document_lines(entry.data, suffix)
    # the reader of its kind says what is wrong with it
    except (UnreadableFile, ValueError):
        return ()
    if chat is not None:
        return tuple(chat_entries(chat, place))
    return _press_articles(lines)


def with_doubt(entry: ContainerEntry) -> ContainerEntry:
    """The entry with a remark where it seems to hold several articles that could not be separated."""
    suffix = PurePath(entry.name).suffix.lower()
    if suffix not in {*DOCUMENTS, ".txt"} or len(entry.data) > MOST_BYTES:
        return entry
    try:
        lines = decode_text(entry.data).split("\n") if suffix == ".txt" else document_lines(entry.data, suffix)
    except (UnreadableFile, ValueError):
        return entry
    is_doubtful = seems_several(lines) or count_heads(lines) >= FEWEST
    return replace(entry, note=f"{entry.note} {SEVERAL}".strip()) if is_doubtful else entry


def _press_articles(lines: Sequence[str]) -> tuple[ContainerEntry, ...]:
    text = "\n".join(lines)
    records = (split_records(lines) if MARKS.search(text) else []) or records_at_heads(lines)
    return _entries(records, text, title_first=any(END.match(line.strip()) for line in lines))


def _entries(records: Sequence[Sequence[str]], text: str, *, title_first: bool) -> tuple[ContainerEntry, ...]:
    articles = [article_entry(record, number, text, title_first=title_first) for number, record in enumerate(records[:MOST_ARTICLES], 1)]
    if len(records) > MOST_ARTICLES:
        articles.append(
            ContainerEntry("", error=f"It contains more than {MOST_ARTICLES:,} articles; the rest was skipped. Split it.", shown="…")
        )
    return tuple(articles)


def _pdf_readings(data: bytes) -> Iterator[list[str]]:
    """The lines of a PDF whose first pages show the marks of a press archive: without running heads, then with them, since what ends an
    article may stand at the foot of several pages. Nothing for any other PDF.
    """
    from pypdf import PdfReader  # noqa: PLC0415  as above
    from pypdf.errors import PyPdfError  # noqa: PLC0415  as above

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        pages = PdfReader(io.BytesIO(data)).pages
        first = [pages[number].extract_text() for number in range(min(FIRST_PAGES, len(pages)))]
        if not STRONG_MARKS.search("\n".join(first)) or len(pages) > MOST_PAGES:
            return
        yield read_pdf(data, "whole").text.split("\n\n")
        yield _rejoined("\n".join(page.extract_text() for page in pages).split("\n"))
    # the reader of its kind says what is wrong with it
    except (PyPdfError, *BROKEN):
        return


def _rejoined(lines: Sequence[str]) -> list[str]:
    """Lines of a page without empty ones between its paragraphs: a full line that ends inside a sentence goes on in the next one."""
    width = max((len(line) for line in lines), default=0)
    joined: list[str] = []
    for line in lines:
        goes_on = joined and len(joined[-1].rsplit("\n", 1)[-1]) >= width * FULL_LINE and not ends_sentence(joined[-1].strip())
        if goes_on:
            joined[-1] += f"\n{line}"
        else:
            joined.append(line)
    return [" ".join(line.split()) for line in joined]
