"""RSS and Atom files: each entry becomes a text with the feed's metadata."""

import io
import time
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

from dossier.errors import UnreadableFile
from dossier.reading.cleaning.encoding import clean
from dossier.reading.cleaning.front_matter import as_markdown
from dossier.reading.cleaning.html_blocks import blocks_of, is_markup
from dossier.reading.cleaning.paragraphs import paragraphs_of
from dossier.reading.containers.entry import ContainerEntry, file_name

MOST_BYTES = 50_000_000
TEASER = 60
"""Words below which an entry is a teaser of the page that it links to."""
ENTRY = ".md"
FETCH = "“dossier add --full” fetches it"


def read_feed(file: BinaryIO, name: str, _columns: Mapping[str, str]) -> Iterator[ContainerEntry]:
    """The entries of a feed as Markdown with front matter; one without text is refused with the address of its page.

    Raises `UnreadableFile` for a file that is no feed or has no entries.
    """
    import feedparser  # noqa: PLC0415  as with every large reader

    data = file.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise UnreadableFile(f"The feed is larger than {MOST_BYTES // 1_000_000} MB.", do="Split it.")
    # sanitizing and absolute addresses are not needed: nothing of the feed is shown as a page
    try:
        feed = feedparser.parse(io.BytesIO(data), sanitize_html=False, resolve_relative_uris=False)
    # the library trusts the encodings, numbers and dates that a feed declares
    except (ValueError, TypeError, LookupError, AttributeError, ArithmeticError, AssertionError, RecursionError) as error:
        raise UnreadableFile("This feed is broken.", do="Fetch it again, or add its pages by their addresses.") from error
    if not feed.get("version"):
        raise UnreadableFile("This is no RSS or Atom feed, or it is broken.")
    if not feed.entries:
        raise UnreadableFile("The feed has no entries.")
    head = feed.get("feed") or {}
    for number, entry in enumerate(feed.entries, 1):
        yield _entry_of(entry, head, f"entry {number}", name)


def _entry_of(entry: Mapping[str, Any], head: Mapping[str, Any], shown: str, feed: str) -> ContainerEntry:
    title, link = _field_text(entry.get("title")), _field_text(entry.get("link"))
    paragraphs = _paragraphs(entry)
    shown = f"{shown}: {title}" if title else shown
    metadata = {
        "title": title,
        "outlet": _field_text((entry.get("source") or {}).get("title")) or _field_text(head.get("title")),
        "author": _field_text(entry.get("author")),
        "date": _day(entry.get("published_parsed") or entry.get("updated_parsed")),
        "url": link if link.startswith(("http:", "https:")) else "",
        "language": _field_text(head.get("language"))[:2],
    }
    fields = tuple((key, value) for key, value in metadata.items() if value and key != "url")
    if not any(ch.isalpha() for part in paragraphs for ch in part):
        where_to_find = (
            f"Its page is {link}; {FETCH}, or save it in a browser and add it." if metadata["url"] else "It names no page either."
        )
        return ContainerEntry(
            "", error=f"The feed gives no text of it. {where_to_find}", shown=shown, link=metadata["url"], metadata=fields
        )
    short = sum(len(part.split()) for part in paragraphs) < TEASER and metadata["url"]
    return ContainerEntry(
        file_name(title, ENTRY, f"{feed.rpartition('.')[0]} {shown.split(':')[0]}"),
        as_markdown(metadata, paragraphs),
        note=f"The feed gives only the beginning; the whole is at {link}; {FETCH}." if short else "",
        shown=shown,
        link=metadata["url"] if short else "",
        metadata=fields,
    )


def _paragraphs(entry: Mapping[str, Any]) -> list[str]:
    """The longest text that the entry gives."""
    bodies = [str(part.get("value") or "") for part in entry.get("content") or ()] + [str(entry.get("summary") or "")]
    candidates = [blocks_of(body) if is_markup(body) or "&" in body else paragraphs_of(clean(body)) for body in bodies]
    return max(candidates, key=lambda parts: sum(map(len, parts)), default=[])


def _field_text(value: object) -> str:
    """A field on one line, without the tags that some feeds put in titles."""
    text = str(value or "")
    return " ".join(blocks_of(text)) if is_markup(text) else " ".join(clean(text).split())


def _day(parsed_time: time.struct_time | None) -> str:
    return time.strftime("%Y-%m-%d", parsed_time) if parsed_time and parsed_time.tm_year >= 1000 else ""
