"""The kind of bytes without a name, by how they begin."""

import re

# First bytes of documents ("magic numbers" of the file(1) database); what is a zip archive inside is told by the names of its parts.
MAGIC = ((b"%PDF", ".pdf"), (b"{\\rtf", ".rtf"))
PARTS = ((b"word/", ".docx"), (b"application/vnd.oasis.opendocument.text", ".odt"), (b"application/epub+zip", ".epub"))
PAGE = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,5000}?-->\s*)*<(?:!doctype\s+html|html|head|body|article|main|div|h[1-6]|p)\b",
    re.IGNORECASE | re.DOTALL,
)
# RFC 5322: a mail begins with header fields, from the sender's or a relay's.
MAIL = re.compile(
    rb"\s*(?:From \S[^\n]*\n)?(?:[!-9;-~]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*?(?:Received|Return-Path|Message-ID|MIME-Version|Delivered-To):",
    re.IGNORECASE,
)
FRONT_MATTER = re.compile(rb"(?:\xef\xbb\xbf)?---[ ]*\r?\n[^\n]{0,200}:")
SAMPLE = 20_000


def suffix_of(data: bytes) -> str:
    """The suffix of the kind that bytes are of; ".txt" for what looks like no other."""
    head = data[:SAMPLE].removeprefix(b"\xef\xbb\xbf")
    for magic, suffix in MAGIC:
        if head.startswith(magic):
            return suffix
    if head.startswith(b"PK\x03\x04"):
        return next((suffix for part, suffix in PARTS if part in data), ".txt")
    if PAGE.match(head):
        return ".html"
    if MAIL.match(head):
        return ".eml"
    return ".md" if FRONT_MATTER.match(data) else ".txt"
