"""How likely it is that two reports are of one event, and why: for the review of matches. It joins nothing."""

from collections.abc import Mapping
from itertools import combinations
from typing import NamedTuple

from dossier.linking.events.matching import MatchFeature, log_odds, match_features
from dossier.linking.events.records import ActorTable, EventRecord, publication_days, records_from_event
from dossier.linking.review.calibration import calibrated_probability
from dossier.linking.review.feature_words import REPORTED_APART, describe_features
from dossier.linking.review.findings_corpus import corpus_of_findings
from dossier.model.article import Article
from dossier.model.event import Event
from dossier.model.findings import Findings
from dossier.model.merge_review import MatchLikelihood

APART_WEIGHT = -2.0
"""Log-odds of two events that one article reports as two; set by hand, since the training pairs are of different articles."""
OF_ARTICLES = frozenset({"alike texts", "rare names", "same people", "other people", "published together"})
"""Features of articles, which say nothing about two reports of one article."""


class WeakestReport(NamedTuple):
    """The article whose report belongs to an event least, and how likely it does."""

    article: str
    likelihood: MatchLikelihood


class EventLikelihoods:
    """Likelihoods of matches in the findings as they are after the user's corrections. `articles` are by id; only those of the events that are
    asked for are read. Any thread may ask.
    """

    def __init__(self, findings: Findings, articles: Mapping[str, Article]) -> None:
        self._actors, self._published = ActorTable(findings.actors), publication_days(findings)
        self._corpus = corpus_of_findings(findings, articles)
        self._of_reports: dict[str, Mapping[str, MatchLikelihood]] = {}

    def between(self, first: Event, second: Event) -> MatchLikelihood | None:
        """That of two events: of the likeliest pair of their reports. None where one of them is hidden."""
        is_reported_apart = bool(set(first.articles) & set(second.articles))
        pairs = ((a, b) for a in self._records(first) for b in self._records(second))
        likelihoods = (self._likelihood(a, b, is_reported_apart=is_reported_apart) for a, b in pairs)
        return max(likelihoods, key=lambda known: known.probability, default=None)

    def within(self, event: Event, article: str) -> MatchLikelihood | None:
        """That the report of an article belongs to an event: of its likeliest pair with another report. None where there is no other."""
        return self._by_article(event).get(article)

    def weakest(self, event: Event) -> WeakestReport | None:
        """The report of an event that belongs to it least, of equals the later one. None for an event of one article."""
        reports = [WeakestReport(*report) for report in self._by_article(event).items()]
        return min(reversed(reports), key=lambda report: report.likelihood.probability, default=None)

    def _by_article(self, event: Event) -> Mapping[str, MatchLikelihood]:
        """The likelihood of each report of an event, by article in order of report; empty for an event of one article."""
        if event.id not in self._of_reports:
            likeliest: dict[str, MatchLikelihood] = {}
            for a, b in combinations(self._records(event), 2):
                likelihood = self._likelihood(a, b, is_reported_apart=False)
                for article in (a.article, b.article):
                    if article not in likeliest or likelihood.probability > likeliest[article].probability:
                        likeliest[article] = likelihood
            self._of_reports[event.id] = likeliest
        return self._of_reports[event.id]

    def _records(self, event: Event) -> tuple[EventRecord, ...]:
        """One for each article; none for an event that is hidden."""
        return () if event.hidden else records_from_event(event, self._actors, self._published)

    def _likelihood(self, first: EventRecord, second: EventRecord, *, is_reported_apart: bool) -> MatchLikelihood:
        a, b = sorted((first, second), key=lambda record: record.key)
        features = [f for f in match_features(a, b, self._corpus) if a.article != b.article or f.name not in OF_ARTICLES]
        if is_reported_apart:
            features.append(MatchFeature(REPORTED_APART, APART_WEIGHT))
        return MatchLikelihood(calibrated_probability(a.kind, log_odds(a.kind, features)), *describe_features(features))
