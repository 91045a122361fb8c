"""Chunk tokenizer: spaCy's own, with a bound on the text between two blanks.

spaCy takes the marks at both ends of a chunk off one at a time, each time copying the rest, so that its time grows with the square of a run of
marks: 100 KB of parentheses would take a quarter of an hour. With each mark a token, all later rules would read five tokens in place of one.
So what is longer than any word, and long runs of marks, are tokens of a hundred characters.
"""

import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc

LONGEST, LONGEST_RUN = 400, 30
"""Characters between two blanks, and marks in a row, that spaCy gets; the longest words and most addresses are shorter."""
PIECE = 100
LONG = re.compile(rf"[^\w\s]{{{LONGEST_RUN + 1},}}|\S{{{LONGEST + 1},}}")


class ChunkTokenizer:
    """Tokenizer of a pipeline: texts without overlong chunks are left to `tokenize`; of others, all between these chunks."""

    def __init__(self, tokenize: "Callable[[str], Doc]") -> None:
        self.tokenize = tokenize

    def __call__(self, text: str) -> "Doc":
        """The tokens of a text; together they are the text, as always."""
        if not LONG.search(text):
            return self.tokenize(text)
        from spacy.tokens import Doc  # noqa: PLC0415  loaded with the model

        tokens = list(self._tokens(text))
        return Doc(self.tokenize("").vocab, words=[word for word, _ in tokens], spaces=[has_blank for _, has_blank in tokens])

    def _tokens(self, text: str) -> Iterator[tuple[str, bool]]:
        """Each token's text, and whether a blank follows it."""
        has_blank = False
        for (piece, is_long), (after, _) in pairwise([*pieces(text), ("", False)]):
            if is_long:
                has_blank = after.startswith(" ")
                yield piece, has_blank
            else:
                # a blank after a chunk is that chunk's
                yield from ((token.text, bool(token.whitespace_)) for token in self.tokenize(piece[has_blank:]))
                has_blank = False


def pieces(text: str) -> Iterator[tuple[str, bool]]:
    """The text in pieces: those of overlong chunks, each a token (True), and all between them (False)."""
    end = 0
    for chunk in LONG.finditer(text):
        if chunk.start() > end:
            yield text[end : chunk.start()], False
        end = chunk.end()
        yield from ((text[start : min(start + PIECE, end)], True) for start in range(chunk.start(), end, PIECE))
    if end < len(text):
        yield text[end:], False
