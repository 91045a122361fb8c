"""Rows of the timeline: months with their days as a strip, and the events in order of day or of sources."""

import calendar
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from rich.cells import cell_len
from textual.content import Content
from textual.style import Style

from dossier.model.event import Event
from dossier.model.event_kinds.registry import kind_names
from dossier.model.notebook import EntryKind
from dossier.model.query import month_range
from dossier.model.search_result import SearchResult
from dossier.phrases.core import conflict_words, day_column, month_heading
from dossier.phrases.plural import pluralize
from dossier.tui.rows.work_marks import new_mark, work_marks
from dossier.tui.state.labels import Labels
from dossier.tui.state.list_model import GroupedRows, Heading, ListModel, Row, RowGroup, item_of
from dossier.tui.text.lines import Part, RenderContext, strip, width_of
from dossier.tui.text.phrases import NO_PLACE, main_figure, who

ORDERS = ("earliest first", "latest first", "most sources first")
HEIGHTS = (1, 2, 2)
LONGEST_MONTH = 31
HEAD = 15
"""Cells before the word for the kind."""
LEAST_NARROW = 56
DAY_CELLS = 11
"""The column of days, with a blank after the longest."""
PIECE = re.compile(" · |, (?=says )")


@dataclass(frozen=True, slots=True)
class MonthHeading(Heading):
    """A heading of the timeline: also the first and last day that it stands for, the first day of its month, and the number of events on
    each day (empty where it is no month).
    """

    period: tuple[date, date] | None = None
    first: date | None = None
    days: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class EventRow:
    """Payload of an event's row: the texts of its lines, whether the row above has the same day, the kinds of entries on the event, and
    whether it is new since the timeline was last looked at.
    """

    event: Event
    day: str
    repeated: bool
    figure: str
    who: str
    work: frozenset[EntryKind] = frozenset()
    is_new: bool = False


def timeline_rows(result: SearchResult, labels: Labels, order: str = ORDERS[0]) -> ListModel:
    """The events of a result under their months; by sources, the months stand under each number of sources."""
    return ListModel(_rows(result, labels, order), draw_event, _words, len(result.events), _recount)


def _rows(result: SearchResult, labels: Labels, order: str) -> Sequence[Row]:
    by_sources = order == ORDERS[2]
    groups: list[RowGroup[Event]] = []
    for name, members in groupby(_in_order(result.events, order), key=_heading_by_sources if by_sources else month_heading):
        events = list(members)
        heading = MonthHeading(name, len(events), heading_period(events[0])) if by_sources else _month(name, events)
        groups.append(RowGroup(Row("", heading, gap=bool(groups)), events))

    def make(group: RowGroup[Event], at: int) -> Row:
        event = group.items[at]
        day, work = day_column(event), labels.work.get(event.id, frozenset())
        repeated = at > 0 and day == day_column(group.items[at - 1])
        item = EventRow(event, day, repeated, main_figure(event), who(event, labels), work, labels.is_new_event(event))
        return Row(event.id, item, HEIGHTS)

    return GroupedRows(groups, make, lambda event: event.id, HEIGHTS)


def _in_order(events: Sequence[Event], order: str) -> Sequence[Event]:
    """The events in one of the orders; those without a day come after the others of theirs."""
    if order == ORDERS[1]:
        return [*reversed([event for event in events if event.start is not None]), *(event for event in events if event.start is None)]
    return sorted(events, key=lambda event: -len(event.articles)) if order == ORDERS[2] else events


def word_cells() -> int:
    """Cells of the longest word for a kind of event."""
    return max(map(len, kind_names()))


def _heading_by_sources(event: Event) -> str:
    """“3 sources · January 2026”: a row names its day only, so that the heading has to name the month."""
    heading = month_heading(event)
    return f"{pluralize(len(event.articles), 'source')} · {heading if event.start else heading.lower()}"


def _month(name: str, events: list[Event]) -> MonthHeading:
    first, period = events[0].start, heading_period(events[0])
    to_the_day = [event for event in events if event.granularity in {"day", "week"}]
    if first is None or not to_the_day:
        return MonthHeading(name, len(events), period)
    first = first.replace(day=1)
    counts = [0] * calendar.monthrange(first.year, first.month)[1]
    for event in to_the_day:
        for at in _days_in(event, first):
            counts[at] += 1
    return MonthHeading(name, len(events), period, first, tuple(counts))


def heading_period(event: Event) -> tuple[date, date] | None:
    """The days that an event's heading stands for: its month, season or year; None where it has no day."""
    if event.start is None:
        return None
    if event.granularity in {"season", "year"}:
        return event.start, event.end or event.start
    return month_range(event.start)


def _recount(row: Row, under: Sequence[Row]) -> Row:
    """A month's heading for fewer events, its strip of days with them."""
    heading = item_of(row, MonthHeading)
    if heading is None:
        return row
    events = [item.event for below in under if (item := item_of(below, EventRow))]
    return replace(row, item=_month(heading.name, events) if heading.first else replace(heading, count=len(under)))


def _days_in(event: Event, first: date) -> range:
    """Indexes of the days of a month that an event covers."""
    if event.start is None:
        return range(0)
    length = calendar.monthrange(first.year, first.month)[1]
    end = event.end or event.start
    return range(max(0, (event.start - first).days), min(length, (end - first).days + 1))


def _words(row: Row) -> str:
    item = item_of(row, EventRow)
    if item is None:
        return ""
    event = item.event
    return " ".join((item.day, event.kind, event.subkind, event.place, item.who, item.figure, *event.conflicts))


def draw_event(row: Row, context: RenderContext) -> list[Content]:
    """The lines of an event, or a month's heading."""
    if isinstance(row.item, MonthHeading):
        return [_draw_heading(row.item, context)]
    item = item_of(row, EventRow)
    return _draw_row(item, context) if item else []


def _draw_row(item: EventRow, context: RenderContext) -> list[Content]:
    event, glyphs = item.event, context.look.glyphs
    role, word = event.role, event.kind
    day = "bold" if context.selected else "faint" if item.repeated or event.start is None else ""
    unsure: Part = (glyphs.unsure if event.start is not None and not event.sure else " ", "faint")
    sign: Part = (f"{glyphs.of_role(role)} ", role)
    head: list[Part] = [unsure, (item.day.ljust(DAY_CELLS), day), sign, (word.ljust(word_cells() + 2), role)]
    place: list[Part] = [
        *new_mark(context.look, is_new=item.is_new),
        *work_marks(item.work, context.look),
        (event.place or NO_PLACE, "bold" if context.selected else ""),
    ]
    figure: list[Part] = [(item.figure, "planned" if role == "planned" else "")] if item.figure else []
    conflict = conflict_words(event.conflicts[:1])
    marks: list[Part] = [("possibly the same" if not context.narrow else "possibly", "accent")] if event.possible_duplicates else []
    marks += [(f"{glyphs.differ} {conflict}", "conflict")] if conflict else []
    count = len(event.articles)
    sources = "faint" if count == 1 else ""
    if context.table:
        return [_table_row(item, [*head, *place], _spaced([*marks, (f"{item.figure:>14}", figure[0][1] if figure else "")]), context)]
    if context.narrow and context.width < LEAST_NARROW:
        marks = [(glyphs.differ, "conflict")] if conflict else []
        short_head: list[Part] = [*head[:3], (word.ljust(word_cells() + 1), role)]
        return [context.line([*short_head, *place], _spaced([*figure, *marks]))]
    if context.narrow:
        right = _spaced([*figure, *marks, (f"{count}", sources)])
        left: list[Part] = [*head, *place, ("  ", "")]
        return [context.line([*left, (_fitting(item.who, context, left, right), "muted")], right)]
    right = _spaced([*marks, (pluralize(count, "source"), sources)])
    under: list[Part] = [(" " * (DAY_CELLS + 1), "")]
    second = context.line([*under, (_fitting(item.who, context, under, right), "muted")], right)
    return [context.line([*head, *place], figure), second]


def _table_row(item: EventRow, left: list[Part], right: list[Part], context: RenderContext) -> Content:
    """Day, kind, place, who, figure, sources: a column each."""
    count = len(item.event.articles)
    end: list[Part] = [*right, (f"  {pluralize(count, 'source'):>10}", "faint" if count == 1 else "")]
    blanks = max(2, HEAD + word_cells() + 2 + context.width // 4 - width_of(left))
    return context.line([*left, (" " * blanks, ""), (item.who, "muted")], end)


def _fitting(text: str, context: RenderContext, left: list[Part], right: list[Part]) -> str:
    """As many pieces of a text as there is room for: rather one less than half a name."""
    room = context.width - 2 - width_of(left) - width_of(right)
    ends = [len(text), *reversed([cut.start() for cut in PIECE.finditer(text)])]
    return text[: next((end for end in ends if cell_len(text[:end]) <= room), ends[-1])]


def _spaced(parts: list[Part]) -> list[Part]:
    """The parts with two blanks between."""
    spaced: list[Part] = []
    for part in parts:
        spaced += [("  ", ""), part] if spaced else [part]
    return spaced


def _draw_heading(heading: MonthHeading, context: RenderContext) -> Content:
    right: list[Part] = [(f"{heading.count:>4}", "muted")]
    if heading.first is not None and context.width > LONGEST_MONTH + 24:
        highlighted = _selected_days(context.chosen, heading.first)
        padding = " " * (LONGEST_MONTH - len(heading.days))
        right = [*strip(context.look, heading.days, highlighted), (padding, ""), *right]
    line = context.line([(heading.name, "heading")], right)
    return line.stylize(Style.from_meta({"days": heading.period})) if heading.period else line


def _selected_days(selected: object, first: date) -> range | None:
    """The days of a month, as indexes, that the selected event covers."""
    item = item_of(selected, EventRow) if isinstance(selected, Row) else None
    return _days_in(item.event, first) if item else None
