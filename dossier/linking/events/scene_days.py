"""Scene days: the day of an attack that its own sentences do not give, from the sentences that tell how it happened."""

from collections.abc import Collection, Sequence
from datetime import timedelta

from dossier.linking.events.dating import LEAD, EventDates, before_publication
from dossier.model.article import PublicationDay
from dossier.model.event import DateEvidence, EventMention, Status
from dossier.model.event_kinds.registry import find_kind
from dossier.model.findings import ResolvedTime

REACH = 1_500
"""Characters after a mention within which a report comes to how the attack happened."""
NEWS = timedelta(days=14)
"""Time that an attack is news: a day before that is one of its background."""


def scene_day(
    mentions: Sequence[EventMention], times: Sequence[ResolvedTime], taken: Collection[int], published: PublicationDay, article: str
) -> EventDates:
    """The first day with a time of day ("10 p.m. Saturday", "Sunday morning") after a strike in the lead that has no day of its own, as a
    guess; unknown where there is none. `taken` are the indexes of the expressions that date other events.

    A report gives the time of day of what happened, and rarely that of what was said about it.
    """
    first = mentions[0]
    if (
        published.day is None
        or not find_kind(first.kind).matching.past_weekdays
        or first.status is Status.PLANNED
        or first.span.start > LEAD
    ):
        return EventDates()
    for index, time in enumerate(times):
        expression = time.expression
        if index in taken or not expression.clock or expression.form == "clock" or expression.quoted:
            continue
        if not first.span.start <= expression.span.start <= first.span.end + REACH:
            continue
        resolution = before_publication(expression, time.resolution, first, published)
        if resolution.start is None or resolution.start != resolution.end or not published.day - NEWS <= resolution.start <= published.day:
            continue
        rule = (
            f"{resolution.explanation} The report gives no other day for the event, so this is the day of the first time of day after it."
        )
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
