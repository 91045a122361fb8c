"""Spelling variants: the same word in another spelling (defence, defense; Kyiv, Kiev), as one word or as two (cease-fire, ceasefire, cease
fire), and figures with and without signs between their thousands (1,400; 1400).
"""

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import product

from dossier.search.inflection import forms

LISTS = ("spellings.txt", "place_spellings.txt")
SHORTEST_PART = 3
SHORTEST_LAST = 4
"""Letters of the parts of a compound; shorter ends are mostly those of other words ("man age")."""
SHORT_PREFIXES = frozenset(["co", "e", "ex", "u", "x"])
PARTICLES = frozenset(["away", "back", "down", "off", "out", "over", "through", "up"])
"""Last parts of compounds made from verbs: build-up, stand-off. Others end too many words ("spa in", "pers on")."""
LONGEST_COMPOUND = 4
"""Parts of a word with hyphens that are tried as one word."""
THOUSANDS = 3


@dataclass(frozen=True, slots=True)
class Variants:
    """Spellings by which a word or a compound is found: single words, and compounds in their parts, the last of which may be inflected."""

    words: tuple[str, ...]
    compounds: tuple[tuple[str, ...], ...] = ()
    inflected: bool = True

    def phrases(self, known: Container[str]) -> tuple[tuple[str, ...], ...]:
        """The words of each compound in each form, where all of them are among `known` words."""
        return tuple(
            (*parts[:-1], last)
            for parts in self.compounds
            if all(part in known for part in parts[:-1])
            for last in (forms(parts[-1]) if self.inflected else parts[-1:])
            if last in known
        )


@lru_cache(maxsize=20_000)
def word_variants(word: str) -> Variants:
    """The spellings of a bare word and of its inflected forms, itself first; many exist in no text."""
    inflected = forms(word)
    spelled = dict.fromkeys((*inflected, *(other for form in inflected for other in spellings(form))))
    return Variants(tuple(spelled), splits(word))


@lru_cache(maxsize=2_000)
def compound_variants(words: tuple[str, ...]) -> Variants:
    """The spellings of a bare word that falls into several: its parts one after the other or joined."""
    alternatives = (words, *joins(words))
    singles = (form for parts in alternatives if len(parts) == 1 for form in word_variants(parts[0]).words)
    return Variants(tuple(dict.fromkeys(singles)), tuple(parts for parts in alternatives if len(parts) > 1))


@lru_cache(maxsize=2_000)
def name_variants(words: tuple[str, ...]) -> Variants:
    """The spellings of a word or compound in a name: without inflected forms."""
    if len(words) == 1:
        return Variants((words[0], *spellings(words[0])), splits(words[0]), inflected=False)
    alternatives = (words, *joins(words))
    singles = tuple(parts[0] for parts in alternatives if len(parts) == 1)
    return Variants(singles, tuple(parts for parts in alternatives if len(parts) > 1), inflected=False)


def spellings(word: str) -> tuple[str, ...]:
    """The other spellings of a word in the lists (VarCon's English spellings, GeoNames' names of towns)."""
    return _spellings().get(word, ())


def splits(word: str) -> tuple[tuple[str, ...], ...]:
    """The parts that a word may be written in: of a figure its thousands, of a compound its two parts."""
    if word.isdecimal():
        return tuple(_groups(word))
    return tuple((word[:at], word[at:]) for at in range(1, len(word)) if _is_compound(word[:at], word[at:]))


def joins(words: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    """The parts of a compound with some or all of them joined; figures are joined where their parts are thousands."""
    if not 1 < len(words) <= LONGEST_COMPOUND:
        return ()
    joined = []
    for joints in product((True, False), repeat=len(words) - 1):
        groups = [[words[0]]]
        for joint, word in zip(joints, words[1:], strict=True):
            if joint:
                groups[-1].append(word)
            else:
                groups.append([word])
        if any(joints) and all(_can_join(group) for group in groups):
            joined.append(tuple("".join(group) for group in groups))
    return tuple(joined)


def _can_join(parts: Sequence[str]) -> bool:
    """True for parts that are one word or figure when joined."""
    if len(parts) == 1 or not all(part.isdecimal() for part in parts):
        return True
    return tuple(parts) in _groups("".join(parts))


def _groups(digits: str) -> Iterator[tuple[str, ...]]:
    """The thousands of a figure, and in the Indian way its hundreds above them."""
    if len(digits) <= THOUSANDS or digits[0] == "0":
        return
    for size in (THOUSANDS, THOUSANDS - 1):
        head, groups = digits[:-THOUSANDS], [digits[-THOUSANDS:]]
        while len(head) > size:
            head, group = head[:-size], head[-size:]
            groups.append(group)
        if size == THOUSANDS or len(groups) > 1:
            yield (head, *reversed(groups))


def _is_compound(first: str, last: str) -> bool:
    """True for two parts that may be written as two words; where letters meet digits, always ("covid 19")."""
    if first.isdecimal() != last.isdecimal():
        return (first.isalpha() and last.isdecimal()) or (first.isdecimal() and last.isalpha())
    if not (first.isalpha() and last.isalpha()) or first in _function_words():
        return False
    if len(first) < SHORTEST_PART and first not in SHORT_PREFIXES:
        return False
    return last in PARTICLES or (len(last) >= SHORTEST_LAST and last not in _function_words())


@cache
def _spellings() -> Mapping[str, tuple[str, ...]]:
    """Word -> its other spellings; "a > b" gives those of `a` alone."""
    others: dict[str, tuple[str, ...]] = {}
    for name in LISTS:
        for line in _lines(name):
            one_way, group = " > " in line, line.replace(" > ", " ").split()
            for word in group[:1] if one_way else group:
                others[word] = (*others.get(word, ()), *(other for other in group if other != word))
    return others


@cache
def _function_words() -> frozenset[str]:
    """English function words and the commonest verbs."""
    return frozenset(word for line in _lines("function_words.txt") for word in line.split())


def _lines(name: str) -> list[str]:
    """The lines of a data file without its comments."""
    lines = files("dossier.search").joinpath("data", name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if not line.startswith("#")]
