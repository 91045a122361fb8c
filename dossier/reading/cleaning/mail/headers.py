"""Words of mail headers: encoded words decoded, senders split into name and address, and classed as outlets or persons."""

import base64
import binascii
import re
from email.utils import parseaddr

from dossier.errors import UnreadableFile
from dossier.reading.cleaning.encoding import clean, decode, decode_declared
from dossier.reading.cleaning.outlet_lines import OUTLET_WORD

LONGEST_HEADER = 10_000
REPLY = re.compile(
    r"^(?:(?:re|fwd?|aw|wg|tr|rv|enc|pd|odp|sv|vs|vb|vl|antw|doorst|res|rif|ynt|ilt|i̇lt|továbbítás)\s*(?:\[\d+\])?\s?[:：]\s*)+",
    re.IGNORECASE,
)
"""What mail programs put before the subject of an answered or forwarded mail, in many languages."""
ENCODED_WORD = re.compile(r"=\?(?P<label>[^?\s]{1,60})\?(?P<encoding>[bq])\?(?P<text>[^?]*(?:\?(?!=)[^?]*)*)\?=", re.IGNORECASE)
"""An encoded word (RFC 2047), also one with spaces or question marks inside, which some programs leave in it."""
BETWEEN_WORDS = re.compile(r"(?<=\?=)\s+(?==\?[^?\s]{1,60}\?[bq]\?)", re.IGNORECASE)
ROLE = re.compile(r"(?:newsletters?|no-?reply|do-?not-?reply|alerts?|digests?|briefings?|updates?)\b", re.IGNORECASE)
"""The beginning of an address that no person writes from."""


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


def split_address(value: str) -> tuple[str, str]:
    """Name and address of a sender, the name decoded; each empty where it is not there. The name may hold commas that are not quoted."""
    match = re.match(r"\s*(?P<name>[^<>]*?)\s*<(?P<address>[^<>\s]*)>", value)
    name, address = (match["name"], match["address"]) if match else parseaddr(value) if "@" in value else (value, "")
    name = decode_header_value(name).strip("\"'“”„«» ").replace("\\", "")
    return ("", address or name) if "@" in name else (name, address)


def is_outlet(name: str, address: str) -> bool:
    """True for a sender that has an outlet's name, whose name is that of the address's host, or whose address is no person's."""
    local, _, host = address.partition("@")
    letters = re.sub(r"[^a-z0-9]", "", name.casefold())
    return bool(
        name and (OUTLET_WORD.search(name) or (len(letters) >= 4 and letters in re.sub(r"[^a-z0-9]", "", host)) or ROLE.match(local))
    )
