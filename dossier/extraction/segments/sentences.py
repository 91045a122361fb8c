"""The reporter's sentences with the quotations in them taken as one piece each.

A parser cuts sentences inside a quotation; who speaks is told by the sentence around it. So the text is cut anew: at sentence
ends outside the marks only.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dossier.extraction.lexicon.lists import word_set
from dossier.extraction.segments.doc_text import text_of
from dossier.extraction.segments.quote_marks import QuotedSpan
from dossier.model.article import BLANK_LINES
from dossier.model.span import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as SpacySpan

FULL_STOPS = frozenset(".!?…")
CLOSERS = "”\"’'»)]› "
VERB_TAGS = frozenset({"VB", "VBD", "VBG", "VBN", "VBP", "VBZ"})


@dataclass(frozen=True, slots=True, eq=False)
class ReportingSentence:
    """One sentence of the reporter. `tokens` are those outside the marks; `quotes` the numbers of the quotations in it.

    `paragraph` counts from 0 and parts frames of different paragraphs.
    """

    tokens: tuple["Token", ...]
    quotes: tuple[int, ...]
    paragraph: int

    @property
    def bare(self) -> bool:
        """True where nothing but quotations and punctuation stands in it."""
        return not any(t.is_alpha or t.like_num for t in self.tokens)


@dataclass(frozen=True, slots=True)
class QuoteSegmentation:
    """A text as frames. `inside` tells for each token of the parse which quotation it stands in, -1 for none."""

    doc: "Doc"
    text: str
    quotes: tuple[QuotedSpan, ...]
    inside: tuple[int, ...]
    sentences: tuple[ReportingSentence, ...]

    def outside(self, token: "Token") -> bool:
        """True for a word of the reporter."""
        return self.inside[token.i] < 0

    def before(self, frame: ReportingSentence, quote: int) -> tuple["Token", ...]:
        """The reporter's words of the frame ahead of the quotation."""
        edge = self.quotes[quote].outer.start
        return tuple(t for t in frame.tokens if t.idx < edge)

    def after(self, frame: ReportingSentence, quote: int) -> tuple["Token", ...]:
        """The reporter's words of the frame behind the quotation."""
        edge = self.quotes[quote].outer.end
        return tuple(t for t in frame.tokens if t.idx >= edge)


def segment_sentences(doc: "Doc", marks: Sequence[QuotedSpan]) -> QuoteSegmentation:
    """The parsed text as frames; only marks of depth 0 part it."""
    quotes = tuple(m for m in marks if m.depth == 0)
    inside = _inside(doc, quotes)
    text = text_of(doc)
    frames: list[ReportingSentence] = []
    tokens: list[Token] = []
    held: list[int] = []
    paragraph = 0

    def cut() -> None:
        if tokens or held:
            frames.append(ReportingSentence(tuple(tokens), tuple(held), paragraph))
            tokens.clear()
            held.clear()

    previous: Token | None = None
    for token in doc:
        if token.is_space:
            if BLANK_LINES.search(token.text):
                cut()
                paragraph += 1
                previous = None
            continue
        here = inside[token.i]
        if previous is not None and _breaks(doc, text, quotes, inside, previous, token):
            cut()
        if here < 0:
            tokens.append(token)
        elif not held or held[-1] != here:
            held.append(here)
        previous = token
    cut()
    return QuoteSegmentation(doc, text, quotes, inside, tuple(frames))


def index_at(doc: "Doc", offset: int) -> int:
    """The index of the first token that starts at or behind a character offset; the number of tokens where none does."""
    low, high = 0, len(doc)
    while low < high:
        middle = (low + high) // 2
        if doc[middle].idx < offset:
            low = middle + 1
        else:
            high = middle
    return low


def tokens_in(doc: "Doc", span: Span) -> "SpacySpan":
    """The tokens that share a character with the span (quicker than the parse's own search, which reads the whole text)."""
    first = index_at(doc, span.start)
    if first and doc[first - 1].idx + len(doc[first - 1]) > span.start:
        first -= 1
    return doc[first : index_at(doc, span.end)]


def _inside(doc: "Doc", quotes: Sequence[QuotedSpan]) -> tuple[int, ...]:
    """For each token the number of the quotation whose marks hold its start, or -1."""
    found, number = [], 0
    for token in doc:
        while number < len(quotes) and quotes[number].outer.end <= token.idx:
            number += 1
        held = number < len(quotes) and quotes[number].outer.start < token.idx + len(token)
        found.append(number if held else -1)
    return tuple(found)


def _breaks(doc: "Doc", text: str, quotes: Sequence[QuotedSpan], inside: Sequence[int], previous: "Token", token: "Token") -> bool:
    """True where a sentence of the reporter ends between two neighbouring tokens."""
    left, right = inside[previous.i], inside[token.i]
    if left >= 0 and left == right:
        return False
    if left >= 0:
        ended = ends_sentence(quotes[left].inner.of(text))
        if right >= 0:
            return ended
        if not ended or token.is_punct or not token.text[:1].isupper():
            return False
        return _led_in(doc, inside, quotes[left]) or not _attributes(doc, inside, token, quotes[left].inner.of(text))
    if right >= 0:
        return previous.text in FULL_STOPS and not _starts_low(quotes[right].inner, text)
    if previous.text in FULL_STOPS:
        return bool(token.is_sent_start) or token.text[:1].isupper()
    return bool(token.is_sent_start) and (previous.text[-1:] in FULL_STOPS) and not token.is_punct


def ends_sentence(words_inside: str) -> bool:
    """True where quoted words end with a full stop, question or exclamation mark (closing marks may follow it)."""
    bare = words_inside.rstrip(CLOSERS)
    return bare[-1:] in FULL_STOPS and not bare.endswith(("...", "…", "[.."))


def _starts_low(span: Span, text: str) -> bool:
    return text[span.start].islower()


def _led_in(doc: "Doc", inside: Sequence[int], quote: QuotedSpan) -> bool:
    """True where the reporter's sentence leads into the quotation, so that what follows need not tell who speaks."""
    first = tokens_in(doc, Span(quote.outer.start, quote.outer.start + 1)).start
    if first == 0:
        return False
    before = doc[first - 1]
    return not before.is_space and inside[before.i] < 0 and before.text not in FULL_STOPS


def _attributes(doc: "Doc", inside: Sequence[int], token: "Token", quoted: str) -> bool:
    """True for "“Why now?” Smith asked." and "“We go.” Smith said.": a short clause of saying right behind the quotation."""
    asks = quoted.rstrip(CLOSERS)[-1:] in "?!"
    for offset, follower in enumerate(doc[token.i : token.i + 16]):
        if follower.is_space or inside[follower.i] >= 0:
            return False
        if follower.tag_ in VERB_TAGS and follower.lemma_.lower() in word_set("cues", "say"):
            rest = doc[follower.i + 1] if follower.i + 1 < len(doc) else None
            ends = rest is None or rest.text in FULL_STOPS or bool(BLANK_LINES.search(rest.text))
            return ends or offset == 0 or (asks and rest is not None and rest.dep_ not in {"mark", "nsubj"})
        if follower.tag_ in VERB_TAGS - {"VBG", "VBN"} or follower.text in FULL_STOPS:
            return False
    return False
