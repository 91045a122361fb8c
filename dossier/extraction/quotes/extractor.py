"""Quotation extraction: the quotations of an article with speaker, cue and channel."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from dossier.extraction.quotes.attribution import attribute
from dossier.extraction.quotes.channels import carry_channels
from dossier.extraction.quotes.context_attribution import ContextAttribution, attribute_from_context
from dossier.extraction.quotes.cues import Attribution, Cue, Strength, find_cues, lemma_of
from dossier.extraction.quotes.quote_kind import classify_quote, has_words
from dossier.extraction.quotes.scare_quotes import is_scare_quote
from dossier.extraction.quotes.sources import PRONOUNS, Source, find_sources
from dossier.extraction.quotes.transcripts import transcript_speaker
from dossier.extraction.segments.quote_marks import QuotedSpan
from dossier.extraction.segments.sentences import QuoteSegmentation, ReportingSentence, segment_sentences
from dossier.extraction.syntax.noun_phrases import ActorResolver
from dossier.model.quotation import ExtractedQuotation, QuotationKind
from dossier.model.span import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc


def find_quotations(doc: "Doc", quoted_spans: Sequence[QuotedSpan], resolver: ActorResolver) -> tuple[ExtractedQuotation, ...]:
    """The attributed quotations of a parsed text, in order.

    A quotation is attributed by its own sentence first, then by the neighbouring sentences of its paragraph, then by the preceding
    paragraph. Quoted words without an attribution, and scare quotes, are left out.
    """
    segmentation = segment_sentences(doc, quoted_spans)
    cues = [(sentence, find_cues(sentence, segmentation)) for sentence in segmentation.sentences]
    attributions = _attribute_from_neighbours(segmentation, cues, _attribute_within_sentences(segmentation, cues))
    attribution_cues = [
        (segmentation.sentences[t.sentence_index], (Cue(t.cue or t.subject, t.subject, Strength.SAY),)) for t in attributions.values()
    ]
    all_cues = [
        (sentence, (*sentence_cues, *(c for f, added in attribution_cues if f is sentence for c in added)))
        for sentence, sentence_cues in cues
    ]
    sources = find_sources(segmentation, all_cues, resolver)
    channels = carry_channels(segmentation, all_cues, sources, resolver)
    quotations = []
    for quote in sorted(attributions):
        attribution = attributions[quote]
        source = sources[attribution.subject.i]
        if source.key is not None or not _is_unresolved_pronoun(segmentation, quote, source):
            quotations.append(
                _build(segmentation, quote, attribution, source, channels.get((attribution.sentence_index, attribution.subject.i), ""))
            )
    return tuple(quotations)


def _is_unresolved_pronoun(segmentation: QuoteSegmentation, quote: int, source: Source) -> bool:
    """True for a fragment whose source is a pronoun without antecedent."""
    return source.text.lower() in PRONOUNS and classify_quote(segmentation, quote) is QuotationKind.FRAGMENT


def _attribute_within_sentences(
    segmentation: QuoteSegmentation, cues: Sequence[tuple[ReportingSentence, Sequence[Cue]]]
) -> dict[int, ContextAttribution]:
    """Attributions by quotation number, from the quotations' own sentences."""
    attributions: dict[int, ContextAttribution] = {}
    for index, (sentence, sentence_cues) in enumerate(cues):
        for quote in sentence.quotes:
            if is_scare_quote(sentence, quote, segmentation) or not has_words(segmentation, quote):
                continue
            label = transcript_speaker(segmentation, quote)
            if label is not None:
                attributions[quote] = ContextAttribution(
                    label, None, "The quote begins with the speaker's name, as in a transcript.", index
                )
                continue
            attribution: Attribution | None = attribute(sentence, quote, sentence_cues, segmentation)
            if attribution is not None:
                attributions[quote] = ContextAttribution(attribution.subject, attribution.cue, attribution.explanation, index)
    return attributions


def _attribute_from_neighbours(
    segmentation: QuoteSegmentation, cues: Sequence[tuple[ReportingSentence, Sequence[Cue]]], attributions: dict[int, ContextAttribution]
) -> dict[int, ContextAttribution]:
    """A copy of `attributions` extended by those from neighbouring sentences and paragraphs."""
    attributions = dict(attributions)
    for index, (sentence, _) in enumerate(cues):
        for quote in sentence.quotes:
            if quote in attributions or not has_words(segmentation, quote) or is_scare_quote(sentence, quote, segmentation):
                continue
            attribution = attribute_from_context(segmentation, cues, attributions, index, quote)
            if attribution is not None:
                attributions[quote] = attribution
    for quote in range(len(segmentation.quotes) - 2, -1, -1):  # “One.¶ “Two,” she said.
        if quote not in attributions and not segmentation.quotes[quote].closed and quote + 1 in attributions and _stands_alone(cues, quote):
            following = attributions[quote + 1]
            attributions[quote] = ContextAttribution(
                following.subject,
                following.cue,
                "The quote continues in the next paragraph, which names the speaker.",
                following.sentence_index,
            )
    return attributions


def _stands_alone(cues: Sequence[tuple[ReportingSentence, Sequence[Cue]]], quote: int) -> bool:
    return any(quote in sentence.quotes and sentence.bare for sentence, _ in cues)


def _build(
    segmentation: QuoteSegmentation, quote: int, attribution: ContextAttribution, source: Source, channel: str
) -> ExtractedQuotation:
    quoted_span = segmentation.quotes[quote]
    text = segmentation.text
    cue = attribution.cue
    return ExtractedQuotation(
        span=quoted_span.inner,
        text=quoted_span.inner.of(text),
        kind=classify_quote(segmentation, quote),
        speaker=source.key,
        speaker_text=source.text,
        source=source.span,
        cue=cue.text if cue is not None else "",
        cue_span=Span(cue.idx, cue.idx + len(cue)) if cue is not None else None,
        channel=channel,
        explanation=attribution.explanation,
        continues=attribution.continues,
        cue_lemma=lemma_of(cue) if cue is not None else "",
    )
