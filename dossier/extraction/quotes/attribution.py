"""Which cue of its sentence attributes a quotation."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from dossier.extraction.quotes.cues import NOUN_PHRASE_TAGS, OURSELVES, Attribution, Cue, Strength
from dossier.extraction.quotes.noun_attribution import by_noun
from dossier.extraction.segments.sentences import CLOSERS, VERB_TAGS, QuoteSegmentation, ReportingSentence, tokens_in
from dossier.extraction.syntax.subjects import can_speak

if TYPE_CHECKING:
    from spacy.tokens import Token

NEAR = 4  # words between a cue and the mark behind it that leave no doubt
FAR = 28  # words that a speaker's name and titles may take between a quotation and the cue behind it
DASHES = frozenset("—–")
CLIMB = 14


def attribute(frame: ReportingSentence, quote: int, cues: Sequence[Cue], layout: QuoteSegmentation) -> Attribution | None:
    """The attribution that the quotation's own sentence makes, surest rule first; None where it makes none."""
    before, after = layout.before(frame, quote), layout.after(frame, quote)
    told = tuple(c for c in cues if c.subject is not None and _may_attribute(c, c.subject))
    speaking = tuple(c for c in told if c.subject is not None and (can_speak(c.subject) or c.token.lower_ == "according"))
    earlier = [c for c in told if before and c.token.i <= before[-1].i]
    rules = (
        (_described(before, earlier), "The cue right before the marks describes with these words."),
        (_behind(after, told, quote, layout, earlier), "The cue right behind the quotation names the speaker."),
        (_right_before(before, earlier), "The cue stands right before the marks."),
        (_above(quote, speaking, earlier, layout), "The quotation hangs on the cue in the sentence."),
        (_closest(before, [c for c in earlier if c in speaking]), "It is the nearest cue before the quotation in its sentence."),
        (_according(told), "“According to” names the speaker."),
        (_trailing(after, speaking), "A cue after a comma behind the quotation names the speaker."),
    )
    for cue, why in rules:
        if cue is not None and cue.subject is not None:
            if cue.subject.lower_ in OURSELVES:
                return None
            return Attribution(cue.subject, cue.token, why)
    return by_noun(frame, before, after, layout)


def _may_attribute(cue: Cue, subject: "Token") -> bool:
    """A cue of saying with any subject but a day or a number; others only with somebody who can speak."""
    if subject.ent_type_ in {"DATE", "TIME"} or not any(c.isalpha() for c in subject.text):
        return False
    return cue.strength is Strength.SAY or can_speak(subject)


def _described(before: Sequence["Token"], earlier: Sequence[Cue]) -> Cue | None:
    """“called it “…””, “dismissed it as “…””: a describing cue with "as" or its object right before the marks."""
    last = next((c for c in reversed(earlier) if c.strength is Strength.DESCRIBE), None)
    if last is None or not before or (before[-1].text == ":" and last.token.tag_ == "VB"):
        return None
    gap = [t for t in before if t.i > last.token.i]
    if any(c.token.i > last.token.i for c in earlier):
        return None
    parted = any(t.text == "," for t in gap) and gap[-1].lower_ != "as"
    if any(t.tag_ in VERB_TAGS - {"VBG", "VBN"} for t in gap) or len(gap) > FAR or parted:
        return None
    return last if gap and (gap[-1].lower_ == "as" or len(gap) <= 2 * NEAR) and gap[-1].text not in {",", ";"} else None


def _behind(after: Sequence["Token"], told: Sequence[Cue], quote: int, layout: QuoteSegmentation, earlier: Sequence[Cue]) -> Cue | None:
    """“…,” said Smith / Smith, who …, said: nothing but the speaker's name and titles between quotation and cue."""
    marked = layout.quotes[quote]
    tokens = _run(after, quote, layout)
    stopped = marked.inner.of(layout.text).rstrip(CLOSERS)[-1:] in {",", "?", "!", "—", "–", "…", "-", "."} or (
        bool(tokens) and tokens[0].text == ","
    )
    while tokens and tokens[0].is_punct:
        tokens = tokens[1:]
    spoken = {c.token.i: c for c in told}
    place = next((i for i, t in enumerate(tokens[:FAR]) if t.i in spoken), None)
    if place is None:
        return None
    cue = spoken[tokens[place].i]
    if cue.strength is not Strength.SAY and not (stopped and cue.token.tag_ in {"VBD", "VBZ", "VBP"}):
        return None
    if place and not (_names_speaker(tokens[:place], cue) and (stopped or tokens[0].tag_ == "PRP")):
        return None
    first = frame_starts(layout, marked.outer.start)
    if place == 0 and not (stopped or first) and cue.token.tag_ in {"VBN", "VBG"}:
        return None
    complemented = any(c.dep_ == "ccomp" and c.i > cue.token.i and layout.outside(c) for c in cue.token.children)
    return None if complemented and earlier else cue


def frame_starts(layout: QuoteSegmentation, offset: int) -> bool:
    """True where a paragraph, or a sentence in it, starts at the offset."""
    before = layout.text[:offset].rstrip(" ")
    return not before or before[-1] in '\n.!?”"'


def _run(after: Sequence["Token"], quote: int, layout: QuoteSegmentation) -> list["Token"]:
    """The words behind the quotation up to the next one."""
    if quote + 1 < len(layout.quotes):
        edge = layout.quotes[quote + 1].outer.start
        return [t for t in after if t.idx < edge]
    return list(after)


def _names_speaker(tokens: Sequence["Token"], cue: Cue) -> bool:
    """True where the tokens between quotation and cue are the subject, adverbs and auxiliaries, and asides between commas."""
    subject = cue.subject
    if subject is None or (subject.i > cue.token.i) or tokens[0].tag_ not in NOUN_PHRASE_TAGS | {"RB", "EX"}:
        return False
    own = {t.i for t in subject.subtree}
    return all(
        t.i in own
        or t.is_punct
        or t.dep_ in {"advmod", "aux", "npadvmod", "neg", "appos"}
        or t.tag_ not in VERB_TAGS | {"CC", "IN"}
        or t.head.i in own
        for t in tokens
    ) and any(t.i == subject.i for t in tokens)


def _right_before(before: Sequence["Token"], earlier: Sequence[Cue]) -> Cue | None:
    """“said, “…””, “said that the “…””: a cue of saying among the last words before the marks."""
    if not earlier or not before or earlier[-1].strength is not Strength.SAY:
        return None
    gap = [t for t in before if t.i > earlier[-1].token.i]
    return earlier[-1] if len(gap) <= NEAR and not any(t.tag_ in VERB_TAGS for t in gap) else None


def _above(quote: int, told: Sequence[Cue], earlier: Sequence[Cue], layout: QuoteSegmentation) -> Cue | None:
    """The first cue above the quotation's own head in the parse; a cue of thinking only where none of saying lies above it."""
    head = _head(quote, layout)
    if head is None:
        return None
    here = {c.token.i: c for c in told}
    weak = None
    token = head
    for _ in range(CLIMB):
        cue = here.get(token.i)
        if cue is not None and not _is_subject(head, token):
            if cue.strength is not Strength.THINK:
                return cue if cue in earlier or _takes_clause(cue, head) else weak
            weak = weak or cue
        if token.head == token:
            break
        token = token.head
    return weak if weak in earlier else None


def _is_subject(head: "Token", verb: "Token") -> bool:
    """True where the quotation lies in the verb's own subject: "the “big” man said …"."""
    token = head
    while token.head != verb:
        if token.head == token:
            return False
        token = token.head
    return token.dep_ in {"nsubj", "nsubjpass"}


def _takes_clause(cue: Cue, head: "Token") -> bool:
    """True for a cue behind its clause: "a “good” day, he said"."""
    token = head
    while token.head not in {cue.token, token}:
        token = token.head
    return token.dep_ == "ccomp" and token.i < cue.token.i


def _head(quote: int, layout: QuoteSegmentation) -> "Token | None":
    """The quoted word that hangs on a word outside the quotation; the last such, since parses go wrong at the left mark."""
    inner = layout.quotes[quote].inner
    tokens = tokens_in(layout.doc, inner)
    roots = [t for t in tokens if layout.outside(t.head) and not t.is_punct]
    return roots[0] if roots else next(iter(tokens), None)


def _closest(before: Sequence["Token"], earlier: Sequence[Cue]) -> Cue | None:
    """The nearest cue of saying or describing before the quotation that is no aside and no "written by …" of another noun."""
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


def _according(told: Sequence[Cue]) -> Cue | None:
    return next((c for c in told if c.token.lower_ == "according"), None)


def _trailing(after: Sequence["Token"], told: Sequence[Cue]) -> Cue | None:
    """“…, Smith said on Friday.” behind the quotation's clause, where the parse missed it."""
    for cue in told:
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
