"""The actors that words name, with states also under their adjective: "Ukrainian officials" are Ukraine's."""

from typing import TYPE_CHECKING

from spacy.tokens import Doc, Token

from dossier.extraction.lexicon.gazetteer import country_of
from dossier.model.actor import ActorKind

if TYPE_CHECKING:
    from dossier.extraction.coref.resolver import CorefResolver


class NationalityResolver:
    """Look-ups in an article's cast for those who may confer. Built once for a parse; `states` are keys by short name."""

    def __init__(self, doc: Doc, cast: "CorefResolver") -> None:
        self._cast = cast
        named = {key for token in doc if (key := cast.actor_of_name(token)) is not None}
        self.states = {cast.name(key): key for key in sorted(named) if cast.kind(key) is ActorKind.STATE}
        last = [(cast.name(key).split()[-1], key) for key in sorted(named) if cast.kind(key) is ActorKind.PERSON]
        self._surnames = {name: key for name, key in last if [other for other, _ in last].count(name) == 1}

    def actor_of_name(self, token: Token) -> int | None:
        """Key of the actor that the word names, of its state for an adjective of nationality, else None.

        A surname that one person of the article bears is theirs wherever it stands.
        """
        key = self._cast.actor_of_name(token)
        if key is None and token.pos_ == "PROPN" and token.text in self._surnames:
            return self._surnames[token.text]
        if key is None and token.pos_ in {"ADJ", "PROPN", "NOUN"} and token.text[:1].isupper():
            return self.states.get(country_of(token.text))
        return key

    def resolve(self, token: Token) -> int | None:
        """Key of the actor that a name, pronoun or role noun means, else None."""
        return self._cast.resolve(token)

    def person(self, key: int) -> bool:
        """True where the actor is a person."""
        return self._cast.kind(key) is ActorKind.PERSON

    def state(self, key: int) -> bool:
        """True where the actor is a state."""
        return self._cast.kind(key) is ActorKind.STATE
