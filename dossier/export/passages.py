"""Inline marks: an article's text in parts with passages marked, properly nested, as link targets."""

from collections.abc import Sequence
from dataclasses import dataclass

from dossier.model.span import Span


@dataclass(frozen=True, slots=True)
class Passage:
    """Passage to be marked: its anchors (ids in the page), its class, the link back, and its label."""

    span: Span
    anchors: tuple[str, ...]
    kind: str
    leads: str
    label: str


@dataclass(frozen=True, slots=True)
class Open:
    """A mark begins."""

    passage: Passage
    first: bool


@dataclass(frozen=True, slots=True)
class Close:
    """The innermost open mark ends."""

    passage: Passage


Piece = str | Open | Close


def pieces(text: str, within: Span, passages: Sequence[Passage]) -> list[Piece]:
    """The text `within` a span, with marks. A passage that overlaps another without lying inside it is marked in two parts, of which
    only the first is `first`; one that begins before `within` or ends after it is cut to it.
    """
    parts: list[Piece] = []
    cuts = [(max(p.span.start, within.start), min(p.span.end, within.end), p.span.start >= within.start, p) for p in passages]
    pending = sorted((c for c in cuts if c[0] < c[1]), key=lambda c: (c[0], -c[1]))
    open_marks: list[tuple[int, Passage]] = []
    at = within.start
    while pending or open_marks:
        if open_marks and (not pending or open_marks[-1][0] <= pending[0][0]):
            end, passage = open_marks.pop()
            parts += [text[at:end], Close(passage)]
            at = end
            continue
        start, end, first, passage = pending.pop(0)
        inner = min(end, open_marks[-1][0]) if open_marks else end
        if inner < end:
            pending.append((inner, end, False, passage))
            pending.sort(key=lambda c: (c[0], -c[1]))
        parts += [text[at:start], Open(passage, first)]
        at = start
        open_marks.append((inner, passage))
    parts.append(text[at : within.end])
    return [p for p in parts if p != ""]
