"""Evidence of a merge candidate, in lines: the question, the columns compared, and the effect of each decision."""

from collections.abc import Sequence

from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive
from textual.widget import Widget

from dossier.keys.keymap import find_action
from dossier.model.event_kinds.registry import find_kind
from dossier.model.merge_review import ACTOR, CandidateStatus, ComparisonLevel, FeatureRow, MergeCandidate, MergeDecision
from dossier.tui.style.roles import StyleRoles, style_roles
from dossier.tui.text.lines import Part, assemble, clean, clip, wrap
from dossier.tui.widgets.modal_sheet import clickable

LABEL, VERDICT = 13, 12
LEAST_COLUMN = 22
LEAD = 17
ROOMY = 76
"""Cells from which the verdict has a column of its own; below, it stands under the label."""
ANSWERS = (("same", MergeDecision.SAME), ("different", MergeDecision.DIFFERENT), ("unsure", MergeDecision.UNSURE))


def evidence_lines(candidate: MergeCandidate, current: int, width: int, look: StyleRoles) -> list[Content]:
    """All lines for a width in cells; `current` is the number of the column to read at."""
    lead = LABEL + VERDICT if width >= ROOMY else LABEL
    room = width - lead - 2
    count = len(candidate.columns)
    fit = max(2, room // LEAST_COLUMN)
    first = max(0, min(current - fit + 1, count - fit)) if count > fit else 0
    shown = range(first, min(count, first + fit))
    column = max(8, room // max(1, len(shown)))
    rule = assemble(look, [(" " + look.glyphs.rule * max(0, width - 2), "rule")])
    tight = width < ROOMY
    lines = [Content(""), assemble(look, [(" ", ""), (question(candidate), "bold")])]
    lines += [assemble(look, [(" ", ""), (piece, "muted")]) for piece in _pieces(candidate.explanation, width - 2)]
    lines += [Content(""), *_heads(candidate, current, shown, lead, column, look), rule]
    for row in candidate.table:
        lines += [*_row(row, shown, lead, column, look), *([] if tight else [Content("")])]
    if count > len(shown):
        lines.append(
            assemble(
                look, [(f" {count - len(shown)} more of {count}; ", "muted"), (look.key("next_side"), "key"), (" shows them", "muted")]
            )
        )
    return lines


def question(candidate: MergeCandidate) -> str:
    """The question, or the user's decision, in a sentence."""
    kind = candidate.kind
    if candidate.decision:
        plural = f"{kind}s" if kind == ACTOR else find_kind(kind).plural
        words = {MergeDecision.SAME: f"one {kind}", MergeDecision.DIFFERENT: f"two {plural}", MergeDecision.UNSURE: f"possibly one {kind}"}
        return f"You decided: {words[candidate.decision]}."
    return f"One {kind} or two?" if candidate.status is CandidateStatus.TO_DECIDE else f"Matched as one {kind}. Is that right?"


def _heads(candidate: MergeCandidate, current: int, shown: range, lead: int, width: int, look: StyleRoles) -> list[Content]:
    columns = [candidate.columns[at] for at in shown]
    height = max(len(column.lines) for column in columns)
    rows: list[list[Part]] = [[(c.name, "key" if at == current else "bold") for at, c in zip(shown, columns, strict=True)]]
    rows += [[(c.lines[n] if n < len(c.lines) else "", "muted" if n else "") for c in columns] for n in range(height)]
    signs: list[Part] = [(look.glyphs.pane if at == current else " ", "key") for at in shown]
    lines: list[Content] = []
    for n, cells in enumerate(rows):
        lines += _table_row([[("", "")]], cells, lead, width, look, signs if n == 0 else None)
    return lines


def _row(row: FeatureRow, shown: range, lead: int, column: int, look: StyleRoles) -> list[Content]:
    """One feature: its name and its level of agreement, then the words of each column."""
    signs = {
        ComparisonLevel.SAME: look.glyphs.agree,
        ComparisonLevel.OVERLAP: look.glyphs.unsure,
        ComparisonLevel.DIFFER: look.glyphs.differ,
    }
    differs = row.level is ComparisonLevel.DIFFER
    verdict: Part = (f"{signs[row.level]} {row.level.value}" if row.level else "", "conflict" if differs else "muted")
    labels: list[list[Part]] = (
        [[(row.name.ljust(LABEL - 1), "bold"), (" ", ""), verdict]] if lead > LABEL else [[(row.name, "bold")], [verdict]]
    )
    words = [row.words[at] for at in shown]
    role = "differing" if differs else ""
    cells: list[Part] = [(text, "faint" if text.startswith("– ") else role) for text in words]
    return _table_row(labels, cells, lead, column, look)


def _table_row(
    labels: list[list[Part]], cells: Sequence[Part], lead: int, column: int, look: StyleRoles, signs: Sequence[Part] | None = None
) -> list[Content]:
    """A row of a table: labels one below the other, each cell wrapped in its column."""
    wrapped = [_pieces(text, column - 3) or [""] for text, _ in cells]
    lines = []
    for at in range(max([*map(len, wrapped), len([label for label in labels if any(text for text, _ in label)])])):
        line = assemble(look, [(" ", ""), *(labels[at] if at < len(labels) else [])])
        for n, pieces in enumerate(wrapped):
            line = line + assemble(look, [(" " * max(0, lead + n * column - line.cell_length), "")])
            sign: Part = signs[n] if signs and at == 0 else (" ", "")
            line = line + assemble(look, [sign, (" ", ""), (pieces[at] if at < len(pieces) else "", cells[n][1])])
        lines.append(line)
    return lines


def answer_lines(candidate: MergeCandidate, width: int, look: StyleRoles, *, short: bool = False) -> list[Content]:
    """The effect of each answer, to be clicked too; one line each without undo where it must be `short`."""
    lines: list[Content] = []
    for (key, decision), effect in zip(ANSWERS, candidate.effects, strict=True):
        is_given = candidate.decision is decision
        text = f"{effect}{' (your answer)' if is_given else ''}"
        pieces = [text] if short else _pieces(text, width - LEAD - 1)
        for n, piece in enumerate(pieces):
            head: list[Part] = [
                (f" {look.key(key).rjust(3)} ", "key"),
                (find_action(key, look.keys).label.ljust(LEAD - 5), "bold" if is_given else ""),
            ]
            line: list[Part] = [*(head if n == 0 else [(" " * LEAD, "")]), (piece, "muted")]
            lines.append(clickable(assemble(look, clip(line, width - 1, look.glyphs.ellipsis)), f"run('{key}')"))
    if short:
        return lines
    undo: list[Part] = [
        (f" {look.key('undo').rjust(3)} ", "key"),
        ("undoes an answer; answers survive a rebuild of the index", "muted"),
    ]
    return [Content(""), *lines, Content(""), clickable(assemble(look, undo), "run('undo')")]


def _pieces(text: str, width: int) -> list[str]:
    safe = clean(text)
    return [safe[start:end] for start, end in wrap(safe, max(8, width))]


class DecisionBar(Widget):
    """The effect of each answer, always in sight."""

    candidate: reactive[MergeCandidate | None] = reactive(None, layout=True)
    short: reactive[bool] = reactive(False, layout=True)  # noqa: FBT003  # a reactive's first value

    def on_mount(self) -> None:
        """Its lines can be clicked, and do not look like links."""
        self.auto_links = False

    def _lines(self, width: int) -> list[Content]:
        return answer_lines(self.candidate, width, style_roles(self.app), short=self.short) if self.candidate else []

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002  # Textual calls it with these
        """As many lines as there are."""
        return len(self._lines(width))

    def render(self) -> Content:
        """The lines."""
        return Content("\n").join(self._lines(self.size.width))
