"""Chunk tokenizer: spaCy's own, with a bound on the text between two blanks.

spaCy takes the marks at both ends of a chunk off one at a time, each time copying the rest, so that its time grows with the square of a run of
marks: 100 KB of parentheses would take a quarter of an hour.
"""

import re
from collections.abc import Callable
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc

LONGEST = 400
"""Characters between two blanks that spaCy gets at once; the longest words and most addresses are shorter."""
PIECE = 100
LONG = re.compile(rf"\S{{{LONGEST + 1},}}")


class ChunkTokenizer:
    """Tokenizer of a pipeline: texts without overlong chunks are left to `tokenize`, others are given to it in pieces."""

    def __init__(self, tokenize: "Callable[[str], Doc]") -> None:
        self.tokenize = tokenize

    def __call__(self, text: str) -> "Doc":
        """The tokens of a text; together they are the text, as always."""
        if not LONG.search(text):
            return self.tokenize(text)
        from spacy.tokens import Doc  # noqa: PLC0415  loaded with the model

        tokens = [token for piece in pieces(text) for token in self.tokenize(piece)]
        return Doc(tokens[0].vocab, words=[token.text for token in tokens], spaces=[bool(token.whitespace_) for token in tokens])


def pieces(text: str) -> list[str]:
    """The text in pieces, cut inside overlong chunks only."""
    cuts = [0]
    for chunk in LONG.finditer(text):
        cuts += range(chunk.start() or PIECE, chunk.end(), PIECE)
    cuts = [*dict.fromkeys(cuts), len(text)]
    return [text[start:end] for start, end in pairwise(cuts) if start < end]
