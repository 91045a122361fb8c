"""Dated sentences, and tf-idf tables to compare them and their articles."""

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
NAME_WEIGHT = 2.0
"""Weight of a name relative to another word that is as rare."""
BACKGROUND = 50
"""Number of background articles assumed beside those of the dossier, so that names which all of them share still count."""
NEWS_DAYS = 21
"""Days around the publication day within which an article reports news; what lies further away is background."""
DAY_FORMS = frozenset({"weekday", "date", "unit", "holiday"})


@dataclass(frozen=True, slots=True)
class DatedSentence:
    """A time expression of one article, with the words of its sentence and the places of the events that it dates.

    `index` is its position in `Facts.times`; `day` is None until it is resolved.
    """

    article: str
    index: int
    expression: TimeExpression
    words: frozenset[str]
    places: frozenset[str] = frozenset()
    day: date | None = None

    def in_other_place(self, other: "DatedSentence") -> bool:
        """True where both date events, and none of them share a place."""
        return bool(self.places) and bool(other.places) and not self.places & other.places


@dataclass(frozen=True, slots=True)
class TfIdf:
    """Tf-idf tables: by article its words and the names among them, and the inverse document frequencies.

    `weight` is 0 or more, highest for words that few articles share, doubled for names; `background_idf` is the weight of a
    name with a background of other articles, so that it is comparable between dossiers.
    """

    words: Mapping[str, frozenset[str]]
    names: Mapping[str, frozenset[str]]
    weight: Mapping[str, float]
    background_idf: Mapping[str, float]

    def similarity(self, article: str, other: str) -> float:
        """Cosine similarity of the words of two articles, 0 to 1, weighted by their frequency in the dossier."""
        return cosine(self.words[article], self.words[other], self.weight)

    def name_similarity(self, article: str, other: str) -> float:
        """Cosine similarity of the names of two articles, 0 to 1; it hardly depends on the rest of the dossier."""
        return cosine(self.names[article], self.names[other], self.background_idf)


def build_tf_idf(articles: Iterable[Article], facts: Mapping[str, Facts]) -> TfIdf:
    """The tf-idf tables of the articles, without their time expressions."""
    texts = {article.id: _blank_times(article.text, facts[article.id].times) for article in articles}
    tokens = {key: set(WORD.findall(text)) for key, text in texts.items()}
    words = {key: _words(text) for key, text in texts.items()}
    names = {key: frozenset(w.casefold() for w in NAME.findall(text)) for key, text in texts.items()}
    lower_case = {w for of_article in tokens.values() for w in of_article if w.islower()}
    total = len(texts)
    weight = {w: log((total + 1) / n) * (1.0 if w in lower_case else NAME_WEIGHT) for w, n in _document_frequencies(words).items()}
    background_idf = {w: log((total + BACKGROUND) / n) for w, n in _document_frequencies(names).items()}
    return TfIdf(words, names, weight, background_idf)


def find_dated_sentences(article: Article, facts: Facts) -> tuple[DatedSentence, ...]:
    """The sentences of time expressions that can name a day, outside quotations."""
    text = _blank_times(article.text, facts.times)
    sentences = []
    for i, e in enumerate(facts.times):
        if e.form in DAY_FORMS and not e.quoted and (e.form != "unit" or e.unit == "day"):
            places = frozenset(place.casefold() for m in facts.event_mentions if i in m.time_ids for place in m.places)
            words = _words(_sentence(facts, e.span).of(text)) | _words("; ".join(sorted(places)).title())
            sentences.append(DatedSentence(article.id, i, e, words, places))
    return tuple(sentences)


def _words(text: str) -> frozenset[str]:
    """The content words of a text, case-folded."""
    return frozenset(word.casefold() for word in WORD.findall(text))


def resolve_dated_sentences(article: Article, facts: Facts, published: date, resolved: tuple[ResolvedTime, ...]) -> list[DatedSentence]:
    """The dated sentences of an article published on a known day, each with its day.

    Those of several days and those further than `NEWS_DAYS` from the publication day are left out.
    """
    dated = []
    for sentence in find_dated_sentences(article, facts):
        resolution = resolved[sentence.index].resolution
        if resolution.start is not None and resolution.start == resolution.end and abs((resolution.start - published).days) <= NEWS_DAYS:
            dated.append(replace(sentence, day=resolution.start))
    return dated


def cosine(left: frozenset[str], right: frozenset[str], weight: Mapping[str, float]) -> float:
    """Cosine similarity of two sets of weighted words, 0 to 1; words without a weight do not count."""
    dot = sum(weight.get(w, 0.0) ** 2 for w in left & right)
    if not dot:
        return 0.0
    return dot / sqrt(sum(weight.get(w, 0.0) ** 2 for w in left) * sum(weight.get(w, 0.0) ** 2 for w in right))


def _document_frequencies(words: Mapping[str, frozenset[str]]) -> Counter[str]:
    """Number of articles that contain each word."""
    return Counter(word for of_article in words.values() for word in of_article)


def _blank_times(text: str, times: Iterable[TimeExpression]) -> str:
    """The text with blanks in place of its time expressions, so that offsets stay the same."""
    for time in times:
        text = text[: time.span.start] + " " * len(time.span) + text[time.span.end :]
    return text


def _sentence(facts: Facts, span: Span) -> Span:
    """The sentence around a span, or the span itself where none is known."""
    return next((s for s in facts.sentences if s.contains(span)), span)
