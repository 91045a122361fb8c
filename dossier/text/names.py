"""Name normalization: folding, a common key of transliterations, and parts of full names."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache

FOLDS = (
    ("'", ""), ("’", ""), ("ʼ", ""), ("‘", ""), ("`", ""),
    ("tch", "ch"), ("tsch", "ch"), ("sch", "sh"), ("kh", "k"), ("gh", "g"), ("dj", "j"), ("zh", "j"), ("ph", "f"), ("th", "t"),
    ("ck", "k"), ("q", "k"), ("c", "k"), ("kk", "k"), ("w", "v"), ("x", "ks"), ("oo", "u"), ("ou", "u"), ("o", "u"), ("ee", "i"),
    ("ya", "ia"), ("yu", "iu"), ("ye", "e"), ("y", "i"), ("j", "i"), ("e", "i"), ("h", ""),
)  # fmt: skip
"""Differences between common transliterations, in the order of replacement (after the ICAO, BGN/PCGN and press spellings)."""
LOOKALIKES = str.maketrans("’ʼ‘ıłŁøØđ–", "'''ilLoOd-")
"""Letters that Unicode does not decompose, and marks with several forms."""
PARTICLES = frozenset(
    {
        "al",
        "el",
        "bin",
        "ibn",
        "bint",
        "ben",
        "de",
        "da",
        "di",
        "del",
        "della",
        "van",
        "von",
        "der",
        "den",
        "la",
        "le",
        "abu",
        "ul",
        "ur",
        "as",
    }
)
ARTICLE = re.compile(r"(?:(?<=\s)|(?<=-)|^)(?:[aeu]l[ -]|a(?P<sun>sh|th|dh|[srntdz])-(?=(?P=sun)))(?=\w)")
"""The Arabic article, apart from its word or joined by a hyphen, also where it takes the sound of the word ("ash-Sharif"). Romanizations
of the article and of the names with "Abd": BGN/PCGN and the usage of news agencies.
"""
SERVANT = re.compile(r"\babd[ -]?[aeu]l[ -]?(?=\w{2})")
"""The first part of names such as "Abdel Rahman", "Abdul-Rahman", "Abdulrahman"."""
PATRONYMICS = frozenset({"bin", "ibn", "bint", "abu", "umm"})
HAS_ARTICLE = "+"
"""Stands for the article before a word."""


def without_accents(name: str) -> str:
    """A name without the accents on its letters."""
    return name if name.isascii() else "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))


@lru_cache(maxsize=4096)
def fold_name(name: str) -> str:
    """A name for comparison: lower case, no accents, straight apostrophes, single spaces, no possessive."""
    flat = without_accents(name).translate(LOOKALIKES)
    return re.sub(r"\s+", " ", re.sub(r"'s?$", "", flat)).strip(" .,").casefold()


@lru_cache(maxsize=4096)
def transliteration_key(name: str) -> str:
    """A key that is equal for common spellings and transliterations of one name ("Alexei", "Aleksey")."""
    flat = fold_name(name)
    for old, new in FOLDS:
        flat = flat.replace(old, new)
    return re.sub(r"([a-z])\1+", r"\1", flat).replace("-", " ")


@lru_cache(maxsize=4096)
def name_parts(name: str) -> tuple[str, ...]:
    """The folded words of a name, a particle together with the next word ("Omar bin Said" -> "omar", "bin said").

    "Ben" at the start is a given name.
    """
    parts: list[str] = []
    part = ""
    for word in re.split(r"[\s]+", fold_name(name)):
        part = f"{part} {word}".strip()
        if word not in PARTICLES or (word == "ben" and not parts):
            parts.append(part)
            part = ""
    return (*parts, part) if part else tuple(parts)


def edit_distance(a: str, b: str, most: int = 2) -> int:
    """Levenshtein distance of two words; `most` + 1 where it is more than `most`."""
    if abs(len(a) - len(b)) > most:
        return most + 1
    previous = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        row = [i]
        for j, y in enumerate(b, 1):
            row.append(min(previous[j] + 1, row[j - 1] + 1, previous[j - 1] + (x != y)))
        previous = row
    return min(previous[-1], most + 1)


def differ_by_one_letter(a: str, b: str) -> bool:
    """True for two words of which one becomes the other by one letter that is replaced, added or left out."""
    shorter, longer = sorted((a, b), key=len)
    if len(longer) - len(shorter) > 1:
        return False
    start = next((at for at, (x, y) in enumerate(zip(shorter, longer, strict=False)) if x != y), len(shorter))
    return shorter != longer and shorter[start + (len(shorter) == len(longer)) :] == longer[start + 1 :]


def same_full_name(a: str, b: str) -> bool:
    """True where two full names (two words or more) are spellings of one: their keys are equal, or differ in one letter, or they are
    romanizations of one Arabic name.
    """
    key_a, key_b = transliteration_key(a), transliteration_key(b)
    if key_a == key_b or same_arabic_name(a, b):
        return True
    left, right = key_a.split(), key_b.split()
    if len(left) != len(right) or len(left) < 2:
        return False
    different = [(x, y) for x, y in zip(left, right, strict=True) if x != y]
    if len(different) != 1 or _is_feminine_of(*different[0]):
        return False
    return min(map(len, different[0])) >= 5 and differ_by_one_letter(*different[0])


def _is_feminine_of(x: str, y: str) -> bool:
    """True for two given names that differ by a final "a" ("Karim", "Karima"): a man's and a woman's."""
    return f"{x}a" == y or f"{y}a" == x


def same_arabic_name(a: str, b: str) -> bool:
    """True where two full names, one of them with an Arabic article or patronymic, are romanizations of one: with the article apart, joined
    or left out, with "e" for "a" or "i" ("Ahmed al-Sharif", "Ahmad Alsharif", "Ahmed Sharif"), and one letter more or less in a long word.
    """
    left, right = _arabic_words(a), _arabic_words(b)
    if len(left) != len(right) or len(left) < 2 or not (_is_arabic(left) or _is_arabic(right)):
        return False
    different = [(x, y) for x, y in zip(left, right, strict=True) if not _same_arabic_word(x, y)]
    if len(different) != 1:
        return not different
    x, y = (word.removeprefix(HAS_ARTICLE) for word in different[0])
    return min(len(x), len(y)) >= 5 and abs(len(x) - len(y)) == 1 and differ_by_one_letter(x, y) and not _is_feminine_of(x, y)


def arabic_blocks(name: str) -> frozenset[str]:
    """Keys of which two romanizations of one Arabic name share one: its words with and without the article, all vowels alike."""
    forms = {form for word in _arabic_words(name) for form in _without_article(word)}
    return frozenset(form.replace("e", "a").replace("i", "a") for form in forms)


@lru_cache(maxsize=4096)
def _arabic_words(name: str) -> tuple[str, ...]:
    """The words of a name in a common spelling that keeps "e" apart; one with the article begins with HAS_ARTICLE."""
    marked = ARTICLE.sub(HAS_ARTICLE, SERVANT.sub("abdal", fold_name(name)))
    for old, new in FOLDS:
        if old != "e":
            marked = marked.replace(old, new)
    words = re.split(r"[\s-]+", re.sub(r"([a-z])\1+", r"\1", marked))
    return tuple(word for word in words if word.strip(HAS_ARTICLE))


def _is_arabic(words: Iterable[str]) -> bool:
    return any(word.startswith((HAS_ARTICLE, "abdal")) or word in PATRONYMICS for word in words)


def _same_arabic_word(x: str, y: str) -> bool:
    return any(_same_vowels(one, other) for one in _without_article(x) for other in _without_article(y))


def _without_article(word: str) -> tuple[str, ...]:
    """A word as it is without the article; where it has one, also joined to it."""
    rest = word.removeprefix(HAS_ARTICLE)
    return (rest, f"al{rest}") if rest != word else (word,)


def _same_vowels(x: str, y: str) -> bool:
    """True for words that are equal but for "e" in one where the other has "a" or "i"."""
    return len(x) == len(y) and all(a == b or (a in "aei" and b in "aei" and "e" in (a, b)) for a, b in zip(x, y, strict=True))


def partial_name_kind(short: str, full: str) -> str:
    """The part of the full name that `short` is: "surname", "first name", "part" (fewer words, or one of several surnames) or ""."""
    few, all_parts = name_parts(short), name_parts(full)
    if len(all_parts) > 1 and " ".join(few) == all_parts[-1]:
        return "surname"
    if not few or len(few) >= len(all_parts):
        return ""
    surname = all_parts[-1].split()[-1]
    if few == all_parts[-len(few) :] or (len(few) == 1 and few[0] in (surname, surname.removeprefix("al-").removeprefix("el-"))):
        return "surname"
    if few == all_parts[: len(few)]:
        return "part" if _lacks_family(few, all_parts[len(few) :]) else "first name"
    if (few[0] == all_parts[0] and few[-1] == all_parts[-1]) or (len(few) == 1 and few[0] in all_parts[1:-1] and len(few[0]) > 3):
        return "part"
    if [transliteration_key(p) for p in few] == [transliteration_key(p) for p in all_parts[-len(few) :]]:
        return "surname"
    return ""


def _lacks_family(few: Sequence[str], rest: Sequence[str]) -> bool:
    """True where a name with a patronymic lacks the family only ("Omar bin Rashid", of "Omar bin Rashid Al Tamimi")."""
    has_patronymic = any(part.split()[0] in PATRONYMICS for part in few[1:])
    return has_patronymic and all(ARTICLE.match(part) for part in rest)
