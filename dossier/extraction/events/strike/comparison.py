"""Comparisons: "the deadliest shooting since a massacre in X" tells the place, the day and the dead of the massacre, not of the shooting."""

from collections.abc import Sequence

from spacy.tokens import Token

from dossier.extraction.events.place_phrases import PlacePhrase
from dossier.extraction.lexicon.lists import word_set

SUPERLATIVES = frozenset({"JJS", "RBS"})


def since_of_comparison(token: Token) -> Token | None:
    """The "since" behind a superlative in the sentence of `token`, which an attack follows; None without one."""
    is_ranked, since = False, None
    for word in token.sent:
        is_ranked = is_ranked or word.tag_ in SUPERLATIVES
        if is_ranked and since is None and word.lower_ == "since":
            since = word
        elif since is not None and word.lemma_.lower() in _attacks():
            return since
    return None


def is_compared(token: Token) -> bool:
    """True for an attack behind the "since" of a comparison: one before the news, which its sentence is about."""
    since = since_of_comparison(token)
    return since is not None and token.i > since.i


def are_on_one_side(since: Token | None, one: int, other: int) -> bool:
    """True where two characters of a sentence both stand before the "since" of a comparison, or both behind it, or where there is none."""
    return since is None or (one < since.idx) == (other < since.idx)


def places_of_side(token: Token, places: Sequence[PlacePhrase]) -> Sequence[PlacePhrase]:
    """The places but for those of the other attack that a comparison in the sentence of `token` is made with."""
    since = since_of_comparison(token)
    if since is None:
        return places
    inside = range(token.sent.start_char, token.sent.end_char)
    return [p for p in places if p.span.start not in inside or are_on_one_side(since, token.idx, p.span.start)]


def _attacks() -> frozenset[str]:
    """Nouns for an attack, and verbs of killing by one."""
    return word_set("strikes", "nouns.sure") | word_set("strikes", "nouns.weak") | word_set("figures", "killed.verbs")
