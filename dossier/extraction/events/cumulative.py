"""Cumulative figures: totals of a war, of a campaign or of several days, which belong to no single event."""

from collections.abc import Iterator

from spacy.tokens import Span as SpacySpan
from spacy.tokens import Token

from dossier.extraction.coref.nationalities import NationalityResolver
from dossier.extraction.events.figures import FigureMention, figure_mentions_in, figure_of, is_total
from dossier.extraction.events.parsed_article import ParsedArticle
from dossier.extraction.lexicon.lists import word_set
from dossier.extraction.lexicon.numbers import quantity_at
from dossier.extraction.quotes.credit import attributed_actor
from dossier.extraction.segments.doc_text import text_of
from dossier.model.event import CumulativeMention
from dossier.model.span import Span

LONGEST_PERIOD = 16
"""Tokens of the words for a period; a longer phrase is cut at a comma or there."""
COUNTED = ("killed", "wounded", "missing", "detained")
"""Names of the figures that “the number of people …” may count."""
_CLAUSE_ENDS = frozenset({",", ";", ":", "(", ")", "—", "–", "."})


def find_cumulative_figures(article: ParsedArticle) -> tuple[CumulativeMention, ...]:
    """The totals of an article in order of the text, each with the words for the time that it covers and the source that gives it.

    Averages and rates (“per day”, “each year”) do not count. Where a sentence also counts the victims of one event, only its highest number of
    each name is taken for the total.
    """
    doc, states = article.doc, NationalityResolver(article.resolver).states
    mentions: list[CumulativeMention] = []
    for sentence in doc.sents:
        totals = tuple(_totals(sentence))
        period = _period_of(sentence) if totals else None
        span = Span(period.start_char, period.end_char) if period else None
        mentions += (
            CumulativeMention(
                figure=total.figure,
                span=Span(sentence.start_char, sentence.end_char).trimmed(text_of(doc)),
                period_span=span,
                time_ids=tuple(i for i, t in enumerate(article.times) if span is not None and span.contains(t.span)),
                attributed_to=attributed_actor(doc[total.token_index], article.quoted_spans, article.resolver, states),
            )
            for total in totals
        )
    return tuple(mentions)


def _totals(sentence: SpacySpan) -> Iterator[FigureMention]:
    """The totals of a sentence: what it gives as “the number of people killed”, else the highest figure of each name."""
    if not is_total(sentence.text) or any(f" {rate}" in f" {sentence.text.lower()}" for rate in word_set("figures", "total.rates")):
        return
    number = next((m for token in sentence if (m := _figure_of_number(token)) is not None), None)
    if number is not None:
        yield number
        return
    mentions = [m for m in figure_mentions_in(sentence) if not m.named]
    for name in dict.fromkeys(m.figure.name for m in mentions):
        yield max((m for m in mentions if m.figure.name == name), key=lambda m: m.figure.value)


def _period_of(sentence: SpacySpan) -> SpacySpan | None:
    """The words for the time that a total covers: “since the war began”, “over the past week”; None where none are recognised."""
    for token in sentence:
        if token.lower_ == "since":
            return _until_break(token)
    text = sentence.text.lower()
    phrases = sorted(word_set("figures", "total.phrases"), key=lambda phrase: (-len(phrase), phrase))
    phrase = next((p for p in phrases if p in text and p.split()[0] in word_set("figures", "total.openings")), "")
    if not phrase:
        return None
    start = sentence.start_char + text.index(phrase)
    first = next((t for t in sentence if t.idx >= start), None)
    return _until_break(first) if first is not None else None


def _figure_of_number(noun: Token) -> FigureMention | None:
    """The figure of “brought the number of people killed since May to 210” and “the number of dead has reached 210”; None for other words."""
    if noun.lemma_.lower() not in word_set("figures", "total.numbers") or noun.pos_ != "NOUN":
        return None
    words: set[str] = set()
    for token in noun.doc[noun.i + 1 : noun.sent.end - 1]:
        is_before_number = token.lower_ in {"to", "at"} or token.pos_ in {"VERB", "AUX"}
        quantity = quantity_at(noun.doc, token.i + 1, noun.sent.end) if is_before_number else None
        name = next((name for name in COUNTED if words & _words_for(name)), None)
        if name and quantity is not None and quantity.value and not quantity.bare_year and noun.doc[quantity.last].pos_ != "PROPN":
            return FigureMention(figure_of(noun.doc, name, quantity), noun.i)
        words |= {token.lemma_.lower(), token.lower_}
    return None


def _words_for(name: str) -> frozenset[str]:
    return word_set("figures", f"{name}.verbs") | word_set("figures", f"{name}.adjectives") | word_set("figures", f"{name}.nouns")


def _until_break(first: Token) -> SpacySpan:
    """The phrase or clause that a word opens: what depends on it, or on its verb, up to a comma."""
    head = first.head if first.dep_ == "mark" else first
    end = min(max(head.right_edge.i, first.i) + 1, first.i + LONGEST_PERIOD, first.sent.end)
    stop = next((t.i for t in first.doc[first.i : end] if t.text in _CLAUSE_ENDS), end)
    return first.doc[first.i : stop]
