"""Days of event mentions, compared: the same day, or days that contradict each other."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from dossier.model.time import TimeExpression
from dossier.text.timex.resolve import resolve

Interval = tuple[date, date]
"""First and last day."""
LONG = timedelta(days=90)
"""How long before its article a day may lie that dates what the article reports without a day."""
NIGHT = frozenset({"NI", "EV", "MO"})
"""TIMEX3 parts of the day that reports assign to either of two days: "Wednesday night" and "early on Thursday"."""


def is_long_before(time: TimeExpression, published: date | None) -> bool:
    """True for a date with a year, such as a birthday, that lies months before the publication and so dates no news."""
    if published is None or time.form != "date" or time.year is None:
        return False
    return date(time.year, time.month or 1, 1) < published - LONG


class ArticleDays:
    """The time expressions of an article as days: resolved where its publication day is known, else compared by their words.

    Expressions are given by their indexes in `times`; a bare clock time gives no day.
    """

    def __init__(self, times: Sequence[TimeExpression], published: date | None = None) -> None:
        self._times = times
        self._published = published
        self._intervals: dict[int, Interval | None] = {}

    def share_day(self, left: Iterable[int], right: Iterable[int]) -> bool:
        """True where two groups of expressions have one day in common."""
        others = list(right)
        return any(self._same(a, b) for a in left for b in others)

    def contradict(self, left: Iterable[int], right: Iterable[int]) -> bool:
        """True where both have days and no day of one can be a day of the other."""
        own, others = [i for i in left if self._is_day(i)], [i for i in right if self._is_day(i)]
        return bool(own and others) and all(self._differ(a, b) for a in own for b in others)

    def _is_day(self, index: int) -> bool:
        return self._times[index].form != "clock"

    def _same(self, a: int, b: int) -> bool:
        """True for the same words, and for days of which one lies in the other if that is no more than a week."""
        if not (self._is_day(a) and self._is_day(b)):
            return False
        if _signature(self._times[a]) == _signature(self._times[b]):
            return True
        left, right = self._interval(a), self._interval(b)
        if left is None or right is None:
            return False
        longest = max(left[1] - left[0], right[1] - right[0])
        return left[0] <= right[1] and right[0] <= left[1] and longest <= timedelta(days=1)

    def _differ(self, a: int, b: int) -> bool:
        """True for days apart, nights counted to the day after as well; without days, for other words of one kind."""
        left, right = self._interval(a), self._interval(b)
        if left is None or right is None:
            first, second = self._times[a], self._times[b]
            return first.form == second.form and _signature(first) != _signature(second)
        slack = timedelta(days=int(self._times[a].clock in NIGHT or self._times[b].clock in NIGHT))
        return left[0] > right[1] + slack or right[0] > left[1] + slack

    def _interval(self, index: int) -> Interval | None:
        """The days of an expression, None where they are not known."""
        if index not in self._intervals:
            expression = self._times[index]
            anchor = self._interval(expression.anchor) if expression.anchor is not None else None
            resolution = resolve(expression, self._published, previous=anchor[0] if anchor else None)
            start, end = resolution.start, resolution.end
            self._intervals[index] = (start, end) if start is not None and end is not None else None
        return self._intervals[index]


def _signature(time: TimeExpression) -> tuple[object, ...]:
    """The fields of a time expression that identify its day, without the part of the day."""
    return (time.form, time.year, time.month, time.day, time.weekday, time.amount, time.unit)
