"""Markdown with YAML front matter: markup is removed, the paragraphs stay."""

import html
import re
from dataclasses import replace
from typing import Any

import yaml

from dossier.errors import UnreadableFile
from dossier.reading.cleaning.encoding import clean, decode_text
from dossier.reading.cleaning.publication_date import parse_metadata
from dossier.reading.formats.text import build_draft, parse_by_shape
from dossier.reading.parsed_document import ParsedDocument

FRONT = re.compile(r"\s*---[ ]*\n(?P<yaml>.*?)(?:^|\n)(?:---|\.\.\.)[ ]*(?:\n|$)", re.DOTALL)
HEADING = re.compile(r"^ {0,3}(#{1,6})\s+(.*?)\s*#*$")
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
    (re.compile(r"\\([\\`*_{}\[\]()#+.!|>~-])"), r"\1"),
)
KEYS = {
    "title": ("title", "headline"),
    "outlet": ("outlet", "source", "publisher", "publication", "site"),
    "byline": ("byline", "author", "authors"),
    "language": ("language", "lang"),
    "url": ("url", "link", "source_url"),
    "published": ("published", "date", "publication_date"),
}


def read_markdown(data: bytes) -> ParsedDocument:
    """Reads a Markdown file; raises `UnreadableFile` for bytes that are no text or front matter that is no YAML."""
    metadata, source = _split_front_matter(clean(decode_text(data)))
    blocks = plain_blocks(source)
    if not metadata.title and blocks and blocks[0].startswith("# "):
        metadata = _with_title(metadata, blocks[0][2:])
        blocks = blocks[1:]
    elif metadata.title and blocks and blocks[0].lstrip("# ") == metadata.title:
        blocks = blocks[1:]
    paragraphs = [block.lstrip("#").strip() if block.startswith("#") else block for block in blocks]
    return build_draft(paragraphs, metadata) if metadata != ParsedDocument("") else parse_by_shape(paragraphs)


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
            blocks.append(f"{heading[1]} {heading[2]}")
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


def _split_front_matter(source: str) -> tuple[ParsedDocument, str]:
    """The front matter's metadata, and the source below it. A file that only begins with a horizontal rule has no front matter."""
    match = FRONT.match(source)
    if not match:
        return ParsedDocument(""), source
    try:
        front: Any = yaml.safe_load(match["yaml"])
    except (yaml.YAMLError, ValueError) as error:
        line = getattr(getattr(error, "problem_mark", None), "line", None)
        where = f" at its line {line + 2}" if line is not None else ""
        raise UnreadableFile(f"The front matter is not valid YAML{where}.", do="Quote values that hold a colon, or remove it.") from error
    if not isinstance(front, dict):
        return ParsedDocument(""), source if front else source[match.end() :]
    return _parse_front_matter(front), source[match.end() :]


def _parse_front_matter(front: dict[Any, Any]) -> ParsedDocument:
    """Metadata from the keys of the front matter; unknown keys are ignored."""
    values = {str(key).strip().lower().replace("-", "_"): value for key, value in front.items()}
    fields = {name: next((values[key] for key in keys if values.get(key) is not None), "") for name, keys in KEYS.items()}
    byline = ", ".join(map(_words, fields["byline"])) if isinstance(fields["byline"], list) else _words(fields["byline"])
    return ParsedDocument(
        text="",
        title=_words(fields["title"]),
        outlet=_words(fields["outlet"]),
        byline=byline,
        language=_words(fields["language"]).lower()[:2],
        url=_words(fields["url"]),
        published=parse_metadata(fields["published"], "The front matter"),
        is_paraphrase=bool(values.get("restates")),
    )


def _words(value: object) -> str:
    return " ".join(str(value).split()) if isinstance(value, str | int | float) else ""


def _with_title(metadata: ParsedDocument, title: str) -> ParsedDocument:
    return replace(metadata, title=title.strip())
