"""Time expressions, kept symbolic until the publication day is known (after TIMEX3)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dossier.model.event import DateCandidate
from dossier.model.span import Span


class Direction(StrEnum):
    """Direction of an expression relative to its anchor."""

    PAST = "past"
    FUTURE = "future"
    NEAREST = "nearest"


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A time expression, not yet resolved: its span and the parts of its meaning that do not depend on its anchor.

    `form` names the kind of expression; the other fields are its parts, None or empty where it has none:

    - "date": `month`, `day`, `year` if it is printed; `through` is the last day of "July 4-6"; `unit` is "week" or
      "weekend" for "the week of July 4", "year" with an `amount` for "July 4 last year".
    - "day of month": `day` alone ("on the 21st").
    - "numeric date": `year` and two numbers that may be day and month in either order, as printed in `day`, `month`.
    - "weekday": `weekday` (Monday is 0); `amount` is -1 for "last", 1 for "next", 0 for "this", None for the bare name;
      with the `unit` "week" the amount counts weeks ("Monday of last week").
    - "unit": `amount` of `unit` away from the anchor ("last week" is -1 week, "yesterday" -1 day); `unit` is "day",
      "week", "weekend", "month", "quarter", "half", "year", "decade", "century".
    - "month", "season", "year", "decade", "century", "quarter", "half", "holiday": named periods; `amount` as for weekdays,
      or the number of the quarter or half; a holiday's rule is in `season` ("12-25", "11-4-3", "easter+1").
    - "clock": a time of day alone, in `clock`; its day is that of `anchor`, or the publication day plus `amount` days
      ("overnight" is -1).
    - "span": a range that ends or starts at the anchor ("the past 24 hours"): `amount` of `unit`, and `value`.
    - "duration", "reference", "set": expressions without a day; only `value` is set.

    `relative` is true where the anchor is not the publication day but the expression at index `anchor` of the article's
    times ("the same day", "two weeks later"); `anchor` of a `quoted` one is the day of speaking. `modifier` is a TIMEX3 mod
    ("START", "MID", "END", "APPROX"); `clock` what follows T in a TIMEX3 value ("NI", "16:00").
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
    clock: str = ""
    through: int | None = None
    relative: bool = False
    anchor: int | None = None


@dataclass(frozen=True, slots=True)
class Resolution:
    """Resolution of a time expression.

    TIMEX3 `value` (None where it cannot be resolved), first and last day (None for durations and references),
    `granularity` (day, week, month, season, year, or empty), the rule as a sentence, and the candidate dates.
    """

    value: str | None
    start: date | None
    end: date | None
    granularity: str
    explanation: str
    sure: bool = True
    candidates: tuple[DateCandidate, ...] = ()
