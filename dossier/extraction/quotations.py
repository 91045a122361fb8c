"""Who said what: every quotation of an article with its speaker, cue and channel."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dossier.extraction.attribution import OURSELVES, Attribution, attribute, by_colon
from dossier.extraction.channels import carry_channels
from dossier.extraction.cues import Cue, Strength, find_cues, lemma_of
from dossier.extraction.frames import VERB_TAGS, Frame, Layout, lay_out, tokens_in
from dossier.extraction.marks import Marked
from dossier.extraction.so_called import is_name
from dossier.extraction.speakers import PRONOUNS, People, Source, find_sources
from dossier.extraction.subjects import SUBJECTS
from dossier.model.article import SENTENCE_END, SUBHEAD_WORDS
from dossier.model.quotation import LocalQuotation, QuotationKind
from dossier.model.span import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

FIRST_PERSON = re.compile(r"\b(?:I|[Mm]y|[Mm]e|[Mm]yself|[Mm]ine|[Ww]e|[Oo]urs?|ourselves)\b(?!\.)")
FRAGMENT_WORDS = 4  # up to so many words without a verb are a fragment


@dataclass(frozen=True, slots=True)
class _Told:
    """How one quotation is attributed; `frame` is the number of the frame that attributes it."""

    subject: "Token"
    cue: "Token | None"
    why: str
    frame: int
    continues: bool = False


def find_quotations(doc: "Doc", marks: Sequence[Marked], cast: People) -> tuple[LocalQuotation, ...]:
    """The quotations of a parsed text, in order; words that nobody is reported to have said are left out.

    A quotation's own sentence is asked first for a cue with a speaker, then the sentences beside it in the paragraph, then
    the paragraph before. What cannot be attributed is no quotation.
    """
    layout = lay_out(doc, marks)
    cues = [(frame, find_cues(frame, layout)) for frame in layout.frames]
    told = _continued(layout, cues, _by_own_sentence(layout, cues))
    extra = [(layout.frames[t.frame], (Cue(t.cue or t.subject, t.subject, Strength.SAY),)) for t in told.values()]
    merged = [(frame, (*here, *(c for f, more in extra if f is frame for c in more))) for frame, here in cues]
    sources = find_sources(layout, merged, cast)
    channels = carry_channels(layout, merged, sources, cast)
    return tuple(
        _quotation(
            layout, number, told[number], sources[told[number].subject.i], channels.get((told[number].frame, told[number].subject.i), "")
        )
        for number in sorted(told)
    )


def _nobody(layout: Layout, number: int, source: Source) -> bool:
    """True for a few marked words whose source is a pronoun that stands for nobody told of."""
    return source.text.lower() in PRONOUNS and _kind(layout, number) is QuotationKind.FRAGMENT


def _by_own_sentence(layout: Layout, cues: Sequence[tuple[Frame, Sequence[Cue]]]) -> dict[int, _Told]:
    """The quotations that their own sentence attributes."""
    told: dict[int, _Told] = {}
    for place, (frame, here) in enumerate(cues):
        for quote in frame.quotes:
            if is_name(frame, quote, layout) or not _has_words(layout, quote):
                continue
            found: Attribution | None = attribute(frame, quote, here, layout)
            if found is not None:
                told[quote] = _Told(found.subject, found.cue, found.why, place)
    return told


def _has_words(layout: Layout, quote: int) -> bool:
    """True where letters stand between the marks, and the marks not in a subhead (short, and no sentence)."""
    mark = layout.quotes[quote]
    start, end = layout.text.rfind("\n\n", 0, mark.outer.start) + 1, layout.text.find("\n\n", mark.outer.end)
    paragraph = layout.text[start : end if end >= 0 else len(layout.text)].strip()
    subhead = len(paragraph.split()) <= SUBHEAD_WORDS and not SENTENCE_END.search(paragraph) and (start > 0 or end >= 0)
    return not subhead and any(c.isalpha() for c in mark.inner.of(layout.text))


def _continued(layout: Layout, cues: Sequence[tuple[Frame, Sequence[Cue]]], told: dict[int, _Told]) -> dict[int, _Told]:
    """The same with the quotations added that a neighbouring sentence or paragraph attributes."""
    told = dict(told)
    for place, (frame, _) in enumerate(cues):
        for quote in frame.quotes:
            if quote in told or not _has_words(layout, quote) or is_name(frame, quote, layout):
                continue
            found = _beside(layout, cues, told, place, quote)
            if found is not None:
                told[quote] = found
    for quote in range(len(layout.quotes) - 2, -1, -1):  # “One.¶ “Two,” she said.
        if quote not in told and not layout.quotes[quote].closed and quote + 1 in told and _stands_alone(cues, quote):
            after = told[quote + 1]
            told[quote] = _Told(
                after.subject, after.cue, "The quotation runs on into the next paragraph, which names the speaker.", after.frame
            )
    return told


def _stands_alone(cues: Sequence[tuple[Frame, Sequence[Cue]]], quote: int) -> bool:
    return any(quote in frame.quotes and frame.bare for frame, _ in cues)


def _beside(layout: Layout, cues: Sequence[tuple[Frame, Sequence[Cue]]], told: dict[int, _Told], place: int, quote: int) -> _Told | None:
    """The attribution that the text around the quotation's sentence gives."""
    frame = cues[place][0]
    sibling = next((q for q in reversed(frame.quotes) if q < quote and q in told), None)
    if sibling is not None and _joined(layout, sibling, quote):
        return _go_on(told[sibling], "It goes on from the quotation before it in the sentence.")
    if not frame.bare and not _sayable(layout, frame, quote):
        return _own_words(layout, cues, told, place, quote)
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


def _own_words(layout: Layout, cues: Sequence[tuple[Frame, Sequence[Cue]]], told: dict[int, _Told], place: int, quote: int) -> _Told | None:
    """Words in the first person without a cue ("her hobby “stemmed from my love of boats”") are the sentence's person's own."""
    frame = cues[place][0]
    if not FIRST_PERSON.search(layout.quotes[quote].inner.of(layout.text)):
        return None
    for token in frame.tokens:
        if token.dep_ in SUBJECTS and token.head.dep_ == "ROOT" and (token.lower_ in {"he", "she", "they"} or token.ent_type_ == "PERSON"):
            cue = token.head if layout.outside(token.head) else None
            return _Told(token, cue, "The words are in the first person, and the sentence is about this person.", place)
    near = [q for q in (quote - 1, quote + 1) if q in told and cues[told[q].frame][0].paragraph == frame.paragraph]
    return _go_on(told[near[0]], "The words are in the first person, beside others of the same speaker.") if near else None


def _joined(layout: Layout, first: int, second: int) -> bool:
    """True where few words of the reporter, and no clause of them, part two quotations."""
    between = tokens_in(layout.doc, Span(layout.quotes[first].outer.end, layout.quotes[second].outer.start))
    return len(between) <= 2 * FRAGMENT_WORDS and not any(t.tag_ in {"VBD", "VBZ", "VBP"} for t in between)


def _sayable(layout: Layout, frame: Frame, quote: int) -> bool:
    """True for a whole sentence between marks that starts its frame with no clause of the reporter around it."""
    words_around = [t for t in frame.tokens if not t.is_punct]
    return _kind(layout, quote) is QuotationKind.DIRECT and not any(t.tag_ in VERB_TAGS for t in words_around)


def _go_on(before: _Told, why: str) -> _Told:
    return _Told(before.subject, before.cue, why, before.frame, continues=True)


def _introduced(cues: Sequence[tuple[Frame, Sequence[Cue]]], place: int) -> _Told | None:
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
            return _Told(main.subject, main.token, "The sentence before tells who speaks.", place - 1)
    if frame.paragraph - before.paragraph == 1 and spoken and not before.quotes:
        main = spoken[-1]
        if main.subject is not None:
            return _Told(main.subject, main.token, "The paragraph before ends with words of the speaker.", place - 1)
    return None


def _by_colon(cues: Sequence[tuple[Frame, Sequence[Cue]]], place: int, layout: Layout) -> _Told | None:
    """The paragraph before ends in a colon, whatever its verb."""
    found = by_colon(cues[place - 1][0].tokens, layout)
    return _Told(found.subject, found.cue, found.why, place - 1) if found is not None else None


def _followed(cues: Sequence[tuple[Frame, Sequence[Cue]]], place: int) -> _Told | None:
    """The sentence behind tells who spoke: "“We go.” Smith added that …"."""
    if place + 1 >= len(cues) or cues[place + 1][0].paragraph != cues[place][0].paragraph:
        return None
    spoken = [c for c in cues[place + 1][1] if c.subject is not None and c.strength is Strength.SAY]
    if not spoken or spoken[0].subject is None:
        return None
    return _Told(spoken[0].subject, spoken[0].token, "The sentence behind tells who speaks.", place + 1)


def _quotation(layout: Layout, number: int, told: _Told, source: Source, channel: str) -> LocalQuotation:
    mark = layout.quotes[number]
    text = layout.text
    cue = told.cue
    return LocalQuotation(
        span=mark.inner,
        text=mark.inner.of(text),
        kind=_kind(layout, number),
        speaker=source.key,
        speaker_text=source.text,
        source=source.span,
        cue=cue.text if cue is not None else "",
        cue_span=Span(cue.idx, cue.idx + len(cue)) if cue is not None else None,
        channel=channel,
        why=told.why,
        continues=told.continues,
        cue_lemma=lemma_of(cue) if cue is not None else "",
    )


def _kind(layout: Layout, number: int) -> QuotationKind:
    """A clause has a finite verb with a subject, or starts with a capital, has a verb and ends like a sentence."""
    inner = layout.quotes[number].inner
    text = inner.of(layout.text)
    tokens = tokens_in(layout.doc, inner)
    if len(tokens) < FRAGMENT_WORDS:
        return QuotationKind.FRAGMENT
    verbs = [t for t in tokens if t.tag_ in VERB_TAGS | {"MD"}]
    finite = any(c.dep_ in {"nsubj", "nsubjpass", "expl", "csubj"} for t in verbs for c in t.children if inner.start <= c.idx < inner.end)
    starts = tokens[0].text[:1].isupper() or tokens[0].text in {"[", "("} or tokens[0].text[:1].isdigit()
    if starts and ((verbs and finite) or (len(tokens) > FRAGMENT_WORDS and text.rstrip()[-1:] in ".,!?")):
        return QuotationKind.DIRECT
    leads = tokens[0].dep_ in {"nsubj", "nsubjpass", "expl", "det", "poss"} and tokens[0].tag_ in {"PRP", "EX", "DT", "PRP$"}
    return QuotationKind.DIRECT if finite and leads else QuotationKind.FRAGMENT
