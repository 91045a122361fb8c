"""Which day each article was published, and what its time expressions mean."""

from dataclasses import replace
from datetime import date

from dossier.linking.dates.dated_sentences import build_tf_idf, dated, find_dated_sentences
from dossier.linking.dates.infer_publication import from_others, from_own_dates
from dossier.model.article import Article, PublicationDay
from dossier.model.facts import Facts
from dossier.model.findings import ResolvedTime
from dossier.model.time import TimeExpression
from dossier.text.timex.periods import day_period
from dossier.text.timex.resolve import resolve


def publication_days(articles: dict[str, Article], facts: dict[str, Facts]) -> dict[str, PublicationDay]:
    """The publication day of every article, by id: as read where the file tells it, else inferred, else unknown.

    First what an article's own captions and weekdays tell, then what its dated sentences share with articles whose day is
    known by then. Nothing rests on a day inferred from other articles, so the order of the articles cannot matter.
    """
    days = {key: articles[key].published for key in facts}
    days |= {key: found for key, was in days.items() if was.day is None and (found := from_own_dates(facts[key]))}
    open_ones = sorted(key for key, was in days.items() if was.day is None)
    if not open_ones:
        return days
    held = build_tf_idf((articles[key] for key in sorted(facts)), facts)
    told = [
        m
        for key in sorted(days)
        if (day := days[key].day)
        for m in dated(articles[key], facts[key], day, resolve_times(facts[key].times, day))
    ]
    files = {key: article.file for key, article in articles.items()}
    return days | {key: from_others(facts[key], find_dated_sentences(articles[key], facts[key]), told, held, files) for key in open_ones}


def resolve_times(times: tuple[TimeExpression, ...], published: date | None) -> tuple[ResolvedTime, ...]:
    """Every expression with its days, seen from the publication day or from the expression it hangs on."""
    found: dict[int, ResolvedTime] = {}

    def at(i: int) -> ResolvedTime:
        if i not in found:
            mine = times[i]
            told = at(mine.anchor).resolution.start if mine.anchor is not None else None
            found[i] = ResolvedTime(mine, resolve(mine, published, previous=told))
        return found[i]

    resolved = tuple(at(i) for i in range(len(times)))
    printed = {r.resolution.start for r in resolved if r.expression.form == "date"}
    return tuple(_settled(r, printed) for r in resolved)


def _settled(time: ResolvedTime, printed: set[date | None]) -> ResolvedTime:
    """A weekday of two readings, settled where the article prints the date of one of them and not of the other."""
    if time.expression.form != "weekday" or time.resolution.sure or len(time.resolution.candidates) != 2:
        return time
    fitting = [r for r in time.resolution.candidates if r.start in printed]
    if len(fitting) != 1:
        return time
    chosen = replace(fitting[0], chosen=True, explanation=f"the article prints the date of {fitting[0].start}")
    other = next(r for r in time.resolution.candidates if r is not fitting[0])
    found = day_period(chosen.start, time.expression.clock)
    return replace(
        time,
        resolution=replace(
            time.resolution,
            value=found.value,
            start=found.start,
            end=found.end,
            sure=True,
            explanation=f"“{time.expression.text}” is {chosen.start:%A} {chosen.start}: {chosen.explanation}.",
            candidates=(chosen, replace(other, chosen=False)),
        ),
    )
