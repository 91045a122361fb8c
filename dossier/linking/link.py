"""The facts of all articles -> Findings."""

from collections.abc import Iterable

from dossier.linking.actors.merge import merge_actors
from dossier.linking.dates.resolve_all import publication_days, resolve_times
from dossier.linking.events.merge import link_events
from dossier.linking.near_duplicates import find_near_duplicates
from dossier.linking.quotes import link_quotations
from dossier.model.article import Article
from dossier.model.facts import Facts
from dossier.model.findings import ArticleLinks, Findings


def link_documents(material: Iterable[tuple[Article, Facts]]) -> Findings:
    """What the articles tell together. The result does not depend on the order in which they come."""
    pairs = sorted(material, key=lambda pair: (pair[0].file, pair[0].id))
    articles = {article.id: article for article, _ in pairs}
    facts = {found.article: found for _, found in pairs}
    published = publication_days(articles, facts)
    times = {key: resolve_times(facts[key].times, published[key].day) for key in articles}
    actors, ids = merge_actors(articles, facts)
    near = find_near_duplicates(articles)
    return Findings(
        articles=tuple(ArticleLinks(key, published[key], times[key], near.get(key, ())) for key in articles),
        actors=actors,
        events=link_events(articles, facts, published, times, actors, ids, near),
        quotations=link_quotations(articles, facts, published, ids, actors),
    )
