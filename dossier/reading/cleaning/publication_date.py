"""Publication date: parsed from headers, file names and metadata."""

import re
from collections.abc import Iterable
from datetime import date, datetime

import dateparser

from dossier.model.article import DateBasis, PublicationDay

MONTH = r"[^\W\d_]{3,12}\.?"
WRITTEN = (
    r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}",
    rf"\d{{1,2}}(?:st|nd|rd|th|\.)?\s+(?:de\s+|of\s+)?{MONTH},?\s+(?:de\s+)?\d{{4}}",
    rf"{MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}",
    r"\d{4}\s*[年년]\s*\d{1,2}\s*[月월]\s*\d{1,2}\s*[日일]",
)
NUMBERS = r"\d{1,2}[-/.]\d{1,2}[-/.]\d{4}"
DATE = re.compile(rf"(?<![\w/-])(?:{'|'.join(WRITTEN)}|{NUMBERS})(?![\d/-])")
ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$")
ISO_IN_NAME = re.compile(r"(?<!\d)((?:19|20)\d\d)([-_./]?)(\d\d)\2(\d\d)(?!\d)")
YEARLESS = re.compile(r"\b(?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8}\.?)(?!\d|:|,? \d{4})")
EARLIEST, LATEST = 1700, 2199

LABEL = re.compile(
    r"^\W*(?:(?:first |last |originally )?(?:published|updated|posted|modified|issued|created)(?: (?:on|at|online))?|publication date|date(?:line)?"
    r"|veröffentlicht(?: am)?|stand|publié(?: le)?|mis à jour(?: le)?|publicado(?: el| em)?|actualizado|pubblicato(?: il)?|gepubliceerd"
    r"|opublikowano|опубликовано|опубліковано|оновлено|обновлено|дата|发布时间|更新时间|發布時間|公開日時|入力)\s*[:：|-]?\s*",
    re.IGNORECASE,
)
UPDATED = re.compile(r"updat|modif|mis à jour|actualiz|оновл|обновл|更新", re.IGNORECASE)
CLOCK = r"(?:,?\s*(?:at\s+)?\d{1,2}[:.h]\d{2}(?:[:.]\d{2})?\s*(?:[ap]\.?m\.?)?\s*(?:\(?[A-Z]{2,5}\)?)?(?:\s*[+-]\d{1,2}:?\d{0,2})?)?"
DATE_ALONE = re.compile(rf"^\W*(?:[^\W\d_]{{3,12}}\.?,?\s+)?{DATE.pattern}{CLOCK}\W*$")


def parse_day(words: str) -> date | None:
    """The calendar day of a written-out or ISO date; None for anything else, also for 04/02/2026, which is ambiguous."""
    words = words.strip()
    if match := ISO.match(words):
        return _day(*map(int, match.groups()))
    if re.fullmatch(NUMBERS, words):
        readings = {day for day in _both_readings(words) if day}
        return readings.pop() if len(readings) == 1 else None
    # dateparser would also read "tomorrow", by the clock
    if not DATE.fullmatch(words):
        return None
    settings = {"STRICT_PARSING": True, "RETURN_AS_TIMEZONE_AWARE": False}
    parsed = dateparser.parse(re.sub(r"(?<=\d)(?:st|nd|rd|th)\b", "", words), settings=settings)
    return parsed.date() if parsed and EARLIEST <= parsed.year <= LATEST else None


def is_dateline(line: str) -> bool:
    """True for a line that only gives the time of publication: a labelled date, or a date alone."""
    if DATE_ALONE.match(line):
        return True
    label, stamp = LABEL.match(line), DATE.search(line)
    return bool(label and stamp and stamp.start() - label.end() <= 14 and len(line) - stamp.end() <= 60)


def parse_stated(lines: Iterable[str], around: str = "") -> PublicationDay | None:
    """The day that header lines state, "published" before "updated"; None where they state none.

    `around` is the rest of the text: its unambiguous dates show the order of day and month in an all-numeric date.
    """
    lines = list(lines)
    stamps = [(UPDATED.search(line[: line.find(m.group())]) is not None, line, m.group()) for line in lines if (m := DATE.search(line))]
    open_dates = []
    for _, line, words in sorted(stamps, key=lambda stamp: stamp[0]):
        day = parse_day(words) or _resolve_by_order(words, around)
        if day:
            return PublicationDay(day, DateBasis.STATED, f"The text says “{line.strip()}”.")
        open_dates.append(words)
    for words in open_dates:
        both = " or ".join(day.isoformat() for day in _both_readings(words) if day)
        if both:
            return PublicationDay(None, DateBasis.UNKNOWN, f"The text says “{words}”, which can be {both}; nothing else in it tells which.")
    for line in lines:
        if YEARLESS.search(line):
            return PublicationDay(None, DateBasis.UNKNOWN, f"The text says “{line.strip()}”, which names no year.")
    return None


def parse_metadata(value: object, source: str) -> PublicationDay | None:
    """The day given by metadata (a date, a datetime or words); `source` names them in the explanation ("The front matter")."""
    if isinstance(value, datetime):
        value = value.date()
    day = value if isinstance(value, date) else _parse_words(str(value or ""))
    return PublicationDay(day, DateBasis.GIVEN, f"{source} says {day.isoformat()}.") if day else None


def from_filename(name: str) -> PublicationDay | None:
    """The day in a file's name: the first year, month and day that make a date (2026-01-26, 2026_01_26, 20260126)."""
    for match in ISO_IN_NAME.finditer(name):
        around = name[max(0, match.start() - 1) : match.start()] + name[match.end() : match.end() + 1]
        # Eight digits inside a word or a hash are no date; a "T" begins a time.
        if not match[2] and any(ch.isalnum() and ch != "T" for ch in around):
            continue
        if day := _day(int(match[1]), int(match[3]), int(match[4])):
            return PublicationDay(day, DateBasis.FILE_NAME, f"The file's name has {day.isoformat()}.")
    return None


def unknown_day() -> PublicationDay:
    """The publication day of a text without any date."""
    return PublicationDay(None, DateBasis.UNKNOWN, "Neither the text nor the file's name tells a day.")


def _parse_words(words: str) -> date | None:
    match = re.match(r"\s*(\d{4}-\d{2}-\d{2})", words) or DATE.search(words)
    return parse_day(match.group().strip()) if match else None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if EARLIEST <= year <= LATEST else None
    except ValueError:
        return None


def _both_readings(words: str) -> tuple[date | None, date | None]:
    """A date of mere numbers read day first, then month first."""
    numbers = re.findall(r"\d+", words)
    if len(numbers) != 3 or len(numbers[2]) != 4:
        return None, None
    first, second, year = map(int, numbers)
    return _day(year, second, first), _day(year, first, second)


def _resolve_by_order(words: str, around: str) -> date | None:
    """A date of mere numbers read in the order that the text's other dates prove: by one past twelve, or by being the same day."""
    day_first, month_first = _both_readings(words)
    orders: set[bool] = set()
    for match in DATE.finditer(around):
        if re.fullmatch(NUMBERS, match.group()):
            as_day_first, as_month_first = _both_readings(match.group())
            orders |= {as_day_first is not None} if (as_day_first is None) != (as_month_first is None) else set()
        elif (day := parse_day(match.group())) in (day_first, month_first) and day:
            orders.add(day == day_first)
    return {True: day_first, False: month_first}[orders.pop()] if len(orders) == 1 else None
