"""Time expressions, kept symbolic until the publication day is known (after TIMEX3)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dossier.model.event import Reading
from dossier.model.span import Span


class Direction(StrEnum):
    """Where an expression points, seen from its anchor."""

    PAST = "past"
    FUTURE = "future"
    NEAREST = "nearest"


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A span that tells a time, and what it says apart from its anchor.

    `form` names the kind of expression ("date", "weekday", "relative day", "month", "duration", …; each documented where
    it is resolved); the other fields are its parts, None or empty where it has none. `quoted` is true inside a quotation,
    where the anchor is the day of speaking. `modifier` is a TIMEX3 mod ("START", "END", "APPROX") or a part of the day ("NI").
    """

    span: Span
    text: str
    form: str
    direction: Direction = Direction.NEAREST
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    amount: int | None = None
    unit: str = ""
    season: str = ""
    modifier: str = ""
    quoted: bool = False
    value: str | None = None


@dataclass(frozen=True, slots=True)
class Resolution:
    """What an expression means: TIMEX3 `value` (None where nothing fixes it), first and last day (None for durations and
    references), `granularity` (day, week, month, season, year, or empty), the rule as a sentence, and the readings weighed.
    """

    value: str | None
    start: date | None
    end: date | None
    granularity: str
    why: str
    sure: bool = True
    readings: tuple[Reading, ...] = ()
