"""Rule-based coreference resolution: the actor that a name, a pronoun or a role noun ("the official") refers to."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile
from typing import TYPE_CHECKING, Protocol

from dossier.extraction.lexicon.lists import word_set
from dossier.extraction.lexicon.titles import role_nouns, singular
from dossier.extraction.segments.sentences import tokens_in
from dossier.model.actor import ActorKind, EntityCluster
from dossier.model.span import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

MALE = frozenset({"he", "him", "his", "himself"})
FEMALE = frozenset({"she", "her", "hers", "herself"})
NEUTRAL = frozenset({"it", "its", "itself"})
DEMONSTRATIVES = frozenset({"the", "this", "that"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "agent"})
OBJECTS = frozenset({"dobj", "dative"})
OBJECT_PRONOUNS = frozenset({"him", "her"})
MALE_WORDS = frozenset({"mr", "mr.", "sir", "lord", "king", "prince", "emperor", "duke", "spokesman", "chairman", "congressman", "councilman", "businessman", "policeman", "statesman", "actor", "son", "father", "brother", "husband", "uncle", "nephew", "grandson", "grandfather", "son-in-law", "father-in-law", "brother-in-law", "pope", "cardinal", "imam", "ayatollah", "man", "boy"})  # fmt: skip
FEMALE_WORDS = frozenset({"mrs", "mrs.", "ms", "ms.", "miss", "dame", "lady", "queen", "princess", "empress", "duchess", "spokeswoman", "chairwoman", "congresswoman", "councilwoman", "businesswoman", "policewoman", "actress", "daughter", "mother", "sister", "wife", "aunt", "niece", "granddaughter", "grandmother", "daughter-in-law", "mother-in-law", "sister-in-law", "heiress", "woman", "girl"})  # fmt: skip
ACCUSING = frozenset({"accuse", "blame"})
"""Verbs whose object is an agent: "accused X of lying"."""
MAX_DISTANCE = 6
"""Sentences between a pronoun and its antecedent."""


class _HasInner(Protocol):
    """A quoted span; `inner` excludes the marks."""

    @property
    def inner(self) -> Span:
        """The quoted characters."""


@dataclass(frozen=True, slots=True)
class _Position:
    """Mention of an actor: index of its sentence, whether it is a subject, the actor's key, whether it is in a relative clause."""

    sentence: int
    subject: bool
    key: int
    in_relative_clause: bool = False


class CorefResolver:
    """Coreference resolver: the actors of one parse by token.

    Built once for an article; its methods are look-ups. `quoted_spans` are the quotations: an actor mentioned inside one is never the
    antecedent of a pronoun outside.
    """

    def __init__(self, doc: "Doc", actors: tuple[EntityCluster, ...], quoted_spans: Iterable[_HasInner] = ()) -> None:
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
        self._quoted = {token.i for span in quoted_spans for token in tokens_in(doc, span.inner) if token.idx >= span.inner.start}
        self._gender = {a.key: _gender(a) for a in actors}
        self._resolved = self._resolve_all()

    def actor_of_name(self, token: "Token") -> int | None:
        """Key of the actor whose name covers the token, or None."""
        return self._named.get(token.i)

    def is_quoted(self, token: "Token") -> bool:
        """True for a token inside a quotation."""
        return token.i in self._quoted

    def named_actors(self) -> frozenset[int]:
        """Keys of the actors whose names cover a token."""
        return frozenset(self._named.values())

    def tokens_of_persons(self) -> frozenset[int]:
        """Indexes of the tokens in names of persons."""
        return frozenset(i for i, key in self._named.items() if self.person(key))

    def resolve(self, token: "Token") -> int | None:
        """Key of the actor that a pronoun, a role noun ("the governor") or a name refers to; None where none fits."""
        return self._resolved.get(token.i, self._named.get(token.i))

    def name(self, key: int) -> str:
        """Name of the actor in this article."""
        return self._actors[key].name

    def kind(self, key: int) -> ActorKind:
        """Kind of the actor."""
        return self._actors[key].kind

    def person(self, key: int) -> bool:
        """True for a person."""
        return self._actors[key].kind is ActorKind.PERSON

    def roles(self, key: int) -> tuple[str, ...]:
        """Roles of the actor in the words of the article."""
        return tuple(role.text for role in self._actors[key].roles)

    def affiliations(self, key: int) -> tuple[str, ...]:
        """Names of the states and bodies that the actor serves."""
        return tuple(affiliation.name for affiliation in self._actors[key].affiliations)

    def _resolve_all(self) -> dict[int, int]:
        """Token index of a pronoun or role noun -> key of its antecedent, resolved in one pass from the first token to the last."""
        antecedents: dict[int, int] = {}
        positions: list[_Position] = []
        for number, sentence in enumerate(self._doc.sents):
            for token in sentence:
                if token.i in self._quoted:
                    continue
                key = self._heads.get(token.i)
                if key is None and token.i not in self._named:
                    key = self._antecedent(token, number, self._without_own_subject(token, positions, antecedents))
                    if key is not None:
                        antecedents[token.i] = key
                if key is not None:
                    positions.append(_Position(number, _is_subject(token), key, _in_relative_clause(token)))
        return antecedents

    def _without_own_subject(self, token: "Token", positions: list[_Position], antecedents: dict[int, int]) -> list[_Position]:
        """The positions without the actor who is subject of the clause of which the token is the object: "Y shot him" is not of Y."""
        if token.dep_ not in OBJECTS or token.lower_ not in OBJECT_PRONOUNS:
            return positions
        verbs = [token.head, token.head.head] if token.head.dep_ == "conj" else [token.head]  # "Y chased and shot him"
        subjects = next((found for verb in verbs if (found := [c.i for c in verb.children if c.dep_ == "nsubj"])), [])
        own = {self._heads.get(i, antecedents.get(i)) for i in subjects}
        return [p for p in positions if p.key not in own]

    def _antecedent(self, token: "Token", number: int, positions: list[_Position]) -> int | None:
        low = token.lower_
        if low in MALE or low in FEMALE:
            other = FEMALE if low in MALE else MALE
            following = self._subject_following(token, other)
            return following if following is not None else self._last_fitting(positions, number, (ActorKind.PERSON,), other)
        if low in NEUTRAL and token.dep_ in ("nsubj", "poss"):
            near = [p for p in positions if p.subject and p.sentence >= number - 1]
            kinds = (ActorKind.ORGANISATION, ActorKind.STATE)
            main = self._last_fitting([p for p in near if not p.in_relative_clause], number, kinds)
            return main if main is not None else self._last_fitting(near, number, kinds)
        if token.pos_ == "NOUN" and low in role_nouns() and singular(low) == low and _is_definite(token):
            return self._role_holder(low, positions)
        if low in body_heads() and _is_definite(token):
            named = self._body_with_head(low, number, positions)
            if named is not None:
                return named
        if low in word_set("roles", "body_noun") and _is_definite(token):
            return self._last_fitting(positions, number, (ActorKind.ORGANISATION,))
        return None

    def _subject_following(self, token: "Token", excluded: frozenset[str]) -> int | None:
        """Key of X in "during her talks with Y, X said", for a pronoun in a phrase before the verb and its subject; None without such a person."""
        if token.dep_ != "poss":
            return None
        phrase = token.head
        while phrase.dep_ in {"pobj", "prep"} and phrase.head.pos_ not in {"VERB", "AUX"}:
            phrase = phrase.head
        subjects = (c for c in phrase.head.children if phrase.dep_ == "prep" and c.dep_ == "nsubj" and c.i > token.i)
        key = next((self._heads.get(c.i) for c in subjects), None)
        return key if key is not None and self.person(key) and self._gender[key] != excluded else None

    def _body_with_head(self, head: str, number: int, positions: list[_Position]) -> int | None:
        """Key of the organisation mentioned before whose name has the head word ("the ministry" after "Freedonia's Water Ministry"); of
        several the only one in this sentence and the last, else None.
        """
        bodies = [p for p in positions if self.kind(p.key) is ActorKind.ORGANISATION and head in self.name(p.key).lower().split()]
        keys = {p.key for p in bodies}
        if len(keys) > 1:
            keys = {p.key for p in bodies if p.sentence >= number - 1}
        return next(iter(keys)) if len(keys) == 1 else None

    def _role_holder(self, word: str, positions: list[_Position]) -> int | None:
        """Key of the last mentioned person with the word in a role, or None."""
        for position in reversed(positions):
            if self.person(position.key) and any(word in role.lower().split() for role in self.roles(position.key)):
                return position.key
        return None

    def _last_fitting(
        self, positions: list[_Position], number: int, kinds: tuple[ActorKind, ...], excluded: frozenset[str] = frozenset()
    ) -> int | None:
        """Key of the last fitting actor: a subject of this or the nearest earlier sentence, else the last one mentioned at all.

        `excluded` are the pronouns of the other gender: a person known to be of it does not fit.
        """
        fitting = [
            p
            for p in takewhile(lambda p: p.sentence >= number - MAX_DISTANCE, reversed(positions))
            if self.kind(p.key) in kinds and not (excluded and self._gender[p.key] == excluded)
        ]
        if not fitting:
            return None
        subject = next((p for p in fitting if p.subject), None)
        if subject is not None and subject.sentence >= fitting[0].sentence - 1:
            return subject.key
        return fitting[0].key


@lru_cache(maxsize=1)
def body_heads() -> frozenset[str]:
    """Head words of bodies in small letters; a house is a building first."""
    return frozenset(word.lower() for word in word_set("roles", "body_head")) - {"house"}


def _is_subject(token: "Token") -> bool:
    """True for the subject or agent of a clause, also in an apposition or a coordination."""
    while token.dep_ in ("compound", "conj", "flat", "nmod", "appos") and token.head.i != token.i:
        token = token.head
    if token.dep_ == "dobj" and token.head.lemma_ in ACCUSING:
        return True
    return token.dep_ in SUBJECTS or (token.dep_ == "pobj" and token.head.dep_ == "agent")


def _in_relative_clause(token: "Token") -> bool:
    """True inside a relative clause."""
    while token.head.i != token.i and token.dep_ != "relcl":
        token = token.head
    return token.dep_ == "relcl"


def _is_definite(token: "Token") -> bool:
    """True for "the governor" without further modifiers."""
    before = [t for t in token.lefts if t.dep_ != "punct"]
    return bool(before) and all(t.lower_ in DEMONSTRATIVES for t in before) and not any(t.dep_ in ("prep", "appos") for t in token.rights)


def _gender(actor: EntityCluster) -> frozenset[str]:
    """The pronouns of the gender that the roles imply, or none."""
    words = {word for role in actor.roles for word in role.text.lower().split()}
    male, female = bool(words & MALE_WORDS), bool(words & FEMALE_WORDS)
    if male == female:
        return frozenset()
    return MALE if male else FEMALE
