"""Attribution without a cue verb, by a noun, a colon or a signature: "her claim that …", "Smith: …", "… — Smith"."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from dossier.extraction.lexicon.lists import word_set
from dossier.extraction.quotes.cues import FIRST_OR_SECOND_PERSON, Attribution
from dossier.extraction.segments.sentences import VERB_TAGS, QuoteSegmentation, ReportingSentence
from dossier.extraction.syntax.subjects import can_speak, subject_of

if TYPE_CHECKING:
    from spacy.tokens import Token

SOURCE_PREPOSITIONS = frozenset({"from", "by", "of"})
NEAR = 8  # words before the marks in which the noun may occur
DASHES = frozenset("—–")
ANNOUNCING = frozenset({"that", ",", ":", "of", "as", "is", "was", "like", "which", "read", "reads", "reading", "saying"})
"""Words allowed between a noun of speech and the marks."""
SUBORDINATE = frozenset({"relcl", "acl", "advcl", "xcomp", "pcomp", "csubj"})


def by_noun(
    sentence: ReportingSentence, before: Sequence["Token"], after: Sequence["Token"], segmentation: QuoteSegmentation
) -> Attribution | None:
    """Attribution of a quotation without a cue verb; `before` and `after` are the reporter's words around it in its sentence."""
    return (
        _by_speech_noun(before, segmentation)
        or _by_possessive(before, after)
        or by_colon(before, segmentation)
        or _by_signature(before, after)
        or _by_words_of(sentence, segmentation)
    )


def _by_speech_noun(before: Sequence["Token"], segmentation: QuoteSegmentation) -> Attribution | None:
    """Noun of speech right before the marks, with its owner or source: “her claim that “…””, “with the slogan “…””."""
    for token in reversed(before[-NEAR:]):
        source_tokens = {t.i for c in token.children if c.lower_ in SOURCE_PREPOSITIONS for t in c.subtree}
        if any(t.i > token.i and t.lower_ not in ANNOUNCING and t.i not in source_tokens for t in before):
            continue
        if token.pos_ not in {"NOUN", "PROPN"} or token.lemma_.lower() not in word_set("cues", "speech_nouns") | word_set(
            "cues", "carriers"
        ):
            continue
        owner = next((c for c in token.children if c.dep_ == "poss" and segmentation.outside(c)), None)
        if owner is None:
            source = next((c for c in token.children if c.dep_ == "prep" and c.lower_ in SOURCE_PREPOSITIONS), None)
            owner = next((c for c in source.children if c.dep_ == "pobj"), None) if source is not None else None
        if owner is None and token.head.pos_ in {"VERB", "AUX"}:
            owner = subject_of(token.head, segmentation)
            owner = None if owner == token else owner
        if owner is not None:
            return Attribution(owner, token, "A noun of speech before the quote names the speaker.")
    return None


def _by_possessive(before: Sequence["Token"], after: Sequence["Token"]) -> Attribution | None:
    """Possessive before the marks and noun of speech after them: Marsh's “basket” remark."""
    if not before or not after or before[-1].tag_ != "POS":
        return None
    is_speech_noun = after[0].lemma_.lower() in word_set("cues", "speech_nouns") | word_set("cues", "carriers") and after[0].pos_ == "NOUN"
    owner = next((t for t in reversed(before[:-1]) if t.pos_ in {"PROPN", "NOUN"}), None)
    return (
        Attribution(owner, after[0], "The possessive before the quote and the noun after it name the speaker.")
        if is_speech_noun and owner
        else None
    )


def _by_signature(before: Sequence["Token"], after: Sequence["Token"]) -> Attribution | None:
    """Dash and name after a quotation without other words: “…” — Elena Marsh, mayor."""
    if before or len(after) < 2 or after[0].text not in DASHES or any(t.tag_ in VERB_TAGS for t in after):
        return None
    name = [t for t in after[1:4] if t.pos_ == "PROPN"]
    return Attribution(name[-1], None, "The quote is signed with a dash and a name.") if name else None


def _by_words_of(sentence: ReportingSentence, segmentation: QuoteSegmentation) -> Attribution | None:
    """Owner of "word" or "phrase" anywhere in the sentence: “in the words of the mayor”, “a word that both sides used”."""
    for token in sentence.tokens:
        if token.lemma_.lower() not in {"word", "phrase"}:
            continue
        for child in token.rights:
            inner = [c for c in child.children if segmentation.outside(c)]
            if child.lower_ == "of":
                owner = next((c for c in inner if c.dep_ == "pobj"), None)
            else:
                owner = (
                    next((c for c in inner if c.dep_ == "nsubj"), None) if child.dep_ == "relcl" and child.lemma_.lower() == "use" else None
                )
            if owner is not None and can_speak(owner):
                return Attribution(owner, token, "The sentence names the speaker.")
    return None


def by_colon(before: Sequence["Token"], segmentation: QuoteSegmentation) -> Attribution | None:
    """Words after a colon belong to the subject of the clause before it, or to the name that is alone before it."""
    if not before or before[-1].text != ":":
        return None
    verbs = [t for t in before if t.tag_ in VERB_TAGS and t.dep_ not in {"aux", "auxpass", "amod"}]
    for token in sorted(verbs, key=lambda t: (t.dep_ in SUBORDINATE, -t.i)):
        subject = subject_of(token, segmentation)
        if subject is not None and can_speak(subject) and subject.lower_ not in FIRST_OR_SECOND_PERSON:
            return Attribution(subject, token, "A colon links the quote to the clause before it.")
    if any(t.tag_ in VERB_TAGS for t in before):
        return None
    names = [t for t in before if t.pos_ in {"PROPN", "NOUN"}]
    return Attribution(names[-1], None, "A name and a colon introduce the quote.") if names else None
