"""When two spellings are one name: a common normal form of transliterations, and parts of full names."""

import re
import unicodedata
from functools import lru_cache

FOLDS = (
    ("'", ""), ("’", ""), ("ʼ", ""), ("‘", ""), ("`", ""),
    ("tch", "ch"), ("tsch", "ch"), ("sch", "sh"), ("kh", "k"), ("gh", "g"), ("dj", "j"), ("zh", "j"), ("ph", "f"), ("th", "t"),
    ("ck", "k"), ("q", "k"), ("c", "k"), ("kk", "k"), ("w", "v"), ("x", "ks"), ("oo", "u"), ("ou", "u"), ("o", "u"), ("ee", "i"),
    ("ya", "ia"), ("yu", "iu"), ("ye", "e"), ("y", "i"), ("j", "i"), ("e", "i"), ("h", ""),
)  # fmt: skip
"""How the common transliterations differ, in the order they are undone (after the ICAO, BGN/PCGN and press spellings)."""
LOOKALIKES = str.maketrans("’ʼ‘ıłŁøØđ–", "'''ilLoOd-")
"""Letters and marks that accents are not taken from, or that are printed in several ways."""
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
    """A name for comparison: small letters, no accents, straight apostrophes, single spaces, no possessive."""
    flat = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    flat = flat.translate(LOOKALIKES)
    return re.sub(r"\s+", " ", re.sub(r"'s?$", "", flat)).strip(" .,").casefold()


@lru_cache(maxsize=4096)
def transliteration_key(name: str) -> str:
    """The form that common spellings and transliterations of one name share ("Alexei", "Aleksey" -> one form)."""
    flat = fold_name(name)
    for old, new in FOLDS:
        flat = flat.replace(old, new)
    return re.sub(r"([a-z])\1+", r"\1", flat).replace("-", " ")


@lru_cache(maxsize=4096)
def name_parts(name: str) -> tuple[str, ...]:
    """The words of a name, a particle kept with the word it stands before ("Omar bin Said" -> "omar", "bin said")."""
    found: list[str] = []
    held = ""
    for word in re.split(r"[\s]+", fold_name(name)):
        held = f"{held} {word}".strip()
        if word not in PARTICLES:
            found.append(held)
            held = ""
    return (*found, held) if held else tuple(found)


def edit_distance(a: str, b: str, most: int = 2) -> int:
    """The number of letters to change, add or drop between two words; `most` + 1 where it is more than `most`."""
    if abs(len(a) - len(b)) > most:
        return most + 1
    before = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        row = [i]
        for j, y in enumerate(b, 1):
            row.append(min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (x != y)))
        before = row
    return min(before[-1], most + 1)


def same_full_name(a: str, b: str) -> bool:
    """True where two full names (two words or more) are spellings of one: equal in normal form, or one letter off in it."""
    one, two = transliteration_key(a), transliteration_key(b)
    if one == two:
        return True
    left, right = one.split(), two.split()
    if len(left) != len(right) or len(left) < 2:
        return False
    off = [(x, y) for x, y in zip(left, right, strict=True) if x != y]
    return len(off) == 1 and min(len(off[0][0]), len(off[0][1])) >= 5 and edit_distance(*off[0], most=1) == 1


def partial_name_kind(short: str, full: str) -> str:
    """How `short` is part of the full name: "surname", "first name", "part" (fewer words, or one of several surnames) or ""."""
    few, many = name_parts(short), name_parts(full)
    if not few or len(few) >= len(many):
        return ""
    bare = [p.split()[-1] for p in many]
    if few == many[-len(few) :] or (len(few) == 1 and few[0] in (bare[-1], bare[-1].removeprefix("al-").removeprefix("el-"))):
        return "surname"
    if few == many[: len(few)]:
        return "first name"
    if (few[0] == many[0] and few[-1] == many[-1]) or (len(few) == 1 and few[0] in many[1:-1] and len(few[0]) > 3):
        return "part"
    spelled = [transliteration_key(p) for p in few]
    if spelled == [transliteration_key(p) for p in many[-len(few) :]]:
        return "surname"
    return ""
