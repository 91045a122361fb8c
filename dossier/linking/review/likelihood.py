"""How likely it is that two reports are of one event, and why: for the review of matches. It joins nothing."""

from collections.abc import Iterable, Mapping

from dossier.linking.events.matching import MatchFeature, log_odds, match_features
from dossier.linking.events.records import EventRecord, records_from_events
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


class EventLikelihoods:
    """Likelihoods of matches in the findings as they are after the user's corrections. `articles` are by id."""

    def __init__(self, findings: Findings, articles: Mapping[str, Article]) -> None:
        self._records = records_from_events(findings)
        self._corpus = corpus_of_findings(findings, articles)

    def between(self, first: Event, second: Event) -> MatchLikelihood | None:
        """That of two events: of the likeliest pair of their reports. None where one of them is hidden."""
        pairs = [(a, b) for a in self._records.get(first.id, ()) for b in self._records.get(second.id, ())]
        is_reported_apart = bool(set(first.articles) & set(second.articles))
        return self._likeliest(pairs, is_reported_apart=is_reported_apart)

    def within(self, event: Event, article: str) -> MatchLikelihood | None:
        """That the report of an article belongs to an event: of its likeliest pair with another report. None where there is no other."""
        records = self._records.get(event.id, ())
        own = [record for record in records if record.article == article]
        return self._likeliest([(a, b) for a in own for b in records if b.article != article], is_reported_apart=False)

    def weakest(self, event: Event) -> MatchLikelihood | None:
        """That of the report of an event that belongs to it least. None for an event of one article."""
        likelihoods = (self.within(event, article) for article in event.articles)
        return min((known for known in likelihoods if known is not None), key=lambda known: known.probability, default=None)

    def _likeliest(self, pairs: Iterable[tuple[EventRecord, EventRecord]], *, is_reported_apart: bool) -> MatchLikelihood | None:
        likelihoods = (self._likelihood(*sorted(pair, key=lambda r: r.key), is_reported_apart=is_reported_apart) for pair in pairs)
        return max(likelihoods, key=lambda known: known.probability, default=None)

    def _likelihood(self, a: EventRecord, b: EventRecord, *, is_reported_apart: bool) -> MatchLikelihood:
        features = [f for f in match_features(a, b, self._corpus) if a.article != b.article or f.name not in OF_ARTICLES]
        if is_reported_apart:
            features.append(MatchFeature(REPORTED_APART, APART_WEIGHT))
        return MatchLikelihood(calibrated_probability(a.kind, log_odds(a.kind, features)), *describe_features(features))
