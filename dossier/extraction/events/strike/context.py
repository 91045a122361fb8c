"""Context of strike extraction: the parse of one article and the facts from earlier stages."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from spacy.tokens import Doc, Token

from dossier.extraction.coref.nationalities import NationalityResolver
from dossier.extraction.events.dateline import is_town, town_of_dateline
from dossier.extraction.events.figures import FigureMention, find_figure_mentions
from dossier.extraction.events.paragraphs import Paragraphs
from dossier.extraction.events.place_phrases import STATE, PlacePhrase, find_places
from dossier.extraction.lexicon.gazetteer import country_of
from dossier.extraction.lexicon.geography import cities, state_named, state_of_city
from dossier.extraction.lexicon.lists import word_set
from dossier.extraction.segments.doc_text import text_of
from dossier.extraction.segments.quote_marks import QuotedSpan
from dossier.model.actor import ActorKind
from dossier.model.span import Span
from dossier.model.time import TimeExpression

if TYPE_CHECKING:
    from dossier.extraction.coref.resolver import CorefResolver


HEADLINE = 0.7
"""Share of longer words with a capital from which a line without a full stop is a headline in title case."""


@dataclass(frozen=True, slots=True, eq=False)
class StrikeContext:
    """One article as input of the strike rules.

    `states` maps the names of states in the text to their keys ("Russian" leads to Russia). `figure_mentions` are the figures of each
    sentence, by the index of its first token; `sentence_numbers` number the sentences in the same way. `dateline_town` is the town that
    the article was sent from, or empty.
    """

    doc: Doc
    text: str
    quoted_spans: Sequence[QuotedSpan]
    times: Sequence[TimeExpression]
    resolver: "CorefResolver"
    states: dict[str, int]
    places: tuple[PlacePhrase, ...]
    paragraphs: Paragraphs
    figure_mentions: dict[int, tuple[FigureMention, ...]]
    sentence_numbers: dict[int, int]
    dateline_town: str = ""

    def is_quoted(self, token: Token) -> bool:
        """True for a token in a quotation of more than four words."""
        return any(
            m.depth == 0 and m.inner.start <= token.idx < m.inner.end and len(m.inner.of(self.text).split()) > 4 for m in self.quoted_spans
        )


def _is_likely_place(token: Token, name: str) -> bool:
    """True for a person's single name that the model labels as a place, after a preposition or a direction ("in western X")."""
    previous = token.doc[token.i - 1] if token.i else token
    has_place_cue = previous.lower_ in word_set("places", "directions") or previous.lower_ in {"in", "near", "outside"}
    return has_place_cue and token.ent_type_ in {"GPE", "LOC", "FAC"} and " " not in name


def _is_in_headline(doc: Doc, place: PlacePhrase) -> bool:
    """True for words of a line in title case that no list has as a town: "Shooting Death" is a headline's, not a place's."""
    sentence = doc[place.first].sent
    words = [t for t in sentence if t.is_alpha and len(t) > 3]
    ends = [t for t in sentence if not t.is_space][-1:]
    is_headline = bool(words) and not any(t.is_punct for t in ends) and sum(t.text[:1].isupper() for t in words) > HEADLINE * len(words)
    return is_headline and place.rank < 4 and place.names[0] not in cities() and not is_town(place.names[0])


def _is_no_place(doc: Doc, place: PlacePhrase, organisations: frozenset[int]) -> bool:
    """True for an adjective or an organisation that looks like a place ("the Islamic State"), for what a war is named by ("the Gaza war"), and for a
    state before a noun ("US airstrikes"), unless it is capitalized: the parser takes verbs of headlines for nouns ("Attack in Peru Highlights
    Threat").
    """
    word, last = doc[place.first], doc[place.last]
    if (
        place.rank == STATE
        and not place.possessive
        and last.dep_ in {"compound", "nmod", "amod"}
        and last.head.i > last.i
        and last.head.text.islower()
    ):
        return True
    if last.dep_ in {"compound", "nmod", "amod"} and last.head.i > last.i and last.head.lemma_.lower() in word_set("figures", "total.wars"):
        return True
    is_adjective_phrase = place.names[0] == word.text and is_adjective(word) and (bool(country_of(word.text)) or not is_town(word.text))
    return is_adjective_phrase or (place.rank < 4 and place.first in organisations and place.last in organisations)


def is_adjective(token: Token) -> bool:
    """True for "English" and "Iraqi": demonyms and adjectives, no place names."""
    is_demonym = bool(country_of(token.text)) and not state_named(token.text) and not state_of_city(token.text)
    return is_demonym or token.ent_type_ == "NORP" or (token.pos_ == "ADJ" and token.ent_type_ not in {"GPE", "LOC", "FAC"})


def build_strike_context(
    doc: Doc, quoted_spans: Sequence[QuotedSpan], times: Sequence[TimeExpression], resolver: "CorefResolver", dateline: str = ""
) -> StrikeContext:
    """The context of one article, built once."""
    key_by_token = {t.i: key for t in doc if (key := resolver.actor_of_name(t)) is not None}
    people = frozenset(
        i for i, key in key_by_token.items() if resolver.kind(key) is ActorKind.PERSON and not _is_likely_place(doc[i], resolver.name(key))
    )
    organisations = frozenset(i for i, key in key_by_token.items() if resolver.kind(key) is ActorKind.ORGANISATION)
    text = text_of(doc)
    return StrikeContext(
        doc=doc,
        text=text,
        quoted_spans=quoted_spans,
        times=times,
        resolver=resolver,
        states=NationalityResolver(resolver).states,
        places=tuple(p for p in find_places(doc, people) if not _is_no_place(doc, p, organisations) and not _is_in_headline(doc, p)),
        paragraphs=Paragraphs(text),
        figure_mentions={s.start: find_figure_mentions(doc, Span(s.start_char, s.end_char)) for s in doc.sents},
        sentence_numbers={s.start: number for number, s in enumerate(doc.sents)},
        dateline_town=town_of_dateline(dateline, text),
    )
