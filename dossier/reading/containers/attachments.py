"""Attachments of a mail: documents that can be articles of their own; the rest is marked as skipped."""

import hashlib
import json
import re
from collections.abc import Iterator
from email.message import Message
from pathlib import PurePath

from dossier.reading.cleaning.mail.headers import decode_header_value
from dossier.reading.containers.entry import ContainerEntry, file_name, kept_name
from dossier.reading.containers.warc import SUFFIXES
from dossier.reading.formats.mail import Mail, header_of, is_attached, parse_message
from dossier.reading.registry import is_supported

MOST_ATTACHED = 100
MOST_FILE = 50_000_000
SIGNED = re.compile(r"application/(?:x-)?(?:pkcs7-(?:signature|mime)|pgp-signature|pgp-encrypted|pgp-keys)|text/(?:calendar|x-vcard|vcard)")


def read_attachments(data: bytes, file: str) -> Iterator[ContainerEntry]:
    """The documents attached to a mail whose seed file is `file`, each with the mail as its origin in the sidecar; other attachments are
    marked as skipped. Pictures inside the text, signatures, calendars and visiting cards do not count as attachments.
    """
    try:
        message = parse_message(data)
    except Exception:  # noqa: BLE001  the mail itself is refused in a sentence
        return
    origin = {"mail": file, "sha256": hashlib.sha256(data).hexdigest(), "subject": header_of(message, "Subject")}
    for number, part in enumerate(_attached(message), 1):
        if number > MOST_ATTACHED:
            yield ContainerEntry(
                "", error=f"More than {MOST_ATTACHED} attachments: the rest were skipped. Save them and add them.", shown="…"
            )
            return
        yield _entry_of(part, number, origin)


def _attached(message: Mail) -> Iterator[Mail]:
    """The attached parts, outermost first; an attached mail is one part, with everything in it."""
    for part in message.get_payload() if message.is_multipart() else ():
        if not isinstance(part, Message) or SIGNED.match(part.get_content_type()):
            continue
        if is_attached(part) or _is_document(part):
            yield part
        elif part.is_multipart():
            yield from _attached(part)


def _is_document(part: Mail) -> bool:
    """True for a part that is a document though the mail shows it inside its text, as some programs write it."""
    kind = part.get_content_type()
    shown = kind.startswith(("text/", "image/", "multipart/", "message/"))
    return not shown and bool(_name_of(part) or kind in SUFFIXES)


def _entry_of(part: Mail, number: int, origin: dict[str, str]) -> ContainerEntry:
    kind, mail = part.get_content_type(), _mail_in(part)
    name = kept_name(_name_of(part)) if _name_of(part) else ""
    suffix = SUFFIXES.get(kind, "")
    if mail:
        name = file_name(header_of(mail, "Subject"), ".eml", f"mail {number}")
    elif suffix and not is_supported(PurePath(name)):
        name = file_name(PurePath(name).stem, suffix, f"attachment {number}")
    shown = name or f"attachment {number}"
    if not is_supported(PurePath(name)):
        return ContainerEntry("", skipped=True, shown=shown)
    data = _bytes_of(mail) if mail else _payload(part)
    if not isinstance(data, bytes) or not data.strip():
        return ContainerEntry("", error="The attachment is empty or damaged.", shown=shown)
    if len(data) > MOST_FILE:
        return ContainerEntry("", error=f"The attachment is larger than {MOST_FILE // 1_000_000} MB.", shown=shown)
    note = f"Attached to {origin['mail']}."
    return ContainerEntry(name, data, json.dumps({"attached_to": origin}, ensure_ascii=False, indent=1).encode(), note=note, shown=shown)


def _mail_in(part: Mail) -> "Mail | None":
    """The mail that a part is, where it is one."""
    inner = part.get_payload() if part.is_multipart() else None
    first = inner[0] if isinstance(inner, list) and inner else None
    return first if part.get_content_type() == "message/rfc822" and isinstance(first, Message) else None


def _payload(part: Mail) -> object:
    """The bytes of a part; None where it is too broken to be decoded."""
    try:
        return part.get_payload(decode=True)
    except (ValueError, LookupError, TypeError):
        return None


def _name_of(part: Mail) -> str:
    """The name that a part gives itself, decoded; empty without one."""
    try:
        return decode_header_value(part.get_filename() or "")
    except (ValueError, LookupError, TypeError):
        return ""


def _bytes_of(mail: Mail) -> bytes:
    """A mail inside a mail as a file; empty where it is too broken to be written."""
    try:
        return mail.as_bytes()
    except (ValueError, LookupError, TypeError, AttributeError, KeyError):
        return b""
