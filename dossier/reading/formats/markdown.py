"""Markdown with front matter: markup is removed, the paragraphs stay."""

import html
import re
from dataclasses import replace

from dossier.reading.cleaning.encoding import clean, decode_text
from dossier.reading.cleaning.markdown.front_matter import split_front_matter
from dossier.reading.cleaning.markdown.note_marks import without_note_marks
from dossier.reading.cleaning.markdown.pipe_tables import rows_as_paragraphs
from dossier.reading.formats.text import build_draft, parse_by_shape
from dossier.reading.parsed_document import ParsedDocument

HEADING = re.compile(r"^ {0,3}(#{1,6})\s+(\S.*)?$")
EXCERPT = re.compile(r"^> ?#{1,6} (?:Excerpt|Summary|Description)[ ]*\n(?P<quote>(?:>.*\n)*)", re.IGNORECASE | re.MULTILINE)
UNDERLINE = re.compile(r"^ {0,3}(=+|-+)\s*$")
RULE = re.compile(r"^ {0,3}(?:(?:\* *){3,}|(?:- *){3,}|(?:_ *){3,})$")
FENCE = re.compile(r"^ {0,3}(?:```|~~~)")
DEFINITION = re.compile(r"^ {0,3}\[[^\]]+\]:\s*\S")
MARKER = re.compile(r"^\s*(?:>\s?)*(?:[-*+]\s+|\d{1,3}[.)]\s+)?")
ITEM = re.compile(r"^\s*(?:[-*+]|\d{1,3}[.)])\s+")
# Nested emphasis is removed from the inside out, so these are tried twice.
EMPHASIS = (
    (re.compile(r"(?<![\\\w*])(\*{1,3})(?=[^\s*])([^*]{1,400}+)(?<=[^\s\\])\1(?!\*)"), r"\2"),
    (re.compile(r"(?<![\\\w])(_{1,3})(?=[^\s_])((?:[^_]|(?<=\w)_(?=\w)){1,400})(?<=[^\s\\])\1(?!\w)"), r"\2"),
)
# Every run is bounded, so that no text makes the patterns slow.
INLINE = (
    (re.compile(r"!\[[^\[\]]{0,500}\]\([^()]{0,2000}\)"), ""),
    (re.compile(r"\[([^\[\]]{1,500})\]\([^()\s]{0,2000}(?:\([^()\s]{0,200}\)[^()\s]{0,200})?(?:\s+\"[^\"]{0,300}\")?\)"), r"\1"),
    (re.compile(r"\[([^\[\]^]{1,500})\]\[[^\[\]]{0,100}\]"), r"\1"),
    (re.compile(r"\[\^[^\[\]]{1,100}\]"), ""),
    (re.compile(r"<((?:https?|mailto):[^<>\s]{1,2000})>"), r"\1"),
    (re.compile(r"</?[a-zA-Z][^<>\n]{0,1000}>|<!--[^<>]{0,2000}-->"), ""),
    (re.compile(r"(?<!\\)`([^`\n]{1,500})`"), r"\1"),
    *EMPHASIS,
    *EMPHASIS,
    (re.compile(r"~~([^~]{1,400}+)~~"), r"\1"),
    (re.compile(r"\\([\\`*_{}\[\]()#+.!|>~=%^:-])"), r"\1"),
)


def read_markdown(data: bytes) -> ParsedDocument:
    """Reads a Markdown file; raises `UnreadableFile` for bytes that are no text and for broken front matter."""
    metadata, source = split_front_matter(clean(decode_text(data)))
    blocks = plain_blocks(rows_as_paragraphs(without_note_marks(_without_excerpt(source))))
    if not metadata.title and blocks and blocks[0].startswith("# "):
        metadata = _with_title(metadata, blocks[0][2:])
        blocks = blocks[1:]
    elif metadata.title and blocks and blocks[0].lstrip("# ") == metadata.title:
        blocks = blocks[1:]
    paragraphs = [block.lstrip("#").strip() if block.startswith("#") else block for block in blocks]
    return build_draft(paragraphs, metadata) if metadata != ParsedDocument("") else parse_by_shape(paragraphs)


def _without_excerpt(source: str) -> str:
    """The source without the heading "Excerpt", under which a web clipper quotes the page's description, and without a description that
    stands in the text again.
    """
    match = EXCERPT.search(source)
    if not match:
        return source
    description = " ".join(match["quote"].replace(">", " ").split())
    repeated = description.rstrip(" .…") in " ".join(source[match.end() :].split())
    return source[: match.start()] + ("" if repeated else f"{description}\n\n") + source[match.end() :]


def plain_blocks(source: str) -> list[str]:
    """The paragraphs of a Markdown source without markup; a heading keeps its number signs ("## Talks")."""
    blocks: list[str] = []
    running = False
    for line in source.split("\n"):
        heading = HEADING.match(line)
        if running and UNDERLINE.match(line) and blocks:
            blocks[-1] = f"{'#' if '=' in line else '##'} {blocks[-1]}"
            running = False
        elif not line.strip(" >") or RULE.match(line) or FENCE.match(line) or DEFINITION.match(line):
            running = False
        elif heading:
            blocks.append(f"{heading[1]} {(heading[2] or '').rstrip().rstrip('#').rstrip()}")
            running = False
        elif running and not ITEM.match(line):
            blocks[-1] += " " + MARKER.sub("", line).strip()
        else:
            blocks.append(MARKER.sub("", line).strip())
            running = True
    return [text for text in map(_strip_marks, blocks) if text.strip("# ")]


def _strip_marks(block: str) -> str:
    for pattern, replacement in INLINE:
        block = pattern.sub(replacement, block)
    return clean(html.unescape(block)).replace("\n", " ").strip()


def _with_title(metadata: ParsedDocument, title: str) -> ParsedDocument:
    return replace(metadata, title=title.strip())
