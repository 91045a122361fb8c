"""OpenDocument texts (.odt): the paragraphs of content.xml, the metadata of meta.xml."""

from typing import TYPE_CHECKING

from dossier.errors import UnreadableFile
from dossier.reading.cleaning.office_metadata import draft_of, made_on
from dossier.reading.cleaning.zip_xml import opened, part_of, told_in, tree_of
from dossier.reading.parsed_document import Draft

if TYPE_CHECKING:
    from lxml import etree

KIND = "OpenDocument text"
SILENT = frozenset(
    {"note", "annotation", "annotation-end", "tracked-changes", "sequence-decls", "variable-decls", "forms", "title", "desc"}
)
"""Elements whose words are not the running text: footnotes, comments, what was struck out, descriptions of pictures."""
NESTED = frozenset({"p", "h"})


def read_odt(data: bytes) -> Draft:
    """Reads an OpenDocument text; raises `UnreadableFile` where it is locked, broken or something else."""
    archive = opened(data, KIND)
    if b"manifest:encryption-data" in part_of(archive, "META-INF/manifest.xml", KIND):
        raise UnreadableFile(f"This {KIND} is locked with a password.", do="Save a copy without the password and add that.")
    content = part_of(archive, "content.xml", KIND)
    if not content:
        raise UnreadableFile(f"This is no {KIND}.", do="Open it in its program and save it anew.")
    found: list[str] = []
    body = next(tree_of(content, KIND).iter("{*}body"), None)
    if body is not None:
        _collect(body, found)
    meta = part_of(archive, "meta.xml", KIND)
    return draft_of(found, _known(meta) if meta else Draft(""))


def _collect(node: "etree._Element", found: list[str]) -> None:
    """Adds the words of an element to the paragraphs found; a paragraph or heading opens a new one."""
    from lxml import etree  # noqa: PLC0415  as with every large reader

    silent = 0
    for event, part in etree.iterwalk(node, events=("start", "end")):
        if not isinstance(part.tag, str):
            # an entity that is not resolved
            continue
        name = etree.QName(part).localname
        if event == "start":
            silent += name in SILENT
            if silent:
                continue
            if name in NESTED:
                found.append("")
            if found:
                found[-1] += {"s": " ", "tab": " ", "line-break": " "}.get(name, "") + (part.text or "")
            continue
        silent -= name in SILENT
        if not silent and found:
            found[-1] += (part.tail or "") if name not in NESTED else ""


def _known(meta: bytes) -> Draft:
    root = tree_of(meta, KIND)
    author, made = told_in(root, "initial-creator") or told_in(root, "creator"), told_in(root, "creation-date")[:10]
    return Draft(
        text="",
        title=next(("".join(t.itertext()) for t in root.iter("{http://purl.org/dc/elements/1.1/}title")), ""),
        byline=author if " " in author else "",
        published=made_on(made) if made else None,
    )
