"""Comparisons: "the deadliest shooting since a massacre in X" tells the place, the day and the dead of the massacre, not of the shooting."""

from collections.abc import Sequence

from spacy.tokens import Span, Token

from dossier.extraction.events.place_phrases import PlacePhrase
from dossier.extraction.events.strike.phrases import attack_nouns
from dossier.extraction.lexicon.lists import word_set

SUPERLATIVES = frozenset({"JJS", "RBS"})


def since_of_comparison(token: Token) -> Token | None:
    """The "since" behind a superlative in the sentence of `token`, which an attack follows; None without one. Kept with the document: a sentence of
    many triggers asks for it again and again.
    """
    doc = token.doc
    found: dict[int, int] = doc.user_data.setdefault("comparisons", {})
    start = token.sent.start
    if start not in found:
        found[start] = _since_in(token.sent)
    return doc[found[start]] if found[start] >= 0 else None


def _since_in(sentence: Span) -> int:
    """Index of the "since" of a comparison in a sentence; -1 without one."""
    ranked = next((word.i for word in sentence if word.tag_ in SUPERLATIVES), sentence.end)
    since = next((word.i for word in sentence if word.i >= ranked and word.lower_ == "since"), sentence.end)
    attacks = attack_nouns() | word_set("figures", "killed.verbs")
    is_compared = any(word.i > since and word.lemma_.lower() in attacks for word in sentence)
    return since if is_compared else -1


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
