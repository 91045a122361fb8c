"""The rows of the review: joins to decide, joined by rule, decided by the user."""

from collections.abc import Sequence
from itertools import groupby

from textual.content import Content

from dossier.model.merge_review import CandidateStatus, MergeCandidate, MergeDecision
from dossier.tui.state.list_model import ListModel, Row
from dossier.tui.style.roles import StyleRoles
from dossier.tui.text.lines import Part, RenderContext


def join_rows(joins: Sequence[MergeCandidate]) -> ListModel:
    """The joins under headings with their number."""
    rows: list[Row] = []
    for standing, members in groupby(joins, key=lambda j: j.status):
        held = list(members)
        rows.append(Row("", (standing.value, len(held)), gap=bool(rows)))
        rows += [Row(join.id, join, (1, 2, 2)) for join in held]
    return ListModel(rows, draw_join, lambda row: f"{row.item.name} {row.item.other} {row.item.kind}" if row.id else "", len(joins))


def sign_of(join: MergeCandidate, look: StyleRoles) -> Part:
    """The sign of a join: to decide, one, two, perhaps."""
    if join.status is CandidateStatus.TO_DECIDE:
        return "?", "key"
    signs: dict[MergeDecision, Part] = {
        MergeDecision.DIFFERENT: (look.glyphs.differ, "conflict"),
        MergeDecision.UNSURE: (look.glyphs.unsure, "key"),
    }
    return signs.get(join.decision, (look.glyphs.agree, "muted"))


def draw_join(row: Row, paint: RenderContext) -> list[Content]:
    """Name and strength; below it what it is joined to, and the kind."""
    if row.heading:
        heading, count = row.item
        return [paint.line([(heading, "muted")], [(str(count), "muted")])]
    join: MergeCandidate = row.item
    sign, role = sign_of(join, paint.look)
    told: Part = (join.decision.value, "muted") if join.decision else (f"{join.score} %", "muted")
    name: list[Part] = [(f"{sign} ".ljust(2), role), (join.name, "bold" if paint.selected else "")]
    other: list[Part] = [("→ ", "muted"), (join.other, "muted")]
    if paint.narrow:
        return [paint.line([*name, (" ", ""), *other], [(f"{join.kind.value}  ", "faint"), told])]
    return [paint.line(name, [told]), paint.line([("  ", ""), *other], [(join.kind.value, "faint")])]
