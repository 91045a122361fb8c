"""Quotation attribution within a sentence: selects the cue that names the speaker."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from dossier.extraction.quotes.cues import FIRST_OR_SECOND_PERSON, NOUN_PHRASE_TAGS, Attribution, Cue, Strength
from dossier.extraction.quotes.noun_attribution import by_noun
from dossier.extraction.segments.sentences import CLOSERS, VERB_TAGS, QuoteSegmentation, ReportingSentence, tokens_in
from dossier.extraction.syntax.subjects import can_speak

if TYPE_CHECKING:
    from spacy.tokens import Token

NEAR = 4  # words between a cue and the mark after it within which the cue is certain
FAR = 28  # words allowed for a name and titles between a quotation and the cue after it
DASHES = frozenset("—–")
MAX_DEPTH = 14  # heads climbed from a quotation to its cue


def attribute(sentence: ReportingSentence, quote: int, cues: Sequence[Cue], segmentation: QuoteSegmentation) -> Attribution | None:
    """Attribution from the quotation's own sentence, or None where the sentence gives none.

    `quote` is the number of the quotation in `segmentation`. The rules run from the most to the least reliable; the first match wins.
    """
    before, after = segmentation.before(sentence, quote), segmentation.after(sentence, quote)
    usable = tuple(c for c in cues if c.subject is not None and _may_attribute(c, c.subject))
    with_speaker = tuple(c for c in usable if c.subject is not None and (can_speak(c.subject) or c.token.lower_ == "according"))
    earlier = [c for c in usable if before and c.token.i <= before[-1].i]
    rules = (
        (_describing_cue(before, earlier), "The verb just before the quote uses it as a description."),
        (_cue_after(after, usable, quote, segmentation, earlier), "The attribution just after the quote names the speaker."),
        (_cue_right_before(before, earlier), "The attribution is just before the quote."),
        (_governing_cue(quote, with_speaker, earlier, segmentation), "The quote depends on the verb of speech in its sentence."),
        (
            _nearest_cue_before(before, [c for c in earlier if c in with_speaker]),
            "This is the nearest attribution before the quote in its sentence.",
        ),
        (_according_to(usable), "“According to” names the speaker."),
        (_trailing_cue(after, with_speaker), "An attribution after the quote and a comma names the speaker."),
    )
    for cue, explanation in rules:
        if cue is not None and cue.subject is not None:
            if cue.subject.lower_ in FIRST_OR_SECOND_PERSON:
                return None
            return Attribution(cue.subject, cue.token, explanation)
    return by_noun(sentence, before, after, segmentation)


def _may_attribute(cue: Cue, subject: "Token") -> bool:
    """Subject filter: a cue of saying accepts any subject but a date or a number, other cues only one that can speak."""
    if subject.ent_type_ in {"DATE", "TIME"} or not any(c.isalpha() for c in subject.text):
        return False
    return cue.strength is Strength.SAY or can_speak(subject)


def _describing_cue(before: Sequence["Token"], earlier: Sequence[Cue]) -> Cue | None:
    """Describing cue with "as" or its object right before the marks: “called it “…””, “dismissed it as “…””."""
    last = next((c for c in reversed(earlier) if c.strength is Strength.DESCRIBE), None)
    if last is None or not before or (before[-1].text == ":" and last.token.tag_ == "VB"):
        return None
    gap = [t for t in before if t.i > last.token.i]
    if any(c.token.i > last.token.i for c in earlier):
        return None
    has_comma = any(t.text == "," for t in gap) and gap[-1].lower_ != "as"
    if any(t.tag_ in VERB_TAGS - {"VBG", "VBN"} for t in gap) or len(gap) > FAR or has_comma:
        return None
    return last if gap and (gap[-1].lower_ == "as" or len(gap) <= 2 * NEAR) and gap[-1].text not in {",", ";"} else None


def _cue_after(
    after: Sequence["Token"], cues: Sequence[Cue], quote: int, segmentation: QuoteSegmentation, earlier: Sequence[Cue]
) -> Cue | None:
    """Cue after the quotation with only the speaker's name and titles in between: “…,” said Smith; “…,” Smith, who …, said."""
    quoted_span = segmentation.quotes[quote]
    tokens = _words_before_next_quote(after, quote, segmentation)
    is_set_off = quoted_span.inner.of(segmentation.text).rstrip(CLOSERS)[-1:] in {",", "?", "!", "—", "–", "…", "-", "."} or (
        bool(tokens) and tokens[0].text == ","
    )
    while tokens and tokens[0].is_punct:
        tokens = tokens[1:]
    by_token = {c.token.i: c for c in cues}
    position = next((i for i, t in enumerate(tokens[:FAR]) if t.i in by_token), None)
    if position is None:
        return None
    cue = by_token[tokens[position].i]
    if cue.strength is not Strength.SAY and not (is_set_off and cue.token.tag_ in {"VBD", "VBZ", "VBP"}):
        return None
    if position and not (_names_speaker(tokens[:position], cue) and (is_set_off or tokens[0].tag_ == "PRP")):
        return None
    opens_sentence = starts_sentence(segmentation, quoted_span.outer.start)
    if position == 0 and not (is_set_off or opens_sentence) and cue.token.tag_ in {"VBN", "VBG"}:
        return None
    has_complement = any(c.dep_ == "ccomp" and c.i > cue.token.i and segmentation.outside(c) for c in cue.token.children)
    return None if has_complement and earlier else cue


def starts_sentence(segmentation: QuoteSegmentation, offset: int) -> bool:
    """True where a paragraph, or a sentence in it, starts at the character offset."""
    before = segmentation.text[:offset].rstrip(" ")
    return not before or before[-1] in '\n.!?”"'


def _words_before_next_quote(after: Sequence["Token"], quote: int, segmentation: QuoteSegmentation) -> list["Token"]:
    """The words after the quotation up to the next one."""
    if quote + 1 < len(segmentation.quotes):
        edge = segmentation.quotes[quote + 1].outer.start
        return [t for t in after if t.idx < edge]
    return list(after)


def _names_speaker(tokens: Sequence["Token"], cue: Cue) -> bool:
    """True where the tokens between quotation and cue are the subject, adverbs and auxiliaries, and asides between commas."""
    subject = cue.subject
    if subject is None or (subject.i > cue.token.i) or tokens[0].tag_ not in NOUN_PHRASE_TAGS | {"RB", "EX"}:
        return False
    subject_tokens = {t.i for t in subject.subtree}
    return all(
        t.i in subject_tokens
        or t.is_punct
        or t.dep_ in {"advmod", "aux", "npadvmod", "neg", "appos"}
        or t.tag_ not in VERB_TAGS | {"CC", "IN"}
        or t.head.i in subject_tokens
        for t in tokens
    ) and any(t.i == subject.i for t in tokens)


def _cue_right_before(before: Sequence["Token"], earlier: Sequence[Cue]) -> Cue | None:
    """Cue of saying among the last words before the marks: “said, “…””, “said that the “…””."""
    if not earlier or not before or earlier[-1].strength is not Strength.SAY:
        return None
    gap = [t for t in before if t.i > earlier[-1].token.i]
    return earlier[-1] if len(gap) <= NEAR and not any(t.tag_ in VERB_TAGS for t in gap) else None


def _governing_cue(quote: int, cues: Sequence[Cue], earlier: Sequence[Cue], segmentation: QuoteSegmentation) -> Cue | None:
    """First cue above the quotation's head in the parse; a cue of thinking only where no cue of saying governs it."""
    head = _external_head(quote, segmentation)
    if head is None:
        return None
    by_token = {c.token.i: c for c in cues}
    weak = None
    token = head
    for _ in range(MAX_DEPTH):
        cue = by_token.get(token.i)
        if cue is not None and not _is_subject(head, token):
            if cue.strength is not Strength.THINK:
                return cue if cue in earlier or _takes_clause(cue, head) else weak
            weak = weak or cue
        if token.head == token:
            break
        token = token.head
    return weak if weak in earlier else None


def _is_subject(head: "Token", verb: "Token") -> bool:
    """True where the quotation is part of the verb's own subject: "the “big” man said …"."""
    token = head
    while token.head != verb:
        if token.head == token:
            return False
        token = token.head
    return token.dep_ in {"nsubj", "nsubjpass"}


def _takes_clause(cue: Cue, head: "Token") -> bool:
    """True for a cue that follows its clause: "a “good” day, he said"."""
    token = head
    while token.head not in {cue.token, token}:
        token = token.head
    return token.dep_ == "ccomp" and token.i < cue.token.i


def _external_head(quote: int, segmentation: QuoteSegmentation) -> "Token | None":
    """The first quoted word whose head is outside the quotation, else the first quoted word."""
    inner = segmentation.quotes[quote].inner
    tokens = tokens_in(segmentation.doc, inner)
    roots = [t for t in tokens if segmentation.outside(t.head) and not t.is_punct]
    return roots[0] if roots else next(iter(tokens), None)


def _nearest_cue_before(before: Sequence["Token"], earlier: Sequence[Cue]) -> Cue | None:
    """Nearest cue of saying or describing before the quotation, outside asides and participles after a noun ("written by …")."""
    for cue in reversed(earlier):
        gap = [t for t in before if t.i > cue.token.i]
        if len(gap) > 2 * FAR:
            return None
        aside = any(t.text in DASHES for t in gap) and any(t.text in DASHES for t in before if t.i < cue.token.i)
        commas = any(t.text in {",", ";", ":"} for t in gap[:-1])
        listed = cue.strength is Strength.DESCRIBE and commas and gap[-1].lower_ not in {"as", ":"}
        noun_of = cue.token.tag_ == "VBN" and cue.token.dep_ == "acl"
        if cue.strength is not Strength.THINK and not (aside or listed or noun_of):
            return cue
    return None


def _according_to(cues: Sequence[Cue]) -> Cue | None:
    """The “according to” cue of the sentence, if any."""
    return next((c for c in cues if c.token.lower_ == "according"), None)


def _trailing_cue(after: Sequence["Token"], cues: Sequence[Cue]) -> Cue | None:
    """“…, Smith said on Friday”: cue after a comma at the end of the sentence that the parse did not connect."""
    for cue in cues:
        subject = cue.subject
        if cue.strength is not Strength.SAY or subject is None or not any(t == cue.token for t in after):
            continue
        first = min(subject.left_edge.i, cue.token.i)
        comma = any(t.text == "," and t.i < first and t.i >= first - 2 for t in after)
        if (
            comma
            and not any(c.dep_ in {"ccomp", "dobj"} and c.i > cue.token.i for c in cue.token.children)
            and cue.token.tag_ in {"VBD", "VBZ"}
        ):
            return cue
    return None
