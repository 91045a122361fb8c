"""Figures of declared kinds: numbers of what the words of a figure are done to."""

from collections.abc import Iterator

from spacy.tokens import Span as SpacySpan
from spacy.tokens import Token

from dossier.extraction.events.counts import Count, count_at
from dossier.extraction.events.declared.triggers import is_word_of, objects_of
from dossier.extraction.events.figures import figure_of, is_total
from dossier.model.event import Figure
from dossier.model.event_kinds.declaration import FigureWords


def find_declared_figures(sentence: SpacySpan, figures: tuple[FigureWords, ...]) -> tuple[Figure, ...]:
    """The figures of a sentence, one of each name; none where it gives totals of a longer time."""
    if is_total(sentence.text):
        return ()
    counted: dict[str, Figure] = {}
    for token in sentence:
        for words in figures:
            if is_word_of(token, words.verbs, words.nouns) and words.name not in counted and (figure := _figure(token, words.name)):
                counted[words.name] = figure
    return tuple(counted.values())


def _figure(token: Token, name: str) -> Figure | None:
    count = next((c for noun in objects_of(token) for c in _counts(noun) if c.value), None)
    return figure_of(token.doc, name, count) if count is not None else None


def _counts(noun: Token) -> Iterator[Count]:
    """The count that a noun phrase begins with, its determiner aside: “the 150 prisoners”."""
    for start in range(noun.left_edge.i, noun.i + 1):
        count = count_at(noun.doc, start, noun.i + 1)
        if count is not None and not count.named:
            yield count
