"""Number parsing: digits, words, bounds and ranges as news prints them."""

import re
from dataclasses import dataclass
from functools import lru_cache

from spacy.tokens import Doc

from dossier.extraction.lexicon.lists import load_lexicon, word_set

DIGITS = re.compile(r"\d{1,3}(?:[,\u202f\u00a0]\d{3})+|\d+(?:\.\d+)?")
RANGE = re.compile(r"(\d+)[–-](\d+)")
DASHES = frozenset({"-", "–", "—", "‐"})
YEARS = range(1900, 2101)


@dataclass(frozen=True, slots=True)
class ParsedNumber:
    """Number parsed from tokens `first` up to, not including, `last`.

    `value` is None for "dozens"; `at_least` is true for lower bounds and ranges, `about` for approximations; `bare_year` is true
    where the digits alone could be a year.
    """

    value: int | None
    first: int
    last: int
    at_least: bool = False
    about: bool = False
    bare_year: bool = False


@lru_cache(maxsize=1)
def _bounds() -> tuple[tuple[tuple[str, ...], str], ...]:
    """Bounds: the words before a number and their kind ("at_least" or "about"), longest phrase first."""
    table = load_lexicon("figures")["bounds"]
    pairs = [(tuple(phrase.split()), kind) for kind, phrases in table.items() for phrase in phrases]
    return tuple(sorted(pairs, key=lambda pair: (-len(pair[0]), pair)))


def quantity_at(tokens: Doc, i: int, end: int) -> ParsedNumber | None:
    """Quantity that starts at token `i` and ends before token `end`: "at least seven", "nearly 1.2 million", "dozens"; else None."""
    start, kinds = i, set()
    while i < end and (bound := _bound_at(tokens, i, end)):
        size, kind = bound
        if number_at(tokens, i, end):
            break
        kinds.add(kind)
        i += size
    number = number_at(tokens, i, end)
    if number is None:
        vague = i < end and tokens[i].lower_ in word_set("figures", "numbers.vague") and tokens[i].lower_ not in {"people", "civilians"}
        return ParsedNumber(None, start, i + 1) if vague else None
    value, last, is_range = number
    at_least = "at_least" in kinds or is_range or _words_at(tokens, last, end, ("or", "more"))
    plain_digits = last == i + 1 and tokens[i].text.isdigit() and not kinds & {"at_least", "about"}
    return ParsedNumber(value, start, last, at_least, "about" in kinds and not at_least, plain_digits and value in YEARS)


def number_at(tokens: Doc, i: int, end: int) -> tuple[int, int, bool] | None:
    """Whole number that starts at token `i`: its value, the index after it, whether it is the low end of a range; else None."""
    if i >= end:
        return None
    if tokens[i].lower_ == "between" and (low := _single(tokens, i + 1, end)):
        high = _single(tokens, low[1] + 1, end) if _words_at(tokens, low[1], end, ("and",)) else None
        return (low[0], high[1], True) if high else None
    if ranged := RANGE.fullmatch(tokens[i].text):
        return (int(ranged[1]), i + 1, True) if int(ranged[1]) < int(ranged[2]) else None
    low = _single(tokens, i, end)
    if low is None:
        return None
    is_range = low[1] < end and (tokens[low[1]].text in DASHES or tokens[low[1]].lower_ in {"to", "or"})
    high = _single(tokens, low[1] + 1, end) if is_range else None
    if high and low[0] < high[0]:
        scale = _scale(tokens[high[1] - 1].lower_) if high[0] >= 1000 and low[0] < 1000 else 1
        return low[0] * scale, high[1], True
    return low[0], low[1], False


def _single(tokens: Doc, i: int, end: int) -> tuple[int, int] | None:
    """One number without a bound: digits or words, with the multipliers after it."""
    if i >= end:
        return None
    text, word = tokens[i].text, tokens[i].lower_
    if DIGITS.fullmatch(text):
        value, last = _multiplied(float(re.sub(r"[,\u202f\u00a0]", "", text)), tokens, i + 1, end)
        return (round(value), last) if value == round(value) else None
    if word in {"a", "an"} and i + 1 < end and _scale(tokens[i + 1].lower_) > 1:
        value, last = _multiplied(1, tokens, i + 1, end)
        return round(value), last
    if word == "half" and i + 2 < end and tokens[i + 1].lower_ in {"a", "an"} and _scale(tokens[i + 2].lower_) > 1:
        return _scale(tokens[i + 2].lower_) // 2, i + 3
    return _number_in_words(tokens, i, end)


def _number_in_words(tokens: Doc, i: int, end: int) -> tuple[int, int] | None:
    """A number in words: "twenty-five", "one hundred and twelve", "two million"."""
    units: dict[str, int] = load_lexicon("figures")["numbers"]["units"]
    total, part, j = 0, 0, i
    while j < end:
        word = tokens[j].lower_
        if word in units and (part % 100 == 0 or (part % 10 == 0 and 0 < units[word] < 10 and part % 100 >= 20)):
            part += units[word]
        elif _scale(word) > 1 and j > i:
            scale = _scale(word)
            total, part = (total, part * scale) if scale <= 100 else (total + part * scale, 0)
        elif (word == "and" and tokens[j - 1].lower_ == "hundred") or (tokens[j].text == "-" and part >= 20 and part % 10 == 0):
            if j + 1 >= end or tokens[j + 1].lower_ not in units:
                break
        else:
            break
        j += 1
    return (total + part, j) if j > i else None


def _multiplied(value: float, tokens: Doc, i: int, end: int) -> tuple[float, int]:
    while i < end and _scale(tokens[i].lower_) > 1:
        value *= _scale(tokens[i].lower_)
        i += 1
    return round(value, 6), i


def _scale(word: str) -> int:
    multipliers: dict[str, int] = load_lexicon("figures")["numbers"]["multipliers"]
    return multipliers.get(word, 1)


def _bound_at(tokens: Doc, i: int, end: int) -> tuple[int, str] | None:
    for phrase, kind in _bounds():
        if _words_at(tokens, i, end, phrase):
            return len(phrase), kind
    return None


def _words_at(tokens: Doc, i: int, end: int, phrase: tuple[str, ...]) -> bool:
    return i + len(phrase) <= end and all(tokens[i + k].lower_ == word for k, word in enumerate(phrase))
