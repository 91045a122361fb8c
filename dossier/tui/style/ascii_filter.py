"""For terminals that show nothing but ASCII: every other sign on the screen has a stand-in that takes as many cells."""

import unicodedata
from functools import lru_cache

from rich.cells import cell_len
from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

STAND_INS = str.maketrans(
    {
        **dict.fromkeys("─━═╌╍┄┅╴╶╸╺▔▁‐‑‒–—―", "-"),
        **dict.fromkeys("│┃║╎╏┆┇▌▐▏▎▍▋▊▉▕╵╷", "|"),
        **dict.fromkeys("╭╮╰╯┌┐└┘├┤┬┴┼┏┓┗┛┣┫┳┻╋╔╗╚╝╠╣╦╩╬", "+"),
        **dict.fromkeys("▂▃▄", ":"),
        **dict.fromkeys("▅▆▇█▓▒░", "#"),
        **dict.fromkeys("“”„‟«»❝❞", '"'),
        **dict.fromkeys("‘’‚‛‹›", "'"),
        "…": "~",
        "·": "-",
        "•": "*",
        "●": "o",
        "○": "o",
        "◌": ".",
        "✸": "*",
        "★": "*",
        "▸": ">",
        "▶": ">",
        "✎": "-",
        "⚑": "^",
        "≠": "#",
        "×": "x",
        "ß": "s",
        "ø": "o",
        "Ø": "O",
        "ł": "l",
        "Ł": "L",
        "đ": "d",
        "Đ": "D",
        "ı": "i",
        "←": "<",
        "→": ">",
        "↑": "^",
        "↓": "v",
    }
)


@lru_cache(4096)
def ascii_of(text: str) -> str:
    """The text in ASCII, as many cells wide: letters without their marks, signs by stand-ins, all else as question marks."""
    if text.isascii():
        return text
    cells = cell_len(text)
    plain = "".join(map(_one, text))
    return plain if len(plain) == cells else plain[:cells].ljust(cells, "?")


def _one(sign: str) -> str:
    stand_in = sign.translate(STAND_INS)
    if stand_in.isascii():
        return stand_in
    if unicodedata.category(sign) in {"Mn", "Me", "Cf"}:
        return ""
    bare = "".join(part for part in unicodedata.normalize("NFKD", sign) if part.isascii())
    cells = cell_len(sign)
    return bare if bare and len(bare) == cells else "?" * cells


class AsciiOnly(LineFilter):
    """Textual's hook for whatever is drawn, borders and fields too."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002  # Textual calls it with these
        """The segments with their stand-ins."""
        return [Segment(ascii_of(text), style, control) for text, style, control in segments]
