"""Occurrences of words in a text, located without splitting all of it into words.

A word can only occur where its letters do. So its letters are looked for in the text in small letters, which takes microseconds, and only the
stretch between two blanks around them is split into words: no word reaches across a blank, and what is around it does not matter. The few
words of an English text with other letters, and initials, are listed once. What cannot be located so is left to `spans`, which then splits
the whole text.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from dossier.search.analysis import CJK, WORD, fold
from dossier.search.lexicon import wildcard
from dossier.search.syntax import AnyOf, Phrase, Prefix, Text, Wildcard, Word
from dossier.search.variants import compound_variants, word_variants

OTHER_LETTERS = re.compile("[^\x00-\x7f\u00a0-\u00a9\u00ab-\u00ac\u00ae-\u00b1\u2010-\u205e\u20ac]+")
"""What may be part of a word beyond ASCII: all but the usual signs of English texts."""
LEAST_SPACING = 20
"""Characters for each run of such letters: where there are more of these, the whole text is split."""
RUN = re.compile("[a-z0-9]+")
BLANKS = {code: " " for code in range(128) if not chr(code).isalnum()}
INITIALS = re.compile(r"\.[a-z?]\.")
"""Part of every word of initials, in lower case."""
SAFE = ' \n,;:!()"/'
SAFE_LONGER = SAFE + ".'-"
"""What may follow a run of letters and digits that is a word; what follows a single letter may make it initials."""

Place = tuple[int, int]
"""Start and end of a match in the text, half-open."""
Occurrence = tuple[int, int, str]
"""Start and end of a word, and the word, folded."""


@dataclass(frozen=True, slots=True)
class Probe:
    """What a leaf looks for: words that meet `fits`, each a run of letters and digits that matches a pattern; and phrases."""

    patterns: tuple[re.Pattern[str], ...]
    fits: Callable[[str], bool]
    phrases: Callable[["TextProbe"], Sequence[Sequence[str]]] = lambda _: ()


@lru_cache(maxsize=1_000)
def probe_of(leaf: Text) -> Probe | None:
    """What to look for; None for near words and near spellings, for which the whole text has to be split."""
    match leaf:
        case Phrase(words, None, _, True):
            return _of_words((), lambda _: (words,))
        case AnyOf(words, phrases):
            return _of_words(words, lambda _: phrases)
        case Word(text):
            variants = word_variants(text)
            return _of_words(variants.words, variants.phrases)
        case Phrase(words, _, _, False):
            variants = compound_variants(words)
            return _of_words(variants.words, variants.phrases)
        case Prefix(text) if text:
            return Probe(_patterns((text,)), lambda word: word.startswith(text))
        case Wildcard(pattern) if letters := max(pattern.split("*"), key=len):
            shape = wildcard(pattern)
            return Probe((RUN,), lambda word: letters in word and shape.fullmatch(word) is not None)
    return None


def _of_words(words: tuple[str, ...], phrases: Callable[["TextProbe"], Sequence[Sequence[str]]] = lambda _: ()) -> Probe:
    return Probe(_patterns(words), frozenset(words).__contains__, phrases)


@lru_cache(maxsize=1_000)
def _patterns(words: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    """Runs that begin with one of these words. Words that begin with another of them need no pattern, and those with other letters than ASCII
    have none. A pattern begins with letters, which `re` looks for much faster than for anything else, and then looks back.
    """
    beginnings: list[str] = []
    for word in sorted({word for word in words if word.isascii()}):
        if not (beginnings and word.startswith(beginnings[-1])):
            beginnings.append(word)
    return tuple(re.compile(f"{re.escape(word)}(?<![a-z0-9]{re.escape(word)})[a-z0-9]*") for word in beginnings)


@dataclass(frozen=True, slots=True)
class TextProbe:
    """A text to be probed: `lower` has its ASCII letters in lower case and a question mark for every other character, so that places are
    the same; `spaced` has blanks for all but letters and digits, also around it; `others` are the words with other letters and the initials, with their places, folded.
    """

    text: str
    lower: str
    spaced: str
    others: tuple[Occurrence, ...] = ()
    other_words: frozenset[str] = frozenset()

    def find(self, probe: Probe) -> list[Place]:
        """Where a probe matches; the same place may come twice."""
        places = [(start, end) for start, end, _ in self._words(probe)]
        for phrase in probe.phrases(self):
            places += self._phrase(phrase)
        return places

    def __contains__(self, word: object) -> bool:
        """False for what is certainly no word of the text."""
        return f" {word} " in self.spaced or word in self.other_words

    def _words(self, probe: Probe) -> Iterator[Occurrence]:
        """The words that meet a probe's condition."""
        lower, fits = self.lower, probe.fits
        for pattern in probe.patterns:
            for match in pattern.finditer(lower):
                word = match.group()
                if fits(word):
                    start, end = match.span()
                    if lower[start - 1 : start] in SAFE and lower[end : end + 1] in (SAFE if end - start == 1 else SAFE_LONGER):
                        yield start, end, word
                    else:
                        yield from (word for word in self.split_around(start, end) if fits(word[2]))
        for other in self.others:
            if fits(other[2]):
                yield other

    def _phrase(self, phrase: Sequence[str]) -> Iterator[Place]:
        """Where these words follow one another."""
        if not phrase or not all(word in self for word in phrase):
            return
        for start, first_end, _ in self._words(_of_words(tuple(phrase[:1]))):
            end, following = first_end, WORD.finditer(self.text, first_end)
            for word in phrase[1:]:
                match = next(following, None)
                if match is None or fold(match.group()) != word:
                    break
                end = match.end()
            else:
                yield start, end

    def split_around(self, start: int, end: int) -> Iterator[Occurrence]:
        """The words of the stretch between two blanks around these characters."""
        space = self.lower.rfind(" ", 0, start)
        first = max(space, self.lower.rfind("\n", space + 1, start)) + 1
        space = self.lower.find(" ", end)
        last = space if space >= 0 else len(self.lower)
        line = self.lower.find("\n", end, last)
        for match in WORD.finditer(self.text, first, last if line < 0 else line):
            yield *match.span(), fold(match.group())


@lru_cache(maxsize=512)
def prepare(text: str) -> TextProbe | None:
    """A text to be probed, cached for the next keystroke; None where it has to be split: many words of it have other letters than a to z."""
    lower = text.encode("ascii", "replace").decode("ascii").lower()
    runs = [] if text.isascii() else [match.start() for match in OTHER_LETTERS.finditer(text)]
    if len(runs) * LEAST_SPACING > len(text) + LEAST_SPACING or (runs and CJK.search(text)):
        return None
    spaced = f" {lower.translate(BLANKS)} "
    probe, others = TextProbe(text, lower, spaced), {}
    for at in (*runs, *(match.start() for match in INITIALS.finditer(lower))):
        for start, end, word in probe.split_around(at, at + 1):
            written = text[start:end]
            if "." in written or not written.isascii():
                others[start] = start, end, word
    return TextProbe(text, lower, spaced, tuple(others.values()), frozenset(word for _, _, word in others.values())) if others else probe
