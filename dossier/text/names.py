"""Name normalization: folding, a common key of transliterations, and parts of full names."""

import re
import unicodedata
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


@lru_cache(maxsize=4096)
def fold_name(name: str) -> str:
    """A name for comparison: lower case, no accents, straight apostrophes, single spaces, no possessive."""
    flat = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    flat = flat.translate(LOOKALIKES)
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


def same_full_name(a: str, b: str) -> bool:
    """True where two full names (two words or more) are spellings of one: their keys are equal, or differ in one letter."""
    key_a, key_b = transliteration_key(a), transliteration_key(b)
    if key_a == key_b:
        return True
    left, right = key_a.split(), key_b.split()
    if len(left) != len(right) or len(left) < 2:
        return False
    different = [(x, y) for x, y in zip(left, right, strict=True) if x != y]
    return len(different) == 1 and min(map(len, different[0])) >= 5 and edit_distance(*different[0], most=1) == 1


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
        return "first name"
    if (few[0] == all_parts[0] and few[-1] == all_parts[-1]) or (len(few) == 1 and few[0] in all_parts[1:-1] and len(few[0]) > 3):
        return "part"
    if [transliteration_key(p) for p in few] == [transliteration_key(p) for p in all_parts[-len(few) :]]:
        return "surname"
    return ""
