"""The one value that drives the panes."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum


class FilterKind(StrEnum):
    """Kind of a filter."""

    DAYS = "days"
    SOURCE = "outlet"
    KIND = "kind"
    TAG = "tag"
    ACTOR = "actor"


@dataclass(frozen=True, slots=True)
class Filter:
    """A filter of a query: an actor's id, an outlet's name, an event's kind, a tag, or a range of days as “2026-01-01..2026-01-31”."""

    kind: FilterKind
    value: str


@dataclass(frozen=True, slots=True)
class Query:
    """A query: text in the query language, and filters.

    The filters are actors (ids, all of them must match), event kinds (any), days (first and last, inclusive), outlets (any)
    and tags (all). An empty query matches everything.
    """

    text: str = ""
    actors: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    days: tuple[date, date] | None = None
    sources: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()

    def with_text(self, text: str) -> "Query":
        """The query with other text and the same filters."""
        return replace(self, text=text)

    def with_actor(self, actor: str, *, add: bool = False) -> "Query":
        """The query filtered by one actor, with `add` in addition to its other actors; an actor that it already has is removed."""
        if actor in self.actors:
            return replace(self, actors=tuple(a for a in self.actors if a != actor))
        return replace(self, actors=(*self.actors, actor) if add else (actor,))

    @property
    def filters(self) -> tuple[Filter, ...]:
        """All filters of the query."""
        days = [Filter(FilterKind.DAYS, f"{self.days[0]}..{self.days[1]}")] if self.days else []
        listed = (
            (FilterKind.SOURCE, self.sources),
            (FilterKind.KIND, self.kinds),
            (FilterKind.TAG, self.tags),
            (FilterKind.ACTOR, self.actors),
        )
        return (*days, *(Filter(kind, value) for kind, values in listed for value in values))

    def without_filter(self, removed: Filter) -> "Query":
        """The query without one of its filters."""
        if removed.kind is FilterKind.DAYS:
            return replace(self, days=None)
        return self._with(removed.kind, tuple(v for v in self._values(removed.kind) if v != removed.value))

    def toggled(self, toggled: Filter) -> "Query":
        """The query with a filter added, or removed if it has it.

        Days extend the range of the query, or are removed from one of its ends, so that days are always one range.
        """
        if toggled.kind is FilterKind.DAYS:
            first, last = (date.fromisoformat(day) for day in toggled.value.split(".."))
            return replace(self, days=_toggle_days(self.days, first, last))
        if toggled in self.filters:
            return self.without_filter(toggled)
        return self._with(toggled.kind, (*self._values(toggled.kind), toggled.value))

    def covers(self, other: Filter) -> bool:
        """True where the query has the filter, or days that include its days."""
        if other.kind is FilterKind.DAYS and self.days:
            first, last = (date.fromisoformat(day) for day in other.value.split(".."))
            return self.days[0] <= first and last <= self.days[1]
        return other in self.filters

    def _values(self, kind: FilterKind) -> tuple[str, ...]:
        return {FilterKind.SOURCE: self.sources, FilterKind.KIND: self.kinds, FilterKind.TAG: self.tags, FilterKind.ACTOR: self.actors}[
            kind
        ]

    def _with(self, kind: FilterKind, values: tuple[str, ...]) -> "Query":
        match kind:
            case FilterKind.SOURCE:
                return replace(self, sources=values)
            case FilterKind.KIND:
                return replace(self, kinds=values)
            case FilterKind.TAG:
                return replace(self, tags=values)
        return replace(self, actors=values)

    @property
    def empty(self) -> bool:
        """True where the query has neither text nor filters."""
        return self == Query(text=self.text) and not self.text.strip()


def _toggle_days(days: tuple[date, date] | None, first: date, last: date) -> tuple[date, date] | None:
    """The range extended by other days; without them where they are one of its ends; only them where they are inside it."""
    if days is None or days[1] < first or last < days[0]:
        return (min(days[0], first), max(days[1], last)) if days else (first, last)
    if days == (first, last):
        return None
    if days[0] == first:
        return (last + timedelta(days=1), days[1])
    if days[1] == last:
        return (days[0], first - timedelta(days=1))
    return (first, last)


def month_range(day: date) -> tuple[date, date]:
    """The first and the last day of the month of `day`."""
    first = day.replace(day=1)
    if day.month == 12:  # the next month may lie after the last possible day
        return first, day.replace(day=31)
    return first, first.replace(month=day.month + 1) - timedelta(days=1)
