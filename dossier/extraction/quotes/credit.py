"""Source attribution of a statement: the speaker of its sentence, or of the quotation that contains it."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from spacy.tokens import Token

from dossier.extraction.lexicon.gazetteer import country_of
from dossier.extraction.lexicon.lists import word_set
from dossier.extraction.segments.quote_marks import QuotedSpan
from dossier.model.article import BLANK_LINES

if TYPE_CHECKING:
    from dossier.extraction.coref.resolver import CorefResolver

NOT_SAYING = frozenset(
    {"continue", "allow", "order", "rule", "address", "point", "read", "sign", "cite", "express", "threaten", "blast", "film", "record"}
)
ALSO_SAYING = frozenset({"accuse", "blame", "believe", "estimate", "reveal", "acknowledge", "admit"})
WINDOW = 30  # tokens searched on each side of a quotation
MAX_DEPTH = 10  # heads climbed from a statement to its verb of saying


def attributed_actor(
    token: Token, quoted_spans: Sequence[QuotedSpan], resolver: "CorefResolver", states: dict[str, int] | None = None
) -> int | None:
    """Key of the actor who states the clause of `token`; None where the reporter states it or the source is no actor.

    `states` maps the names of states in the text to their keys.
    """
    source = source_of(token, quoted_spans)
    return resolve_source(source, resolver, states or {}) if source is not None else None


def source_of(token: Token, quoted_spans: Sequence[QuotedSpan]) -> Token | None:
    """Head word of the source that states the clause of `token`, or None."""
    quoted_span = next((m for m in quoted_spans if m.depth == 0 and m.inner.start <= token.idx < m.inner.end), None)
    speaker = _governing_speaker(token, quoted_span) or _parenthetical_speaker(token, quoted_span)
    if speaker is not None:
        return speaker
    return _according_to(token) or (_adjacent_speaker(token, quoted_span) if quoted_span is not None else None)


def resolve_source(source: Token, resolver: "CorefResolver", states: dict[str, int]) -> int | None:
    """Key of the actor that a source's head word refers to; for "representatives from Iran" or "Iranian state media" the state."""
    key = resolver.resolve(source)
    if key is not None:
        return key
    parts = [
        t
        for t in source.subtree
        if t != source and (t.dep_ in {"amod", "compound", "poss", "nmod"} or t.dep_ == "pobj") and abs(t.i - source.i) <= 4
    ]
    for part in sorted(parts, key=lambda t: (t.i > source.i, abs(t.i - source.i))):
        if part.pos_ in {"PROPN", "ADJ"} and (part_key := resolver.actor_of_name(part)) is not None:
            return part_key
        if part.pos_ in {"PROPN", "ADJ"} and country_of(part.text) in states:
            return states[country_of(part.text)]
    return None


def _governing_speaker(token: Token, quoted_span: QuotedSpan | None) -> Token | None:
    """Subject of the nearest verb of saying above `token`; for a quoted token only a verb outside the marks counts."""
    current = token
    for _ in range(MAX_DEPTH):
        head = current.head
        if head == current:
            break
        if _is_speech_verb(head) and current.dep_ in {"ccomp", "advcl", "parataxis", "xcomp", "dep", "dobj", "conj", "ROOT"}:
            outside = quoted_span is None or not quoted_span.inner.start <= head.idx < quoted_span.inner.end
            subject = _subject(head)
            if outside and subject is not None and not _is_within(subject, current):
                return subject
        current = head
    return None


def _parenthetical_speaker(token: Token, quoted_span: QuotedSpan | None) -> Token | None:
    """Subject of a verb of saying between commas in the clause of `token` ("On Monday, she said, rockets fell")."""
    verb = token
    while verb.pos_ not in {"VERB", "AUX"} and verb.head != verb:
        verb = verb.head
    for clause in verb.children:
        if clause.dep_ != "parataxis" or not _is_speech_verb(clause) or any(c.dep_ == "ccomp" for c in clause.children):
            continue
        if quoted_span is None or not quoted_span.inner.start <= clause.idx < quoted_span.inner.end:
            return _subject(clause)
    return None


def _is_within(subject: Token, branch: Token) -> bool:
    """True where the subject is `branch` or one of its descendants."""
    return branch == subject or branch.is_ancestor(subject)


def _is_speech_verb(verb: Token) -> bool:
    lemma = verb.lemma_.lower()
    return verb.pos_ == "VERB" and lemma not in NOT_SAYING and (lemma in word_set("cues", "say") or lemma in ALSO_SAYING)


def _subject(verb: Token) -> Token | None:
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    if subject is not None:
        return subject if subject.lower_ not in {"which", "that", "who"} else (verb.head if verb.dep_ == "relcl" else None)
    if verb.dep_ in {"conj", "xcomp", "advcl"} and verb.head.pos_ == "VERB" and verb.head != verb:
        return _subject(verb.head)
    return None


def _according_to(token: Token) -> Token | None:
    """The name after "according to" in the sentence."""
    for word in token.sent:
        if word.lower_ == "according" and word.i + 2 < len(word.doc) and word.doc[word.i + 1].lower_ == "to":
            source = next((t for t in word.doc[word.i + 1].children if t.dep_ == "pobj"), None)
            if source is not None:
                return source
    return None


def _adjacent_speaker(token: Token, quoted_span: QuotedSpan) -> Token | None:
    """Subject of a verb of saying right after the quotation, else right before it, in the same paragraph."""
    doc = token.doc
    quotation = doc.char_span(quoted_span.outer.start, quoted_span.outer.end, alignment_mode="expand")
    if quotation is None:
        return None
    after = _until_break(doc[quotation.end : quotation.end + WINDOW])
    before = list(reversed(_until_break(list(reversed(doc[max(0, quotation.start - WINDOW) : quotation.start])))))
    for part in (after, before):
        verbs = [t for t in part if _is_speech_verb(t) and _subject(t) is not None]
        if verbs:
            return _subject(verbs[0] if part is after else verbs[-1])
    return None


def _until_break(tokens: Iterable[Token]) -> list[Token]:
    """The tokens up to the end of a sentence or paragraph."""
    run: list[Token] = []
    for token in tokens:
        if token.is_space and BLANK_LINES.search(token.text):
            break
        if token.text in {".", "!", "?"} and run:
            break
        run.append(token)
    return run
