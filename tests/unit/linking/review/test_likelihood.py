"""How likely two reports are of one event: from findings and texts, calibrated, with reasons in words. All people and places are made up."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations

import pytest

from dossier.linking.events.corpus import CorpusEvidence
from dossier.linking.events.match_weights import BY_ACT, BY_PARTIES
from dossier.linking.events.matching import MatchFeature, match_features
from dossier.linking.events.records import EventRecord
from dossier.linking.review import likelihood as likelihood_module
from dossier.linking.review.calibration import Calibration, calibrated_probability
from dossier.linking.review.feature_words import WORDS, describe_features
from dossier.linking.review.findings_corpus import corpus_of_findings
from dossier.linking.review.likelihood import EventLikelihoods
from dossier.model.actor import Actor, ActorKind, ArticleMention, ArticleRole
from dossier.model.article import Article, DateBasis, PublicationDay
from dossier.model.event import Event, SourceReport, Status
from dossier.model.event_kinds.meeting import MEETING
from dossier.model.event_kinds.strike import STRIKE
from dossier.model.findings import ArticleLinks, Findings
from dossier.model.span import Span
from tests.unit.linking.builders import make_event

DAY = date(2031, 5, 6)
PUBLISHED = PublicationDay(DAY, DateBasis.GIVEN, "")
TEXT = "Orla Brandt met Tomas Kerr in Lisbon about the fishing quotas of the northern ports."
PEOPLE = tuple(
    Actor(i, n, ActorKind.PERSON, (), (), None, ()) for i, n in (("p1", "Orla Brandt"), ("p2", "Tomas Kerr"), ("p3", "Ida Holm"))
)


def report(article: str, offset: int = 0, who: tuple[str, ...] = ("p1", "p2"), place: str = "Lisbon, Portugal") -> SourceReport:
    """A report so many days after DAY."""
    day = DAY + timedelta(days=offset)
    return SourceReport(article, Span(0, 20), TEXT[:20], Status.OCCURRED, day, day, "day", place, who, None, "", (), None)


def likelihoods_of(*events: Event) -> EventLikelihoods:
    """Those of events whose articles all have one text."""
    idents = sorted({article for event in events for article in event.articles})
    articles = {i: Article(i, f"{i}.txt", i * 4, "", "", "", "en", PUBLISHED, TEXT) for i in idents}
    return EventLikelihoods(Findings(tuple(ArticleLinks(i, PUBLISHED, ()) for i in idents), PEOPLE, events), articles)


def test_a_calibrated_probability_rises_with_the_score() -> None:
    """Slope and intercept give the log-odds; a probability is between 0 and 1 however large the score, for both kinds of weights."""
    assert Calibration(2.0, 0.0).probability(0.0) == 0.5
    assert round(Calibration(0.5, 1.0).probability(2.0), 3) == 0.881
    for kind in (MEETING.name, STRIKE.name):
        probabilities = [calibrated_probability(kind, score) for score in (-1e6, -5.0, 0.0, 5.0, 1e6)]
        assert probabilities == sorted(set(probabilities))
        assert 0 < probabilities[0] < 0.1
        assert 0.9 < probabilities[-1] < 1


def test_every_feature_has_words() -> None:
    """Each weight can be said; the weightiest come first, what hardly weighs is left out."""
    assert set(BY_ACT.features) | set(BY_PARTIES.features) <= set(WORDS)
    features = (
        MatchFeature("same place", 1.5),
        MatchFeature("same sure day", 2.0),
        MatchFeature("same age", 0.1),
        MatchFeature("other age", -1),
    )
    assert describe_features(features) == (("the same day", "the same place"), ("different ages",))


def test_what_agrees_makes_two_events_likelier_one() -> None:
    """The same people, town and day are likely one meeting; other people, another town and day are not; each says why."""
    first, same = make_event("m1", report("a")), make_event("m2", report("b"))
    other = make_event("m3", report("c", 9, ("p3",), "Porto, Portugal"))
    likelihoods = likelihoods_of(first, same, other)
    alike, unlike = likelihoods.between(first, same), likelihoods.between(first, other)
    assert alike is not None
    assert unlike is not None
    assert alike.probability > 0.7
    assert unlike.probability < 0.2
    assert {"the same day", "the same place", "the same people"} <= set(alike.supporting)
    assert "different days" in unlike.opposing
    assert likelihoods.between(same, first) == alike


def test_two_events_of_one_article_are_less_likely_one() -> None:
    """That one article reports both speaks against them, and its likeness to itself says nothing."""
    first, second = make_event("m1", report("a")), make_event("m2", replace(report("a"), span=Span(30, 50)))
    likelihood = likelihoods_of(first, second).between(first, second)
    apart = likelihoods_of(first, make_event("m2", report("b"))).between(first, make_event("m2", report("b")))
    assert likelihood is not None
    assert apart is not None
    assert likelihood.probability < apart.probability
    assert "one article that reports both" in likelihood.opposing
    assert "articles in similar words" not in likelihood.supporting


def test_an_event_is_as_likely_as_the_report_that_fits_least() -> None:
    """A report from elsewhere lowers it; an event of one article, and one that is hidden, have none."""
    event = make_event("m1", report("a"), report("b"), report("c", 2, ("p1", "p3"), "Porto, Portugal"))
    alone, hidden = make_event("m2", report("d")), replace(make_event("m3", report("e"), report("f")), hidden=True)
    likelihoods = likelihoods_of(event, alone, hidden)
    weakest, well = likelihoods.within(event, "c"), likelihoods.within(event, "b")
    assert weakest is not None
    assert well is not None
    assert likelihoods.weakest(event) == ("c", weakest)
    assert weakest.probability < well.probability
    assert likelihoods.weakest(alone) is None
    assert likelihoods.weakest(hidden) is None
    pair = make_event("m4", report("a"), report("b"))
    later = likelihoods_of(pair).weakest(pair)
    assert later is not None
    assert later.article == "b"


def test_each_pair_of_reports_is_scored_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The weakest report of four, asked for twice, and the likelihood of each: six pairs."""
    scored = Counter[tuple[str, str]]()

    def count(a: EventRecord, b: EventRecord, corpus: CorpusEvidence) -> tuple[MatchFeature, ...]:
        scored[a.article, b.article] += 1
        return match_features(a, b, corpus)

    monkeypatch.setattr(likelihood_module, "match_features", count)
    event = make_event("m1", *(report(article) for article in "abcd"))
    likelihoods = likelihoods_of(event)
    assert likelihoods.weakest(event) == likelihoods.weakest(event)
    assert all(likelihoods.within(event, article) for article in "abcd")
    assert scored == Counter(combinations("abcd", 2))


def test_only_articles_that_are_asked_for_are_read() -> None:
    """Those of the event in question; the texts of another one's are not looked at."""

    class Articles(dict[str, Article]):
        """Articles by id, which notes what is read."""

        read: set[str]

        def __getitem__(self, key: str) -> Article:
            self.read.add(key)
            return super().__getitem__(key)

    event, other = make_event("m1", report("a"), report("b")), make_event("m2", report("c"), report("d"))
    articles = Articles({i: Article(i, f"{i}.txt", i * 4, "", "", "", "en", PUBLISHED, TEXT) for i in "abcd"})
    articles.read = set()
    likelihoods = EventLikelihoods(Findings((), PEOPLE, (event, other)), articles)
    assert articles.read == set()
    assert likelihoods.weakest(event)
    assert articles.read == {"a", "b"}


def test_the_review_knows_who_has_an_office() -> None:
    """Names are those of persons with a full name; whom an article gives an office or a side is no private person there."""
    span = Span(0, 5)
    mayor = replace(PEOPLE[0], roles=(ArticleRole("Mayor of Aldhaven", "a", span),), mentions=mentions("a", "b"))
    guest = replace(PEOPLE[1], affiliation_evidence=(ArticleRole("Freedonia", "b", span),), mentions=mentions("a", "b", "gone"))
    namesake = replace(PEOPLE[1], id="p9", mentions=mentions("c"))
    body = Actor("o1", "Harbour Board", ActorKind.ORGANISATION, (), (), None, mentions("a"))
    articles = {i: Article(i, f"{i}.txt", i * 4, "", "", "", "en", PUBLISHED, TEXT) for i in "abcd"}
    corpus = corpus_of_findings(Findings((), (mayor, guest, namesake, body)), articles)
    assert dict(corpus.names) == {
        "a": {"Orla Brandt", "Tomas Kerr"},
        "b": {"Orla Brandt", "Tomas Kerr"},
        "c": {"Tomas Kerr"},
        "d": frozenset(),
    }
    assert dict(corpus.people) == {"a": {"Tomas Kerr"}, "b": {"Orla Brandt"}, "c": {"Tomas Kerr"}, "d": frozenset()}
    assert dict(corpus.frequency) == {"Orla Brandt": 2, "Tomas Kerr": 3}
    assert set(corpus.vectors) == set(articles)


def mentions(*articles: str) -> tuple[ArticleMention, ...]:
    """A mention in each of these articles."""
    return tuple(ArticleMention(article, Span(0, 5), "words") for article in articles)
