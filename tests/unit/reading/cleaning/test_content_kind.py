"""Kinds of bytes without a name."""

import gzip

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
        (b"PK\x03\x04 datapackage.json archive/a.warc.gz", ".wacz"),
        (b"PK\x03\x04 story.txt", ".zip"),
        (b"WARC/1.0\r\nWARC-Type: response\r\n", ".warc"),
        (gzip.compress(b"WARC/1.0\r\nWARC-Type: response\r\n", mtime=0), ".warc.gz"),
        (gzip.compress(b"story", mtime=0), ".tar.gz"),
        (b"\x1f\x8bgarbage", ".tar.gz"),
        (b"<?xml version='1.0'?>\n<?xml-stylesheet href='a.xsl'?>\n<rss version='2.0'>", ".xml"),
        (b"<!-- made by hand -->\n<feed xmlns='http://www.w3.org/2005/Atom'>", ".xml"),
        ("<html><body>a</body></html>".encode("utf-16"), ".html"),
        (b"<title>Talks</title><p>The harbour opened.</p>", ".html"),
        (b"The harbour opened.<p>Boats sailed.</p><p>All were glad.</p>", ".html"),
        (b"From - Wed May 07 10:01:00 2031\nFrom: Ann Body <a@example.org>\nSubject: Talks\n\nThe harbour opened.", ".mbox"),
        (b"From: Ann Body <a@example.org>\nDate: Wed, 7 May 2031 10:00:00 +0000\nSubject: Talks\n\nThe harbour opened.", ".eml"),
        (b"From: Ann Body\nSent: Wednesday, May 7, 2031\nTo: Desk\nSubject: Talks\n\nThe harbour opened.", ".txt"),
        (b"From: <Saved by Blink>\nSnapshot-Content-Location: https://a.example/\nSubject: Talks\nMIME-Version: 1.0\n\n", ".mhtml"),
        (b"+++\ntitle = 'Talks'\n+++\nThe harbour opened.", ".md"),
        (b"# Talks\n\nThe harbour opened.", ".md"),
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
