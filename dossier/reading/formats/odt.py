"""OpenDocument texts (.odt): the paragraphs of content.xml, the metadata of meta.xml."""

from typing import TYPE_CHECKING

from dossier.errors import UnreadableFile
from dossier.reading.cleaning.boilerplate import is_prose
from dossier.reading.cleaning.office_metadata import build_document, created_on
from dossier.reading.cleaning.zip_xml import MarkupBudget, open_package, parse_xml, read_part, xml_text
from dossier.reading.parsed_document import ParsedDocument

if TYPE_CHECKING:
    from lxml import etree

KIND = "OpenDocument text"
SILENT = frozenset(
    {"note", "annotation", "annotation-end", "tracked-changes", "sequence-decls", "variable-decls", "forms", "title", "desc"}
)
"""Elements whose text is not running text: footnotes, comments, deletions, descriptions of pictures."""
NESTED = frozenset({"p", "h"})


def read_odt(data: bytes) -> ParsedDocument:
    """Reads an OpenDocument text; raises `UnreadableFile` where it is locked, broken or something else."""
    archive = open_package(data, KIND)
    if b"manifest:encryption-data" in read_part(archive, "META-INF/manifest.xml", KIND):
        raise UnreadableFile(f"This {KIND} is password-protected.", do="Save a copy without the password and add that.")
    content = read_part(archive, "content.xml", KIND)
    if not content:
        raise UnreadableFile(f"This is not a valid {KIND}.", do="Open it in the program that made it and save it again.")
    paragraphs: list[list[str]] = []
    body = next(parse_xml(MarkupBudget(KIND).take(content), KIND).iter("{*}body"), None)
    if body is not None:
        _collect_paragraphs(body, paragraphs)
    meta = read_part(archive, "meta.xml", KIND)
    return build_document(["".join(pieces) for pieces in paragraphs], _metadata(meta) if meta else ParsedDocument(""))


def _collect_paragraphs(node: "etree._Element", paragraphs: list[list[str]]) -> None:
    """Append the text of an element to the paragraphs, each a list of pieces; a paragraph or heading element starts a new one. A table's row
    is one, its cells separated by semicolons, unless one of them holds prose.
    """
    from lxml import etree  # noqa: PLC0415  as with every large reader

    silent_depth = 0
    rows: list[int] = []
    for event, part in etree.iterwalk(node, events=("start", "end")):
        if not isinstance(part.tag, str):
            # an entity that is not resolved
            continue
        name = etree.QName(part).localname
        if event == "start":
            silent_depth += name in SILENT
            if silent_depth:
                continue
            if name == "table-row":
                rows.append(len(paragraphs))
            if name in NESTED:
                paragraphs.append([])
            if paragraphs:
                paragraphs[-1].append({"s": " ", "tab": " ", "line-break": " "}.get(name, "") + (part.text or ""))
            continue
        silent_depth -= name in SILENT
        if name == "table-row" and rows:
            _join_cells(paragraphs, rows.pop())
        if not silent_depth and paragraphs and name not in NESTED:
            paragraphs[-1].append(part.tail or "")


def _join_cells(paragraphs: list[list[str]], first: int) -> None:
    """Make one paragraph of the cells of a row, which are those from the number `first`, unless one of them holds prose."""
    cells = ["".join(pieces) for pieces in paragraphs[first:]]
    if not any(map(is_prose, cells)):
        paragraphs[first:] = [["; ".join(filter(None, map(str.strip, cells)))]]


def _metadata(meta: bytes) -> ParsedDocument:
    root = parse_xml(meta, KIND)
    author, created = xml_text(root, "initial-creator") or xml_text(root, "creator"), xml_text(root, "creation-date")[:10]
    return ParsedDocument(
        text="",
        title=next(("".join(t.itertext()) for t in root.iter("{http://purl.org/dc/elements/1.1/}title")), ""),
        byline=author if " " in author else "",
        published=created_on(created) if created else None,
    )
