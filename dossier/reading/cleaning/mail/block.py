"""Forwarded and pasted mails: the lines of sender, day and subject that mail programs write above a mail they pass on."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from dossier.model.article import DateBasis, PublicationDay
from dossier.reading.cleaning.mail.headers import REPLY, is_outlet, split_address
from dossier.reading.cleaning.publication_date import DATE, parse_stated
from dossier.reading.parsed_document import ParsedDocument

FEWEST_FIELDS = 3
LOOK_AHEAD = 400
"""Lines in which a header block is looked for."""
DEEPEST = 5
"""Mails forwarded inside one another that are unwrapped."""
QUOTE = re.compile(r"^\s*(?:>\s?)+|^\s*\|\s")
RULE = re.compile(r"^\W*[-–—_=*]{3,}")
ATTRIBUTION = re.compile(
    r"(?P<before>[^<>]{0,120}?)[\"“']?(?P<name>[^\d<>,:\"“”]{2,60}?)[\"”']?\s*<(?:mailto:)?(?P<address>[^<>\s]+@[^<>\s]+)>[^<>]{0,40}[:：]$"
)
"""The line "On 3 February 2031, NAME <ADDRESS> wrote:" in any language."""
ANSWER = re.compile(
    r"\s*(?:(?:re|aw|sv|antw|odp|res|rif|ynt)\s*(?:\[\d+\])?:\s*+)++(?!(?:fwd?|wg|tr|rv|enc|pd|vb|vl|doorst|i|ilt|пересл\w*)\s*[:：])",
    re.IGNORECASE,
)
"""The subject of an answer; the answer to a forwarded mail passes it on."""
HEADER_LINE = re.compile(r"[A-Za-z][A-Za-z-]{1,40}:\s+\S|\s+\S")
"""A header line of any name, or one that continues it (RFC 5322)."""
FIRST_LINES = 6
"""Lines of a pasted mail in which somebody may speak before the line "… wrote:"."""
CLOCK_WORD = re.compile(r"^(?:[ap]\.?m\.?|uhr|hrs?|h)[\s,]+", re.IGNORECASE)
"""What follows the clock, before the sender's name."""
MAILTO = re.compile(r"[\[(](?:mailto:)?([^\[\]()\s]+@[^\[\]()\s]+)[\])]")
YEAR_FIRST = re.compile(r"(\d{4})\. ([^\W\d_]{3,12})\.? (\d{1,2})\.")
"""A day in Hungarian order, with its month written out."""


@dataclass(frozen=True, slots=True)
class MailBlock:
    """Header block of a mail inside a text: its lines half-open, the separator above them included, and its fields."""

    start: int
    end: int
    fields: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ForwardedMail:
    """A forwarded mail: the lines that others wrote above it, its innermost header block, and its own lines."""

    above: tuple[str, ...]
    fields: Mapping[str, str]
    lines: tuple[str, ...]


@cache
def _labels() -> re.Pattern[str]:
    """A pattern of a header line in any of the languages; each field is a group."""
    labels = tomllib.loads(files("dossier.reading.cleaning").joinpath("data/mail_fields.toml").read_text(encoding="utf-8"))
    groups = "|".join(f"(?P<{field}>{'|'.join(map(re.escape, sorted(words, key=len, reverse=True)))})" for field, words in labels.items())
    return re.compile(
        rf"[*_]{{0,2}}(?:{groups})[*_]{{0,2}}\s?[:：][*_]{{0,2}}(?:\s+|(?<=：)|(?=[\"<])|$)[*_]{{0,2}}(?P<value>.*)$", re.IGNORECASE
    )


def unwrap(lines: Sequence[str], subject: str = "", *, at_top: bool = False) -> ForwardedMail | None:
    """The innermost mail that a text passes on; None where it passes none on. `subject` is that of the mail around it: with a mark of an
    answer, what it quotes is no forwarded mail. `at_top` wants the header block to begin the text, as in a mail pasted into a file.
    """
    if ANSWER.match(subject):
        return None
    forwarded = None
    above: tuple[str, ...] = ()
    for depth in range(DEEPEST):
        block = find_block(lines, at_top=at_top and depth == 0)
        if not block:
            break
        own, rest = lines[: block.start], _unquoted(lines[block.end :])
        is_passed_on = depth == 0 and REPLY.match(subject) is not None
        if not _letters(rest) or (not is_passed_on and _letters(own) * 2 > _letters(rest)):
            break
        above = (*above, *(line for line in _unquoted(own) if line.strip()))
        forwarded = ForwardedMail(above, block.fields, tuple(rest))
        lines = rest
    return forwarded


def find_block(lines: Sequence[str], *, at_top: bool = False) -> MailBlock | None:
    """The first header block of a text: a run of three header lines or more, sender and subject or day among them; or one line that names
    day and sender and ends with a colon ("… wrote:").
    """
    plain = [QUOTE.sub("", line).strip() for line in lines[:LOOK_AHEAD]]
    if at_top and (block := _raw_headers(lines)):
        return block
    for number, line in enumerate(plain):
        is_below = at_top and any(text and not _is_separator(text) for text in plain[:number])
        if is_below and number >= FIRST_LINES:
            return None
        if fields_and_end := (None if is_below else _block_from(plain, number)) or _attribution(line, number):
            fields, end = fields_and_end
            start = number
            while start and (not plain[start - 1] or _is_separator(plain[start - 1])):
                start -= 1
            return MailBlock(start, end, fields)
    return None


def _raw_headers(lines: Sequence[str]) -> MailBlock | None:
    """The header lines at the top of a raw mail or a message of a newsgroup, whatever their names; None for other lines."""
    count = next((number for number, line in enumerate(lines) if not HEADER_LINE.match(line)), len(lines))
    fields: dict[str, str] = {}
    for line in lines[:count]:
        if match := _labels().match(line):
            fields.setdefault(next(name for name in ("from", "sent", "to", "cc", "subject") if match[name]), match["value"].strip())
    return MailBlock(0, count, fields) if len(fields) < count and {"from", "subject"} <= fields.keys() and "sent" in fields else None


def _block_from(plain: list[str], start: int) -> tuple[dict[str, str], int] | None:
    """The fields of the header lines from `start` on, and the number of the line after them; None where they are too few."""
    if one_line := _fields_in(plain[start]):
        return one_line, start + 1
    fields: dict[str, str] = {}
    number, last = start, ""
    while number < len(plain):
        match = _labels().match(plain[number])
        if match:
            last = next(name for name in ("from", "sent", "to", "cc", "subject") if match[name])
            fields.setdefault(last, match["value"].strip())
        elif plain[number] and last and (not fields[last] or (last in {"to", "cc"} and re.match(r"[\"<]?[^\s:]+@|.*[;,]$", plain[number]))):
            # a value below its label, or a list of receivers that runs on
            fields[last] = fields[last] or plain[number]
        elif plain[number] or len(fields) < 2 or not _labels().match(next((line for line in plain[number + 1 : number + 2] if line), "")):
            break
        number += 1
    return (fields, number) if _is_block(fields) else None


def _fields_in(line: str) -> dict[str, str] | None:
    """The fields of a header block that stands on one line, as some programs join it; None for any other line."""
    if len(line) > 2000 or line.count(":") + line.count("：") < FEWEST_FIELDS:
        return None
    pieces = re.split(
        r"(?:(?<=[>)\]])|(?<=\s)|(?<=[a-zäöüA-Z\d])(?=[A-ZА-ЯÀ-Þ][^\W\d_]{1,14}:))(?=[^\W\d_][^\W_]{0,14}(?: [^\W\d_]{1,10})?\s?[:：])",
        line,
    )
    fields: dict[str, str] = {}
    for piece in pieces:
        if match := _labels().match(piece.strip()):
            fields.setdefault(next(name for name in ("from", "sent", "to", "cc", "subject") if match[name]), match["value"].strip())
    return fields if _is_block(fields) else None


def _is_block(fields: Mapping[str, str]) -> bool:
    return len(fields) >= FEWEST_FIELDS and "from" in fields and bool({"sent", "subject"} & fields.keys())


def _attribution(line: str, number: int) -> tuple[dict[str, str], int] | None:
    """Sender and day of a line that ends with "wrote:" or the like; None for any other line."""
    match = ATTRIBUTION.fullmatch(line) if len(line) < 250 and line.endswith((":", "：")) and DATE.search(line) else None
    if not match:
        return None
    return {"from": f"{CLOCK_WORD.sub('', match['name'].strip())} <{match['address']}>", "sent": line}, number + 1


def _is_separator(line: str) -> bool:
    """True for a line that announces a forwarded mail: a rule, with or without words, or a few words and a colon."""
    return bool(RULE.match(line)) or (line.endswith((":", "：")) and len(line.split()) <= 6 and not DATE.search(line))


def _unquoted(lines: Sequence[str]) -> list[str]:
    """The lines without the marks of a quotation, where most of them have some."""
    filled = [line for line in lines if line.strip()]
    quoted = sum(bool(QUOTE.match(line)) for line in filled)
    return [QUOTE.sub("", line) for line in lines] if quoted * 2 > len(filled) else list(lines)


def _letters(lines: Sequence[str]) -> int:
    return sum(ch.isalpha() for line in lines for ch in line)


def block_metadata(fields: Mapping[str, str], around: str = "") -> ParsedDocument:
    """A header block as a document without text. `around` is the rest of the mail, whose dates show the order of day and month."""
    name, address = split_address(MAILTO.sub(r"<\1>", fields.get("from", "")))
    outlet = name if is_outlet(name, address) else ""
    return ParsedDocument(
        text="",
        title=REPLY.sub("", " ".join(fields.get("subject", "").split())),
        outlet=outlet,
        byline="" if outlet or "@" in name else name,
        published=_sent_day(fields.get("sent", ""), around),
    )


def _sent_day(words: str, around: str) -> PublicationDay | None:
    """The day on which a forwarded mail was sent; unknown, with the reason, where its words are not understood."""
    stated = parse_stated([YEAR_FIRST.sub(r"\3 \2 \1", words)], around) if words else None
    if stated and stated.day and stated.basis is DateBasis.STATED:
        return PublicationDay(stated.day, DateBasis.GIVEN, f"The header of the forwarded email says “{words}”.")
    return stated or PublicationDay(
        None,
        DateBasis.UNKNOWN,
        f"The date of the forwarded email, “{words}”, was not recognised." if words else "The forwarded email has no date.",
    )
