"""Words for sources side by side, the same in the app and the commands."""

from collections.abc import Sequence

from dossier.model.comparison import Comparison, Mark, Piece, Source
from dossier.phrases.core import count_of


def tally(told: Comparison, *, short: bool = False) -> str:
    """“3 sources · 2 points differ”; copies of one text are told apart: “3 sources, 1 with a text of its own · no point differs”,
    unless it must be short.
    """
    sources = count_of(len(told.sources), "source")
    if told.independent < len(told.sources) and not short:
        sources += (
            f", {told.independent} with a text of its own" if told.independent == 1 else f", {told.independent} with texts of their own"
        )
    differ = "no point differs" if not told.differing else f"{count_of(told.differing, 'point')} differ{'s' if told.differing == 1 else ''}"
    return f"{sources} · {differ}"


def copied(source: Source) -> str:
    """“the text of Northern Wire”, or nothing."""
    return f"the text of {source.copy_of}" if source.copy_of else ""


def spelt(line: Sequence[Piece], differ: str = "≠") -> list[tuple[str, Mark]]:
    """The pieces of a cell's line with the signs of what sets them apart: “Kerr ≠”, “[+now]”, “[-until June]”, “[border ≠ river]”."""
    found: list[tuple[str, Mark]] = []
    for piece in line:
        signs = {
            Mark.DIFFERS: f"{piece.text} {differ}",
            Mark.ADDED: f"[+{piece.text}]",
            Mark.DROPPED: f"[-{piece.text}]",
            Mark.CHANGED: f"[{piece.text} {differ} {piece.was}]",
        }
        before = found[-1][0] if found else " "
        after_drop = bool(found) and found[-1][1] is Mark.DROPPED and piece.text[:1].isalnum()
        if (piece.mark is Mark.DROPPED or after_drop) and not before.endswith(" "):
            found.append((" ", Mark.NONE))
        found.append((signs.get(piece.mark, piece.text), piece.mark))
    return found
