"""Kinds of bytes without a name."""

import pytest

from dossier.reading.cleaning.content_kind import suffix_of


@pytest.mark.parametrize(
    ("data", "suffix"),
    [
        (b"<!DOCTYPE html>\n<html><body>a</body></html>", ".html"),
        (b"\xef\xbb\xbf  <!-- saved -->\n<HTML lang=en>", ".html"),
        (b"<p>The harbour opened again.</p>", ".html"),
        (b"%PDF-1.7 x", ".pdf"),
        (b"{\\rtf1 x}", ".rtf"),
        (b"From: Ann Body <a@example.org>\nSubject: Talks\nMIME-Version: 1.0\n\nThe harbour opened.", ".eml"),
        (b"---\ntitle: Talks\n---\nThe harbour opened.", ".md"),
        (b"PK\x03\x04 word/document.xml", ".docx"),
        (b"From: the harbour office\n\nThe harbour opened again, and MIME-Version: 1.0 is no header here.", ".txt"),
        (b"The harbour <b>opened</b> again.", ".txt"),
        (b"< 5 boats lay in the bay", ".txt"),
        (b"---\nThe harbour opened again.", ".txt"),
        (b"", ".txt"),
    ],
)
def test_the_kind_is_known_by_its_beginning(data: bytes, suffix: str) -> None:
    """Pages, documents, mails and front matter; everything else is text."""
    assert suffix_of(data) == suffix
