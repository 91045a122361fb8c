"""Single points of a comparison: who came, figures, and whatever is told in a word or two."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from dossier.model.actor import ActorKind
from dossier.model.comparison import Agreement, Cell, ComparisonRow, DiffKind, DiffRun
from dossier.model.event import Figure, FigureKind, SourceReport
from dossier.phrases.core import FIGURE_WORDS, format_figure
from dossier.services.snapshot import Snapshot

T = TypeVar("T")
ValueCell = Sequence[tuple[SourceReport, ...]]
"""The reports of each source, in the order of the sources."""


def name_of(held: Snapshot, actor: str | None) -> str:
    """An actor's name, or nothing."""
    return held.actors[actor].name if actor and actor in held.actors else ""


def piece_lines(words: Sequence[tuple[str, bool]]) -> tuple[tuple[DiffRun, ...], ...]:
    """A line for each text, marked where it differs."""
    return tuple((DiffRun(text, DiffKind.DIFFERS if differs else DiffKind.NONE),) for text, differs in words)


def value_row(
    name: str,
    told: ValueCell,
    what: Callable[[SourceReport], str],
    other: Callable[[str, str], bool] = lambda a, b: a.casefold() != b.casefold(),
) -> ComparisonRow:
    """A point that reports tell in a word or two; `other` is true of two texts that cannot both hold."""
    said: list[dict[str, SourceReport]] = []
    for reports in told:
        own: dict[str, SourceReport] = {}
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
    return ComparisonRow(name, tuple(cells), agreement_of(cells))


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


def agreement_of(cells: Sequence[Cell]) -> Agreement:
    """Differ where a piece is marked, else how many tell it."""
    if any(piece.mark is DiffKind.DIFFERS for cell in cells for line in cell.lines for piece in line):
        return Agreement.DIFFER
    telling = sum(bool(cell.lines) for cell in cells)
    return (Agreement.NONE, Agreement.ONE)[telling] if telling < 2 else Agreement.AGREE


def participants_row(held: Snapshot, told: ValueCell) -> ComparisonRow:
    """Who came, a line a side. Marked is whom another source that names people does not name; a source that is silent, or names
    states alone, speaks against nobody.
    """
    came = [tuple(dict.fromkeys(p for r in reports for p in r.participants if p in held.actors)) for reports in told]
    cells = []
    for reports, own in zip(told, came, strict=True):
        sides: dict[str, list[DiffRun]] = {}
        for actor in own:
            missing = any(_leaves_out(held, theirs, actor) for theirs in came if theirs is not own)
            sides.setdefault(held.actors[actor].side or actor, []).append(
                DiffRun(held.actors[actor].name, DiffKind.DIFFERS if missing else DiffKind.NONE)
            )
        loose = [line for line in sides.values() if len(line) == 1]
        lines = [line for line in sides.values() if len(line) > 1] + ([[line[0] for line in loose]] if loose else [])
        span = next((r.span for r in reports if r.participants), None)
        cells.append(Cell(tuple(_by_commas(line) for line in lines), "", span))
    return ComparisonRow("Who came", tuple(cells), agreement_of(cells))


def _leaves_out(held: Snapshot, theirs: Sequence[str], actor: str) -> bool:
    """True where a source names others of the same sort and not this one."""
    if actor in theirs or not theirs:
        return False
    known = held.actors[actor]
    if known.kind is ActorKind.PERSON:
        return any(held.actors[a].kind is ActorKind.PERSON for a in theirs)
    if any(held.actors[a].side == known.name for a in theirs):
        return False
    return any(held.actors[a].kind is not ActorKind.PERSON for a in theirs)


def _by_commas(pieces: Sequence[DiffRun]) -> tuple[DiffRun, ...]:
    """The pieces parted by commas, which nothing sets apart."""
    found: list[DiffRun] = []
    for piece in pieces:
        found += [DiffRun(", "), piece] if found else [piece]
    return tuple(found)


def figure_rows(told: ValueCell) -> list[ComparisonRow]:
    """A point for each figure that any report gives; one that says that none is given."""
    names = [name for name in FigureKind if any(f.name is name for reports in told for r in reports for f in r.figures)]
    if not names:
        return [ComparisonRow("Figures", tuple(Cell() for _ in told), Agreement.NONE)]
    return [_figure(name, told) for name in names]


def _figure(name: FigureKind, told: ValueCell) -> ComparisonRow:
    given = [[(f, r) for r in reports for f in r.figures if f.name is name] for reports in told]
    rows = against_others([[f for f, _ in own] for own in given], _apart)
    cells = []
    for own, row in zip(given, rows, strict=True):
        words = {format_figure(f).removesuffix(f" {FIGURE_WORDS[name]}"): marked for (f, _), marked in zip(own, row, strict=True)}
        cells.append(Cell(piece_lines(list(words.items())), "", own[0][1].span if own else None))
    return ComparisonRow(FIGURE_WORDS[name].capitalize(), tuple(cells), agreement_of(cells))


def _apart(one: Figure, other: Figure) -> bool:
    """True where no number can be meant by both: two exact ones, or more at least than there are. “About” speaks against none."""
    bounds = [_bounds(one), _bounds(other)]
    return bounds[0][0] > bounds[1][1] or bounds[1][0] > bounds[0][1]


def _bounds(figure: Figure) -> tuple[float, float]:
    if figure.about:
        return 0, float("inf")
    return figure.value, float("inf") if figure.at_least else figure.value
