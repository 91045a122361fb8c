"""Single points of a comparison: who came, figures, and whatever is told in a word or two."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from dossier.model.actor import ActorKind
from dossier.model.comparison import Cell, Mark, Piece, Point, Verdict
from dossier.model.event import Figure, FigureName, Report
from dossier.phrases.core import FIGURE_WORDS, figure_words
from dossier.services.snapshot import Holdings

T = TypeVar("T")
Told = Sequence[tuple[Report, ...]]
"""The reports of each source, in the order of the sources."""


def name_of(held: Holdings, actor: str | None) -> str:
    """An actor's name, or nothing."""
    return held.actors[actor].name if actor and actor in held.actors else ""


def piece_lines(words: Sequence[tuple[str, bool]]) -> tuple[tuple[Piece, ...], ...]:
    """A line for each text, marked where it differs."""
    return tuple((Piece(text, Mark.DIFFERS if differs else Mark.NONE),) for text, differs in words)


def telling_point(
    name: str, told: Told, what: Callable[[Report], str], other: Callable[[str, str], bool] = lambda a, b: a.casefold() != b.casefold()
) -> Point:
    """A point that reports tell in a word or two; `other` is true of two texts that cannot both hold."""
    said: list[dict[str, Report]] = []
    for reports in told:
        own: dict[str, Report] = {}
        for report in reports:
            if text := what(report):
                own.setdefault(text, report)
        # a wider place beside the town in it says nothing new
        said.append({text: own[text] for text in own if not any(other.endswith(f", {text}") for other in own)})
    rows = against_others([list(own) for own in said], other)
    cells = [
        Cell(piece_lines(list(zip(own, row, strict=True))), "", next(iter(own.values())).span if own else None)
        for own, row in zip(said, rows, strict=True)
    ]
    return Point(name, tuple(cells), verdict_of(cells))


def against_others(said: Sequence[Sequence[T]], other: Callable[[T, T], bool]) -> list[list[bool]]:
    """For each thing that each source says, whether to mark it: where sources differ, what most of the others that tell of it say
    otherwise; all that differs where there is no such majority.
    """
    share = []
    for at, own in enumerate(said):
        others = [theirs for n, theirs in enumerate(said) if n != at and theirs]
        against = [sum(any(other(one, text) for text in theirs) for theirs in others) for one in own]
        share.append([count / len(others) if others else 0.0 for count in against])
    least = 0.5 if any(value > 0.5 for row in share for value in row) else 0.0
    return [[value > least for value in row] for row in share]


def verdict_of(cells: Sequence[Cell]) -> Verdict:
    """Differ where a piece is marked, else how many tell it."""
    if any(piece.mark is Mark.DIFFERS for cell in cells for line in cell.lines for piece in line):
        return Verdict.DIFFER
    telling = sum(bool(cell.lines) for cell in cells)
    return (Verdict.NONE, Verdict.ONE)[telling] if telling < 2 else Verdict.AGREE


def attendance(held: Holdings, told: Told) -> Point:
    """Who came, a line a side. Marked is whom another source that names people does not name; a source that is silent, or names
    states alone, speaks against nobody.
    """
    came = [tuple(dict.fromkeys(p for r in reports for p in r.participants if p in held.actors)) for reports in told]
    cells = []
    for reports, own in zip(told, came, strict=True):
        sides: dict[str, list[Piece]] = {}
        for actor in own:
            missing = any(_leaves_out(held, theirs, actor) for theirs in came if theirs is not own)
            sides.setdefault(held.actors[actor].side or actor, []).append(
                Piece(held.actors[actor].name, Mark.DIFFERS if missing else Mark.NONE)
            )
        loose = [line for line in sides.values() if len(line) == 1]
        lines = [line for line in sides.values() if len(line) > 1] + ([[line[0] for line in loose]] if loose else [])
        span = next((r.span for r in reports if r.participants), None)
        cells.append(Cell(tuple(_by_commas(line) for line in lines), "", span))
    return Point("Who came", tuple(cells), verdict_of(cells))


def _leaves_out(held: Holdings, theirs: Sequence[str], actor: str) -> bool:
    """True where a source names others of the same sort and not this one."""
    if actor in theirs or not theirs:
        return False
    known = held.actors[actor]
    if known.kind is ActorKind.PERSON:
        return any(held.actors[a].kind is ActorKind.PERSON for a in theirs)
    if any(held.actors[a].side == known.name for a in theirs):
        return False
    return any(held.actors[a].kind is not ActorKind.PERSON for a in theirs)


def _by_commas(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """The pieces parted by commas, which nothing sets apart."""
    found: list[Piece] = []
    for piece in pieces:
        found += [Piece(", "), piece] if found else [piece]
    return tuple(found)


def figure_points(told: Told) -> list[Point]:
    """A point for each figure that any report gives; one that says that none is given."""
    names = [name for name in FigureName if any(f.name is name for reports in told for r in reports for f in r.figures)]
    if not names:
        return [Point("Figures", tuple(Cell() for _ in told), Verdict.NONE)]
    return [_figure(name, told) for name in names]


def _figure(name: FigureName, told: Told) -> Point:
    given = [[(f, r) for r in reports for f in r.figures if f.name is name] for reports in told]
    rows = against_others([[f for f, _ in own] for own in given], _apart)
    cells = []
    for own, row in zip(given, rows, strict=True):
        words = {figure_words(f).removesuffix(f" {FIGURE_WORDS[name]}"): marked for (f, _), marked in zip(own, row, strict=True)}
        cells.append(Cell(piece_lines(list(words.items())), "", own[0][1].span if own else None))
    return Point(FIGURE_WORDS[name].capitalize(), tuple(cells), verdict_of(cells))


def _apart(one: Figure, other: Figure) -> bool:
    """True where no number can be meant by both: two exact ones, or more at least than there are. “About” speaks against none."""
    bounds = [_bounds(one), _bounds(other)]
    return bounds[0][0] > bounds[1][1] or bounds[1][0] > bounds[0][1]


def _bounds(figure: Figure) -> tuple[float, float]:
    if figure.about:
        return 0, float("inf")
    return figure.value, float("inf") if figure.at_least else figure.value
