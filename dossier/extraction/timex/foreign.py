"""Full dates in other languages ("4 de febrero de 2026"), parsed by dateparser; English dates have their own patterns."""

import re
from collections.abc import Iterator
from datetime import date

from dossier.extraction.timex.normalizers import Parts

MONTH_IN_WORDS = re.compile(
    r"(?<!\w)(?P<day>\d{1,2})\.?[ \xa0]+(?:de[ \xa0]+)?[^\W\d_]{3,}\.?,?[ \xa0]+(?:del?[ \xa0]+)?(?P<year>(?:19|20)\d\d)(?!\d)"
)
MONTH_IN_SIGNS = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)(?:年|년[ \xa0]?)\d{1,2}(?:月|월[ \xa0]?)(?P<day>\d{1,2})(?:日|일)")
SETTINGS = {"REQUIRE_PARTS": ["day", "month", "year"], "STRICT_PARSING": True}


def foreign_dates(text: str) -> Iterator[tuple[int, int, Parts]]:
    """Start, end and parts of every full date, with its month in words or signs, that dateparser can parse."""
    for pattern in (MONTH_IN_WORDS, MONTH_IN_SIGNS):
        for match in pattern.finditer(text):
            day = _parse(match[0])
            if day is not None and (day.day, day.year) == (int(match["day"]), int(match["year"])):
                yield *match.span(), {"form": "date", "year": day.year, "month": day.month, "day": day.day}


def _parse(words: str) -> date | None:
    """The day that dateparser reads in any language; None where it reads none."""
    from dateparser import parse  # noqa: PLC0415 - a tenth of a second, spent only where a text holds such words

    parsed = parse(words, settings=SETTINGS)
    return parsed.date() if parsed else None
