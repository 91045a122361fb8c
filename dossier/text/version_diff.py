"""Version diff: the paragraphs in which two versions of a text differ, word by word."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from dossier.model.article import BLANK_LINES, Article
from dossier.model.comparison import DiffKind, DiffRun
from dossier.model.watch.version import ParagraphDiff

TOKEN = re.compile(r"\S+\s*")
ALIKE = 0.4
"""The least share of common words of two paragraphs that count as one that was changed."""


def same_text(before: Article, after: Article) -> bool:
    """True where title and text are the same; spaces and line ends do not count."""
    return before.title.split() == after.title.split() and before.text.split() == after.text.split()


def version_diff(before: Article, after: Article) -> tuple[ParagraphDiff, ...]:
    """The differences of `after` from `before`: the title first, then the paragraphs in order."""
    title = (
        () if before.title.split() == after.title.split() else (ParagraphDiff(0, DiffKind.CHANGED, token_diff(before.title, after.title)),)
    )
    return (*title, *_paragraph_diffs(_paragraphs(before.text), _paragraphs(after.text)))


def token_diff(before: str, after: str) -> tuple[DiffRun, ...]:
    """The differences of `after` from `before` as runs: unchanged, added and dropped words. Punctuation and case are differences here, since
    an outlet may correct just these.
    """
    old, new = TOKEN.findall(before), TOKEN.findall(after)
    runs: list[DiffRun] = []
    for operation, a, b, c, d in SequenceMatcher(None, _bare(old), _bare(new), autojunk=False).get_opcodes():
        if operation == "equal":
            runs.append(DiffRun("".join(new[c:d])))
            continue
        if b > a:
            runs.append(DiffRun("".join(old[a:b]), DiffKind.DROPPED))
        if d > c:
            runs.append(DiffRun("".join(new[c:d]), DiffKind.ADDED))
    return tuple(runs)


def _bare(tokens: Sequence[str]) -> list[str]:
    return [token.rstrip() for token in tokens]


def _paragraphs(text: str) -> list[str]:
    return [" ".join(part.split()) for part in BLANK_LINES.split(text) if part.strip()]


def _paragraph_diffs(old: Sequence[str], new: Sequence[str]) -> Iterator[ParagraphDiff]:
    for operation, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if operation != "equal":
            yield from _block_diffs(old[a:b], new[c:d], a, c)


def _block_diffs(old: Sequence[str], new: Sequence[str], first_old: int, first_new: int) -> Iterator[ParagraphDiff]:
    """The differences within a block that was replaced: each new paragraph is compared with the first old one that is like it."""
    done = 0
    for at, paragraph in enumerate(new):
        partner = next((n for n in range(done, len(old)) if _similarity(old[n], paragraph) >= ALIKE), None)
        if partner is None:
            yield ParagraphDiff(first_new + at + 1, DiffKind.ADDED, (DiffRun(paragraph, DiffKind.ADDED),))
            continue
        yield from _dropped(old[done:partner], first_old + done)
        yield ParagraphDiff(first_new + at + 1, DiffKind.CHANGED, token_diff(old[partner], paragraph))
        done = partner + 1
    yield from _dropped(old[done:], first_old + done)


def _dropped(paragraphs: Sequence[str], before: int) -> Iterator[ParagraphDiff]:
    for number, paragraph in enumerate(paragraphs, before + 1):
        yield ParagraphDiff(number, DiffKind.DROPPED, (DiffRun(paragraph, DiffKind.DROPPED),))


def _similarity(old: str, new: str) -> float:
    """The share of common words of two paragraphs, 0 to 1."""
    return SequenceMatcher(None, old.split(), new.split(), autojunk=False).ratio()
