"""On which days an article puts an event, and why."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from dossier.model.article import PublicationDay
from dossier.model.event import DateEvidence, EventKind, EventMention, Status
from dossier.model.findings import ResolvedTime
from dossier.model.span import Span

FINENESS = ("day", "week", "month", "quarter", "half", "season", "year")
LONGEST = {EventKind.MEETING: 6, EventKind.STRIKE: 2}
"""Days that one event lasts at most; expressions farther apart do not date the same event."""
BACK = 14
"""Days that an undated retelling may lie behind the event."""
LEAD = 700
"""Characters from the start of a text that count as its lead: what is told there undated is the news of the day."""


@dataclass(frozen=True, slots=True)
class EventDates:
    """Days of an event: both None where nothing fixes them; `sure` is false where they rest on a guess."""

    start: date | None = None
    end: date | None = None
    granularity: str = ""
    sure: bool = False
    reasons: tuple[DateEvidence, ...] = ()

    @property
    def known(self) -> bool:
        """True where there are days at all."""
        return self.start is not None


@dataclass(frozen=True, slots=True)
class _Told:
    """One reading of one report: its days, and what they rest on."""

    start: date
    end: date
    granularity: str
    sure: bool
    reason: DateEvidence
    report: EventMention


def days_of(reports: Sequence[EventMention], times: Sequence[ResolvedTime], published: PublicationDay, article: str) -> EventDates:
    """The days that one article's reports of one event tell by their own time expressions; unknown where they have none.

    The finest expressions count. "A second day … on Saturday" starts on Friday; "two-day" from Wednesday ends on Thursday;
    the day of telling counts only where nothing else is told, and is no sure day.
    """
    own = [told for r in reports if r.time_relation in {"", "context"} for told in _told(r, times, published, article)]
    sure = [t for t in own if t.sure] or own
    if not sure:
        return EventDates()
    finest = min(sure, key=lambda t: FINENESS.index(t.granularity)).granularity
    same = [t for t in sure if t.granularity == finest]
    anchor = same[0]
    if finest == "day":
        reach = timedelta(days=LONGEST[reports[0].kind])
        near = [t for t in same if abs(t.start - anchor.start) <= reach]
        if reports[0].kind is EventKind.STRIKE:
            near = [t for t in near if t.report is anchor.report]
    else:
        near = [anchor]
    start, end = min(t.start for t in near), max(t.end for t in near)
    length = max((r.duration for r in reports), default=0)
    counted = max((r.day_index for r in reports), default=0)
    if counted > 1 and published.day is not None and start + timedelta(days=counted - 1) <= published.day:
        length = max(length, counted)
    if finest == "day" and length > 1:
        end = max(end, start + timedelta(days=length - 1))
    return EventDates(start, end, finest, all(t.sure for t in near), tuple(t.reason for t in near))


def _told(report: EventMention, times: Sequence[ResolvedTime], published: PublicationDay, article: str) -> list[_Told]:
    """What each expression of one report tells."""
    found = []
    for index in report.time_ids:
        time, meant = times[index].expression, times[index].resolution
        if meant.start is None or meant.end is None or meant.granularity not in FINENESS:
            continue
        start, rule = meant.start, meant.explanation
        if report.day_index > 1 and meant.granularity == "day":
            start -= timedelta(days=report.day_index - 1)
            rule = f"{rule} It is day {report.day_index} of the event, which so began on {start.isoformat()}."
        spoken = report.time_relation == "context"
        if spoken:
            rule = f"{rule} It is the day of telling; the text gives no nearer day."
        reason = DateEvidence(article, time.text, time.span, published.day, published.explanation, rule, start, meant.end, meant.candidates)
        found.append(_Told(start, meant.end, meant.granularity, meant.sure and not spoken, reason, report))
    return found


def by_relation(report: EventMention, other: EventDates, words: str, article: str) -> EventDates:
    """The days of an event told as before, during or after another whose days are known; unknown for other relations."""
    if other.start is None or other.end is None:
        return EventDates()
    words = words.removeprefix("the course of ")
    low = words.lower()
    begins = any(word in low for word in ("began", "begin", "begun", "start", "open", "under way", "underway"))
    start, end = {
        "during": (other.start, other.end),
        "after": (other.start, other.start) if begins else (other.end, other.end),
        "before": (other.start, other.start),
        "eve": _eve(other.start, low),
    }.get(report.time_relation, (None, None))
    if start is None or end is None:
        return EventDates()
    rule = f"It lies {_RELATIONS[report.time_relation]} “{words}”, which is {_written(other.start, other.end)}."
    reason = DateEvidence(article, words, report.time_relation_span, other.start, "the other event's day", rule, start, end)
    return EventDates(start, end, "day" if other.granularity == "day" else other.granularity, other.sure, (reason,))


_RELATIONS = {"during": "in the course of", "after": "after", "before": "before", "eve": "on the eve of"}
_NTH = ("first", "second", "third", "fourth", "fifth")


def _eve(start: date, words: str) -> tuple[date, date]:
    """The day before; of "the second day of the talks", the first."""
    nth = next((i for i, word in enumerate(_NTH) if f"{word} day" in words), 0)
    day = start + timedelta(days=nth - 1)
    return day, day


def default_to_publication(report: EventMention, published: PublicationDay, article: str) -> EventDates:
    """The day of publication for what stands undated in the lead as held; a guess."""
    if published.day is None or report.status is Status.PLANNED or report.span.start > LEAD:
        return EventDates()
    rule = "The lead gives no day, so the day of publication is taken."
    reason = DateEvidence(
        article, "", Span(report.span.start, report.span.start), published.day, published.explanation, rule, published.day, published.day
    )
    return EventDates(published.day, published.day, "day", sure=False, reasons=(reason,))


def _written(start: date, end: date) -> str:
    return start.isoformat() if start == end else f"{start.isoformat()} to {end.isoformat()}"


def overlap(left: EventDates, right: EventDates) -> bool:
    """True where both are known and share a day; a guessed day may lie one day off."""
    if left.start is None or left.end is None or right.start is None or right.end is None:
        return False
    slack = timedelta(days=0 if left.sure and right.sure else 1)
    return left.start <= right.end + slack and right.start <= left.end + slack


def is_late_retelling(left: EventDates, right: EventDates) -> bool:
    """True where one has a guessed day and the other a sure one not long before: old news told again without its day."""
    if left.sure == right.sure or left.start is None or left.end is None or right.start is None or right.end is None:
        return False
    guess, sure = (right, left) if left.sure else (left, right)
    gap = (guess.end or date.max) - (sure.end or date.min)
    return timedelta(0) <= gap <= timedelta(days=BACK)


def combine_dates(parts: Sequence[EventDates]) -> EventDates:
    """The days of an event that several articles tell: the surest and finest of them, as one stretch."""
    known = [p for p in parts if p.known]
    best = [p for p in known if p.sure] or known
    if not best:
        return EventDates()
    finest = min(best, key=lambda d: FINENESS.index(d.granularity)).granularity
    same = [d for d in best if d.granularity == finest]
    start = min(d.start for d in same if d.start)
    end = max(d.end for d in same if d.end)
    reasons = tuple(r for d in known for r in d.reasons)
    return replace(same[0], start=start, end=end, reasons=reasons)
