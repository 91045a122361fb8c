"""Safe filter: the one door to the screen. Whatever a widget draws, no unsafe character of a text reaches the terminal."""

import re
from functools import lru_cache

from rich.cells import cell_len
from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from dossier.text.unsafe_characters import UNSAFE


@lru_cache(4096)
def safe_text(text: str) -> str:
    """The text without unsafe characters, as many cells wide: most of them take none."""
    if text.isascii() and text.isprintable():
        return text
    return UNSAFE.sub(_blanks, text)


def _blanks(match: re.Match[str]) -> str:
    return " " * cell_len(match[0])


class SafeFilter(LineFilter):
    """Textual's filter for all that is drawn, input fields and the note editor too."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002  # Textual calls it with these
        """The segments, those of control codes that Textual itself makes unchanged."""
        return [Segment(text if control else safe_text(text), style, control) for text, style, control in segments]
