"""Linking: the facts of all articles become the findings of the dossier."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Any

from dossier.linking.actors.changes import ActorIds
from dossier.linking.actors.merge import ActorLinker
from dossier.linking.cumulative import link_cumulative
from dossier.linking.dates.publication_days import DayInference
from dossier.linking.dates.resolve_all import resolve_times
from dossier.linking.events.known_pairs import KnownPairs
from dossier.linking.events.merge import EventLinker, EventSource
from dossier.linking.near_duplicates import find_near_duplicates, groups_by_article
from dossier.linking.quotes import QuoteLinker
from dossier.linking.sorted_blocks import SortedBlocks
from dossier.model.article import Article, PublicationDay
from dossier.model.facts import Facts
from dossier.model.findings import ArticleLinks, Findings
from dossier.model.persistent.layered_map import LayeredMap
from dossier.model.quotation import Quotation

PARTS = ("_days", "_actors", "_events", "_quotes")
"""The parts of a linker that have a state of their own."""


class Linker:
    """Links documents by difference: what was computed for an earlier call is used again where nothing that it depends on has changed. The
    findings are those of a new linker on the same documents, and objects that are equal to those of the last call are the same objects.
    """

    def __init__(self) -> None:
        self._days, self._actors, self._events, self._quotes = DayInference(), ActorLinker(), EventLinker(), QuoteLinker()
        self._articles: dict[str, Article] = {}
        self._files: dict[str, str] = {}
        self._documents: LayeredMap[str, tuple[Article, Facts]] = LayeredMap()
        self._facts: dict[str, Facts] = {}
        self._copies: Mapping[str, tuple[str, ...]] = {}
        self._links: dict[str, tuple[Facts, ArticleLinks]] = {}
        self._sources: dict[str, EventSource] = {}
        self._order: SortedBlocks[tuple[str, str], ArticleLinks] = SortedBlocks()
        self._gone: set[tuple[str, str]] = set()
        self._stored: Mapping[str, ArticleLinks] = {}
        self._outdated: AbstractSet[str] = frozenset()

    def parts(self) -> Iterator[Any]:
        """What is saved, in parts that share no object but what is stored elsewhere: all but the documents, of which `resume` takes others."""
        yield from (getattr(self, name) for name in PARTS)
        yield {name: value for name, value in vars(self).items() if name not in {*PARTS, "_documents"}}

    @classmethod
    def of_parts(cls, read: Callable[[], Any]) -> "Linker":
        """The linker of these parts, each of which `read` gives in turn. Call `resume` before it links."""
        linker = cls()
        vars(linker).update({name: read() for name in PARTS})
        vars(linker).update(read())
        return linker

    @property
    def quotations(self) -> Mapping[str, Quotation]:
        """The quotations of the last call, by id."""
        return self._quotes.quotations

    def resume(self, stored: Mapping[str, Mapping[str, Any]], outdated: Mapping[str, AbstractSet[str]]) -> None:
        """Go on in another process than that of the last call. `stored` are the findings as they are stored now, by kind (a field of `Findings`)
        and id: the next call makes findings equal to these the same objects. Those that are `outdated` differ from those of the last call.
        """
        self._documents = LayeredMap()
        self._stored, self._outdated = stored["articles"], outdated["articles"]
        self._actors.resume(stored["actors"], outdated["actors"])
        self._events.resume(stored["events"], outdated["events"], outdated["articles"])
        self._quotes.resume(stored["quotations"], outdated["quotations"])

    def link(
        self,
        documents: LayeredMap[str, tuple[Article, Facts]] | Iterable[tuple[Article, Facts]],
        copies: Iterable[Sequence[str]] | None = None,
        known: KnownPairs | None = None,
    ) -> Findings:
        """The actors, events and linked quotations of all articles, with their publication days. The order of `documents` does not matter;
        they may be by the id of the article.

        `copies` are the groups of near-duplicates by id where they are known; otherwise they are looked for. Match probabilities that are among
        the `known` ones are not computed, and others are added to them.
        """
        self._events.matcher.known = known
        changed = self._take(documents)
        in_order = sorted(changed)  # as their rows are stored: facts are read when they are looked at, those of neighbours at once
        articles, facts = self._articles, self._facts
        published = self._days.update(articles, facts, in_order)
        near_duplicates = self._near_duplicates(copies)
        copied = {key for key in near_duplicates.keys() | self._copies.keys() if near_duplicates.get(key) != self._copies.get(key)}
        self._copies = near_duplicates
        actors, ids = self._actors.link(articles, facts, in_order)
        # what an article's links are made from: itself, its day, its copies, and who its actors are
        touched = sorted(changed | self._days.changes | copied | self._actors.changes.articles | self._outdated)
        self._link_articles(touched, published, ids)
        self._stored, self._outdated = {}, frozenset()
        events = self._events.link(self._sources, ids, self._actors.changes, touched)
        return Findings(
            articles=self._order.items,
            actors=actors,
            events=events,
            quotations=self._quotes.link(articles, facts, published, ids, self._events.actors, touched),
        )

    def _take(self, documents: LayeredMap[str, tuple[Article, Facts]] | Iterable[tuple[Article, Facts]]) -> set[str]:
        """Take over the documents; returns the ids of the articles that are new, gone, or other objects than before."""
        given = documents if isinstance(documents, LayeredMap) else LayeredMap((pair[0].id, pair) for pair in documents)
        old, pairs = given.changes_since(self._documents)
        gone = (old.keys() if self._documents else self._articles.keys()) - pairs.keys()
        self._documents = given
        changed = {
            key for key, (article, facts) in pairs.items() if self._articles.get(key) is not article or self._facts.get(key) is not facts
        }
        for key in (gone | changed) & self._articles.keys():
            self._gone.add((self._files.pop(key), key))
            del self._articles[key], self._facts[key]
        for key in changed:
            self._articles[key], self._facts[key] = pairs[key]
            self._files[key] = self._articles[key].file
        return gone | changed

    def _near_duplicates(self, copies: Iterable[Sequence[str]] | None) -> Mapping[str, tuple[str, ...]]:
        """The near-duplicates of each article that has some, in order of file and id."""
        if copies is None:
            return find_near_duplicates(self._articles)
        groups = list(copies)
        order = {key: (self._articles[key].file, key) for group in groups for key in group if key in self._articles}
        return groups_by_article(groups, order)

    def _link_articles(self, touched: Iterable[str], published: Mapping[str, PublicationDay], ids: ActorIds) -> None:
        """Make the links of articles again, and what their events are made from."""
        new: dict[tuple[str, str], ArticleLinks] = {}
        for key in touched:
            if key not in self._articles:
                self._links.pop(key, None)
                self._sources.pop(key, None)
                continue
            article, facts, copies = self._articles[key], self._facts[key], self._copies.get(key, ())
            links = self._article_links(article, facts, published[key], copies, ids)
            if (stored := self._stored.get(key)) is not None and stored == links:
                links = stored
            self._links[key] = facts, links
            new[self._files[key], key] = links
            self._sources[key] = EventSource(article, facts, links)
        self._order.update(self._gone, new)
        self._gone = set()

    def _article_links(
        self, article: Article, facts: Facts, published: PublicationDay, copies: tuple[str, ...], ids: ActorIds
    ) -> ArticleLinks:
        """The links of one article; its times are resolved again where it has others or another publication day."""
        resolved, known = self._links.get(article.id, (None, None))
        if known is None or resolved is not facts or known.published != published:
            times = resolve_times(facts.times, published.day)
            return ArticleLinks(article.id, published, times, copies, link_cumulative(article, facts, times, ids))
        cumulative = link_cumulative(article, facts, known.times, ids)
        is_same = (known.near_duplicates, known.cumulative) == (copies, cumulative)
        return known if is_same else ArticleLinks(article.id, published, known.times, copies, cumulative)


def link_documents(documents: Iterable[tuple[Article, Facts]], copies: Iterable[Sequence[str]] | None = None) -> Findings:
    """The findings of documents, linked from nothing; see `Linker.link`."""
    return Linker().link(documents, copies)
