"""Write a text and its metadata as Markdown with front matter, so that reading it gives the same text and metadata."""

import re
from collections.abc import Mapping, Sequence

import yaml

# Characters that `markdown.read_markdown` would take for markup.
MARKS = re.compile(r"([\\`*_{}\[\]()#+!|~])")
OPENING = re.compile(r"^(\s*)([->.=:]|\d{1,3}[.)])")


def as_markdown(metadata: Mapping[str, str], paragraphs: Sequence[str]) -> bytes:
    """UTF-8 Markdown with the non-empty metadata as front matter, and the paragraphs with all markup escaped."""
    front = {key: value for key, value in metadata.items() if value}
    head = f"---\n{yaml.safe_dump(front, allow_unicode=True, sort_keys=False, width=10_000)}---\n\n" if front else ""
    return (head + "\n\n".join(map(_escape, paragraphs)) + "\n").encode()


def _escape(paragraph: str) -> str:
    """One paragraph on one line in which nothing is a mark: signs behind backslashes, the beginnings of tags and entities as entities."""
    line = MARKS.sub(r"\\\1", " ".join(paragraph.split())).replace("&", "&amp;").replace("<", "&lt;")
    if opening := OPENING.match(line):
        sign = opening[2]
        return (
            f"&#{ord(sign[0])};{line[len(opening[1]) + 1 :]}" if len(sign) == 1 else line.replace(sign, f"{sign[:-1]}&#{ord(sign[-1])};", 1)
        )
    return line
