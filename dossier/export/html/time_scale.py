"""Time scale of the timeline: days to positions on a line; long gaps without events are drawn short and marked as breaks."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

LONG_GAP = 21
"""Days without an event after which the line is broken."""
BROKEN = 4
"""How many days wide a break is drawn."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Whole days drawn at one scale: the first, the last, and where they begin on the line, in days."""

    first: date
    last: date
    at: float

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.last - self.first).days + 1


@dataclass(frozen=True, slots=True)
class Scale:
    """A line of `width` units over stretches of days, with breaks between them."""

    stretches: tuple[Stretch, ...]
    width: float

    @property
    def length(self) -> float:
        """The whole line in days, breaks counted as they are drawn."""
        return self.stretches[-1].at + self.stretches[-1].days

    def place(self, day: date) -> float:
        """Where a day begins; a day in a break, or beyond the line, is moved to the nearest that is on it."""
        at = max(bisect_right([s.first for s in self.stretches], day) - 1, 0)
        stretch = self.stretches[at]
        inside = min(max((day - stretch.first).days, 0), stretch.days)
        return round((stretch.at + inside) / self.length * self.width, 1)

    def breaks(self) -> tuple[float, ...]:
        """The middles of the breaks."""
        after = self.stretches[1:]
        return tuple(round((s.at - BROKEN / 2) / self.length * self.width, 1) for s in after)

    def ticks(self, most: int = 11) -> tuple[tuple[float, str], ...]:
        """Positions and labels of ticks, about `most` of them at most: days, weeks, months or years apart. The first day of each stretch
        is always labelled, with its year.
        """
        days = sum(s.days for s in self.stretches)
        step = next((n for n in (1, 2, 7, 14) if days / n <= most), 0)
        nearest = self.width / most * 0.75
        labels: dict[float, str] = {}
        for at, stretch in enumerate(self.stretches):
            first = stretch.first + timedelta(days=1)
            later = self.place(self.stretches[at + 1].first) if at + 1 < len(self.stretches) else self.width * 2
            labels[self.place(first)] = f"{first.day} {first:%b %Y}" if step else f"{first:%b %Y}"
            for mark in _steps(stretch, step) if step else _months(stretch, max(1, round(days / 30.4 / most))):
                place = self.place(mark)
                if all(abs(place - other) >= nearest for other in labels) and later - place >= nearest:
                    labels[place] = f"{mark.day} {mark:%b}" if step else f"{mark:%b %Y}"
        return tuple(labels.items())


def scale(spans: Iterable[tuple[date, date]], width: float) -> Scale | None:
    """A scale with room for all spans (first and last day), with one day of margin on either side; None for no spans."""
    ordered = sorted(spans)
    if not ordered:
        return None
    merged = [list(ordered[0])]
    for first, last in ordered[1:]:
        if (first - merged[-1][1]).days > LONG_GAP:
            merged.append([first, last])
        else:
            merged[-1][1] = max(merged[-1][1], last)
    stretches, at = [], 0.0
    for first, last in merged:
        opened = first - timedelta(days=1) if first > date.min else first
        closed = last + timedelta(days=1) if last < date.max else last
        stretches.append(Stretch(opened, closed, at))
        at += stretches[-1].days + BROKEN
    return Scale(tuple(stretches), width)


def _steps(stretch: Stretch, step: int) -> list[date]:
    return [stretch.first + timedelta(days=n) for n in range(1, stretch.days, step)]


def _months(stretch: Stretch, step: int) -> list[date]:
    """The first days of every `step`-th month in a stretch."""
    count = stretch.first.year * 12 + stretch.first.month
    last = stretch.last.year * 12 + stretch.last.month - 1
    return [date(n // 12, n % 12 + 1, 1) for n in range(count, last + 1) if n % step == 0 and n // 12 <= date.max.year]
