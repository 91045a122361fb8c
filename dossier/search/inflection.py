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
    """What `word` (folded) may look like inflected: itself first, then spellings that the rules give.

    Some are no words; whoever asks keeps those that its texts hold. Words under three letters, with digits or
    outside the Latin alphabet have no forms but themselves.
    """
    if len(word) < SHORTEST or not (word.isascii() and word.isalpha()) or word in _fixed():
        return (word,)
    if word in _irregular():
        return tuple(dict.fromkeys((word, *_irregular()[word])))
    found = [word]
    for base in (word, *_bases(word)):
        found.extend(_irregular().get(base, _inflected(base)) if base not in _fixed() else ())
    return tuple(dict.fromkeys(found))


def _bases(word: str) -> list[str]:
    """The words that `word` may be a form of."""
    found = []
    if word.endswith("ies") and len(word) > 4:
        found.append(word[:-3] + "y")
    elif word.endswith("es") and word[:-2].endswith((*SIBILANTS, "o")):
        found += [word[:-2], word[:-1]]
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")):
        found.append(word[:-1])
    for ending in ("ed", "ing"):
        stem = word.removesuffix(ending)
        if stem == word or len(stem) < SHORTEST - 1 or not any(letter in VOWELS + "y" for letter in stem):
            continue
        found += _stems(stem)
    if word.endswith("ied") and len(word) > 4:
        found.append(word[:-3] + "y")
    return [base for base in found if len(base) >= SHORTEST]


def _stems(stem: str) -> list[str]:
    """What stands before -ed or -ing without it: plan for plann, hope for hop, talk for talk."""
    if len(stem) > 2 and stem[-1] == stem[-2] and stem[-1] not in VOWELS:
        return [stem[:-1], stem]
    if _doubles(stem) and len(SYLLABLE.findall(stem)) == 1:
        return [stem + "e"]
    return [stem, stem + "e"]


def _inflected(base: str) -> list[str]:
    """Plural or third person, past and -ing form of a regular word, in every spelling the rules allow."""
    last, before = base[-1], base[-2]
    if last == "y" and before not in VOWELS:
        return [base, base[:-1] + "ies", base[:-1] + "ied", base + "ing"]
    plural = base + "es" if base.endswith(SIBILANTS) else base + "s"
    found = [base, plural, *([base + "es"] if last == "o" else [])]
    if last == "e":
        return [*found, base + "d", (base if base.endswith(("ee", "oe", "ye")) else base[:-1]) + "ing"]
    found += [base + "ed", base + "ing"]
    if _doubles(base):
        found += [base + last + "ed", base + last + "ing"]
    return found


def _doubles(base: str) -> bool:
    """True where the last letter may be doubled: one vowel and one consonant end the word ("plan", "refer")."""
    return base[-1] not in VOWELS + "wxy" and base[-2] in VOWELS and (len(base) < 3 or base[-3] not in VOWELS)


@lru_cache(maxsize=1)
def _irregular() -> Mapping[str, tuple[str, ...]]:
    """For each form of an irregular word all forms of every word it belongs to."""
    found: dict[str, tuple[str, ...]] = {}
    lists = _lists()
    for line in [*lists["verbs"], *lists["plurals"]]:
        line_forms = line.split()
        line_forms += [f"{form}s" for form in line_forms if form.endswith("ing")]
        for form in line_forms:
            found[form] = (*found.get(form, ()), *line_forms)
    return found


@lru_cache(maxsize=1)
def _fixed() -> frozenset[str]:
    """Words that have no forms."""
    return frozenset(_lists()["fixed"])


@lru_cache(maxsize=1)
def _lists() -> dict[str, list[str]]:
    """The closed lists, read once."""
    text = files("dossier.search").joinpath("irregular_forms.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
