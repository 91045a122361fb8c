"""The days of an event in an input field: “2026-01-23”, or “2026-01-23..2026-01-24”."""

import re
from datetime import date

from dossier.errors import DossierError

DAYS = re.compile(r"\s*(\d{4}-\d\d-\d\d)(?:\s*(?:\.\.|–|to)\s*(\d{4}-\d\d-\d\d))?\s*")
DAYS_HINT = "2026-01-23 or 2026-01-23..2026-01-24"


def parse_days(text: str) -> tuple[date, date]:
    """The first and last day in a text. Raises DossierError with the form wanted."""
    match = DAYS.fullmatch(text)
    if match is None:
        raise DossierError(f"“{text}” is not a day.", do="Write it as 2026-01-23, or 2026-01-23..2026-01-24 for several days.")
    try:
        first = date.fromisoformat(match[1])
        last = date.fromisoformat(match[2]) if match[2] else first
    except ValueError as error:
        raise DossierError(f"“{text}” is not in the calendar.", do="Look at month and day.") from error
    return first, last


def days_text(start: date | None, end: date | None) -> str:
    """Days as such a field takes them; empty where none is known."""
    if start is None:
        return ""
    return start.isoformat() if end in {None, start} else f"{start.isoformat()}..{end}"
