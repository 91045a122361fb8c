"""Words for sources side by side, the same in the app and the commands."""

from collections.abc import Sequence

from dossier.model.comparison import ComparedSource, Comparison, DiffKind, DiffRun
from dossier.phrases.core import pluralize


def summarize_comparison(told: Comparison, *, short: bool = False) -> str:
    """“3 sources · 2 points differ”; copies of one text are told apart: “3 sources, 1 with a text of its own · no point differs”,
    unless it must be short.
    """
    sources = pluralize(len(told.sources), "source")
    if told.independent < len(told.sources) and not short:
        sources += (
            f", {told.independent} with a text of its own" if told.independent == 1 else f", {told.independent} with texts of their own"
        )
    differ = (
        "no point differs" if not told.differing else f"{pluralize(told.differing, 'point')} differ{'s' if told.differing == 1 else ''}"
    )
    return f"{sources} · {differ}"


def copy_note(source: ComparedSource) -> str:
    """“the text of Northern Wire”, or nothing."""
    return f"the text of {source.copy_of}" if source.copy_of else ""


def diff_markup(line: Sequence[DiffRun], differ: str = "≠") -> list[tuple[str, DiffKind]]:
    """The pieces of a cell's line with the signs of what sets them apart: “Kerr ≠”, “[+now]”, “[-until June]”, “[border ≠ river]”."""
    found: list[tuple[str, DiffKind]] = []
    for piece in line:
        signs = {
            DiffKind.DIFFERS: f"{piece.text} {differ}",
            DiffKind.ADDED: f"[+{piece.text}]",
            DiffKind.DROPPED: f"[-{piece.text}]",
            DiffKind.CHANGED: f"[{piece.text} {differ} {piece.was}]",
        }
        before = found[-1][0] if found else " "
        after_drop = bool(found) and found[-1][1] is DiffKind.DROPPED and piece.text[:1].isalnum()
        if (piece.mark is DiffKind.DROPPED or after_drop) and not before.endswith(" "):
            found.append((" ", DiffKind.NONE))
        found.append((signs.get(piece.mark, piece.text), piece.mark))
    return found
