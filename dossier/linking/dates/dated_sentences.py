"""Dated moments: sentences with a day and the words that tell one story from another, and how like two of them are."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from math import log, sqrt

from dossier.model.article import Article
from dossier.model.facts import Facts
from dossier.model.findings import ResolvedTime
from dossier.model.span import Span
from dossier.model.time import TimeExpression

WORD = re.compile(r"[^\W\d_]{4,}|[A-Z][^\W\d_]{2}")
NAME = re.compile(r"(?<=[^\W\d_A-Z][ \xa0]|[,;’'][ \xa0])[A-Z][^\W\d_]{2,}")
NAME_TELLS = 2.0
"""How much more a name tells than another word as rare."""
BACKGROUND = 50
"""Articles imagined beside those of the dossier, so that names which all of them share still count as shared."""
NEWS = 21
"""Days around its publication that an article tells of as news."""
DAY_FORMS = frozenset({"weekday", "date", "unit", "holiday"})


@dataclass(frozen=True, slots=True)
class DatedSentence:
    """A time expression of one article, with the words of its sentence and the places of the events that it dates.

    `day` is None until it is resolved.
    """

    article: str
    index: int
    expression: TimeExpression
    words: frozenset[str]
    places: frozenset[str] = frozenset()
    day: date | None = None

    def elsewhere(self, other: "DatedSentence") -> bool:
        """True where both date events, and none of them share a place."""
        return bool(self.places) and bool(other.places) and not self.places & other.places


@dataclass(frozen=True, slots=True)
class TfIdf:
    """The words of all articles: by article all of them and the names among them, and how much each tells.

    `weight` is high for words that few articles share (0 and up), doubled for names; `fame` is the weight of a name with
    a background of other articles, so that it compares across dossiers.
    """

    words: Mapping[str, frozenset[str]]
    names: Mapping[str, frozenset[str]]
    weight: Mapping[str, float]
    background_idf: Mapping[str, float]

    def similarity(self, one: str, other: str) -> float:
        """How like the words of two articles are, 0 to 1, against what the dossier has in common."""
        return cosine(self.words[one], self.words[other], self.weight)

    def name_similarity(self, one: str, other: str) -> float:
        """How like the names of two articles are, 0 to 1, whatever the dossier has in common."""
        return cosine(self.names[one], self.names[other], self.background_idf)


def build_tf_idf(articles: Iterable[Article], facts: Mapping[str, Facts]) -> TfIdf:
    """The words of the articles, time expressions left out."""
    texts = {article.id: _timeless(article.text, facts[article.id].times) for article in articles}
    printed = {key: set(WORD.findall(text)) for key, text in texts.items()}
    words = {key: _words(text) for key, text in texts.items()}
    names = {key: frozenset(w.casefold() for w in NAME.findall(text)) for key, text in texts.items()}
    common = {w for held in printed.values() for w in held if w.islower()}
    every = len(texts)
    weight = {w: log((every + 1) / n) * (1.0 if w in common else NAME_TELLS) for w, n in _counts(words).items()}
    fame = {w: log((every + BACKGROUND) / n) for w, n in _counts(names).items()}
    return TfIdf(words, names, weight, fame)


def find_dated_sentences(article: Article, facts: Facts) -> tuple[DatedSentence, ...]:
    """The expressions of an article that can name a day, outside quotations."""
    text = _timeless(article.text, facts.times)
    found = []
    for i, e in enumerate(facts.times):
        if e.form in DAY_FORMS and not e.quoted and (e.form != "unit" or e.unit == "day"):
            places = frozenset(place.casefold() for r in facts.event_mentions if i in r.time_ids for place in r.places)
            words = _words(_sentence(facts, e.span).of(text)) | _words("; ".join(sorted(places)).title())
            found.append(DatedSentence(article.id, i, e, words, places))
    return tuple(found)


def _words(text: str) -> frozenset[str]:
    """The words of a text that may tell its story, without regard to case."""
    return frozenset(word.casefold() for word in WORD.findall(text))


def dated(article: Article, facts: Facts, published: date, resolved: tuple[ResolvedTime, ...]) -> list[DatedSentence]:
    """The moments of an article published on a known day, each with its one day, as far as they are its news.

    Left out are those of several days and those further than `NEWS` from the publication day, which are background.
    """
    found = []
    for moment in find_dated_sentences(article, facts):
        day = resolved[moment.index].resolution
        if day.start is not None and day.start == day.end and abs((day.start - published).days) <= NEWS:
            found.append(replace(moment, day=day.start))
    return found


def cosine(one: frozenset[str], other: frozenset[str], weight: Mapping[str, float]) -> float:
    """The cosine of two sets of weighed words, 0 to 1; words without a weight do not count."""
    dot = sum(weight.get(w, 0.0) ** 2 for w in one & other)
    if not dot:
        return 0.0
    return dot / sqrt(sum(weight.get(w, 0.0) ** 2 for w in one) * sum(weight.get(w, 0.0) ** 2 for w in other))


def _counts(held: Mapping[str, frozenset[str]]) -> Counter[str]:
    """In how many articles each word stands."""
    return Counter(word for words in held.values() for word in words)


def _timeless(text: str, times: Iterable[TimeExpression]) -> str:
    """The text with its time expressions blanked, every offset kept."""
    for time in times:
        text = text[: time.span.start] + " " * len(time.span) + text[time.span.end :]
    return text


def _sentence(facts: Facts, span: Span) -> Span:
    """The sentence around a span, or the span itself where none is known."""
    return next((s for s in facts.sentences if s.contains(span)), span)
