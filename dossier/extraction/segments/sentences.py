"""Sentence segmentation for quotation attribution: the reporter's sentences, each quotation a single unit of one.

The parser also ends sentences inside quotations, but the sentence around a quotation attributes it. So the text is segmented again,
at sentence ends outside the quotation marks only.
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
LONGEST, MOST_QUOTES = 150, 12
"""Words of the reporter, and quotations, after which a sentence ends at the next word, so that no rule looks at a whole text as at one."""
VERB_TAGS = frozenset({"VB", "VBD", "VBG", "VBN", "VBP", "VBZ"})


@dataclass(frozen=True, slots=True, eq=False)
class ReportingSentence:
    """One sentence of the reporter: `tokens` outside the quotation marks, `quotes` the indices of the quotations in it.

    `paragraph` is the index of its paragraph, from 0.
    """

    tokens: tuple["Token", ...]
    quotes: tuple[int, ...]
    paragraph: int

    @property
    def bare(self) -> bool:
        """True where the sentence consists of quotations and punctuation only."""
        return not any(t.is_alpha or t.like_num for t in self.tokens)


@dataclass(frozen=True, slots=True)
class QuoteSegmentation:
    """Segmentation of a text into the reporter's sentences; `quote_indices` holds for each token the quotation around it, -1 for none."""

    doc: "Doc"
    text: str
    quotes: tuple[QuotedSpan, ...]
    quote_indices: tuple[int, ...]
    sentences: tuple[ReportingSentence, ...]

    def outside(self, token: "Token") -> bool:
        """True for a word of the reporter."""
        return self.quote_indices[token.i] < 0

    def before(self, sentence: ReportingSentence, quote: int) -> tuple["Token", ...]:
        """The reporter's words of the sentence before the quotation."""
        edge = self.quotes[quote].outer.start
        return tuple(t for t in sentence.tokens if t.idx < edge)

    def after(self, sentence: ReportingSentence, quote: int) -> tuple["Token", ...]:
        """The reporter's words of the sentence after the quotation."""
        edge = self.quotes[quote].outer.end
        return tuple(t for t in sentence.tokens if t.idx >= edge)


def segment_sentences(doc: "Doc", quoted_spans: Sequence[QuotedSpan]) -> QuoteSegmentation:
    """Segment a parsed text into the reporter's sentences; only quoted spans of depth 0 count as quotations."""
    quotes = tuple(q for q in quoted_spans if q.depth == 0)
    quote_indices = _quote_indices(doc, quotes)
    text = text_of(doc)
    sentences: list[ReportingSentence] = []
    tokens: list[Token] = []
    sentence_quotes: list[int] = []
    paragraph = 0

    def end_sentence() -> None:
        if tokens or sentence_quotes:
            sentences.append(ReportingSentence(tuple(tokens), tuple(sentence_quotes), paragraph))
            tokens.clear()
            sentence_quotes.clear()

    previous: Token | None = None
    for token in doc:
        if token.is_space:
            if BLANK_LINES.search(token.text):
                end_sentence()
                paragraph += 1
                previous = None
            continue
        quote = quote_indices[token.i]
        goes_on = quote >= 0 and sentence_quotes[-1:] == [quote]
        is_long = len(tokens) >= LONGEST or len(sentence_quotes) >= MOST_QUOTES
        if (is_long and not goes_on) or (previous is not None and _is_boundary(doc, text, quotes, quote_indices, previous, token)):
            end_sentence()
        if quote < 0:
            tokens.append(token)
        elif not sentence_quotes or sentence_quotes[-1] != quote:
            sentence_quotes.append(quote)
        previous = token
    end_sentence()
    return QuoteSegmentation(doc, text, quotes, quote_indices, tuple(sentences))


def index_at(doc: "Doc", offset: int) -> int:
    """Index of the first token that starts at or after a character offset; the number of tokens where none does."""
    low, high = 0, len(doc)
    while low < high:
        middle = (low + high) // 2
        if doc[middle].idx < offset:
            low = middle + 1
        else:
            high = middle
    return low


def tokens_in(doc: "Doc", span: Span) -> "SpacySpan":
    """The tokens that overlap the span, found by binary search."""
    first = index_at(doc, span.start)
    if first and doc[first - 1].idx + len(doc[first - 1]) > span.start:
        first -= 1
    return doc[first : index_at(doc, span.end)]


def _quote_indices(doc: "Doc", quotes: Sequence[QuotedSpan]) -> tuple[int, ...]:
    """For each token the index of the quotation around it, or -1."""
    indices, number = [], 0
    for token in doc:
        while number < len(quotes) and quotes[number].outer.end <= token.idx:
            number += 1
        quoted = number < len(quotes) and quotes[number].outer.start < token.idx + len(token)
        indices.append(number if quoted else -1)
    return tuple(indices)


def _is_boundary(
    doc: "Doc", text: str, quotes: Sequence[QuotedSpan], quote_indices: Sequence[int], previous: "Token", token: "Token"
) -> bool:
    """True where a sentence of the reporter ends between two neighbouring tokens."""
    left, right = quote_indices[previous.i], quote_indices[token.i]
    if left >= 0 and left == right:
        return False
    if left >= 0:
        ends = ends_sentence(quotes[left].inner.of(text))
        if right >= 0:
            return ends
        if not ends or token.is_punct or not token.text[:1].isupper():
            return False
        return _is_introduced(doc, quote_indices, quotes[left]) or not _is_attribution(
            doc, quote_indices, token, quotes[left].inner.of(text)
        )
    if right >= 0:
        return previous.text in FULL_STOPS and not _starts_lowercase(quotes[right].inner, text)
    if previous.text in FULL_STOPS:
        return bool(token.is_sent_start) or token.text[:1].isupper()
    return bool(token.is_sent_start) and (previous.text[-1:] in FULL_STOPS) and not token.is_punct


def ends_sentence(quoted_text: str) -> bool:
    """True where quoted words end with a full stop, question or exclamation mark (closing marks may follow it)."""
    stripped = quoted_text.rstrip(CLOSERS)
    return stripped[-1:] in FULL_STOPS and not stripped.endswith(("...", "…", "[.."))


def _starts_lowercase(span: Span, text: str) -> bool:
    return text[span.start].islower()


def _is_introduced(doc: "Doc", quote_indices: Sequence[int], quote: QuotedSpan) -> bool:
    """True where reporter's words lead into the quotation, so that the words after it need not attribute it."""
    first = tokens_in(doc, Span(quote.outer.start, quote.outer.start + 1)).start
    if first == 0:
        return False
    before = doc[first - 1]
    return not before.is_space and quote_indices[before.i] < 0 and before.text not in FULL_STOPS


def _is_attribution(doc: "Doc", quote_indices: Sequence[int], token: "Token", quoted: str) -> bool:
    """True for "“Why now?” Smith asked." and "“We go.” Smith said.": a short reporting clause directly after the quotation."""
    is_question = quoted.rstrip(CLOSERS)[-1:] in "?!"
    for offset, follower in enumerate(doc[token.i : token.i + 16]):
        if follower.is_space or quote_indices[follower.i] >= 0:
            return False
        if follower.tag_ in VERB_TAGS and follower.lemma_.lower() in word_set("cues", "say"):
            rest = doc[follower.i + 1] if follower.i + 1 < len(doc) else None
            ends = rest is None or rest.text in FULL_STOPS or bool(BLANK_LINES.search(rest.text))
            return ends or offset == 0 or (is_question and rest is not None and rest.dep_ not in {"mark", "nsubj"})
        if follower.tag_ in VERB_TAGS - {"VBG", "VBN"} or follower.text in FULL_STOPS:
            return False
    return False
