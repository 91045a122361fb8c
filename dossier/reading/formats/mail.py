"""Mails (.eml): the newsletter or wire story in the body, metadata from the headers."""

import base64
import binascii
import re
from collections.abc import Iterator
from email import policy
from email.message import Message
from email.parser import BytesParser
from email.utils import parseaddr, parsedate_to_datetime
from typing import TypeAlias

from dossier.errors import UnreadableFile
from dossier.model.article import PublicationDay
from dossier.reading.cleaning.encoding import clean, decode, decode_declared, truncate
from dossier.reading.cleaning.header import OUTLET_WORD
from dossier.reading.cleaning.html_blocks import blocks_of
from dossier.reading.cleaning.mail_source import without_preamble
from dossier.reading.cleaning.office_metadata import build_document
from dossier.reading.cleaning.paragraphs import paragraphs_of
from dossier.reading.cleaning.publication_date import parse_metadata
from dossier.reading.formats.html import read_fragment
from dossier.reading.parsed_document import ParsedDocument

HEADER = re.compile(
    rb"^(?:From|To|Subject|Date|Received|Return-Path|Message-ID|MIME-Version|Delivered-To|Content-Type)\s*:", re.IGNORECASE | re.MULTILINE
)
LONGEST_HEADER = 10_000
LIST_HEADERS = ("List-Id", "List-Unsubscribe", "List-Post")
REPLY = re.compile(r"^(?:(?:re|fwd?|aw|wg|tr|rv)\s*(?:\[\d+\])?\s*:\s*)+", re.IGNORECASE)
SIGNATURE = re.compile(r"^-- ?\r?$", re.MULTILINE)
ENCODED_WORD = re.compile(r"=\?(?P<label>[^?\s]{1,60})\?(?P<encoding>[bq])\?(?P<text>[^?]*(?:\?(?!=)[^?]*)*)\?=", re.IGNORECASE)
"""An encoded word (RFC 2047), also one with spaces or question marks inside, which some programs leave in it."""
BETWEEN_WORDS = re.compile(r"(?<=\?=)\s+(?==\?[^?\s]{1,60}\?[bq]\?)", re.IGNORECASE)
ROLE = re.compile(r"(?:newsletters?|no-?reply|do-?not-?reply|alerts?|digests?|briefings?|updates?)\b", re.IGNORECASE)
"""The beginning of an address that no person writes from."""
LINKS = re.compile(r"\s*(?:[<\[(]\s*https?://[^\s<>\[\]()]*\s*[>\])]|https?://\S{60,})")

Mail: TypeAlias = "Message[str, str]"


def read_mail(data: bytes, method: str = "best") -> ParsedDocument:
    """Read a mail by one of its methods (see `registry.METHODS`); raises `UnreadableFile` for bytes that are not a mail. Attachments are
    not part of the text; see `containers.attachments`.
    """
    if not HEADER.search(data[:20_000].replace(b"\0", b"")):
        raise UnreadableFile("This is no mail: it has no header lines.", do="If it is text, give it the suffix .txt.")
    message = parse_message(data)
    bodies = {kind: _body(message, kind) for kind in ("text/plain", "text/html")}
    plain = paragraphs_of(clean(LINKS.sub("", bodies["text/plain"])))
    metadata = _metadata(message)
    if method == "page":
        page = read_fragment(bodies["text/html"].encode() or b" ")
        return build_document(page.text.split("\n\n"), metadata, sure=True)
    if method in {"plain", "whole"}:
        return build_document(
            plain or (blocks_of(bodies["text/html"]) if method == "whole" else []), metadata, sure=True, whole=method == "whole"
        )
    return _better_body(plain, bodies["text/html"], metadata)


def parse_message(data: bytes) -> Mail:
    """Parse a mail into parts. Raises `UnreadableFile` where they are nested too deeply."""
    try:
        return BytesParser(policy=policy.compat32).parsebytes(without_preamble(data))
    except RecursionError as error:
        raise UnreadableFile("The parts of this mail lie too deep inside one another.", do="Save its text and add that.") from error


def header_of(message: Mail, name: str) -> str:
    """A header's text, decoded, on one line; text that cannot be decoded is left as it is."""
    return decode_header_value(_raw_header(message, name))


def _raw_header(message: Mail, name: str) -> str:
    """A header's value with its encoded words as they are; letters that are not encoded at all are decoded as those of a text."""
    value = next((str(value) for key, value in message.raw_items() if key.lower() == name.lower()), "")[:LONGEST_HEADER]
    if value.isascii():
        return value
    try:
        return decode(value.encode("utf-8", "surrogateescape"))
    except (UnreadableFile, UnicodeEncodeError):
        return value.encode("utf-8", "replace").decode("utf-8")


def decode_header_value(value: str) -> str:
    """A header's value with its encoded words decoded, on one line; a word that cannot be decoded is left as it is."""
    value = BETWEEN_WORDS.sub("", value[:LONGEST_HEADER])
    pieces: list[str] = []
    label, data, end = "", b"", 0
    for word in ENCODED_WORD.finditer(value):
        # a letter may begin in one word and end in the next
        if word.start() > end or word["label"].lower() != label:
            pieces += [_decode_bytes(data, label), value[end : word.start()]]
            label, data = word["label"].lower(), b""
        data += _word_bytes(word)
        end = word.end()
    words = "".join((*pieces, _decode_bytes(data, label), value[end:]))
    return " ".join(clean(words.encode("utf-8", "replace").decode("utf-8")).split())


def _word_bytes(word: re.Match[str]) -> bytes:
    """The bytes of an encoded word; the word itself where they are damaged."""
    encoded = word["text"].encode("utf-8", "replace")
    if word["encoding"] in "qQ":
        return binascii.a2b_qp(encoded.replace(b" ", b"_"), header=True)
    try:
        return base64.b64decode(encoded.rstrip(b"=\r\n ") + b"===", validate=False)
    except binascii.Error:
        return word.group().encode("utf-8", "replace")


def _decode_bytes(data: bytes, label: str) -> str:
    """Bytes of encoded words by their label (which may name a language too: "utf-8*en"), else by what they look like."""
    if not data:
        return ""
    text = decode_declared(data, label.partition("*")[0])
    try:
        return text if text is not None else decode(data)
    except UnreadableFile:
        return data.decode("utf-8", "replace")


def sender_of(message: Mail) -> tuple[str, str]:
    """Name and address in the From header, the name decoded."""
    return split_address(_raw_header(message, "From"))


def split_address(value: str) -> tuple[str, str]:
    """Name and address of a sender, the name decoded; each empty where it is not there. The name may hold commas that are not quoted."""
    match = re.match(r"\s*(?P<name>[^<>]*?)\s*<(?P<address>[^<>\s]*)>", value)
    name, address = (match["name"], match["address"]) if match else parseaddr(value)
    name = decode_header_value(name).strip("\"' ").replace("\\", "")
    return ("", address or name) if "@" in name else (name, address)


def is_attached(part: Mail) -> bool:
    """True for a part that the mail calls an attachment."""
    return "attachment" in header_of(part, "Content-Disposition").partition(";")[0].lower()


def sent_day(message: Mail) -> PublicationDay | None:
    """The day that the Date header names, in the sender's own time zone; None without a readable one."""
    try:
        return parse_metadata(parsedate_to_datetime(header_of(message, "Date")), "The mail's Date header")
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def text_of(part: Mail) -> str:
    """A part's text, in the declared encoding if its bytes fit, else in a detected one."""
    payload = part.get_payload(decode=True)
    if not isinstance(payload, bytes):
        return ""
    declared = str(part.get_content_charset() or "")
    if declared.replace("-", "") not in {"", "usascii", "utf8"} and (text := decode_declared(payload, declared)) is not None:
        return text
    # a wrong declaration is common; detection from the bytes is more reliable
    return decode(payload) if payload.strip() else ""


def _body(message: Mail, kind: str) -> str:
    """The text of the first part of that kind that is no attachment; forwarded mails inside count, parts of a digest are joined."""
    texts = []
    for part in _visible_parts(message):
        if part.get_content_type() != kind:
            continue
        try:
            texts.append(SIGNATURE.split(text_of(part))[0] if kind == "text/plain" else text_of(part))
        except (UnreadableFile, ValueError, LookupError):
            # a part labelled text that holds a program, or a charset name that breaks the library
            continue
    return truncate("\n\n".join(text for text in texts if text.strip()))


def _visible_parts(message: Mail) -> Iterator[Mail]:
    """The parts shown as the mail's text, in order; attachments are left out with everything in them."""
    queue: list[Mail] = [message]
    while queue:
        part = queue.pop()
        if part is not message and is_attached(part):
            continue
        # the text of a broken part is not read: its charset may break the library
        inner = part.get_payload() if part.is_multipart() else None
        if isinstance(inner, list):
            queue += [child for child in reversed(inner) if isinstance(child, Message)]
        else:
            yield part


def _better_body(plain: list[str], source: str, metadata: ParsedDocument) -> ParsedDocument:
    """The document from the better of the two bodies: the HTML page where it holds as much as its blocks or the plain text, else the
    plain text.
    """
    blocks = blocks_of(source) if source.strip() else []
    longest = max(_letters(plain), _letters(blocks))
    if blocks:
        page = read_fragment(source.encode())
        if _letters([page.text]) * 2 >= longest and longest:
            return build_document(page.text.split("\n\n"), metadata, sure=True)
    return build_document(plain if _letters(plain) * 10 >= _letters(blocks) * 7 else blocks, metadata, sure=True)


def _letters(paragraphs: list[str]) -> int:
    return sum(ch.isalpha() for part in paragraphs for ch in part)


def _metadata(message: Mail) -> ParsedDocument:
    """Metadata from the headers. The sender is the outlet if it is a mailing list or an outlet by its name, else the author."""
    name, address = sender_of(message)
    outlet = name if any(header_of(message, header) for header in LIST_HEADERS) or is_outlet(name, address) else ""
    return ParsedDocument(
        text="",
        title=REPLY.sub("", header_of(message, "Subject")),
        outlet=outlet,
        byline="" if outlet else name,
        language=header_of(message, "Content-Language")[:2].lower(),
        published=sent_day(message),
        url=header_of(message, "Archived-At").strip("<>"),
    )


def is_outlet(name: str, address: str) -> bool:
    """True for a sender that has an outlet's name, whose name is that of the address's host, or whose address is no person's."""
    local, _, host = address.partition("@")
    letters = re.sub(r"[^a-z0-9]", "", name.casefold())
    return bool(
        name and (OUTLET_WORD.search(name) or (len(letters) >= 4 and letters in re.sub(r"[^a-z0-9]", "", host)) or ROLE.match(local))
    )
