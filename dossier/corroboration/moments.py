"""Dated moments: sentences with a day and the words that tell one story from another, and how like two of them are."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from math import log, sqrt

from dossier.model.article import Article
from dossier.model.facts import Facts
from dossier.model.span import Span
from dossier.model.time import TimeExpression

WORD = re.compile(r"[^\W\d_]{4,}|[A-Z][^\W\d_]{2}")
NAME = 2.0
"""How much more a name tells than another word as rare."""
DAY_FORMS = frozenset({"weekday", "date", "unit", "holiday"})


@dataclass(frozen=True, slots=True)
class Moment:
    """A time expression of one article, with the words of its sentence; `day` is None until it is resolved."""

    article: str
    index: int
    expression: TimeExpression
    words: frozenset[str]
    day: date | None = None


def moments(article: Article, facts: Facts) -> tuple[Moment, ...]:
    """The expressions of an article that can name a day, outside quotations, each with its sentence's telling words."""
    return tuple(
        Moment(article.id, i, e, _words(article, facts, _sentence(facts, e.span)))
        for i, e in enumerate(facts.times)
        if e.form in DAY_FORMS and not e.quoted and (e.form != "unit" or e.unit == "day")
    )


def weights(articles: Iterable[Article]) -> Mapping[str, float]:
    """How much each word tells: the logarithm of all articles over those that hold it, doubled for names.

    A name is a word that no article prints in lower case.
    """
    texts = [set(WORD.findall(article.text)) for article in articles]
    counts = Counter(word for text in texts for word in {w.casefold() for w in text})
    common = {word for text in texts for word in text if word.islower()}
    return {word: log((len(texts) + 1) / count) * (1 if word in common else NAME) for word, count in counts.items()}


def kinship(articles: Iterable[Article], weight: Mapping[str, float]) -> Mapping[tuple[str, str], float]:
    """How like each article's words are to those of each other (0 to 1, cosine), by both ids."""
    held = {a.id: frozenset(_plain(a.text)) for a in articles}
    length = {key: sqrt(sum(weight[w] ** 2 for w in words)) for key, words in held.items()}
    found = {}
    for one, words in held.items():
        for other, theirs in held.items():
            if one != other and length[one] and length[other]:
                found[one, other] = sum(weight[w] ** 2 for w in words & theirs) / (length[one] * length[other])
    return found


def likeness(one: Moment, other: Moment, weight: Mapping[str, float]) -> tuple[float, tuple[str, ...]]:
    """How like the sentences of two moments are (0 to 1, the cosine of their weighed words), and the words they share."""
    shared = one.words & other.words
    if not shared:
        return 0.0, ()
    dot = sum(weight.get(w, 0.0) ** 2 for w in shared)
    length = sqrt(sum(weight.get(w, 0.0) ** 2 for w in one.words)) * sqrt(sum(weight.get(w, 0.0) ** 2 for w in other.words))
    telling = sorted((w for w in shared if weight.get(w, 0.0) > 0), key=lambda w: (-weight[w], w))
    return (dot / length if length else 0.0), tuple(telling)


def _plain(text: str) -> list[str]:
    return [word.casefold() for word in WORD.findall(text)]


def _words(article: Article, facts: Facts, sentence: Span) -> frozenset[str]:
    """The words of a sentence that may tell its story, without the time expressions themselves."""
    text = article.text
    for time in facts.times:
        if sentence.contains(time.span):
            text = text[: time.span.start] + " " * len(time.span) + text[time.span.end :]
    return frozenset(_plain(sentence.of(text)))


def _sentence(facts: Facts, span: Span) -> Span:
    """The sentence around a span, or the span itself where none is known."""
    return next((s for s in facts.sentences if s.contains(span)), span)
