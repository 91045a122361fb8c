"""Unsafe characters: those that a terminal obeys, that turn the direction of writing, or that are not seen. The one list for every sink.

Sinks are the screen of the app, a terminal, a file that is exported, and the name of a file; each has one door, and every door asks here.
Classes are those of the Unicode Character Database 16: controls (Cc) but tab and line feed, format characters (Cf) but the joiners and signs
that writing needs, line and paragraph separators (Zl, Zp), surrogates (Cs), and noncharacters. See Unicode Technical Report 36, section 2.10,
and "Trojan Source" (CVE-2021-42574).
"""

import re

_REMOVED = (
    "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f"  # controls
    "\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"  # format: direction, invisible, annotation
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e00ff\U000e01f0-\U000e0fff"  # format: shorthand, music, tags
    "\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"  # surrogates and noncharacters
    + "".join(chr(plane << 16 | end) for plane in range(1, 17) for end in (0xFFFE, 0xFFFF))
)
_SPACED = "\x0b\x0c\x85\u2028\u2029"
"""Ends of lines, of paragraphs and of pages other than the line feed."""
REMOVED = re.compile(f"[{_REMOVED}]")
LONE_RETURN = re.compile("\r(?!\n)")
"""A carriage return moves the cursor back over what was printed."""
SPACED = re.compile(f"[{_SPACED}]")
UNSAFE = re.compile(f"[{_REMOVED}{_SPACED}]|\r(?!\n)")


def strip_unsafe(text: str) -> str:
    """The text without unsafe characters; separators of lines and paragraphs become blanks. Tabs, line feeds, and CR before LF stay."""
    if text.isascii() and text.isprintable():
        return text
    return REMOVED.sub("", LONE_RETURN.sub("", SPACED.sub(" ", text)))


def one_line(text: str) -> str:
    """The text without unsafe characters, on one line, single spaces between words."""
    return " ".join(strip_unsafe(text).split())
