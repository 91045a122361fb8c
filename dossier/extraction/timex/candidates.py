"""Where in a text the patterns of times are worth a try: most words begin no time, and trying every pattern at each is slow."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

SIZE = 3
"""Characters of a word that tell whether a pattern may begin with it."""
START = re.compile(r"(?<![\w$€£@#/.:-])(?=['’]?\w)")
CLASS = re.compile(r"\[([A-Z])([a-z])\]")
LITERALS = re.compile(r"[a-z][a-z-]* ?")


class CandidateScanner:
    """A table of patterns, asked for those that may match at a place. A pattern is given as written, a space for any white space.

    What may begin a match is read off the pattern: the first characters of every word written in it, wherever it stands. That is
    more than can begin it and never less, so whatever the pattern finds, it finds.
    """

    def __init__(self, patterns: Sequence[str]) -> None:
        self._openings = [_openings(pattern) for pattern in patterns]
        self._digits = [rank for rank, pattern in enumerate(patterns) if re.search(r"\d|\\d", pattern)]
        self._at = lru_cache(maxsize=8192)(self._ranks)

    def places(self, text: str) -> Iterator[tuple[int, tuple[int, ...]]]:
        """Each place of `text` where a word begins, with the numbers of the patterns that may match there, both in order."""
        for place in START.finditer(text):
            start = place.start()
            ranks = self._at(text[start : start + SIZE])
            if ranks:
                yield start, ranks

    def _ranks(self, opening: str) -> tuple[int, ...]:
        if not (opening[0].isascii() and opening[0].isalpha()):
            return tuple(self._digits)
        word = re.sub(r"\s+", " ", opening.lower())
        return tuple(rank for rank, openings in enumerate(self._openings) if word.startswith(openings))


def _openings(pattern: str) -> tuple[str, ...]:
    """The first characters of the words in a pattern: as many as are certain, at most SIZE."""
    bare = re.sub(r"\(\?P[<=]\w+[>)]", "(", pattern)
    bare = re.sub(r"\\(?:x..|s\+)", " ", CLASS.sub(lambda m: m[2], bare))
    bare = re.sub(r"\\[a-zA-Z]", "(", bare).replace("\\", "").lower()
    found = set()
    for literal in LITERALS.finditer(bare):
        certain = literal[0][:-1] if bare[literal.end() : literal.end() + 1] in {"?", "*", "{"} else literal[0]
        found |= {certain[:SIZE]} if certain else {literal[0]}
    return tuple(sorted(found))
