"""Word documents (.docx): text from mammoth's HTML, title and author from the core properties."""

import io

from dossier.errors import UnreadableFile
from dossier.reading.cleaning.boilerplate import is_prose
from dossier.reading.cleaning.html_blocks import blocks_of
from dossier.reading.cleaning.office_metadata import build_document, created_on
from dossier.reading.cleaning.zip_xml import BROKEN, MarkupBudget, open_package, parse_xml, read_part, xml_text
from dossier.reading.parsed_document import ParsedDocument

KIND = "Word document"


def read_docx(data: bytes) -> ParsedDocument:
    """Reads a Word document; raises `UnreadableFile` where it is locked, broken or no Word document."""
    import mammoth  # noqa: PLC0415  as with every large reader

    archive, budget = open_package(data, KIND), MarkupBudget(KIND)
    for name in dict.fromkeys(archive.namelist()):
        # mammoth reads these whole; a part that swells past the limit is refused here
        if name.endswith((".xml", ".rels")):
            budget.take(read_part(archive, name, KIND))
    if not read_part(archive, "[Content_Types].xml", KIND):
        raise UnreadableFile(f"This is not a valid {KIND}.", do="Open it in the program that made it and save it again.")
    try:
        converted = mammoth.convert_to_html(io.BytesIO(data), convert_image=mammoth.images.img_element(lambda _image: {}))
    # a damaged file makes the library fail in many ways
    except (*BROKEN, AttributeError, IndexError, TypeError, SyntaxError, RecursionError) as error:
        raise UnreadableFile(f"This {KIND} is damaged.", do="Open it in the program that made it and save it again.") from error
    return build_document(blocks_of(_join_rows(converted.value)), _metadata(read_part(archive, "docProps/core.xml", KIND)))


def _join_rows(source: str) -> str:
    """The converted document with each row of a table as one cell, its cells separated by semicolons unless one holds prose, and without the
    marks that lead to notes and back.
    """
    from lxml import html  # noqa: PLC0415  as above

    if not source.strip():
        return source
    root = html.fragment_fromstring(source, create_parent="div")
    for link in root.xpath(".//a[starts-with(@href, '#footnote-') or starts-with(@href, '#endnote-') or starts-with(@href, '#comment-')]"):
        link.drop_tree()
    for row in root.xpath(".//tr[not(.//table)]"):
        cells = [" ".join(blocks_of(str(html.tostring(cell, encoding="unicode", with_tail=False)))) for cell in row]
        if not any(map(is_prose, cells)):
            del row[1:]
            for cell in row:
                del cell[:]
                cell.text = "; ".join(filter(None, cells))
    return str(html.tostring(root, encoding="unicode"))


def _metadata(core: bytes) -> ParsedDocument:
    """Metadata from the core properties."""
    if not core:
        return ParsedDocument("")
    root = parse_xml(core, KIND)
    created = xml_text(root, "created")[:10]
    author = xml_text(root, "creator")
    return ParsedDocument(
        text="",
        title=xml_text(root, "title"),
        byline=author if " " in author else "",
        published=created_on(created) if created else None,
    )
