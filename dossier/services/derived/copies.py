"""Copies: near-duplicates of articles and other articles of one web page, found for what has changed and stored beside the facts."""

from collections.abc import Iterator, Sequence

from dossier.errors import DamagedFacts
from dossier.linking.components import connected_components
from dossier.linking.near_duplicates import IndexUpdate, near_duplicates_of
from dossier.reading.network.urls import canonical
from dossier.storage.facts import FactsStore

UPDATED = "copies"
"""The name under which the store of facts keeps the number of the last change that the copies know."""
TOTALS = "copies totals"
"""The name under which it keeps the totals of the rows of the copies."""
BATCH = 500
"""Changed articles whose texts are in memory at once."""


class Copies:
    """The copies among the articles of one store; each look first finds those of articles that have changed. Hold the lock of the index."""

    def __init__(self, store: FactsStore) -> None:
        self._store = store
        self._stored = store.shingles
        self._update()

    def near_duplicates(self, article: str) -> tuple[str, ...]:
        """The other articles in an article's group of near-duplicates, in order of id."""
        group, waiting = {article}, [article]
        while waiting:
            new = set(self._stored.near_duplicates(waiting.pop())) - group
            group |= new
            waiting += sorted(new)
        return tuple(sorted(group - {article}))

    def groups(self) -> list[list[str]]:
        """Every group of two near-duplicates or more, by their ids."""
        pairs = self._stored.pairs()
        return connected_components(sorted({article for pair in pairs for article in pair}), pairs)

    def same_page(self, address: str) -> tuple[str, ...]:
        """The articles of a web page, in order of id; none without an address."""
        return tuple(self._stored.articles_of_page(canonical(address))) if address else ()

    def _update(self) -> None:
        last, known = self._store.last_change(), int(self._store.meta(UPDATED) or 0)
        self._stored.start(self._store.meta(TOTALS) if known else None)
        if known == last:
            return
        with self._store.transaction():
            update = IndexUpdate(self._stored)
            changed = self._store.changed_articles(known)
            for articles in _batches(changed):
                self._index(articles, update)
            for article in sorted(update.to_compare()):
                others = near_duplicates_of(article, self._stored, self._text_of) if self._stored.sampled(article) else ()
                self._stored.set_near_duplicates(article, others)
            self._store.set_meta(UPDATED, str(last))
            self._store.set_meta(TOTALS, self._stored.totals)

    def _index(self, articles: Sequence[str], update: IndexUpdate) -> None:
        pages = {article: self._store.page(article) for article in articles}
        for article, page in pages.items():
            self._stored.set_page(article, canonical(page.url) if page and page.url else "")
        update.apply({article: page.text if page else None for article, page in pages.items()})

    def _text_of(self, article: str) -> str:
        page = self._store.page(article)
        if page is None:
            raise DamagedFacts("A text that near-duplicates are looked for in is gone.")
        return page.text


def _batches(articles: Sequence[str]) -> Iterator[Sequence[str]]:
    return (articles[at : at + BATCH] for at in range(0, len(articles), BATCH))
