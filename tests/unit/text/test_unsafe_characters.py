"""The one list of characters that reach no terminal, file or file name."""

import sys
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from dossier.text.unsafe_characters import UNSAFE, one_line, strip_unsafe

NEEDED = "\t\n\u200c\u200d"
"""Tab and line feed; the joiners of Persian, Indic scripts and emoji."""


def test_every_control_and_format_character_is_unsafe_but_those_that_writing_needs() -> None:
    """By the categories of Unicode, so that a new version of it shows here. Signs that are seen (Arabic number signs, …) are safe."""
    categories = {"Cc", "Cf", "Zl", "Zp", "Cs"}
    passed = {ch for ch in map(chr, range(sys.maxunicode + 1)) if unicodedata.category(ch) in categories and not UNSAFE.match(ch)}
    seen = {ch for ch in passed if unicodedata.name(ch, "").startswith(("ARABIC", "SYRIAC", "KAITHI", "EGYPTIAN HIEROGLYPH"))}
    assert passed - seen == set(NEEDED)
    assert "ARABIC LETTER MARK" not in map(unicodedata.name, seen)


def test_what_is_unsafe_is_seen_by_nobody() -> None:
    """No letter, mark, digit or punctuation is removed."""
    assert {unicodedata.category(ch) for ch in map(chr, range(sys.maxunicode + 1)) if UNSAFE.match(ch)} <= {
        "Cc",
        "Cf",
        "Zl",
        "Zp",
        "Cs",
        "Cn",
    }


@given(st.text())
def test_stripped_text_has_none(text: str) -> None:
    """And is not changed by a second run; on one line, no line end is left either."""
    stripped = strip_unsafe(text)
    assert not UNSAFE.search(stripped)
    assert strip_unsafe(stripped) == stripped
    assert not set(one_line(text)) & set("\n\t\r")


def test_words_apart_stay_apart() -> None:
    """A separator becomes a blank; CR LF stays, a lone CR goes."""
    assert strip_unsafe("a\u2028b\x0cc\r\nd\re") == "a b c\r\nde"
    assert strip_unsafe("سی\u200cوسه \u202eabc 👩\u200d🚀") == "سی\u200cوسه abc 👩\u200d🚀"
