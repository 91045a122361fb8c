"""Gender agreement of pronouns: the gender of a person by the words next to the name ("Mrs.", "spokesman", "his sister")."""

from collections import Counter
from typing import TYPE_CHECKING

from dossier.extraction.lexicon.lists import word_set
from dossier.extraction.segments.sentences import QuoteSegmentation
from dossier.extraction.syntax.noun_phrases import ActorResolver
from dossier.model.actor import ActorKind

if TYPE_CHECKING:
    from spacy.tokens import Token

PRONOUN = {"he": "male", "him": "male", "she": "female", "her": "female"}


def genders(segmentation: QuoteSegmentation, resolver: ActorResolver) -> dict[int, str]:
    """Gender by actor key, "female" or "male"; persons whose names have no gendered word next to them are left out."""
    votes: dict[int, Counter[str]] = {}
    for sentence in segmentation.sentences:
        for token in sentence.tokens:
            key = resolver.actor_of_name(token)
            if key is not None and resolver.kind(key) is ActorKind.PERSON:
                for word in _adjacent_nouns(token, resolver):
                    gender = gender_of(word)
                    if gender:
                        votes.setdefault(key, Counter())[gender] += 1
    return {key: count.most_common(1)[0][0] for key, count in votes.items()}


def gender_of(word: "Token") -> str:
    """Gender that a title or noun implies, "female" or "male", or an empty string."""
    form = word.lower_.rstrip(".")
    for gender in ("female", "male"):
        if form in word_set("cues", f"gender.{gender}"):
            return gender
    return ""


def fits(pronoun: "Token", gender: str) -> bool:
    """Gender agreement: false only where the pronoun is of the other gender."""
    return not gender or PRONOUN.get(pronoun.lower_, gender) == gender


def _adjacent_nouns(name: "Token", resolver: ActorResolver) -> "list[Token]":
    """Titles before the name, the noun in apposition to it, and the noun that it is in apposition to; words of names are left out.

    "Roe, his wife Jane and their son" is a list and not an apposition: nouns with a possessor or a companion are left out.
    """
    nouns = [t for t in name.lefts if t.dep_ in {"compound", "nmod", "amod"}]
    nouns += [t for t in name.children if t.dep_ == "appos" and not any(c.dep_ in {"poss", "conj"} for c in t.children)]
    nouns += [name.head] if name.dep_ == "appos" else []
    return [t for t in nouns if resolver.actor_of_name(t) is None]
