"""The rows of the timeline: months with their days as a strip, and the events in order of day or of sources."""

import calendar
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from rich.cells import cell_len
from textual.content import Content
from textual.style import Style

from dossier.model.event import Event
from dossier.model.query import month_range
from dossier.model.search_result import SearchResult
from dossier.phrases.core import month_heading, pluralize
from dossier.tui.state.labels import Labels
from dossier.tui.state.list_model import ListModel, Row
from dossier.tui.text.lines import Part, RenderContext, strip, width_of
from dossier.tui.text.phrases import NO_PLACE, day_column, kind_word, main_figure, who

ORDERS = ("earliest first", "latest first", "most sources first")
LONGEST_MONTH = 31
LEAST_NARROW = 56
PIECE = re.compile(" · |, (?=says )")


@dataclass(frozen=True, slots=True)
class Month:
    """A heading of the timeline: its name, the number of events under it, the days that it stands for, and events a day (empty where it
    is no month).
    """

    name: str
    count: int
    stretch: tuple[date, date] | None = None
    first: date | None = None
    days: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class EventRow:
    """An event's row: what its lines say, and whether the row above has the same day."""

    event: Event
    day: str
    repeated: bool
    figure: str
    who: str


def timeline_rows(answer: SearchResult, names: Labels, order: str = ORDERS[0]) -> ListModel:
    """The events of an answer under their months; by sources, the months stand under each number of sources."""
    by_sources = order == ORDERS[2]
    rows: list[Row] = []
    for name, members in groupby(_in_order(answer.events, order), key=_heading_by_sources if by_sources else month_heading):
        events = list(members)
        month = Month(name, len(events), stretch_of(events[0])) if by_sources else _month(name, events)
        rows.append(Row("", month, gap=bool(rows)))
        before = ""
        for event in events:
            day = day_column(event)
            dated = EventRow(event, day, day == before, main_figure(event), who(event, names))
            rows.append(Row(event.id, dated, (1, 2, 2)))
            before = day
    return ListModel(rows, draw_event, _words, len(answer.events), _recounted)


def _in_order(events: Sequence[Event], order: str) -> Sequence[Event]:
    """The events in one of the orders; those without a day stay behind the others of theirs."""
    if order == ORDERS[1]:
        return [*reversed([event for event in events if event.start is not None]), *(event for event in events if event.start is None)]
    return sorted(events, key=lambda event: -len(event.articles)) if order == ORDERS[2] else events


def _heading_by_sources(event: Event) -> str:
    """“3 sources · January 2026”: a row tells its day only, so that the month has to stand over it."""
    heading = month_heading(event)
    return f"{pluralize(len(event.articles), 'source')} · {heading if event.start else heading.lower()}"


def _month(name: str, events: list[Event]) -> Month:
    first, stretch = events[0].start, stretch_of(events[0])
    to_the_day = [event for event in events if event.granularity in {"day", "week"}]
    if first is None or not to_the_day:
        return Month(name, len(events), stretch)
    first = first.replace(day=1)
    counts = [0] * calendar.monthrange(first.year, first.month)[1]
    for event in to_the_day:
        for at in _days_in(event, first):
            counts[at] += 1
    return Month(name, len(events), stretch, first, tuple(counts))


def stretch_of(event: Event) -> tuple[date, date] | None:
    """The days that an event's heading stands for: its month, season or year; None where it has no day."""
    if event.start is None:
        return None
    if event.granularity in {"season", "year"}:
        return event.start, event.end or event.start
    return month_range(event.start)


def _recounted(heading: Row, under: Sequence[Row]) -> Row:
    """A month's heading for fewer events, its strip with them."""
    month: Month = heading.item
    left = _month(month.name, [row.item.event for row in under])
    return replace(heading, item=left if month.first else replace(month, count=len(under)))


def _days_in(event: Event, first: date) -> Iterable[int]:
    """Indexes of the days of a month that an event covers."""
    if event.start is None:
        return range(0)
    length = calendar.monthrange(first.year, first.month)[1]
    end = event.end or event.start
    return range(max(0, (event.start - first).days), min(length, (end - first).days + 1))


def _words(row: Row) -> str:
    if not isinstance(row.item, EventRow):
        return ""
    event = row.item.event
    return " ".join((row.item.day, kind_word(event)[1], event.subkind, event.place, row.item.who, row.item.figure, *event.conflicts))


def draw_event(row: Row, paint: RenderContext) -> list[Content]:
    """The lines of an event, or a month's heading."""
    if isinstance(row.item, Month):
        return [_draw_month(row.item, paint)]
    dated: EventRow = row.item
    event = dated.event
    role, word = kind_word(event)
    glyph = getattr(paint.look.glyphs, role)
    strong = "bold" if paint.selected else ""
    day = "bold" if paint.selected else "faint" if dated.repeated or event.start is None else ""
    unsure = paint.look.glyphs.unsure if event.start is not None and not event.sure else " "
    head: list[Part] = [(unsure, "faint"), (dated.day.ljust(10), day), (f"{glyph} ", role), (word.ljust(9), role)]
    place = (event.place or NO_PLACE, strong)
    figure: list[Part] = [(dated.figure, "planned" if role == "planned" else "")] if dated.figure else []
    points = " ".join(point.replace("_", " ") for point in event.conflicts[:1])
    differ: list[Part] = [("perhaps the same" if not paint.narrow else "perhaps", "accent")] if event.possible_duplicates else []
    differ += [(f"{paint.look.glyphs.differ} {points}", "conflict")] if points else []
    told = len(event.articles)
    sources = "faint" if told == 1 else ""
    if paint.narrow and paint.width < LEAST_NARROW:
        differ = [(paint.look.glyphs.differ, "conflict")] if points else []
        short: list[Part] = [(unsure, "faint"), (dated.day.ljust(10), day), (f"{glyph} ", role), (word[:6].ljust(7), role)]
        return [paint.line([*short, place], _spaced([*figure, *differ]))]
    if paint.narrow:
        right = _spaced([*figure, *differ, (f"{told}", sources)])
        left: list[Part] = [*head, place, ("  ", "")]
        return [paint.line([*left, (_fitting(dated.who, paint, left, right), "muted")], right)]
    right = _spaced([*differ, (pluralize(told, "source"), sources)])
    under: list[Part] = [(" " * 11, "")]
    return [paint.line([*head, place], figure), paint.line([*under, (_fitting(dated.who, paint, under, right), "muted")], right)]


def _fitting(told: str, paint: RenderContext, left: list[Part], right: list[Part]) -> str:
    """As many of the pieces as there is room for: rather one less than half a name."""
    room = paint.width - 2 - width_of(left) - width_of(right)
    ends = [len(told), *reversed([cut.start() for cut in PIECE.finditer(told)])]
    return told[: next((end for end in ends if cell_len(told[:end]) <= room), ends[-1])]


def _spaced(parts: list[Part]) -> list[Part]:
    """The parts with two blanks between."""
    spaced: list[Part] = []
    for part in parts:
        spaced += [("  ", ""), part] if spaced else [part]
    return spaced


def _draw_month(month: Month, paint: RenderContext) -> Content:
    right: list[Part] = [(f"{month.count:>4}", "muted")]
    if month.first is not None and paint.width > LONGEST_MONTH + 24:
        now = _chosen_days(paint.chosen, month.first)
        right = [*strip(paint.look, month.days, now), (" " * (LONGEST_MONTH - len(month.days)), ""), *right]
    line = paint.line([(month.name, "heading")], right)
    return line.stylize(Style.from_meta({"days": month.stretch})) if month.stretch else line


def _chosen_days(chosen: object, first: date) -> range | None:
    """The days of a month that the selected event covers."""
    if not isinstance(chosen, Row) or not isinstance(chosen.item, EventRow):
        return None
    days = _days_in(chosen.item.event, first)
    return days if isinstance(days, range) else None
