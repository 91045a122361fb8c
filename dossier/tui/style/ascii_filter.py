"""ASCII filter for terminals that show nothing else: every other sign is replaced by one that takes as many cells."""

import unicodedata
from functools import lru_cache

from rich.cells import cell_len
from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from dossier.model.event_kinds.registry import event_kinds

REPLACEMENTS = str.maketrans(
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
        "○": "o",
        "●": "o",
        "◌": ".",
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
    """A text in ASCII, as many cells wide: letters without their marks, signs by their replacements, all else as question marks."""
    if text.isascii():
        return text
    cells = cell_len(text)
    plain = "".join(map(_ascii_sign, text))
    return plain if len(plain) == cells else plain[:cells].ljust(cells, "?")


def _ascii_sign(sign: str) -> str:
    own = next((kind.ascii_glyph for kind in event_kinds() if kind.glyph == sign), sign)
    replacement = own.translate(REPLACEMENTS)
    if replacement.isascii():
        return replacement
    if unicodedata.category(sign) in {"Mn", "Me", "Cf"}:
        return ""
    bare = "".join(part for part in unicodedata.normalize("NFKD", sign) if part.isascii())
    cells = cell_len(sign)
    return bare if bare and len(bare) == cells else "?" * cells


class AsciiOnly(LineFilter):
    """Textual's filter for all that is drawn, borders and input fields too."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002  # Textual calls it with these
        """The segments in ASCII."""
        return [Segment(ascii_of(text), style, control) for text, style, control in segments]
