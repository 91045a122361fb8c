"""What every step of finding strikes looks at: the parse of one article and what is known of it."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from spacy.tokens import Doc, Token

from dossier.extraction.events.figures import FigureMention, find_figure_mentions
from dossier.extraction.events.location import PlacePhrase, find_places, state_named, state_of_city
from dossier.extraction.lexicon.gazetteer import country_of
from dossier.extraction.lexicon.lists import word_set
from dossier.extraction.segments.doc_text import text_of
from dossier.extraction.segments.quote_marks import QuotedSpan
from dossier.model.actor import ActorKind
from dossier.model.article import BLANK_LINES
from dossier.model.span import Span
from dossier.model.time import TimeExpression

if TYPE_CHECKING:
    from dossier.extraction.coref.resolver import CorefResolver


@dataclass(frozen=True, slots=True, eq=False)
class StrikeContext:
    """One article as the rules for strikes see it.

    `states` are the states that act in the text, by name ("Russian" then leads to Russia); `breaks` the offsets of blank lines;
    `outcomes` the figures of each sentence, by the index of its first token.
    """

    doc: Doc
    text: str
    marks: Sequence[QuotedSpan]
    times: Sequence[TimeExpression]
    cast: "CorefResolver"
    states: dict[str, int]
    places: tuple[PlacePhrase, ...]
    breaks: tuple[int, ...]
    outcomes: dict[int, tuple[FigureMention, ...]]

    def paragraph(self, offset: int) -> int:
        """Number of the paragraph that holds the character `offset`, from 0."""
        return bisect_right(self.breaks, offset)

    def quoted(self, token: Token) -> bool:
        """Whether a token stands in a quotation of more than four words."""
        return any(m.depth == 0 and m.inner.start <= token.idx < m.inner.end and len(m.inner.of(self.text).split()) > 4 for m in self.marks)


def _rather_a_place(token: Token, name: str) -> bool:
    """A single name that the model calls a place, behind a preposition or a direction ("in western X")."""
    before = token.doc[token.i - 1] if token.i else token
    led = before.lower_ in word_set("places", "directions") or before.lower_ in {"in", "near", "outside"}
    return led and token.ent_type_ in {"GPE", "LOC", "FAC"} and " " not in name


def _no_scene(doc: Doc, place: PlacePhrase, bodies: frozenset[int]) -> bool:
    """An adjective or the name of a body that looks like a place ("the Islamic State")."""
    plain = place.names[0] == doc[place.first].text and is_adjective(doc[place.first])
    return plain or (place.rank < 4 and place.first in bodies and place.last in bodies)


def is_adjective(token: Token) -> bool:
    """As in "English" and "Iraqi": what belongs to a country, no place of its own."""
    listed = bool(country_of(token.text)) and not state_named(token.text) and not state_of_city(token.text)
    return listed or token.ent_type_ == "NORP" or (token.pos_ == "ADJ" and token.ent_type_ not in {"GPE", "LOC", "FAC"})


def build_strike_context(doc: Doc, marks: Sequence[QuotedSpan], times: Sequence[TimeExpression], cast: "CorefResolver") -> StrikeContext:
    """Everything that the rules look up, read once."""
    named = {t.i: key for t in doc if (key := cast.actor_of_name(t)) is not None}
    keys = sorted(set(named.values()))
    people = frozenset(i for i, key in named.items() if cast.kind(key) is ActorKind.PERSON and not _rather_a_place(doc[i], cast.name(key)))
    bodies = frozenset(i for i, key in named.items() if cast.kind(key) is ActorKind.ORGANISATION)
    text = text_of(doc)
    return StrikeContext(
        doc=doc,
        text=text,
        marks=marks,
        times=times,
        cast=cast,
        states={cast.name(key): key for key in keys if cast.kind(key) is ActorKind.STATE},
        places=tuple(p for p in find_places(doc, people) if not _no_scene(doc, p, bodies)),
        breaks=tuple(gap.start() for gap in BLANK_LINES.finditer(text)),
        outcomes={s.start: find_figure_mentions(doc, Span(s.start_char, s.end_char)) for s in doc.sents},
    )
