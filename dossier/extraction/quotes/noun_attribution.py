"""Words that a noun, a colon or a signature attributes: "her claim that …", "Smith: …", "… — Smith"."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from dossier.extraction.lexicon.lists import word_set
from dossier.extraction.quotes.cues import OURSELVES, Attribution
from dossier.extraction.segments.sentences import VERB_TAGS, QuoteSegmentation, ReportingSentence
from dossier.extraction.syntax.subjects import can_speak, subject_of

if TYPE_CHECKING:
    from spacy.tokens import Token

FROM = frozenset({"from", "by", "of"})
NEAR = 8  # words before the marks among which the noun stands
DASHES = frozenset("—–")
ANNOUNCING = frozenset({"that", ",", ":", "of", "as", "is", "was", "like", "which", "read", "reads", "reading", "saying"})
"""Words that may stand between a noun of speech and the marks."""
SUBORDINATE = frozenset({"relcl", "acl", "advcl", "xcomp", "pcomp", "csubj"})


def by_noun(frame: ReportingSentence, before: Sequence["Token"], after: Sequence["Token"], layout: QuoteSegmentation) -> Attribution | None:
    """The attribution without a cue verb that a quotation's sentence makes; `before` and `after` are its words around it."""
    return (
        _noun_phrase_attribution(before, layout)
        or _owned(before, after)
        or by_colon(before, layout)
        or _signed(before, after)
        or _in_words(frame, layout)
    )


def _noun_phrase_attribution(before: Sequence["Token"], layout: QuoteSegmentation) -> Attribution | None:
    """“her claim that “…””, “with the slogan “…””: a noun of speech right before the marks, and whose it is."""
    for token in reversed(before[-NEAR:]):
        owned = {t.i for c in token.children if c.lower_ in FROM for t in c.subtree}
        if any(t.i > token.i and t.lower_ not in ANNOUNCING and t.i not in owned for t in before):
            continue
        if token.pos_ not in {"NOUN", "PROPN"} or token.lemma_.lower() not in word_set("cues", "speech_nouns") | word_set(
            "cues", "carriers"
        ):
            continue
        owner = next((c for c in token.children if c.dep_ == "poss" and layout.outside(c)), None)
        if owner is None:
            source = next((c for c in token.children if c.dep_ == "prep" and c.lower_ in FROM), None)
            owner = next((c for c in source.children if c.dep_ == "pobj"), None) if source is not None else None
        if owner is None and token.head.pos_ in {"VERB", "AUX"}:
            owner = subject_of(token.head, layout)
            owner = None if owner == token else owner
        if owner is not None:
            return Attribution(owner, token, "A noun of speech before the marks names whose words they are.")
    return None


def _owned(before: Sequence["Token"], after: Sequence["Token"]) -> Attribution | None:
    """Marsh's “basket” remark: a possessive before the marks, and a noun of speech behind them."""
    if not before or not after or before[-1].tag_ != "POS":
        return None
    said = after[0].lemma_.lower() in word_set("cues", "speech_nouns") | word_set("cues", "carriers") and after[0].pos_ == "NOUN"
    owner = next((t for t in reversed(before[:-1]) if t.pos_ in {"PROPN", "NOUN"}), None)
    return (
        Attribution(owner, after[0], "The possessive before the marks and the noun behind them tell whose words they are.")
        if said and owner
        else None
    )


def _signed(before: Sequence["Token"], after: Sequence["Token"]) -> Attribution | None:
    """“…” — Elena Marsh, mayor: a dash and a name behind words that stand alone."""
    if before or len(after) < 2 or after[0].text not in DASHES or any(t.tag_ in VERB_TAGS for t in after):
        return None
    name = [t for t in after[1:4] if t.pos_ == "PROPN"]
    return Attribution(name[-1], None, "A dash and a name sign the words.") if name else None


def _in_words(frame: ReportingSentence, layout: QuoteSegmentation) -> Attribution | None:
    """“in the words of the mayor”, “a word that both sides used”: whose words they are, anywhere in the sentence."""
    for token in frame.tokens:
        if token.lemma_.lower() not in {"word", "phrase"}:
            continue
        for kid in token.rights:
            inner = [c for c in kid.children if layout.outside(c)]
            if kid.lower_ == "of":
                owner = next((c for c in inner if c.dep_ == "pobj"), None)
            else:
                owner = next((c for c in inner if c.dep_ == "nsubj"), None) if kid.dep_ == "relcl" and kid.lemma_.lower() == "use" else None
            if owner is not None and can_speak(owner):
                return Attribution(owner, token, "The sentence says whose words they are.")
    return None


def by_colon(before: Sequence["Token"], layout: QuoteSegmentation) -> Attribution | None:
    """Words after a colon belong to the subject of the clause before it, or to the name that stands alone there."""
    if not before or before[-1].text != ":":
        return None
    verbs = [t for t in before if t.tag_ in VERB_TAGS and t.dep_ not in {"aux", "auxpass", "amod"}]
    for token in sorted(verbs, key=lambda t: (t.dep_ in SUBORDINATE, -t.i)):
        subject = subject_of(token, layout)
        if subject is not None and can_speak(subject) and subject.lower_ not in OURSELVES:
            return Attribution(subject, token, "A colon joins the words to the clause before it.")
    if any(t.tag_ in VERB_TAGS for t in before):
        return None
    names = [t for t in before if t.pos_ in {"PROPN", "NOUN"}]
    return Attribution(names[-1], None, "A name and a colon introduce the words.") if names else None
