"""Attribution cues: verbs of saying, describing and thinking, and "according to", each with its speaker."""

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

from dossier.extraction.lexicon.lists import load_lexicon, word_set
from dossier.extraction.segments.sentences import VERB_TAGS, QuoteSegmentation, ReportingSentence
from dossier.extraction.syntax.subjects import passive, subject_of

if TYPE_CHECKING:
    from spacy.tokens import Token

NOUN_PHRASE_TAGS = frozenset({"DT", "JJ", "NN", "NNS", "NNP", "NNPS", "PRP", "PRP$", "CD", "POS", "WP", "JJS"})
POSTVERBAL = frozenset({"nsubj", "dobj", "attr", "oprd", "ccomp", "npadvmod"})
FIRST_OR_SECOND_PERSON = frozenset({"i", "you", "we", "me", "us", "my", "your", "our"})
"""The reporter or an interviewee in the first person: these name no speaker."""
CLOSING_MARKS = frozenset("”\"’'»")
ATTRIBUTIVE = frozenset({"amod", "compound", "poss"})


class Strength(IntEnum):
    """Reliability of a cue; a higher value is more reliable."""

    THINK = 1
    DESCRIBE = 2
    SAY = 3


@dataclass(frozen=True, slots=True, eq=False)
class Cue:
    """A cue word of the reporter. `subject` is the head word of the speaker, None where the sentence names none."""

    token: "Token"
    subject: "Token | None"
    strength: Strength


@dataclass(frozen=True, slots=True, eq=False)
class Attribution:
    """Attribution of a quotation: the speaker's head word, the cue word (None for a colon or dash), and the rule as a sentence."""

    subject: "Token"
    cue: "Token | None"
    explanation: str


def find_cues(sentence: ReportingSentence, segmentation: QuoteSegmentation) -> tuple[Cue, ...]:
    """The cues among the reporter's words of one sentence, in order."""
    cues = []
    for token in sentence.tokens:
        strength = _strength(token)
        if strength is not None:
            cues.append(Cue(token, _subject(token, sentence, segmentation), strength))
    return tuple(cues)


def lemma_of(token: "Token") -> str:
    """Lemma of a token in lower case, with known errors of the model corrected."""
    forms: dict[str, str] = load_lexicon("cues")["forms"]
    return forms.get(token.lower_, token.lemma_.lower())


def _strength(token: "Token") -> Strength | None:
    lemma = lemma_of(token)
    if token.lower_ == "according" and any(c.lower_ == "to" for c in token.children):
        return Strength.SAY
    if token.tag_ not in VERB_TAGS:
        return _mistagged_strength(token)
    if (token.dep_ in ATTRIBUTIVE and not (token.i and token.nbor(-1).text in CLOSING_MARKS)) or _is_auxiliary(token):
        return None
    if _is_other_use(token, lemma):
        return None
    if _is_light_verb(token, lemma):
        return Strength.SAY
    for name, strength in (("say", Strength.SAY), ("describe", Strength.DESCRIBE), ("think", Strength.THINK)):
        if lemma in word_set("cues", name):
            return strength
    return None


def _is_other_use(token: "Token", lemma: str) -> bool:
    """Verbs of saying in another sense: "pleaded guilty", "continues to fight"."""
    if lemma == "plead":
        return any(c.lower_ in {"guilty", "innocent", "not"} for c in token.children)
    return lemma == "continue" and any(c.dep_ == "xcomp" and c.tag_ == "VB" for c in token.children)


def _is_light_verb(token: "Token", lemma: str) -> bool:
    """Light verbs that express saying through their object: "made the claim", "as she put it"."""
    objects = [c for c in token.children if c.dep_ == "dobj"]
    if lemma == "put":
        return any(c.lower_ == "it" for c in objects)
    return lemma == "make" and any(c.lemma_.lower() in word_set("cues", "speech_nouns") for c in objects)


def _mistagged_strength(token: "Token") -> Strength | None:
    """Strength of a cue verb that the tagger took for a noun next to a closing mark: "tweeted", "reads:"."""
    if token.lower_ in {"said", "says", "wrote", "writes", "tweeted", "tells", "told", "adds", "added"}:
        return Strength.SAY
    follower = token.nbor() if token.i + 1 < len(token.doc) else None
    if follower is not None and follower.text == ":" and token.lemma_.lower() in word_set("cues", "say") and token.tag_ == "NNS":
        return Strength.SAY
    return None


def _is_auxiliary(token: "Token") -> bool:
    return token.dep_ in {"aux", "auxpass"}


def _subject(token: "Token", sentence: ReportingSentence, segmentation: QuoteSegmentation) -> "Token | None":
    if token.lower_ == "according":
        preposition = next((c for c in token.children if c.lower_ == "to"), None)
        return (
            next((c for c in preposition.children if c.dep_ == "pobj" and segmentation.outside(c)), None)
            if preposition is not None
            else None
        )
    subject = subject_of(token, segmentation)
    if subject is not None or passive(token):
        return subject
    return _nearby_subject(token, sentence, segmentation)


def _nearby_subject(verb: "Token", sentence: ReportingSentence, segmentation: QuoteSegmentation) -> "Token | None":
    """Fallback where the parse gives no subject: the noun phrase after a verb that follows a mark, else a name before the verb."""
    position = next((i for i, t in enumerate(sentence.tokens) if t == verb), -1)
    if position < 0:
        return None
    if _follows_mark(verb, segmentation) or position == 0:
        for child in verb.rights:
            if child.dep_ in POSTVERBAL and child.pos_ in {"NOUN", "PROPN", "PRON"} and segmentation.outside(child):
                return child
        run = _leading_noun_phrase(sentence.tokens[position + 1 :])
        if run:
            return run[-1]
    if verb.tag_ == "VBG":
        return _nearby_subject(verb.head, sentence, segmentation) if verb.dep_ == "advcl" and verb.head.i < verb.i else None
    return _subject_before(sentence.tokens[:position])


def _follows_mark(verb: "Token", segmentation: QuoteSegmentation) -> bool:
    """True for a verb right after a closing mark, or after the comma that follows one."""
    for back in (1, 2):
        previous = verb.doc[verb.i - back] if verb.i >= back else None
        if previous is None or not segmentation.outside(previous):
            return previous is not None
        if previous.text != ",":
            return False
    return False


def _subject_before(tokens: "tuple[Token, ...]") -> "Token | None":
    """The noun right before a verb, skipping adverbs and auxiliaries, else the last person named in its clause."""
    for token in reversed(tokens[-4:]):
        if token.pos_ in {"NOUN", "PROPN"} or token.tag_ == "PRP":
            return token
        if token.pos_ not in {"AUX", "ADV", "PART"}:
            break
    for token in reversed(tokens):
        if token.ent_type_ == "PERSON" and token.pos_ == "PROPN" and token.dep_ not in {"poss", "dobj"}:
            return token
        if token.tag_ in {"VBD", "VBZ", "VBP", "MD"}:
            break
    return None


def _leading_noun_phrase(tokens: "tuple[Token, ...]") -> "list[Token]":
    """The words of the noun phrase that the tokens start with."""
    run: list[Token] = []
    for token in tokens:
        if token.tag_ not in NOUN_PHRASE_TAGS or (run and token.i != run[-1].i + 1):
            break
        run.append(token)
    return run if run and run[-1].pos_ in {"NOUN", "PROPN", "PRON"} else []
