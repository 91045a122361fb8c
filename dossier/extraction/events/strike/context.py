"""Context of strike extraction: the parse of one article and the facts from earlier stages."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from spacy.tokens import Doc, Token

from dossier.extraction.coref.nationalities import NationalityResolver
from dossier.extraction.events.figures import FigureMention, find_figure_mentions
from dossier.extraction.events.paragraphs import Paragraphs
from dossier.extraction.events.place_phrases import PlacePhrase, find_places
from dossier.extraction.lexicon.gazetteer import country_of
from dossier.extraction.lexicon.geography import state_named, state_of_city
from dossier.extraction.lexicon.lists import word_set
from dossier.extraction.segments.doc_text import text_of
from dossier.extraction.segments.quote_marks import QuotedSpan
from dossier.model.actor import ActorKind
from dossier.model.span import Span
from dossier.model.time import TimeExpression

if TYPE_CHECKING:
    from dossier.extraction.coref.resolver import CorefResolver


@dataclass(frozen=True, slots=True, eq=False)
class StrikeContext:
    """One article as input of the strike rules.

    `states` maps the names of states in the text to their keys ("Russian" leads to Russia). `figure_mentions` are the figures of each
    sentence, by the index of its first token.
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


def _is_no_place(doc: Doc, place: PlacePhrase, organisations: frozenset[int]) -> bool:
    """True for an adjective or an organisation that looks like a place ("the Islamic State")."""
    is_adjective_phrase = place.names[0] == doc[place.first].text and is_adjective(doc[place.first])
    return is_adjective_phrase or (place.rank < 4 and place.first in organisations and place.last in organisations)


def is_adjective(token: Token) -> bool:
    """True for "English" and "Iraqi": demonyms and adjectives, no place names."""
    is_demonym = bool(country_of(token.text)) and not state_named(token.text) and not state_of_city(token.text)
    return is_demonym or token.ent_type_ == "NORP" or (token.pos_ == "ADJ" and token.ent_type_ not in {"GPE", "LOC", "FAC"})


def build_strike_context(
    doc: Doc, quoted_spans: Sequence[QuotedSpan], times: Sequence[TimeExpression], resolver: "CorefResolver"
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
        states=NationalityResolver(doc, resolver).states,
        places=tuple(p for p in find_places(doc, people) if not _is_no_place(doc, p, organisations)),
        paragraphs=Paragraphs(text),
        figure_mentions={s.start: find_figure_mentions(doc, Span(s.start_char, s.end_char)) for s in doc.sents},
    )
