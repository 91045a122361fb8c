"""Who a statement is credited to: the speaker of its sentence, or of the quotation that it stands in."""

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
REACH = 30
STEPS = 10


def attributed_actor(token: Token, marks: Sequence[QuotedSpan], cast: "CorefResolver", states: dict[str, int] | None = None) -> int | None:
    """The key of the actor who says what `token` is part of, None where the reporter tells it himself or nobody is named."""
    source = source_of(token, marks)
    return resolve_source(source, cast, states or {}) if source is not None else None


def source_of(token: Token, marks: Sequence[QuotedSpan]) -> Token | None:
    """The head word of whoever says it."""
    mark = next((m for m in marks if m.depth == 0 and m.inner.start <= token.idx < m.inner.end), None)
    above = _saying_above(token, mark) or _put_between(token, mark)
    if above is not None:
        return above
    return _according(token) or (_beside(token, mark) if mark is not None else None)


def resolve_source(source: Token, cast: "CorefResolver", states: dict[str, int]) -> int | None:
    """The actor that a speaker's head word means; for "representatives from Iran" or "Iranian state media" the state."""
    key = cast.resolve(source)
    if key is not None:
        return key
    parts = [
        t
        for t in source.subtree
        if t != source and (t.dep_ in {"amod", "compound", "poss", "nmod"} or t.dep_ == "pobj") and abs(t.i - source.i) <= 4
    ]
    for part in sorted(parts, key=lambda t: (t.i > source.i, abs(t.i - source.i))):
        if part.pos_ in {"PROPN", "ADJ"} and (found := cast.actor_of_name(part)) is not None:
            return found
        if part.pos_ in {"PROPN", "ADJ"} and country_of(part.text) in states:
            return states[country_of(part.text)]
    return None


def _saying_above(token: Token, mark: QuotedSpan | None) -> Token | None:
    """The subject of the nearest verb of saying over `token`; inside marks only a verb outside of them counts."""
    current = token
    for _ in range(STEPS):
        head = current.head
        if head == current:
            break
        if _says(head) and current.dep_ in {"ccomp", "advcl", "parataxis", "xcomp", "dep", "dobj", "conj", "ROOT"}:
            outside = mark is None or not mark.inner.start <= head.idx < mark.inner.end
            subject = _subject(head)
            if outside and subject is not None and not _inside(subject, current):
                return subject
        current = head
    return None


def _put_between(token: Token, mark: QuotedSpan | None) -> Token | None:
    """The subject of a verb of saying set between commas in the clause of `token` ("On Monday, she said, rockets fell")."""
    verb = token
    while verb.pos_ not in {"VERB", "AUX"} and verb.head != verb:
        verb = verb.head
    for aside in verb.children:
        if aside.dep_ != "parataxis" or not _says(aside) or any(c.dep_ == "ccomp" for c in aside.children):
            continue
        if mark is None or not mark.inner.start <= aside.idx < mark.inner.end:
            return _subject(aside)
    return None


def _inside(subject: Token, branch: Token) -> bool:
    return branch == subject or branch.is_ancestor(subject)


def _says(verb: Token) -> bool:
    lemma = verb.lemma_.lower()
    return verb.pos_ == "VERB" and lemma not in NOT_SAYING and (lemma in word_set("cues", "say") or lemma in ALSO_SAYING)


def _subject(verb: Token) -> Token | None:
    own = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    if own is not None:
        return own if own.lower_ not in {"which", "that", "who"} else (verb.head if verb.dep_ == "relcl" else None)
    if verb.dep_ in {"conj", "xcomp", "advcl"} and verb.head.pos_ == "VERB" and verb.head != verb:
        return _subject(verb.head)
    return None


def _according(token: Token) -> Token | None:
    """The name behind "according to" in the sentence."""
    for word in token.sent:
        if word.lower_ == "according" and word.i + 2 < len(word.doc) and word.doc[word.i + 1].lower_ == "to":
            found = next((t for t in word.doc[word.i + 1].children if t.dep_ == "pobj"), None)
            if found is not None:
                return found
    return None


def _beside(token: Token, mark: QuotedSpan) -> Token | None:
    """The subject of a verb of saying right behind the quotation, else right before it, in the same paragraph."""
    doc = token.doc
    behind = doc.char_span(mark.outer.start, mark.outer.end, alignment_mode="expand")
    if behind is None:
        return None
    after = _until_break(doc[behind.end : behind.end + REACH])
    before = list(reversed(_until_break(list(reversed(doc[max(0, behind.start - REACH) : behind.start])))))
    for part in (after, before):
        verbs = [t for t in part if _says(t) and _subject(t) is not None]
        if verbs:
            return _subject(verbs[0] if part is after else verbs[-1])
    return None


def _until_break(tokens: Iterable[Token]) -> list[Token]:
    found: list[Token] = []
    for token in tokens:
        if token.is_space and BLANK_LINES.search(token.text):
            break
        if token.text in {".", "!", "?"} and found:
            break
        found.append(token)
    return found
