"""Corpus evidence from findings: what `corpus` collects from articles and facts, as far as the findings have it, for the review of matches."""

from collections import defaultdict
from collections.abc import Mapping

from dossier.linking.events.corpus import OFFICE, CorpusEvidence, Vector, text_vector
from dossier.model.actor import ActorKind
from dossier.model.article import Article
from dossier.model.findings import Findings


class _TextVectors(dict[str, Vector]):
    """The vectors of articles by id, each computed when it is asked for: a review compares a few articles of many."""

    def __init__(self, articles: Mapping[str, Article]) -> None:
        super().__init__()
        self._articles = articles

    def __missing__(self, article: str) -> Vector:
        vector = self[article] = text_vector(self._articles[article].text)
        return vector


def corpus_of_findings(findings: Findings, articles: Mapping[str, Article]) -> CorpusEvidence:
    """The evidence of articles, by id. Names are the full names of persons, as the user's corrections leave them; streets and bodies do not count."""
    names: dict[str, set[str]] = {article: set() for article in articles}
    people: dict[str, set[str]] = {article: set() for article in articles}
    printing: dict[str, set[str]] = defaultdict(set)
    for actor in findings.actors:
        if actor.kind is not ActorKind.PERSON or " " not in actor.name:
            continue
        with_office = {role.article for role in actor.roles if OFFICE.search(role.text)} | {r.article for r in actor.affiliation_evidence}
        for article in articles.keys() & set(actor.articles):
            names[article].add(actor.name)
            printing[actor.name].add(article)
            if article not in with_office:
                people[article].add(actor.name)
    return CorpusEvidence(
        texts={ident: article.text for ident, article in articles.items()},
        names={article: frozenset(printed) for article, printed in names.items()},
        people={article: frozenset(named) for article, named in people.items()},
        frequency={name: len(of) for name, of in printing.items()},
        vectors=_TextVectors(articles),
    )
