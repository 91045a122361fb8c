"""Mails and mailboxes as bytes: what stands before the headers, the lines between mails, and how either is recognised."""

import codecs
import re

FIELD = re.compile(rb"[!-9;-~]{1,76}[ \t]*:(?:[ \t\r\n]|$)")
"""The beginning of a header field (RFC 5322, 2.2)."""
KNOWN = re.compile(
    rb"(?:From|To|Cc|Subject|Date|Received|Return-Path|Message-ID|MIME-Version|Delivered-To|Reply-To|Sender|Content-Type|X-[\w-]+)[ \t]*:",
    re.IGNORECASE,
)
SENDER = re.compile(rb"^(?:From|Sender|Return-Path)[ \t]*:", re.IGNORECASE | re.MULTILINE)
OTHER = re.compile(rb"^(?:Date|Subject|Message-ID|Received|MIME-Version|Delivered-To)[ \t]*:", re.IGNORECASE | re.MULTILINE)
PASTED = re.compile(rb"^Sent[ \t]*:", re.IGNORECASE | re.MULTILINE)
FROM_LINE = b"From "
WEEKDAY, MONTH = rb"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)", rb"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
CLOCK = rb"\d{1,2}:\d\d(?::\d\d)?"
# the moment of delivery in the form of ctime (RFC 4155), or as some programs write it, day before month
MOMENT = re.compile(
    rb"\b" + WEEKDAY + rb",?\s+(?:" + MONTH + rb"\s+\d{1,2}|\d{1,2}[ -]" + MONTH + rb")\b.*" + CLOCK + rb"|\d{4}-\d\d-\d\d[ T]" + CLOCK
)
ADDRESSED = re.compile(rb"From (?:\S+@\S+|MAILER-DAEMON|-)(?:\s|$)")
MOST_BEFORE = 10_000
"""Bytes in which the headers of a mail must begin."""
DOUBLED = re.compile(rb"\r\r\n")


def is_separator(line: bytes, after: bytes, *, empty_before: bool) -> bool:
    """True for a line between the mails of a mailbox: "From ", an address and a moment, above a header field. A sentence that begins with
    "From" is none. One of address and moment is enough after an empty line; without that line both must be there.
    """
    if not line.startswith(FROM_LINE) or not (FIELD.match(after) or after.startswith(b">From ")):
        return False
    dated, addressed = MOMENT.search(line) is not None, ADDRESSED.match(line) is not None
    return dated or addressed if empty_before else dated and addressed


def without_preamble(data: bytes) -> bytes:
    """A mail from its first header field on: byte-order marks, empty lines, the separator of a mailbox and other lines before it are left
    out; UTF-16 becomes UTF-8. A mail in which no headers begin near the top stays as it is.
    """
    for mark, encoding in ((codecs.BOM_UTF8, ""), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16")):
        if data.startswith(mark):
            data = data.decode(encoding, "replace").encode() if encoding else data.removeprefix(mark)
    if b"\r\r\n" in data[:MOST_BEFORE]:
        data = DOUBLED.sub(b"\r\n", data)
    data = data.lstrip(b"\0\t\r\n \x0b\x0c\x1a")
    lines = data[:MOST_BEFORE].splitlines(keepends=True)
    start = 0
    for number, line in enumerate(lines):
        after = lines[number + 1] if number + 1 < len(lines) else b""
        # the first line may be a field of any name; further down, two fields must follow one another, the first of them a known one
        if FIELD.match(line) and (number == 0 or (KNOWN.match(line) and (FIELD.match(after) or after[:1] in b" \t"))):
            return data[start:]
        start += len(line)
    return data


def mail_suffix(head: bytes) -> str:
    """The suffix for the first bytes of a mailbox (".mbox") or of a mail as its program stores it (".emlx"); empty for anything else."""
    head = head.removeprefix(codecs.BOM_UTF8).lstrip(b"\r\n\t ")
    if head.startswith((b"*mbx*", b"\x01\x01\x01\x01\n", b"\x01\x01\x01\x01\r\n")):
        return ".mbox"
    lines = head.splitlines()
    if len(lines) > 1 and is_separator(lines[0], lines[1], empty_before=True):
        return ".mbox"
    if lines and re.fullmatch(rb"\d{1,12}\s*", lines[0]):
        lines = lines[1:]
    fields: list[bytes] = []
    for line in lines:
        if not line.strip():
            break
        if not (FIELD.match(line) or (fields and line[:1] in b" \t")):
            return ""
        fields.append(line)
    header = b"\n".join(fields)
    # "Sent" is no field of a mail: the lines were copied out of a program's window
    if PASTED.search(header):
        return ""
    return ".emlx" if SENDER.search(header) and OTHER.search(header) else ""
