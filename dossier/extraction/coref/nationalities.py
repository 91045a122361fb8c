"""Nationality resolution: states are also found by their adjectives ("Ukrainian officials" refers to Ukraine)."""

from typing import TYPE_CHECKING

from spacy.tokens import Token

from dossier.extraction.lexicon.gazetteer import country_of
from dossier.extraction.lexicon.lists import word_set
from dossier.extraction.lexicon.titles import STATE_OFFICES
from dossier.model.actor import ActorKind

if TYPE_CHECKING:
    from dossier.extraction.coref.resolver import CorefResolver

_OTHER_HOLDER = word_set("wordnet", "other_holders") | {"ex", "vice"}
"""Words that distinguish another holder of an office from the present one: adjectives and nouns, and the two prefixes of English for it."""


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

    def officer(self, noun: Token) -> int | None:
        """Key of the person whom a state's office stands for: X for "the Freedonian president" and "his Freedonian counterpart", where the article
        has exactly one such president of Freedonia.
        """
        state = self._state_of_office(noun)
        is_office = noun.lower_ == "counterpart" or any(office.split()[-1] == noun.lower_ for office in STATE_OFFICES)
        if state is None or not is_office or any(t.lower_ in _OTHER_HOLDER for t in noun.lefts):
            return None
        if noun.lower_ == "counterpart":
            owners = {self._resolver.resolve(t) for t in noun.lefts if t.dep_ == "poss"}
            named = [role.lower() for key in owners if key is not None and self.person(key) for role in self._resolver.roles(key)]
            words = {office for office in STATE_OFFICES for role in named if _is_titled(role, office)}
        else:
            parts = [
                t
                for t in noun.lefts
                if t.dep_ in {"compound", "amod"} and t.i > state.i and t.lower_ not in word_set("wordnet", "present_holders")
            ]
            words = {" ".join(t.lower_ for t in (*parts, noun))}
        return self._only_holder(state, words)

    def _state_of_office(self, noun: Token) -> Token | None:
        """The adjective or name of a state before an office: "Freedonian", "Freedonia's"."""
        owners = [t for t in noun.lefts if t.dep_ in {"amod", "compound", "poss", "nmod"} and country_of(t.text)]
        return owners[0] if len(owners) == 1 else None

    def _only_holder(self, state: Token, titles: set[str]) -> int | None:
        name = country_of(state.text)
        holders = {
            key
            for key in self._resolver.named_actors()
            if self.person(key)
            and name in self._resolver.affiliations(key)
            and any(_is_titled(role.lower(), title) for role in self._resolver.roles(key) for title in titles)
            and not any(set(role.lower().split()) & _OTHER_HOLDER for role in self._resolver.roles(key))
        }
        return next(iter(holders)) if len(holders) == 1 else None

    def person(self, key: int) -> bool:
        """True where the actor is a person."""
        return self._resolver.kind(key) is ActorKind.PERSON

    def state(self, key: int) -> bool:
        """True where the actor is a state."""
        return self._resolver.kind(key) is ActorKind.STATE


def _is_titled(role: str, title: str) -> bool:
    """True for a role with the title, as in "freedonian president" and "president of freedonia"."""
    office = role.partition(" of ")[0]
    return office == title or office.endswith(f" {title}")
