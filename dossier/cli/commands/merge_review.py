"""The command that reviews joins: what was taken for one and the same, and what perhaps is."""

from collections.abc import Mapping
from typing import Any

import click

from dossier.cli.context import CliContext, pass_context
from dossier.errors import UsageError
from dossier.model.merge_review import ComparisonLevel, MergeCandidate, MergeDecision

SIGNS = {ComparisonLevel.SAME: "=", ComparisonLevel.OVERLAP: "~", ComparisonLevel.DIFFER: "≠", ComparisonLevel.SILENT: " "}
WIDTH = 12


@click.command("joins")
@click.argument("ident", metavar="[ID]", required=False)
@click.option("--same", "decision", flag_value=MergeDecision.SAME.value, help="They are one and the same.")
@click.option("--different", "decision", flag_value=MergeDecision.DIFFERENT.value, help="They are two; it is not asked again.")
@click.option("--unsure", "decision", flag_value=MergeDecision.UNSURE.value, help="They stay two, marked as perhaps the same.")
@pass_context
def joins_command(setting: CliContext, ident: str | None, decision: str | None) -> int:
    """List what was joined and what is to decide; with an ID show the evidence, with an answer keep it. Each answer can be undone."""
    opened = setting.load_dossier()
    if decision is not None:
        if ident is None:
            raise UsageError("An answer wants the id of a join.", do="List them with “dossier joins”.")
        setting.output.say(opened.desk.decide(ident, MergeDecision(decision)).sentence)
        return 0
    if ident is not None:
        join = opened.desk.join(ident)
        setting.output.thing(join_row(join), "\n".join(_evidence(join)))
        return 0
    rows = [join_row(join) for join in opened.desk.joins()]
    setting.output.rows(rows, _line, ("id", "standing", "kind", "strength", "decision", "name", "other"))
    return 0 if rows else 1


def join_row(join: MergeCandidate) -> dict[str, Any]:
    """A join for JSON and for lines."""
    same, different, unsure = join.effects
    return {
        "id": join.id,
        "kind": join.kind.value,
        "standing": join.status.value,
        "decision": join.decision.value,
        "strength": join.score,
        "name": join.name,
        "other": join.other,
        "things": list(join.items),
        "why": join.explanation,
        "sides": [
            {"name": s.name, "told": list(s.lines), "article": s.article, "start": s.span.start, "end": s.span.end} for s in join.columns
        ],
        "evidence": [{"point": t.name, "verdict": t.level.value, "told": list(t.words)} for t in join.table],
        "effects": {"same": same, "different": different, "unsure": unsure},
    }


def _line(row: Mapping[str, Any]) -> str:
    told = row["decision"] or f"{row['strength']:>3} %"
    return f"{row['id']}  {row['standing']:<15}  {row['kind']:<8} {told:<10} {row['name']} → {row['other']}"


def _evidence(join: MergeCandidate) -> list[str]:
    """What each side tells, point by point, and what each answer does."""
    strength = join.decision.value or f"{join.score} %"
    lines = [f"{join.name} → {join.other}  ({join.kind.value}, {join.status.value}, {strength})", f"  {join.explanation}"]
    lines += [f"  {n}: {side.name}  {' · '.join(side.lines)}" for n, side in enumerate(join.columns, 1)]
    for told in join.table:
        lines.append(f"  {told.name:<{WIDTH}} {SIGNS[told.level]} {told.level.value}".rstrip())
        lines += [f"  {'':<{WIDTH}}   {n}: {words}" for n, words in enumerate(told.words, 1)]
    same, different, unsure = join.effects
    return [*lines, f"  --same       {same}", f"  --different  {different}", f"  --unsure     {unsure}"]
