"""The evidence of a join in lines: what is asked, what each side tells, what each answer does."""

from collections.abc import Sequence

from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive
from textual.widget import Widget

from dossier.model.merge_review import CandidateStatus, ComparisonLevel, FeatureRow, MergeCandidate, MergeDecision
from dossier.tui.style.roles import StyleRoles, style_roles
from dossier.tui.text.lines import Part, assemble, clean, clip, wrap
from dossier.tui.widgets.modal_sheet import clickable

LABEL, VERDICT = 13, 12
LEAST_COLUMN = 22
LEAD = 17
ROOMY = 76
"""Cells from which the verdict has a column of its own; below, it stands under the label."""
ANSWERS = (("same", MergeDecision.SAME), ("different", MergeDecision.DIFFERENT), ("unsure", MergeDecision.UNSURE))


def evidence_lines(join: MergeCandidate, side: int, width: int, look: StyleRoles) -> list[Content]:
    """All lines for a width in cells; `side` is the column to read at."""
    lead = LABEL + VERDICT if width >= ROOMY else LABEL
    room = width - lead - 2
    count = len(join.columns)
    fit = max(2, room // LEAST_COLUMN)
    first = max(0, min(side - fit + 1, count - fit)) if count > fit else 0
    shown = range(first, min(count, first + fit))
    column = max(8, room // max(1, len(shown)))
    rule = assemble(look, [(" " + look.glyphs.rule * max(0, width - 2), "rule")])
    tight = width < ROOMY
    lines = [Content(""), assemble(look, [(" ", ""), (question(join), "bold")])]
    lines += [assemble(look, [(" ", ""), (piece, "muted")]) for piece in _pieces(join.explanation, width - 2)]
    lines += [Content(""), *_heads(join, side, shown, lead, column, look), rule]
    for told in join.table:
        lines += [*_row(told, shown, lead, column, look), *([] if tight else [Content("")])]
    if count > len(shown):
        lines.append(
            assemble(
                look, [(f" {count - len(shown)} more of {count}, ", "muted"), (look.key("next_side"), "key"), (" shows them", "muted")]
            )
        )
    return lines


def question(join: MergeCandidate) -> str:
    """What is asked, or what was decided."""
    kind = join.kind.value
    if join.decision:
        said = {MergeDecision.SAME: f"one {kind}", MergeDecision.DIFFERENT: f"two {kind}s", MergeDecision.UNSURE: f"perhaps one {kind}"}
        return f"You decided: {said[join.decision]}."
    return f"Is this one {kind}, or two?" if join.status is CandidateStatus.TO_DECIDE else f"Taken for one {kind}. Is it?"


def _heads(join: MergeCandidate, side: int, shown: range, lead: int, column: int, look: StyleRoles) -> list[Content]:
    sides = [join.columns[at] for at in shown]
    rows: list[list[Part]] = [[(s.name, "key" if at == side else "bold") for at, s in zip(shown, sides, strict=True)]]
    rows += [
        [(s.lines[n] if n < len(s.lines) else "", "muted" if n else "") for s in sides] for n in range(max(len(s.lines) for s in sides))
    ]
    signs: list[Part] = [(look.glyphs.pane if at == side else " ", "key") for at in shown]
    lines: list[Content] = []
    for n, cells in enumerate(rows):
        lines += _laid([[("", "")]], cells, lead, column, look, signs if n == 0 else None)
    return lines


def _row(told: FeatureRow, shown: range, lead: int, column: int, look: StyleRoles) -> list[Content]:
    """One point: its name and whether the sides agree, then what each says."""
    signs = {
        ComparisonLevel.SAME: look.glyphs.agree,
        ComparisonLevel.OVERLAP: look.glyphs.unsure,
        ComparisonLevel.DIFFER: look.glyphs.differ,
    }
    differs = told.level is ComparisonLevel.DIFFER
    verdict: Part = (f"{signs[told.level]} {told.level.value}" if told.level else "", "conflict" if differs else "muted")
    labels: list[list[Part]] = (
        [[(told.name.ljust(LABEL - 1), "bold"), (" ", ""), verdict]] if lead > LABEL else [[(told.name, "bold")], [verdict]]
    )
    words = [told.words[at] for at in shown]
    role = "strike" if differs else ""
    cells: list[Part] = [(text, "faint" if text.startswith("– ") else role) for text in words]
    return _laid(labels, cells, lead, column, look)


def _laid(
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


def answer_lines(join: MergeCandidate, width: int, look: StyleRoles, *, short: bool = False) -> list[Content]:
    """What each answer does, before it is given, to be clicked too; `short` leaves out what can be left out."""
    lines: list[Content] = []
    for (key, decision), effect in zip(ANSWERS, join.effects, strict=True):
        mine = join.decision is decision
        told = f"{effect}{' (your answer)' if mine else ''}"
        pieces = [told] if short else _pieces(told, width - LEAD - 1)
        for n, piece in enumerate(pieces):
            head: list[Part] = [(f" {look.key(key).rjust(3)} ", "key"), (key.ljust(LEAD - 5), "bold" if mine else "")]
            line: list[Part] = [*(head if n == 0 else [(" " * LEAD, "")]), (piece, "muted")]
            lines.append(clickable(assemble(look, clip(line, width - 1, look.glyphs.ellipsis)), f"do('{key}')"))
    if short:
        return lines
    undo: list[Part] = [
        (f" {look.key('undo').rjust(3)} ", "key"),
        ("undoes any answer; it outlives a rebuild of the index", "muted"),
    ]
    return [Content(""), *lines, Content(""), clickable(assemble(look, undo), "do('undo')")]


def _pieces(text: str, width: int) -> list[str]:
    told = clean(text)
    return [told[start:end] for start, end in wrap(told, max(8, width))]


class DecisionBar(Widget):
    """What each answer to a join does, always in sight."""

    join: reactive[MergeCandidate | None] = reactive(None, layout=True)
    short: reactive[bool] = reactive(False, layout=True)  # noqa: FBT003  # a reactive's first value

    def on_mount(self) -> None:
        """Its lines can be clicked, and are no links to look at."""
        self.auto_links = False

    def _made(self, width: int) -> list[Content]:
        return answer_lines(self.join, width, style_roles(self.app), short=self.short) if self.join else []

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002  # Textual calls it with these
        """As many lines as there are."""
        return len(self._made(width))

    def render(self) -> Content:
        """The lines."""
        return Content("\n").join(self._made(self.size.width))
