"""The rows of the review: joins to decide, joined by rule, decided by the user."""

from collections.abc import Sequence
from itertools import groupby

from textual.content import Content

from dossier.model.merge_review import Decision, Join, Standing
from dossier.tui.state.list_model import Listing, Row
from dossier.tui.style.roles import Look
from dossier.tui.text.lines import Paint, Part


def join_rows(joins: Sequence[Join]) -> Listing:
    """The joins under headings with their number."""
    rows: list[Row] = []
    for standing, members in groupby(joins, key=lambda j: j.standing):
        held = list(members)
        rows.append(Row("", (standing.value, len(held)), gap=bool(rows)))
        rows += [Row(join.id, join, (1, 2, 2)) for join in held]
    return Listing(rows, draw_join, lambda row: f"{row.of.name} {row.of.other} {row.of.kind}" if row.id else "", len(joins))


def sign_of(join: Join, look: Look) -> Part:
    """The sign of a join: to decide, one, two, perhaps."""
    if join.standing is Standing.TO_DECIDE:
        return "?", "key"
    signs: dict[Decision, Part] = {
        Decision.DIFFERENT: (look.glyphs.differ, "conflict"),
        Decision.UNSURE: (look.glyphs.unsure, "key"),
    }
    return signs.get(join.decision, (look.glyphs.agree, "muted"))


def draw_join(row: Row, paint: Paint) -> list[Content]:
    """Name and strength; below it what it is joined to, and the kind."""
    if row.heading:
        heading, count = row.of
        return [paint.line([(heading, "muted")], [(str(count), "muted")])]
    join: Join = row.of
    sign, role = sign_of(join, paint.look)
    told: Part = (join.decision.value, "muted") if join.decision else (f"{join.strength} %", "muted")
    name: list[Part] = [(f"{sign} ".ljust(2), role), (join.name, "bold" if paint.selected else "")]
    other: list[Part] = [("→ ", "muted"), (join.other, "muted")]
    if paint.narrow:
        return [paint.line([*name, (" ", ""), *other], [(f"{join.kind.value}  ", "faint"), told])]
    return [paint.line(name, [told]), paint.line([("  ", ""), *other], [(join.kind.value, "faint")])]
