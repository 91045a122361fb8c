"""Nationality resolution: states are also found by their adjectives ("Ukrainian officials" refers to Ukraine)."""

from typing import TYPE_CHECKING

from spacy.tokens import Token

from dossier.extraction.lexicon.gazetteer import country_of
from dossier.model.actor import ActorKind

if TYPE_CHECKING:
    from dossier.extraction.coref.resolver import CorefResolver


class NationalityResolver:
    """Look-ups of actors by token, nationality adjectives included. `states` maps short names to keys."""

    def __init__(self, resolver: "CorefResolver") -> None:
        self._resolver = resolver
        keys = resolver.named_actors()
        self.states = {resolver.name(key): key for key in sorted(keys) if resolver.kind(key) is ActorKind.STATE}
        surnames = [(resolver.name(key).split()[-1], key) for key in sorted(keys) if resolver.kind(key) is ActorKind.PERSON]
        self._surnames = {name: key for name, key in surnames if [other for other, _ in surnames].count(name) == 1}

    def actor_of_name(self, token: Token) -> int | None:
        """Key of the actor that the word names, for a nationality adjective of its state, else None.

        A surname that only one person of the article has refers to that person everywhere.
        """
        key = self._resolver.actor_of_name(token)
        if key is None and token.pos_ == "PROPN" and token.text in self._surnames:
            return self._surnames[token.text]
        if key is None and token.pos_ in {"ADJ", "PROPN", "NOUN"} and token.text[:1].isupper():
            return self.states.get(country_of(token.text))
        return key

    def resolve(self, token: Token) -> int | None:  # forwards: an ActorResolver that adds nationalities to another one
        """Key of the actor that a name, pronoun or role noun refers to, else None."""
        # the same interface as CorefResolver's, so that callers need only one of the two
        return self._resolver.resolve(token)

    def person(self, key: int) -> bool:
        """True where the actor is a person."""
        return self._resolver.kind(key) is ActorKind.PERSON

    def state(self, key: int) -> bool:
        """True where the actor is a state."""
        return self._resolver.kind(key) is ActorKind.STATE
