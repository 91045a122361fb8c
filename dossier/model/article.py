"""Articles and their publication days."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dossier.model.span import Span

BLANK_LINES = re.compile(r"\n\s*\n")
SENTENCE_END = re.compile(r"[.!?…:;,][\"'”’)\]]*$")
SUBHEAD_WORDS = 14


class DateBasis(StrEnum):
    """Source of a publication day, surest first."""

    GIVEN = "given"
    STATED = "stated"
    FILE_NAME = "file name"
    INFERRED = "inferred"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class PublicationDay:
    """Publication day of an article. `day` is None exactly where `basis` is UNKNOWN; `explanation` is a sentence for the user."""

    day: date | None
    basis: DateBasis
    explanation: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of an article's text. `number` counts from 1 and is used in citations; a subhead has 0."""

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
    `text` is the body, paragraphs separated by one blank line; all spans are offsets in it. `captions` and `boilerplate`
    (navigation, adverts, notices) are not part of it and yield no facts. `outlet`, `byline`, `title`, `url` and `dateline`
    are empty where the file does not give them. `language` is ISO 639-1. `is_paraphrase` is true where the front matter
    says that the text paraphrases another report. `method` is the text-extraction method, empty for the default. `earlier` are the sha256
    of its earlier versions, oldest first.
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
    earlier: tuple[str, ...] = ()

    @property
    def hashes(self) -> tuple[str, ...]:
        """The sha256 of every version, oldest first."""
        return (*self.earlier, self.sha256)

    @property
    def length(self) -> int:
        """The number of characters of the text."""
        return len(self.text)

    def paragraphs(self) -> tuple[Paragraph, ...]:
        """The paragraphs of `text` in order."""
        text, paragraphs, start, count = self.text, [], 0, 0  # the text of a stored article is looked up each time
        for gap in [*BLANK_LINES.finditer(text), None]:
            end = gap.start() if gap else len(text)
            if text[start:end].strip():
                count, number = _number_paragraph(text[start:end], count)
                paragraphs.append(Paragraph(number, Span(start, end)))
            start = gap.end() if gap else end
        return tuple(paragraphs)


def articles_by_hash(articles: Iterable[Article]) -> dict[str, Article]:
    """Articles by the sha256 of their file and of its earlier versions. A file's own hash comes before another's record of it."""
    listed = tuple(articles)
    earlier = {sha256: article for article in listed for sha256 in article.earlier}
    return earlier | {article.sha256: article for article in listed if article.sha256}


def _number_paragraph(paragraph: str, count: int) -> tuple[int, int]:
    """The count of numbered paragraphs up to this one, and its own number (0 for a subhead)."""
    words = paragraph.split()
    if len(words) <= SUBHEAD_WORDS and not SENTENCE_END.search(paragraph.strip()):
        return count, 0
    return count + 1, count + 1
