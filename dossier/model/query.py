"""The one value that drives the panes."""

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum


class FilterKind(StrEnum):
    """What a query can be narrowed by beside its words."""

    DAYS = "days"
    SOURCE = "outlet"
    KIND = "kind"
    TAG = "tag"
    ACTOR = "actor"


@dataclass(frozen=True, slots=True)
class Filter:
    """One thing that a query is narrowed to: an actor's id, an outlet's name, an event's kind, a tag, or the first and the last
    day as “2026-01-01..2026-01-31”.
    """

    kind: FilterKind
    value: str


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked of a dossier: text in the query language, narrowed by actors (ids, all of them), event kinds (any of them), days
    (first and last, inclusive), outlets (any of them) and tags (all of them). An empty query asks for everything.
    """

    text: str = ""
    actors: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    days: tuple[date, date] | None = None
    sources: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()

    def with_text(self, text: str) -> "Query":
        """The same narrowing with other words."""
        return replace(self, text=text)

    def with_actor(self, actor: str, *, add: bool = False) -> "Query":
        """Narrowed to one actor; with `add`, to the actors so far and this one. An actor that is there is taken out."""
        if actor in self.actors:
            return replace(self, actors=tuple(a for a in self.actors if a != actor))
        return replace(self, actors=(*self.actors, actor) if add else (actor,))

    @property
    def filters(self) -> tuple[Filter, ...]:
        """Everything that narrows it beside its words."""
        days = [Filter(FilterKind.DAYS, f"{self.days[0]}..{self.days[1]}")] if self.days else []
        listed = (
            (FilterKind.SOURCE, self.sources),
            (FilterKind.KIND, self.kinds),
            (FilterKind.TAG, self.tags),
            (FilterKind.ACTOR, self.actors),
        )
        return (*days, *(Filter(by, value) for by, values in listed for value in values))

    def without_filter(self, gone: Filter) -> "Query":
        """Not narrowed to that any longer."""
        if gone.kind is FilterKind.DAYS:
            return replace(self, days=None)
        return self._with(gone.kind, tuple(v for v in self._values(gone.kind) if v != gone.value))

    def toggled(self, one: Filter) -> "Query":
        """Narrowed to that too, or no longer where it was. Days beside those there are joined to them or taken off their end, so
        that days are always one stretch.
        """
        if one.kind is FilterKind.DAYS:
            first, last = (date.fromisoformat(day) for day in one.value.split(".."))
            return replace(self, days=_stretched(self.days, first, last))
        return self.without_filter(one) if one in self.filters else self._with(one.kind, (*self._values(one.kind), one.value))

    def covers(self, one: Filter) -> bool:
        """True where it is narrowed to that, or to more days of which those are a part."""
        if one.kind is FilterKind.DAYS and self.days:
            first, last = (date.fromisoformat(day) for day in one.value.split(".."))
            return self.days[0] <= first and last <= self.days[1]
        return one in self.filters

    def _values(self, by: FilterKind) -> tuple[str, ...]:
        return {FilterKind.SOURCE: self.sources, FilterKind.KIND: self.kinds, FilterKind.TAG: self.tags, FilterKind.ACTOR: self.actors}[by]

    def _with(self, by: FilterKind, values: tuple[str, ...]) -> "Query":
        match by:
            case FilterKind.SOURCE:
                return replace(self, sources=values)
            case FilterKind.KIND:
                return replace(self, kinds=values)
            case FilterKind.TAG:
                return replace(self, tags=values)
        return replace(self, actors=values)

    @property
    def empty(self) -> bool:
        """True where nothing is asked."""
        return self == Query(text=self.text) and not self.text.strip()


def _stretched(days: tuple[date, date] | None, first: date, last: date) -> tuple[date, date] | None:
    """The days with others joined to them; without them where they are an end of it; only them where they lie in the middle."""
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
    """The first and the last day of a day's month."""
    return day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1])
