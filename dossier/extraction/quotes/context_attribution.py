"""The attribution that the sentences and paragraphs around a quotation give, where its own sentence gives none."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dossier.extraction.quotes.cues import OURSELVES, Cue, Strength
from dossier.extraction.quotes.noun_attribution import by_colon
from dossier.extraction.quotes.quote_kind import FRAGMENT_WORDS, classify_quote, first_person
from dossier.extraction.segments.sentences import VERB_TAGS, QuoteSegmentation, ReportingSentence, tokens_in
from dossier.extraction.syntax.subjects import SUBJECTS
from dossier.model.quotation import QuotationKind
from dossier.model.span import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

PERSONAL = frozenset({"he", "she", "him", "her", "his", "they", "them", "their"})
Framed = Sequence[tuple[ReportingSentence, Sequence[Cue]]]
"""The frames of a text in order, each with its cues."""


@dataclass(frozen=True, slots=True)
class ContextAttribution:
    """How one quotation is attributed; `frame` is the number of the frame that attributes it."""

    subject: "Token"
    cue: "Token | None"
    explanation: str
    frame: int
    continues: bool = False


def attribute_from_context(
    layout: QuoteSegmentation, cues: Framed, told: Mapping[int, ContextAttribution], place: int, quote: int
) -> ContextAttribution | None:
    """The attribution that the text around the quotation's sentence gives."""
    frame = cues[place][0]
    sibling = next((q for q in reversed(frame.quotes) if q < quote and q in told), None)
    if sibling is not None and _joined(layout, sibling, quote):
        return _go_on(told[sibling], "It goes on from the quotation before it in the sentence.")
    if not frame.bare and not _sayable(layout, frame, quote):
        return _own_words(layout, cues, told, place, quote) or _of_the_same(layout, cues, told, place, quote)
    previous = cues[place - 1][0] if place else None
    if previous is not None and quote - 1 in told and quote - 1 in previous.quotes:
        near = previous.paragraph == frame.paragraph
        open_before = not layout.quotes[quote - 1].closed
        if near or open_before:
            return _go_on(told[quote - 1], "It goes on from the quotation before it.")
    ahead = _introduced(cues, place) or _by_colon(cues, place, layout) if previous is not None else None
    if ahead is not None:
        return ahead
    if (
        previous is not None
        and quote - 1 in told
        and frame.paragraph - previous.paragraph == 1
        and frame.bare
        and quote - 1 in previous.quotes
    ):
        return _go_on(told[quote - 1], "The paragraph before quotes the same speaker, and this one names no other.")
    return _followed(cues, place) if frame.bare else None


def _own_words(
    layout: QuoteSegmentation, cues: Framed, told: Mapping[int, ContextAttribution], place: int, quote: int
) -> ContextAttribution | None:
    """Words in the first person without a cue ("her hobby “stemmed from my love of boats”") are the sentence's person's own."""
    frame = cues[place][0]
    if not first_person(layout, quote):
        return None
    for token in frame.tokens:
        if token.dep_ in SUBJECTS and token.head.dep_ == "ROOT" and (token.lower_ in {"he", "she", "they"} or token.ent_type_ == "PERSON"):
            cue = token.head if layout.outside(token.head) else None
            return ContextAttribution(token, cue, "The words are in the first person, and the sentence is about this person.", place)
    near = [q for q in (quote - 1, quote + 1) if q in told and cues[told[q].frame][0].paragraph == frame.paragraph]
    return _go_on(told[near[0]], "The words are in the first person, beside others of the same speaker.") if near else None


def _of_the_same(
    layout: QuoteSegmentation, cues: Framed, told: Mapping[int, ContextAttribution], place: int, quote: int
) -> ContextAttribution | None:
    """A few words in a sentence that goes on about the speaker just quoted ("What pleased her was “to be asked again”.")."""
    frame = cues[place][0]
    before = told.get(quote - 1)
    few = len(layout.quotes[quote].inner.of(layout.text).split()) < FRAGMENT_WORDS - 1
    if before is None or few or place - before.frame > 1 or cues[before.frame][0].paragraph != frame.paragraph:
        return None
    others = any(t.dep_ in SUBJECTS and t.ent_type_ in {"PERSON", "ORG", "GPE"} and t.text != before.subject.text for t in frame.tokens)
    if others or not any(t.lower_ in PERSONAL for t in frame.tokens):
        return None
    return _go_on(before, "The sentence goes on about the speaker just quoted.")


def _joined(layout: QuoteSegmentation, first: int, second: int) -> bool:
    """True where few words of the reporter, and no clause of them, part two quotations."""
    between = tokens_in(layout.doc, Span(layout.quotes[first].outer.end, layout.quotes[second].outer.start))
    return len(between) <= 2 * FRAGMENT_WORDS and not any(t.tag_ in {"VBD", "VBZ", "VBP"} for t in between)


def _sayable(layout: QuoteSegmentation, frame: ReportingSentence, quote: int) -> bool:
    """True for a whole sentence between marks that starts its frame with no clause of the reporter around it."""
    words_around = [t for t in frame.tokens if not t.is_punct]
    return classify_quote(layout, quote) is QuotationKind.DIRECT and not any(t.tag_ in VERB_TAGS for t in words_around)


def _go_on(before: ContextAttribution, why: str) -> ContextAttribution:
    return ContextAttribution(before.subject, before.cue, why, before.frame, continues=True)


def _introduced(cues: Framed, place: int) -> ContextAttribution | None:
    """The sentence before tells of the speaker saying something: "Smith was pleased, he said. “…”"."""
    frame = cues[place][0]
    before, here = cues[place - 1]
    near = before.paragraph == frame.paragraph or (
        frame.paragraph - before.paragraph == 1 and bool(before.tokens) and before.tokens[-1].text == ":"
    )
    spoken = [c for c in here if c.subject is not None and c.strength is not Strength.THINK and c.subject.lower_ not in OURSELVES]
    if near and spoken:
        main = next((c for c in spoken if c.token.dep_ == "ROOT"), spoken[-1])
        if main.subject is not None:
            return ContextAttribution(main.subject, main.token, "The sentence before tells who speaks.", place - 1)
    if frame.paragraph - before.paragraph == 1 and spoken and not before.quotes:
        main = spoken[-1]
        if main.subject is not None:
            return ContextAttribution(main.subject, main.token, "The paragraph before ends with words of the speaker.", place - 1)
    return None


def _by_colon(cues: Framed, place: int, layout: QuoteSegmentation) -> ContextAttribution | None:
    """The paragraph before ends in a colon, whatever its verb."""
    found = by_colon(cues[place - 1][0].tokens, layout)
    return ContextAttribution(found.subject, found.cue, found.explanation, place - 1) if found is not None else None


def _followed(cues: Framed, place: int) -> ContextAttribution | None:
    """The sentence behind tells who spoke: "“We go.” Smith added that …"."""
    if place + 1 >= len(cues) or cues[place + 1][0].paragraph != cues[place][0].paragraph:
        return None
    spoken = [c for c in cues[place + 1][1] if c.subject is not None and c.strength is Strength.SAY]
    if not spoken or spoken[0].subject is None:
        return None
    return ContextAttribution(spoken[0].subject, spoken[0].token, "The sentence behind tells who speaks.", place + 1)
