"""Two wordings of one quotation, aligned by words."""

import re
from difflib import SequenceMatcher

from dossier.model.comparison import DiffKind, DiffRun

WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


def word_diff(first: str, other: str) -> tuple[DiffRun, ...]:
    """`other` in pieces, told from `first`: what both have as `other` prints it, words added or changed, and words of `first` that it
    drops. Case and punctuation alone are no difference. The pieces that are not dropped make up `other` again.
    """
    was, now = list(WORD.finditer(first)), list(WORD.finditer(other))
    matcher = SequenceMatcher(None, [_plain(m[0]) for m in was], [_plain(m[0]) for m in now], autojunk=False)
    pieces: list[DiffRun] = []
    at = 0
    for what, a, b, c, d in matcher.get_opcodes():
        before = first[was[a].start() : was[b - 1].end()] if b > a else ""
        start = now[c].start() if c < len(now) else len(other)
        if start > at and what != "equal":
            pieces.append(DiffRun(other[at:start]))
            at = start
        if what == "delete":
            pieces.append(DiffRun(before, DiffKind.DROPPED))
            continue
        end = now[d - 1].end()
        mark = {"equal": DiffKind.NONE, "insert": DiffKind.ADDED, "replace": DiffKind.CHANGED}[what]
        pieces.append(DiffRun(other[at:end], mark, before if mark is DiffKind.CHANGED else ""))
        at = end
    if at < len(other):
        pieces.append(DiffRun(other[at:]))
    return _joined(pieces)


def _joined(pieces: list[DiffRun]) -> tuple[DiffRun, ...]:
    """Neighbours that nothing sets apart as one piece."""
    found: list[DiffRun] = []
    for piece in pieces:
        if found and piece.mark is found[-1].mark is DiffKind.NONE:
            found[-1] = DiffRun(found[-1].text + piece.text)
        else:
            found.append(piece)
    return tuple(found)


def _plain(word: str) -> str:
    return word.casefold().replace("’", "'")
