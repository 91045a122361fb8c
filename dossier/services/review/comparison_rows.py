"""Rows of a comparison: participants, figures, and values of a word or two."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from dossier.model.actor import ActorKind
from dossier.model.comparison import Agreement, Cell, ComparisonRow, DiffKind, DiffRun
from dossier.model.event import Figure, FigureKind, SourceReport
from dossier.phrases.core import FIGURE_WORDS, format_figure
from dossier.services.snapshot import Snapshot

T = TypeVar("T")
ReportsBySource = Sequence[tuple[SourceReport, ...]]
"""The reports of each source, in the order of the sources."""


def name_of(snapshot: Snapshot, actor: str | None) -> str:
    """An actor's name, or empty."""
    return snapshot.actors[actor].name if actor and actor in snapshot.actors else ""


def piece_lines(words: Sequence[tuple[str, bool]]) -> tuple[tuple[DiffRun, ...], ...]:
    """A line for each (text, differs) pair, marked where it differs."""
    return tuple((DiffRun(text, DiffKind.DIFFERS if differs else DiffKind.NONE),) for text, differs in words)


def value_row(
    name: str,
    by_source: ReportsBySource,
    value_of: Callable[[SourceReport], str],
    differ: Callable[[str, str], bool] = lambda a, b: a.casefold() != b.casefold(),
) -> ComparisonRow:
    """A row of values of a word or two; `differ` is true of two values that cannot both be right."""
    values: list[dict[str, SourceReport]] = []
    for reports in by_source:
        own: dict[str, SourceReport] = {}
        for report in reports:
            if text := value_of(report):
                own.setdefault(text, report)
        # a country beside a town in it adds nothing
        values.append({text: own[text] for text in own if not any(other.endswith(f", {text}") for other in own)})
    rows = against_others([list(own) for own in values], differ)
    cells = [
        Cell(piece_lines(list(zip(own, row, strict=True))), "", next(iter(own.values())).span if own else None)
        for own, row in zip(values, rows, strict=True)
    ]
    return ComparisonRow(name, tuple(cells), agreement_of(cells))


def against_others(values: Sequence[Sequence[T]], differ: Callable[[T, T], bool]) -> list[list[bool]]:
    """For each value of each source, whether to mark it: where sources differ, the values that most of the others differ from; all that
    differ where there is no such majority.
    """
    share = []
    for at, own in enumerate(values):
        others = [theirs for n, theirs in enumerate(values) if n != at and theirs]
        against = [sum(any(differ(value, other) for other in theirs) for theirs in others) for value in own]
        share.append([count / len(others) if others else 0.0 for count in against])
    least = 0.5 if any(value > 0.5 for row in share for value in row) else 0.0
    return [[value > least for value in row] for row in share]


def agreement_of(cells: Sequence[Cell]) -> Agreement:
    """DIFFER where a piece is marked; else by the number of sources that have a value."""
    if any(piece.mark is DiffKind.DIFFERS for cell in cells for line in cell.lines for piece in line):
        return Agreement.DIFFER
    count = sum(bool(cell.lines) for cell in cells)
    return (Agreement.NONE, Agreement.ONE)[count] if count < 2 else Agreement.AGREE


def participants_row(snapshot: Snapshot, by_source: ReportsBySource) -> ComparisonRow:
    """Participants, a line for each side. A participant is marked where another source that names people leaves them out; a source that
    names nobody, or states only, contradicts nothing.
    """
    participants = [tuple(dict.fromkeys(p for r in reports for p in r.participants if p in snapshot.actors)) for reports in by_source]
    cells = []
    for reports, own in zip(by_source, participants, strict=True):
        sides: dict[str, list[DiffRun]] = {}
        for actor in own:
            missing = any(_leaves_out(snapshot, theirs, actor) for theirs in participants if theirs is not own)
            sides.setdefault(snapshot.actors[actor].side or actor, []).append(
                DiffRun(snapshot.actors[actor].name, DiffKind.DIFFERS if missing else DiffKind.NONE)
            )
        loose = [line for line in sides.values() if len(line) == 1]
        lines = [line for line in sides.values() if len(line) > 1] + ([[line[0] for line in loose]] if loose else [])
        span = next((r.span for r in reports if r.participants), None)
        cells.append(Cell(tuple(_by_commas(line) for line in lines), "", span))
    return ComparisonRow("Who came", tuple(cells), agreement_of(cells))


def _leaves_out(snapshot: Snapshot, participants: Sequence[str], actor: str) -> bool:
    """True where a source names others of the same kind and not this actor."""
    if actor in participants or not participants:
        return False
    known = snapshot.actors[actor]
    if known.kind is ActorKind.PERSON:
        return any(snapshot.actors[a].kind is ActorKind.PERSON for a in participants)
    if any(snapshot.actors[a].side == known.name for a in participants):
        return False
    return any(snapshot.actors[a].kind is not ActorKind.PERSON for a in participants)


def _by_commas(pieces: Sequence[DiffRun]) -> tuple[DiffRun, ...]:
    """The pieces separated by commas, which are not marked."""
    joined: list[DiffRun] = []
    for piece in pieces:
        joined += [DiffRun(", "), piece] if joined else [piece]
    return tuple(joined)


def figure_rows(by_source: ReportsBySource) -> list[ComparisonRow]:
    """A row for each kind of figure in the reports; one empty row where there is none."""
    names = [name for name in FigureKind if any(f.name is name for reports in by_source for r in reports for f in r.figures)]
    if not names:
        return [ComparisonRow("Figures", tuple(Cell() for _ in by_source), Agreement.NONE)]
    return [_figure_row(name, by_source) for name in names]


def _figure_row(name: FigureKind, by_source: ReportsBySource) -> ComparisonRow:
    given = [[(f, r) for r in reports for f in r.figures if f.name is name] for reports in by_source]
    rows = against_others([[f for f, _ in own] for own in given], _differ)
    cells = []
    for own, row in zip(given, rows, strict=True):
        words = {format_figure(f).removesuffix(f" {FIGURE_WORDS[name]}"): marked for (f, _), marked in zip(own, row, strict=True)}
        cells.append(Cell(piece_lines(list(words.items())), "", own[0][1].span if own else None))
    return ComparisonRow(FIGURE_WORDS[name].capitalize(), tuple(cells), agreement_of(cells))


def _differ(first: Figure, second: Figure) -> bool:
    """True where no number fits both: two exact ones, or a lower bound above the other number. “About” contradicts nothing."""
    (low, high), (other_low, other_high) = _bounds(first), _bounds(second)
    return low > other_high or other_low > high


def _bounds(figure: Figure) -> tuple[float, float]:
    if figure.about:
        return 0, float("inf")
    return figure.value, float("inf") if figure.at_least else figure.value
