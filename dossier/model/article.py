"""One source text, and how the day it was published is known."""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dossier.model.span import Span

BLANK_LINES = re.compile(r"\n\s*\n")
SENTENCE_END = re.compile(r"[.!?…:;,][\"'”’)\]]*$")
SUBHEAD_WORDS = 14


class DateBasis(StrEnum):
    """How a publication day is known, surest first."""

    GIVEN = "given"
    STATED = "stated"
    FILE_NAME = "file name"
    INFERRED = "inferred"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class PublicationDay:
    """The day a text was published. `day` is None exactly where `basis` is UNKNOWN; `why` is a sentence for people."""

    day: date | None
    basis: DateBasis
    explanation: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of an article's text. `number` counts from 1 and is what citations name; a subhead has 0."""

    number: int
    span: Span

    @property
    def subhead(self) -> bool:
        """True for a heading inside the text."""
        return self.number == 0


@dataclass(frozen=True, slots=True)
class Article:
    """One source text as read from a file.

    `id` is the first 12 hex digits of the file's sha256; `file` its name under seeds/ with forward slashes.
    `text` is the reporting alone, paragraphs parted by one blank line; every span of every fact counts in it.
    `captions` are kept apart and yield no facts, and so are the lines `left_out` as navigation, adverts or notices.
    `outlet`, `byline`, `title`, `url` and `dateline` are empty where the file does not tell them. `language` is ISO 639-1.
    `restates` is true where the front matter says that the text retells another report. `method` names how its text was taken out of the
    file, where that is not the usual way.
    """

    id: str
    file: str
    sha256: str
    title: str
    outlet: str
    byline: str
    language: str
    published: PublicationDay
    text: str
    captions: tuple[str, ...] = ()
    boilerplate: tuple[str, ...] = ()
    url: str = ""
    dateline: str = ""
    is_paraphrase: bool = False
    method: str = ""

    def paragraphs(self) -> tuple[Paragraph, ...]:
        """The paragraphs of `text` in order."""
        found, start, number = [], 0, 0
        for gap in [*BLANK_LINES.finditer(self.text), None]:
            end = gap.start() if gap else len(self.text)
            if self.text[start:end].strip():
                number, mine = _numbered(self.text[start:end], number)
                found.append(Paragraph(mine, Span(start, end)))
            start = gap.end() if gap else end
        return tuple(found)


def _numbered(paragraph: str, before: int) -> tuple[int, int]:
    """The count after this paragraph, and the paragraph's own number (0 for a subhead)."""
    words = paragraph.split()
    if len(words) <= SUBHEAD_WORDS and not SENTENCE_END.search(paragraph.strip()):
        return before, 0
    return before + 1, before + 1
