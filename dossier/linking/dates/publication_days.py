"""Publication days of all articles: as read, else inferred from the article itself or from others, by difference."""

from collections.abc import Collection, Iterable, Mapping

from dossier.linking.dates.dated_sentences import cosine, find_dated_sentences, names_of, resolve_dated_sentences, words_of
from dossier.linking.dates.infer_publication import MIN_NAME_SIMILARITY, RelatedArticle, from_others, from_own_dates
from dossier.linking.dates.resolve_all import resolve_times
from dossier.model.article import Article, PublicationDay
from dossier.model.facts import Facts


class DayInference:
    """The publication day of every article: as read where the file gives it, else inferred, else unknown.

    It is inferred from an article's own captions and weekdays first, then from sentences that it shares with articles whose day is known by
    then. No inference uses a day inferred from other articles, so the order of the articles does not matter. An undated article is weighed
    again only when an article that may report the same story has changed; the result is that from nothing.
    """

    def __init__(self) -> None:
        self._sources: dict[str, tuple[Article, Facts]] = {}
        self._days: dict[str, PublicationDay] = {}
        self._undated: set[str] = set()
        self._names: dict[str, frozenset[str]] = {}
        self._related: dict[str, dict[str, float]] = {}
        self.changes: frozenset[str] = frozenset()

    def update(
        self, articles: Mapping[str, Article], facts: Mapping[str, Facts], only: Collection[str] | None = None
    ) -> Mapping[str, PublicationDay]:
        """The publication days of these articles by id. No others can have changed, come or gone than `only` those, all where these are not given.
        `changes` says afterwards which articles have another day than before, or are new.
        """
        keys = facts.keys() | self._sources.keys() if only is None else only
        changed = [key for key in keys if key in facts and not self._is_known(key, articles[key], facts[key])]
        before = {key: self._days.get(key) for key in (*changed, *self._undated)}
        stale = self._remove([*changed, *(key for key in keys if key in self._sources and key not in facts)])
        for key in changed:
            self._sources[key] = articles[key], facts[key]
            day = articles[key].published
            self._days[key] = day if day.day is not None else from_own_dates(facts[key]) or day
            if self._days[key].day is None:
                self._undated.add(key)
        stale |= self._compare()
        for key in stale & self._undated:
            self._days[key] = self._infer(key)
        self.changes = frozenset(key for key, day in before.items() if self._days.get(key) != day)
        return self._days

    def _is_known(self, key: str, article: Article, facts: Facts) -> bool:
        known = self._sources.get(key)
        return known is not None and known[0] is article and known[1] is facts

    def _remove(self, articles: Iterable[str]) -> set[str]:
        """Remove articles; returns the undated ones that were compared with one of them."""
        stale = set()
        for key in articles:
            for table in (self._sources, self._days, self._names, self._related):
                table.pop(key, None)
            self._undated.discard(key)
            for undated, related in self._related.items():
                if related.pop(key, None) is not None:
                    stale.add(undated)
        return stale

    def _compare(self) -> set[str]:
        """Compare undated articles with the dated ones where one of the two is new; returns the undated ones with new evidence."""
        if not self._undated:
            return set()
        new = self._sources.keys() - self._names.keys()
        self._names |= {key: names_of(*self._sources[key]) for key in new}
        stale = self._undated & new
        for undated in self._undated:
            related = self._related.setdefault(undated, {})
            for other in (self._names.keys() if undated in new else new) - self._undated:
                similarity = cosine(self._names[undated], self._names[other])
                if similarity >= MIN_NAME_SIMILARITY:
                    related[other] = similarity
                    stale.add(undated)
        return stale

    def _infer(self, key: str) -> PublicationDay:
        article, facts = self._sources[key]
        words = words_of(article, facts)
        related = {other: self._related_article(other, words, similarity) for other, similarity in self._related[key].items()}
        return from_others(facts, find_dated_sentences(article, facts), related)

    def _related_article(self, key: str, words: frozenset[str], name_similarity: float) -> RelatedArticle:
        article, facts = self._sources[key]
        day = self._days[key].day
        sentences = resolve_dated_sentences(article, facts, day, resolve_times(facts.times, day)) if day else []
        return RelatedArticle(article.file, sentences, cosine(words, words_of(article, facts)), name_similarity)


def publication_days(articles: Mapping[str, Article], facts: Mapping[str, Facts]) -> Mapping[str, PublicationDay]:
    """The publication days of articles, from nothing; see `DayInference.update`."""
    return DayInference().update(articles, facts)
