"""Resolution of the time expressions of an article."""

from dataclasses import replace
from datetime import date
from functools import lru_cache

from dossier.model.findings import ResolvedTime
from dossier.model.time import Resolution, TimeExpression
from dossier.text.timex.periods import day_period
from dossier.text.timex.resolve import resolve


def resolve_times(times: tuple[TimeExpression, ...], published: date | None) -> tuple[ResolvedTime, ...]:
    """Every expression with its resolution, relative to the publication day or to the expression that is its anchor."""
    by_index: dict[int, ResolvedTime] = {}

    def resolve_at(i: int) -> ResolvedTime:
        if i not in by_index:
            expression = times[i]
            previous = resolve_at(expression.anchor).resolution.start if expression.anchor is not None else None
            by_index[i] = ResolvedTime(expression, _shared(resolve(expression, published, previous=previous)))
        return by_index[i]

    resolved = tuple(resolve_at(i) for i in range(len(times)))
    dates = {r.resolution.start for r in resolved if r.expression.form == "date"}
    return tuple(_disambiguate_weekday(r, dates) for r in resolved)


@lru_cache(maxsize=1 << 14)
def _shared(resolution: Resolution) -> Resolution:
    """The same resolution, one object for those that are equal: half of those of many articles are equal to another one."""
    return resolution


def _disambiguate_weekday(time: ResolvedTime, dates: set[date | None]) -> ResolvedTime:
    """A weekday with two candidate days takes the one whose date the article prints, if it does not print the other."""
    if time.expression.form != "weekday" or time.resolution.sure or len(time.resolution.candidates) != 2:
        return time
    matching = [c for c in time.resolution.candidates if c.start in dates]
    if len(matching) != 1:
        return time
    chosen = replace(matching[0], chosen=True, explanation=f"the article also gives the date {matching[0].start}")
    other = next(c for c in time.resolution.candidates if c is not matching[0])
    period = day_period(chosen.start, time.expression.clock)
    return replace(
        time,
        resolution=replace(
            time.resolution,
            value=period.value,
            start=period.start,
            end=period.end,
            sure=True,
            explanation=f"“{time.expression.text}” is {chosen.start:%A} {chosen.start}: {chosen.explanation}.",
            candidates=(chosen, replace(other, chosen=False)),
        ),
    )
