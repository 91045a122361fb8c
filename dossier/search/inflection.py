"""The inflected forms of an English word, by rule and a closed list: strike, strikes, struck, striking."""

import re
import tomllib
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files

VOWELS = "aeiou"
SIBILANTS = ("s", "x", "z", "ch", "sh")
SHORTEST = 3
SYLLABLE = re.compile("[aeiouy]+")


@lru_cache(maxsize=20_000)
def forms(word: str) -> tuple[str, ...]:
    """Possible inflected forms of `word` (folded): itself first, then the spellings given by the rules.

    Some are not words; the caller filters by the words that its texts contain. Words under three letters, with digits or outside the Latin
    alphabet have only themselves.
    """
    if len(word) < SHORTEST or not (word.isascii() and word.isalpha()) or word in _uninflected():
        return (word,)
    if word in _irregular():
        return tuple(dict.fromkeys((word, *_irregular()[word])))
    spellings = [word]
    for base in (word, *_bases(word)):
        spellings.extend(_irregular().get(base, _inflected(base)) if base not in _uninflected() else ())
    return tuple(dict.fromkeys(spellings))


def _bases(word: str) -> list[str]:
    """The words that `word` may be a form of."""
    bases = []
    if word.endswith("ies") and len(word) > 4:
        bases.append(word[:-3] + "y")
    elif word.endswith("es") and word[:-2].endswith((*SIBILANTS, "o")):
        bases += [word[:-2], word[:-1]]
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")):
        bases.append(word[:-1])
    for ending in ("ed", "ing"):
        stem = word.removesuffix(ending)
        if stem == word or len(stem) < SHORTEST - 1 or not any(letter in VOWELS + "y" for letter in stem):
            continue
        bases += _stems(stem)
    if word.endswith("ied") and len(word) > 4:
        bases.append(word[:-3] + "y")
    return [base for base in bases if len(base) >= SHORTEST]


def _stems(stem: str) -> list[str]:
    """Stems for -ed and -ing: plan for plann, hope for hop, talk for talk."""
    if len(stem) > 2 and stem[-1] == stem[-2] and stem[-1] not in VOWELS:
        return [stem[:-1], stem]
    if _may_double(stem) and len(SYLLABLE.findall(stem)) == 1:
        return [stem + "e"]
    return [stem, stem + "e"]


def _inflected(base: str) -> list[str]:
    """Plural or third person, past and -ing form of a regular word, in every spelling the rules allow."""
    last, before = base[-1], base[-2]
    if last == "y" and before not in VOWELS:
        return [base, base[:-1] + "ies", base[:-1] + "ied", base + "ing"]
    plural = base + "es" if base.endswith(SIBILANTS) else base + "s"
    spellings = [base, plural, *([base + "es"] if last == "o" else [])]
    if last == "e":
        return [*spellings, base + "d", (base if base.endswith(("ee", "oe", "ye")) else base[:-1]) + "ing"]
    spellings += [base + "ed", base + "ing"]
    if _may_double(base):
        spellings += [base + last + "ed", base + last + "ing"]
    return spellings


def _may_double(base: str) -> bool:
    """True where the last letter may be doubled: one vowel and one consonant end the word ("plan", "refer")."""
    return base[-1] not in VOWELS + "wxy" and base[-2] in VOWELS and (len(base) < 3 or base[-3] not in VOWELS)


@lru_cache(maxsize=1)
def _irregular() -> Mapping[str, tuple[str, ...]]:
    """For each form of an irregular word all forms of every word it belongs to."""
    forms_of: dict[str, tuple[str, ...]] = {}
    lists = _word_lists()
    for line in [*lists["verbs"], *lists["plurals"]]:
        line_forms = line.split()
        line_forms += [f"{form}s" for form in line_forms if form.endswith("ing")]
        for form in line_forms:
            forms_of[form] = (*forms_of.get(form, ()), *line_forms)
    return forms_of


@lru_cache(maxsize=1)
def _uninflected() -> frozenset[str]:
    """Words that have no forms."""
    return frozenset(_word_lists()["fixed"])


@lru_cache(maxsize=1)
def _word_lists() -> dict[str, list[str]]:
    """The closed lists, read once."""
    text = files("dossier.search").joinpath("irregular_forms.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
