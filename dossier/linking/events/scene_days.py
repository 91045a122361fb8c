"""Scene days: the day of a strike that its own sentences do not give, from the sentences that say how it happened."""

from collections.abc import Collection, Sequence
from datetime import date, timedelta

from dossier.linking.events.dating import LEAD, EventDates, before_publication
from dossier.model.article import PublicationDay
from dossier.model.event import DateEvidence, EventMention, Status
from dossier.model.event_kinds.registry import find_kind
from dossier.model.findings import ResolvedTime
from dossier.model.time import TimeExpression

REACH = 1_500
"""Characters after a mention within which a report comes to how the attack happened."""
NEWS = timedelta(days=60)
"""Time for which a strike is in the news: an earlier day is one of its background."""


def scene_day(
    mentions: Sequence[EventMention], times: Sequence[ResolvedTime], taken: Collection[int], published: PublicationDay, article: str
) -> EventDates:
    """The first day with a time of day ("10 p.m. Saturday", "Sunday morning"), or the first date ("Sept. 5"), after a strike in the lead that
    has no day of its own, as a guess; unknown where there is none. `taken` are the indexes of the expressions that date other events.

    A report gives the time of day or the date of what happened, and rarely of what was said about it.
    """
    first = mentions[0]
    if not find_kind(first.kind).matching.past_weekdays or first.status is Status.PLANNED or first.span.start > LEAD:
        return EventDates()
    for index, time in enumerate(times):
        expression = time.expression
        if index in taken or expression.quoted or not _dates_scene(expression):
            continue
        if not first.span.start <= expression.span.start <= first.span.end + REACH:
            continue
        resolution = before_publication(expression, time.resolution, first, published)
        if resolution.start is None or resolution.start != resolution.end or not _is_in_news(resolution.start, expression, published):
            continue
        rule = f"{resolution.explanation} The report gives no other day for the event, so this is the first time of day or date after it."
        evidence = DateEvidence(
            article,
            expression.text,
            expression.span,
            published.day,
            published.explanation,
            rule,
            resolution.start,
            resolution.end,
            resolution.candidates,
        )
        return EventDates(resolution.start, resolution.end, "day", sure=False, evidence=(evidence,))
    return EventDates()


def _is_in_news(day: date, time: TimeExpression, published: PublicationDay) -> bool:
    """True for a day shortly before the publication; without a publication day for one with its year and the time of day."""
    if published.day is None:
        return time.year is not None and bool(time.clock)
    return published.day - NEWS <= day <= published.day


def _dates_scene(time: TimeExpression) -> bool:
    """True for a day with its time of day, and for a date without a year: with one it is often the day of printing or of a caption."""
    is_date = time.form == "date" and time.day is not None and time.year is None
    return is_date or (bool(time.clock) and time.form != "clock")
