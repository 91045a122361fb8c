"""Dated sentences, and the words by which they and their articles are compared."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from math import sqrt
from sys import intern

from dossier.linking.word_weights import WORD, word_weight
from dossier.model.article import Article
from dossier.model.facts import Facts
from dossier.model.findings import ResolvedTime
from dossier.model.span import Span
from dossier.model.time import TimeExpression

NAME = re.compile(r"(?<=[^\W\d_A-Z][ \xa0]|[,;’'][ \xa0])[A-Z][^\W\d_]{2,}")
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


def words_of(article: Article, facts: Facts) -> frozenset[str]:
    """The content words of an article without its time expressions."""
    return _words(_blank_times(article.text, facts.times))


def names_of(article: Article, facts: Facts) -> frozenset[str]:
    """The words of an article, case-folded, that have a capital within a sentence, without its time expressions."""
    return frozenset(intern(word.casefold()) for word in NAME.findall(_blank_times(article.text, facts.times)))


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


def cosine(left: frozenset[str], right: frozenset[str]) -> float:
    """Cosine similarity of two sets of words by their weights, 0 to 1."""
    dot = sum(word_weight(w) ** 2 for w in left & right)
    if not dot:
        return 0.0
    return dot / sqrt(sum(word_weight(w) ** 2 for w in left) * sum(word_weight(w) ** 2 for w in right))


def _blank_times(text: str, times: Iterable[TimeExpression]) -> str:
    """The text with blanks in place of its time expressions, so that offsets stay the same."""
    for time in times:
        text = text[: time.span.start] + " " * len(time.span) + text[time.span.end :]
    return text


def _sentence(facts: Facts, span: Span) -> Span:
    """The sentence around a span, or the span itself where none is known."""
    return next((s for s in facts.sentences if s.contains(span)), span)
