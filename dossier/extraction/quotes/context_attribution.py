"""Attribution from context: the sentences and paragraphs around a quotation, where its own sentence gives no speaker."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dossier.extraction.quotes.cues import FIRST_OR_SECOND_PERSON, Cue, Strength
from dossier.extraction.quotes.noun_attribution import by_colon
from dossier.extraction.quotes.quote_kind import FRAGMENT_WORDS, classify_quote, is_first_person
from dossier.extraction.segments.sentences import VERB_TAGS, QuoteSegmentation, ReportingSentence, tokens_in
from dossier.extraction.syntax.subjects import SUBJECTS
from dossier.model.quotation import QuotationKind
from dossier.model.span import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

THIRD_PERSON = frozenset({"he", "she", "him", "her", "his", "they", "them", "their"})
CuesBySentence = Sequence[tuple[ReportingSentence, Sequence[Cue]]]
"""The sentences of a text in order, each with its cues."""


@dataclass(frozen=True, slots=True)
class ContextAttribution:
    """Attribution of one quotation.

    `subject` is the head word of the speaker, `cue` the cue word (None for a colon), `explanation` the rule as a sentence for the user,
    `sentence_index` the index of the sentence that names the speaker. `continues` is true where the quotation continues an earlier one.
    """

    subject: "Token"
    cue: "Token | None"
    explanation: str
    sentence_index: int
    continues: bool = False


def attribute_from_context(
    segmentation: QuoteSegmentation, cues: CuesBySentence, attributions: Mapping[int, ContextAttribution], index: int, quote: int
) -> ContextAttribution | None:
    """Attribution of a quotation from the sentences around it, or None.

    `attributions` are those already known, by quotation number; `index` is the index in `cues` of the sentence that contains `quote`.
    """
    sentence = cues[index][0]
    sibling = next((q for q in reversed(sentence.quotes) if q < quote and q in attributions), None)
    if sibling is not None and _adjacent(segmentation, sibling, quote):
        return _continue(attributions[sibling], "It continues the quote before it in the sentence.")
    if not sentence.bare and not _is_whole_sentence(segmentation, sentence, quote):
        return _first_person_subject(segmentation, cues, attributions, index, quote) or _same_topic(
            segmentation, cues, attributions, index, quote
        )
    previous = cues[index - 1][0] if index else None
    if previous is not None and quote - 1 in attributions and quote - 1 in previous.quotes:
        same_paragraph = previous.paragraph == sentence.paragraph
        left_open = not segmentation.quotes[quote - 1].closed
        if same_paragraph or left_open:
            return _continue(attributions[quote - 1], "It continues the quote before it.")
    lead_in = _introduced_before(cues, index) or _by_colon(cues, index, segmentation) if previous is not None else None
    if lead_in is not None:
        return lead_in
    if (
        previous is not None
        and quote - 1 in attributions
        and sentence.paragraph - previous.paragraph == 1
        and sentence.bare
        and quote - 1 in previous.quotes
    ):
        return _continue(attributions[quote - 1], "The paragraph before quotes the same speaker, and this one names no other.")
    return _attributed_after(cues, index) if sentence.bare else None


def _first_person_subject(
    segmentation: QuoteSegmentation, cues: CuesBySentence, attributions: Mapping[int, ContextAttribution], index: int, quote: int
) -> ContextAttribution | None:
    """First-person words without a cue ("her hobby “stemmed from my love of boats”") belong to the person who is the sentence's subject."""
    sentence = cues[index][0]
    if not is_first_person(segmentation, quote):
        return None
    for token in sentence.tokens:
        if token.dep_ in SUBJECTS and token.head.dep_ == "ROOT" and (token.lower_ in {"he", "she", "they"} or token.ent_type_ == "PERSON"):
            cue = token.head if segmentation.outside(token.head) else None
            return ContextAttribution(token, cue, "The words are in the first person, and the sentence is about this person.", index)
    neighbours = [
        q for q in (quote - 1, quote + 1) if q in attributions and cues[attributions[q].sentence_index][0].paragraph == sentence.paragraph
    ]
    return (
        _continue(attributions[neighbours[0]], "The words are in the first person, beside others of the same speaker.")
        if neighbours
        else None
    )


def _same_topic(
    segmentation: QuoteSegmentation, cues: CuesBySentence, attributions: Mapping[int, ContextAttribution], index: int, quote: int
) -> ContextAttribution | None:
    """Three or more words in a sentence that continues about the speaker just quoted ("What pleased her was “to be asked again”.")."""
    sentence = cues[index][0]
    previous = attributions.get(quote - 1)
    too_short = len(segmentation.quotes[quote].inner.of(segmentation.text).split()) < FRAGMENT_WORDS - 1
    if (
        previous is None
        or too_short
        or index - previous.sentence_index > 1
        or cues[previous.sentence_index][0].paragraph != sentence.paragraph
    ):
        return None
    names_other = any(
        t.dep_ in SUBJECTS and t.ent_type_ in {"PERSON", "ORG", "GPE"} and t.text != previous.subject.text for t in sentence.tokens
    )
    if names_other or not any(t.lower_ in THIRD_PERSON for t in sentence.tokens):
        return None
    return _continue(previous, "The sentence continues with the speaker just quoted.")


def _adjacent(segmentation: QuoteSegmentation, first: int, second: int) -> bool:
    """True where only a few words of the reporter, and no finite verb, separate two quotations."""
    between = tokens_in(segmentation.doc, Span(segmentation.quotes[first].outer.end, segmentation.quotes[second].outer.start))
    return len(between) <= 2 * FRAGMENT_WORDS and not any(t.tag_ in {"VBD", "VBZ", "VBP"} for t in between)


def _is_whole_sentence(segmentation: QuoteSegmentation, sentence: ReportingSentence, quote: int) -> bool:
    """True for a whole sentence between marks with no clause of the reporter around it."""
    words_around = [t for t in sentence.tokens if not t.is_punct]
    return classify_quote(segmentation, quote) is QuotationKind.DIRECT and not any(t.tag_ in VERB_TAGS for t in words_around)


def _continue(previous: ContextAttribution, explanation: str) -> ContextAttribution:
    """The attribution of the previous quotation, marked as continued."""
    return ContextAttribution(previous.subject, previous.cue, explanation, previous.sentence_index, continues=True)


def _introduced_before(cues: CuesBySentence, index: int) -> ContextAttribution | None:
    """The preceding sentence has a cue with a speaker: "Smith was pleased, he said. “…”"."""
    sentence = cues[index][0]
    previous, previous_cues = cues[index - 1]
    adjacent = previous.paragraph == sentence.paragraph or (
        sentence.paragraph - previous.paragraph == 1 and bool(previous.tokens) and previous.tokens[-1].text == ":"
    )
    speech_cues = [
        c
        for c in previous_cues
        if c.subject is not None and c.strength is not Strength.THINK and c.subject.lower_ not in FIRST_OR_SECOND_PERSON
    ]
    if adjacent and speech_cues:
        main = next((c for c in speech_cues if c.token.dep_ == "ROOT"), speech_cues[-1])
        if main.subject is not None:
            return ContextAttribution(main.subject, main.token, "The sentence before names the speaker.", index - 1)
    if sentence.paragraph - previous.paragraph == 1 and speech_cues and not previous.quotes:
        main = speech_cues[-1]
        if main.subject is not None:
            return ContextAttribution(main.subject, main.token, "The paragraph before ends with a quote by the speaker.", index - 1)
    return None


def _by_colon(cues: CuesBySentence, index: int, segmentation: QuoteSegmentation) -> ContextAttribution | None:
    """The preceding paragraph ends in a colon, with any verb."""
    attribution = by_colon(cues[index - 1][0].tokens, segmentation)
    return ContextAttribution(attribution.subject, attribution.cue, attribution.explanation, index - 1) if attribution is not None else None


def _attributed_after(cues: CuesBySentence, index: int) -> ContextAttribution | None:
    """The following sentence names the speaker: "“We go.” Smith added that …"."""
    if index + 1 >= len(cues) or cues[index + 1][0].paragraph != cues[index][0].paragraph:
        return None
    speech_cues = [c for c in cues[index + 1][1] if c.subject is not None and c.strength is Strength.SAY]
    if not speech_cues or speech_cues[0].subject is None:
        return None
    return ContextAttribution(speech_cues[0].subject, speech_cues[0].token, "The sentence after names the speaker.", index + 1)
