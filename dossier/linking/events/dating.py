"""Dating of events: the days that one article gives for an event, with the evidence."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from dossier.model.article import PublicationDay
from dossier.model.event import DateEvidence, EventMention, Status
from dossier.model.event_kinds.registry import find_kind
from dossier.model.findings import ResolvedTime
from dossier.model.span import Span
from dossier.model.time import Resolution, TimeExpression
from dossier.text.timex.periods import day_period

FINENESS = ("day", "week", "month", "quarter", "half", "season", "year")
LATE_RETELLING = 14
"""Days that the guessed day of a later report may lie after the sure day of the event."""
LEAD = 700
"""Characters from the start of a text that count as its lead: an undated event there is the news of the day."""
RELATIONS = {"during": "during", "after": "after", "before": "before", "eve": "on the eve of"}
ORDINALS = ("first", "second", "third", "fourth", "fifth")


@dataclass(frozen=True, slots=True)
class EventDates:
    """Days of an event: both None where nothing fixes them; `sure` is false where they are a guess."""

    start: date | None = None
    end: date | None = None
    granularity: str = ""
    sure: bool = False
    evidence: tuple[DateEvidence, ...] = ()

    @property
    def known(self) -> bool:
        """True where there are days at all."""
        return self.start is not None


@dataclass(frozen=True, slots=True)
class _MentionDates:
    """The days that one time expression of one mention gives."""

    start: date
    end: date
    granularity: str
    sure: bool
    evidence: DateEvidence
    mention: EventMention


def dates_of(mentions: Sequence[EventMention], times: Sequence[ResolvedTime], published: PublicationDay, article: str) -> EventDates:
    """The days that the mentions of one event in one article have by their own time expressions; unknown where they have none.

    The finest expressions count. "A second day … on Saturday" starts on Friday; "two-day" from Wednesday ends on Thursday;
    the day on which somebody spoke of it counts only where no other day is given, and is no sure day.
    """
    own = [dates for m in mentions if m.time_relation in {"", "context"} for dates in _dates_of_mention(m, times, published, article)]
    sure = [d for d in own if d.sure] or own
    if not sure:
        return EventDates()
    finest = min(sure, key=lambda d: FINENESS.index(d.granularity)).granularity
    same = [d for d in sure if d.granularity == finest]
    anchor, matching = same[0], find_kind(mentions[0].kind).matching
    if finest == "day":
        reach = timedelta(days=matching.longest)  # expressions farther apart do not date the same event
        near = [d for d in same if abs(d.start - anchor.start) <= reach]
        if matching.one_mention_dates:
            near = [d for d in near if d.mention is anchor.mention]
    else:
        near = [anchor]
    start, end = min(d.start for d in near), max(d.end for d in near)
    length = max((m.duration for m in mentions), default=0)
    day_index = max((m.day_index for m in mentions), default=0)
    if day_index > 1 and published.day is not None and start + timedelta(days=day_index - 1) <= published.day:
        length = max(length, day_index)
    if finest == "day" and length > 1:
        end = max(end, start + timedelta(days=length - 1))
    return EventDates(start, end, finest, all(d.sure for d in near), tuple(d.evidence for d in near))


def _dates_of_mention(mention: EventMention, times: Sequence[ResolvedTime], published: PublicationDay, article: str) -> list[_MentionDates]:
    """The days of each time expression of one mention that has any."""
    dates = []
    for index in mention.time_ids:
        expression = times[index].expression
        resolution = before_publication(expression, times[index].resolution, mention, published)
        if resolution.start is None or resolution.end is None or resolution.granularity not in FINENESS:
            continue
        start, rule = resolution.start, resolution.explanation
        if mention.day_index > 1 and resolution.granularity == "day":
            start -= timedelta(days=mention.day_index - 1)
            rule = f"{rule} It is day {mention.day_index} of the event, which therefore began on {start.isoformat()}."
        from_context = mention.time_relation == "context"
        if from_context:
            rule = f"{rule} The text gives no day for the event itself, so this is the day of the surrounding text."
        evidence = DateEvidence(
            article,
            expression.text,
            expression.span,
            published.day,
            published.explanation,
            rule,
            start,
            resolution.end,
            resolution.candidates,
        )
        sure = resolution.sure and not from_context
        dates.append(_MentionDates(start, resolution.end, resolution.granularity, sure, evidence, mention))
    return dates


def before_publication(expression: TimeExpression, resolution: Resolution, mention: EventMention, published: PublicationDay) -> Resolution:
    """The resolution of a bare weekday that dates an event which took place: for some kinds never the next one, whatever the tense of the
    sentence ("the victims of a Friday shooting are expected to live"). A meeting is often reported in the present before it takes place.
    """
    is_bare = expression.form == "weekday" and expression.amount is None
    took_place = find_kind(mention.kind).matching.past_weekdays and mention.status is Status.OCCURRED
    if published.day is None or not (is_bare and took_place) or (resolution.start or date.min) <= published.day:
        return resolution
    past = next((c for c in resolution.candidates if c.end <= published.day), None)
    if past is None:
        return resolution
    period = day_period(past.start, expression.clock)
    rule = f"“{expression.text}” is {past.rule}, since the event took place: {past.start}."
    candidates = tuple(replace(c, chosen=c is past) for c in resolution.candidates)
    return replace(resolution, value=period.value, start=period.start, end=period.end, explanation=rule, candidates=candidates)


def dates_by_relation(mention: EventMention, other: EventDates, words: str, article: str) -> EventDates:
    """The days of an event that is placed before, during or after another whose days are known; unknown for other relations.

    `words` are the words of the relation ("after the talks in Quito").
    """
    if other.start is None or other.end is None:
        return EventDates()
    words = words.removeprefix("the course of ")
    lower = words.lower()
    begins = any(word in lower for word in ("began", "begin", "begun", "start", "open", "under way", "underway"))
    start, end = {
        "during": (other.start, other.end),
        "after": (other.start, other.start) if begins else (other.end, other.end),
        "before": (other.start, other.start),
        "eve": _eve(other.start, lower),
    }.get(mention.time_relation, (None, None))
    if start is None or end is None:
        return EventDates()
    rule = f"It is {RELATIONS[mention.time_relation]} “{words}”, which is {_iso_range(other.start, other.end)}."
    evidence = DateEvidence(article, words, mention.time_relation_span, other.start, "the other event's day", rule, start, end)
    return EventDates(start, end, "day" if other.granularity == "day" else other.granularity, other.sure, (evidence,))


def _eve(start: date, words: str) -> tuple[date, date]:
    """The day before `start`; for "the second day of the talks", the first day of the talks."""
    number = next((i for i, word in enumerate(ORDINALS) if f"{word} day" in words), 0)
    day = start + timedelta(days=number - 1)
    return day, day


def default_to_publication(mention: EventMention, published: PublicationDay, article: str) -> EventDates:
    """The publication day, as a guess, for an undated mention in the lead of an event that took place; else unknown,
    also where the lead only recalls it. For strikes `scene_day`
    comes first.
    """
    if published.day is None or mention.status is Status.PLANNED or mention.span.start > LEAD or mention.time_relation == "recalled":
        return EventDates()
    rule = "The lead gives no day, so the publication day is used."
    evidence = DateEvidence(
        article, "", Span(mention.span.start, mention.span.start), published.day, published.explanation, rule, published.day, published.day
    )
    return EventDates(published.day, published.day, "day", sure=False, evidence=(evidence,))


def _iso_range(start: date, end: date) -> str:
    return start.isoformat() if start == end else f"{start.isoformat()} to {end.isoformat()}"


def overlap(left: EventDates, right: EventDates) -> bool:
    """True where both are known and share a day; a guessed day may lie one day off."""
    if left.start is None or left.end is None or right.start is None or right.end is None:
        return False
    slack = timedelta(days=0 if left.sure and right.sure else 1)
    return left.start <= right.end + slack and right.start <= left.end + slack


def is_late_retelling(left: EventDates, right: EventDates) -> bool:
    """True where one day is a guess and the other a sure one not long before: a later article reports the event without its day."""
    if left.sure == right.sure or left.start is None or left.end is None or right.start is None or right.end is None:
        return False
    guess, sure = (right, left) if left.sure else (left, right)
    gap = (guess.end or date.max) - (sure.end or date.min)
    return timedelta(0) <= gap <= timedelta(days=LATE_RETELLING)


def combine_dates(dates: Sequence[EventDates], kind: str) -> EventDates:
    """The days of an event from those of several articles: the surest and finest of them, with all evidence. A meeting may last for all of
    them; a strike has the days that most give, of equals those of one stretch that is not too long, else the first.
    """
    known = [d for d in dates if d.known]
    best = [d for d in known if d.sure] or known
    if not best:
        return EventDates()
    finest = min(best, key=lambda d: FINENESS.index(d.granularity)).granularity
    same = [d for d in best if d.granularity == finest]
    matching = find_kind(kind).matching
    if matching.one_mention_dates and finest == "day":
        same = _most_supported(same, matching.longest)
    start = min(d.start for d in same if d.start)
    end = max(d.end for d in same if d.end)
    evidence = tuple(e for d in known for e in d.evidence)
    return replace(same[0], start=start, end=end, evidence=evidence)


def _most_supported(dates: Sequence[EventDates], longest: int) -> list[EventDates]:
    """The days that agree with most of `dates`: the shortest of these, all if they lie within `longest` days, else the first. Of guesses
    a day that the text gives goes before one of publication, and the first counts: an attack is older than every report.
    """
    if not dates[0].sure:
        given = [d for d in dates if d.evidence and d.evidence[0].words] or list(dates)
        return [min(given, key=lambda d: d.start or date.max)]
    support = [sum(days_between(d, other) == 0 for other in dates) for d in dates]
    best = [d for d, count in zip(dates, support, strict=True) if count == max(support)]
    shortest = min((d.end or date.max) - (d.start or date.min) for d in best)
    best = sorted((d for d in best if (d.end or date.max) - (d.start or date.min) == shortest), key=lambda d: d.start or date.max)
    first, last = best[0], best[-1]
    near = last.end is not None and first.start is not None and (last.end - first.start).days < longest
    return best if near else [first]


def days_between(a: EventDates, b: EventDates) -> int:
    """Days from the end of the earlier to the start of the later; 0 where they overlap or one is not known."""
    if a.start is None or b.start is None or a.end is None or b.end is None:
        return 0
    return max(0, (b.start - a.end).days, (a.start - b.end).days)
