"""Linking: the facts of all articles become the findings of the dossier."""

from collections.abc import Iterable, Sequence

from dossier.linking.actors.merge import link_actors
from dossier.linking.cumulative import link_cumulative
from dossier.linking.dates.resolve_all import publication_days, resolve_times
from dossier.linking.events.merge import link_events
from dossier.linking.near_duplicates import find_near_duplicates, groups_by_article
from dossier.linking.quotes import link_quotations
from dossier.model.article import Article
from dossier.model.facts import Facts
from dossier.model.findings import ArticleLinks, Findings


def link_documents(documents: Iterable[tuple[Article, Facts]], copies: Iterable[Sequence[str]] | None = None) -> Findings:
    """The actors, events and linked quotations of all articles, with their publication days. The order of `documents` does not matter.

    `copies` are the groups of near-duplicates by id where they are known; otherwise they are looked for.
    """
    pairs = sorted(documents, key=lambda pair: (pair[0].file, pair[0].id))
    articles = {article.id: article for article, _ in pairs}
    facts = {f.article: f for _, f in pairs}
    published = publication_days(articles, facts)
    times = {key: resolve_times(facts[key].times, published[key].day) for key in articles}
    actors, ids = link_actors(articles, facts)
    order = {key: (article.file, key) for key, article in articles.items()}
    near_duplicates = find_near_duplicates(articles) if copies is None else groups_by_article(copies, order)
    return Findings(
        articles=tuple(
            ArticleLinks(
                key, published[key], times[key], near_duplicates.get(key, ()), link_cumulative(articles[key], facts[key], times[key], ids)
            )
            for key in articles
        ),
        actors=actors,
        events=link_events(articles, facts, published, times, actors, ids, near_duplicates),
        quotations=link_quotations(articles, facts, published, ids, actors),
    )
