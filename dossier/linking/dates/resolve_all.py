"""Publication days of all articles, and resolution of their time expressions."""

from dataclasses import replace
from datetime import date

from dossier.linking.dates.dated_sentences import build_tf_idf, find_dated_sentences, resolve_dated_sentences
from dossier.linking.dates.infer_publication import from_others, from_own_dates
from dossier.model.article import Article, PublicationDay
from dossier.model.facts import Facts
from dossier.model.findings import ResolvedTime
from dossier.model.time import TimeExpression
from dossier.text.timex.periods import day_period
from dossier.text.timex.resolve import resolve


def publication_days(articles: dict[str, Article], facts: dict[str, Facts]) -> dict[str, PublicationDay]:
    """The publication day of every article, by id: as read where the file gives it, else inferred, else unknown.

    It is inferred from an article's own captions and weekdays first, then from sentences that it shares with articles whose
    day is known by then. No inference uses a day inferred from other articles, so the order of the articles does not matter.
    """
    days = {key: articles[key].published for key in facts}
    days |= {key: inferred for key, day in days.items() if day.day is None and (inferred := from_own_dates(facts[key]))}
    unknown = sorted(key for key, day in days.items() if day.day is None)
    if not unknown:
        return days
    tf_idf = build_tf_idf((articles[key] for key in sorted(facts)), facts)
    dated = [
        sentence
        for key in sorted(days)
        if (day := days[key].day)
        for sentence in resolve_dated_sentences(articles[key], facts[key], day, resolve_times(facts[key].times, day))
    ]
    files = {key: article.file for key, article in articles.items()}
    return days | {key: from_others(facts[key], find_dated_sentences(articles[key], facts[key]), dated, tf_idf, files) for key in unknown}


def resolve_times(times: tuple[TimeExpression, ...], published: date | None) -> tuple[ResolvedTime, ...]:
    """Every expression with its resolution, relative to the publication day or to the expression that is its anchor."""
    by_index: dict[int, ResolvedTime] = {}

    def resolve_at(i: int) -> ResolvedTime:
        if i not in by_index:
            expression = times[i]
            previous = resolve_at(expression.anchor).resolution.start if expression.anchor is not None else None
            by_index[i] = ResolvedTime(expression, resolve(expression, published, previous=previous))
        return by_index[i]

    resolved = tuple(resolve_at(i) for i in range(len(times)))
    dates = {r.resolution.start for r in resolved if r.expression.form == "date"}
    return tuple(_disambiguate_weekday(r, dates) for r in resolved)


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
