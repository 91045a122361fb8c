"""Cumulative figures of an article with the days and the actors of the dossier."""

from collections.abc import Mapping, Sequence

from dossier.model.article import Article
from dossier.model.event import CumulativeFigure
from dossier.model.facts import Facts
from dossier.model.findings import ResolvedTime


def link_cumulative(
    article: Article, facts: Facts, times: Sequence[ResolvedTime], ids: Mapping[tuple[str, int], str]
) -> tuple[CumulativeFigure, ...]:
    """The cumulative figures of an article; `ids` maps (article id, key of an actor in its facts) to the actor's id."""
    return tuple(
        CumulativeFigure(
            figure=mention.figure,
            span=mention.span,
            period=" ".join(mention.period_span.of(article.text).split()) if mention.period_span else "",
            start=next((start for i in mention.time_ids if (start := times[i].resolution.start) is not None), None),
            attributed_to=ids.get((article.id, mention.attributed_to)) if mention.attributed_to is not None else None,
        )
        for mention in facts.cumulative
    )
