"""Web archives (.warc, .warc.gz): the pages and documents that a crawl fetched."""

import gzip
import io
import json
import re
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import redirect_stderr
from functools import partial
from typing import Any, BinaryIO, TypeVar, cast
from urllib.parse import unquote, urlsplit

from dossier.errors import UnreadableFile
from dossier.reading.containers.archive import LimitedReader
from dossier.reading.containers.entry import ContainerEntry, file_name

T = TypeVar("T")
LONGEST_LINE = 100_000
"""Bytes of a line of a record's headers."""
MOST_HEADERS = 2000
"""Lines of headers one after the other."""
MOST_RECORD = 50_000_000
SUFFIXES = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/plain": ".txt",
    "text/markdown": ".md",
    "application/pdf": ".pdf",
    "application/rtf": ".rtf",
    "text/rtf": ".rtf",
    "application/epub+zip": ".epub",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.oasis.opendocument.text": ".odt",
    "application/rss+xml": ".rss",
    "application/atom+xml": ".atom",
    "application/feed+json": ".json",
    "application/xml": ".xml",
    "text/xml": ".xml",
    "multipart/related": ".mhtml",
    "message/rfc822": ".eml",
}
"""Media type -> the suffix of its files; other types are not read."""


def read_warc(file: BinaryIO, name: str, _columns: Mapping[str, str]) -> Iterator[ContainerEntry]:
    """The fetched pages and documents with address and time of the fetch; failed responses and other media types are skipped.

    Raises `UnreadableFile` for a file that is not a web archive, and where one is truncated.
    """
    from warcio.archiveiterator import ArchiveIterator  # noqa: PLC0415  as with every large reader
    from warcio.exceptions import ArchiveLoadFailed  # noqa: PLC0415

    count = 0
    try:
        # unpacked here: the library wants records that were packed one by one, and some programs pack them all together
        unpacked = LimitedReader(cast("BinaryIO", gzip.GzipFile(fileobj=file)), packed=file) if name.lower().endswith(".gz") else file
        records = ArchiveIterator(unpacked)
        records.reader.readline = _HeaderLines(records.reader.readline).readline
        # the library would print warnings with parts of the archive to the terminal
        while (record := _without_stderr(lambda: next(records, None))) is not None:
            count += 1
            if record.rec_type in {"response", "resource"}:
                yield _without_stderr(partial(_entry_of, record))
    except (ArchiveLoadFailed, OSError, EOFError, zlib.error, ValueError, AttributeError, UnicodeError) as error:
        broken = "The web archive is damaged here; records before this point were read, the rest was skipped."
        raise UnreadableFile(broken if count else "This is not a valid web archive.") from error
    if not count:
        raise UnreadableFile("This is not a web archive, or it is empty.")


class _HeaderLines:
    """Lines of headers, with limits: the library would look for the end of a line, and of the headers, in all of the archive."""

    def __init__(self, read: Callable[[int], bytes]) -> None:
        self._read, self._count = read, 0

    def readline(self, length: int | None = None) -> bytes:
        """The next line. Raises ValueError past the limits."""
        line = self._read(min(length or LONGEST_LINE, LONGEST_LINE))
        self._count = self._count + 1 if line.strip() else 0
        if self._count > MOST_HEADERS or (len(line) == LONGEST_LINE and not line.endswith(b"\n")):
            raise ValueError("the headers do not end")
        return line


def _without_stderr(read: Callable[[], T]) -> T:
    """Result of `read`, with standard error suppressed meanwhile."""
    with redirect_stderr(io.StringIO()):
        return read()


def page_name(address: str, suffix: str) -> str:
    """A file name for an address: the last words of its path, else its host."""
    parts = urlsplit(address)
    words = [piece for piece in unquote(parts.path).split("/") if piece]
    last = re.sub(r"\.(?:html?|php|aspx?|pdf|txt|xml|rss|atom|md)$", "", words[-1], flags=re.IGNORECASE) if words else ""
    return file_name(last if re.search(r"[^\W\d_]{3}", last) else " ".join(filter(None, (parts.hostname or "", *words))), suffix, "page")


def _entry_of(record: Any) -> ContainerEntry:
    address = record.rec_headers.get_header("WARC-Target-URI") or ""
    http = record.http_headers
    status = http.get_statuscode() if http else "200"
    kind = (http.get_header("Content-Type") if http else record.rec_headers.get_header("Content-Type")) or ""
    suffix = SUFFIXES.get(kind.split(";")[0].strip().lower())
    if not status.startswith("2") or not suffix or not address.startswith(("http:", "https:")):
        return ContainerEntry("", skipped=True, shown=address)
    data = record.content_stream().read(MOST_RECORD + 1)
    if len(data) > MOST_RECORD:
        return ContainerEntry("", error=f"It is larger than {MOST_RECORD // 1_000_000} MB.", shown=address)
    if not data:
        return ContainerEntry("", skipped=True, shown=address)
    source = {
        "url": address,
        "fetched": record.rec_headers.get_header("WARC-Date") or "",
        "status": int(status),
        "headers": list(http.headers) if http else [],
    }
    return ContainerEntry(page_name(address, suffix), data, json.dumps(source, ensure_ascii=False, indent=1).encode(), shown=address)
