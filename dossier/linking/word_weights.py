"""Word weights (inverse document frequency): how much a word says about the subject of a text, the same in every dossier.

They come from a fixed list instead of the articles of the dossier, so that what one article adds changes nothing between others.
"""

import lzma
import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

WORD = re.compile(r"[^\W\d_]{4,}|[A-Z][^\W\d_]{2}")
"""A word that counts for the similarity of texts: of four letters, or of three if the first is a capital."""
RAREST = 7.0
"""The weight of words that are not in the list: rare ones, and most names."""


def word_weight(word: str) -> float:
    """The weight of a case-folded word: the negative natural logarithm of the share of texts that have it, 0 to RAREST."""
    return _listed().get(word, RAREST)


@cache
def _listed() -> Mapping[str, float]:
    """The words of the list (training/build_word_weights.py)."""
    data = lzma.decompress(files("dossier.linking").joinpath("data", "word_weights.txt.xz").read_bytes()).decode()
    rows = (line.split() for line in data.splitlines() if not line.startswith("#"))
    return {word: int(weight) / 10 for weight, *words in rows for word in words}
