"""Linking: the facts of all articles become the findings of the dossier."""

from collections.abc import Iterable, Mapping, Sequence

from dossier.linking.actors.merge import ActorLinker
from dossier.linking.cumulative import link_cumulative
from dossier.linking.dates.publication_days import DayInference
from dossier.linking.dates.resolve_all import resolve_times
from dossier.linking.events.merge import EventLinker, EventSource
from dossier.linking.near_duplicates import find_near_duplicates, groups_by_article
from dossier.linking.quotes import QuoteLinker
from dossier.model.article import Article, PublicationDay
from dossier.model.facts import Facts
from dossier.model.findings import ArticleLinks, Findings
from dossier.model.time import TimeExpression


class Linker:
    """Links documents by difference: what was computed for an earlier call is used again where nothing that it depends on has changed. The
    findings are those of a new linker on the same documents, and objects that are equal to those of the last call are the same objects.
    """

    def __init__(self) -> None:
        self._days, self._actors, self._events, self._quotes = DayInference(), ActorLinker(), EventLinker(), QuoteLinker()
        self._links: dict[str, tuple[tuple[TimeExpression, ...], ArticleLinks]] = {}

    def link(self, documents: Iterable[tuple[Article, Facts]], copies: Iterable[Sequence[str]] | None = None) -> Findings:
        """The actors, events and linked quotations of all articles, with their publication days. The order of `documents` does not matter.

        `copies` are the groups of near-duplicates by id where they are known; otherwise they are looked for.
        """
        pairs = sorted(documents, key=lambda pair: (pair[0].file, pair[0].id))
        articles = {article.id: article for article, _ in pairs}
        facts = {f.article: f for _, f in pairs}
        published = self._days.update(articles, facts)
        order = {key: (article.file, key) for key, article in articles.items()}
        near_duplicates = find_near_duplicates(articles) if copies is None else groups_by_article(copies, order)
        actors, ids = self._actors.link(articles, facts)
        self._links = {
            key: (facts[key].times, self._article_links(articles[key], facts[key], published[key], near_duplicates.get(key, ()), ids))
            for key in articles
        }
        links = {key: link for key, (_, link) in self._links.items()}
        sources = {
            key: EventSource(articles[key], facts[key], links[key].published, links[key].times, links[key].near_duplicates) for key in links
        }
        return Findings(
            articles=tuple(links.values()),
            actors=actors,
            events=self._events.link(sources, ids, self._actors.changes),
            quotations=self._quotes.link(articles, facts, published, ids, {actor.id for actor in actors}),
        )

    def _article_links(
        self, article: Article, facts: Facts, published: PublicationDay, copies: tuple[str, ...], ids: Mapping[tuple[str, int], str]
    ) -> ArticleLinks:
        """The links of one article; its times are resolved again where it has others or another publication day."""
        resolved, known = self._links.get(article.id, (None, None))
        if known is None or resolved is not facts.times or known.published != published:
            times = resolve_times(facts.times, published.day)
            return ArticleLinks(article.id, published, times, copies, link_cumulative(article, facts, times, ids))
        cumulative = link_cumulative(article, facts, known.times, ids)
        is_same = (known.near_duplicates, known.cumulative) == (copies, cumulative)
        return known if is_same else ArticleLinks(article.id, published, known.times, copies, cumulative)


def link_documents(documents: Iterable[tuple[Article, Facts]], copies: Iterable[Sequence[str]] | None = None) -> Findings:
    """The findings of documents, linked from nothing; see `Linker.link`."""
    return Linker().link(documents, copies)
