"""Mojibake: UTF-8 that a program read as Windows-1252 and saved again, so that a quotation mark became three signs (“ as â€œ)."""

import re

SIGN_OF = {code: bytes([code]).decode("cp1252", "ignore") or chr(code) for code in range(0x80, 0x100)}
"""The sign that a byte of UTF-8 becomes; bytes that Windows-1252 leaves undefined become control characters."""
CODE_OF = {sign: code for code, sign in SIGN_OF.items()}
FOLLOWING = "".join(map(re.escape, (SIGN_OF[code] for code in range(0x80, 0xC0))))
PUNCTUATION = re.compile(f"â€[{FOLLOWING}]")
"""A mark of general punctuation (U+2000 to U+203F), in UTF-8 three bytes that begin with E2 80; in no language do these signs stand together."""
CUT = re.compile("â€(?:\ufffd|(?=[\\s,.;:)]|$))")
"""A closing quotation mark whose last byte, undefined in Windows-1252, was dropped on the way."""
LETTER = re.compile(f"[ÂÃÄÅÐÑ][{FOLLOWING}]")
"""A letter or sign of two bytes."""


def without_mojibake(text: str) -> str:
    """The text with such marks and letters as they were meant; a text without one such mark is left as it is."""
    if not PUNCTUATION.search(text):
        return text
    return LETTER.sub(_decoded, CUT.sub("”", PUNCTUATION.sub(_decoded, text)))


def _decoded(match: re.Match[str]) -> str:
    return bytes(CODE_OF[sign] for sign in match.group()).decode("utf-8", "replace")
