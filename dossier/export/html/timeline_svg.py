"""Layout of the report's timeline drawing: each kind of event above or below the line, without overlaps."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from dossier.export.html.time_scale import Scale, scale
from dossier.export.item_counts import has_day
from dossier.export.lookup import Lookup
from dossier.model.event import Event, Status
from dossier.model.event_kinds.registry import find_kind
from dossier.text.unsafe_characters import one_line

WIDTH, ROW, MARGIN, MOST_ROWS = 1000.0, 22, 24.0, 12
LETTER, MOST_LETTERS, NAMED = 6.3, 24, 60
"""Width of a letter of a label in units, most letters of a label, and most events that are labelled."""
MOST_MARKS, COLUMN, TALLEST = 800, 6.0, 200.0
"""Most events drawn one by one; above that, columns of this width, the tallest of this height, show the number of events."""


@dataclass(frozen=True, slots=True)
class SvgMark:
    """Mark of one event in the drawing: a bar from `x`, `width` wide (a disc for one day), centred on height `y`; `label` is after it,
    or `before` it where there is no room. Where events are too many, it stands for `count` of them, `event` being the first and `noun`
    the plural of their kind.
    """

    event: Event
    x: float
    y: float
    width: float
    radius: float
    hollow: bool
    faint: bool
    label: str = ""
    before: bool = False
    count: int = 1
    noun: str = ""


@dataclass(frozen=True, slots=True)
class TimelineSvg:
    """The timeline as shapes: its size, the height of the line, days to name, and the breaks of the line."""

    width: float
    height: float
    line: float
    marks: tuple[SvgMark, ...]
    ticks: tuple[tuple[float, str], ...]
    breaks: tuple[float, ...]


def draw_timeline(events: Iterable[Event], lookup: Lookup) -> TimelineSvg | None:
    """The drawing of the events that have a day; None where there are none."""
    with_day = [e for e in events if has_day(e)]
    # only events known to the day or month set the scale; a whole season would stretch it for one bar
    spans = [_days(e) for e in with_day if e.granularity not in {"season", "year"}]
    line = scale([*spans, *((s, s) for s, _ in map(_days, with_day))], WIDTH - 2 * MARGIN)
    if line is None:
        return None
    sides = tuple([e for e in with_day if find_kind(e.kind).above_line is up] for up in (True, False))
    if len(with_day) > MOST_MARKS:
        middle = TALLEST + 40.0
        height = 2 * middle + 26
        marks = [*_columns(sides[0], line, middle - 12, up=True), *_columns(sides[1], line, middle + 12, up=False)]
    else:
        above, below = (_rows(events, line, lookup if len(with_day) <= NAMED else None) for events in sides)
        up, down = (max((row for row, _ in rows), default=0) + 1 for rows in (above, below))
        middle = up * ROW + 26.0
        height = middle + down * ROW + 52
        marks = [replace(s, y=middle - 16 - row * ROW) for row, s in above] + [replace(s, y=middle + 16 + row * ROW) for row, s in below]
    ticks = tuple((round(x + MARGIN, 1), label) for x, label in line.ticks())
    return TimelineSvg(WIDTH, height, middle, tuple(marks), ticks, tuple(round(x + MARGIN, 1) for x in line.breaks()))


def _days(event: Event) -> tuple[date, date]:
    start = event.start or date.min
    return start, event.end or start


def _rows(events: Sequence[Event], line: Scale, lookup: Lookup | None) -> list[tuple[int, SvgMark]]:
    """Each event with its row (0 is next to the line): the lowest in which it and its name have room. Where none has, it is drawn in the
    last, without a name.
    """
    ends: list[float] = []
    placed = []
    for event in sorted(events, key=lambda e: (_days(e)[0], -(_days(e)[1] - _days(e)[0]).days, e.id)):
        mark = _mark(event, line, _name(event, lookup) if lookup else "")
        left, right = _room(mark)
        row = next((i for i, end in enumerate(ends) if end <= left), len(ends))
        if row >= MOST_ROWS:
            row, mark = MOST_ROWS - 1, _mark(event, line, "")
        if row == len(ends):
            ends.append(right)
        ends[row] = max(ends[row], _room(mark)[1])
        placed.append((row, mark))
    return placed


def _columns(events: Sequence[Event], line: Scale, base: float, *, up: bool) -> list[SvgMark]:
    """Columns with the number of events that begin at a position; each links to its first event."""
    begun: dict[int, list[Event]] = {}
    for event in sorted(events, key=lambda e: (_days(e)[0], e.id)):
        begun.setdefault(int(line.place(_days(event)[0]) / COLUMN), []).append(event)
    most = max(map(len, begun.values()), default=1)
    marks = []
    for at, column in begun.items():
        radius = round(max(len(column) / most * TALLEST, 3.0) / 2, 1)
        y = base - radius if up else base + radius
        x, kinds = round(at * COLUMN + MARGIN, 1), {event.kind for event in column}
        noun = find_kind(kinds.pop()).plural if len(kinds) == 1 else "events"
        marks.append(SvgMark(column[0], x, y, COLUMN - 1, radius, hollow=False, faint=False, count=len(column), noun=noun))
    return marks


def _name(event: Event, lookup: Lookup) -> str:
    """Label of an event: its place, else the participants, else the attacker, else the weapon."""
    who, by = ", ".join(lookup.names(event.participants)), lookup.attacker(event)
    words = one_line(event.place.partition(",")[0] or who or (f"by {by}" if by else event.weapon))
    return words if len(words) <= MOST_LETTERS else f"{words[: MOST_LETTERS - 1].rstrip(' ,')}…"


def _room(mark: SvgMark) -> tuple[float, float]:
    """From where to where a shape and its name reach, with some air."""
    name = len(mark.label) * LETTER + 5 if mark.label else 0.0
    return mark.x - (name if mark.before else 0) - 3, mark.x + mark.width + (0 if mark.before else name) + 3


def _mark(event: Event, line: Scale, label: str) -> SvgMark:
    """The mark of an event, at no height yet; larger for more independent sources."""
    first, last = _days(event)
    radius = min(5 + 1.4 * (max(event.independent_sources, 1) - 1), 9.0)
    after = last + timedelta(days=1) if last < date.max else last
    x = line.place(first) + MARGIN
    width = max(line.place(after) + MARGIN - x, 1.0)
    if first == last:
        x, width = x + width / 2 - radius, 2 * radius
    width = max(width, 2 * radius)
    before = x + width + len(label) * LETTER + 8 > WIDTH
    planned, unsure = event.status is Status.PLANNED, not event.sure or event.granularity != "day"
    return SvgMark(event, round(max(x, 0.0), 1), 0.0, round(width, 1), round(radius, 1), planned, unsure, label, before)
