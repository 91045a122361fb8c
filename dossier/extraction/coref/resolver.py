"""Who a token means: a name, a pronoun, or "the official", by rule; no coreference model is to be had."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from dossier.extraction.lexicon.lists import word_set
from dossier.extraction.lexicon.titles import role_nouns, singular
from dossier.model.actor import ActorKind, EntityCluster
from dossier.model.span import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

MALE = frozenset({"he", "him", "his", "himself"})
FEMALE = frozenset({"she", "her", "hers", "herself"})
NEUTRAL = frozenset({"it", "its", "itself"})
POINTING = frozenset({"the", "this", "that"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "agent"})
MALE_WORDS = frozenset({"mr", "mr.", "sir", "lord", "king", "prince", "emperor", "duke", "spokesman", "chairman", "congressman", "councilman", "businessman", "policeman", "statesman", "actor", "son", "father", "brother", "husband", "uncle", "nephew", "grandson", "grandfather", "son-in-law", "father-in-law", "brother-in-law", "pope", "cardinal", "imam", "ayatollah", "man", "boy"})  # fmt: skip
FEMALE_WORDS = frozenset({"mrs", "mrs.", "ms", "ms.", "miss", "dame", "lady", "queen", "princess", "empress", "duchess", "spokeswoman", "chairwoman", "congresswoman", "councilwoman", "businesswoman", "policewoman", "actress", "daughter", "mother", "sister", "wife", "aunt", "niece", "granddaughter", "grandmother", "daughter-in-law", "mother-in-law", "sister-in-law", "heiress", "woman", "girl"})  # fmt: skip
ACCUSING = frozenset({"accuse", "blame"})
"""Verbs whose object is the one that did something."""
REACH = 6
"""Sentences that a pronoun looks back over."""


class _HasInner(Protocol):
    """A stretch between quotation marks: `inner` without, `outer` with the marks."""

    @property
    def inner(self) -> Span:
        """The quoted characters."""


@dataclass(frozen=True, slots=True)
class _Position:
    """Where an actor was last spoken of: sentence number, whether as a subject, and whose key; `aside` in a relative clause."""

    sentence: int
    subject: bool
    key: int
    aside: bool = False


class CorefResolver:
    """The actors of one parse, asked by token.

    Built once for an article; `named` and `meant` are look-ups. `marks` are the quotation marks: what is said inside them
    never becomes the one whom a pronoun outside means.
    """

    def __init__(self, doc: "Doc", actors: tuple[EntityCluster, ...], marks: Iterable[_HasInner] = ()) -> None:
        self._doc = doc
        self._actors = {a.key: a for a in actors}
        self._named: dict[int, int] = {}
        self._heads: dict[int, int] = {}
        for actor in actors:
            for mention in actor.mentions:
                span = doc.char_span(mention.span.start, mention.span.end, alignment_mode="expand")
                if span is not None:
                    self._named |= {token.i: actor.key for token in span if token.i not in self._named}
                    self._heads[span.root.i] = actor.key
        inner = [mark.inner for mark in marks]
        self._quoted = {t.i for t in doc if any(q.start <= t.idx < q.end for q in inner)}
        self._gender = {a.key: _gender(a) for a in actors}
        self._meant = self._resolved()

    def actor_of_name(self, token: "Token") -> int | None:
        """Key of the actor whose name covers the token, or None."""
        return self._named.get(token.i)

    def resolve(self, token: "Token") -> int | None:
        """Key of the actor that a pronoun or a role noun ("the governor") stands for, else of the name; None where none fits."""
        return self._meant.get(token.i, self._named.get(token.i))

    def name(self, key: int) -> str:
        """The actor's name in this article."""
        return self._actors[key].name

    def kind(self, key: int) -> ActorKind:
        """What the actor is."""
        return self._actors[key].kind

    def person(self, key: int) -> bool:
        """True for a person."""
        return self._actors[key].kind is ActorKind.PERSON

    def roles(self, key: int) -> tuple[str, ...]:
        """The actor's roles as this article words them."""
        return tuple(role.text for role in self._actors[key].roles)

    def _resolved(self) -> dict[int, int]:
        """Pronouns and role nouns -> actors, read once from the first token to the last."""
        found: dict[int, int] = {}
        seen: list[_Position] = []
        for number, sentence in enumerate(self._doc.sents):
            for token in sentence:
                if token.i in self._quoted:
                    continue
                key = self._heads.get(token.i)
                if key is None and token.i not in self._named:
                    key = self._stands_for(token, number, seen)
                    if key is not None:
                        found[token.i] = key
                if key is not None:
                    seen.append(_Position(number, _subject(token), key, _aside(token)))
        return found

    def _stands_for(self, token: "Token", number: int, seen: list[_Position]) -> int | None:
        low = token.lower_
        if low in MALE or low in FEMALE:
            return self._last(seen, number, (ActorKind.PERSON,), FEMALE if low in MALE else MALE)
        if low in NEUTRAL and token.dep_ in ("nsubj", "poss"):
            near = [p for p in seen if p.subject and p.sentence >= number - 1]
            kinds = (ActorKind.ORGANISATION, ActorKind.STATE)
            main = self._last([p for p in near if not p.aside], number, kinds)
            return main if main is not None else self._last(near, number, kinds)
        if token.pos_ == "NOUN" and low in role_nouns() and singular(low) == low and _definite(token):
            return self._holder(low, seen)
        if low in word_set("roles", "body_noun") and _definite(token):
            return self._last(seen, number, (ActorKind.ORGANISATION,))
        return None

    def _holder(self, word: str, seen: list[_Position]) -> int | None:
        """The last person whose role holds the word, or None."""
        for place in reversed(seen):
            if self.person(place.key) and any(word in role.lower().split() for role in self.roles(place.key)):
                return place.key
        return None

    def _last(self, seen: list[_Position], number: int, kinds: tuple[ActorKind, ...], other: frozenset[str] = frozenset()) -> int | None:
        """The last fitting actor: a subject of this or the nearest earlier sentence, else the last one named at all.

        `other` are the pronouns of the sex that is not meant: who is known to be of it does not fit.
        """
        fitting = [
            p for p in seen if p.sentence >= number - REACH and self.kind(p.key) in kinds and not (other and self._gender[p.key] == other)
        ]
        if not fitting:
            return None
        subjects = [p for p in fitting if p.subject]
        if subjects and subjects[-1].sentence >= fitting[-1].sentence - 1:
            return subjects[-1].key
        return fitting[-1].key


def _subject(token: "Token") -> bool:
    """True for the subject or agent of a clause, also as an apposition or the second of two."""
    while token.dep_ in ("compound", "conj", "flat", "nmod", "appos") and token.head.i != token.i:
        token = token.head
    if token.dep_ == "dobj" and token.head.lemma_ in ACCUSING:
        return True
    return token.dep_ in SUBJECTS or (token.dep_ == "pobj" and token.head.dep_ == "agent")


def _aside(token: "Token") -> bool:
    """True inside a relative clause."""
    while token.head.i != token.i and token.dep_ != "relcl":
        token = token.head
    return token.dep_ == "relcl"


def _definite(token: "Token") -> bool:
    """True for "the governor" with nothing that tells which one."""
    before = [t for t in token.lefts if t.dep_ != "punct"]
    return bool(before) and all(t.lower_ in POINTING for t in before) and not any(t.dep_ in ("prep", "appos") for t in token.rights)


def _gender(actor: EntityCluster) -> frozenset[str]:
    """The pronouns of the sex that the roles tell, or none."""
    said = {word for role in actor.roles for word in role.text.lower().split()}
    male, female = bool(said & MALE_WORDS), bool(said & FEMALE_WORDS)
    if male == female:
        return frozenset()
    return MALE if male else FEMALE
