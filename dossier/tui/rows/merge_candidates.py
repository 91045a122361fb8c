"""Rows of the review: merge candidates to decide, merged by rule, decided by the user."""

from collections.abc import Sequence
from itertools import groupby

from textual.content import Content

from dossier.model.merge_review import CandidateStatus, MergeCandidate, MergeDecision
from dossier.phrases.likelihood import format_match
from dossier.tui.state.list_model import Heading, ListModel, Row, item_of
from dossier.tui.style.roles import StyleRoles
from dossier.tui.text.lines import Part, RenderContext


def candidate_rows(candidates: Sequence[MergeCandidate]) -> ListModel:
    """The candidates under headings with their number; the payload of a row is its candidate."""
    rows: list[Row] = []
    for status, members in groupby(candidates, key=lambda candidate: candidate.status):
        group = list(members)
        rows.append(Row("", Heading(status.value, len(group)), gap=bool(rows)))
        rows += [Row(candidate.id, candidate, (1, 2, 2)) for candidate in group]
    return ListModel(rows, draw_candidate, _words, len(candidates))


def _words(row: Row) -> str:
    candidate = item_of(row, MergeCandidate)
    return f"{candidate.name} {candidate.other} {candidate.kind}" if candidate else ""


def sign_of(candidate: MergeCandidate, look: StyleRoles) -> Part:
    """The sign of a candidate: to decide, one, two, perhaps."""
    if candidate.status is CandidateStatus.TO_DECIDE:
        return "?", "key"
    signs: dict[MergeDecision, Part] = {
        MergeDecision.DIFFERENT: (look.glyphs.differ, "conflict"),
        MergeDecision.UNSURE: (look.glyphs.unsure, "key"),
    }
    return signs.get(candidate.decision, (look.glyphs.agree, "muted"))


def draw_candidate(row: Row, context: RenderContext) -> list[Content]:
    """Name and probability; below it the other name, and the kind."""
    if isinstance(row.item, Heading):
        return [context.line([(row.item.name, "muted")], [(str(row.item.count), "muted")])]
    candidate = item_of(row, MergeCandidate)
    if candidate is None:
        return []
    sign, role = sign_of(candidate, context.look)
    right: Part = (candidate.decision.value, "muted") if candidate.decision else (format_match(candidate), "muted")
    name: list[Part] = [(f"{sign} ".ljust(2), role), (candidate.name, "bold" if context.selected else "")]
    other: list[Part] = [("→ ", "muted"), (candidate.other, "muted")]
    if context.narrow:
        return [context.line([*name, (" ", ""), *other], [(f"{candidate.kind}  ", "faint"), right])]
    return [context.line(name, [right]), context.line([("  ", ""), *other], [(candidate.kind, "faint")])]
