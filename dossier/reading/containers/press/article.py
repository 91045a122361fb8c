"""One article of a press archive's download: its fields from labelled and unlabelled lines, its text between head and tail."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from dossier.reading.cleaning.boilerplate import is_prose
from dossier.reading.cleaning.encoding import clean
from dossier.reading.cleaning.header import COUNTED_WORDS, DAY_WORDS, LONGEST_STAMP, is_byline, outlet_beside_day, without_by
from dossier.reading.cleaning.markdown.front_matter import as_markdown
from dossier.reading.cleaning.outlet_lines import named_outlet
from dossier.reading.cleaning.paragraphs import paragraphs_of
from dossier.reading.cleaning.publication_date import CLOCK, DATE, is_dateline, parse_stated
from dossier.reading.containers.entry import ContainerEntry, file_name
from dossier.reading.containers.press.labels import label_of

COPYRIGHT = re.compile(r"\s*(?:©|\(c\)|copyright)\s*(?:©|\(c\))?\s*(?:\d{4}|by\b)|\s*all rights reserved\W*$", re.IGNORECASE)
PROPERTY = re.compile(r"\s*copyright of .{2,120} is the property of ", re.IGNORECASE)
LENGTH = re.compile(rf"\(?\d[\d,.’' ]*\s?{COUNTED_WORDS}\)?\W*$", re.IGNORECASE)
WORD_COUNT = re.compile(rf"\d {COUNTED_WORDS}\b", re.IGNORECASE)
"""The length of an article: what stands beside it is a section, not an outlet."""
FOREIGN_BY = re.compile(r"^(?:von|par|por|di)[:\s]\s*", re.IGNORECASE)
CODE = re.compile(r"[A-Z0-9]{2,8}|\d{1,4}|[A-Z]\d{1,3}")
"""A line of Factiva with the code of the source or the page."""
LANGUAGES = re.compile(
    r"(?:english|german|deutsch|french|français|spanish|español|italian|italiano|dutch|nederlands|portuguese|português|russian|polish)\W*$",
    re.IGNORECASE,
)
EDITION = re.compile(r".*\bedition\b.*|(?:first|late|final|national|online)\b.{0,20}$", re.IGNORECASE)
END_MARK = re.compile(r"\W*(?:end|ende|fin|fine|ends|eom)\W*|\W+", re.IGNORECASE)
HEAD_LINES = 12
"""Unlabelled lines above the first labelled one that may be the head of an article; above them stands what the archive writes on the search."""


@dataclass(slots=True)
class PressArticle:
    """Article of a download as its lines are read: `head` are unlabelled lines above the text, `body` its lines, `fields` the values of
    labels. `part` is where the reading is: "head", "body" or "tail".
    """

    head: list[str] = field(default_factory=list)
    body: list[str] = field(default_factory=list)
    fields: dict[str, str] = field(default_factory=dict)
    notices: list[str] = field(default_factory=list)
    part: str = "head"
    pending: str = ""
    labelled: bool = False

    def take(self, line: str) -> None:
        """Read one line."""
        label = label_of(line)
        if (COPYRIGHT.match(line) and not is_prose(line)) or PROPERTY.match(line):
            self._take_notice(line)
        elif label and self._is_label_here(label[0]):
            self._take_label(label[0], label[2])
        elif self.pending and line.strip():
            self.fields.setdefault(self.pending, line.strip())
            self.pending = ""
        elif self.part == "head" and line.strip():
            if is_prose(line) or (self.labelled and len(line.split()) >= HEAD_LINES):
                self.part = "body"
                self.body.append(line)
            else:
                self.head.append(line.strip())
        elif self.part == "body":
            self.body.append(line)

    def close(self) -> None:
        """Take the labelled lines and the mark of the end that stand below the text away from it."""
        while self.body and (not self.body[-1].strip() or END_MARK.fullmatch(self.body[-1].strip()) or label_of(self.body[-1])):
            if label := label_of(self.body.pop()):
                # the text itself may follow a label
                self.fields.setdefault(label[0], label[2])

    def _take_notice(self, line: str) -> None:
        self.notices.append(line.strip())
        if self.part == "body" and any(text.strip() for text in self.body):
            self.part = "tail"

    def _is_label_here(self, name: str) -> bool:
        """True where a label of that field counts: inside a text, only those that end it do."""
        return self.part != "body" or name in {"tail", "text"} or not any(text.strip() for text in self.body)

    def _take_label(self, name: str, value: str) -> None:
        self.labelled, self.pending = True, ""
        if name in {"text", "lead"}:
            self.part = "body"
            self.body += [value, ""] if value else []
        elif name == "tail":
            self.part = "tail" if self.part == "body" and any(text.strip() for text in self.body) else self.part
        elif value:
            self.fields.setdefault(name, value)
        elif name != "other":
            self.pending = name


def article_entry(record: Sequence[str], number: int, around: str, *, title_first: bool) -> ContainerEntry:
    """A record as Markdown with front matter. `around` is text of the whole download, whose dates show the order of day and month;
    `title_first` says that the title stands above outlet and day, as in the archive's newer downloads.
    """
    article = PressArticle()
    for line in record:
        article.take(clean(line))
    title, outlet, stamp = _head_fields(article, title_first=title_first)
    article.close()
    fields = article.fields
    paragraphs = paragraphs_of("\n".join(article.body)) or paragraphs_of(fields.get("abstract", ""))
    stamp = fields.get("date") or (fields.get("outlet", "") if DATE.search(fields.get("outlet", "")) else "") or stamp
    published = parse_stated([stamp], around) if stamp else None
    day = published.day.isoformat() if published and published.day else ""
    byline = fields.get("author") or next((line for line in article.head if is_byline(line)), "")
    metadata = {
        "title": fields.get("title") or title,
        "outlet": _outlet(fields.get("outlet", "")) or outlet or named_outlet(article.notices),
        "author": FOREIGN_BY.sub("", without_by(byline.strip())),
        "date": day,
        "url": fields.get("url", ""),
    }
    shown = f"article {number}"
    if not any(ch.isalpha() for part in paragraphs for ch in part):
        return ContainerEntry("", error="It has no text.", shown=f"{shown}: {metadata['title']}".rstrip(": "))
    note = "" if day else f"Its date “{stamp}” was not recognised; set it with “dossier set”." if stamp else ""
    return ContainerEntry(file_name(metadata["title"], ".md", shown), as_markdown(metadata, paragraphs), note=note, shown=shown)


def _outlet(value: str) -> str:
    """The outlet in a field that may name place, day and page too ("Aster Post ; Aster [Aster] 03 Feb 2031: A.3")."""
    if date := DATE.search(value):
        value = value[: date.start()]
    return DAY_WORDS.sub("", re.split(r"\s*[;\[(]|\.\s|,\s(?=\d|[A-Z][a-z]+day)", value)[0].strip(" ,.;:-"))


def _head_fields(article: PressArticle, *, title_first: bool) -> tuple[str, str, str]:
    """Title, outlet and the line of the day among the unlabelled lines above the text."""
    lines = [line for line in article.head if not _is_page_line(line)][-HEAD_LINES:]
    at = next((number for number, line in enumerate(lines) if is_dateline(line)), None)
    beside = next((number for number, line in enumerate(lines) if outlet_beside_day(line) and not WORD_COUNT.search(line)), None)
    if beside is not None and at in {None, beside}:
        others = [line for line in (*lines[:beside], *lines[beside + 1 :]) if not is_byline(line)]
        return (others[0] if others else ""), outlet_beside_day(lines[beside]) or "", lines[beside]
    if at is None:
        at = next((number for number, line in enumerate(lines) if DATE.search(line) and len(line.split()) <= LONGEST_STAMP), None)
    if at is None:
        return (lines[0] if lines else ""), "", ""
    above = [line for line in lines[:at] if not LENGTH.match(line) and not is_byline(line)]
    below = [line for line in lines[at + 1 :] if not is_byline(line) and not EDITION.fullmatch(line) and not CLOCK.fullmatch(line)]
    noted = named_outlet(article.notices)
    if any(LENGTH.match(line) for line in lines[:at]):
        # title, author, length, day, outlet
        return (max(above, key=len) if above else ""), (below[0] if below else ""), lines[at]
    if noted and noted in above[-2:] + below[:1]:
        rest = [line for line in (*above, *below) if line != noted]
        after = [line for line in below if line != noted]
        return (
            (
                above[-2]
                if len(above) > 1 and above[-1] == noted and (title_first or not after)
                else after[0]
                if after
                else rest[-1]
                if rest
                else ""
            ),
            noted,
            lines[at],
        )
    if len(above) > 1 and (title_first or not below):
        return above[-2], above[-1], lines[at]
    return (below[0] if below else above[-1] if above else ""), (above[-1] if above and below else ""), lines[at]


def _is_page_line(line: str) -> bool:
    return bool(CODE.fullmatch(line) or LANGUAGES.fullmatch(line))
