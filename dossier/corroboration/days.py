"""Which day each article was published, and what its time expressions mean."""

from datetime import date

from dossier.corroboration.moments import dated, moments, wording
from dossier.corroboration.publication import from_others, from_own_dates
from dossier.model.article import Article, PublicationDay
from dossier.model.facts import Facts
from dossier.model.findings import ResolvedTime
from dossier.model.resolve import resolve
from dossier.model.time import TimeExpression


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
    held = wording((articles[key] for key in sorted(facts)), facts)
    told = [
        m for key in sorted(days) if (day := days[key].day) for m in dated(articles[key], facts[key], resolve_times(facts[key].times, day))
    ]
    files = {key: article.file for key, article in articles.items()}
    return days | {key: from_others(facts[key], moments(articles[key], facts[key]), told, held, files) for key in open_ones}


def resolve_times(times: tuple[TimeExpression, ...], published: date | None) -> tuple[ResolvedTime, ...]:
    """Every expression with its days, seen from the publication day or from the expression it hangs on."""
    found: dict[int, ResolvedTime] = {}

    def at(i: int) -> ResolvedTime:
        if i not in found:
            mine = times[i]
            told = at(mine.anchor).resolution.start if mine.anchor is not None else None
            found[i] = ResolvedTime(mine, resolve(mine, published, previous=told))
        return found[i]

    return tuple(at(i) for i in range(len(times)))
