"""Rows of a comparison: participants, figures, and values of a word or two."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeVar

from dossier.linking.events.conflicts import figures_differ, leaves_out
from dossier.model.comparison import Agreement, Cell, ComparisonRow, DiffKind, DiffRun
from dossier.model.event import Event, SourceReport
from dossier.model.event_kinds.declaration import EventKind, Slot
from dossier.model.event_kinds.registry import figure_words, find_kind
from dossier.phrases.core import figure_label, format_figure
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
    *,
    in_conflict: bool = False,
) -> ComparisonRow:
    """A row of values of a word or two; `differ` is true of two values that cannot both be right, `in_conflict` of a point on which
    sources disagree.
    """
    values: list[dict[str, SourceReport]] = []
    for reports in by_source:
        own: dict[str, SourceReport] = {}
        for report in reports:
            if text := value_of(report):
                own.setdefault(text, report)
        # a country beside a town in it adds nothing
        values.append({text: own[text] for text in own if not any(other.endswith(f", {text}") for other in own)})
    rows = mark_differing([list(own) for own in values], differ, in_conflict=in_conflict)
    cells = [
        Cell(piece_lines(list(zip(own, row, strict=True))), "", next(iter(own.values())).span if own else None)
        for own, row in zip(values, rows, strict=True)
    ]
    return ComparisonRow(name, tuple(cells), agreement_of(cells))


def mark_differing(values: Sequence[Sequence[T]], differ: Callable[[T, T], bool], *, in_conflict: bool) -> list[list[bool]]:
    """For each value of each source, whether to mark it. Where the point is in conflict these are the values that fit nothing that most
    of the others give, and all that fit nothing of some other where there is no such majority; else none.
    """
    share = []
    for at, own in enumerate(values):
        others = [theirs for n, theirs in enumerate(values) if n != at and theirs]
        against = [sum(all(differ(value, other) for other in theirs) for theirs in others) for value in own]
        share.append([count / len(others) if others else 0.0 for count in against])
    least = 0.5 if any(value > 0.5 for row in share for value in row) else 0.0
    return [[in_conflict and value > least for value in row] for row in share]


def agreement_of(cells: Sequence[Cell]) -> Agreement:
    """DIFFER where a piece is marked; else by the number of sources that have a value."""
    if any(piece.mark is DiffKind.DIFFERS for cell in cells for line in cell.lines for piece in line):
        return Agreement.DIFFER
    count = sum(bool(cell.lines) for cell in cells)
    return (Agreement.NONE, Agreement.ONE)[count] if count < 2 else Agreement.AGREE


def own_values(row: ComparisonRow, remark: str) -> ComparisonRow:
    """A row whose values are not compared where the sources have different ones."""
    values = {cell.text.casefold() for cell in row.cells if cell.lines}
    return row if len(values) < 2 else replace(row, agreement=Agreement.OWN, remark=remark)


def slot_rows(event: Event, snapshot: Snapshot, by_source: ReportsBySource) -> list[ComparisonRow]:
    """A row for each slot that the event's kind names in a comparison."""
    kind = find_kind(event.kind)
    return [_slot_row(slot, kind, event, snapshot, by_source) for slot in Slot if slot in kind.slot_names]


def _slot_row(slot: Slot, kind: EventKind, event: Event, snapshot: Snapshot, by_source: ReportsBySource) -> ComparisonRow:
    name = kind.slot_names[slot][0]
    if slot is Slot.PARTICIPANTS:
        return _participants_row(name, event, snapshot, by_source)
    if slot is Slot.ATTACKER:
        return value_row(name, by_source, lambda r: name_of(snapshot, r.attacker) or r.attacker_words, in_conflict="who" in event.conflicts)
    return own_values(value_row(name, by_source, lambda r: r.weapon), "as reported")


def _participants_row(name: str, event: Event, snapshot: Snapshot, by_source: ReportsBySource) -> ComparisonRow:
    """Participants, a line for each side. Where sources disagree on who came, a participant is marked whom another source leaves out."""
    in_conflict = "who" in event.conflicts
    participants = [tuple(dict.fromkeys(p for r in reports for p in r.participants if p in snapshot.actors)) for reports in by_source]
    cells = []
    for reports, own in zip(by_source, participants, strict=True):
        sides: dict[str, list[DiffRun]] = {}
        for actor in own:
            missing = in_conflict and any(leaves_out(theirs, actor, snapshot.actors) for theirs in participants if theirs is not own)
            sides.setdefault(snapshot.actors[actor].side or actor, []).append(
                DiffRun(snapshot.actors[actor].name, DiffKind.DIFFERS if missing else DiffKind.NONE)
            )
        loose = [line for line in sides.values() if len(line) == 1]
        lines = [line for line in sides.values() if len(line) > 1] + ([[line[0] for line in loose]] if loose else [])
        span = next((r.span for r in reports if r.participants), None)
        cells.append(Cell(tuple(_by_commas(line) for line in lines), "", span))
    return ComparisonRow(name, tuple(cells), agreement_of(cells))


def _by_commas(pieces: Sequence[DiffRun]) -> tuple[DiffRun, ...]:
    """The pieces separated by commas, which are not marked."""
    joined: list[DiffRun] = []
    for piece in pieces:
        joined += [DiffRun(", "), piece] if joined else [piece]
    return tuple(joined)


def figure_rows(event: Event, by_source: ReportsBySource) -> list[ComparisonRow]:
    """A row for each kind of figure in the reports; one empty row where there is none."""
    names = [name for name in figure_words() if any(f.name == name for reports in by_source for r in reports for f in r.figures)]
    if not names:
        return [ComparisonRow("Figures", tuple(Cell() for _ in by_source), Agreement.NONE)]
    return [_figure_row(name, by_source, in_conflict=name in event.conflicts) for name in names]


def _figure_row(name: str, by_source: ReportsBySource, *, in_conflict: bool) -> ComparisonRow:
    given = [[(f, r) for r in reports for f in r.figures if f.name == name] for reports in by_source]
    rows = mark_differing([[f for f, _ in own] for own in given], figures_differ, in_conflict=in_conflict)
    cells = []
    for own, row in zip(given, rows, strict=True):
        words = {format_figure(f).removesuffix(f" {figure_label(name, f.value)}"): marked for (f, _), marked in zip(own, row, strict=True)}
        cells.append(Cell(piece_lines(list(words.items())), "", own[0][1].span if own else None))
    row_name, agreement = figure_label(name).capitalize(), agreement_of(cells)
    printed = [{"".join(run.text for run in line) for line in cell.lines} for cell in cells if cell.lines]
    if agreement is Agreement.AGREE and not set.intersection(*printed):  # such as “at least 17” and “at least 21”
        return ComparisonRow(row_name, tuple(cells), Agreement.OWN, "as reported")
    return ComparisonRow(row_name, tuple(cells), agreement)
