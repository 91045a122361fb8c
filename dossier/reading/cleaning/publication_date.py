"""Publication date: parsed from headers, file names and metadata."""

import calendar
import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from functools import cache, lru_cache
from importlib.resources import files
from itertools import islice

import dateparser

from dossier.model.article import DateBasis, PublicationDay
from dossier.reading.cleaning.language_id import language_of

MONTH = r"[^\W\d_]{3,12}\.?"
WRITTEN = (
    r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}",
    r"\d{4}\. \d{1,2}\. \d{1,2}",
    rf"\d{{1,2}}(?:st|nd|rd|th|\.)?\s+(?:de\s+|of\s+)?{MONTH},?\s+(?:de\s+)?\d{{4}}",
    rf"{MONTH}(?:(?<=\.)|\s)\s*\d{{1,2}}(?:st|nd|rd|th)?(?:,\s*|\s+)\d{{4}}",
    r"\d{1,2}[-/][^\W\d_]{3,9}[-/]\d{4}",
    r"\d{4}\s*[年년]\s*\d{1,2}\s*[月월]\s*\d{1,2}\s*[日일]",
)
NUMBERS = r"\d{1,2}[-/.]\d{1,2}[-/.]\d{4}|\d{1,2}\. \d{1,2}\. \d{4}"
SHORT_YEAR = r"(?<!\d\.)\d{2}\.\d{2}\.\d{2}(?!\.?\d)"
"""A day with dots and two figures for the year, as European papers print it."""
CENTURY = 50
"""Two figures below this are a year of the 2000s."""
TIME = r"\d{1,2}(?:[:.h]\d{2}(?:[:.]\d{2}(?:[.,]\d{1,6})?)?(?:\s*[ap]\.?\s?m\b\.?)?|\s?[ap]\.?\s?m\b\.?)"
ZONE = r"(?:Z\b|\(?(?<![^\W\d_])[A-Z]{2,5}\b\)?(?:\s?[+-]\s?\d{1,2}(?::?\d{2})?)?|[+-]\d{1,2}(?::?\d{2})?|Uhr\b|hrs?\b|h\b)"
# a year may be followed by a clock that copying glued to it, but by no other digit
DATE = re.compile(rf"(?<![\w/-])(?:{'|'.join(WRITTEN)}|{NUMBERS}|{SHORT_YEAR})(?:(?=-?{TIME})|(?![\d/-]))")
CLOCK_SHAPE = rf"T?{TIME}(?:\s*{ZONE}){{0,2}}"
CLOCK = re.compile(rf"(?<![\d.,]){CLOCK_SHAPE}")
ISO = re.compile(r"(\d{4})[-/.] ?(\d{1,2})[-/.] ?(\d{1,2})$")
ISO_IN_NAME = re.compile(r"(?<!\d)((?:19|20)\d\d)([-_./]?)(\d\d)\2(\d\d)(?!\d)")
YEARLESS = re.compile(r"\b(?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8}\.?)(?!\d|:|,? \d{4})")
EARLIEST, LATEST = 1700, 2199
MOST_DATES = 200
"""Dates of a text that are looked at."""


@cache
def _access_terms() -> tuple[str, ...]:
    """Words before the day of access, the longest first, from the data file next to this module."""
    lines = files("dossier.reading.cleaning").joinpath("data/accessed.txt").read_text(encoding="utf-8").splitlines()
    return tuple(sorted((line for line in lines if line and not line.startswith("#")), key=len, reverse=True))


LABEL = re.compile(
    r"^\W*(?:(?:first |last |originally )?(?:published|updated|posted|modified|issued|created)(?: (?:on|at|online))?|publication date|date(?:line)?"
    r"|veröffentlicht(?: am)?|stand|publié(?: le)?|mis à jour(?: le)?|publicado(?: el| em)?|actualizado|pubblicato(?: il)?|gepubliceerd"
    r"|opublikowano|опубликовано|опубліковано|оновлено|обновлено|дата|发布时间|更新时间|發布時間|公開日時|入力)\s*[:：|-]?\s*",
    re.IGNORECASE,
)
GLUED_LABEL = re.compile(
    r"(?<=[^\W_])(?=(?:Last )?(?:Updated|Published|Posted|Modified)\b)|(?:(?<=Updated)|(?<=Published)|(?<=Posted)|(?<=Modified))(?=\d|[A-Z])"
)
"""Where copying glued a label to what stands beside it ("UTCUpdated", "Published4 February 2026")."""
AGO = re.compile(r"(?:updated|published|posted)?\s*\b(?:an?|\d{1,2}) (?:min(?:ute)?|hour|hr|day)s? ago\b", re.IGNORECASE)
UPDATED = re.compile(
    r"updat|modif|\blast\b|chang|revis|mis à jour|actualiz|aktualis|geändert|aggiorn|atualiz|bijgewerkt|оновл|обновл|更新", re.IGNORECASE
)
ACCESSED = re.compile(
    rf"[\[(]?\s*\b(?:last |date )?(?:{'|'.join(map(re.escape, _access_terms()))})(?![^\W\d_])(?:\W{{0,3}}[^\W\d_]{{1,9}}\.?){{0,2}}\W{{0,3}}"
    rf"(?:{DATE.pattern})(?:,?\s*{CLOCK_SHAPE})?\s*[\])]?\.?",
    re.IGNORECASE,
)
"""The day on which a source was looked up, with the word that says so."""
ADDRESS_YEAR = re.compile(r"/((?:19|20)\d\d)/\d{1,2}/|(?:©|\(c\)|copyright)\D{0,12}((?:19|20)\d\d)\b", re.IGNORECASE)
"""The year in a page's address or notice."""
LONGEST_LABELLED = 200
SHORT = 3
"""Letters of the words that only join ("on", "at", "the")."""
DAY_FIRST = frozenset(["cs", "da", "de", "el", "es", "fi", "fr", "it", "nl", "no", "pl", "pt", "ro", "ru", "tr", "uk"])
"""Languages that put the day first in figures, after the date formats of Unicode CLDR."""
NEAR = 60
"""Days between a day without its year and a whole date of the text that may lend it the year."""


@lru_cache(maxsize=1024)
def parse_day(words: str) -> date | None:
    """The calendar day of a written-out or ISO date; None for anything else, also for 04/02/2026, which is ambiguous."""
    words = words.strip()
    if match := ISO.match(words):
        return _day(*map(int, match.groups()))
    if re.fullmatch(SHORT_YEAR, words):
        number, month, year = map(int, words.split("."))
        return _day(year + (2000 if year < CENTURY else 1900), month, number)
    if re.fullmatch(NUMBERS, words):
        day_first, month_first = _both_readings(words)
        if "." in words and day_first:
            # with dots the day always goes first
            return day_first
        readings = {day for day in (day_first, month_first) if day}
        return readings.pop() if len(readings) == 1 else None
    # dateparser would also read "tomorrow", by the clock
    if not DATE.fullmatch(words):
        return None
    settings = {"STRICT_PARSING": True, "RETURN_AS_TIMEZONE_AWARE": False}
    words = re.sub(r"(?<=\d)(?:st|nd|rd|th)\b", "", words)
    # signs that separate the words of a date, or replace the space between them
    words = re.sub(r"(?<=[^\W\d_])[.,/-]+\s*(?=\d)|(?<=\d)[,/-]\s*|(?<=[^\W\d_])[,/-](?=\s|\d)", " ", words)
    parsed = dateparser.parse(words, settings=settings)
    return parsed.date() if parsed and EARLIEST <= parsed.year <= LATEST else None


def is_dateline(line: str) -> bool:
    """True for a line that only gives the time of publication: a labelled date, or a date alone, each with or without a clock."""
    line = ACCESSED.sub("", part_labels(line))
    stamp = DATE.search(line)
    if not stamp:
        return False
    label = LABEL.match(line)
    beside = words_beside_date(line[label.end() :] if label else line)
    if sum(len(word) > SHORT for word in beside.split()) <= len(DATE.findall(line)) and len(beside) <= 20 and not re.search(r"[!?]$", line):
        return True
    return bool(label and stamp.start() - label.end() <= 14 and len(line) - stamp.end() <= 60)


def is_access_line(line: str) -> bool:
    """True for a line that says when the text was looked up, and nothing else."""
    rest = ACCESSED.sub("", line)
    return rest != line and len(rest.split()) <= 3 and not DATE.search(rest)


def part_labels(line: str) -> str:
    """The line with a blank where copying glued a label such as "Updated" to what stands beside it."""
    return GLUED_LABEL.sub(" ", line) if len(line) <= LONGEST_LABELLED else line


def words_beside_date(line: str) -> str:
    """The words of a line without its dates, clocks, time zones and the signs that part them."""
    rest = CLOCK.sub(" ", DATE.sub(" | ", AGO.sub(" ", line)))
    return " ".join(re.sub(r"[^\w\s.’'&-]", " ", rest).strip(" .-’'").split())


def parse_stated(lines: Iterable[str], around: str = "") -> PublicationDay | None:
    """The day that header lines state, "published" before "updated"; None where they state none.

    `around` is the rest of the text: its unambiguous dates show the order of day and month in an all-numeric date.
    """
    lines = [line for line in lines if not is_access_line(line)]
    stamps = [stamp for line in lines for stamp in _stamps(line)]
    open_dates = []
    for _, line, words in sorted(stamps, key=lambda stamp: stamp[0])[:MOST_DATES]:
        day = parse_day(words) or _resolve_by_order(words, around)
        if day:
            return PublicationDay(day, DateBasis.STATED, f"The text says “{line.strip()}”.")
        open_dates.append(words)
    for words in open_dates:
        both = " or ".join(day.isoformat() for day in _both_readings(words) if day)
        if both:
            return PublicationDay(
                None, DateBasis.UNKNOWN, f"The text says “{words}”, which can mean {both}; nothing else in the text settles it."
            )
    return next((_yearless(line, match, around) for line in lines if (match := YEARLESS.search(line))), None)


def parse_title(title: str) -> PublicationDay | None:
    """The day with which a title begins or ends, as reports that appear daily are named; None for a title without one."""
    match = next(
        (match for match in DATE.finditer(title) if not title[: match.start()].strip(" [(") or not title[match.end() :].strip(" ])")), None
    )
    day = parse_day(match.group()) if match else None
    return PublicationDay(day, DateBasis.STATED, f"The title says “{title.strip()}”.") if day else None


def _stamps(line: str) -> list[tuple[bool, str, str]]:
    """The dates of a line: whether each is of a change, the line, and the date's words."""
    line = ACCESSED.sub("", part_labels(line))
    dates = list(DATE.finditer(line))
    starts = [0, *(match.end() for match in dates)]
    return [
        (UPDATED.search(line[start : match.start()]) is not None, line, match.group()) for start, match in zip(starts, dates, strict=False)
    ]


def _yearless(line: str, words: re.Match[str], around: str) -> PublicationDay:
    """The day of a line that names no year, in the year that the text's own dates, addresses and notices leave open; else unknown."""
    near = {parse_day(match.group()) for match in islice(DATE.finditer(around), MOST_DATES)} - {None}
    noted = {int(year) for match in ADDRESS_YEAR.finditer(around) for year in match.groups() if year}
    weekday = next((at for at in range(7) if re.search(rf"\b{calendar.day_name[at][:3]}", line, re.IGNORECASE)), None)
    days = [
        parse_day(f"{words.group()} {year}" if words.group()[0].isdigit() else f"{words.group()}, {year}")
        for year in {*noted, *_years(near)}
    ]
    fits = [day for day in days if day and weekday in {None, day.weekday()}]
    fits = [day for day in fits if day.year in noted or any(other and abs((day - other).days) <= NEAR for other in near)]
    if len(fits) == 1:
        return PublicationDay(
            fits[0],
            DateBasis.INFERRED,
            f"The text says “{line.strip()}” without a year; its other dates point to {fits[0].year}.",
        )
    return PublicationDay(None, DateBasis.UNKNOWN, f"The text says “{line.strip()}”, without a year.")


def _years(days: Iterable[date | None]) -> set[int]:
    """The years of days and of their neighbours within `NEAR` days: a text of January may mention December."""
    return {(day + timedelta(days=shift)).year for day in days if day and EARLIEST < day.year < LATEST for shift in (-NEAR, 0, NEAR)}


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
            return PublicationDay(day, DateBasis.FILE_NAME, f"The file name has {day.isoformat()}.")
    return None


def unknown_day() -> PublicationDay:
    """The publication day of a text without any date."""
    return PublicationDay(None, DateBasis.UNKNOWN, "Neither the text nor the file name gives a date.")


def _parse_words(words: str) -> date | None:
    if compact := re.fullmatch(r"\s*(\d{4})(\d\d)(\d\d)\s*", words):
        return _day(*map(int, compact.groups()))
    match = re.match(r"\s*(\d{4}-\d{2}-\d{2})", words) or DATE.search(words)
    return parse_day(match.group().strip()) if match else None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if EARLIEST <= year <= LATEST else None
    except ValueError:
        return None


def _both_readings(words: str) -> tuple[date | None, date | None]:
    """A date in numbers read day first, then month first."""
    numbers = re.findall(r"\d+", words)
    if len(numbers) != 3 or len(numbers[2]) != 4:
        return None, None
    first, second, year = map(int, numbers)
    return _day(year, second, first), _day(year, first, second)


def _resolve_by_order(words: str, around: str) -> date | None:
    """A date in numbers read in the order that the text's other dates prove: by one past twelve, or by being the same day; failing
    that, in the order of its language.
    """
    day_first, month_first = _both_readings(words)
    orders: set[bool] = set()
    for match in islice(DATE.finditer(around), MOST_DATES):
        if re.fullmatch(NUMBERS, match.group()):
            as_day_first, as_month_first = _both_readings(match.group())
            orders |= {as_day_first is not None} if (as_day_first is None) != (as_month_first is None) else set()
        elif (day := parse_day(match.group())) in (day_first, month_first) and day:
            orders.add(day == day_first)
    if not orders and language_of(around) in DAY_FIRST:
        return day_first
    return {True: day_first, False: month_first}[orders.pop()] if len(orders) == 1 else None
