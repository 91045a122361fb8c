"""The command matches: merge candidates, their evidence, and decisions on them."""

from collections.abc import Mapping
from typing import Any

import click

from dossier.cli.context import CliContext, pass_context
from dossier.errors import UsageError
from dossier.model.merge_review import ComparisonLevel, MergeCandidate, MergeDecision
from dossier.phrases.likelihood import format_match, format_percent

SIGNS = {ComparisonLevel.SAME: "=", ComparisonLevel.OVERLAP: "~", ComparisonLevel.DIFFER: "≠", ComparisonLevel.SILENT: " "}
WIDTH = 12


@click.command("matches")
@click.argument("ident", metavar="[ID]", required=False)
@click.option("--same", "decision", flag_value=MergeDecision.SAME.value, help="They are the same.")
@click.option("--different", "decision", flag_value=MergeDecision.DIFFERENT.value, help="They are different; do not ask again.")
@click.option("--unsure", "decision", flag_value=MergeDecision.UNSURE.value, help="Keep them apart, marked as possibly the same.")
@pass_context
def matches_command(context: CliContext, ident: str | None, decision: str | None) -> int:
    """List matches, made by the program or still to decide. With an ID, show the evidence; with an answer, save it. Answers can be undone."""
    opened = context.load_dossier()
    if decision is not None:
        if ident is None:
            raise UsageError("An answer needs the ID of a match.", do="List them with “dossier matches”.")
        context.output.say(opened.review.decide(ident, MergeDecision(decision)).sentence)
        return 0
    if ident is not None:
        candidate = opened.review.merge_candidate(ident)
        context.output.item(candidate_row(candidate), "\n".join(_evidence(candidate)))
        return 0
    rows = [candidate_row(candidate) for candidate in opened.review.merge_candidates()]
    if not context.output.rows(rows, _line, ("id", "status", "kind", "probability", "score", "decision", "name", "other")):
        context.output.say("No matches to review.")
    return 0 if rows else 1


def candidate_row(candidate: MergeCandidate) -> dict[str, Any]:
    """A candidate for JSON and for lines."""
    same, different, unsure = candidate.effects
    return {
        "id": candidate.id,
        "kind": candidate.kind,
        "status": candidate.status.value,
        "decision": candidate.decision.value,
        "probability": round(candidate.likelihood.probability, 2) if candidate.likelihood else None,
        "score": None if candidate.likelihood else candidate.score,
        "name": candidate.name,
        "other": candidate.other,
        "items": list(candidate.items),
        "why": candidate.explanation,
        "sides": [
            {"name": s.name, "facts": list(s.lines), "article": s.article, "start": s.span.start, "end": s.span.end}
            for s in candidate.columns
        ],
        "evidence": [{"point": t.name, "verdict": t.level.value, "values": list(t.words)} for t in candidate.table],
        "effects": {"same": same, "different": different, "unsure": unsure},
    }


def _line(row: Mapping[str, Any]) -> str:
    decision = row["decision"] or (f"{row['score']}/100" if row["probability"] is None else format_percent(row["probability"]))
    return f"{row['id']}  {row['status']:<15}  {row['kind']:<8} {decision:<10} {row['name']} → {row['other']}"


def _evidence(candidate: MergeCandidate) -> list[str]:
    """The features of both sides, row by row, and the effect of each answer."""
    likely = candidate.decision.value or format_match(candidate)
    lines = [
        f"{candidate.name} → {candidate.other}  ({candidate.kind}, {candidate.status.value}, {likely})",
        f"  {candidate.explanation}",
    ]
    lines += [f"  {n}: {side.name}  {' · '.join(side.lines)}" for n, side in enumerate(candidate.columns, 1)]
    for feature in candidate.table:
        lines.append(f"  {feature.name:<{WIDTH}} {SIGNS[feature.level]} {feature.level.value}".rstrip())
        lines += [f"  {'':<{WIDTH}}   {n}: {words}" for n, words in enumerate(feature.words, 1)]
    same, different, unsure = candidate.effects
    return [*lines, f"  --same       {same}", f"  --different  {different}", f"  --unsure     {unsure}"]
