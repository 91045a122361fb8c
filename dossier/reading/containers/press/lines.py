"""Lines of documents that may hold several articles: paragraphs, rows of tables and page breaks, without formatting."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from dossier.reading.cleaning.encoding import clean, decode_text
from dossier.reading.cleaning.zip_xml import open_package, parse_xml, read_part
from dossier.reading.containers.press.labels import label_of
from dossier.reading.formats.markdown import RULE, plain_blocks
from dossier.reading.formats.rtf import plain_text

if TYPE_CHECKING:
    from lxml import etree

PAGE_BREAK = "\f"
RULE_LINE = "=" * 12
FRONT_MATTER = re.compile(r"\s*(?:---|\+\+\+|[{;]{1,3})[ ]*\n")
SPACES = {"br": "\n", "cr": "\n", "line-break": "\n", "tab": "\t", "s": " "}
SILENT = frozenset({"note", "annotation", "tracked-changes", "instrText", "delText", "Fallback"})


def document_lines(data: bytes, suffix: str) -> list[str]:
    """The lines of a Word document, an OpenDocument text, a rich text or a Markdown file without front matter, in order."""
    if suffix == ".rtf":
        return clean(plain_text(data, RULE_LINE)).split("\n")
    if suffix == ".md":
        return _markdown_lines(clean(decode_text(data)))
    kind, part = ("Word document", "word/document.xml") if suffix == ".docx" else ("OpenDocument text", "content.xml")
    source = read_part(open_package(data, kind), part, kind)
    if not source:
        return []
    root = parse_xml(source, kind)
    body = next(root.iter("{*}body"), None)
    return list(_element_lines(body, _breaking_styles(root))) if body is not None else []


def _element_lines(element: "etree._Element", breaking: frozenset[str]) -> Iterator[str]:
    """The lines below an element: a paragraph's, with an empty one after it; a row of two cells as a label and its value."""
    for part in element:
        name = _name(part)
        if name in {"p", "h"}:
            if _begins_page(part, breaking):
                yield PAGE_BREAK
            yield from _words(part).split("\n")
            yield ""
        elif name in {"tr", "table-row"}:
            cells = [" ".join(_words(cell).split()) for cell in part if _name(cell) in {"tc", "table-cell"}]
            if len(cells) == 2 and label_of(f"{cells[0].rstrip(':')}: {cells[1]}"):
                yield f"{cells[0].rstrip(':')}: {cells[1]}"
            else:
                yield from _element_lines(part, breaking)
        elif name and name not in SILENT:
            yield from _element_lines(part, breaking)


def _words(element: "etree._Element") -> str:
    """The text of a paragraph or a cell, with its line breaks and tabs; a page break is a line of its own."""
    words: list[str] = []
    is_word = element.tag.startswith("{http://schemas.openxmlformats.org/")

    def walk(part: "etree._Element") -> None:
        name = _name(part)
        if name in SILENT or not name:
            return
        is_break = name == "br" and any(value == "page" for value in part.attrib.values())
        words.append(f"\n{PAGE_BREAK}\n" if is_break else SPACES.get(name, ""))
        if not is_word or name == "t":
            words.append(part.text or "")
        for child in part:
            walk(child)
            if not is_word:
                words.append(child.tail or "")

    walk(element)
    return "".join(words)


def _breaking_styles(root: "etree._Element") -> frozenset[str]:
    """The names of an OpenDocument text's styles whose paragraphs begin a page."""
    return frozenset(
        value
        for style in root.iter("{*}style")
        if any("page" in part.attrib.values() for part in style if _name(part) == "paragraph-properties")
        for key, value in style.attrib.items()
        if str(key).endswith("}name")
    )


def _begins_page(paragraph: "etree._Element", breaking: frozenset[str]) -> bool:
    if any(str(key).endswith("}style-name") and value in breaking for key, value in paragraph.attrib.items()):
        return True
    return next(paragraph.iter("{*}pageBreakBefore"), None) is not None


def _name(part: "etree._Element") -> str:
    """The local name of an element; empty for a comment and the like."""
    return part.tag.rsplit("}", 1)[-1] if isinstance(part.tag, str) else ""


def _markdown_lines(source: str) -> list[str]:
    """The blocks of a Markdown file, with a rule where it has one; nothing where front matter says that it is one article."""
    if FRONT_MATTER.match(source):
        return []
    lines: list[str] = []
    chunk: list[str] = []
    for line in [*source.split("\n"), "***"]:
        if RULE.match(line) and not (line.strip().startswith("-") and chunk and chunk[-1].strip()):
            lines += [text for block in plain_blocks("\n".join(chunk)) for text in (block.lstrip("#").strip(), "")] + [RULE_LINE]
            chunk = []
        else:
            chunk.append(line)
    return lines[:-1]
