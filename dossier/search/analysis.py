"""Tokenizer: words of a text with their original offsets, the same for queries, index and highlights; independent of any engine.

A word is a run of letters, digits and combining marks; apostrophes, hyphens and all else separate words. A possessive 's is dropped,
initials with stops and no spaces ("U.S.") are one word, and every CJK character is a word of its own.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

# Combining marks, vowel signs and joiners are not letters to `re`, yet they do not end a word.
MARKS = (
    "\u00ad\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4"
    "\u0900-\u0963\u0971-\u0dff\u0e31-\u0e3a\u0e47-\u0e4e\u0eb1-\u0ebc\u0ec8-\u0ecd\u102b-\u103e\u1ab0-\u1aff\u200c\u200d\u2060\u20d0-\u20f0\ufe20-\ufe2f"
)
APOSTROPHES = "'’ʼ`´‘"
INITIALS = r"(?<!\w)(?:[^\W\d_]\.){2,}(?!\w)"
POSSESSIVE = rf"(?<=[^\W_][{APOSTROPHES}])[sS](?![^\W_]|[{MARKS}])"
WORD = re.compile(rf"{INITIALS}|(?!{POSSESSIVE})[^\W_]+(?:[{MARKS}][^\W_]*)*")
CJK = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200c\u200d\u2060."))
# Letters with a stroke or a ligature, which no Unicode decomposition removes.
STROKED = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ŧ": "t", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ё": "е"})


class Token(NamedTuple):
    """A word of a text: folded, with its place among the words (from 0) and its characters in the text."""

    text: str
    position: int
    start: int
    end: int


def tokens(text: str) -> list[Token]:
    """The words of `text` in order."""
    return [Token(fold(text[start:end]), position, start, end) for position, (start, end) in enumerate(word_spans(text))]


def words(text: str) -> tuple[str, ...]:
    """The folded words of `text` in order."""
    if _has_cjk(text):
        return tuple(fold(text[start:end]) for start, end in word_spans(text))
    return tuple(map(fold, WORD.findall(text)))


@lru_cache(maxsize=200_000)
def fold(word: str) -> str:
    """A word as it is compared: without case, accents on Latin, Greek, Arabic and Hebrew letters, soft hyphens and
    joiners. Marks that make another letter stay (Cyrillic й and ї, Indic vowels).
    """
    letters, last_base = [], ""
    for char in unicodedata.normalize("NFKD", word):
        if not unicodedata.combining(char):
            last_base = char
        elif not ("\u0400" <= last_base <= "\u052f" or last_base >= "\u0900"):
            continue
        letters.append(char)
    folded = unicodedata.normalize("NFC", "".join(letters)).casefold()
    return folded.translate(STROKED).translate(UNSEEN) or word


def _has_cjk(text: str) -> bool:
    """True where a text has CJK characters, which are words one by one."""
    return not text.isascii() and CJK.search(text) is not None


def word_spans(text: str) -> list[tuple[int, int]]:
    """Where each word starts and ends."""
    spans = [match.span() for match in WORD.finditer(text)]
    return [part for span in spans for part in _split_cjk(text, *span)] if _has_cjk(text) else spans


def _split_cjk(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Spans of CJK characters one by one, and of the text between them."""
    for match in CJK.finditer(text, start, end):
        if match.start() > start:
            yield start, match.start()
        yield match.start(), match.end()
        start = match.end()
    if start < end:
        yield start, end
