"""Names that the words around them announce as places: "the village of X", "the Northland town of X", "X, a hamlet in …"."""

from spacy.tokens import Doc

from dossier.extraction.lexicon.lists import word_set

RANKS = ((1, "settlements"), (2, "districts"), (2, "quarters"), (3, "regions"))
"""Rank of a place phrase and the list of the nouns that announce it."""
RESORT = "resort"
"""The noun that announces a town before "of", and a house after a name."""
MAX_DESCRIPTION = 5  # tokens between "X, a" and the noun


def announced_rank(doc: Doc, start: int, end: int) -> int | None:
    """Rank of the name in the tokens [start, end) by the noun before or after it: 1 settlement, 2 district, 3 region; None without one."""
    before = start - 1
    if before > 0 and doc[before].lower_ == "of":
        return 1 if doc[before - 1].lower_ == RESORT else _rank_of_noun(doc, before - 1)
    if before > 2 and doc[before].lower_ == "and" and doc[start - 3].lower_ == "of":  # "the villages of X and Y"
        rank = _rank_of_noun(doc, start - 4)
        if rank is not None and doc[start - 4].tag_ == "NNS":
            return rank
    return _rank_by_apposition(doc, end)


def _rank_by_apposition(doc: Doc, end: int) -> int | None:
    """Rank by "…, a small town in": the first noun after the comma and the article."""
    if end + 2 >= len(doc) or doc[end].text != "," or doc[end + 1].lower_ not in {"a", "an", "the"}:
        return None
    for i in range(end + 2, min(len(doc), end + 2 + MAX_DESCRIPTION)):
        if doc[i].pos_ == "NOUN" and (i + 1 == len(doc) or doc[i + 1].pos_ != "NOUN"):
            return _rank_of_noun(doc, i) if i + 1 < len(doc) and doc[i + 1].pos_ in {"ADP", "PUNCT", "SCONJ", "PRON"} else None
        if doc[i].pos_ not in {"ADJ", "NOUN", "PROPN", "PUNCT", "ADV", "VERB"}:
            return None
    return None


def _rank_of_noun(doc: Doc, i: int) -> int | None:
    """Rank of the kind of place that the noun at `i` names, in the singular or the plural; None for another noun."""
    words = {doc[i].lower_, doc[i].lemma_.lower()}
    return next((rank for rank, key in RANKS if words & word_set("places", key)), None)
