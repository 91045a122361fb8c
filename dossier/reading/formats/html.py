"""Web pages: trafilatura extracts the reporting; title, outlet, byline and day come from the page's metadata."""

import re
from collections.abc import Mapping

from dossier.errors import UnreadableFile
from dossier.reading.cleaning.encoding import clean, decode, decode_declared, join_references
from dossier.reading.cleaning.html_blocks import blocks_of
from dossier.reading.cleaning.office_metadata import build_document
from dossier.reading.cleaning.page_title import page_title
from dossier.reading.cleaning.publication_date import parse_metadata
from dossier.reading.formats.text import build_draft
from dossier.reading.parsed_document import ParsedDocument

CHARSET = re.compile(rb"<(?:meta[^>]{0,1000}?charset|\?xml[^>]{0,200}?encoding)\s*=\s*[\"']?\s*([\w:.-]{1,40})", re.IGNORECASE)
COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
DECLARATION_WITHIN = 200_000
"""Bytes of a page in which its encoding is looked for: above it may stand long comments, styles and scripts."""

# Pictures, fonts and styles that SingleFile writes into the page: most of its bytes, none of its words.
EMBEDDED = re.compile(r"(?<=data:)[\w/+.;=-]{0,100},[\w+/=%-]{200,}+|(?<=<style>)[^<]{200,}+")
# Control characters, raw or as references: one of them makes the library drop the whole page.
CONTROL = re.compile(
    r"[\x00-\x08\x0b\x0e-\x1f\x7f]|&#(?:0*(?:[0-8]|11|1[4-9]|2\d|3[01]|127)|x0*(?:[0-8bef]|1[\da-f]|7f))(?:;|(?![\da-f]))", re.IGNORECASE
)
MOST_MARKUP = 5_000_000
LANGUAGE = re.compile(r"<html\b[^<>]{0,500}?\slang\s*=\s*[\"']?([a-zA-Z]{2})\b", re.IGNORECASE)


def decode_page(data: bytes) -> str:
    """A page's text: in the encoding that it declares, where its bytes are no UTF-8 and fit the declaration."""
    declared = CHARSET.search(COMMENT.sub(b"", data[:DECLARATION_WITHIN]))
    # a wrong declaration is common; detection from the bytes is more reliable
    text = decode_declared(data.replace(b"\0", b""), declared[1].decode("ascii")) if declared and not _is_utf8(data) else None
    return text if text is not None else decode(data)


def read_html(data: bytes, method: str = "recall") -> ParsedDocument:
    """Read a saved web page by one of its methods (see `registry.METHODS`); the document has no text where no article is found.

    Raises `UnreadableFile` for too much markup.
    """
    from trafilatura import bare_extraction  # noqa: PLC0415 -- a sixth of a second that searching must not wait for

    source = CONTROL.sub("", join_references(EMBEDDED.sub("", decode_page(data))))
    if len(source) > MOST_MARKUP:
        raise UnreadableFile(f"The page has more than {MOST_MARKUP // 1_000_000} MB of markup.", do="Save its article alone.")
    page = bare_extraction(
        source,
        with_metadata=True,
        include_comments=False,
        include_tables=False,
        favor_recall=method != "precise",
        favor_precision=method == "precise",
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    extracted = {} if page is None else page if isinstance(page, dict) else page.as_dict()
    metadata = _metadata(extracted, source)
    if method in {"blocks", "whole"}:
        return build_document(blocks_of(source), metadata, sure=True, whole=method == "whole")
    paragraphs = _readability_paragraphs(source) if method == "readability" else clean(str(extracted.get("text") or "")).split("\n")
    paragraphs = [line.strip() for line in paragraphs if line.strip()]
    if paragraphs and paragraphs[0] == metadata.title:
        paragraphs = paragraphs[1:]
    return build_draft(paragraphs, metadata) if paragraphs else metadata


def _metadata(extracted: Mapping[str, object], source: str) -> ParsedDocument:
    """The page's metadata as a document without text."""
    words = {key: clean(str(extracted.get(key) or "")).strip() for key in ("title", "sitename", "author", "url", "language")}
    return ParsedDocument(
        text="",
        title=page_title(source, words["title"]),
        outlet=words["sitename"],
        byline=words["author"].replace("; ", ", "),
        language=(words["language"] or _declared_language(source))[:2].lower(),
        url=words["url"],
        published=parse_metadata(extracted.get("date"), "The page's metadata"),
    )


def _readability_paragraphs(source: str) -> list[str]:
    """The paragraphs of the part of a page with the most running text; empty where the page is too broken for readability."""
    from trafilatura.readability_lxml import Document  # noqa: PLC0415  as above
    from trafilatura.utils import load_html  # noqa: PLC0415  as above

    tree = load_html(source)
    if tree is None:
        return []
    try:
        return blocks_of(str(Document(tree).summary()))
    except (ValueError, TypeError, IndexError, AttributeError):
        return []


def _declared_language(source: str) -> str:
    """The language declared by the page's <html> tag; empty without one."""
    tag = LANGUAGE.search(source[:20_000])
    return tag[1] if tag else ""


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
