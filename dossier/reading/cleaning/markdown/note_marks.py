"""Marks of note programs in Markdown (Obsidian, Logseq, Roam and others): links between notes, highlights, comments, anchors."""

import re

# Every run is bounded, so that no text makes the patterns slow.
MARKS: tuple[tuple[re.Pattern[str], str], ...] = (
    # comments, also over several lines; of CriticMarkup too, whose changes are accepted
    (re.compile(r"(?:(?<=\S)[ \t]{1,9})?(?<!\\)%%(?!%)(?:[^%]|%(?!%)){0,20000}%%"), ""),
    (re.compile(r"(?:(?<=\S)[ \t]{1,9})?\{>>[^{}]{0,2000}<<\}|\{--[^{}]{0,2000}--\}"), ""),
    (re.compile(r"\{\+\+([^{}]{0,2000})\+\+\}|\{==([^{}]{0,2000})==\}|\{~~[^{}]{0,2000}~>([^{}]{0,2000})~~\}"), r"\1\2\3"),
    # blocks that a program runs or draws
    (
        re.compile(
            r"^ {0,3}(`{3,}|~{3,})[ ]*\{?(?:dataview|dataviewjs|query|tasks|mermaid|plantuml|excalidraw|button|timeline|kanban)\b"
            r"(?:(?!\1)[^\n]*\n){1,500}? {0,3}\1[`~]*[ ]*$",
            re.MULTILINE,
        ),
        "",
    ),
    # other notes and pictures shown inside, references to blocks
    (re.compile(r"(?:(?<=\S)[ \t]{1,9})?(?<!\\)!\[\[[^\[\]\n]{1,500}\]\]"), ""),
    (re.compile(r"\(\([0-9a-fA-F-]{9,40}\)\)"), ""),
    # links: the shown words, else the name of the note, or of its heading
    (re.compile(r"(?<!\\)\[\[[^\[\]|\n]{0,500}\|[ ]*([^\[\]|\n]{1,500}?)[ ]*\]\]"), r"\1"),
    (re.compile(r"(?<!\\)\[\[#\^?([^\[\]#|\n]{1,500})\|?\]\]"), r"\1"),
    (re.compile(r"(?<!\\)\[\[(?:[^\[\]#|/\n]{1,200}/){0,20}([^\[\]#|/\n]{1,500}?)(?:\.md)?#\^[^\[\]|\n]{1,500}\|?\]\]"), r"\1"),
    (re.compile(r"(?<!\\)\[\[(?:[^\[\]#|/\n]{1,200}/){0,20}([^\[\]#|/\n]{1,500}?)(?:\.md)?#([^\[\]|\n]{1,500})\|?\]\]"), r"\1 > \2"),
    (re.compile(r"(?<!\\)\[\[(?:[^\[\]#|/\n]{1,200}/){0,20}([^\[\]#|/\n]{1,500}?)(?:\.md)?\|?\]\]"), r"\1"),
    # highlights, inline footnotes, values of fields
    (re.compile(r"(?<![=\\])==(?=[^\s=])([^=\n]{1,1000}+)(?<=[^\s\\=])==(?!=)"), r"\1"),
    (re.compile(r"(?<!\\)\^\[[^\[\]\n]{1,500}\]"), ""),
    (re.compile(r"(?<![\\\[])[\[(][A-Za-z][\w -]{0,30}::[ ]*([^\[\]()\n]{1,500})[\])]"), r"\1"),
    # anchors at the end of a block, properties of a block, lines of nothing but tags
    (re.compile(r"(?:^|(?<=[ \t]))\^[A-Za-z0-9][A-Za-z0-9-]{0,60}[ \t]*$", re.MULTILINE), ""),
    (re.compile(r"^[ \t]*(?:[-*][ \t]+)?[a-z][a-z0-9_-]{1,30}::(?:[ \t][^\n]{0,1000})?$", re.MULTILINE), ""),
    (re.compile(r"^[ \t]*(?:#[^\s#\\]{1,100}[ \t]*){1,30}$", re.MULTILINE), ""),
    # the head of a callout: its title, a paragraph of its own, and its mark; the box of a task
    (re.compile(r"^([ \t]*(?:>[ \t]?)+)\[![\w-]{1,30}\][+-]?[ \t]+([^\n]{1,500})$", re.MULTILINE), r"\1\2\n"),
    (re.compile(r"^([ \t]*(?:>[ \t]?)+)\[![\w-]{1,30}\][+-]?[ \t]*", re.MULTILINE), r"\1"),
    (re.compile(r"^([ \t]*(?:[-*+]|\d{1,3}[.)])[ \t]+)\[[ xX/<>-]\][ \t]+", re.MULTILINE), r"\1"),
)


def without_note_marks(source: str) -> str:
    """Markdown without the marks of note programs: the words that a reader sees; comments, anchors and tags are left out."""
    # in a table the bar of a link is escaped
    source = re.sub(r"(\[\[[^\[\]|\n]{1,500})\\\|", r"\1|", source)
    for pattern, replacement in MARKS:
        source = pattern.sub(replacement, source)
    return source
