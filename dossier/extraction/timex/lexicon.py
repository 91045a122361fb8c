"""Time lexicon as regular expressions and numbers; the lists are in data/times.toml."""

import re
from functools import lru_cache

from dossier.extraction.lexicon.lists import load_lexicon

LISTS = load_lexicon("times")
MONTHS: dict[str, int] = {**LISTS["months"], **LISTS["short_months"]}
WEEKDAYS: dict[str, int] = LISTS["weekdays"]
NUMBERS: dict[str, int] = LISTS["numbers"]
ORDINALS: dict[str, int] = LISTS["ordinals"]
VAGUE = (
    "a couple of",
    "a couple",
    "a few",
    "a number of",
    "a handful of",
    "a dozen or so",
    "several",
    "many",
    "few",
    "some",
    "numerous",
    "various",
    "countless",
    "tens of thousands of",
    "hundreds of thousands of",
    "dozens of",
    "scores of",
    "hundreds of",
    "thousands of",
    "millions of",
    "billions of",
)
DOZENS = {"a dozen": "12", "two dozen": "24", "a half-dozen": "6", "half a dozen": "6", "a half dozen": "6"}
SCALES = {"thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
HALVES = {"hour": "PT30M", "day": "PT12H", "year": "P6M", "century": "P50Y", "decade": "P5Y", "month": "P15D", "minute": "PT30S"}


def any_of(choices: object) -> str:
    """Alternation of words, longest first, with the first letter in either case."""
    ordered = sorted((str(c) for c in choices), key=lambda c: (-len(c), c))  # type: ignore[attr-defined]  # any iterable
    return "(?:" + "|".join(_spaced(word) for word in ordered) + ")"


def _spaced(word: str) -> str:
    """Pattern of a phrase with any white space for its spaces and curly apostrophes allowed."""
    first = f"[{word[0].upper()}{word[0]}]" if word[0].islower() else re.escape(word[0])
    return first + re.escape(word[1:]).replace(r"\ ", " ").replace("'", "['’]")


MONTH = "(?:" + "|".join(f"{m.capitalize()}|{m.upper()}" for m in LISTS["months"]) + ")"
SHORT_MONTH = "(?:" + "|".join(f"{m.capitalize()}|{m.upper()}" for m in LISTS["short_months"]) + r")\b\.?"
ANY_MONTH = f"(?:{MONTH}|{SHORT_MONTH})"
WEEKDAY = "(?:" + "|".join(d.capitalize() for d in WEEKDAYS) + ")"
SHORT_WEEKDAY = r"(?:Mon|Tues?|Wed|Thu(?:rs?)?|Fri|Sat|Sun)\b\.?"
UNIT = any_of(u for u in LISTS["units"] if u != "second")
UNITS = any_of(["centuries", *(f"{u}s" for u in LISTS["units"] if u != "century")])
PART = any_of([*LISTS["parts"]])
SEASON = any_of(LISTS["seasons"])
YEAR = r"(?:1[0-9]|20)\d\d(?!\d)"
DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\d%])(?![.,:]\d)"
ONES = any_of([w for w, n in NUMBERS.items() if n < 10 and len(w) > 2])
TENS = any_of([w for w, n in NUMBERS.items() if n >= 20 and n < 100])
NUMBER = (
    rf"(?:\d+(?:-|–| to | or )\d+|\d+-plus|\d+(?:[.,]\d+)*[½+]?|{TENS}-{ONES}|{any_of(['a hundred', 'one hundred'])}|{any_of(DOZENS)}|{any_of(w for w in NUMBERS if len(w) > 2)}"
    rf"|{any_of(VAGUE)})"
)
ABOUT = (
    r"(?:(?:[Aa]bout|[Aa]round|[Aa]pproximately|[Rr]oughly|[Nn]early|[Aa]lmost|[Mm]ore\s+than|[Oo]ver|[Ll]ess\s+than|[Ff]ewer\s+than|[Uu]nder|[Aa]t\s+least"
    r"|[Uu]p\s+to|[Jj]ust\s+over|[Jj]ust\s+under|[Jj]ust|[Oo]nly|[Ww]ell\s+over|[Aa]\s+little\s+over|[Ss]ome|[Aa]s\s+long\s+as|[Tt]he\s+first|[Tt]he\s+final)\s+)"
)


@lru_cache(maxsize=1)
def unit_forms() -> dict[str, str]:
    """Singular and plural forms of the units, mapped to the singular."""
    forms = {"centuries": "century"}
    for unit in LISTS["units"]:
        forms[unit] = forms[f"{unit}s"] = unit
    return forms


def number(words: str) -> str:
    """A number in TIMEX3 notation: "2", "1.5", or "X" where the words leave it open ("several")."""
    plain = re.sub(r"\s+", " ", words.strip().lower())
    if plain in DOZENS:
        return DOZENS[plain]
    if plain in NUMBERS:
        return str(NUMBERS[plain])
    if re.fullmatch(r"\d+\D+\d+", plain) and not re.fullmatch(r"[\d.,]+", plain):
        return "X"
    if plain[0].isdigit():
        return re.sub(r",(?=\d{3})", "", plain).replace("½", ".5").rstrip("+").removesuffix("-plus")
    tens, _, ones = plain.partition("-")
    if tens in NUMBERS and ones in NUMBERS:
        return str(NUMBERS[tens] + NUMBERS[ones])
    return "100" if plain.endswith("hundred") else "X"


def duration(amount: str, unit: str) -> str:
    """TIMEX3 value of a duration: P2D, PT2H, PXY; a fortnight is two weeks."""
    letter = LISTS["units"][unit]
    if letter == "2W":
        return f"P{amount if amount == 'X' else int(float(amount) * 2)}W"
    return f"PT{amount}{letter[1:]}" if letter.startswith("T") else f"P{amount}{letter}"


def month(words: str) -> int:
    """Number (1-12) of a month named in full or abbreviated, with or without a full stop."""
    return MONTHS[words.lower().rstrip(".")]


def day_number(words: str) -> int:
    """Day of a month from "4", "04" or "4th"."""
    return int(re.sub(r"\D", "", words))
