"""The command that puts sources side by side: compare."""

from typing import Any

import click

from dossier.cli.context import CliContext, pass_context
from dossier.errors import DossierError
from dossier.model.comparison import Agreement, Cell, ComparedSource, Comparison, ComparisonRow, DiffKind
from dossier.phrases.comparison import copy_note, diff_markup, summarize_comparison

SIGNS = {
    Agreement.AGREE: "= agree",
    Agreement.DIFFER: "≠ differ",
    Agreement.ONE: "· one source",
    Agreement.NONE: "– not reported",
    Agreement.OWN: "",
}


@click.command("compare")
@click.argument("ident", metavar="ID")
@pass_context
def compare_command(context: CliContext, ident: str) -> int:
    """Compare sources of an event or versions of a quotation.

    ≠ marks what sources report differently. For a quotation, [-dropped], [+added] and [changed ≠ original] show differences from the
    version published first.
    """
    comparison = context.load_dossier(waits=False).review.compare(ident)
    if comparison is None:
        raise DossierError(
            "Only one source, so there is nothing to compare.", do="“dossier timeline” gives the number of sources of each event."
        )
    context.output.item(comparison_row(comparison), comparison_text(comparison))
    return 0


def comparison_row(comparison: Comparison) -> dict[str, Any]:
    """A comparison for JSON; spans count in the text of the source's article."""
    return {
        "id": comparison.ident,
        "of": comparison.kind,
        "title": comparison.title,
        "sources": [
            {
                "article": s.article,
                "id": s.ident or None,
                "outlet": s.outlet,
                "title": s.title,
                "published": s.day.isoformat() if s.day else None,
                "remark": s.remark,
                "copy_of": s.copy_of,
            }
            for s in comparison.sources
        ],
        "points": [
            {"name": p.name, "verdict": p.agreement.value or p.remark, "values": [_cell_row(cell) for cell in p.cells]}
            for p in comparison.rows
        ],
        "differing": comparison.differing,
        "independent": comparison.independent,
    }


def _cell_row(cell: Cell) -> dict[str, Any] | None:
    if not cell.lines:
        return None
    return {
        "text": cell.text,
        "remark": cell.remark,
        "start": cell.span.start if cell.span else None,
        "end": cell.span.end if cell.span else None,
        "marked": [{"text": p.text, "as": p.mark.value, "was": p.was} for line in cell.lines for p in line if p.mark is not DiffKind.NONE],
    }


def comparison_text(comparison: Comparison) -> str:
    """A comparison for people: the numbered sources, then each row with the value of every source."""
    lines = [f"{comparison.kind} · {comparison.title}", summarize_comparison(comparison), ""]
    lines += [f"[{n}] {_source(source)}" for n, source in enumerate(comparison.sources, 1)]
    for point in comparison.rows:
        lines += ["", *_row_lines(point)]
    return "\n".join(lines)


def _source(source: ComparedSource) -> str:
    day = f"{source.day.isoformat()}, {source.known}" if source.day else source.known
    return " · ".join(filter(None, (source.outlet, source.title, day, source.remark, copy_note(source))))


def _row_lines(row: ComparisonRow) -> list[str]:
    lines = [f"{row.name}  {SIGNS[row.agreement] or ('· ' + row.remark if row.remark else '')}".rstrip()]
    for n, cell in enumerate(row.cells, 1):
        text = "; ".join("".join(run for run, _ in diff_markup(line)) for line in cell.lines) or "– not reported"
        lines.append(f"  [{n}] {text}{f'  ({cell.remark})' if cell.remark else ''}")
    return lines
