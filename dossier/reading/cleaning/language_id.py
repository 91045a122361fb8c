"""Which language a text is in: its script, and for shared scripts the commonest words."""

import re
import unicodedata
from collections import Counter
from functools import lru_cache
from importlib.resources import files

# Scripts (first words of Unicode names) that in news are used mainly by one language.
ONE_LANGUAGE = {"HIRAGANA": "ja", "KATAKANA": "ja", "HANGUL": "ko", "CJK": "zh", "GREEK": "el", "HEBREW": "he", "THAI": "th"}
ONE_LANGUAGE |= {"DEVANAGARI": "hi", "BENGALI": "bn", "TAMIL": "ta", "GEORGIAN": "ka", "ARMENIAN": "hy"}
UNSPACED = frozenset(["CJK", "HIRAGANA", "KATAKANA", "HANGUL", "BOPOMOFO"])
"""Scripts of East Asia, in which a text needs a third as many signs as it would need letters."""
SIGN_WEIGHT = 3
CAPITALISED = re.compile(r"\b[A-Z][A-Za-z]*")
SAMPLE = 20_000
LEAD = 3


def _stop_words() -> dict[str, frozenset[str]]:
    """Language -> its commonest words, from the data file next to this module."""
    lines = files("dossier.reading.cleaning").joinpath("data/stop_words.txt").read_text(encoding="utf-8").splitlines()
    pairs = (line.split(":", 1) for line in lines if line and not line.startswith("#"))
    return {language: frozenset(words.split()) for language, words in pairs}


STOP_WORDS = _stop_words()


@lru_cache(maxsize=10_000)
def script_of(char: str) -> str:
    """The script of a letter ("LATIN", "CYRILLIC", "CJK"), empty for anything that is no letter."""
    return unicodedata.name(char, "").split(" ")[0].split("-")[0] if char.isalpha() else ""


def main_script(text: str) -> str:
    """The script most letters of the text are in; empty for a text without letters."""
    counts = _script_weights(text)
    signs = Counter({script: count for script, count in counts.items() if script in UNSPACED})
    if signs and signs.total() > max(counts[script] for script in counts.keys() - UNSPACED | {""}):
        # Japanese is written in three scripts at once
        counts = signs
    return max(counts, key=lambda script: (counts[script], script)) if counts else ""


def _script_weights(text: str) -> Counter[str]:
    """Letters of each script. Beside signs of East Asia, a sign counts as several letters, and Latin names count half: an article full of
    them is still written in those signs.
    """
    counts = Counter(map(script_of, text[:SAMPLE]))
    counts.pop("", None)
    if counts["LATIN"] and not UNSPACED.isdisjoint(counts):
        counts["LATIN"] -= sum(map(len, CAPITALISED.findall(text[:SAMPLE]))) // 2
        for script in UNSPACED & set(counts):
            counts[script] *= SIGN_WEIGHT
    return +counts


def language_of(text: str, otherwise: str = "en") -> str:
    """Language identification: the ISO 639-1 code of the language whose commonest words the text has most of; `otherwise` where the
    evidence is too thin.

    A few words of a short text are in several languages ("in", "is"), so another language must lead by `LEAD` of them.
    """
    counts = _script_weights(text)
    # Japanese is written with Chinese characters too; its own syllables identify it.
    if counts["HIRAGANA"] + counts["KATAKANA"] > counts["CJK"] * 0.1:
        counts["HIRAGANA"] += counts["CJK"]
    script = max(counts, key=lambda name: (counts[name], name)) if counts else ""
    if script in ONE_LANGUAGE:
        return ONE_LANGUAGE[script]
    words = Counter("".join(ch if ch.isalpha() else " " for ch in text[:SAMPLE].lower()).split())
    votes = {language: sum(words[word] for word in stop) for language, stop in STOP_WORDS.items()}
    best = max(votes, key=lambda language: (votes[language], language == otherwise))
    if votes[best] >= votes.get(otherwise, 0) + LEAD:
        return best
    by_script = {"CYRILLIC": "ru", "ARABIC": "ar"}.get(script, otherwise)
    return best if by_script != otherwise and votes[best] else by_script
