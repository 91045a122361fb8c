"""Words that attribute: verbs of saying, describing and thinking, and "according to", each with whoever speaks."""

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

from dossier.extraction.lexicon.lists import load_lexicon, word_set
from dossier.extraction.segments.sentences import VERB_TAGS, QuoteSegmentation, ReportingSentence
from dossier.extraction.syntax.subjects import passive, subject_of

if TYPE_CHECKING:
    from spacy.tokens import Token

NOUN_PHRASE_TAGS = frozenset({"DT", "JJ", "NN", "NNS", "NNP", "NNPS", "PRP", "PRP$", "CD", "POS", "WP", "JJS"})
AFTER_VERB = frozenset({"nsubj", "dobj", "attr", "oprd", "ccomp", "npadvmod"})
OURSELVES = frozenset({"i", "you", "we", "me", "us", "my", "your", "our"})
"""The reporter, or somebody interviewed in the first person: no speaker is told."""
ATTRIBUTIVE = frozenset({"amod", "compound", "poss"})


class Strength(IntEnum):
    """How surely a cue attributes words."""

    THINK = 1
    DESCRIBE = 2
    SAY = 3


@dataclass(frozen=True, slots=True, eq=False)
class Cue:
    """A cue word of the reporter. `subject` is the head word of whoever speaks, None where the sentence does not tell."""

    token: "Token"
    subject: "Token | None"
    strength: Strength


@dataclass(frozen=True, slots=True, eq=False)
class Attribution:
    """The head word of whoever speaks, the cue word (None where a colon stands for it), and the rule in a sentence."""

    subject: "Token"
    cue: "Token | None"
    explanation: str


def find_cues(frame: ReportingSentence, layout: QuoteSegmentation) -> tuple[Cue, ...]:
    """The cues among the reporter's words of one frame, in order."""
    found = []
    for token in frame.tokens:
        strength = _strength(token)
        if strength is not None:
            found.append(Cue(token, _subject(token, frame, layout), strength))
    return tuple(found)


def lemma_of(token: "Token") -> str:
    """The token's dictionary form in lower case, with the model's known slips mended."""
    forms: dict[str, str] = load_lexicon("cues")["forms"]
    return forms.get(token.lower_, token.lemma_.lower())


def _strength(token: "Token") -> Strength | None:
    lemma = lemma_of(token)
    if token.lower_ == "according" and any(c.lower_ == "to" for c in token.children):
        return Strength.SAY
    if token.tag_ not in VERB_TAGS:
        return _mistagged(token)
    if token.dep_ in ATTRIBUTIVE or _is_auxiliary(token):
        return None
    if _idle(token, lemma):
        return None
    if _with_object(token, lemma):
        return Strength.SAY
    for name, strength in (("say", Strength.SAY), ("describe", Strength.DESCRIBE), ("think", Strength.THINK)):
        if lemma in word_set("cues", name):
            return strength
    return None


def _idle(token: "Token", lemma: str) -> bool:
    """Verbs of saying that say nothing here: "pleaded guilty", "continues to fight"."""
    if lemma == "plead":
        return any(c.lower_ in {"guilty", "innocent", "not"} for c in token.children)
    return lemma == "continue" and any(c.dep_ == "xcomp" and c.tag_ == "VB" for c in token.children)


def _with_object(token: "Token", lemma: str) -> bool:
    """Light verbs that say something by their object: "made the claim", "as she put it"."""
    objects = [c for c in token.children if c.dep_ == "dobj"]
    if lemma == "put":
        return any(c.lower_ == "it" for c in objects)
    return lemma == "make" and any(c.lemma_.lower() in word_set("cues", "speech_nouns") for c in objects)


def _mistagged(token: "Token") -> Strength | None:
    """A verb that the tagger took for a noun beside a closing mark: "tweeted", "reads:"."""
    if token.lower_ in {"said", "says", "wrote", "writes", "tweeted", "tells", "told", "adds", "added"}:
        return Strength.SAY
    follower = token.nbor() if token.i + 1 < len(token.doc) else None
    if follower is not None and follower.text == ":" and token.lemma_.lower() in word_set("cues", "say") and token.tag_ == "NNS":
        return Strength.SAY
    return None


def _is_auxiliary(token: "Token") -> bool:
    return token.dep_ in {"aux", "auxpass"}


def _subject(token: "Token", frame: ReportingSentence, layout: QuoteSegmentation) -> "Token | None":
    if token.lower_ == "according":
        to = next((c for c in token.children if c.lower_ == "to"), None)
        return next((c for c in to.children if c.dep_ == "pobj" and layout.outside(c)), None) if to is not None else None
    found = subject_of(token, layout)
    if found is not None or passive(token):
        return found
    return _beside(token, frame, layout)


def _beside(verb: "Token", frame: ReportingSentence, layout: QuoteSegmentation) -> "Token | None":
    """Where the parse gives no subject: the noun phrase right behind a verb that follows a mark, else a name before the verb."""
    place = next((i for i, t in enumerate(frame.tokens) if t == verb), -1)
    if place < 0:
        return None
    if _follows_mark(verb, layout) or place == 0:
        for kid in verb.rights:
            if kid.dep_ in AFTER_VERB and kid.pos_ in {"NOUN", "PROPN", "PRON"} and layout.outside(kid):
                return kid
        run = _run(frame.tokens[place + 1 :])
        if run:
            return run[-1]
    if verb.tag_ == "VBG":
        return _beside(verb.head, frame, layout) if verb.dep_ == "advcl" and verb.head.i < verb.i else None
    return _before(frame.tokens[:place])


def _follows_mark(verb: "Token", layout: QuoteSegmentation) -> bool:
    """True for a verb right behind a closing mark, or behind the comma after one."""
    for back in (1, 2):
        previous = verb.doc[verb.i - back] if verb.i >= back else None
        if previous is None or not layout.outside(previous):
            return previous is not None
        if previous.text != ",":
            return False
    return False


def _before(tokens: "tuple[Token, ...]") -> "Token | None":
    """The noun right before a verb (past adverbs and auxiliaries), else the last person named in its clause."""
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


def _run(tokens: "tuple[Token, ...]") -> "list[Token]":
    """The words of the noun phrase that the tokens start with."""
    run: list[Token] = []
    for token in tokens:
        if token.tag_ not in NOUN_PHRASE_TAGS or (run and token.i != run[-1].i + 1):
            break
        run.append(token)
    return run if run and run[-1].pos_ in {"NOUN", "PROPN", "PRON"} else []
