"""Electronic books (.epub): the chapters in the order of the spine, the metadata of the package."""

import posixpath
from typing import TYPE_CHECKING
from urllib.parse import unquote

from dossier.errors import UnreadableFile
from dossier.reading.cleaning.html_blocks import blocks_of
from dossier.reading.cleaning.office_metadata import build_document
from dossier.reading.cleaning.publication_date import parse_metadata
from dossier.reading.cleaning.zip_xml import MarkupBudget, open_package, parse_xml, read_part, xml_text
from dossier.reading.formats.html import decode_page
from dossier.reading.parsed_document import ParsedDocument

if TYPE_CHECKING:
    from lxml import etree

KIND = "EPUB"
MOST_CHAPTERS = 500
MOST_CHARACTERS = 600_000
FONTS = frozenset({"http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC"})
"""Encryption algorithms that only obfuscate fonts; any other locks the chapters."""


def read_epub(data: bytes) -> ParsedDocument:
    """Reads an EPUB; raises `UnreadableFile` where it is locked, broken or no EPUB."""
    archive = open_package(data, KIND)
    container = read_part(archive, "META-INF/container.xml", KIND)
    if not container:
        raise UnreadableFile(f"This is not a valid {KIND}.", do="Save it as EPUB or HTML.")
    _check_lock(read_part(archive, "META-INF/encryption.xml", KIND))
    package_path = next((n.get("full-path") or "" for n in parse_xml(container, KIND).iter("{*}rootfile")), "")
    package = read_part(archive, package_path, KIND)
    if not package:
        raise UnreadableFile(f"This {KIND} is damaged: its list of chapters is missing.")
    root = parse_xml(package, KIND)
    chapters = {n.get("id"): n for n in root.iter("{*}item")}
    paragraphs: list[str] = []
    budget = MarkupBudget(KIND)
    for reference in list(root.iter("{*}itemref"))[:MOST_CHAPTERS]:
        item = chapters.get(reference.get("idref"))
        if item is None or "html" not in (item.get("media-type") or "html") or "nav" in (item.get("properties") or "").split():
            continue
        path = posixpath.normpath(posixpath.join(posixpath.dirname(package_path), unquote(item.get("href") or "")))
        paragraphs += blocks_of(decode_page(budget.take(read_part(archive, path, KIND)) or b" "))
        if sum(map(len, paragraphs)) > MOST_CHARACTERS:
            break
    return build_document(paragraphs, _metadata(root), sure=True)


def _check_lock(encryption: bytes) -> None:
    if not encryption:
        return
    algorithms = {n.get("Algorithm") for n in parse_xml(encryption, KIND).iter("{*}EncryptionMethod")}
    if algorithms - FONTS:
        raise UnreadableFile(f"This {KIND} is protected (DRM).", do="Add an unprotected copy.")


def _metadata(root: "etree._Element") -> ParsedDocument:
    """Metadata of the book's package."""
    return ParsedDocument(
        text="",
        title=xml_text(root, "title"),
        outlet=xml_text(root, "publisher"),
        byline=xml_text(root, "creator"),
        language=xml_text(root, "language")[:2].lower(),
        published=parse_metadata(xml_text(root, "date"), "The book's metadata"),
    )
