"""Mails (.eml): the newsletter or wire story in the body, metadata from the headers."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from email import policy
from email.message import Message
from email.parser import BytesParser
from email.utils import parsedate_to_datetime
from typing import TypeAlias

from dossier.errors import UnreadableFile
from dossier.model.article import PublicationDay
from dossier.reading.cleaning.encoding import clean, decode, decode_declared, truncate
from dossier.reading.cleaning.html_blocks import blocks_of
from dossier.reading.cleaning.mail.block import ForwardedMail, block_metadata, unwrap
from dossier.reading.cleaning.mail.digest import heading_texts, with_first_headline, with_headlines
from dossier.reading.cleaning.mail.headers import LONGEST_HEADER, REPLY, decode_header_value, is_outlet, split_address
from dossier.reading.cleaning.mail.source import without_preamble
from dossier.reading.cleaning.office_metadata import build_document
from dossier.reading.cleaning.paragraphs import paragraphs_of
from dossier.reading.cleaning.publication_date import parse_metadata
from dossier.reading.formats.html import read_fragment
from dossier.reading.parsed_document import ParsedDocument

HEADER = re.compile(
    rb"^(?:From|To|Subject|Date|Received|Return-Path|Message-ID|MIME-Version|Delivered-To|Content-Type)\s*:", re.IGNORECASE | re.MULTILINE
)
ENCRYPTED = frozenset(["multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime"])
ENCRYPTED_WITHIN = 20_000
LIST_HEADERS = ("List-Id", "List-Unsubscribe", "List-Post")
SIGNATURE = re.compile(r"^-- ?\r?$", re.MULTILINE)
LINKS = re.compile(r"\s{0,20}(?:[<\[(]\s{0,20}https?://[^\s<>\[\]()]*\s*[>\])]|https?://\S{60,})")

Mail: TypeAlias = "Message[str, str]"


def read_mail(data: bytes, method: str = "best") -> ParsedDocument:
    """Read a mail by one of its methods (see `registry.METHODS`); raises `UnreadableFile` for bytes that are not a mail. Attachments are
    not part of the text; see `containers.attachments`.
    """
    if not HEADER.search(data[:20_000].replace(b"\0", b"")):
        raise UnreadableFile("This is not an email: it has no headers.", do="If it is text, give it the suffix .txt.")
    message = parse_message(data)
    if message.get_content_type() in ENCRYPTED or b"\n-----BEGIN PGP MESSAGE-----" in data[:ENCRYPTED_WITHIN]:
        raise UnreadableFile("This email is encrypted.", do="Open it in your email program and save its text.")
    inner = _forwarded_part(message)
    if inner is None:
        return _read_message(message, method)
    # a mail that was forwarded as it is, inside the other
    document = _read_message(inner, method)
    above = paragraphs_of(clean(_body(message, "text/plain", without=inner)))
    return replace(document, boilerplate=(*above, *document.boilerplate)) if document.text else _read_message(message, method)


def _read_message(message: Mail, method: str) -> ParsedDocument:
    """The document of a mail, or of the mail that its text passes on."""
    bodies = {kind: _body(message, kind) for kind in ("text/plain", "text/html")}
    metadata, subject = _metadata(message), header_of(message, "Subject")
    lines = clean(LINKS.sub("", bodies["text/plain"])).split("\n")
    blocks = blocks_of(bodies["text/html"])
    in_lines, in_blocks = unwrap(lines, subject), unwrap(blocks, subject)
    forwarded = in_lines or in_blocks
    if forwarded:
        metadata = _forwarded_metadata(metadata, forwarded)
    if method == "whole":
        return build_document(paragraphs_of("\n".join(lines)) or blocks, metadata, sure=True, whole=True)
    body = MailBody(
        paragraphs_of("\n".join(in_lines.lines if in_lines else lines)),
        list(in_blocks.lines) if in_blocks else blocks,
        bodies["text/html"],
        _squeezed(blocks[: len(blocks) - len(in_blocks.lines)]) if in_blocks else "",
    )
    return body.document(metadata, method)


def _forwarded_metadata(metadata: ParsedDocument, forwarded: ForwardedMail) -> ParsedDocument:
    """Metadata of a forwarded mail; what the mail around it says is kept apart, with its sender."""
    around = " ".join(forwarded.lines)
    inner = block_metadata(forwarded.fields, around)
    sender = metadata.byline or metadata.outlet
    above = " ".join(forwarded.above)
    return replace(
        inner,
        title=inner.title or metadata.title,
        language=metadata.language,
        url=metadata.url,
        boilerplate=(f"{sender}: {above}" if sender else above,) if above else (),
    )


@dataclass(frozen=True, slots=True)
class MailBody:
    """Body of a mail: the paragraphs of its plain text, the blocks of its page, the page's source, and the letters of what stands in the
    page above a forwarded mail.
    """

    plain: list[str]
    blocks: list[str]
    source: str
    above: str = ""

    def document(self, metadata: ParsedDocument, method: str) -> ParsedDocument:
        """The document by one of the methods for mails, "whole" excepted; by default from the better of the two: the page where it holds
        as much as its blocks or the plain text, else the plain text.
        """
        if method == "plain":
            return _build(self.plain, metadata)
        page = self._page_paragraphs(metadata.title) if self.source.strip() and (self.blocks or method == "page") else []
        longest = max(_letters(self.plain), _letters(self.blocks))
        if method == "page" or (page and longest and _letters(page) * 2 >= longest):
            return _build(page, metadata)
        return _build(self.plain if _letters(self.plain) * 10 >= _letters(self.blocks) * 7 else self.blocks, metadata)

    def _page_paragraphs(self, title: str) -> list[str]:
        """The paragraphs of the page, with the headlines of a digest and without what stands above a forwarded mail."""
        paragraphs = read_fragment(self.source.encode()).text.split("\n\n")
        while paragraphs and self.above and _squeezed(paragraphs[:1]) in self.above:
            paragraphs = paragraphs[1:]
        return with_headlines(self.blocks, paragraphs, heading_texts(self.source), title)


def _build(paragraphs: list[str], metadata: ParsedDocument) -> ParsedDocument:
    return with_first_headline(build_document(paragraphs, metadata, sure=True), paragraphs)


def _squeezed(lines: Sequence[str]) -> str:
    return "".join("".join(lines).split())


def parse_message(data: bytes) -> Mail:
    """Parse a mail into parts. Raises `UnreadableFile` where they are nested too deeply."""
    try:
        return BytesParser(policy=policy.compat32).parsebytes(without_preamble(data))
    except RecursionError as error:
        raise UnreadableFile("The parts of this email are nested too deeply.", do="Save its text and add that.") from error


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


def sender_of(message: Mail) -> tuple[str, str]:
    """Name and address in the From header, the name decoded."""
    return split_address(_raw_header(message, "From"))


def is_attached(part: Mail) -> bool:
    """True for a part that the mail calls an attachment."""
    return "attachment" in header_of(part, "Content-Disposition").partition(";")[0].lower()


def sent_day(message: Mail) -> PublicationDay | None:
    """The day that the Date header names, in the sender's own time zone; None without a readable one."""
    try:
        return parse_metadata(parsedate_to_datetime(header_of(message, "Date")), "The email's Date header")
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


def _body(message: Mail, kind: str, without: "Mail | None" = None) -> str:
    """The text of the first part of that kind that is no attachment; forwarded mails inside count, save for the one
    given in `without`; parts of a digest are joined.
    """
    texts = []
    for part in _visible_parts(message, without):
        if part.get_content_type() != kind:
            continue
        try:
            texts.append(SIGNATURE.split(text_of(part))[0] if kind == "text/plain" else text_of(part))
        except (UnreadableFile, ValueError, LookupError):
            # a part labelled text that holds a program, or a charset name that breaks the library
            continue
    return truncate("\n\n".join(text for text in texts if text.strip()))


def _visible_parts(message: Mail, without: "Mail | None" = None) -> Iterator[Mail]:
    """The parts shown as the mail's text, in order; attachments are left out with everything in them, and so is the mail `without`."""
    queue: list[Mail] = [message]
    while queue:
        part = queue.pop()
        if part is without or (part is not message and is_attached(part)):
            continue
        # the text of a broken part is not read: its charset may break the library
        inner = part.get_payload() if part.is_multipart() else None
        if isinstance(inner, list):
            queue += [child for child in reversed(inner) if isinstance(child, Message)]
        else:
            yield part


def _forwarded_part(message: Mail) -> "Mail | None":
    """The one mail that stands as a part of its own inside another's text; None where there is none, and in a digest of several."""
    parts = [part for part in message.walk() if part.get_content_type() == "message/rfc822" and not is_attached(part)]
    payload = parts[0].get_payload() if len(parts) == 1 else None
    first = payload[0] if isinstance(payload, list) and payload else None
    return first if isinstance(first, Message) and first is not message else None


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
