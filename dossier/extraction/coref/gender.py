"""Whether "he" or "she" can stand for a person, by the words beside the name: "Mrs.", "spokesman", "his sister"."""

from collections import Counter
from typing import TYPE_CHECKING

from dossier.extraction.lexicon.lists import word_set
from dossier.extraction.segments.sentences import QuoteSegmentation
from dossier.extraction.syntax.noun_phrases import ActorResolver
from dossier.model.actor import ActorKind

if TYPE_CHECKING:
    from spacy.tokens import Token

PRONOUN = {"he": "male", "him": "male", "she": "female", "her": "female"}


def genders(layout: QuoteSegmentation, cast: ActorResolver) -> dict[int, str]:
    """For the persons (keys) whose names stand beside a word that tells: "female" or "male"; others are left out."""
    votes: dict[int, Counter[str]] = {}
    for frame in layout.sentences:
        for token in frame.tokens:
            key = cast.actor_of_name(token)
            if key is not None and cast.kind(key) is ActorKind.PERSON:
                for word in _beside(token, cast):
                    gender = gender_of(word)
                    if gender:
                        votes.setdefault(key, Counter())[gender] += 1
    return {key: count.most_common(1)[0][0] for key, count in votes.items()}


def gender_of(word: "Token") -> str:
    """What a title or noun tells of the person it is used of, or an empty string."""
    form = word.lower_.rstrip(".")
    for gender in ("female", "male"):
        if form in word_set("cues", f"gender.{gender}"):
            return gender
    return ""


def fits(pronoun: "Token", gender: str) -> bool:
    """False only where the pronoun is of the other gender."""
    return not gender or PRONOUN.get(pronoun.lower_, gender) == gender


def _beside(name: "Token", cast: ActorResolver) -> "list[Token]":
    """Titles before the name, a noun in apposition to it, and the noun that it is in apposition to; no word that is a name.

    "Roe, his wife Jane and their son" is a list and not an apposition: nouns with a possessor or a companion are left out.
    """
    found = [t for t in name.lefts if t.dep_ in {"compound", "nmod", "amod"}]
    found += [t for t in name.children if t.dep_ == "appos" and not any(c.dep_ in {"poss", "conj"} for c in t.children)]
    found += [name.head] if name.dep_ == "appos" else []
    return [t for t in found if cast.actor_of_name(t) is None]
