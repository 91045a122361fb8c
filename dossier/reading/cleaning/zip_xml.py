"""Documents that are zip archives inside (.docx, .odt, .epub): opened with limits, their XML parsed without anything from outside."""

import io
import zipfile
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dossier.errors import UnreadableFile

if TYPE_CHECKING:
    from lxml import etree

MOST_UNPACKED = 200_000_000
MOST_PART = 50_000_000
MOST_TAGS = 20_000
"""Tags that a document may have without any text, and in addition TAGS_A_CHARACTER for each character of it."""
TAGS_A_CHARACTER = 4
"""A run of a Word document has about ten tags, and in a text that was revised often at least five characters."""
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError, KeyError)


def open_package(data: bytes, kind: str) -> zipfile.ZipFile:
    """Open a zipped document. Raises `UnreadableFile` where it is not one, is locked, or unpacks to more than the limit."""
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise UnreadableFile(
            f"This {kind} is password-protected or in the old binary format.", do="Save it without a password in the new format."
        )
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except BROKEN as error:
        raise UnreadableFile(f"This is not a valid {kind}.", do="Open it in the program that made it and save it again.") from error
    if any(part.flag_bits & 1 for part in archive.infolist()):
        raise UnreadableFile(f"This {kind} is password-protected.", do="Save a copy without the password and add that.")
    if sum(part.file_size for part in archive.infolist()) > MOST_UNPACKED:
        raise UnreadableFile(f"This {kind} unpacks to more than {MOST_UNPACKED // 1_000_000} MB.", do="Save it without its pictures.")
    return archive


def read_part(archive: zipfile.ZipFile, name: str, kind: str) -> bytes:
    """One part of the archive; empty where there is none of that name. Never reads more than `MOST_PART` bytes, whatever size the
    archive declares.
    """
    try:
        entry = archive.getinfo(name)
    except KeyError:
        return b""
    try:
        with archive.open(entry) as part:
            data = part.read(MOST_PART + 1)
    except BROKEN as error:
        raise UnreadableFile(f"This {kind} is damaged.", do="Open it in the program that made it and save it again.") from error
    if len(data) > MOST_PART:
        raise UnreadableFile(f"A part of this {kind} unpacks to more than {MOST_PART // 1_000_000} MB.")
    return data


@dataclass(slots=True)
class MarkupBudget:
    """Markup budget of a document of that kind: bytes in all its parts, and tags in proportion to its text. Libraries take up to a tenth of a
    millisecond for each tag.
    """

    kind: str
    size: int = 0
    tags: int = 0
    characters: int = 0

    def take(self, data: bytes) -> bytes:
        """The part itself, after counting what is in it. Raises `UnreadableFile` for more than `MOST_PART` bytes, and for many tags with
        little text.
        """
        self.size += len(data)
        if self.size > MOST_PART:
            raise UnreadableFile(
                f"The text of this {self.kind} unpacks to more than {MOST_PART // 1_000_000} MB.", do="Save it as plain text."
            )
        # no pattern: one for tags would look for the end of each that has none
        pieces = data.split(b"<")
        self.tags += len(pieces) - 1
        self.characters += sum(len(b"".join(piece.partition(b">")[2].split())) for piece in pieces)
        if self.tags > MOST_TAGS + TAGS_A_CHARACTER * self.characters:
            raise UnreadableFile(f"This {self.kind} has {self.tags:,} tags, but hardly any text.", do="Save it as plain text.")
        return data


def parse_xml(data: bytes, kind: str) -> "etree._Element":
    """Parse an XML part and return its root; entities are not resolved, nothing is fetched. Raises `UnreadableFile` for invalid XML."""
    from lxml import etree  # noqa: PLC0415  as with every large reader

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True)
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableFile(f"This {kind} is damaged.", do="Open it in the program that made it and save it again.") from error


def xml_text(root: "etree._Element", name: str) -> str:
    """The words of the first element of that name in any namespace, on one line."""
    element = next(root.iter(f"{{*}}{name}"), None)
    return " ".join("".join(element.itertext()).split()) if element is not None else ""
