"""Web pages: trafilatura extracts the reporting; title, outlet, byline and day come from the page's metadata."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import unescape
from itertools import islice
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from dossier.errors import UnreadableFile
from dossier.model.article import DateBasis, PublicationDay
from dossier.reading.cleaning.boilerplate import is_prose
from dossier.reading.cleaning.encoding import clean, decode, decode_declared, join_references, windows_signs
from dossier.reading.cleaning.html_blocks import blocks_of
from dossier.reading.cleaning.office_metadata import build_document
from dossier.reading.cleaning.page.blocks import (
    is_no_article,
    ledes,
    lists_articles,
    lone_stamps,
    needs_script,
    page_blocks,
    stamps_near,
    without_repetition,
)
from dossier.reading.cleaning.page.markup import PageSource, clean_markup
from dossier.reading.cleaning.page.names import author_names, bare_title, outlet_name
from dossier.reading.cleaning.page.title import page_title
from dossier.reading.cleaning.publication_date import DATE, parse_day, parse_metadata, parse_stated
from dossier.reading.formats.text import build_draft
from dossier.reading.parsed_document import ParsedDocument

if TYPE_CHECKING:
    from lxml.html import HtmlElement

CHARSET = re.compile(rb"<(?:meta[^>]{0,1000}?charset|\?xml[^>]{0,200}?encoding)\s*=\s*[\"']?\s*([\w:.-]{1,40})", re.IGNORECASE)
DECLARATION_WITHIN = 200_000
"""Bytes of a page in which its encoding is looked for: above it may stand long comments, styles and scripts."""

# Pictures, fonts and styles that SingleFile writes into the page: most of its bytes, none of its words.
EMBEDDED = re.compile(r"(?<=data:)[\w/+.;=-]{0,100},[\w+/=%-]{200,}+|(?<=<style>)[^<]{200,}+")
# Control characters, raw or as references: one of them makes the library drop the whole page.
CONTROL = re.compile(
    r"[\x00-\x08\x0b\x0e-\x1f\x7f]|&#(?:0*(?:[0-8]|11|1[4-9]|2\d|3[01]|127)|x0*(?:[0-8bef]|1[\da-f]|7f))(?:;|(?![\da-f]))", re.IGNORECASE
)
ROW = re.compile(r"\|.*\|")
OUTLET_BEHIND = re.compile(r"<title\b[^<>]{0,500}>[^<]{1,900}?\s[|–—-]\s([^<|–—]{2,60})</title", re.IGNORECASE)
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
YEAR_LONG, MOST_DATES = 366, 50
"""Days in a year, and dates of a text that are compared with a day."""
MOST_MARKUP = 5_000_000
LANGUAGE = re.compile(r"<html\b[^<>]{0,500}?\slang\s*=\s*[\"']?([a-zA-Z]{2})\b", re.IGNORECASE)


def decode_page(data: bytes) -> str:
    """A page's text: in the encoding that it declares, where its bytes are no UTF-8 and fit the declaration."""
    declared = CHARSET.search(_without_comments(data[:DECLARATION_WITHIN]))
    # a wrong declaration is common; detection from the bytes is more reliable
    text = decode_declared(data.replace(b"\0", b""), declared[1].decode("ascii")) if declared and not _is_utf8(data) else None
    return text if text is not None else decode(data)


def _without_comments(source: bytes) -> bytes:
    """The source without comments. No pattern: it would look for the end of each comment that has none in all that follows."""
    before, *comments = source.split(b"<!--")
    return before + b"".join(comment.partition(b"-->")[2] for comment in comments)


def read_html(data: bytes, method: str = "balanced") -> ParsedDocument:
    """Read a saved web page by one of its methods (see `registry.METHODS`); the document has no text where no article is found.

    Raises `UnreadableFile` for too much markup, for a page that lists several articles, and for one whose article a script would load.
    """
    document, page = _read_page(data, method)
    if page is None or method in {"blocks", "whole"}:
        return document
    if needs_script(document.text, page.tree):
        raise UnreadableFile(
            "This page has no article: the site loads it with a script.",
            do="Open it in a browser and save it from there, or save its text.",
        )
    if is_no_article(document.text, document.title):
        raise UnreadableFile(
            "This page has no article: the site shows a robot check, a refusal or “not found” instead.",
            do="Open it in a browser and save it from there, or save its text.",
        )
    if not page.source.has_published and lists_articles(page.blocks, document.title):
        raise UnreadableFile("This page lists several articles and is not an article itself.", do="Save the articles and add them instead.")
    return document


def read_fragment(data: bytes, method: str = "balanced") -> ParsedDocument:
    """Read the page inside a mail as `read_html` does; it may list several articles."""
    return _read_page(data, method)[0]


@dataclass(frozen=True, slots=True)
class _Page:
    """A page's tree without what is not its own, what was learned from that, and its blocks."""

    tree: "HtmlElement"
    source: PageSource
    blocks: list[tuple[str, str]]


def _read_page(data: bytes, method: str) -> tuple[ParsedDocument, _Page | None]:
    """The document, and the page it was read from; no page where there is no markup."""
    from trafilatura import bare_extraction  # noqa: PLC0415 -- a sixth of a second that searching must not wait for
    from trafilatura.utils import load_html  # noqa: PLC0415  as above

    source = CONTROL.sub("", join_references(windows_signs(EMBEDDED.sub("", decode_page(data)))))
    if len(source) > MOST_MARKUP:
        raise UnreadableFile(f"The page has more than {MOST_MARKUP // 1_000_000} MB of markup.", do="Save only the article.")
    tree = load_html(source)
    if tree is None:
        return ParsedDocument(""), None
    page = _Page(tree, clean_markup(tree), page_blocks(tree))
    cleaned = _markup_of(tree)
    result = bare_extraction(
        cleaned,
        with_metadata=True,
        include_comments=False,
        include_tables=True,
        favor_recall=method == "recall",
        favor_precision=method == "precise",
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    extracted = {} if result is None else result if isinstance(result, dict) else result.as_dict()
    metadata = _metadata(extracted, cleaned, page)
    if method in {"blocks", "whole"}:
        return build_document(blocks_of(cleaned if method == "blocks" else source), metadata, sure=True, whole=method == "whole"), page
    text = clean(str(extracted.get("text") or ""))
    paragraphs = _readability_paragraphs(cleaned) if method == "readability" else table_rows(text.split("\n"))
    paragraphs = [line.strip() for line in paragraphs if line.strip()]
    if paragraphs and paragraphs[0] == metadata.title:
        paragraphs = paragraphs[1:]
    paragraphs = without_repetition([*ledes(page.blocks, metadata.title, paragraphs), *paragraphs])
    return build_draft(paragraphs, metadata) if paragraphs else metadata, page


def table_rows(lines: list[str]) -> list[str]:
    """The lines with each row of a table as one line, its cells separated by semicolons; cells that hold prose as lines of their own."""
    rows: list[str] = []
    for line in lines:
        if not ROW.fullmatch(line.strip()):
            rows.append(line)
            continue
        cells = [cell.strip() for cell in line.strip().strip("|").split("|") if re.search(r"\w", cell)]
        rows += cells if any(is_prose(cell) for cell in cells) else ["; ".join(cells)]
    return rows


def _metadata(extracted: Mapping[str, object], source: str, page: _Page) -> ParsedDocument:
    """The page's metadata as a document without text."""
    words = {key: clean(str(extracted.get(key) or "")).strip() for key in ("title", "sitename", "author", "url", "language")}
    outlet = outlet_name(words["sitename"])
    outlet = outlet if not page.source.is_capture else _captured_outlet(outlet, source, page.source.url)
    byline, url = author_names(words["author"]), page.source.url or words["url"]
    title = bare_title(page_title(source, words["title"]), outlet, (urlsplit(url).hostname or "").removeprefix("www."), byline)
    return ParsedDocument(
        text="",
        title=title,
        outlet=outlet,
        byline=byline,
        language=(words["language"] or _declared_language(source))[:2].lower(),
        url=url,
        published=_published(
            parse_metadata(extracted.get("date"), "The page's metadata"), page, title, clean(str(extracted.get("text") or ""))
        ),
    )


def _published(given: PublicationDay | None, page: _Page, title: str, text: str) -> PublicationDay | None:
    """The day of first publication: the one in the metadata, unless that may be the day of a change or of a capture; then the printed one;
    failing that, as inferred, the only day that the page prints, the day of the last change, or what a search of the whole page finds.
    """
    source = page.source
    if given and source.has_published and given.day != source.captured:
        return given
    around = " ".join(words for _, words in page.blocks)
    stated = parse_stated(stamps_near(page.blocks, title), around) if not given or source.modified or source.is_capture else None
    if stated and stated.day:
        return stated
    if given and given.day not in {source.modified, source.captured}:
        return given if source.has_published else _marked_day(given, page, text)
    if (lone := parse_stated(lone_stamps(page.blocks))) and lone.day and lone.day != source.captured:
        return PublicationDay(lone.day, DateBasis.INFERRED, f"The only date on the page is {lone.day.isoformat()}.")
    if source.modified and not source.is_capture:
        why = f"The page's metadata only gives the date it was last modified, {source.modified.isoformat()}."
        return PublicationDay(source.modified, DateBasis.INFERRED, why)
    return (given or _searched_day(page, text)) if not source.is_capture else None


def _marked_day(given: PublicationDay, page: _Page, text: str) -> PublicationDay | None:
    """A day that the page marks as one, where no metadata say of what; none where it is more than a year before a day that the article
    names, as the day on which somebody was born or something founded.
    """
    day = given.day
    dates = (parse_day(match.group()) for match in islice(DATE.finditer(text), MOST_DATES))
    if day is None or any(other and (other - day).days > YEAR_LONG for other in dates):
        return None
    times = (parse_metadata(time.get("datetime"), "") for time in page.tree.iter("time"))
    if any(time and time.day == day for time in times):
        return given
    return PublicationDay(day, DateBasis.INFERRED, f"The page marks {day.isoformat()} as a date without saying what for.")


def _searched_day(page: _Page, text: str) -> PublicationDay | None:
    """The day that htmldate takes from anywhere in a page, as inferred. The first of a month does not count: it may stand for the whole month or year;
    nor is a day long before a year that the article names.
    """
    from htmldate import find_date  # noqa: PLC0415  as above

    words = find_date(page.tree, original_date=True, extensive_search=True)
    day = parse_metadata(words, "")
    if day is None or day.day is None or day.day.day == 1 or max(map(int, YEAR.findall(text)), default=0) > day.day.year + 1:
        return None
    why = f"There is no date near the title; a search of the whole page suggests {day.day.isoformat()} as the publication date."
    return PublicationDay(day.day, DateBasis.INFERRED, why)


def _captured_outlet(sitename: str, source: str, url: str) -> str:
    """The outlet of a page from a web archive: its own name, else the name after its title, else the host of its address."""
    if sitename and "." not in sitename:
        return sitename
    behind = OUTLET_BEHIND.search(source)
    return clean(unescape(behind[1])).strip() if behind else (urlsplit(url).hostname or "").removeprefix("www.")


def _markup_of(tree: "HtmlElement") -> str:
    from lxml import html  # noqa: PLC0415  as with every large reader

    return str(html.tostring(tree, encoding="unicode"))


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
