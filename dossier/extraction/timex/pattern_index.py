"""Candidate scan: selects the patterns to try at each word, since most words begin no time expression."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

PREFIX_LENGTH = 3
"""Characters of a word that are compared with the words of a pattern."""
START = re.compile(r"(?<![\w$€£@#/.:-])(?=['’]?\w)")
CASE_CLASS = re.compile(r"\[([A-Z])([a-z])\]")
LITERALS = re.compile(r"[a-z][a-z-]* ?")


class CandidateScanner:
    """Index of patterns by the first characters of the words in them. A pattern is given as written, with a space for any white space.

    A pattern is a candidate where the text continues with the start of any word written in the pattern. That includes every position
    at which the pattern can match.
    """

    def __init__(self, patterns: Sequence[str]) -> None:
        self._prefixes = [_prefixes_of(pattern) for pattern in patterns]
        self._digits = [rank for rank, pattern in enumerate(patterns) if re.search(r"\d|\\d", pattern)]
        self._ranks_by_prefix = lru_cache(maxsize=8192)(self._ranks)

    def candidates(self, text: str) -> Iterator[tuple[int, tuple[int, ...]]]:
        """Offset of each word in `text` with the ranks of the patterns to try there, both ascending."""
        for match in START.finditer(text):
            start = match.start()
            ranks = self._ranks_by_prefix(text[start : start + PREFIX_LENGTH])
            if ranks:
                yield start, ranks

    def _ranks(self, prefix: str) -> tuple[int, ...]:
        """Ranks of the patterns that may begin with the prefix of a word."""
        if not (prefix[0].isascii() and prefix[0].isalpha()):
            return tuple(self._digits)
        word = re.sub(r"\s+", " ", prefix.lower())
        return tuple(rank for rank, prefixes in enumerate(self._prefixes) if word.startswith(prefixes))


def _prefixes_of(pattern: str) -> tuple[str, ...]:
    """The first characters, at most PREFIX_LENGTH, of the words in a pattern; fewer where later ones are optional."""
    plain = re.sub(r"\(\?P[<=]\w+[>)]", "(", pattern)
    plain = re.sub(r"\\(?:x..|s\+)", " ", CASE_CLASS.sub(lambda m: m[2], plain))
    plain = re.sub(r"\\[a-zA-Z]", "(", plain).replace("\\", "").lower()
    prefixes = set()
    for literal in LITERALS.finditer(plain):
        certain = literal[0][:-1] if plain[literal.end() : literal.end() + 1] in {"?", "*", "{"} else literal[0]
        prefixes |= {certain[:PREFIX_LENGTH]} if certain else {literal[0]}
    return tuple(sorted(prefixes))
