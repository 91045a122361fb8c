"""The kind of bytes without a name, by how they begin."""

import codecs
import re
import zlib

from dossier.reading.cleaning.mail.source import mail_suffix

# First bytes of documents ("magic numbers" of the file(1) database); what is a zip archive inside is recognised by the names of its parts.
MAGIC = (*((b"%PDF", ".pdf"), (b"{\\rtf", ".rtf"), (b"WARC/", ".warc"), (b"BZh", ".tar.bz2"), (b"\xfd7zXZ\0", ".tar.xz")),)
PARTS = (
    (b"datapackage.json", ".wacz"),
    (b"word/", ".docx"),
    (b"application/vnd.oasis.opendocument.text", ".odt"),
    (b"application/epub+zip", ".epub"),
)
BEFORE = rb"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:(?:<!--.{0,5000}?-->|<\?[^>]{0,500}\?>|<!doctype\s+(?:rss|rdf)[^>]{0,500}>)\s*)*"
PAGE = re.compile(
    BEFORE + rb"<(?:!doctype\s+html|html|head|body|article|main|section|header|nav|div|table|h[1-6]|p|title|meta|link|script|style|span)\b",
    re.IGNORECASE | re.DOTALL,
)
FEED = re.compile(BEFORE + rb"<(?:rss|feed|rdf:rdf)\b", re.IGNORECASE | re.DOTALL)
PARAGRAPHS = re.compile(rb"</p\s*>|<p[\s>]|<br\s*/?>", re.IGNORECASE)
FEWEST_TAGS = 3
"""Tags of paragraphs in a piece of a page that begins with words."""
SAVED_PAGE = re.compile(rb"^(?:Snapshot-Content-Location|From: *<?Saved by)", re.IGNORECASE | re.MULTILINE)
# RFC 5322: a mail begins with header fields, from the sender's or a relay's.
MAIL = re.compile(
    rb"\s*(?:From \S[^\n]*\n)?(?:[!-9;-~]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*?(?:Received|Return-Path|Message-ID|MIME-Version|Delivered-To):",
    re.IGNORECASE,
)
FRONT_MATTER = re.compile(rb"(?:---[ ]*\r?\n[^\n]{0,200}:|\+\+\+[ ]*\r?\n[^\n]{0,200}=|# \S)")
SAMPLE = 20_000


def suffix_of(data: bytes) -> str:
    """The suffix of the kind that bytes are of; ".txt" for what looks like no other."""
    head = data[:SAMPLE].removeprefix(b"\xef\xbb\xbf")
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        head = head.decode("utf-16", "replace").encode()
    return _binary_suffix(data, head) or _text_suffix(head)


def _binary_suffix(data: bytes, head: bytes) -> str:
    """The suffix of a document or an archive; empty for a text."""
    if head.startswith(b"\x1f\x8b"):
        return ".warc.gz" if _unpacked(head).startswith(b"WARC/") else ".tar.gz"
    if head.startswith(b"PK\x03\x04"):
        return next((suffix for part, suffix in PARTS if part in data), ".zip")
    if head[257:262] == b"ustar":
        return ".tar"
    return next((suffix for magic, suffix in MAGIC if head.startswith(magic)), "")


def _text_suffix(head: bytes) -> str:
    if FEED.match(head):
        return ".xml"
    if PAGE.match(head):
        return ".html"
    if kind := mail_suffix(head) or (".eml" if MAIL.match(head) else ""):
        return kind if kind == ".mbox" or head[:1].isdigit() else ".mhtml" if SAVED_PAGE.search(head) else ".eml"
    if FRONT_MATTER.match(head):
        return ".md"
    return ".html" if len(PARAGRAPHS.findall(head)) >= FEWEST_TAGS else ".txt"


def _unpacked(head: bytes) -> bytes:
    """The first bytes of what is packed with gzip; empty for damaged bytes."""
    try:
        return zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(head, 64)
    except zlib.error:
        return b""
