"""Wording of what changed between two versions of an article."""

from collections.abc import Sequence

from dossier.model.comparison import DiffKind, DiffRun

SIGNS = {DiffKind.ADDED: "+", DiffKind.DROPPED: "-"}


def mark_runs(runs: Sequence[DiffRun]) -> list[tuple[str, DiffKind]]:
    """Runs of words with signs for their differences, as in comparisons: “[-two] [+three] people”. Spaces are outside of the signs."""
    pieces: list[tuple[str, DiffKind]] = []
    for number, run in enumerate(runs):
        sign, words = SIGNS.get(run.mark), run.text.rstrip()
        if sign is None:
            pieces.append((run.text, DiffKind.NONE))
            continue
        pieces.append((f"[{sign}{words}]", run.mark))
        if number + 1 < len(runs):
            pieces.append((run.text[len(words) :] or " ", DiffKind.NONE))
    return pieces


def change_heading(number: int, kind: DiffKind) -> str:
    """Where a change is: “Paragraph 3, added”, “Title, changed”, “Earlier paragraph 4, dropped”."""
    if not number:
        return f"Title, {kind.value}"
    return f"Earlier paragraph {number}, dropped" if kind is DiffKind.DROPPED else f"Paragraph {number}, {kind.value}"
