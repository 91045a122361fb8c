"""Cumulative figures: totals of a war, of a campaign or of several days, which belong to no single event."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from spacy.tokens import Doc, Token
from spacy.tokens import Span as SpacySpan

from dossier.extraction.events.figures import FigureMention, find_total_mentions, is_total
from dossier.extraction.lexicon.lists import word_set
from dossier.extraction.lexicon.numbers import quantity_at
from dossier.extraction.quotes.credit import attributed_actor
from dossier.extraction.segments.doc_text import text_of
from dossier.extraction.segments.quote_marks import QuotedSpan
from dossier.model.event import CumulativeMention, Figure
from dossier.model.span import Span
from dossier.model.time import TimeExpression

if TYPE_CHECKING:
    from dossier.extraction.coref.resolver import CorefResolver

LONGEST_PERIOD = 16
"""Tokens of the words for a period; a longer phrase is cut at a comma or there."""
COUNTED = ("killed", "wounded", "missing", "detained")
"""Names of the figures that “the number of people …” may count."""
_CLAUSE_ENDS = frozenset({",", ";", ":", "(", ")", "—", "–", "."})


def find_cumulative_figures(
    doc: Doc, quoted_spans: Sequence[QuotedSpan], times: Sequence[TimeExpression], resolver: "CorefResolver", states: dict[str, int]
) -> tuple[CumulativeMention, ...]:
    """The totals of an article in order of the text, each with the words for the time that it covers and the source that gives it.

    Averages and rates (“per day”, “each year”) are none. Where a sentence also counts the victims of one event, only its highest number of
    each name is taken for the total.
    """
    mentions: list[CumulativeMention] = []
    for sentence in doc.sents:
        period = period_of(sentence)
        for total in _totals(doc, sentence):
            span = Span(period[0].idx, period[-1].idx + len(period[-1].text)) if period else None
            mentions.append(
                CumulativeMention(
                    figure=total.figure,
                    span=Span(sentence.start_char, sentence.end_char).trimmed(text_of(doc)),
                    period_span=span,
                    time_ids=tuple(i for i, t in enumerate(times) if span is not None and span.contains(t.span)),
                    attributed_to=attributed_actor(doc[total.token_index], quoted_spans, resolver, states),
                )
            )
    return tuple(mentions)


def _totals(doc: Doc, sentence: SpacySpan) -> Iterator[FigureMention]:
    """The totals of a sentence: what it gives as “the number of people killed”, else the highest figure of each name."""
    if not is_total(sentence.text) or any(f" {rate}" in f" {sentence.text.lower()}" for rate in word_set("figures", "total.rates")):
        return
    numbers = [m for token in sentence if (m := _figure_of_number(token)) is not None]
    if numbers:
        yield numbers[0]
        return
    mentions = [m for m in find_total_mentions(doc, Span(sentence.start_char, sentence.end_char)) if not m.named]
    for name in dict.fromkeys(m.figure.name for m in mentions):
        yield max((m for m in mentions if m.figure.name == name), key=lambda m: m.figure.value)


def period_of(sentence: SpacySpan) -> list[Token]:
    """The words for the time that a total covers: “since the war began”, “over the past week”; empty where none are recognised."""
    for token in sentence:
        if token.lower_ == "since":
            return _until_break(token)
    text = sentence.text.lower()
    phrases = sorted(word_set("figures", "total.phrases"), key=lambda phrase: (-len(phrase), phrase))
    phrase = next((p for p in phrases if p in text and p.split()[0] in word_set("figures", "total.openings")), "")
    if not phrase:
        return []
    start = sentence.start_char + text.index(phrase)
    first = next((t for t in sentence if t.idx >= start), None)
    return _until_break(first) if first is not None else []


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
            last = noun.doc[quantity.last - 1]
            span = Span(noun.doc[quantity.first].idx, last.idx + len(last.text))
            return FigureMention(Figure(name, quantity.value, span, quantity.at_least, quantity.about), noun.i)
        words |= {token.lemma_.lower(), token.lower_}
    return None


def _words_for(name: str) -> frozenset[str]:
    return word_set("figures", f"{name}.verbs") | word_set("figures", f"{name}.adjectives") | word_set("figures", f"{name}.nouns")


def _until_break(first: Token) -> list[Token]:
    """The phrase or clause that a word opens: what hangs on it, or on its verb, up to a comma."""
    head = first.head if first.dep_ == "mark" else first
    last = max(head.right_edge.i, first.i)
    period: list[Token] = []
    for token in first.doc[first.i : min(last + 1, first.i + LONGEST_PERIOD, first.sent.end)]:
        if token.text in _CLAUSE_ENDS:
            break
        period.append(token)
    return period
