"""Documents that are zip archives inside (.docx, .odt, .epub): opened with limits, their XML parsed without anything from outside."""

import io
import zipfile
import zlib
from typing import TYPE_CHECKING

from dossier.errors import UnreadableFile

if TYPE_CHECKING:
    from lxml import etree

MOST_UNPACKED = 200_000_000
MOST_PART = 50_000_000
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
    if name not in archive.namelist():
        return b""
    try:
        with archive.open(name) as part:
            data = part.read(MOST_PART + 1)
    except BROKEN as error:
        raise UnreadableFile(f"This {kind} is damaged.", do="Open it in the program that made it and save it again.") from error
    if len(data) > MOST_PART:
        raise UnreadableFile(f"A part of this {kind} unpacks to more than {MOST_PART // 1_000_000} MB.")
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
