"""Electronic books (.epub): the chapters in the order of the spine, the metadata of the package."""

import posixpath
from typing import TYPE_CHECKING
from urllib.parse import unquote

from dossier.errors import UnreadableFile
from dossier.reading.cleaning.html_blocks import blocks_of
from dossier.reading.cleaning.office_metadata import draft_of
from dossier.reading.cleaning.publication_date import given_day
from dossier.reading.cleaning.zip_xml import opened, part_of, told_in, tree_of
from dossier.reading.formats.html import decoded
from dossier.reading.parsed_document import Draft

if TYPE_CHECKING:
    from lxml import etree

KIND = "EPUB"
MOST_CHAPTERS = 500
MOST_CHARACTERS = 600_000
FONTS = frozenset({"http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC"})
"""Ways of locking that only disguise fonts; any other locks the chapters."""


def read_epub(data: bytes) -> Draft:
    """Reads an EPUB; raises `UnreadableFile` where it is locked, broken or no EPUB."""
    archive = opened(data, KIND)
    container = part_of(archive, "META-INF/container.xml", KIND)
    if not container:
        raise UnreadableFile(f"This is no {KIND}.", do="Save it as EPUB, or as HTML.")
    _check_lock(part_of(archive, "META-INF/encryption.xml", KIND))
    named = next((n.get("full-path") or "" for n in tree_of(container, KIND).iter("{*}rootfile")), "")
    package = part_of(archive, named, KIND)
    if not package:
        raise UnreadableFile(f"This {KIND} is broken: the list of its chapters is missing.")
    root = tree_of(package, KIND)
    chapters = {n.get("id"): n for n in root.iter("{*}item")}
    found: list[str] = []
    for reference in list(root.iter("{*}itemref"))[:MOST_CHAPTERS]:
        item = chapters.get(reference.get("idref"))
        if item is None or "html" not in (item.get("media-type") or "html") or "nav" in (item.get("properties") or "").split():
            continue
        path = posixpath.normpath(posixpath.join(posixpath.dirname(named), unquote(item.get("href") or "")))
        found += blocks_of(decoded(part_of(archive, path, KIND) or b" "))
        if sum(map(len, found)) > MOST_CHARACTERS:
            break
    return draft_of(found, _known(root), sure=True)


def _check_lock(encryption: bytes) -> None:
    if not encryption:
        return
    ways = {n.get("Algorithm") for n in tree_of(encryption, KIND).iter("{*}EncryptionMethod")}
    if ways - FONTS:
        raise UnreadableFile(f"This {KIND} is locked (DRM).", do="Add an unlocked copy.")


def _known(root: "etree._Element") -> Draft:
    """What the package tells of the book."""
    return Draft(
        text="",
        title=told_in(root, "title"),
        outlet=told_in(root, "publisher"),
        byline=told_in(root, "creator"),
        language=told_in(root, "language")[:2].lower(),
        published=given_day(told_in(root, "date"), "The book's metadata"),
    )
