"""Who a token means: a name, a pronoun, or "the official", by rule; no coreference model is to be had."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Protocol

from dossier.extraction.units import role_nouns, singular
from dossier.extraction.vocabulary import words
from dossier.model.actor import ActorKind, LocalActor
from dossier.model.span import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

PERSONAL = frozenset({"he", "she", "him", "her", "his", "hers", "himself", "herself"})
NEUTRAL = frozenset({"it", "its", "itself"})
POINTING = frozenset({"the", "this", "that"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "agent"})


class Marked(Protocol):
    """A stretch between quotation marks: `inner` without, `outer` with the marks."""

    @property
    def inner(self) -> Span:
        """The quoted characters."""
        ...


class Cast:
    """The actors of one parse, asked by token.

    Built once for an article; `named` and `meant` are look-ups. `marks` are the quotation marks: what is said inside them
    never becomes the one whom a pronoun outside means.
    """

    def __init__(self, doc: "Doc", actors: tuple[LocalActor, ...], marks: Iterable[Marked] = ()) -> None:
        self._doc = doc
        self._actors = {a.key: a for a in actors}
        self._named: dict[int, int] = {}
        for actor in actors:
            for mention in actor.mentions:
                span = doc.char_span(mention.span.start, mention.span.end, alignment_mode="expand")
                for token in span or ():
                    self._named.setdefault(token.i, actor.key)
        quoted = [mark.inner for mark in marks]
        self._quoted = {t.i for t in doc if any(q.start <= t.idx < q.end for q in quoted)}
        self._meant = self._resolved()

    def named(self, token: "Token") -> int | None:
        """Key of the actor whose name covers the token, or None."""
        return self._named.get(token.i)

    def named_in(self, span: Span) -> tuple[int, ...]:
        """Keys of the actors named in the characters of `span`, in order, each once."""
        piece = self._doc.char_span(span.start, span.end, alignment_mode="expand")
        return tuple(dict.fromkeys(self._named[t.i] for t in piece or () if t.i in self._named))

    def meant(self, token: "Token") -> int | None:
        """Key of the actor that a pronoun or a role noun ("the governor") stands for, else of the name; None where none fits."""
        return self._meant.get(token.i, self._named.get(token.i))

    def name(self, key: int) -> str:
        """The actor's name in this article."""
        return self._actors[key].name

    def kind(self, key: int) -> ActorKind:
        """What the actor is."""
        return self._actors[key].kind

    def _resolved(self) -> dict[int, int]:
        """Pronouns and role nouns -> actors, read once from the first token to the last."""
        found: dict[int, int] = {}
        recent: list[tuple[int, int]] = []
        for token in self._doc:
            key = self._named.get(token.i)
            if key is None and token.i not in self._quoted:
                key = self._stands_for(token, recent)
                if key is not None:
                    found[token.i] = key
            if key is not None and token.i not in self._quoted:
                recent.append((self._weight(token), key))
        return found

    def _weight(self, token: "Token") -> int:
        """2 for the subject of a clause, 1 for any other place."""
        root = token
        while root.dep_ in ("compound", "conj", "flat", "nmod") and root.head.i != root.i:
            root = root.head
        return 2 if root.dep_ in SUBJECTS else 1

    def _stands_for(self, token: "Token", recent: list[tuple[int, int]]) -> int | None:
        low = token.lower_
        if low in PERSONAL:
            return self._last(recent, (ActorKind.PERSON,))
        if low in NEUTRAL and token.dep_ in ("nsubj", "poss"):
            return self._last([r for r in recent[-12:] if r[0] == 2], (ActorKind.ORGANISATION, ActorKind.STATE))
        if token.pos_ == "NOUN" and low in role_nouns() and singular(low) == low and self._definite(token):
            return self._holder(low, recent)
        if low in words("roles", "body_noun") and self._definite(token):
            return self._last(recent, (ActorKind.ORGANISATION,))
        return None

    def _definite(self, token: "Token") -> bool:
        """True for "the governor" with nothing that tells which one."""
        before = [t for t in token.lefts if t.dep_ != "punct"]
        return bool(before) and all(t.lower_ in POINTING for t in before) and not any(t.dep_ in ("prep", "appos") for t in token.rights)

    def _holder(self, word: str, recent: list[tuple[int, int]]) -> int | None:
        """The last person whose role holds the word, or None."""
        for _, key in reversed(recent):
            actor = self._actors[key]
            if actor.kind is ActorKind.PERSON and any(word in r.text.lower().split() for r in actor.roles):
                return key
        return None

    def _last(self, recent: list[tuple[int, int]], kinds: tuple[ActorKind, ...]) -> int | None:
        """The last actor of one of the kinds, a subject before others of the last few."""
        fitting = [(weight, key) for weight, key in recent[-40:] if self._actors[key].kind in kinds]
        if not fitting:
            return None
        return next((key for weight, key in reversed(fitting[-6:]) if weight == 2), fitting[-1][1])
