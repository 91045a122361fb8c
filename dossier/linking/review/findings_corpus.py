"""Corpus evidence from findings: what `corpus` collects from articles and facts, as far as the findings have it, for the review of matches."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import TypeVar

from dossier.linking.events.corpus import OFFICE, CorpusEvidence, text_vector
from dossier.model.actor import Actor, ActorKind
from dossier.model.article import Article
from dossier.model.findings import Findings

T = TypeVar("T")
REMEMBERED = 1_024
"""Values of each table that stay in memory."""


class _ComputedTable(Mapping[str, T]):
    """Values by key, each computed when it is asked for: a review compares a few articles of many."""

    def __init__(self, keys: Collection[str], compute: Callable[[str], T]) -> None:
        self._keys, self._compute = keys, lru_cache(REMEMBERED)(compute)

    def __getitem__(self, key: str) -> T:
        if key not in self._keys:
            raise KeyError(key)
        return self._compute(key)

    def __iter__(self) -> Iterator[str]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)


def corpus_of_findings(findings: Findings, articles: Mapping[str, Article]) -> CorpusEvidence:
    """The evidence of articles, by id. Names are the full names of persons, as the user's corrections leave them; streets and bodies do not count."""
    persons = [actor for actor in findings.actors if actor.kind is ActorKind.PERSON and " " in actor.name]
    by_article, by_name = defaultdict[str, list[Actor]](list), defaultdict[str, list[Actor]](list)
    for actor in persons:
        by_name[actor.name].append(actor)
        for article in actor.articles:
            by_article[article].append(actor)

    def names(article: str) -> frozenset[str]:
        return frozenset(actor.name for actor in by_article.get(article, ()))

    def people(article: str) -> frozenset[str]:
        return frozenset(actor.name for actor in by_article.get(article, ()) if not _has_office(actor, article))

    return CorpusEvidence(
        names=_ComputedTable(articles, names),
        people=_ComputedTable(articles, people),
        frequency=_ComputedTable(by_name, lambda name: _count_articles(by_name[name], articles)),
        vectors=_ComputedTable(articles, lambda ident: text_vector(articles[ident].text)),
    )


def _has_office(actor: Actor, article: str) -> bool:
    """True where an article gives a person an office, or a side."""
    is_official = any(role.article == article and OFFICE.search(role.text) for role in actor.roles)
    return is_official or any(role.article == article for role in actor.affiliation_evidence)


def _count_articles(actors: Sequence[Actor], articles: Collection[str]) -> int:
    """The number of these articles that name one of the actors."""
    return sum(article in articles for article in set[str]().union(*(actor.articles for actor in actors)))
