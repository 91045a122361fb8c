"""RSS and Atom files: each entry becomes a text with the feed's metadata."""

import io
import re
import time
from collections.abc import Iterator, Mapping
from email.utils import parsedate_to_datetime
from html import unescape
from typing import Any, BinaryIO
from urllib.parse import urljoin
from xml.sax import SAXParseException

from dossier.errors import UnreadableFile
from dossier.reading.cleaning.encoding import clean, join_references, join_surrogates
from dossier.reading.cleaning.html_blocks import blocks_of, is_markup
from dossier.reading.cleaning.markdown.front_matter import as_markdown
from dossier.reading.cleaning.paragraphs import paragraphs_of
from dossier.reading.cleaning.publication_date import parse_stated
from dossier.reading.containers.entry import ContainerEntry, file_name

MOST_BYTES = 50_000_000
TEASER = 60
"""Words below which an entry is a teaser of the page that it links to."""
ENTRY = ".md"
MOST_ENTRIES = 20_000
MOST_TAGS = 500_000
"""Tags of a feed, those within its texts included."""
ENTRY_TAG = re.compile(rb"<(?:[\w.-]{1,20}:)?(?:item|entry)(?=[\s/>])", re.IGNORECASE)
FETCH = "fetch it with “dossier add --full”"
LONE_HALF = re.compile(r"&#(?:5(?:529[6-9]|5[3-9]\d\d|6\d{3}|7[0-2]\d\d|73[0-3]\d|734[0-3])|[xX][dD][89a-fA-F][\da-fA-F]{2});")
"""A character reference to half of a UTF-16 pair."""
REFERENCE = re.compile(r"&(?:#\d{2,7}|#[xX][\da-fA-F]{2,6}|[A-Za-z]{2,8});")
SHORT_YEAR = re.compile(r"(?<![\d.])(\d{1,2}\.\d{1,2}\.)(\d\d)(?![\d.])")
"""A day of figures with dots, and the last two figures of its year."""


def read_feed(file: BinaryIO, name: str, _columns: Mapping[str, str]) -> Iterator[ContainerEntry]:
    """The entries of a feed as Markdown with front matter; one without text is refused with the address of its page.

    Raises `UnreadableFile` for a file that is no feed or has no entries.
    """
    import feedparser  # noqa: PLC0415  as with every large reader

    data = file.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise UnreadableFile(f"The feed is larger than {MOST_BYTES // 1_000_000} MB.", do="Split it.")
    data, is_cut = _first_entries(_without_halves(data))
    # sanitizing and absolute addresses are not needed: nothing of the feed is shown as a page
    try:
        feed = feedparser.parse(io.BytesIO(data), sanitize_html=False, resolve_relative_uris=False)
    # the library trusts the encodings, numbers and dates that a feed declares
    except (ValueError, TypeError, LookupError, AttributeError, ArithmeticError, AssertionError, RecursionError) as error:
        raise UnreadableFile("This feed is damaged.", do="Fetch it again, or add its pages by URL.") from error
    if not feed.get("version"):
        raise UnreadableFile("This is not a valid RSS or Atom feed.")
    if not feed.entries:
        raise UnreadableFile("The feed has no entries.")
    head = feed.get("feed") or {}
    # plain mappings: the library takes one missing day for the other, with a warning
    entries = [dict(entry) for entry in feed.entries]
    stamps = " | ".join(map(_stamp, entries))
    for number, entry in enumerate(entries, 1):
        yield _entry_of(entry, head, f"entry {number}", name, stamps)
    if is_cut:
        raise UnreadableFile(f"The feed has more than {MOST_ENTRIES:,} entries; the rest was skipped.", do="Split it.")
    if line := _damaged_line(feed.get("bozo_exception")):
        yield ContainerEntry("", error=f"The feed's XML is damaged in line {line}; entries after it may be missing.")


def _damaged_line(error: object) -> int:
    """The line in which the XML of a feed is damaged, so that the library had to guess the rest; else 0. An unknown character name is no
    damage.
    """
    line: object = error.getLineNumber() if isinstance(error, SAXParseException) and "entity" not in error.getMessage() else 0
    return line if isinstance(line, int) else 0


def _first_entries(data: bytes) -> tuple[bytes, bool]:
    """A feed with its first entries, as many as are read, and whether there were more. Raises `UnreadableFile` for one with more tags than the
    library reads in a minute.
    """
    starts = [match.start() for match, _ in zip(ENTRY_TAG.finditer(data), range(MOST_ENTRIES + 1), strict=False)]
    is_cut = len(starts) > MOST_ENTRIES
    if is_cut:
        end = re.search(rb"</[^<>]{1,40}>\s{0,9}(?:</[^<>]{1,40}>\s{0,9})?$", data[-200:])
        data = data[: starts[-1]] + (end[0] if end else b"")
    if data.count(b"<") > MOST_TAGS:
        raise UnreadableFile(f"The feed has more than {MOST_TAGS:,} tags.", do="Split it.")
    return data, is_cut


def _without_halves(data: bytes) -> bytes:
    """A feed's bytes with each character that is written as two halves of a UTF-16 pair as one, and a half alone as U+FFFD; the library
    drops the whole feed for one of them.
    """
    try:
        text = data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        # references are ASCII in every encoding that Latin-1 leaves intact
        return LONE_HALF.sub("&#65533;", join_references(data.decode("latin-1"))).encode("latin-1")
    return LONE_HALF.sub("&#65533;", join_references(join_surrogates(text))).encode()


def _entry_of(entry: Mapping[str, Any], head: Mapping[str, Any], shown: str, feed: str, stamps: str) -> ContainerEntry:
    title, link = _field_text(entry.get("title")), _link_of(entry, head)
    paragraphs = _paragraphs(entry)
    shown = f"{shown}: {title}" if title else shown
    metadata = {
        "title": title,
        "outlet": _field_text((entry.get("source") or {}).get("title")) or _field_text(head.get("title")),
        "author": _field_text(entry.get("author")),
        "date": _day(entry, stamps),
        "url": link if link.startswith(("http:", "https:")) else "",
        "language": _field_text(head.get("language"))[:2],
    }
    fields = tuple((name, value) for name, value in metadata.items() if value and name != "url")
    key = _field_text(entry.get("id")) or link or title
    if not any(ch.isalpha() for part in paragraphs for ch in part):
        where_to_find = (
            f"Its page is {link}; {FETCH}, or save it in a browser and add that." if metadata["url"] else "It has no link either."
        )
        error = f"The feed has no text for it. {where_to_find}"
        return ContainerEntry("", error=error, shown=shown, link=metadata["url"], metadata=fields, key=key)
    short = sum(len(part.split()) for part in paragraphs) < TEASER and metadata["url"]
    notes = [f"The feed only has a summary. The full text is at {link}; {FETCH}."] if short else []
    if _stamp(entry) and not metadata["date"]:
        notes.append(f"Its date “{_stamp(entry)}” was not recognised; set it with “dossier set”.")
    return ContainerEntry(
        file_name(title, ENTRY, f"{feed.rpartition('.')[0]} {shown.split(':')[0]}"),
        as_markdown(metadata, paragraphs),
        note=" ".join(notes),
        shown=shown,
        link=metadata["url"] if short else "",
        metadata=fields,
        key=key,
    )


def _link_of(entry: Mapping[str, Any], head: Mapping[str, Any]) -> str:
    """The link of an entry; one without a host is resolved against the site that the feed names (RFC 3986, 5.2). The library gives an
    identifier as the link where there is no other: one that is no path is left as it is.
    """
    link, site = _field_text(entry.get("link")), _field_text(head.get("link"))
    is_path = link.startswith("/") or link != _field_text(entry.get("id"))
    if not link or not is_path or not site.startswith(("http:", "https:")):
        return link
    try:
        return urljoin(site, link)
    except ValueError:
        return link


def _paragraphs(entry: Mapping[str, Any]) -> list[str]:
    """The longest text that the entry gives."""
    bodies = [str(part.get("value") or "") for part in entry.get("content") or ()] + [str(entry.get("summary") or "")]
    candidates = [_body_paragraphs(body) for body in bodies]
    return max(candidates, key=lambda parts: sum(map(len, parts)), default=[])


def _body_paragraphs(body: str) -> list[str]:
    """The paragraphs of a body, also of one that was escaped once too often."""
    if not is_markup(body) and is_markup(unescape(body)):
        body = unescape(body)
    return [_unescaped(part) for part in (blocks_of(body) if is_markup(body) or "&" in body else paragraphs_of(clean(body)))]


def _unescaped(text: str) -> str:
    """A text with the character references that were left in it because it was escaped twice."""
    return " ".join(clean(unescape(join_references(text))).split()) if REFERENCE.search(text) else text


def _field_text(value: object) -> str:
    """A field on one line, without the tags that some feeds put in titles, and unescaped where it was escaped twice."""
    text = str(value or "")
    return _unescaped(" ".join(blocks_of(text)) if is_markup(text) else " ".join(clean(text).split()))


def _stamp(entry: Mapping[str, Any]) -> str:
    """The words in which an entry names its day, of publication before change."""
    return next((words for key in ("published", "created", "updated") if (words := _field_text(entry.get(key)))), "")


def _day(entry: Mapping[str, Any], stamps: str) -> str:
    """The day that an entry prints, in the outlet's own time zone, as ISO; empty where it is not understood. `stamps` are the days of all
    entries: they show the order of day and month.
    """
    words = _stamp(entry)
    if match := re.match(r"(\d{4}-\d\d-\d\d)(?!\d)", words):
        return match[1]
    try:
        return parsedate_to_datetime(words).date().isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        pass
    stated = parse_stated([SHORT_YEAR.sub(r"\g<1>20\2", words)], stamps)
    if stated and stated.day:
        return stated.day.isoformat()
    parsed: time.struct_time | None = entry.get("published_parsed") or entry.get("updated_parsed")
    return time.strftime("%Y-%m-%d", parsed) if parsed and parsed.tm_year >= 1000 and not stated else ""
