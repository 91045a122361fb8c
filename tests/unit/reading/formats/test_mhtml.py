"""Pages saved whole."""

from pathlib import Path

import pytest

from dossier.errors import UnreadableFile
from dossier.reading.formats.html import read_html
from dossier.reading.formats.mhtml import read_mhtml

DATA = Path(__file__).parents[3] / "data" / "reading"
HEAD = 'From: <Saved by a browser>\r\nSnapshot-Content-Location: https://example.org/news/7\r\nSubject: Saved\r\nDate: Fri, 1 Aug 2031 10:00:00 -0000\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; type="text/html"; boundary="b"\r\n\r\n'


def saved(page: bytes, kind: str = "text/html") -> bytes:
    """A page as browsers save it, with a style sheet beside it."""
    return (
        HEAD.encode()
        + b"--b\r\nContent-Type: "
        + kind.encode()
        + b"\r\nContent-Transfer-Encoding: binary\r\n\r\n"
        + page
        + b"\r\n--b\r\nContent-Type: text/css\r\n\r\np {}\r\n--b--\r\n"
    )


def test_the_page_is_read_like_a_plain_page() -> None:
    """Text and metadata are the page's own, the day of saving is not taken."""
    page = (DATA / "harbour.html").read_bytes()
    assert read_mhtml(saved(page)) == read_html(page)


def test_the_address_comes_from_the_headers_where_the_page_has_none() -> None:
    """And the title."""
    page = (
        b"<html><body><article>"
        + b"".join(
            b"<p>The envoy number %d met the minister in the harbour town on Tuesday and said so to the press afterwards.</p>" % n
            for n in range(9)
        )
        + b"</article></body></html>"
    )
    draft = read_mhtml(saved(page))
    assert (draft.url, draft.title, draft.published) == ("https://example.org/news/7", "Saved", None)


def test_an_archive_without_a_page_is_refused() -> None:
    """In a sentence."""
    with pytest.raises(UnreadableFile, match="contains no page"):
        read_mhtml(saved(b"x", "image/png"))
