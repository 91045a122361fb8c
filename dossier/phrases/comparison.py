"""Phrases for sources side by side, the same in the app and the commands."""

from collections.abc import Sequence

from dossier.model.comparison import ComparedSource, Comparison, DiffKind, DiffRun
from dossier.phrases.plural import pluralize


def summarize_comparison(comparison: Comparison, *, short: bool = False) -> str:
    """“3 sources · 2 differences”; where some are copies of one text, unless `short`: “3 sources, 1 independent · no differences”."""
    sources = pluralize(len(comparison.sources), "source")
    if comparison.independent < len(comparison.sources) and not short:
        sources += f", {comparison.independent} independent"
    differ = pluralize(comparison.differing, "difference") if comparison.differing else "no differences"
    return f"{sources} · {differ}"


def copy_note(source: ComparedSource) -> str:
    """“same text as Northern Wire”, or nothing."""
    return f"same text as {source.copy_of}" if source.copy_of else ""


def diff_markup(line: Sequence[DiffRun], differ: str = "≠") -> list[tuple[str, DiffKind]]:
    """The runs of a cell's line marked by signs for their differences: “Kerr ≠”, “[+now]”, “[-until June]”, “[border ≠ river]”."""
    pieces: list[tuple[str, DiffKind]] = []
    for run in line:
        signs = {
            DiffKind.DIFFERS: f"{run.text} {differ}",
            DiffKind.ADDED: f"[+{run.text}]",
            DiffKind.DROPPED: f"[-{run.text}]",
            DiffKind.CHANGED: f"[{run.text} {differ} {run.was}]",
        }
        before = pieces[-1][0] if pieces else " "
        after_drop = bool(pieces) and pieces[-1][1] is DiffKind.DROPPED and run.text[:1].isalnum()
        if (run.mark is DiffKind.DROPPED or after_drop) and not before.endswith(" "):
            pieces.append((" ", DiffKind.NONE))
        pieces.append((signs.get(run.mark, run.text), run.mark))
    return pieces
