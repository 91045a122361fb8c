"""Word diff of two wordings of one quotation."""

import re
from difflib import SequenceMatcher

from dossier.model.comparison import DiffKind, DiffRun

WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


def word_diff(first: str, other: str) -> tuple[DiffRun, ...]:
    """The differences of `other` from `first`, as runs: unchanged, added and changed words of `other`, and dropped words of `first`.

    Case and punctuation alone are no difference. The runs that are not dropped make up `other`.
    """
    first_words, other_words = list(WORD.finditer(first)), list(WORD.finditer(other))
    matcher = SequenceMatcher(None, [_normalize(m[0]) for m in first_words], [_normalize(m[0]) for m in other_words], autojunk=False)
    runs: list[DiffRun] = []
    position = 0
    for operation, a, b, c, d in matcher.get_opcodes():
        before = first[first_words[a].start() : first_words[b - 1].end()] if b > a else ""
        start = other_words[c].start() if c < len(other_words) else len(other)
        if start > position and operation != "equal":
            runs.append(DiffRun(other[position:start]))
            position = start
        if operation == "delete":
            runs.append(DiffRun(before, DiffKind.DROPPED))
            continue
        end = other_words[d - 1].end()
        kind = {"equal": DiffKind.NONE, "insert": DiffKind.ADDED, "replace": DiffKind.CHANGED}[operation]
        runs.append(DiffRun(other[position:end], kind, before if kind is DiffKind.CHANGED else ""))
        position = end
    if position < len(other):
        runs.append(DiffRun(other[position:]))
    return _merge_unchanged(runs)


def _merge_unchanged(runs: list[DiffRun]) -> tuple[DiffRun, ...]:
    """The runs with adjacent unchanged ones as one."""
    merged: list[DiffRun] = []
    for run in runs:
        if merged and run.mark is merged[-1].mark is DiffKind.NONE:
            merged[-1] = DiffRun(merged[-1].text + run.text)
        else:
            merged.append(run)
    return tuple(merged)


def _normalize(word: str) -> str:
    return word.casefold().replace("’", "'")
