"""Which day each article was published, and what its time expressions mean."""

from datetime import date

from dossier.model.article import Article, PublicationDay
from dossier.model.facts import Facts
from dossier.model.findings import ResolvedTime
from dossier.model.resolve import resolve
from dossier.model.time import TimeExpression


def publication_days(articles: dict[str, Article], facts: dict[str, Facts]) -> dict[str, PublicationDay]:
    """The publication day of every article, by id."""
    return {key: articles[key].published for key in facts}


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
