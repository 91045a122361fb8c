"""Who said what: every quotation of an article with its speaker, cue and channel."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from dossier.extraction.quotes.attribution import attribute
from dossier.extraction.quotes.channels import carry_channels
from dossier.extraction.quotes.context_attribution import ContextAttribution, attribute_from_context
from dossier.extraction.quotes.cues import Attribution, Cue, Strength, find_cues, lemma_of
from dossier.extraction.quotes.quote_kind import classify_quote, has_words
from dossier.extraction.quotes.scare_quotes import is_scare_quote
from dossier.extraction.quotes.sources import PRONOUNS, Source, find_sources
from dossier.extraction.segments.quote_marks import QuotedSpan
from dossier.extraction.segments.sentences import QuoteSegmentation, ReportingSentence, segment_sentences
from dossier.extraction.syntax.noun_phrases import ActorResolver
from dossier.model.quotation import ExtractedQuotation, QuotationKind
from dossier.model.span import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc


def find_quotations(doc: "Doc", marks: Sequence[QuotedSpan], cast: ActorResolver) -> tuple[ExtractedQuotation, ...]:
    """The quotations of a parsed text, in order; words that nobody is reported to have said are left out.

    A quotation's own sentence is asked first for a cue with a speaker, then the sentences beside it in the paragraph, then
    the paragraph before. What cannot be attributed is no quotation.
    """
    layout = segment_sentences(doc, marks)
    cues = [(frame, find_cues(frame, layout)) for frame in layout.sentences]
    told = _continued(layout, cues, _by_own_sentence(layout, cues))
    extra = [(layout.sentences[t.frame], (Cue(t.cue or t.subject, t.subject, Strength.SAY),)) for t in told.values()]
    merged = [(frame, (*here, *(c for f, more in extra if f is frame for c in more))) for frame, here in cues]
    sources = find_sources(layout, merged, cast)
    channels = carry_channels(layout, merged, sources, cast)
    found = []
    for number in sorted(told):
        how = told[number]
        source = sources[how.subject.i]
        if source.key is not None or not _nobody(layout, number, source):
            found.append(_quotation(layout, number, how, source, channels.get((how.frame, how.subject.i), "")))
    return tuple(found)


def _nobody(layout: QuoteSegmentation, number: int, source: Source) -> bool:
    """True for a few marked words whose source is a pronoun that stands for nobody told of."""
    return source.text.lower() in PRONOUNS and classify_quote(layout, number) is QuotationKind.FRAGMENT


def _by_own_sentence(layout: QuoteSegmentation, cues: Sequence[tuple[ReportingSentence, Sequence[Cue]]]) -> dict[int, ContextAttribution]:
    """The quotations that their own sentence attributes."""
    told: dict[int, ContextAttribution] = {}
    for place, (frame, here) in enumerate(cues):
        for quote in frame.quotes:
            if is_scare_quote(frame, quote, layout) or not has_words(layout, quote):
                continue
            found: Attribution | None = attribute(frame, quote, here, layout)
            if found is not None:
                told[quote] = ContextAttribution(found.subject, found.cue, found.explanation, place)
    return told


def _continued(
    layout: QuoteSegmentation, cues: Sequence[tuple[ReportingSentence, Sequence[Cue]]], told: dict[int, ContextAttribution]
) -> dict[int, ContextAttribution]:
    """The same with the quotations added that a neighbouring sentence or paragraph attributes."""
    told = dict(told)
    for place, (frame, _) in enumerate(cues):
        for quote in frame.quotes:
            if quote in told or not has_words(layout, quote) or is_scare_quote(frame, quote, layout):
                continue
            found = attribute_from_context(layout, cues, told, place, quote)
            if found is not None:
                told[quote] = found
    for quote in range(len(layout.quotes) - 2, -1, -1):  # “One.¶ “Two,” she said.
        if quote not in told and not layout.quotes[quote].closed and quote + 1 in told and _stands_alone(cues, quote):
            after = told[quote + 1]
            told[quote] = ContextAttribution(
                after.subject, after.cue, "The quotation runs on into the next paragraph, which names the speaker.", after.frame
            )
    return told


def _stands_alone(cues: Sequence[tuple[ReportingSentence, Sequence[Cue]]], quote: int) -> bool:
    return any(quote in frame.quotes and frame.bare for frame, _ in cues)


def _quotation(layout: QuoteSegmentation, number: int, told: ContextAttribution, source: Source, channel: str) -> ExtractedQuotation:
    mark = layout.quotes[number]
    text = layout.text
    cue = told.cue
    return ExtractedQuotation(
        span=mark.inner,
        text=mark.inner.of(text),
        kind=classify_quote(layout, number),
        speaker=source.key,
        speaker_text=source.text,
        source=source.span,
        cue=cue.text if cue is not None else "",
        cue_span=Span(cue.idx, cue.idx + len(cue)) if cue is not None else None,
        channel=channel,
        explanation=told.explanation,
        continues=told.continues,
        cue_lemma=lemma_of(cue) if cue is not None else "",
    )
